#include "store/portfolio_merge.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/portfolio_conflict.h"
#include "store/portfolio_content.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_keys.h"
#include "store/portfolio_receive.h"

enum status portfolio_run_start(struct portfolio *p, int64_t *run, struct error *e)
{
    return sql_number(p, SQL_COUNTER_NEXT, SQL_VALUES(sql_text("run")), run, e);
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
    case REASON_CLOSED:
    case REASON_UNREAD:
    case REASON_NEWER:
    case REASON_DATES:
    case REASON_CONTENT:
    case REASON_SHEET:
    case REASON_RULE:
        (void)snprintf(out->reason, n, "%s", file->problem);
        break;
    case REASON_UNKNOWN_SIGNER:
        if (file->document != NULL && file->document->request == NULL) { /* to accept the signer may not be all that it wants */
            (void)snprintf(out->reason, n, N_("Nobody here knows the signer yet. It answers no request, and is for %s."),
                           file->document->period);
            break;
        }
        (void)snprintf(out->reason, n, N_("Nobody here knows the signer yet."));
        break;
    case REASON_REVOKED:
    case REASON_REFUSED:
        (void)snprintf(out->reason, n, "%s", c->decision);
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
    case REASON_ANSWERED:
        (void)snprintf(out->reason, n, N_("It answers no request, and newer answers of %s to the one for this period are here."), c->code);
        break;
    case REASON_UNASKED:
        (void)snprintf(out->reason, n,
                       N_("It answers no request, and answers of %s to the one for this period are here: ask which one holds."), c->code);
        break;
    case REASON_UNFINISHED:  /* taken in: there is nothing to explain */
    case REASON_OWN_REQUEST: /* found later, and with reasons of their own */
    case REASON_UNTRUSTED:
        break;
    case REASON_DECIDED:
        (void)snprintf(out->reason, n, "%s", c->decision);
        break;
    case REASON_SECOND_ASSESSMENT:
        (void)snprintf(out->reason, n, N_("%s has sent another assessment for the same period and request: ask which one holds."), c->code);
        break;
    }
    utf8_drop_half(out->reason, n);
}

enum status portfolio_any_purged(struct portfolio *p, bool *any, struct error *e)
{
    int64_t count = 0;
    const enum status st = sql_number(p, SQL_PURGE_ANY, SQL_NONE, &count, e);
    *any = count > 0;
    return st;
}

/* It can be read now. */
static enum status forget_unreadable(struct portfolio *p, const char *name, struct error *e)
{
    const enum status st = sql_once(p, SQL_UNREADABLE_ANY, &p->unreadable, e);
    if (st != ST_OK) {
        return st;
    }
    return p->unreadable ? sql_run(p, SQL_UNREADABLE_DELETE, SQL_VALUES(sql_text(name)), e) : ST_OK;
}

/* Whether this file, or what it says, was purged: then nothing of it is stored again. ST_NO: it was not. */
static enum status find_purged(struct portfolio *p, const struct received_file *file, struct receive_outcome *out, struct error *e)
{
    struct sql_value row[1];
    uint8_t content[SHA256_BYTES];
    char day[DATE_TEXT];
    enum status st = sql_once(p, SQL_PURGE_ANY, &p->purged, e);
    if (st != ST_OK || p->purged == 0) {
        return st == ST_OK ? ST_NO : st;
    }
    st = file->document == NULL ? ST_NO : content_of_received(file, content, e);
    if (st != ST_OK && st != ST_NO) {
        return st;
    }
    const uint8_t *says = st == ST_OK ? content : NULL;
    st = sql_start(p, SQL_PURGE_FIND, SQL_VALUES(sql_blob(file->digest, SHA256_BYTES), sql_blob(says, SHA256_BYTES)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_PURGE_FIND, row, 1, e);
    }
    if (st == ST_OK) {
        (void)snprintf(out->reason, sizeof out->reason,
                       N_("These answers were purged on %.10s and are not taken in again: a supplier who comes back sends new ones."),
                       local_day_of(column_text(&row[0]), day));
    }
    sql_finish(p, SQL_PURGE_FIND);
    return st;
}

