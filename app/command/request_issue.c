#include "command/request_issue.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/request_letter.h"
#include "model/json.h"
#include "model/tier.h"
#include "trust/jws.h"

#include <errno.h>
#include <unistd.h>

#define REQUEST_MODE 0600 /* the secret inside enrols whoever holds the file */

char *issue_packs_key(const struct pack *const *packs, size_t npacks)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < npacks; i++) {
        buffer_add_format(&key, "%s%s", i > 0 ? "," : "", pack_digest(packs[i]));
    }
    char *text = key.failed ? NULL : strdup(buffer_text(&key));
    buffer_release(&key);
    return text;
}

/* What is not a plain letter, digit, hyphen or underscore is written %XX, so that two codes never meet in one name and none leaves the
 * directory. */
static void add_safe(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c >= 0x80;
        if (plain) {
            buffer_add_char(out, *text);
        } else {
            buffer_add_format(out, "%%%02X", c);
        }
    }
}

char *issue_path(const char *directory, const char *what, const char *code, const char *period, const char *end)
{
    struct buffer path;
    buffer_init(&path, BUFFER_MAX_TEXT);
    buffer_add_format(&path, "%s/%s-", directory, what);
    add_safe(&path, code);
    buffer_add_char(&path, '-');
    add_safe(&path, period);
    buffer_add_text(&path, end);
    char *text = path.failed ? NULL : strdup(buffer_text(&path));
    buffer_release(&path);
    return text;
}

static bool is_alarm(const struct issuing *x)
{
    return packs_are_emergency(x->terms.packs, x->terms.npacks);
}

/* Whether the file there is a request to this supplier, and which one. */
static bool read_digest(const char *path, const char *code, char digest[SHA256_TEXT])
{
    struct buffer bytes;
    struct envelope envelope = {0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    bool is = file_read(path, &bytes, NULL) == ST_OK &&
              envelope_read(&envelope, buffer_text(&bytes), bytes.length, path, false, NULL) == ST_OK && envelope.kind == DOCUMENT_REQUEST;
    const char *to = is ? json_text(envelope.document, "supplier_code") : NULL;
    is = to != NULL && strcmp(to, code) == 0 && json_digest(envelope.document, digest, NULL) == ST_OK;
    envelope_release(&envelope);
    buffer_release(&bytes);
    return is;
}

static struct request_round_key round_key(const struct issuing *x)
{
    return (struct request_round_key){x->terms.period, x->packs_key, x->terms.about};
}

/* The nth name that a request may have. Questions after an alert come beside those of the year: a supplier must not get two files of one
 * name, so these have the day of the alert in theirs. Number 0 of them is the name of the year, which they had from earlier versions. */
static char *numbered_path(const struct issuing *x, const char *code, const char *day, int n)
{
    char alarm[64], end[32] = ".json";
    (void)snprintf(alarm, sizeof alarm, "emergency-%s", day);
    if (n > 1) {
        (void)snprintf(end, sizeof end, "-%d.json", n);
    }
    return issue_path(x->out, "request", code, is_alarm(x) && n > 0 ? alarm : x->terms.period, end);
}

/* Whether the request that lies there gives way: an earlier one of the same round, one that was withdrawn, or is going to be with this one
 * (anew). The names of the year and of alarms are apart: neither gives way to the other. */
static enum status gives_way(const struct issuing *x, const char *code, const char *digest, bool anew, bool *yes, struct error *e)
{
    const struct request_round_key round = round_key(x);
    struct request_there there;
    const enum status st = portfolio_request_there(x->portfolio, code, &round, digest, &there, e);
    *yes = st == ST_OK && (there.of_round || (!is_alarm(x) && !there.alarm && (there.withdrawn || (anew && there.ends))));
    return st;
}

/* Where the file of this round's request lies, or will lie. Nothing else is written over, whatever it is: what is asked beside it has a
 * number in its name. Only what the new one takes the place of gives way. */
static enum status find_path(const struct issuing *x, const char *code, const char *known, bool anew, const char *day,
                             struct issue_outcome *out, struct error *e)
{
    int first = -1; /* what gives way */
    for (int n = is_alarm(x) ? 0 : 1;; n++) {
        char digest[SHA256_TEXT];
        bool own = false;
        char *path = numbered_path(x, code, day, n);
        if (path == NULL) {
            return fail_memory(e);
        }
        const bool free_name = n > 0 && access(path, F_OK) != 0;
        enum status st = ST_OK;
        if (!free_name && read_digest(path, code, digest)) {
            out->there = known[0] != '\0' && strcmp(digest, known) == 0;
            st = out->there || first >= 0 ? ST_OK : gives_way(x, code, digest, anew, &own, e);
        }
        first = own ? n : first;
        if (st == ST_OK && free_name && first >= 0) { /* the one that stands might have lain behind one that does not */
            free(path);
            path = numbered_path(x, code, day, first);
            n = first;
        }
        if (st == ST_OK && (free_name || out->there || (anew && own))) {
            out->path = path;
            out->beside = n > 1;
            return path != NULL ? ST_OK : fail_memory(e);
        }
        free(path);
        if (st != ST_OK) {
            return st;
        }
    }
}

static enum status keep_packs(struct issuing *x, struct error *e)
{
    const struct pack *packs[RECORD_PACKS_MAX];
    const size_t n = request_embedded_packs(&x->terms, packs, RECORD_PACKS_MAX);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && !x->packs_kept && i < n && i < RECORD_PACKS_MAX; i++) {
        struct buffer bytes;
        buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
        st = json_canonical(packs[i]->tree, &bytes, e);
        st = st == ST_OK ? portfolio_pack_put(x->portfolio, pack_digest(packs[i]), bytes.data, bytes.length, e) : st;
        buffer_release(&bytes);
    }
    return st;
}

