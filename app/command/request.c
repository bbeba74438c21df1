/* tenken request: requests to suppliers, and customers' requests as the firm that receives them reads and confirms them. */
#include "base/i18n.h"
#include "command/command.h"
#include "command/conversation.h"
#include "command/listing.h"
#include "command/request_new.h"
#include "command/request_show.h"
#include "command/trust_accept.h"
#include "model/json.h"

#include <getopt.h>
#include <unistd.h>

struct confirm_options {
    const char *file;
    const char *fingerprint;
};

static enum status confirm_options_read(struct confirm_options *o, int argc, char **argv, struct error *e)
{
    enum { FINGERPRINT = 1 };
    static const struct option OPTIONS[] = {{"fingerprint", required_argument, NULL, FINGERPRINT}, {NULL, 0, NULL, 0}};
    *o = (struct confirm_options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option != FINGERPRINT) {
            return usage_error(&command_request, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        o->fingerprint = optarg;
    }
    if (argc - optind != 1) {
        return usage_error(&command_request, e, _("name the request's file."));
    }
    o->file = argv[optind];
    return ST_OK;
}

/* The digits that were read out are the proof; without them only a person at the terminal can say that they were compared. */
static enum status agree(const struct confirm_options *o, const struct received_request *r, struct error *e)
{
    uint8_t said[SHA256_BYTES];
    char digits[SHA256_TEXT];
    if (o->fingerprint != NULL && !fingerprint_parse(o->fingerprint, said)) {
        return fail(e, ST_USAGE, _("\"%s\" is no fingerprint: give all 64 digits (spaces between them do not matter)."), o->fingerprint);
    }
    if (o->fingerprint != NULL) {
        hex_encode(said, SHA256_BYTES, digits);
        return strcmp(digits, r->signer->sha256) == 0
                   ? ST_OK
                   : fail(e, ST_NO,
                          _("The fingerprints differ, so this request is not from whoever read it out to you: do not answer it."));
    }
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        return fail(e, ST_USAGE, _("Say with --fingerprint which digits the requester read out: without a terminal nobody can be asked."));
    }
    printf("\n%s ", _("Did the requester read out exactly this fingerprint to you? [y/N]"));
    (void)fflush(stdout);
    return conversation_agreed(false) ? ST_OK : fail(e, ST_NO, _("Nothing was confirmed."));
}

static enum status confirm(struct program *program, int argc, char **argv, struct error *e)
{
    struct confirm_options o;
    struct received_request r;
    enum status st = confirm_options_read(&o, argc, argv, e);
    st = st == ST_OK ? received_request_open(&r, program, o.file, e) : st;
    if (st != ST_OK) {
        return st;
    }
    print_requester(&r);
    if (r.standing.state != REQUESTER_KNOWN || o.fingerprint != NULL) {
        st = agree(&o, &r, e);
        st = st == ST_OK ? received_request_confirm(&r, program, e) : st;
        if (st == ST_OK) {
            printf("\n");
            print_sentence(stdout, _("Confirmed: requests signed by \"%s\" are answered from now on."), r.name);
        }
    }
    received_request_release(&r);
    return st;
}

static enum status forget(struct program *program, int argc, char **argv, struct error *e)
{
    uint8_t digest[SHA256_BYTES];
    char certificate[SHA256_TEXT], *path;
    if (argc != 2 || !fingerprint_parse(argv[1], digest)) {
        return usage_error(&command_request, e, _("name the fingerprint of the requester, 64 digits; \"tenken request list\" shows them."));
    }
    hex_encode(digest, SHA256_BYTES, certificate);
    enum status st = requesters_path(program, &path, e);
    st = st == ST_OK ? requesters_forget(path, certificate, e) : st;
    free(path);
    if (st == ST_OK) {
        printf("%s\n", _("Forgotten: the next request with this signature must be confirmed again."));
    }
    return st;
}

struct listed {
    cJSON *array; /* NULL: for people */
    size_t count;
};

