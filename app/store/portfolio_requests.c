#include "store/portfolio_requests.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

static enum status supplier_id(struct portfolio *p, const char *code, int64_t *id, struct error *e)
{
    const enum status st = portfolio_supplier_find(p, code, id, NULL, e);
    return st == ST_NO ? fail(e, ST_INPUT, _("There is no supplier with the code %s."), code) : st;
}

static const char *said(const char *text)
{
    return text == NULL ? "" : text;
}

enum status portfolio_request_add(struct portfolio *p, const struct issued_request *r, struct error *e)
{
    int64_t supplier;
    const enum status st = supplier_id(p, r->supplier_code, &supplier, e);
    if (st != ST_OK) {
        return st;
    }
    return sql_run(p, SQL_REQUEST_ADD,
                   SQL_VALUES(sql_text(r->digest), sql_text(r->request_id), sql_integer(supplier), sql_text(r->period),
                              sql_text(r->issued_at), sql_text(r->due), sql_blob(r->secret, r->secret_length),
                              sql_blob(r->document, r->document_length), sql_text(r->packs), sql_flag(r->alarm), sql_text(said(r->about)),
                              sql_text(said(r->file))),
                   e);
}

enum status portfolio_request_placed(struct portfolio *p, const char *digest, const char *file, struct error *e)
{
    return sql_run(p, SQL_REQUEST_PLACED, SQL_VALUES(sql_text(file), sql_text(digest)), e);
}

static enum status take(const struct sql_value row[8], struct open_request *out, struct error *e)
{
    (void)snprintf(out->digest, sizeof out->digest, "%s", column_text(&row[0]));
    out->due = strdup(column_text(&row[1]));
    out->has_secret = row[2].type == SQL_BLOB && row[2].n == sizeof out->secret;
    if (out->has_secret) {
        memcpy(out->secret, row[2].bytes, sizeof out->secret);
    }
    out->document = row[3].type == SQL_BLOB ? strndup(row[3].bytes, row[3].n) : strdup("");
    out->answered = column_integer(&row[4]) > 0;
    out->begun = !out->answered && column_integer(&row[5]) > 0;
    out->closed = column_integer(&row[7]) > 0;
    (void)snprintf(out->issued_at, sizeof out->issued_at, "%s", column_text(&row[6]));
    return out->due != NULL && out->document != NULL ? ST_OK : fail_memory(e);
}

enum status portfolio_request_find(struct portfolio *p, const char *code, const struct request_round_key *round, struct open_request *out,
                                   struct error *e)
{
    int64_t supplier;
    struct sql_value row[8];
    *out = (struct open_request){.digest = ""};
    enum status st = supplier_id(p, code, &supplier, e);
    if (st != ST_OK) {
        return st;
    }
    st = sql_start(p, SQL_REQUEST_FIND,
                   SQL_VALUES(sql_integer(supplier), sql_text(round->period), sql_text(round->packs), sql_text(said(round->about))), e);
    st = st == ST_OK ? sql_next(p, SQL_REQUEST_FIND, row, 8, e) : st;
    st = st == ST_OK ? take(row, out, e) : st;
    sql_finish(p, SQL_REQUEST_FIND);
    if (st != ST_OK) {
        open_request_release(out);
    }
    return st;
}

void open_request_release(struct open_request *r)
{
    explicit_bzero(r->secret, sizeof r->secret);
    free(r->due);
    free(r->document);
    *r = (struct open_request){.digest = ""};
}

/* Both are lists with commas between. */
static bool share_pack(const char *a, const char *b)
{
    for (size_t n = 0; *a != '\0'; a += n + (a[n] == ',')) {
        n = strcspn(a, ",");
        for (const char *at = b; *at != '\0'; at += strcspn(at, ","), at += *at == ',') {
            if (strcspn(at, ",") == n && strncmp(a, at, n) == 0) {
                return true;
            }
        }
    }
    return false;
}

