#include "command/request_show.h"

#include "base/amount.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "command/listing.h"
#include "command/print.h"
#include "model/document.h"
#include "model/json.h"
#include "model/record_check.h"

#include <openssl/err.h>
#include <openssl/x509.h>

#define LABEL_COLUMNS 14
#define PACK_COLUMNS 22
#define TARGETS_SHOWN 20

/* What the request leads to; owns all of it. */
struct content {
    struct catalog catalog;
    const struct pack *packs[RECORD_PACKS_MAX];
    size_t npacks;
    struct question_list list;
    struct certificate recipient; /* x509 NULL: the answers will not be sealed */
    long days_left;
    bool from_the_future;
};

static enum status read_recipient(struct content *c, const cJSON *document, struct error *e)
{
    const char *base64 = json_text(document, "encrypt_to");
    if (base64 == NULL) {
        return ST_OK;
    }
    X509 *x509 = NULL;
    enum status st = certificate_from_base64(base64, &x509, e);
    /* What follows is for display; whether this key can receive is asked when the answers are sealed. */
    if (st == ST_OK && certificate_take(&c->recipient, x509, NULL) != ST_OK) {
        st = fail(e, ST_NO, _("The request's encryption certificate has a key that nothing can be sealed for."));
    }
    X509_free(x509);
    return st;
}

static enum status content_read(struct content *c, const struct received_request *r, const struct program *program, struct error *e)
{
    int64_t issued = 0;
    const struct facts none = {0};
    *c = (struct content){.days_left = received_request_days_left(r->document, &program->clock)};
    c->from_the_future = time_parse(json_text(r->document, "issued_at"), &issued) && issued > clock_now(&program->clock);
    enum status st = load_catalog(program, &c->catalog, e);
    st = st == ST_OK ? request_check_packs(r->document, &c->catalog, e) : st;
    st = st == ST_OK ? request_load_packs(r->document, &c->catalog, e) : st;
    st = st == ST_OK ? catalog_check(&c->catalog, e) : st;
    if (st == ST_OK) {
        bool missing = false;
        c->npacks = answers_packs(r->document, &c->catalog, c->packs, RECORD_PACKS_MAX, &missing);
        st = missing ? fail(e, ST_INPUT, _("The request names a pack that is not at hand.")) : ST_OK;
    }
    st = st == ST_OK ? question_list_build(&c->list, &c->catalog, c->packs, c->npacks, &none, json_get(r->document, "targets"), e) : st;
    return st == ST_OK ? read_recipient(c, r->document, e) : st;
}

static void content_release(struct content *c)
{
    certificate_release(&c->recipient);
    question_list_release(&c->list);
    catalog_release(&c->catalog);
}

static bool is_private(const struct pack *pack)
{
    return strchr(pack->id, '.') != NULL;
}

static size_t count_questions(const struct content *c, const struct pack *pack)
{
    size_t n = 0;
    for (size_t i = 0; i < c->list.count; i++) {
        n += !c->list.questions[i].repeated && (pack == NULL || c->list.questions[i].pack == pack);
    }
    return n;
}

/* Whether some questions are asked only because of other answers. */
static bool any_conditional(const struct content *c)
{
    for (size_t i = 0; i < c->list.count; i++) {
        if (c->list.questions[i].home_item->applies_if != NULL) {
            return true;
        }
    }
    return false;
}

static bool raised(const struct question *q)
{
    return !q->repeated && q->home_item->kind == ITEM_LEVEL && q->target > q->home_item->target;
}

static size_t count_raised(const struct content *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->list.count; i++) {
        n += raised(&c->list.questions[i]);
    }
    return n;
}

static void print_label(const char *label)
{
    print_padded(label, LABEL_COLUMNS);
    (void)putchar(' ');
}

static void print_line(const char *label, const char *text)
{
    print_label(label);
    print_wrapped(text, LABEL_COLUMNS + 1, LABEL_COLUMNS + 1);
}

