#include "command/request_new.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/listing.h"
#include "command/request_issue.h"
#include "command/supplier_code.h"
#include "model/json.h"
#include "model/request.h"
#include "model/tier.h"
#include "trust/certificate.h"
#include "trust/seal.h"

#include <getopt.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <unistd.h>

struct options {
    const char *portfolio, *identity, *passphrase_file;
    const char *list, *to, *tier; /* whom; all NULL: everybody */
    const char *due, *period, *targets, *encrypt_to, *upload, *out, *letters, *reason;
    const char *name, *contact_name, *contact_email, *contact_phone;
    const char *packs[RECORD_PACKS_MAX], *private_packs[RECORD_PACKS_MAX];
    size_t npacks, nprivate;
    bool all, again, lost_key, json;
};

/* Suppliers to ask; texts in the arena. */
struct targets {
    struct arena arena;
    struct supplier_record *suppliers;
    size_t count, capacity;
    const struct options *options;
    const struct code_set *listed; /* with --list */
    size_t wanted;                 /* how many codes the list has */
};

struct round {
    struct options options;
    struct issuing issuing;
    struct catalog catalog;
    struct identity identity;
    const struct pack *packs[RECORD_PACKS_MAX];
    cJSON *requester, *target_levels;
    struct buffer encrypt_to;
    char period[PERIOD_MAX + 1];
    size_t counts[ISSUED_KINDS], enrolling;
    cJSON *files; /* for --json */
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { TEXT = 0, PACK = 1, PRIVATE_PACK, ALL, AGAIN, LOST_KEY, JSON, VALUES };
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
                 {"out", &o->out},
                 {"enrol-separately", &o->letters},
                 {"reason", &o->reason},
                 {"name", &o->name},
                 {"contact-name", &o->contact_name},
                 {"contact-email", &o->contact_email},
                 {"contact-phone", &o->contact_phone}};
    enum { TEXT_COUNT = sizeof TEXTS / sizeof TEXTS[0] };
    struct option options[TEXT_COUNT + 7] = {{0}};
    for (int i = 0; i < TEXT_COUNT; i++) {
        options[i] = (struct option){TEXTS[i].name, required_argument, NULL, VALUES + i};
    }
    const struct option others[] = {{"pack", required_argument, NULL, PACK},   {"private-pack", required_argument, NULL, PRIVATE_PACK},
                                    {"all", no_argument, NULL, ALL},           {"again", no_argument, NULL, AGAIN},
                                    {"lost-key", no_argument, NULL, LOST_KEY}, {"json", no_argument, NULL, JSON}};
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