enum status portfolio_request_there(struct portfolio *p, const char *code, const struct request_round_key *round, const char *digest,
                                    struct request_there *out, struct error *e)
{
    int64_t supplier;
    struct sql_value row[5];
    *out = (struct request_there){.of_round = false};
    enum status st = supplier_id(p, code, &supplier, e);
    st = st == ST_OK
             ? sql_start(p, SQL_REQUEST_THERE,
                         SQL_VALUES(sql_text(round->period), sql_text(said(round->about)), sql_text(digest), sql_integer(supplier)), e)
             : st;
    if (st == ST_OK && (st = sql_next(p, SQL_REQUEST_THERE, row, 5, e)) == ST_OK) {
        const char *packs = column_text(&row[0]);
        const bool matter = column_integer(&row[1]) == 1;
        *out = (struct request_there){.of_round = matter && strcmp(packs, round->packs) == 0,
                                      .withdrawn = column_integer(&row[3]) == 1,
                                      .ends = matter && column_integer(&row[4]) == 0 && share_pack(packs, round->packs),
                                      .alarm = column_integer(&row[2]) == 1};
    }
    sql_finish(p, SQL_REQUEST_THERE);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_request_beside(struct portfolio *p, const char *code, const struct request_round_key *round, size_t *sharing,
                                     size_t *others, struct error *e)
{
    struct sql_value row[2];
    int64_t supplier;
    *sharing = *others = 0;
    enum status st = supplier_id(p, code, &supplier, e);
    st =
        st == ST_OK
            ? sql_start(p, SQL_REQUESTS_BESIDE,
                        SQL_VALUES(sql_integer(supplier), sql_text(round->period), sql_text(round->packs), sql_text(said(round->about))), e)
            : st;
    while (st == ST_OK && (st = sql_next(p, SQL_REQUESTS_BESIDE, row, 2, e)) == ST_OK) {
        const bool ended = strcmp(column_text(&row[1]), said(round->about)) == 0 && share_pack(column_text(&row[0]), round->packs);
        ++*(ended ? sharing : others);
    }
    sql_finish(p, SQL_REQUESTS_BESIDE);
    return st == ST_NO ? ST_OK : st;
}

static enum status read_one(struct portfolio *p, enum sql_statement question, const struct sql_value *values, size_t nvalues,
                            char **document, struct error *e)
{
    struct sql_value row[1];
    *document = NULL;
    enum status st = sql_start(p, question, values, nvalues, e);
    st = st == ST_OK ? sql_next(p, question, row, 1, e) : st;
    if (st == ST_OK) {
        /* no bytes at all have no address either */
        *document = row[0].type == SQL_BLOB && row[0].n > 0 ? strndup(row[0].bytes, row[0].n) : strdup(column_text(&row[0]));
        st = *document == NULL ? fail_memory(e) : ST_OK;
    }
    sql_finish(p, question);
    return st;
}

enum status portfolio_request_newest(struct portfolio *p, char **document, struct error *e)
{
    return read_one(p, SQL_REQUEST_NEWEST, SQL_NONE, document, e);
}

enum status portfolio_request_newest_contact(struct portfolio *p, char **document, struct error *e)
{
    return read_one(p, SQL_REQUEST_NEWEST_CONTACT, SQL_NONE, document, e);
}

enum status portfolio_request_open(struct portfolio *p, const char *code, char **document, struct error *e)
{
    int64_t supplier = 0;
    if (code == NULL) {
        return read_one(p, SQL_REQUEST_NEWEST_YEAR, SQL_NONE, document, e);
    }
    const enum status st = supplier_id(p, code, &supplier, e);
    return st == ST_OK ? read_one(p, SQL_REQUEST_OPEN, SQL_VALUES(sql_integer(supplier)), document, e) : st;
}

/* What asks this pack (digest) and has no finished answers. */
static enum status withdraw_asking(struct portfolio *p, int64_t supplier, const struct request_round_key *round, const char *pack,
                                   const char *time, bool *any, struct error *e)
{
    struct sql_value row[1];
    enum status st = sql_start(
        p, SQL_REQUEST_WITHDRAW_PACK,
        SQL_VALUES(sql_text(time), sql_integer(supplier), sql_text(round->period), sql_text(pack), sql_text(said(round->about))), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REQUEST_WITHDRAW_PACK, row, 1, e)) == ST_OK) {
        *any = true;
    }
    sql_finish(p, SQL_REQUEST_WITHDRAW_PACK);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_request_withdraw(struct portfolio *p, const char *code, const struct request_round_key *round, int64_t at, bool *any,
                                       struct error *e)
{
    int64_t supplier;
    char time[TIME_TEXT];
    struct open_request open;
    time_format(at, time);
    enum status st = portfolio_request_find(p, code, round, &open, e);
    *any = st == ST_OK;
    open_request_release(&open);
    st = st == ST_OK || st == ST_NO ? supplier_id(p, code, &supplier, e) : st;
    for (const char *pack = round->packs; st == ST_OK && *pack != '\0'; pack += strspn(pack, ",")) {
        char digest[SHA256_TEXT];
        const size_t n = strcspn(pack, ",");
        (void)snprintf(digest, sizeof digest, "%.*s", (int)n, pack);
        st = withdraw_asking(p, supplier, round, digest, time, any, e);
        pack += n;
    }
    return st != ST_OK ? st
                       : sql_run(p, SQL_REQUEST_WITHDRAW,
                                 SQL_VALUES(sql_text(time), sql_integer(supplier), sql_text(round->period), sql_text(round->packs),
                                            sql_text(said(round->about))),
                                 e);
}

