/* tenken export: the answers for one recipient, signed. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/export_html.h"
#include "command/export_request.h"
#include "command/export_seal.h"
#include "command/export_signed.h"
#include "command/handin.h"
#include "command/output.h"
#include "command/request_letter.h"
#include "model/json.h"
#include "trust/certificate.h"

#include <getopt.h>
#include <openssl/x509.h>

struct options {
    const char *draft;
    const char *request;
    const char *from_signed; /* finished answers that came back from an assessor, or NULL */
    const char *json;
    const char *xlsx;
    const char *html;
    const char *since; /* for the page: a file of an earlier year, or NULL */
    const char *seal;  /* certificate of the recipient, "none", or NULL */
    const char *identity;
    const char *passphrase_file;
    const char *renew_from; /* the key that the recipient knows, which announces the one that signs now; or NULL */
    const char *renew_passphrase_file;
    const char *enrol_secret; /* a file with the secret that came by letter, or NULL */
    bool unfinished;
};

/* What one export needs; owns all of it. */
struct exporting {
    struct options options;
    struct program *program;
    struct draft draft;
    struct catalog catalog;
    struct chosen_request request;
    struct identity identity, previous;
    uint8_t secret[ENROL_SECRET_BYTES];
    X509 *recipient; /* for whom it is sealed, or NULL */
    struct handin handin;
};

/* A page to read needs no signature. */
static bool signing(const struct options *o)
{
    return o->json != NULL || o->xlsx != NULL;
}

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum {
        REQUEST = 1,
        FROM_SIGNED,
        JSON,
        XLSX,
        HTML,
        SINCE,
        SEAL,
        IDENTITY,
        PASSPHRASE_FILE,
        UNFINISHED,
        RENEW_FROM,
        RENEW_PASSPHRASE_FILE,
        ENROL_SECRET
    };
    static const struct option OPTIONS[] = {
        {"request", required_argument, NULL, REQUEST},
        {"json", required_argument, NULL, JSON},
        {"xlsx", required_argument, NULL, XLSX},
        {"seal", required_argument, NULL, SEAL},
        {"identity", required_argument, NULL, IDENTITY},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"unfinished", no_argument, NULL, UNFINISHED},
        {"renew-from", required_argument, NULL, RENEW_FROM},
        {"renew-passphrase-file", required_argument, NULL, RENEW_PASSPHRASE_FILE},
        {"enrol-secret", required_argument, NULL, ENROL_SECRET},
        {"html", required_argument, NULL, HTML},
        {"since", required_argument, NULL, SINCE},
        {"from-signed", required_argument, NULL, FROM_SIGNED},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case REQUEST:
            o->request = optarg;
            break;
        case FROM_SIGNED:
            o->from_signed = optarg;
            break;
        case JSON:
            o->json = optarg;
            break;
        case XLSX:
            o->xlsx = optarg;
            break;
        case HTML:
            o->html = optarg;
            break;
        case SINCE:
            o->since = optarg;
            break;
        case SEAL:
            o->seal = optarg;
            break;
        case IDENTITY:
            o->identity = optarg;
            break;
        case PASSPHRASE_FILE:
            o->passphrase_file = optarg;
            break;
        case UNFINISHED:
            o->unfinished = true;
            break;
        case RENEW_FROM:
            o->renew_from = optarg;
            break;
        case RENEW_PASSPHRASE_FILE:
            o->renew_passphrase_file = optarg;
            break;
        case ENROL_SECRET:
            o->enrol_secret = optarg;
            break;
        default:
            return usage_error(&command_export, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    const int drafts = argc - optind;
    if (drafts > 1 || (drafts == 0 && o->from_signed == NULL)) {
        return usage_error(&command_export, e, _("name one draft."));
    }
    o->draft = argv[optind]; /* NULL behind the last word */
    if (o->from_signed != NULL && (o->xlsx == NULL || o->json != NULL || o->html != NULL || o->request != NULL || o->unfinished)) {
        return usage_error(
            &command_export, e,
            _("--from-signed makes a workbook around a finished file: name it with --xlsx, and nothing else to write or ask."));
    }
    if (o->json == NULL && o->xlsx == NULL && o->html == NULL) {
        return usage_error(&command_export, e, _("say what to write: --json OUT, --xlsx OUT, --html OUT or several of them."));
    }
    if (o->since != NULL && o->html == NULL) {
        return usage_error(&command_export, e, _("--since is for the page of --html. \"tenken diff\" compares two files."));
    }
    if (o->identity == NULL && signing(o)) {
        return usage_error(&command_export, e, _("say with --identity FILE.p12 who signs. \"tenken identity new\" makes one."));
    }
    return ST_OK;
}