static enum status record(struct issuing *x, const char *code, const char *path, const cJSON *envelope, const uint8_t *secret,
                          struct error *e)
{
    cJSON *compact = NULL;
    struct buffer bytes;
    char digest[SHA256_TEXT];
    const cJSON *document = json_get(envelope, "document");
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = json_digest(document, digest, e);
    st = st == ST_OK ? request_compact(envelope, &compact, e) : st;
    st = st == ST_OK ? json_canonical(compact, &bytes, e) : st;
    st = st == ST_OK ? keep_packs(x, e) : st;
    if (st == ST_OK) {
        const struct issued_request issued = {.digest = digest,
                                              .request_id = json_text(document, "request_id"),
                                              .supplier_code = code,
                                              .period = x->terms.period,
                                              .issued_at = json_text(document, "issued_at"),
                                              .due = x->terms.due,
                                              .about = x->terms.about,
                                              .packs = x->packs_key,
                                              .alarm = is_alarm(x),
                                              .secret = secret,
                                              .secret_length = secret != NULL ? ENROL_SECRET_BYTES : 0,
                                              .document = bytes.data,
                                              .document_length = bytes.length,
                                              .file = path};
        st = portfolio_request_add(x->portfolio, &issued, e);
    }
    cJSON_Delete(compact);
    buffer_release(&bytes);
    return st;
}

static enum status sign(const struct issuing *x, cJSON *document, cJSON **envelope, struct error *e)
{
    cJSON *signatures = cJSON_CreateArray();
    cJSON *signature = jws_sign(x->identity, document, DOCUMENT_REQUEST, ROLE_REQUESTER, &x->program->clock, NULL, e);
    if (signature == NULL || signatures == NULL || !cJSON_AddItemToArray(signatures, signature)) {
        const enum status st = signature == NULL ? e->status : fail_memory(e);
        cJSON_Delete(signature);
        cJSON_Delete(signatures);
        cJSON_Delete(document);
        return st;
    }
    *envelope = envelope_build(DOCUMENT_REQUEST, document, signatures);
    return *envelope != NULL ? ST_OK : fail_memory(e);
}