static enum status options_check(const struct options *o, struct error *e)
{
    const char *missing = o->portfolio == NULL  ? "--portfolio DB"
                          : o->identity == NULL ? "--identity FILE.p12"
                          : o->due == NULL      ? "--due 2026-12-15"
                          : o->out == NULL      ? "--out DIRECTORY"
                                                : NULL;
    if (missing != NULL) {
        return usage_error(&command_request, e, _("%s is missing."), missing);
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

static enum status check_dates(struct round *r, struct error *e)
{
    const struct options *o = &r->options;
    char today[DATE_TEXT];
    int64_t due;
    date_format(clock_now(&r->issuing.program->clock), today);
    if (!date_parse(o->due, &due)) {
        return usage_error(&command_request, e, _("--due takes a date like 2026-12-15, not \"%s\"."), o->due);
    }
    if (strcmp(o->due, today) < 0) {
        return usage_error(&command_request, e, _("the due date %s is past already."), o->due);
    }
    if (o->period != NULL && !period_valid(o->period)) {
        return usage_error(&command_request, e, _("\"%s\" is no period: give a year like 2026."), o->period);
    }
    (void)snprintf(r->period, sizeof r->period, "%.*s", o->period != NULL ? PERIOD_MAX : 4, o->period != NULL ? o->period : today);
    return ST_OK;
}

static enum status refuse_unknown_pack(const struct catalog *catalog, const char *name, struct error *e)
{
    struct buffer ids;
    buffer_init(&ids, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < catalog->count; i++) {
        (void)buffer_add_format(&ids, "%s%s", i > 0 ? ", " : "", catalog->packs[i]->id);
    }
    const enum status st = fail(e, ST_INPUT, _("There is no pack \"%s\"; installed are: %s."), name, buffer_text(&ids));
    buffer_release(&ids);
    return st;
}

static enum status add_pack(struct round *r, const char *id, struct error *e)
{
    const struct pack *pack = catalog_find(&r->catalog, id);
    if (pack == NULL) {
        return refuse_unknown_pack(&r->catalog, id, e);
    }
    for (size_t i = 0; i < r->issuing.terms.npacks; i++) {
        if (strcmp(r->packs[i]->id, id) == 0) {
            return usage_error(&command_request, e, _("the pack \"%s\" is named twice."), id);
        }
    }
    r->packs[r->issuing.terms.npacks++] = pack;
    return ST_OK;
}

/* The firm would refuse other questions under a name that everybody knows: a prime's own live in a namespace. */
static enum status add_private(struct round *r, const char *path, struct error *e)
{
    const char *id = NULL;
    enum status st = load_pack_file(&r->catalog, path, &id, e);
    if (st == ST_OK && strchr(id, '.') == NULL) {
        st = fail(e, ST_INPUT, _("%s: the id of your own pack must have your name in front, like \"%s.%s\", not \"%s\"."), path, "mihon",
                  id, id);
    }
    return st == ST_OK ? add_pack(r, id, e) : st;
}

static enum status take_packs(struct round *r, struct error *e)
{
    enum status st = load_catalog(r->issuing.program, &r->catalog, e);
    for (size_t i = 0; st == ST_OK && i < r->options.npacks; i++) {
        st = add_pack(r, r->options.packs[i], e);
    }
    for (size_t i = 0; st == ST_OK && i < r->options.nprivate; i++) {
        st = add_private(r, r->options.private_packs[i], e);
    }
    return st == ST_OK ? catalog_check(&r->catalog, e) : st;
}

static enum status take_targets(struct round *r, struct error *e)
{
    if (r->options.targets == NULL) {
        return ST_OK;
    }
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(r->options.targets, &bytes, e);
    if (st == ST_OK) {
        r->target_levels = json_read(buffer_text(&bytes), bytes.length, &JSON_LIMITS_DOCUMENT, r->options.targets, &why);
        st = r->target_levels == NULL ? fail(e, why.status, "%s", why.text) : ST_OK;
    }
    if (st == ST_OK) {
        st = request_targets_check(r->target_levels, r->packs, r->issuing.terms.npacks, &r->catalog, &why);
        st = st == ST_OK ? ST_OK : fail(e, st, "%s: %s", r->options.targets, why.text);
    }
    buffer_release(&bytes);
    return st;
}

/* Another key than the one that signs: whoever opens answers, a purchasing clerk perhaps, must not be able to issue requests, and a key
 * that is used for two things at once can be turned against itself. */
static enum status check_recipient(struct round *r, X509 *x509, struct error *e)
{
    enum status st = ST_OK;
    if (EVP_PKEY_eq(X509_get0_pubkey(x509), r->identity.key) == 1) {
        st = fail(e, ST_INPUT,
                  _("%s is the key that signs the requests: answers are sealed for a key apart, make one with \"tenken identity new "
                    "--sealing\"."),
                  r->options.encrypt_to);
    }
    st = st == ST_OK ? seal_suits(x509, e) : st;
    time_t now = (time_t)clock_now(&r->issuing.program->clock);
    if (st == ST_OK && X509_cmp_time(X509_get0_notAfter(x509), &now) < 0) {
        st = fail(e, ST_INPUT, _("The certificate %s is no longer valid."), r->options.encrypt_to);
    }
    return st;
}

static enum status take_recipient(struct round *r, struct error *e)
{
    if (r->options.encrypt_to == NULL) {
        return ST_OK;
    }
    X509 *x509 = NULL;
    uint8_t *der = NULL;
    enum status st = load_certificate(r->options.encrypt_to, &x509, e);
    st = st == ST_OK ? check_recipient(r, x509, e) : st;
    if (st == ST_OK) {
        const int n = i2d_X509(x509, &der);
        if (n > 0) {
            base64_encode(&r->encrypt_to, der, (size_t)n);
        }
        st = n > 0 && !r->encrypt_to.failed ? ST_OK : fail_memory(e);
        OPENSSL_free(der);
    }
    X509_free(x509);
    return st;
}

static enum status take_requester(struct round *r, struct error *e)
{
    const struct options *o = &r->options;
    struct certificate c;
    enum status st = certificate_take(&c, r->identity.certificate, e);
    if (st != ST_OK) {
        return st;
    }
    const char *name = o->name != NULL                                                       ? o->name
                       : strncmp(c.subject, "CN=", 3) == 0 && strchr(c.subject, ',') == NULL ? c.subject + 3
                                                                                             : NULL;
    cJSON *contact = cJSON_CreateObject();
    r->requester = cJSON_CreateObject();
    if (name == NULL || name[0] == '\0') {
        st = usage_error(&command_request, e, _("say with --name who asks, as your suppliers know you."));
    } else if (!json_put_text(r->requester, "name", name) ||
               (o->contact_name != NULL && !json_put_text(contact, "name", o->contact_name)) ||
               (o->contact_email != NULL && !json_put_text(contact, "email", o->contact_email)) ||
               (o->contact_phone != NULL && !json_put_text(contact, "phone", o->contact_phone))) {
        st = fail_memory(e);
    }
    if (st == ST_OK && cJSON_GetArraySize(contact) > 0) {
        st = json_put(r->requester, "contact", contact) ? ST_OK : fail_memory(e);
    } else {
        cJSON_Delete(contact);
    }
    certificate_release(&c);
    return st;
}

static enum status prepare(struct round *r, struct error *e)
{
    enum status st = check_dates(r, e);
    st = st == ST_OK ? take_packs(r, e) : st;
    st = st == ST_OK ? take_targets(r, e) : st;
    st = st == ST_OK ? load_identity(r->options.identity, r->options.passphrase_file, &r->identity, e) : st;
    st = st == ST_OK ? take_recipient(r, e) : st;
    st = st == ST_OK ? take_requester(r, e) : st;
    struct request_terms *t = &r->issuing.terms;
    t->period = r->period;
    t->due = r->options.due;
    t->requester = r->requester;
    t->encrypt_to = r->encrypt_to.length > 0 ? buffer_text(&r->encrypt_to) : NULL;
    t->upload_url = r->options.upload;
    t->targets = r->target_levels;
    t->catalog = &r->catalog;
    t->packs = r->packs;
    r->issuing.identity = &r->identity;
    r->issuing.out = r->options.out;
    r->issuing.letters = r->options.letters;
    r->issuing.again = r->options.again;
    r->issuing.lost_reason = r->options.lost_key ? r->options.reason : NULL;
    r->issuing.packs_key = issue_packs_key(r->packs, t->npacks);
    return st == ST_OK && r->issuing.packs_key == NULL ? fail_memory(e) : st;
}

static bool wanted(const struct targets *t, const struct supplier_record *s)
{
    const struct options *o = t->options;
    if (o->tier != NULL && strcmp(tier_name(tier_from(s->confidential, s->outage, s->access)), o->tier) != 0) {
        return false;
    }
    return o->to != NULL ? strcmp(o->to, s->code) == 0 : t->listed == NULL || code_set_has(t->listed, s->code);
}

static enum status collect(void *context, const struct supplier_record *s, struct error *e)
{
    struct targets *t = context;
    if (!wanted(t, s)) {
        return ST_OK;
    }
    if (t->count == t->capacity) {
        const size_t capacity = t->capacity == 0 ? 64 : t->capacity * 2;
        struct supplier_record *larger = reallocarray(t->suppliers, capacity, sizeof *larger);
        if (larger == NULL) {
            return fail_memory(e);
        }
        t->suppliers = larger;
        t->capacity = capacity;
    }
    t->suppliers[t->count] = *s;
    t->suppliers[t->count].code = arena_text(&t->arena, s->code);
    t->suppliers[t->count].name = arena_text(&t->arena, s->name);
    t->suppliers[t->count].corporate_number = t->suppliers[t->count].email = NULL;
    t->count++;
    return t->arena.failed ? fail_memory(e) : ST_OK;
}

/* A code of the list that the portfolio does not know is most likely a slip: nothing is issued then. */
static enum status check_listed(struct portfolio *portfolio, struct csv *csv, struct code_set *set, struct error *e)
{
    enum status st;
    int64_t id;
    while ((st = csv_next(csv, e)) == ST_OK) {
        st = supplier_code_check(csv, 0, e);
        st = st == ST_OK ? code_set_add(set, csv, 0, e) : st;
        st = st == ST_OK ? portfolio_supplier_find(portfolio, csv_field(csv, 0), &id, NULL, e) : st;
        if (st == ST_NO) {
            return csv_refuse(csv, 0, e,
                              _("the portfolio has no supplier with this code: import it first with \"tenken suppliers DB import\"."));
        }
        if (st != ST_OK) {
            return st;
        }
    }
    return st == ST_NO ? ST_OK : st;
}

static enum status read_list(struct round *r, struct code_set *set, struct error *e)
{
    /* the columns of a list of suppliers; only the code counts here */
    static const struct csv_column COLUMNS[] = {{"supplier_code", true}, {"name", false},   {"corporate_number", false},
                                                {"confidential", false}, {"outage", false}, {"access", false},
                                                {"email", false}};
    struct buffer bytes;
    struct csv csv = {0};
    buffer_init(&bytes, CSV_FILE_MAX);
    enum status st = file_read(r->options.list, &bytes, e);
    st = st == ST_OK ? csv_open(&csv, bytes.data, bytes.length, r->options.list, COLUMNS, sizeof COLUMNS / sizeof COLUMNS[0], e) : st;
    st = st == ST_OK ? check_listed(r->issuing.portfolio, &csv, set, e) : st;
    csv_close(&csv);
    buffer_release(&bytes);
    return st;
}

static enum status select_suppliers(struct round *r, struct targets *t, struct error *e)
{
    struct code_set set = {0};
    *t = (struct targets){.options = &r->options, .listed = r->options.list != NULL ? &set : NULL};
    enum status st = r->options.list != NULL ? read_list(r, &set, e) : ST_OK;
    st = st == ST_OK ? portfolio_suppliers(r->issuing.portfolio, collect, t, e) : st;
    if (st == ST_OK && t->count == 0) {
        st = r->options.to != NULL && r->options.tier == NULL
                 ? fail(e, ST_INPUT, _("There is no supplier with the code %s."), r->options.to)
                 : fail(e, ST_INPUT,
                        _("There is nobody to ask: the portfolio has no such supplier. \"tenken suppliers DB import\" adds them."));
    }
    code_set_release(&set);
    t->listed = NULL;
    return st;
}

static void targets_release(struct targets *t)
{
    arena_release(&t->arena);
    free(t->suppliers);
}

static const char *issued_name(enum issued kind)
{
    static const char *const NAMES[ISSUED_KINDS] = {
        [ISSUED] = "issued", [ISSUED_RESTORED] = "restored", [ISSUED_BEFORE] = "asked_before", [ISSUED_ANSWERED] = "answered"};
    return NAMES[kind];
}

static void tell(struct round *r, const struct supplier_record *s, const struct issue_outcome *out, size_t done, size_t all)
{
    if (r->files != NULL) {
        cJSON *file = cJSON_CreateObject();
        put_clean(file, "supplier_code", s->code);
        put_clean(file, "state", issued_name(out->kind));
        put_clean(file, "due", out->due);
        put_clean(file, "file", out->path);
        (void)json_put(file, "enrols", cJSON_CreateBool(out->enrols));
        (void)cJSON_AddItemToArray(r->files, file);
    }
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, done == all ? "\r\033[K" : "\r%zu / %zu", done, all);
    }
}

