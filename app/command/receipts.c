/* tenken receipts: tells suppliers, signed, that their files arrived; for every file that the portfolio has taken in and that answers a
 * request of its own. What is at the place already is left alone, so that the command can be run after every merge. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/day_text.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/letters.h"
#include "command/listing.h"
#include "command/network.h"
#include "command/receipts_place.h"
#include "model/json.h"
#include "model/receipt.h"
#include "model/record_check.h"
#include "store/portfolio_receipts.h"
#include "store/portfolio_requests.h"
#include "trust/header.h"
#include "trust/jws.h"

#include <getopt.h>
#include <unistd.h>

struct options {
    const char *database, *to, *identity, *passphrase_file, *ca, *credentials, *mail;
    const char *period; /* or NULL: of all */
    bool json;
};

#define LINES_SHOWN 20

/* Whose receipt it is: its name says only of which file. */
struct owner {
    const char *code, *name, *email, *file;
    const char *period; /* of the request that it answers */
};

/* Read in one go, so that no merge waits for a slow network. */
struct writing {
    const struct options *options;
    struct program *program;
    struct identity identity;
    struct receipts_place *place;
    struct arena arena;
    struct receipt *receipts;
    struct owner *owners; /* as many */
    struct report_sender sender;
    struct letters letters; /* with --mail */
    size_t count;
    size_t written, there;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { TO = 1, IDENTITY, PASSPHRASE_FILE, CA, CREDENTIALS, MAIL, PERIOD, JSON };
    static const struct option OPTIONS[] = {
        {"to", required_argument, NULL, TO},
        {"identity", required_argument, NULL, IDENTITY},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"ca", required_argument, NULL, CA},
        {"credentials", required_argument, NULL, CREDENTIALS},
        {"mail", required_argument, NULL, MAIL},
        {"period", required_argument, NULL, PERIOD},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    const char **const values[] = {[TO] = &o->to,        [IDENTITY] = &o->identity,       [PASSPHRASE_FILE] = &o->passphrase_file,
                                   [CA] = &o->ca,        [CREDENTIALS] = &o->credentials, [MAIL] = &o->mail,
                                   [PERIOD] = &o->period};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == '?') {
            return usage_error(&command_receipts, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        if (option == JSON) {
            o->json = true;
        } else {
            *values[option] = optarg;
        }
    }
    if (argc - optind != 1) {
        return usage_error(&command_receipts, e, _("name the portfolio."));
    }
    o->database = argv[optind];
    if (o->to == NULL || o->identity == NULL) {
        return usage_error(&command_receipts, e,
                           _("say with --to where the receipts go, and with --identity FILE.p12 who signs them: the identity that signed "
                             "the requests."));
    }
    return o->period == NULL || period_valid(o->period)
               ? ST_OK
               : usage_error(&command_receipts, e, _("\"%s\" is no period: give a year like 2026."), o->period);
}