/* A new request, recorded inside the open transaction. */
static enum status issue_new(struct issuing *x, const struct supplier_record *s, const struct open_request *open, uint8_t *secret,
                             struct issue_outcome *out, cJSON **envelope, struct error *e)
{
    const int64_t now = clock_now(&x->program->clock);
    cJSON *document = NULL;
    bool pinned = false;
    enum status st = ST_OK;
    if (x->lost_reason != NULL) {
        st = portfolio_key_lost(x->portfolio, s->code, x->lost_reason, now, e);
        st = st == ST_NO ? ST_OK : st; /* somebody revoked it in the meantime: the same to us */
    }
    if (st == ST_OK && (x->again || open->digest[0] != '\0')) {
        const struct request_round_key round = round_key(x);
        st = portfolio_request_withdraw(x->portfolio, s->code, &round, now, &out->withdrawn, e);
    }
    st = st == ST_OK ? portfolio_supplier_pinned(x->portfolio, s->code, &pinned, e) : st;
    if (st == ST_OK && !pinned) {
        st = x->program->random.fill(&x->program->random, secret, ENROL_SECRET_BYTES, e);
    }
    out->enrols = !pinned;
    const struct request_addressee to = {.code = s->code,
                                         .name = s->name,
                                         .tier = tier_from(s->confidential, s->outage, s->access),
                                         .secret = pinned ? NULL : secret,
                                         .secret_apart = x->letters != NULL};
    st = st == ST_OK ? request_build(&x->terms, &to, now, &x->program->random, &document, e) : st;
    st = st == ST_OK ? sign(x, document, envelope, e) : st;
    return st == ST_OK ? record(x, s->code, out->path, *envelope, to.secret, e) : st;
}

static const cJSON *pack_of_round(void *context, const char *digest)
{
    const struct pack *pack = catalog_find_digest(context, digest);
    return pack != NULL ? pack->tree : NULL;
}

/* The request as it was signed, from what the portfolio keeps of it. */
static enum status restore(const struct issuing *x, const struct open_request *open, bool apart, cJSON **envelope, struct error *e)
{
    cJSON *compact = json_read(open->document, strlen(open->document), &JSON_LIMITS_DOCUMENT, _("the portfolio's copy of a request"), e);
    if (compact == NULL) {
        return e->status;
    }
    const uint8_t *secret = open->has_secret && !apart ? open->secret : NULL;
    char digest[SHA256_TEXT] = "";
    union {
        const struct catalog *in;
        void *out;
    } catalog = {.in = x->terms.catalog};
    enum status st = request_restore(compact, pack_of_round, catalog.out, secret, envelope, e);
    st = st == ST_OK ? json_digest(json_get(*envelope, "document"), digest, e) : st;
    if (st == ST_OK && strcmp(digest, open->digest) != 0) {
        st = fail(e, ST_INPUT,
                  _("An earlier request of this round cannot be written again, its secret has been used: issue a new one with --again."));
    }
    cJSON_Delete(compact);
    return st;
}

static bool was_apart(const struct open_request *open)
{
    return strstr(open->document, "\"enrol_apart\":true") != NULL;
}

bool issued_is_over(enum issued kind)
{
    return kind == ISSUED_BEGUN || kind == ISSUED_ANSWERED || kind == ISSUED_CLOSED;
}

static enum issued known_kind(const struct open_request *open, bool there)
{
    return open->answered ? ISSUED_ANSWERED
           : open->closed ? ISSUED_CLOSED
           : open->begun  ? ISSUED_BEGUN
           : there        ? ISSUED_BEFORE
                          : ISSUED_RESTORED;
}

/* Asked already: what a killed run left out is written now. */
static enum status issue_known(struct issuing *x, const struct supplier_record *s, const struct open_request *open, uint8_t *secret,
                               struct issue_outcome *out, cJSON **envelope, struct error *e)
{
    out->kind = known_kind(open, out->there);
    (void)snprintf(out->due, sizeof out->due, "%s", open->due);
    const enum status placed =
        out->kind == ISSUED_RESTORED || out->there ? portfolio_request_placed(x->portfolio, open->digest, out->path, e) : ST_OK;
    if (placed != ST_OK || out->kind != ISSUED_RESTORED) {
        return placed;
    }
    const bool apart = was_apart(open);
    out->enrols = open->has_secret;
    if (open->has_secret) {
        memcpy(secret, open->secret, ENROL_SECRET_BYTES);
    }
    if (apart && open->has_secret && x->letters == NULL) {
        return fail(e, ST_USAGE, _("The secret for %s goes by letter: name the directory for it with --enrol-separately."), s->code);
    }
    return restore(x, open, apart, envelope, e);
}

