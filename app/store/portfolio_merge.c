#include "store/portfolio_merge.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "store/portfolio_ca.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_keys.h"

#include <stdlib.h>
#include <string.h>

/* What the database knows about the file's supplier and assessment. */
struct context {
    int64_t supplier, pin;
    char code[80];
    char number[16];
    int64_t held; /* id, or -1 */
    int64_t held_revision;
    int64_t held_file;
    int64_t held_packs; /* how many of its packs could be scored when it was stored */
    bool held_same;
    bool rival;
    int64_t sheet, sheet_file; /* what an answer sheet said for the same period and request, or -1 */
    bool signed_here;          /* what signed answers say of it is there */
    bool code_fits;
    bool request_issued, request_outstanding;
};

enum status portfolio_run_start(struct portfolio *p, int64_t *run, struct error *e)
{
    return sql_number(p, SQL_COUNTER_NEXT, SQL_VALUES(sql_text("run")), run, e);
}

static bool same_bytes(const struct sql_value *v, const void *bytes, size_t n)
{
    return v->type == SQL_BLOB && v->n == n && memcmp(v->bytes, bytes, n) == 0;
}

/* The supplier that the certificate stands for at this moment, whatever the verifier thread knew. ST_NO: nobody. */
static enum status resolve(struct portfolio *p, const struct received_file *file, struct context *x, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(p, SQL_RESOLVE, SQL_VALUES(sql_blob(file->certificate, SHA256_BYTES)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_RESOLVE, row, 4, e);
    }
    if (st == ST_OK) {
        x->pin = column_integer(&row[0]);
        x->supplier = column_integer(&row[1]);
        (void)snprintf(x->code, sizeof x->code, "%s", column_text(&row[2]));
        (void)snprintf(x->number, sizeof x->number, "%s", column_text(&row[3]));
    }
    sql_finish(p, SQL_RESOLVE);
    return st;
}

static bool is_sheet(const char *assessment_id)
{
    return strncmp(assessment_id, SHEET_ASSESSMENT, strlen(SHEET_ASSESSMENT)) == 0;
}

/* Whether a row of SQL_HELD is about the same period and request as the document. */
static bool same_task(const struct sql_value *row, const struct received_document *d)
{
    return strcmp(column_text(&row[4]), d->period) == 0 && (row[5].type == SQL_NULL) == (d->request == NULL) &&
           strcmp(column_text(&row[5]), d->request == NULL ? "" : d->request) == 0;
}

static enum status find_held(struct portfolio *p, const struct received_document *d, struct context *x, struct error *e)
{
    struct sql_value row[8];
    enum status st = sql_start(p, SQL_HELD, SQL_VALUES(sql_integer(x->supplier)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_HELD, row, 8, e)) == ST_OK) {
        if (strcmp(column_text(&row[1]), d->assessment_id) == 0) {
            x->held = column_integer(&row[0]);
            x->held_revision = column_integer(&row[2]);
            x->held_same = same_bytes(&row[3], d->content, SHA256_BYTES);
            x->held_file = column_integer(&row[6]);
            x->held_packs = column_integer(&row[7]);
        } else if (!same_task(row, d)) {
            continue;
        } else if (is_sheet(column_text(&row[1]))) {
            x->sheet = column_integer(&row[0]);
            x->sheet_file = column_integer(&row[6]);
        } else {
            x->signed_here = x->rival = true;
        }
    }
    sql_finish(p, SQL_HELD);
    return st == ST_NO ? ST_OK : st;
}

static enum status find_requests(struct portfolio *p, const struct received_document *d, struct context *x, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_REQUESTS_OF, SQL_VALUES(sql_integer(x->supplier)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REQUESTS_OF, row, 3, e)) == ST_OK) {
        if (d->request != NULL && strcmp(column_text(&row[0]), d->request) == 0) {
            x->request_issued = true;
        }
        if (strcmp(column_text(&row[1]), d->period) == 0 && column_integer(&row[2]) == 0) {
            x->request_outstanding = true;
        }
    }
    sql_finish(p, SQL_REQUESTS_OF);
    return st == ST_NO ? ST_OK : st;
}