static enum status outputs_check(const struct options *o, struct error *e)
{
    const char *const inputs[] = {o->draft, o->identity, o->passphrase_file, o->request, o->seal, o->since, o->renew_from, o->enrol_secret};
    const char *const outputs[] = {o->json, o->xlsx, o->html};
    enum status st = ST_OK;
    for (size_t i = 0; i < 3 && st == ST_OK; i++) {
        for (size_t k = 0; k < i; k++) {
            if (outputs[i] != NULL && outputs[k] != NULL && strcmp(outputs[i], outputs[k]) == 0) {
                return fail(e, ST_USAGE, _("%s is named for both files: name two."), outputs[i]);
            }
        }
        st = output_check(outputs[i], inputs, sizeof inputs / sizeof inputs[0], e);
    }
    return st;
}

/* Contradictions are shown before they are signed, and travel with the answers. */
static void print_checks(const struct exporting *x, const cJSON *document)
{
    const cJSON *hit, *name;
    cJSON_ArrayForEach(hit, json_get(document, "checks"))
    {
        cJSON_ArrayForEach(name, json_get(document, "packs"))
        {
            const struct pack *pack = catalog_find_digest(&x->catalog, json_text(name, "sha256"));
            const struct check *check = pack == NULL ? NULL : pack_check(pack, json_text(hit, "id"));
            if (check != NULL) {
                fprintf(stderr, _("Note: %s\n"), text_of(check->message));
                break;
            }
        }
    }
}

static struct export_page export_page(const struct exporting *x)
{
    return (struct export_page){.program = x->program,
                                .catalog = &x->catalog,
                                .request = x->request.document,
                                .past = assessment_past(&x->draft.assessment),
                                .since = x->options.since};
}

/* Signs, or makes just the page. */
static enum status make(struct exporting *x, struct error *e)
{
    const struct export_page page = export_page(x);
    const enum status st = signing(&x->options) ? handin_sign(&x->handin, e)
                                                : export_page_unsigned(&page, &x->draft, x->options.unfinished, x->options.html, e);
    if (st == ST_NO && signing(&x->options) && x->request.added && draft_save(&x->draft, &x->program->clock, NULL) == ST_OK) {
        char word[SHELL_WORD];
        fprintf(stderr, _("The request was taken into the draft: \"tenken answer %s\" asks what is missing.\n"),
                shell_word(x->options.draft, word));
    }
    if (st == ST_NO) {
        struct error why = *e;
        return fail(e, ST_NO, _("%s Answer what is open, or add --unfinished: the file then says that it is."), why.text);
    }
    if (st == ST_OK && signing(&x->options)) {
        print_checks(x, json_get(x->handin.envelope, "document"));
    }
    return st;
}

static enum status make_workbook(struct exporting *x, struct error *e)
{
    const enum status st = handin_workbook(&x->handin, e);
    if (st == ST_OK && !x->handin.sheets_signed) {
        fprintf(stderr, _("Office programs know no signatures by this kind of key: in the workbook only the answers inside are signed.\n"));
    }
    return st;
}

static enum status write_signed(struct exporting *x, struct error *e)
{
    const struct export_page page = export_page(x);
    const enum status st = handin_write(&x->handin, x->options.json, x->options.xlsx, e);
    return st == ST_OK && x->options.html != NULL
               ? export_page_write(&page, json_get(x->handin.envelope, "document"), true, x->options.html, e)
               : st;
}

static enum status prepare(struct exporting *x, struct error *e)
{
    const struct options *o = &x->options;
    enum status st = outputs_check(o, e);
    st = st == ST_OK ? load_catalog(x->program, &x->catalog, e) : st;
    if (st == ST_OK) {
        st = signing(o) ? draft_open(&x->draft, o->draft, e) : draft_open_for_reading(&x->draft, o->draft, e);
    }
    st = st == ST_OK ? chosen_request_find(&x->request, o->request, &x->draft.assessment, o->draft, &x->catalog, x->program, e) : st;
    st = st == ST_OK ? seal_recipient(o->seal, x->request.document, &x->recipient, e) : st;
    st = st == ST_OK && signing(o) ? load_identity(o->identity, o->passphrase_file, &x->identity, e) : st;
    if (st == ST_OK && o->renew_from != NULL) {
        st = load_identity(o->renew_from, o->renew_passphrase_file, &x->previous, e);
        x->handin.previous = &x->previous;
    }
    if (st == ST_OK && o->enrol_secret != NULL) {
        st = letter_read(o->enrol_secret, x->secret, e);
        x->handin.secret = x->secret;
    }
    x->handin.program = x->program;
    x->handin.draft = &x->draft;
    x->handin.catalog = &x->catalog;
    x->handin.request = x->request.document;
    x->handin.identity = &x->identity;
    x->handin.recipient = x->recipient;
    x->handin.unfinished = o->unfinished;
    return st;
}