/* Asked before anything is made; once more inside the transaction. */
static enum status check_lost(const struct round *r, struct error *e)
{
    bool pinned = true;
    const enum status st = r->options.lost_key ? portfolio_supplier_pinned(r->issuing.portfolio, r->options.to, &pinned, e) : ST_OK;
    return st != ST_OK || pinned ? st : fail(e, ST_INPUT, _("No key of the supplier %s is trusted, so none can be lost."), r->options.to);
}

static enum status issue_all(struct round *r, const struct targets *t, struct error *e)
{
    enum status st = check_lost(r, e);
    st = st != ST_OK ? st : directory_make(r->options.out, 0700, e);
    st = st == ST_OK && r->options.letters != NULL ? directory_make(r->options.letters, 0700, e) : st;
    for (size_t i = 0; st == ST_OK && i < t->count; i++) {
        struct issue_outcome out;
        st = issue_request(&r->issuing, &t->suppliers[i], &out, e);
        if (st == ST_OK) {
            r->counts[out.kind]++;
            r->enrolling += out.enrols;
            tell(r, &t->suppliers[i], &out, i + 1, t->count);
            free(out.path);
        }
    }
    return st;
}

static void print_counts(const struct round *r)
{
    char groups[FINGERPRINT_TEXT];
    const size_t *n = r->counts;
    printf(_n("%zu request was issued, due on %s.", "%zu requests were issued, due on %s.", n[ISSUED]), n[ISSUED], r->options.due);
    printf("\n");
    if (n[ISSUED_RESTORED] > 0) {
        printf(_n("%zu was issued before, but its file was not here: it was written again.",
                  "%zu were issued before, but their files were not here: they were written again.", n[ISSUED_RESTORED]),
               n[ISSUED_RESTORED]);
        printf("\n");
    }
    if (n[ISSUED_BEFORE] + n[ISSUED_ANSWERED] > 0) {
        printf(_("Nothing was done for %zu who were asked before and %zu who have answered; --again asks them anew."), n[ISSUED_BEFORE],
               n[ISSUED_ANSWERED]);
        printf("\n");
    }
    if (r->enrolling > 0) {
        printf(r->options.letters != NULL
                   ? _n("%zu supplier has no trusted key yet: the secret to enrol one is in a letter in %s.",
                        "%zu suppliers have no trusted key yet: the secrets to enrol one are in letters in %s.", r->enrolling)
                   : _n("%zu supplier has no trusted key yet: the file in %s carries a secret to enrol one. Send it to nobody else.",
                        "%zu suppliers have no trusted key yet: their files in %s carry a secret to enrol one. Send each to nobody else.",
                        r->enrolling),
               r->enrolling, r->options.letters != NULL ? r->options.letters : r->options.out);
        printf("\n");
    }
    fingerprint_format(r->identity.sha256, groups);
    printf(_("When suppliers call, read out your fingerprint:\n  %.39s\n  %s\n"), groups, groups + 40);
}