/* The supplier, also when this is the first file of a signer who is known by rule. ST_NO: nobody's any more. */
static enum status resolve_signer(struct portfolio *p, const struct received_file *file, struct context *x, int64_t at, struct error *e)
{
    enum status st = resolve(p, file, x, e);
    if (st == ST_NO && file->rule_code != NULL) {
        st = portfolio_ca_signer_add(p, file->rule_code, file->certificate, file->subject, file->der, file->nder, at, e);
        st = st == ST_OK ? resolve(p, file, x, e) : st;
    }
    return st;
}

static enum status look_up_untrusted(struct portfolio *p, const struct received_file *file, struct merge_case *c, struct error *e)
{
    int64_t revoked = 0;
    const enum status st = sql_number(
        p, SQL_PIN_ENDED_BEFORE, SQL_VALUES((struct sql_value){.type = SQL_NULL}, sql_blob(file->certificate, SHA256_BYTES)), &revoked, e);
    c->signer = revoked > 0 ? SIGNER_REVOKED : SIGNER_UNKNOWN;
    return st;
}

/* Whose sheet it is: the supplier that its request went to, if its code is that request's. ST_NO: no such request. */
static enum status resolve_sheet(struct portfolio *p, const struct received_file *file, struct context *x, struct error *e)
{
    struct sql_value row[6];
    enum status st = sql_start(p, SQL_REQUEST_BY_DIGEST, SQL_VALUES(sql_text(file->document->request)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_REQUEST_BY_DIGEST, row, 6, e);
    }
    if (st == ST_OK) {
        x->supplier = column_integer(&row[0]);
        (void)snprintf(x->code, sizeof x->code, "%s", column_text(&row[1]));
        (void)snprintf(x->number, sizeof x->number, "%s", column_text(&row[2]));
        x->code_fits = row[4].type == SQL_BLOB && file->code_fits(file, row[4].bytes, row[4].n);
    }
    sql_finish(p, SQL_REQUEST_BY_DIGEST);
    return st;
}

/* Fills the case; a signer that the verifier trusted may have been revoked since. */
static enum status look_up(struct portfolio *p, const struct received_file *file, struct context *x, struct merge_case *c, int64_t at,
                           struct error *e)
{
    *x = (struct context){.supplier = -1, .pin = -1, .held = -1, .sheet = -1, .sheet_file = -1};
    *c = (struct merge_case){.signer = file->document == NULL ? SIGNER_REFUSED : file->signer};
    enum status st = ST_OK;
    if (c->signer == SIGNER_UNKNOWN) {
        return look_up_untrusted(p, file, c, e);
    }
    if (c->signer != SIGNER_TRUSTED && c->signer != SIGNER_SHEET) {
        return st;
    }
    const struct received_document *d = file->document;
    st = c->signer == SIGNER_SHEET ? resolve_sheet(p, file, x, e) : resolve_signer(p, file, x, at, e);
    if (st == ST_NO) {
        return c->signer == SIGNER_SHEET ? ST_OK : look_up_untrusted(p, file, c, e);
    }
    if (st == ST_OK) {
        st = find_held(p, d, x, e);
    }
    if (st == ST_OK) {
        st = find_requests(p, d, x, e);
    }
    c->code = x->code;
    c->number = x->number[0] == '\0' ? NULL : x->number;
    c->claimed_code = d->claimed_code;
    c->claimed_number = d->claimed_number;
    c->names_request = d->request != NULL;
    c->request_issued = x->request_issued;
    c->request_outstanding = x->request_outstanding;
    c->revision = d->revision;
    c->held = x->held >= 0;
    c->held_revision = x->held_revision;
    c->same_content = x->held_same;
    c->rival = x->rival;
    c->code_fits = x->code_fits;
    c->signed_here = x->signed_here;
    return st;
}