static void print_recipient(const struct exporting *x)
{
    struct buffer name;
    const char *requester = json_text(json_get(x->request.document, "requester"), "name");
    buffer_init(&name, BUFFER_MAX_TEXT);
    utf8_clean(&name, requester != NULL ? requester : "", requester != NULL ? strlen(requester) : 0, false);
    if (x->request.document != NULL) {
        printf(_("It answers the request of %s, due on %s.\n"), buffer_text(&name), json_text(x->request.document, "due"));
    } else {
        printf(_("It answers no customer's request.\n"));
    }
    buffer_release(&name);
}

static void print_signed(const struct exporting *x)
{
    const cJSON *document = json_get(x->handin.envelope, "document");
    struct certificate c;
    const int revision = (int)json_integer(document, "revision", 0);
    if (x->options.json != NULL) {
        printf(_("%s: signed answers, revision %d.\n"), x->options.json, revision);
    }
    if (x->options.xlsx != NULL) {
        printf(_("%s: the same as a workbook, revision %d.\n"), x->options.xlsx, revision);
    }
    if (certificate_take(&c, x->identity.certificate, NULL) == ST_OK) {
        char groups[FINGERPRINT_TEXT];
        fingerprint_format(c.sha256, groups);
        printf(_("Signed by \"%s\", fingerprint\n  %.39s\n  %s\n"), c.name, groups, groups + 40);
        certificate_release(&c);
    }
    if (x->handin.previous != NULL) {
        printf(_("The key known so far announces it: once this file is merged, only the new key counts.\n"));
    }
    if (x->handin.enrols) {
        printf(_("It proves with the request's secret that this key is yours.\n"));
    }
    if (x->recipient != NULL && certificate_take(&c, x->recipient, NULL) == ST_OK) {
        printf(_("Sealed for \"%s\": only the owner of that key can read it.\n"), c.name);
        certificate_release(&c);
    }
    if (json_true(document, "unfinished")) {
        printf(_("The answers are not finished, and the file says so.\n"));
    }
}

static void print_done(const struct exporting *x)
{
    if (signing(&x->options)) {
        print_signed(x);
    }
    if (x->options.html != NULL) {
        printf(_("%s: a page to read or print. It is not the signed answers.\n"), x->options.html);
    }
    if (x->options.html != NULL && x->recipient != NULL) {
        printf(_("The page is not sealed: whoever gets it can read it.\n"));
    }
    print_recipient(x);
}

static enum status from_signed(struct program *program, const struct options *o, struct error *e)
{
    const struct signed_export order = {
        .answers = o->from_signed,
        .draft = o->draft,
        .xlsx = o->xlsx,
        .seal = o->seal,
        .identity = o->identity,
        .passphrase_file = o->passphrase_file,
    };
    return export_signed(program, &order, e);
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct exporting x = {.program = program, .draft = {.lock = {.fd = -1}}};
    handin_init(&x.handin);
    enum status st = options_read(&x.options, argc, argv, e);
    if (st == ST_OK && x.options.from_signed != NULL) {
        return from_signed(program, &x.options, e);
    }
    st = st == ST_OK ? prepare(&x, e) : st;
    st = st == ST_OK ? make(&x, e) : st;
    st = st == ST_OK && x.options.xlsx != NULL ? make_workbook(&x, e) : st;
    st = st == ST_OK && signing(&x.options) ? write_signed(&x, e) : st;
    if (st == ST_OK) {
        print_done(&x);
    }
    handin_release(&x.handin);
    X509_free(x.recipient);
    identity_release(&x.identity);
    identity_release(&x.previous);
    explicit_bzero(x.secret, sizeof x.secret);
    draft_close(&x.draft);
    catalog_release(&x.catalog);
    return st;
}

const struct command command_export = {
    .name = "export",
    .usage = N_("export DRAFT [--json OUT] [--xlsx OUT] [--html OUT] --identity FILE.p12 [--passphrase-file F] [--request "
                "FILE|ID|none] [--seal CERTIFICATE|none] [--since OLD] [--enrol-secret FILE] [--renew-from OLD.p12 "
                "[--renew-passphrase-file F]] [--unfinished]\nexport [DRAFT] --from-signed ANSWERS.json "
                "--xlsx OUT --identity FILE.p12 "
                "[--passphrase-file F] [--seal CERTIFICATE|none]"),
    .help = N_("the answers for one recipient, signed"),
    .run = run,
};
