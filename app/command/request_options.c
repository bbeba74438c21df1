#include "command/request_options.h"

#include "base/i18n.h"
#include "command/command.h"
#include "model/upload_url.h"

#include <getopt.h>
#include <string.h>

enum status request_options_read(struct request_options *o, int argc, char **argv, struct error *e)
{
    enum { TEXT = 0, PACK = 1, PRIVATE_PACK, ALL, AGAIN, LOST_KEY, SAME_VERSION, JSON, VALUES };
    const struct {
        const char *name;
        const char **value;
    } TEXTS[] = {{"portfolio", &o->portfolio},
                 {"identity", &o->identity},
                 {"passphrase-file", &o->passphrase_file},
                 {"list", &o->list},
                 {"to", &o->to},
                 {"tier", &o->tier},
                 {"due", &o->due},
                 {"period", &o->period},
                 {"targets", &o->targets},
                 {"encrypt-to", &o->encrypt_to},
                 {"upload", &o->upload},
                 {"about", &o->about},
                 {"out", &o->out},
                 {"enrol-separately", &o->letters},
                 {"mail", &o->mail},
                 {"reason", &o->reason},
                 {"name", &o->name},
                 {"contact-name", &o->contact_name},
                 {"contact-email", &o->contact_email},
                 {"contact-phone", &o->contact_phone}};
    enum { TEXT_COUNT = sizeof TEXTS / sizeof TEXTS[0] };
    struct option options[TEXT_COUNT + 8] = {{0}};
    for (int i = 0; i < TEXT_COUNT; i++) {
        options[i] = (struct option){TEXTS[i].name, required_argument, NULL, VALUES + i};
    }
    const struct option others[] = {{"pack", required_argument, NULL, PACK},   {"private-pack", required_argument, NULL, PRIVATE_PACK},
                                    {"all", no_argument, NULL, ALL},           {"again", no_argument, NULL, AGAIN},
                                    {"lost-key", no_argument, NULL, LOST_KEY}, {"same-version", no_argument, NULL, SAME_VERSION},
                                    {"json", no_argument, NULL, JSON}};
    memcpy(options + TEXT_COUNT, others, sizeof others);
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option >= VALUES && option < VALUES + TEXT_COUNT) {
            *TEXTS[option - VALUES].value = optarg;
        } else if ((option == PACK || option == PRIVATE_PACK) && o->npacks + o->nprivate >= RECORD_PACKS_MAX) {
            return usage_error(&command_request, e, _("a request asks at most %d packs."), RECORD_PACKS_MAX);
        } else if (option == PACK) {
            o->packs[o->npacks++] = optarg;
        } else if (option == PRIVATE_PACK) {
            o->private_packs[o->nprivate++] = optarg;
        } else if (option == ALL) {
            o->all = true;
        } else if (option == AGAIN) {
            o->again = true;
        } else if (option == LOST_KEY) {
            o->lost_key = true;
        } else if (option == SAME_VERSION) {
            o->same_version = true;
        } else if (option == JSON) {
            o->json = true;
        } else {
            return usage_error(&command_request, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    /* --pack basic10 supply-chain: what follows is more packs */
    for (; optind < argc; optind++) {
        if (o->npacks == 0 || o->npacks + o->nprivate >= RECORD_PACKS_MAX) {
            return usage_error(&command_request, e, _("\"%s\" is one word too many."), argv[optind]);
        }
        o->packs[o->npacks++] = argv[optind];
    }
    return ST_OK;
}

enum status request_options_check(const struct request_options *o, struct error *e)
{
    const char *missing = o->portfolio == NULL  ? "--portfolio DB"
                          : o->identity == NULL ? "--identity FILE.p12"
                          : o->due == NULL      ? "--due 2026-12-15"
                          : o->out == NULL      ? "--out DIRECTORY"
                                                : NULL;
    if (missing != NULL) {
        return usage_error(&command_request, e, _("the option %s is missing."), missing);
    }
    if (o->npacks + o->nprivate == 0) {
        return usage_error(&command_request, e, _("say what to ask: --pack ID or --private-pack FILE."));
    }
    if ((o->list != NULL) + (o->to != NULL) + o->all > 1) {
        return usage_error(&command_request, e, _("say only once whom to ask: --to, --list or --all."));
    }
    if (o->upload != NULL && !upload_url_valid(o->upload)) {
        return usage_error(&command_request, e, _("--upload takes an address that starts with https:// and a host name, not \"%s\"."),
                           o->upload);
    }
    if (o->tier != NULL && strcmp(o->tier, "higher") != 0 && strcmp(o->tier, "base") != 0) {
        return usage_error(&command_request, e, _("--tier takes higher or base."));
    }
    if (o->lost_key && (o->to == NULL || o->reason == NULL || o->reason[0] == '\0')) {
        return usage_error(&command_request, e,
                           _("--lost-key ends the trust in a key: name one supplier with --to, and say why with --reason."));
    }
    return ST_OK;
}