/* In the source language, as all that is kept (base/sentence.h). */
static void explain(enum merge_reason reason, const struct received_file *file, const struct merge_case *c, struct receive_outcome *out)
{
    const size_t n = sizeof out->reason;
    out->reason[0] = '\0';
    switch (reason) {
    case REASON_NONE:
        break;
    case REASON_VERDICT:
        (void)snprintf(out->reason, n, "%s", file->problem);
        break;
    case REASON_UNKNOWN_SIGNER:
        (void)snprintf(out->reason, n,
                       N_("Nobody here knows the signer yet: compare the fingerprint on the phone, then \"tenken trust accept\"."));
        break;
    case REASON_REVOKED:
        (void)snprintf(out->reason, n, N_("The signer's certificate was revoked."));
        break;
    case REASON_OTHER_CODE:
        (void)snprintf(out->reason, n, N_("The signature is %s's, but the document claims the supplier code %s."), c->code,
                       c->claimed_code);
        break;
    case REASON_OTHER_NUMBER:
        (void)snprintf(out->reason, n, N_("The document claims the corporate number %s, but the supplier %s has %s."), c->claimed_number,
                       c->code, c->number);
        break;
    case REASON_REQUEST_NOT_ISSUED:
        (void)snprintf(out->reason, n, N_("It answers a request that was not issued to %s from this portfolio."), c->code);
        break;
    case REASON_REQUEST_OUTSTANDING:
        (void)snprintf(out->reason, n, N_("It answers no request, but %s has an open one for this period."), c->code);
        break;
    case REASON_OLDER_REVISION:
        (void)snprintf(out->reason, n, N_("Revision %lld is older than revision %lld, which is here."), (long long)c->revision,
                       (long long)c->held_revision);
        break;
    case REASON_SAME_REVISION:
        (void)snprintf(out->reason, n, N_("Revision %lld of %s is here with other content: ask the supplier which one holds."),
                       (long long)c->revision, c->code);
        break;
    case REASON_CODE_WRONG:
        (void)snprintf(out->reason, n, "%s",
                       N_("The one-time code of this answer sheet is not that of an open request of this portfolio: the request was "
                          "replaced, or the supplier has a signing identity by now."));
        break;
    case REASON_CODE_USED:
        (void)snprintf(out->reason, n,
                       N_("The one-time code of this answer sheet came in before with other answers of %s: send a new request for a "
                          "correction."),
                       c->code);
        break;
    case REASON_SIGNED_HERE:
        (void)snprintf(out->reason, n, N_("Signed answers of %s are here; an answer sheet ranks below them."), c->code);
        break;
    case REASON_SECOND_ASSESSMENT:
        (void)snprintf(out->reason, n, N_("%s has sent another assessment for the same period and request: ask which one holds."), c->code);
        break;
    }
}

/* A new id of a table; asked for once in a transaction, which keeps other writers out. */
static enum status next_id(struct portfolio *p, enum sql_statement id, int64_t *next, int64_t *out, struct error *e)
{
    const enum status st = *next > 0 ? ST_OK : sql_number(p, id, SQL_NONE, next, e);
    *out = st == ST_OK ? (*next)++ : -1;
    return st;
}

/* The id under which the file is stored already. -1: it is there with a final state, which stays unless the file is merged again after what
 * replaced it was taken out. ST_NO: it is not there. */
static enum status find_file(struct portfolio *p, const struct received_file *file, enum merge_state now, int64_t *id, struct error *e)
{
    static const enum merge_state FINAL[] = {MERGE_MERGED, MERGE_UNCHANGED, MERGE_SUPERSEDED};
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_FILE_FIND, SQL_VALUES(sql_blob(file->digest, SHA256_BYTES)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_FILE_FIND, row, 2, e);
    }
    if (st == ST_OK) {
        *id = column_integer(&row[0]);
        for (size_t i = 0; i < sizeof FINAL / sizeof FINAL[0]; i++) {
            if (now != MERGE_MERGED && strcmp(column_text(&row[1]), merge_state_name(FINAL[i])) == 0) {
                *id = -1;
            }
        }
    }
    sql_finish(p, SQL_FILE_FIND);
    return st;
}