/* A request that was issued here, come back or saved among the answers. */
static enum status find_own_request(struct portfolio *p, const struct received_file *file, struct receive_outcome *out, struct error *e)
{
    struct sql_value row[7];
    enum status st = sql_start(p, SQL_REQUEST_BY_DIGEST, SQL_VALUES(sql_text(file->request)), e);
    st = st == ST_OK ? sql_next(p, SQL_REQUEST_BY_DIGEST, row, 7, e) : st;
    if (st == ST_OK) {
        out->why = REASON_OWN_REQUEST;
        (void)snprintf(out->reason, sizeof out->reason, N_("It is your own request to %s, and no answer to it: nothing is to be done."),
                       column_text(&row[1]));
    }
    sql_finish(p, SQL_REQUEST_BY_DIGEST);
    return st == ST_NO ? ST_OK : st;
}

/* Of the two keys of a renewal the old one counts until it is carried out, which may be in this merge: then the new one does, as the
 * verifier threads would have it. */
static enum status choose_signer(struct portfolio *p, const struct received_file **file, struct received_file *by_new, struct error *e)
{
    char old[SUPPLIER_CODE_MAX + 1] = "", new[SUPPLIER_CODE_MAX + 1] = "";
    const struct received_file *f = *file;
    if (f->renewed == NULL || f->rule_code != NULL) {
        return ST_OK;
    }
    enum status st = portfolio_pinned_for(p, f->certificate, old, e);
    st = st == ST_OK && old[0] == '\0' ? portfolio_pinned_for(p, f->renewed, new, e) : st;
    if (st == ST_OK && new[0] != '\0') {
        *by_new = *f;
        memcpy(by_new->certificate, f->renewed, SHA256_BYTES);
        by_new->subject = f->renewed_subject;
        by_new->renewed = NULL;
        *file = by_new;
    }
    return st;
}

/* Nobody's by now, whatever the verifier threads knew of: as they would have judged it with the keys of this moment, so that merging it
 * once more changes nothing. sentence: of RECEIVED_REASON_TEXT, and stays as long as *judged. */
static enum status judge_unknown(struct portfolio *p, const struct received_file *file, struct merge_case *c, struct received_file *judged,
                                 char *sentence, struct error *e)
{
    bool other = false;
    const enum status st = portfolio_other_signer(p, file, &other, sentence, RECEIVED_REASON_TEXT, e);
    *judged = *file;
    judged->verdict = other ? "different_signer" : "unknown_signer";
    if (other) {
        c->signer = SIGNER_REFUSED;
        judged->problem = sentence;
        judged->why = REASON_VERDICT;
    }
    return st;
}