static void print_formatted(const char *label, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void print_formatted(const char *label, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (n >= 0) {
        print_line(label, text);
        free(text);
    }
}

static void print_changes(const struct received_request *r)
{
    const struct requester_standing *before = &r->standing;
    char day[DATE_TEXT];
    print_formatted("", _("On %.10s you confirmed \"%s\"."), local_day_of(before->confirmed_at, day), before->name);
    if (strcmp(before->certificate, r->signer->sha256) != 0) {
        char groups[FINGERPRINT_TEXT];
        fingerprint_format(before->certificate, groups);
        print_formatted("", _("The fingerprint was another one then: %s"), groups);
    }
    if (r->host[0] != '\0' && strcmp(before->host, r->host) != 0) {
        if (before->host[0] == '\0') {
            print_line("", _("No upload address was named then."));
        } else {
            print_formatted("", _("The answers went to %s then."), before->host);
        }
    }
}

void print_requester(const struct received_request *r)
{
    print_line(_("Requester"), r->name);
    print_line(_("Signed by"), r->signer->subject);
    print_formatted(_("Fingerprint"), "%.39s", r->groups);
    print_formatted("", "%s", r->groups + 40);
    print_line(_("Upload to"), r->host[0] != '\0' ? r->host : _("nowhere: you send the file yourself"));
    print_line(_("Confirmed"), received_request_advice(r->standing.state));
    if (r->standing.state == REQUESTER_CHANGED) {
        print_changes(r);
    }
}

static void print_due(const struct content *c, const cJSON *document)
{
    const char *due = json_text(document, "due");
    if (c->days_left < 0) {
        print_formatted(_("Due on"), _n("%s: it is %ld day late", "%s: it is %ld days late", -c->days_left), due, -c->days_left);
    } else if (c->days_left == 0) {
        print_formatted(_("Due on"), _("%s: today"), due);
    } else {
        print_formatted(_("Due on"), _n("%s: %ld day left", "%s: %ld days left", c->days_left), due, c->days_left);
    }
}

static void print_asked(const struct content *c, const cJSON *document)
{
    const char *name = json_text(document, "supplier_name"), *code = json_text(document, "supplier_code");
    char issued[DATE_TEXT];
    if (code != NULL) {
        print_formatted(_("Asks"), _("%s (supplier code %s)"), name != NULL ? name : "", code);
    } else {
        print_line(_("Asks"), name != NULL && name[0] != '\0' ? name : _("whoever received it"));
    }
    if (json_text(document, "about") != NULL) {
        print_formatted(_("About"), _("\"%s\" (the requester's own words)"), json_text(document, "about"));
    }
    print_line(_("Period"), json_text(document, "period"));
    print_formatted(_("Issued on"), "%s", local_day_of(json_text(document, "issued_at"), issued));
    print_due(c, document);
    if (c->from_the_future) {
        print_line("", _("The request says that it was issued in the future: check the date of this computer, or ask the requester."));
    }
}

static void print_packs(const struct content *c)
{
    (void)printf("\n%s\n", _("It asks these packs:"));
    for (size_t i = 0; i < c->npacks; i++) {
        const size_t n = count_questions(c, c->packs[i]);
        char *count = NULL;
        if (asprintf(&count, _n("%zu question", "%zu questions", n), n) < 0) {
            return;
        }
        (void)printf("  ");
        print_padded(c->packs[i]->id, PACK_COLUMNS);
        (void)putchar(' ');
        print_padded(count, LABEL_COLUMNS);
        (void)putchar(' ');
        print_wrapped(text_of(c->packs[i]->title), PACK_COLUMNS + LABEL_COLUMNS + 4, PACK_COLUMNS + LABEL_COLUMNS + 4);
        if (is_private(c->packs[i])) {
            (void)printf("  ");
            print_wrapped(_("These are the requester's own questions; nobody else receives your answers to them."), PACK_COLUMNS + 3, 2);
        }
        free(count);
    }
    const size_t all = count_questions(c, NULL);
    (void)printf("  ");
    (void)printf(any_conditional(c) ? _n("At most %zu question in all.", "At most %zu questions in all.", all)
                                    : _n("%zu question in all.", "%zu questions in all.", all),
                 all);
    (void)putchar('\n');
}

static void print_targets(const struct content *c)
{
    const size_t n = count_raised(c);
    size_t shown = 0;
    if (n == 0) {
        return;
    }
    (void)printf("\n");
    (void)printf(
        _n("For %zu question the requester expects more than usual:", "For %zu questions the requester expects more than usual:", n), n);
    (void)putchar('\n');
    for (size_t i = 0; i < c->list.count && shown < TARGETS_SHOWN; i++) {
        const struct question *q = &c->list.questions[i];
        char *line = NULL;
        if (!raised(q)) {
            continue;
        }
        shown++;
        if (asprintf(&line, _("%s:%s %s: level %d instead of %d"), q->pack->id, q->item->id, text_of(q->home_item->title), q->target,
                     q->home_item->target) >= 0) {
            (void)printf("    ");
            print_wrapped(line, 6, 4);
            free(line);
        }
    }
    if (shown < n) {
        (void)printf("    ");
        (void)printf(_("and %s more"), COUNT_TEXT(n - shown));
        (void)putchar('\n');
    }
}

static void print_answering(const struct content *c, const cJSON *document)
{
    const char *url = json_text(document, "upload_url");
    (void)putchar('\n');
    if (c->recipient.x509 != NULL) {
        char groups[FINGERPRINT_TEXT], *line = NULL;
        fingerprint_format(c->recipient.sha256, groups);
        if (asprintf(&line, _("The answers will be sealed: only the holder of the key of %s can read them (fingerprint %s)."),
                     c->recipient.name, groups) >= 0) {
            print_wrapped(line, 0, 0);
            free(line);
        }
    } else {
        print_wrapped(_("The answers will not be sealed: the request brings no encryption certificate."), 0, 0);
    }
    if (url != NULL) {
        (void)printf("%s ", _("They are to be uploaded to"));
        print_clean(url);
        (void)putchar('\n');
    }
    if (json_text(document, "enrol_secret") != NULL) {
        print_wrapped(
            _("A secret for one use is inside. With it your first answers tell the requester which signing key is yours: do not pass "
              "this file on."),
            0, 0);
    }
}

static void print_apart(const cJSON *document)
{
    if (json_true(document, "enrol_apart")) {
        print_wrapped(
            _("A secret for one use comes apart, in a letter. Keep it until you send your first answers: it tells the requester which "
              "signing key is yours (\"tenken export\" with --enrol-secret)."),
            0, 0);
    }
}

static cJSON *pack_json(const struct content *c, const struct pack *pack, const cJSON *document)
{
    cJSON *object = cJSON_CreateObject();
    bool embedded = false;
    const cJSON *tree;
    cJSON_ArrayForEach(tree, json_get(document, "embedded_packs"))
    {
        embedded = embedded || strcmp(json_text(tree, "id"), pack->id) == 0;
    }
    put_clean(object, "id", pack->id);
    put_clean(object, "version", pack->version);
    put_clean(object, "sha256", pack_digest(pack));
    put_clean(object, "title", text_of(pack->title));
    (void)json_put_integer(object, "questions", (int64_t)count_questions(c, pack));
    (void)json_put(object, "private", cJSON_CreateBool(is_private(pack)));
    (void)json_put(object, "embedded", cJSON_CreateBool(embedded));
    return object;
}

static cJSON *requester_json(const struct received_request *r)
{
    cJSON *object = cJSON_CreateObject();
    put_clean(object, "name", r->name);
    put_clean(object, "subject", r->signer->subject);
    put_clean(object, "sha256", r->signer->sha256);
    put_clean(object, "upload_host", r->host);
    put_clean(object, "state", requester_state_name(r->standing.state));
    put_clean(object, "confirmed_at", r->standing.confirmed_at);
    put_clean(object, "confirmed_name", r->standing.name);
    put_clean(object, "confirmed_sha256", r->standing.certificate);
    put_clean(object, "confirmed_upload_host", r->standing.host);
    return object;
}

static cJSON *recipient_json(const struct content *c)
{
    if (c->recipient.x509 == NULL) {
        return cJSON_CreateNull();
    }
    cJSON *object = cJSON_CreateObject();
    put_clean(object, "subject", c->recipient.subject);
    put_clean(object, "sha256", c->recipient.sha256);
    return object;
}

static cJSON *content_json(const struct content *c, const struct received_request *r, const char *path)
{
    static const char *const COPIED[] = {"request_id", "period",        "issued_at",     "due",
                                         "about",      "supplier_code", "supplier_name", "upload_url"};
    cJSON *object = cJSON_CreateObject(), *packs = cJSON_CreateArray(), *targets = cJSON_CreateArray();
    put_clean(object, "file", path);
    put_clean(object, "kind", file_kind_name(FILE_REQUEST));
    put_clean(object, "digest", r->digest);
    for (size_t i = 0; i < sizeof COPIED / sizeof COPIED[0]; i++) {
        put_clean(object, COPIED[i], json_text(r->document, COPIED[i]));
    }
    (void)json_put_integer(object, "days_left", c->days_left);
    (void)json_put(object, "requester", requester_json(r));
    for (size_t i = 0; i < c->npacks; i++) {
        (void)cJSON_AddItemToArray(packs, pack_json(c, c->packs[i], r->document));
    }
    for (size_t i = 0; i < c->list.count; i++) {
        const struct question *q = &c->list.questions[i];
        if (raised(q)) {
            cJSON *target = cJSON_CreateObject();
            put_clean(target, "pack", q->pack->id);
            put_clean(target, "item", q->item->id);
            (void)json_put_integer(target, "level", q->target);
            (void)json_put_integer(target, "usual", q->home_item->target);
            (void)cJSON_AddItemToArray(targets, target);
        }
    }
    (void)json_put(object, "packs", packs);
    (void)json_put_integer(object, "questions", (int64_t)count_questions(c, NULL));
    (void)json_put(object, "targets", targets);
    (void)json_put(object, "sealed_for", recipient_json(c));
    (void)json_put(object, "enrol_apart", cJSON_CreateBool(json_true(r->document, "enrol_apart")));
    (void)json_put(object, "enrol_secret", cJSON_CreateBool(json_text(r->document, "enrol_secret") != NULL));
    return object;
}

enum status request_show(struct program *program, int argc, char **argv, struct error *e)
{
    bool json = false;
    const char *path = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            json = true;
        } else if (argv[i][0] == '-' || path != NULL) {
            return usage_error(&command_request, e, _("\"%s\" is one word too many."), argv[i]);
        } else {
            path = argv[i];
        }
    }
    if (path == NULL) {
        return usage_error(&command_request, e, _("name the request's file."));
    }
    struct received_request r;
    struct content c = {0};
    enum status st = received_request_open(&r, program, path, e);
    if (st != ST_OK) {
        return st;
    }
    st = content_read(&c, &r, program, e);
    if (st == ST_OK && json) {
        st = print_json(content_json(&c, &r, path), e);
    } else if (st == ST_OK) {
        print_requester(&r);
        (void)putchar('\n');
        print_asked(&c, r.document);
        print_packs(&c);
        print_targets(&c);
        print_answering(&c, r.document);
        print_apart(r.document);
    }
    content_release(&c);
    received_request_release(&r);
    return st;
}