/* Adds the file, or gives one that was not final before its new state (its first receipt stays). *id as above. */
static enum status add_file(struct portfolio *p, const struct received_file *file, const struct context *x,
                            const struct receive_outcome *out, int64_t run, const char *time, int64_t *id, struct error *e)
{
    const struct received_document *d = file->document;
    struct sql_value none = {.type = SQL_NULL};
    int64_t fresh; /* not used when the file is there already, but the statement wants one that nobody has */
    enum status st = find_file(p, file, out->state, id, e);
    if ((st == ST_OK && *id < 0) || (st != ST_OK && st != ST_NO)) {
        return st;
    }
    const bool found = st == ST_OK;
    st = next_id(p, SQL_FILE_NEXT, &p->next_file, &fresh, e);
    if (st != ST_OK) {
        return st;
    }
    *id = found ? *id : fresh;
    return sql_run(p, SQL_FILE_PUT,
                   SQL_VALUES(sql_integer(fresh), sql_blob(file->digest, SHA256_BYTES), sql_integer((int64_t)file->length),
                              sql_text(file->name), sql_text(time), sql_integer(run), sql_text(merge_state_name(out->state)),
                              sql_text(file->verdict), sql_text(out->reason), sql_text(""),
                              x->supplier < 0 ? none : sql_integer(x->supplier), x->pin < 0 ? none : sql_integer(x->pin),
                              file->signed_by_anyone ? sql_blob(file->certificate, SHA256_BYTES) : none,
                              file->signed_by_anyone ? sql_text(file->subject) : none, d == NULL ? none : sql_text(d->claimed_code),
                              d == NULL ? none : sql_text(d->name), d == NULL ? none : sql_text(d->assessment_id),
                              d == NULL ? none : sql_integer(d->revision), d == NULL ? none : sql_text(d->period),
                              d == NULL ? none : sql_blob(d->content, SHA256_BYTES)),
                   e);
}

static enum status store_answers(struct portfolio *p, int64_t id, const struct received_document *d, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < d->npacks && st == ST_OK; i++) {
        const struct received_pack *k = &d->packs[i];
        st = sql_run(p, SQL_ANSWER_ADD,
                     SQL_VALUES(sql_integer(id), sql_text(k->pack), sql_text(k->version), sql_text(k->digest), sql_integer(k->held),
                                sql_flag(k->total), sql_flag(k->floor), sql_text(k->sections), sql_text(k->items), sql_text(k->plans),
                                sql_text(k->ratings)),
                     e);
    }
    for (size_t i = 0; i < d->nproducts && st == ST_OK; i++) {
        const struct received_product *r = &d->products[i];
        st = sql_run(p, SQL_PRODUCT_ADD, SQL_VALUES(sql_text(r->key)), e);
        if (st == ST_OK) {
            st = sql_run(p, SQL_INVENTORY_ADD,
                         SQL_VALUES(sql_integer(id), sql_integer((int64_t)i), sql_text(r->name), sql_text(r->vendor), sql_text(r->version),
                                    sql_integer(r->internet), sql_integer(r->credentials), sql_text(r->key)),
                         e);
        }
    }
    return st;
}

static enum status store_cosignatures(struct portfolio *p, int64_t assessment, const struct received_file *f, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < f->nassessors && st == ST_OK; i++) {
        st = sql_run(p, SQL_COSIGNATURE_ADD, SQL_VALUES(sql_integer(assessment), sql_blob(f->assessors[i], SHA256_BYTES)), e);
    }
    return st;
}