enum status portfolio_receive(struct portfolio *p, const struct received_file *file, int64_t run, int64_t at, struct receive_outcome *out,
                              struct error *e)
{
    struct receive_context x;
    struct merge_case c;
    char time[TIME_TEXT];
    int64_t id = -1;
    time_format(at, time);
    struct key_outcome keys = {0};
    struct received_file admitted, unknown, by_new;
    char other[RECEIVED_REASON_TEXT];
    *out = (struct receive_outcome){.state = MERGE_REJECTED, .verdict = file->verdict};
    enum status st = find_purged(p, file, out, e);
    if (st != ST_NO) {
        return st;
    }
    st = choose_signer(p, &file, &by_new, e);
    st = st != ST_OK || file->signer == SIGNER_TRUSTED ? st : portfolio_admit(p, file, at, &keys, e);
    if (st != ST_OK) {
        return st;
    }
    if (keys.admitted) {
        admitted = *file;
        admitted.signer = SIGNER_TRUSTED;
        admitted.verdict = "trusted";
        file = &admitted;
    }
    st = receive_look_up(p, file, &x, &c, at, e);
    if (st == ST_OK && c.signer == SIGNER_UNKNOWN) {
        st = judge_unknown(p, file, &c, &unknown, other, e);
        file = &unknown;
    }
    if (st != ST_OK) {
        return st;
    }
    out->verdict = file->verdict;
    memcpy(out->code, x.code, sizeof out->code);
    memcpy(out->name, x.name, sizeof out->name);
    const struct merge_decision decision = merge_decide(&c);
    out->state = decision.state;
    out->why = decision.reason == REASON_VERDICT ? file->why : decision.reason;
    explain(decision.reason, file, &c, out);
    if (file->request != NULL) {
        st = find_own_request(p, file, out, e);
        if (st != ST_OK) {
            return st;
        }
    }
    if (out->state == MERGE_REJECTED && file->signed_by_anyone && strcmp(file->verdict, "different_signer") == 0) {
        st = portfolio_pinned_for(p, file->certificate, out->known, e);
        if (st != ST_OK) {
            return st;
        }
    }
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
    if (out->state == MERGE_MERGED && file->document->unfinished) {
        out->why = REASON_UNFINISHED;
    }
    st = receive_add_file(p, file, &x, out, run, time, &id, e);
    if (st == ST_OK && id >= 0) {
        st = forget_unreadable(p, file->name, e);
    }
    if (st == ST_OK && id >= 0 && file->keep) {
        st = sql_run(p, SQL_ORIGINAL_ADD, SQL_VALUES(sql_integer(id), sql_blob(file->bytes, file->length)), e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED && x.held >= 0) {
        st = receive_supersede(p, file->document, &x, run, out, e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED && x.rivals_decided) {
        st = conflict_replace(p, &x, run, out, e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED && x.sheet >= 0) {
        st = receive_replace_sheet(p, &x, run, out, e);
    }
    if (st == ST_OK && out->state == MERGE_MERGED) {
        st = receive_store(p, file, &x, id, time, e);
    }
    /* the same answers, come again with an assessor's signature */
    if (st == ST_OK && out->state == MERGE_UNCHANGED) {
        st = receive_store_cosignatures(p, x.held, file, e);
    }
    /* known already, but now a pack is at hand that was not then */
    if (st == ST_OK && out->state == MERGE_UNCHANGED && file->document->packs_held > x.held_packs) {
        st = receive_again(p, file, &x, e);
    }
    return st;
}

enum status portfolio_run_marks(struct portfolio *p, int64_t run, struct run_marks *out, struct error *e)
{
    struct sql_value row[2];
    *out = (struct run_marks){0};
    enum status st = sql_start(p, SQL_RUN_MARKS, SQL_VALUES(sql_integer(run)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_RUN_MARKS, row, 2, e);
    }
    if (st == ST_OK) {
        out->unfinished = (uint64_t)column_integer(&row[0]);
        out->sheets = (uint64_t)column_integer(&row[1]);
    }
    sql_finish(p, SQL_RUN_MARKS);
    return st;
}

static enum status settle_by(struct portfolio *p, enum sql_statement statement, const char *reason, int64_t run, uint64_t *in_run,
                             struct error *e)
{
    struct sql_value row[1];
    enum status st = sql_start(p, statement, SQL_VALUES(sql_text(reason)), e);
    while (st == ST_OK && (st = sql_next(p, statement, row, 1, e)) == ST_OK) {
        *in_run += column_integer(&row[0]) == run;
    }
    sql_finish(p, statement);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_settle_held(struct portfolio *p, int64_t run, struct settled_in_run *in_run, struct error *e)
{
    *in_run = (struct settled_in_run){0};
    const enum status st =
        settle_by(p, SQL_FILE_SETTLE_HELD, N_("Answers of the same supplier for the same period came after it and were taken in."), run,
                  &in_run->held, e);
    return st == ST_OK ? settle_by(p, SQL_FILE_SETTLE_CONFLICTS,
                                   N_("Answers of the same supplier to a newer request for the same period were taken in."), run,
                                   &in_run->conflicts, e)
                       : st;
}

enum status portfolio_stamp(struct portfolio *p, const uint8_t digest[SHA256_BYTES], const uint8_t stamp[STAMP_BYTES], struct error *e)
{
    return sql_run(p, SQL_FILE_STAMP, SQL_VALUES(sql_blob(stamp, STAMP_BYTES), sql_blob(digest, SHA256_BYTES)), e);
}

enum status portfolio_receive_unreadable(struct portfolio *p, const char *name, const char *reason, enum merge_reason why, int64_t at,
                                         struct receive_outcome *out, struct error *e)
{
    struct sql_value row[2];
    char time[TIME_TEXT];
    time_format(at, time);
    p->unreadable = true;
    *out = (struct receive_outcome){.state = MERGE_REJECTED, .why = REASON_VERDICT, .verdict = "unreadable"};
    enum status st = sql_start(
        p, SQL_UNREADABLE_PUT,
        SQL_VALUES(sql_text(name), sql_text(reason), sql_text(time), sql_text(why == REASON_UNREAD ? merge_reason_name(why) : "")), e);
    st = st == ST_OK ? sql_next(p, SQL_UNREADABLE_PUT, row, 2, e) : st;
    if (st == ST_OK) {
        (void)snprintf(out->reason, sizeof out->reason, "%s", column_text(&row[0]));
        utf8_drop_half(out->reason, sizeof out->reason);
        out->why = column_text(&row[1])[0] != '\0' ? merge_reason_of(column_text(&row[1])) : REASON_VERDICT;
    }
    sql_finish(p, SQL_UNREADABLE_PUT);
    return st;
}