static enum status print_result(struct round *r, struct error *e)
{
    if (!r->options.json) {
        print_counts(r);
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    for (int kind = 0; kind < ISSUED_KINDS; kind++) {
        (void)json_put_integer(object, issued_name((enum issued)kind), (int64_t)r->counts[kind]);
    }
    put_clean(object, "fingerprint", r->identity.sha256);
    put_clean(object, "due", r->options.due);
    (void)json_put(object, "requests", r->files);
    r->files = NULL;
    return print_json(object, e);
}

static enum status make(struct round *r, struct error *e)
{
    struct targets targets = {0};
    r->files = r->options.json ? cJSON_CreateArray() : NULL;
    enum status st = prepare(r, e);
    st = st == ST_OK ? portfolio_open(&r->issuing.portfolio, r->options.portfolio, PORTFOLIO_WRITE, e) : st;
    st = st == ST_OK ? select_suppliers(r, &targets, e) : st;
    st = st == ST_OK ? issue_all(r, &targets, e) : st;
    st = st == ST_OK ? print_result(r, e) : st;
    targets_release(&targets);
    portfolio_close(r->issuing.portfolio);
    return st;
}

enum status request_new(struct program *program, int argc, char **argv, struct error *e)
{
    struct round r = {.issuing = {.program = program}};
    buffer_init(&r.encrypt_to, BUFFER_MAX_TEXT);
    enum status st = options_read(&r.options, argc, argv, e);
    st = st == ST_OK ? options_check(&r.options, e) : st;
    st = st == ST_OK ? make(&r, e) : st;
    free(r.issuing.packs_key);
    cJSON_Delete(r.requester);
    cJSON_Delete(r.target_levels);
    cJSON_Delete(r.files);
    buffer_release(&r.encrypt_to);
    identity_release(&r.identity);
    catalog_release(&r.catalog);
    return st;
}