/* Puts the assessment in the place of the one held, if any. */
static enum status store(struct portfolio *p, const struct received_file *f, const struct context *x, int64_t file, const char *time,
                         struct error *e)
{
    const struct received_document *d = f->document;
    int64_t id;
    char stated[DATE_TEXT]; /* a clock that runs ahead makes no inventory fresher */
    (void)snprintf(stated, sizeof stated, "%s", strcmp(d->issued_at, time) < 0 ? d->issued_at : time);
    enum status st = next_id(p, SQL_ASSESSMENT_NEXT, &p->next_assessment, &id, e);
    if (st != ST_OK) {
        return st;
    }
    st = sql_run(p, SQL_ASSESSMENT_PUT,
                 SQL_VALUES(sql_integer(id), sql_integer(x->supplier), sql_text(d->assessment_id), sql_integer(d->revision),
                            sql_blob(d->content, SHA256_BYTES), sql_integer(file), sql_text(d->period), sql_text(d->request),
                            sql_text(d->issued_at), sql_integer(d->unfinished), sql_text(d->name), sql_text(d->name_kana),
                            sql_text(d->claimed_number), sql_text(d->employees), sql_text(d->industry), sql_text(d->contact_name),
                            sql_text(d->contact_email), sql_text(d->contact_phone), sql_text(d->emergency_phone), sql_flag(d->perceived),
                            sql_flag(d->total), sql_flag(d->floor), sql_integer(d->answered), sql_integer(d->asked),
                            sql_integer(d->score_differs), sql_integer(d->packs_held), sql_integer(d->has_inventory),
                            sql_text(d->has_inventory ? stated : NULL), sql_integer(f->rated)),
                 e);
    id = x->held >= 0 ? x->held : id;
    if (st == ST_OK && x->held >= 0) {
        st = sql_run(p, SQL_ANSWERS_DELETE, SQL_VALUES(sql_integer(id)), e);
    }
    if (st == ST_OK && x->held >= 0) {
        st = sql_run(p, SQL_INVENTORY_DELETE, SQL_VALUES(sql_integer(id)), e);
    }
    if (st == ST_OK && x->held >= 0) {
        st = sql_run(p, SQL_COSIGNATURES_DELETE, SQL_VALUES(sql_integer(id)), e);
    }
    st = st == ST_OK ? store_cosignatures(p, id, f, e) : st;
    return st == ST_OK ? store_answers(p, id, d, e) : st;
}

/* What was in conflict about a revision that is now an old one is settled. */
static enum status settle(struct portfolio *p, const struct received_document *d, const struct context *x, int64_t run, const char *reason,
                          struct receive_outcome *out, struct error *e)
{
    struct sql_value row[1];
    enum status st =
        sql_start(p, SQL_FILE_SETTLE,
                  SQL_VALUES(sql_text(reason), sql_integer(x->supplier), sql_text(d->assessment_id), sql_integer(d->revision)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_FILE_SETTLE, row, 1, e)) == ST_OK) {
        out->settled_in_run += column_integer(&row[0]) == run;
    }
    sql_finish(p, SQL_FILE_SETTLE);
    return st == ST_NO ? ST_OK : st;
}

/* The file that the held assessment came from is superseded now. */
static enum status supersede(struct portfolio *p, const struct received_document *d, const struct context *x, int64_t run,
                             struct receive_outcome *out, struct error *e)
{
    const char *reason = N_("A higher revision has come.");
    int64_t then = -1;
    const enum status st = sql_number(
        p, SQL_FILE_STATE, SQL_VALUES(sql_text(merge_state_name(MERGE_SUPERSEDED)), sql_text(reason), sql_integer(x->held_file)), &then, e);
    out->replaced_in_run += st == ST_OK && then == run;
    return st == ST_OK || st == ST_NO ? settle(p, d, x, run, reason, out, e) : st;
}

/* Whether this file, or what it says, was purged: then nothing of it is stored again. ST_NO: it was not. */
static enum status find_purged(struct portfolio *p, const struct received_file *file, struct receive_outcome *out, struct error *e)
{
    struct sql_value row[1], content = {.type = SQL_NULL};
    if (p->purged < 0) {
        int64_t count = 0;
        const enum status st = sql_number(p, SQL_PURGE_ANY, SQL_NONE, &count, e);
        if (st != ST_OK) {
            return st;
        }
        p->purged = count > 0;
    }
    if (p->purged == 0) {
        return ST_NO;
    }
    if (file->document != NULL) {
        content = sql_blob(file->document->content, SHA256_BYTES);
    }
    enum status st = sql_start(p, SQL_PURGE_FIND, SQL_VALUES(sql_blob(file->digest, SHA256_BYTES), content), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_PURGE_FIND, row, 1, e);
    }
    if (st == ST_OK) {
        (void)snprintf(out->reason, sizeof out->reason,
                       N_("These answers were purged on %.10s and are not taken in again: a supplier who comes back sends new ones."),
                       column_text(&row[0]));
    }
    sql_finish(p, SQL_PURGE_FIND);
    return st;
}