static enum status write_files(const struct issuing *x, const struct supplier_record *s, const cJSON *envelope, const uint8_t *secret,
                               const struct issue_outcome *out, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    const cJSON *document = json_get(envelope, "document");
    enum status st = ST_OK;
    if (out->enrols && json_true(document, "enrol_apart")) {
        st = letter_write(x, s, document, secret, out->path, e);
    }
    st = st == ST_OK ? json_pretty(envelope, &bytes, e) : st;
    st = st == ST_OK ? file_write_atomic(out->path, bytes.data, bytes.length, REQUEST_MODE, e) : st;
    identity_wipe(&bytes);
    return st;
}

/* The request of this round that the supplier has (open; ST_NO: none), whether that one stands, and where its file lies or will lie. */
static enum status find_open(const struct issuing *x, const struct supplier_record *s, struct open_request *open, bool *known,
                             struct issue_outcome *out, struct error *e)
{
    const struct request_round_key round = round_key(x);
    char day[DATE_TEXT];
    local_today(&x->program->clock, day);
    const enum status st = portfolio_request_find(x->portfolio, s->code, &round, open, e);
    *known = st == ST_OK && !x->again && x->lost_reason == NULL;
    if (st != ST_OK && st != ST_NO) {
        return st;
    }
    const bool anew = !*known && (x->again || st == ST_OK);
    const enum status found = find_path(x, s->code, open->digest, anew, *known ? local_day_of(open->issued_at, day) : day, out, e);
    return found == ST_OK ? st : found;
}

static enum status decide(struct issuing *x, const struct supplier_record *s, uint8_t *secret, struct issue_outcome *out, cJSON **envelope,
                          struct error *e)
{
    struct open_request open;
    bool known;
    enum status st = find_open(x, s, &open, &known, out, e);
    if (known && st == ST_OK) {
        st = issue_known(x, s, &open, secret, out, envelope, e);
    } else if (st == ST_OK || st == ST_NO) {
        (void)snprintf(out->due, sizeof out->due, "%s", x->terms.due);
        st = issue_new(x, s, &open, secret, out, envelope, e);
    }
    open_request_release(&open);
    return st;
}

enum status issue_foresee(const struct issuing *x, const struct supplier_record *s, struct issue_outcome *out, struct error *e)
{
    struct open_request open;
    bool known;
    *out = (struct issue_outcome){.kind = ISSUED};
    enum status st = find_open(x, s, &open, &known, out, e);
    out->withdrawn = st == ST_OK && !known;
    if (st == ST_OK && known) {
        out->kind = known_kind(&open, out->there);
    }
    (void)snprintf(out->due, sizeof out->due, "%s", known ? open.due : x->terms.due);
    open_request_release(&open);
    st = st == ST_NO ? ST_OK : st;
    if (st == ST_OK && out->kind == ISSUED && !is_alarm(x)) {
        const struct request_round_key round = round_key(x);
        size_t sharing = 0, others = 0;
        st = portfolio_request_beside(x->portfolio, s->code, &round, &sharing, &others, e);
        out->withdrawn = out->withdrawn || (x->again && sharing > 0);
        out->further = others > 0 || (!x->again && sharing > 0);
    }
    if (st != ST_OK) {
        free(out->path);
    }
    return st;
}

enum status issue_request(struct issuing *x, const struct supplier_record *s, struct issue_outcome *out, struct error *e)
{
    cJSON *envelope = NULL;
    uint8_t secret[ENROL_SECRET_BYTES] = {0};
    *out = (struct issue_outcome){.kind = ISSUED};
    enum status st = portfolio_begin(x->portfolio, true, e);
    if (st == ST_OK) {
        st = portfolio_end(x->portfolio, decide(x, s, secret, out, &envelope, e), e);
    }
    if (st == ST_OK && envelope != NULL) {
        x->packs_kept = true;
        st = write_files(x, s, envelope, secret, out, e);
    }
    explicit_bzero(secret, sizeof secret);
    cJSON_Delete(envelope);
    if (st != ST_OK) {
        free(out->path);
        out->path = NULL;
    }
    return st;
}