/* The supplier's pin in force. ST_NO: none. */
static enum status find_pin(struct portfolio *p, int64_t supplier, int64_t *pin, uint8_t certificate[SHA256_BYTES], struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PIN_OF_SUPPLIER, SQL_VALUES(sql_integer(supplier), sql_text("supplier")), e);
    st = st == ST_OK ? sql_next(p, SQL_PIN_OF_SUPPLIER, row, 2, e) : st;
    if (st == ST_OK) {
        *pin = column_integer(&row[0]);
        memset(certificate, 0, SHA256_BYTES);
        if (row[1].type == SQL_BLOB && row[1].n == SHA256_BYTES) {
            memcpy(certificate, row[1].bytes, SHA256_BYTES);
        }
    }
    sql_finish(p, SQL_PIN_OF_SUPPLIER);
    return st;
}

enum status portfolio_supplier_pinned(struct portfolio *p, const char *code, bool *pinned, struct error *e)
{
    int64_t supplier, pin;
    uint8_t certificate[SHA256_BYTES];
    enum status st = supplier_id(p, code, &supplier, e);
    st = st == ST_OK ? find_pin(p, supplier, &pin, certificate, e) : st;
    *pinned = st == ST_OK;
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_key_lost(struct portfolio *p, const char *code, const char *reason, int64_t at, struct error *e)
{
    int64_t supplier, pin;
    uint8_t certificate[SHA256_BYTES];
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = supplier_id(p, code, &supplier, e);
    st = st == ST_OK ? find_pin(p, supplier, &pin, certificate, e) : st;
    if (st == ST_OK) {
        st = sql_run(p, SQL_PIN_END, SQL_VALUES(sql_text(time), sql_text("key-lost"), sql_text(reason), sql_integer(pin)), e);
    }
    return st == ST_OK ? portfolio_log_add(p, at, "key-lost", code, certificate, reason, e) : st;
}

enum status portfolio_pack_put(struct portfolio *p, const char *digest, const char *bytes, size_t n, struct error *e)
{
    return sql_run(p, SQL_PACK_PUT, SQL_VALUES(sql_text(digest), sql_blob(bytes, n)), e);
}

enum status portfolio_packs(struct portfolio *p, pack_visit *visit, void *context, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PACK_LIST, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_PACK_LIST, row, 2, e)) == ST_OK) {
        st = visit(context, column_text(&row[0]), row[1].bytes, row[1].n, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_PACK_LIST);
            return st;
        }
    }
    sql_finish(p, SQL_PACK_LIST);
    return st == ST_NO ? ST_OK : st;
}

/* The request that an enrolment names. */
struct asked {
    int64_t supplier;
    char code[SUPPLIER_CODE_MAX + 1];
    char number[16];
    int64_t until; /* the secret enrols before this moment of the local clock */
    bool has_secret, withdrawn;
    uint8_t secret[SHA256_BYTES];
};

static enum status find_asked(struct portfolio *p, const char *digest, struct asked *out, struct error *e)
{
    struct sql_value row[6];
    *out = (struct asked){0};
    enum status st = sql_start(p, SQL_REQUEST_BY_DIGEST, SQL_VALUES(sql_text(digest)), e);
    st = st == ST_OK ? sql_next(p, SQL_REQUEST_BY_DIGEST, row, 6, e) : st;
    if (st == ST_OK) {
        int64_t due = 0;
        out->supplier = column_integer(&row[0]);
        (void)snprintf(out->code, sizeof out->code, "%s", column_text(&row[1]));
        (void)snprintf(out->number, sizeof out->number, "%s", column_text(&row[2]));
        /* With more time that was given. The whole of the due day counts, and the whole of the last day after it. */
        out->until = date_parse(column_text(&row[3]), &due) ? due + (int64_t)(ENROL_GRACE_DAYS + 1) * DAY_SECONDS : 0;
        out->has_secret = row[4].type == SQL_BLOB && row[4].n == sizeof out->secret;
        if (out->has_secret) {
            memcpy(out->secret, row[4].bytes, sizeof out->secret);
        }
        out->withdrawn = column_integer(&row[5]) > 0;
    }
    sql_finish(p, SQL_REQUEST_BY_DIGEST);
    return st;
}