/* Signed answers have come: what the sheet said goes. */
static enum status replace_sheet(struct portfolio *p, const struct context *x, int64_t run, struct receive_outcome *out, struct error *e)
{
    static const enum sql_statement DELETES[] = {SQL_ANSWERS_DELETE, SQL_INVENTORY_DELETE, SQL_ASSESSMENT_DELETE};
    int64_t then = -1;
    enum status st = sql_number(
        p, SQL_FILE_STATE,
        SQL_VALUES(sql_text(merge_state_name(MERGE_SUPERSEDED)), sql_text(N_("Signed answers have come.")), sql_integer(x->sheet_file)),
        &then, e);
    out->replaced_in_run += st == ST_OK && then == run;
    for (size_t i = 0; (st == ST_OK || st == ST_NO) && i < sizeof DELETES / sizeof DELETES[0]; i++) {
        st = sql_run(p, DELETES[i], SQL_VALUES(sql_integer(x->sheet)), e);
    }
    return st;
}

enum status portfolio_receive(struct portfolio *p, const struct received_file *file, int64_t run, int64_t at, struct receive_outcome *out,
                              struct error *e)
{
    struct context x;
    struct merge_case c;
    char time[TIME_TEXT];
    int64_t id = -1;
    time_format(at, time);
    struct key_outcome keys = {0};
    struct received_file admitted = *file;
    *out = (struct receive_outcome){.state = MERGE_REJECTED};
    enum status st = find_purged(p, file, out, e);
    if (st != ST_NO) {
        return st;
    }
    st = file->signer == SIGNER_TRUSTED ? ST_OK : portfolio_admit(p, file, at, &keys, e);
    if (st != ST_OK) {
        return st;
    }
    if (keys.admitted) {
        admitted.signer = SIGNER_TRUSTED;
        admitted.verdict = "trusted";
        file = &admitted;
    }
    st = look_up(p, file, &x, &c, at, e);
    if (st != ST_OK) {
        return st;
    }
    const struct merge_decision decision = merge_decide(&c);
    out->state = decision.state;
    explain(decision.reason, file, &c, out);
    if (keys.tried && !keys.admitted && decision.state == MERGE_QUARANTINED) {
        portfolio_admit_explain(&keys, out->reason, sizeof out->reason);
    }
    if (file->renewed != NULL && file->rule_code == NULL && (out->state == MERGE_MERGED || out->state == MERGE_UNCHANGED)) {
        st = portfolio_renew(p, file, x.code, at, out->reason, sizeof out->reason, e);
        out->state = st == ST_NO ? MERGE_REJECTED : out->state;
        if (st != ST_OK && st != ST_NO) {
            return st;
        }
    }
    st = add_file(p, file, &x, out, run, time, &id, e);
    if (st == ST_OK && id >= 0) {
        st = sql_run(p, SQL_UNREADABLE_DELETE, SQL_VALUES(sql_text(file->name)), e);
    }
    if (st == ST_OK && id >= 0 && file->keep) {
        st = sql_run(p, SQL_ORIGINAL_ADD, SQL_VALUES(sql_integer(id), sql_blob(file->bytes, file->length)), e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED && x.held >= 0) {
        st = supersede(p, file->document, &x, run, out, e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED && x.sheet >= 0) {
        st = replace_sheet(p, &x, run, out, e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED) {
        st = store(p, file, &x, id, time, e);
    }
    /* the same answers, come again with an assessor's signature */
    if (st == ST_OK && out->state == MERGE_UNCHANGED) {
        st = store_cosignatures(p, x.held, file, e);
    }
    /* known already, but now a pack is at hand that was not then */
    if (st == ST_OK && out->state == MERGE_UNCHANGED && file->document->packs_held > x.held_packs) {
        st = store(p, file, &x, x.held_file, time, e);
    }
    return st;
}

enum status portfolio_receive_unreadable(struct portfolio *p, const char *name, const char *reason, int64_t at, struct error *e)
{
    char time[TIME_TEXT];
    time_format(at, time);
    return sql_run(p, SQL_UNREADABLE_PUT, SQL_VALUES(sql_text(name), sql_text(reason), sql_text(time)), e);
}