static enum status list_one(void *context, const struct requester *requester, const char *confirmed_at, struct error *e)
{
    struct listed *listed = context;
    listed->count++;
    if (listed->array == NULL) {
        char groups[FINGERPRINT_TEXT], day[DATE_TEXT];
        fingerprint_format(requester->certificate, groups);
        print_sentence(stdout, _("%s, confirmed on %.10s"), requester->name, local_day_of(confirmed_at, day));
        printf("  %.39s\n  %s\n", groups, groups + 40);
        if (requester->host[0] != '\0') {
            print_sentence(stdout, _("  answers go to %s"), requester->host);
        }
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    put_clean(object, "name", requester->name);
    put_clean(object, "sha256", requester->certificate);
    put_clean(object, "upload_host", requester->host);
    put_clean(object, "confirmed_at", confirmed_at);
    return object != NULL && cJSON_AddItemToArray(listed->array, object) ? ST_OK : fail_memory(e);
}

static enum status list(struct program *program, int argc, char **argv, struct error *e)
{
    const bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
    if (argc > 1 && !json) {
        return usage_error(&command_request, e, _("\"%s\" is one word too many."), argv[1]);
    }
    char *path;
    struct listed listed = {.array = json ? cJSON_CreateArray() : NULL};
    enum status st = requesters_path(program, &path, e);
    st = st == ST_OK ? requesters_list(path, list_one, &listed, e) : st;
    free(path);
    if (st != ST_OK || !json) {
        cJSON_Delete(listed.array);
        if (st == ST_OK && listed.count == 0) {
            printf("%s\n", _("No requester is confirmed yet: \"tenken request confirm FILE\" does that."));
        }
        return st;
    }
    cJSON *object = cJSON_CreateObject();
    (void)json_put(object, "requesters", listed.array);
    return print_json(object, e);
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    static const struct {
        const char *name;
        enum status (*run)(struct program *program, int argc, char **argv, struct error *e);
    } ACTIONS[] = {{"new", request_new}, {"show", request_show}, {"confirm", confirm}, {"list", list}, {"forget", forget}};
    for (size_t i = 0; argc > 1 && i < sizeof ACTIONS / sizeof ACTIONS[0]; i++) {
        if (strcmp(argv[1], ACTIONS[i].name) == 0) {
            return ACTIONS[i].run(program, argc - 1, argv + 1, e);
        }
    }
    return usage_error(&command_request, e, _("say new, show, confirm, list or forget."));
}

const struct command command_request = {
    .name = "request",
    .usage = N_("request new --portfolio DB --identity FILE.p12 --due DATE --pack ID… --out DIR [--all | --to SUPPLIER | --list CSV] "
                "[OPTION…]\n"
                "request show FILE [--json]\n"
                "request confirm FILE [--fingerprint SHA256]\n"
                "request list [--json]\n"
                "request forget SHA256"),
    .help = N_("ask suppliers; or read a customer's request, and confirm who asks"),
    .options =
        N_("--portfolio DB\tthe portfolio that notes whom you ask; answers are merged into it\n"
           "--identity FILE.p12\tyour firm's signing key (tenken identity new makes it)\n"
           "--passphrase-file F\tits passphrase, in the first line of a file; otherwise it is asked for\n"
           "--due DATE\tby when: 2026-12-15 or 2026/12/15\n"
           "--pack ID…\twhat to ask; \"tenken pack list\" shows the packs\n"
           "--private-pack FILE\tquestions of your own; the id of such a pack has your name in front (mihon.extra)\n"
           "--same-version\ttakes such a pack also when it was changed under the version under which it was asked before\n"
           "--out DIR\twhere the request files go, one for each supplier\n"
           "--all\tall suppliers are asked (also without this word)\n"
           "--to SUPPLIER\tonly this one, by its code\n"
           "--list CSV\tonly those whose codes are in the list (a column supplier_code)\n"
           "--tier higher|base\tonly suppliers of this tier\n"
           "--period YEAR\tthe year that is asked about; otherwise this year\n"
           "--about TEXT\twhat it is about, for example a product that was breached; suppliers read it\n"
           "--targets FILE\thigher target levels for single questions, as JSON: {\"basic10\": {\"3\": 3}}\n"
           "--encrypt-to CERTIFICATE\tanswers come sealed, so that only the holder of this key reads them (tenken identity new --sealing)\n"
           "--upload URL\twhere suppliers' programs send their answers (https://…)\n"
           "--name NAME\twho asks; otherwise the name in the signing key\n"
           "--contact-name NAME, --contact-email ADDRESS, --contact-phone NUMBER\twhom suppliers may ask\n"
           "--mail CSV\twrites a mail for each, for mail merge, in Japanese and English\n"
           "--enrol-separately DIR\tsecrets of new suppliers go into letters there instead of the request files\n"
           "--again\tasks anew also who was asked before, for example with a later day; the earlier request ends\n"
           "--lost-key --reason TEXT\twith --to: this supplier has lost its key; the trust in that key ends and a new one can be "
           "enrolled\n"
           "--json\twhat was done, as JSON\n"
           "--fingerprint SHA256\t(confirm) the fingerprint that the customer read out"),
    .run = run,
};