static bool differs(const char *claimed, const char *known)
{
    return claimed != NULL && known[0] != '\0' && strcmp(claimed, known) != 0;
}

static enum enrol_result judge(const struct enrolment *n, const struct asked *asked, bool pinned, int64_t at)
{
    if (asked->withdrawn) {
        return ENROL_NO_REQUEST;
    }
    if (pinned) {
        return ENROL_PINNED;
    }
    if (!asked->has_secret) {
        return ENROL_USED;
    }
    if (local_seconds(at) >= asked->until) {
        return ENROL_LATE;
    }
    if (differs(n->claimed_code, asked->code) || differs(n->claimed_number, asked->number)) {
        return ENROL_OTHER;
    }
    return n->fits(n->context, asked->secret) ? ENROL_DONE : ENROL_WRONG;
}

static enum status pin(struct portfolio *p, const struct enrolment *n, const struct asked *asked, int64_t at, enum enrol_result *result,
                       struct error *e)
{
    char reason[96], other[SUPPLIER_CODE_MAX + 1];
    enum pin_result pinned = PIN_REVOKED;
    int64_t revoked = 0;
    (void)snprintf(reason, sizeof reason, "request %s", n->request);
    const struct pin_order order = {
        .code = asked->code, .certificate = n->certificate, .subject = n->subject, .what = "enrol", .reason = reason};
    /* A key that was revoked for whomever enrols for nobody. */
    enum status st = sql_number(p, SQL_PIN_ENDED_BEFORE,
                                SQL_VALUES((struct sql_value){.type = SQL_NULL}, sql_blob(n->certificate, SHA256_BYTES)), &revoked, e);
    st = st == ST_OK && revoked == 0 ? portfolio_pin(p, &order, at, &pinned, other, e) : st;
    if (st != ST_OK || pinned != PIN_ADDED) {
        *result = pinned == PIN_TAKEN ? ENROL_TAKEN : pinned == PIN_REVOKED ? ENROL_REVOKED : ENROL_PINNED;
        return st;
    }
    return sql_run(p, SQL_REQUEST_SECRET_USED, SQL_VALUES(sql_text(n->request)), e);
}

enum status portfolio_enrol(struct portfolio *p, const struct enrolment *n, int64_t at, enum enrol_result *result,
                            char code[SUPPLIER_CODE_MAX + 1], struct error *e)
{
    struct asked asked;
    bool pinned = false;
    *result = ENROL_NO_REQUEST;
    code[0] = '\0';
    enum status st = find_asked(p, n->request, &asked, e);
    if (st == ST_NO) {
        return ST_OK;
    }
    (void)snprintf(code, SUPPLIER_CODE_MAX + 1, "%s", asked.code);
    st = st == ST_OK ? portfolio_supplier_pinned(p, asked.code, &pinned, e) : st;
    if (st == ST_OK) {
        *result = judge(n, &asked, pinned, at);
        st = *result == ENROL_DONE ? pin(p, n, &asked, at, result, e) : ST_OK;
    }
    explicit_bzero(asked.secret, sizeof asked.secret);
    return st;
}

enum status portfolio_request_secret(struct portfolio *p, const char *digest, uint8_t secret[SHA256_BYTES], struct error *e)
{
    struct sql_value row[6];
    enum status st = sql_start(p, SQL_REQUEST_BY_DIGEST, SQL_VALUES(sql_text(digest)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_REQUEST_BY_DIGEST, row, 6, e);
    }
    if (st == ST_OK && row[4].type == SQL_BLOB && row[4].n == SHA256_BYTES) {
        memcpy(secret, row[4].bytes, SHA256_BYTES);
    } else if (st == ST_OK) {
        st = ST_NO;
    }
    sql_finish(p, SQL_REQUEST_BY_DIGEST);
    return st;
}

enum status portfolio_secret_counts(struct portfolio *p, const char *code, const uint8_t secret[SHA256_BYTES], bool *counts,
                                    struct error *e)
{
    int64_t supplier, n = 0;
    enum status st = supplier_id(p, code, &supplier, e);
    st =
        st == ST_OK ? sql_number(p, SQL_REQUEST_WITH_SECRET, SQL_VALUES(sql_integer(supplier), sql_blob(secret, SHA256_BYTES)), &n, e) : st;
    *counts = n > 0;
    return st;
}