static enum status add(void *context, const struct received_answers *answers, struct error *e)
{
    struct writing *w = context;
    if (w->options->period != NULL && strcmp(w->options->period, answers->period) != 0) {
        return ST_OK;
    }
    if ((w->count & (w->count - 1)) == 0) {
        struct receipt *grown = realloc(w->receipts, (w->count == 0 ? 1 : 2 * w->count) * sizeof *grown);
        if (grown == NULL) {
            return fail_memory(e);
        }
        w->receipts = grown;
        struct owner *owners = realloc(w->owners, (w->count == 0 ? 1 : 2 * w->count) * sizeof *owners);
        if (owners == NULL) {
            return fail_memory(e);
        }
        w->owners = owners;
    }
    w->owners[w->count] = (struct owner){.code = arena_text(&w->arena, answers->code),
                                         .name = arena_text(&w->arena, answers->name),
                                         .email = arena_text(&w->arena, answers->email),
                                         .file = arena_text(&w->arena, answers->file),
                                         .period = arena_text(&w->arena, answers->period)};
    w->receipts[w->count++] = (struct receipt){
        .request_id = arena_text(&w->arena, answers->request_id),
        .request_digest = arena_text(&w->arena, answers->request_digest),
        .file_sha256 = arena_text(&w->arena, answers->sha256),
        .received_at = arena_text(&w->arena, answers->received_at),
    };
    return w->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status sign(const struct writing *w, const struct receipt *receipt, struct buffer *out, struct error *e)
{
    cJSON *document = NULL;
    enum status st = receipt_build(receipt, &document, e);
    cJSON *signature = st == ST_OK ? jws_sign(&w->identity, document, DOCUMENT_RECEIPT, ROLE_REQUESTER, &w->program->clock, NULL, e) : NULL;
    if (signature == NULL) {
        cJSON_Delete(document);
        return st == ST_OK ? e->status : st;
    }
    cJSON *signatures = cJSON_CreateArray();
    if (!cJSON_AddItemToArray(signatures, signature)) {
        cJSON_Delete(signature);
        cJSON_Delete(signatures);
        signatures = NULL;
    }
    cJSON *envelope = envelope_build(DOCUMENT_RECEIPT, document, signatures);
    st = envelope == NULL ? fail_memory(e) : json_pretty(envelope, out, e);
    cJSON_Delete(envelope);
    return st;
}

static enum status put_letter(struct writing *w, size_t i, const char *file, bool before, struct error *e)
{
    const struct owner *o = &w->owners[i];
    struct letter l;
    char day[DATE_TEXT];
    letter_init(&l, before ? "receipt_before" : "receipt", o->code, o->name, o->email);
    l.attachment = file;
    for (int k = 0; k < LANGUAGES; k++) {
        letter_speak(&w->letters, &l, k);
        buffer_add_text(&l.subject[k], _("Receipt for your security answers"));
        buffer_add_format(&l.text[k], _("Thank you: your file %s reached us on %s. Attached is our signed receipt for it."),
                          file_last(o->file), DAY_TEXT(local_day_of(w->receipts[i].received_at, day)));
        buffer_add_text(&l.text[k], "\n");
        buffer_add_text(&l.text[k], _("Save it among your downloads; in Tenken, d on our row of the first screen takes it in."));
    }
    return letter_put(&w->letters, &l, e);
}

/* To whom it goes, and where the receipt lies: a mail with another path would go without it. */
static enum status tell_owner(struct writing *w, size_t i, const char *name, bool before, struct error *e)
{
    char *file = NULL;
    if (asprintf(&file, "%s%s", receipts_place_location(w->place), name) < 0) {
        return fail_memory(e);
    }
    if (!before && !w->options->json && w->written <= LINES_SHOWN) {
        print_sentence(stdout, "%s  %s: %s -> %s", w->owners[i].code, w->owners[i].name, w->owners[i].file, file);
    }
    const enum status st = w->options->mail != NULL ? put_letter(w, i, file, before, e) : ST_OK;
    free(file);
    return st;
}

static enum status write_all(struct writing *w, struct error *e)
{
    enum status st = ST_OK;
    struct buffer bytes;
    buffer_init(&bytes, RECEIPT_BYTES_MAX);
    for (size_t i = 0; st == ST_OK && i < w->count; i++) {
        char name[RECEIPT_NAME_TEXT];
        receipt_name(w->receipts[i].file_sha256, name);
        if (receipts_place_has(w->place, name)) {
            w->there++;
            st = tell_owner(w, i, name, true, e);
            continue;
        }
        buffer_clear(&bytes);
        st = sign(w, &w->receipts[i], &bytes, e);
        st = st == ST_OK ? receipts_place_put(w->place, name, bytes.data, bytes.length, e) : st;
        w->written += st == ST_OK;
        st = st == ST_OK ? tell_owner(w, i, name, false, e) : st;
    }
    buffer_release(&bytes);
    return st;
}

/* Other letters that lie there already stay. Where a receipt is new, what lies there cannot be these letters: better to hear it before that
 * receipt is written, since afterwards none of them would say any more that it is a new one. */
static enum status check_mail(const struct writing *w, struct error *e)
{
    const char *path = w->options->mail;
    bool fresh = false;
    for (size_t i = 0; i < w->count && !fresh; i++) {
        char name[RECEIPT_NAME_TEXT];
        receipt_name(w->receipts[i].file_sha256, name);
        fresh = !receipts_place_has(w->place, name);
    }
    return fresh && access(path, F_OK) == 0 ? fail(e, ST_INPUT, _("%s exists already: choose another name. Nothing was written."), path)
                                            : ST_OK;
}

/* Names and addresses of all suppliers are in the letters: they go where the user says, never to the place, which suppliers can read. */
static enum status write_with_letters(struct writing *w, struct error *e)
{
    if (w->options->mail == NULL) {
        return write_all(w, e);
    }
    const enum status checked = check_mail(w, e);
    if (checked != ST_OK) {
        return checked;
    }
    const enum status st = letters_begin(&w->letters, w->options->mail, &w->sender, e);
    w->sender = (struct report_sender){0};
    return st == ST_OK ? letters_end(&w->letters, write_all(w, e), e) : st;
}

/* Somebody who begins with receipts in the third year hardly means those before. */
static void tell_periods(const struct writing *w)
{
    bool several = false;
    for (size_t i = 1; i < w->count; i++) {
        several = several || strcmp(w->owners[i].period, w->owners[0].period) != 0;
    }
    if (several) {
        print_sentence(stdout, _("These are the receipts for all years; --period 2026 writes those for the answers of one year only."));
    }
}

/* letters: they are complete. */
static enum status tell(struct writing *w, bool letters, struct error *e)
{
    if (w->options->json) {
        cJSON *o = cJSON_CreateObject();
        (void)json_put(o, "written", cJSON_CreateNumber((double)w->written));
        (void)json_put(o, "there", cJSON_CreateNumber((double)w->there));
        return print_json(o, e);
    }
    print_sentence(stdout, _n("%zu receipt was written to %s.", "%zu receipts were written to %s.", w->written), w->written,
                   w->options->to);
    if (w->there > 0) {
        print_sentence(stdout, _n("%zu receipt was there already.", "%zu receipts were there already.", w->there), w->there);
    }
    tell_periods(w);
    if (letters) {
        print_sentence(stdout, _("Whose is whose, and a mail for each, is in %s."), w->options->mail);
        unaddressed_tell(&w->letters.unaddressed);
    } else if (w->options->mail == NULL && w->written + w->there > 0) {
        printf("%s\n", _("--mail CSV writes for all of them whose it is, and a mail to send it with."));
    }
    return ST_OK;
}

/* Suppliers know the prime by the certificate that signed their request: a receipt by another (the key that opens sealed files, say) would
 * look like a forgery to them. envelope: a request as the portfolio keeps it. */
static enum status check_signer(const struct writing *w, const cJSON *envelope, struct error *e)
{
    const char *text = json_text(cJSON_GetArrayItem(json_get(envelope, "signatures"), 0), "protected");
    struct jws_header header = {.sha256 = ""};
    enum status st = text == NULL ? ST_OK : jws_header_read(&header, text, DOCUMENT_REQUEST, e);
    if (st == ST_OK && text != NULL && strcmp(header.sha256, w->identity.sha256) != 0) {
        st = fail(
            e, ST_INPUT,
            _("%s is not the identity that signed the requests of this portfolio: suppliers would not believe its receipts. Theirs has "
              "the fingerprint %s."),
            w->options->identity, header.sha256);
    }
    if (text != NULL) {
        jws_header_release(&header);
    }
    return st;
}

static enum status check_identity(const struct writing *w, struct portfolio *portfolio, struct error *e)
{
    char *document = NULL;
    enum status st = portfolio_request_newest(portfolio, &document, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    cJSON *envelope = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, w->options->database, e);
    st = envelope == NULL ? e->status : check_signer(w, envelope, e);
    cJSON_Delete(envelope);
    free(document);
    return st;
}

static enum status read_portfolio(struct writing *w, struct error *e)
{
    struct portfolio *portfolio = NULL;
    enum status st = portfolio_open(&portfolio, w->options->database, PORTFOLIO_READ, e);
    st = st == ST_OK ? check_identity(w, portfolio, e) : st;
    st = st == ST_OK ? portfolio_received(portfolio, add, w, e) : st;
    st = st == ST_OK ? report_sender_find(&w->sender, portfolio, e) : st;
    portfolio_close(portfolio);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct net_options net;
    struct writing w = {.options = &o, .program = program};
    enum status st = options_read(&o, argc, argv, e);
    st = st == ST_OK ? network_options(program, o.ca, o.credentials, &net, e) : st;
    st = st == ST_OK ? load_identity(o.identity, o.passphrase_file, &w.identity, e) : st;
    st = st == ST_OK ? read_portfolio(&w, e) : st;
    st = st == ST_OK ? receipts_place_open(&w.place, o.to, &net, e) : st;
    if (st == ST_OK) {
        st = write_with_letters(&w, e);
        const enum status told = tell(&w, st == ST_OK && o.mail != NULL, st == ST_OK ? e : NULL);
        st = st == ST_OK ? told : st;
    }
    receipts_place_free(w.place);
    unaddressed_release(&w.letters.unaddressed);
    identity_release(&w.identity);
    arena_release(&w.arena);
    report_sender_release(&w.sender);
    free(w.owners);
    free(w.receipts);
    return st;
}

const struct command command_receipts = {
    .name = "receipts",
    .usage = N_("receipts DB --to URL|FOLDER --identity FILE.p12 [--passphrase-file F] [--ca FILE] [--credentials FILE] [--mail CSV] "
                "[--period 2026] [--json]"),
    .help = N_("tell suppliers, signed, that their files have arrived"),
    .run = run,
};
