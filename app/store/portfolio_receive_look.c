#include "store/portfolio_receive.h"

#include "store/portfolio_ca.h"
#include "store/portfolio_conflict.h"
#include "store/portfolio_content.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_trust.h"

#include <string.h>

/* What SQL_RESOLVE or SQL_RESOLVE_PIN finds. ST_NO: nothing. */
static enum status read_signer(struct portfolio *p, enum sql_statement question, const struct sql_value *values, size_t n,
                               struct receive_context *x, struct error *e)
{
    struct sql_value row[5];
    enum status st = sql_start(p, question, values, n, e);
    if (st == ST_OK) {
        st = sql_next(p, question, row, 5, e);
    }
    if (st == ST_OK) {
        x->pin = column_integer(&row[0]);
        x->supplier = column_integer(&row[1]);
        (void)snprintf(x->code, sizeof x->code, "%s", column_text(&row[2]));
        (void)snprintf(x->number, sizeof x->number, "%s", column_text(&row[3]));
        (void)snprintf(x->name, sizeof x->name, "%s", column_text(&row[4]));
    }
    sql_finish(p, question);
    return st;
}

/* The supplier that the certificate stands for at this moment, whatever the verifier thread knew. ST_NO: nobody. The row where that thread
 * saw the pin is looked at first: files mostly come in the order of the suppliers, whose rows lie together, and certificates in none. */
static enum status resolve(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e)
{
    const struct sql_value certificate = sql_blob(file->certificate, SHA256_BYTES);
    const enum status st = file->pin > 0 ? read_signer(p, SQL_RESOLVE_PIN, SQL_VALUES(sql_integer(file->pin), certificate), x, e) : ST_NO;
    return st == ST_NO ? read_signer(p, SQL_RESOLVE, SQL_VALUES(certificate), x, e) : st;
}

static bool is_sheet(const char *assessment_id)
{
    return strncmp(assessment_id, SHEET_ASSESSMENT, strlen(SHEET_ASSESSMENT)) == 0;
}

/* Whether a row of SQL_HELD is about the same period and request as the document. */
static bool same_task(const struct sql_value *row, const struct received_document *d)
{
    return strcmp(column_text(&row[3]), d->period) == 0 && (row[4].type == SQL_NULL) == (d->request == NULL) &&
           strcmp(column_text(&row[4]), d->request == NULL ? "" : d->request) == 0;
}

/* Whether a row of SQL_HELD is what the supplier has answered to a request of the year, while the document names none. If that came later,
 * the document was held back until then, and must not be taken in now because of a request that it was no answer to; if it came before, the
 * document may be anybody's who got hold of a key, and only the prime can say that it takes its place. The reply to an alarm is none. */
static bool answers_to_the_year(const struct sql_value *row, const struct received_document *d)
{
    return d->request == NULL && row[4].type != SQL_NULL && row[8].type == SQL_INTEGER && row[8].integer == 0 &&
           strcmp(column_text(&row[3]), d->period) == 0;
}

static void note_rival(struct receive_context *x, const struct sql_value *row, bool is_one)
{
    if (is_one && x->nrivals < RIVALS_MAX) {
        x->rivals[x->nrivals].assessment = column_integer(&row[0]);
        x->rivals[x->nrivals].file = column_integer(&row[5]);
    }
    x->nrivals += is_one;
}

/* Whether the file says what the one that is held says; asked only of the same revision. */
static enum status compare_held(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e)
{
    uint8_t held[SHA256_BYTES], come[SHA256_BYTES];
    if (x->held < 0 || x->held_revision != file->document->revision) {
        return ST_OK;
    }
    enum status st = content_of_stored(p, x->held_file, held, e);
    if (st == ST_OK) {
        st = content_of_received(file, come, e);
    }
    x->held_same = st == ST_OK && memcmp(held, come, SHA256_BYTES) == 0;
    return st == ST_NO ? ST_OK : st;
}

/* Whether the document is dated before the other one came: what comes once more is dated no later than it first came, as it would be
 * stored. */
static enum status dated_before(struct portfolio *p, const struct received_file *file, const char *other, bool *before, struct error *e)
{
    struct sql_value row[5];
    const char *dated = file->document->issued_at;
    enum status st = sql_start(p, SQL_FILE_FIND, SQL_VALUES(sql_blob(file->digest, SHA256_BYTES)), e);
    st = st == ST_OK ? sql_next(p, SQL_FILE_FIND, row, 5, e) : st;
    if (st == ST_OK && strcmp(column_text(&row[4]), dated) < 0) {
        dated = column_text(&row[4]);
    }
    *before = (st == ST_OK || st == ST_NO) && strcmp(other, dated) > 0;
    sql_finish(p, SQL_FILE_FIND);
    return st == ST_NO ? ST_OK : st;
}

static enum status find_held(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e)
{
    const struct received_document *d = file->document;
    struct sql_value row[9];
    enum status st = sql_start(p, SQL_HELD, SQL_VALUES(sql_integer(x->supplier)), e);
    bool before;
    while (st == ST_OK && (st = sql_next(p, SQL_HELD, row, 9, e)) == ST_OK) {
        if (strcmp(column_text(&row[1]), d->assessment_id) == 0) {
            x->held = column_integer(&row[0]);
            x->held_revision = column_integer(&row[2]);
            x->held_file = column_integer(&row[5]);
            x->held_packs = column_integer(&row[6]);
        } else if (!same_task(row, d)) {
            const bool answers = answers_to_the_year(row, d) && !is_sheet(column_text(&row[1]));
            if (answers && !x->answered_since) {
                st = dated_before(p, file, column_text(&row[7]), &before, e);
                x->answered_since = st == ST_OK && before;
            }
            note_rival(x, row, answers);
            x->unasked = x->unasked || answers;
        } else if (is_sheet(column_text(&row[1]))) {
            x->sheet = column_integer(&row[0]);
            x->sheet_file = column_integer(&row[5]);
        } else {
            x->signed_here = true;
            note_rival(x, row, true);
        }
    }
    sql_finish(p, SQL_HELD);
    return st == ST_NO ? compare_held(p, file, x, e) : st;
}

static enum status find_requests(struct portfolio *p, const struct received_document *d, struct receive_context *x, struct error *e)
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
static enum status resolve_signer(struct portfolio *p, const struct received_file *file, struct receive_context *x, int64_t at,
                                  struct error *e)
{
    enum status st = resolve(p, file, x, e);
    if (st == ST_NO && file->rule_code != NULL) {
        st = portfolio_ca_signer_add(p, file->rule_code, file->certificate, file->subject, file->der, file->nder, at, e);
        st = st == ST_OK ? resolve(p, file, x, e) : st;
    }
    return st;
}

/* What the prime has said against the signer goes before all that the verifier could know. */
static enum status look_up_untrusted(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct merge_case *c,
                                     struct error *e)
{
    struct revocation revocation;
    const enum status st = portfolio_revocation(p, file->certificate, &revocation, e);
    if (st == ST_OK) {
        revocation_sentence(&revocation, x->decision, sizeof x->decision);
        c->signer = SIGNER_REVOKED;
        c->refused = revocation.refused;
        c->decision = x->decision;
    }
    return st == ST_NO ? ST_OK : st;
}

static bool other_signer(const struct received_file *file)
{
    return file->signed_by_anyone && strcmp(file->verdict, "different_signer") == 0;
}

/* Whose sheet it is: the supplier that its request went to, if its code is that request's. ST_NO: no such request. */
static enum status resolve_sheet(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e)
{
    struct sql_value row[7];
    enum status st = sql_start(p, SQL_REQUEST_BY_DIGEST, SQL_VALUES(sql_text(file->document->request)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_REQUEST_BY_DIGEST, row, 7, e);
    }
    if (st == ST_OK) {
        x->supplier = column_integer(&row[0]);
        (void)snprintf(x->code, sizeof x->code, "%s", column_text(&row[1]));
        (void)snprintf(x->number, sizeof x->number, "%s", column_text(&row[2]));
        (void)snprintf(x->name, sizeof x->name, "%s", column_text(&row[6]));
        x->code_fits = row[4].type == SQL_BLOB && file->code_fits(file, row[4].bytes, row[4].n);
    }
    sql_finish(p, SQL_REQUEST_BY_DIGEST);
    return st;
}

enum status receive_look_up(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct merge_case *c,
                            int64_t at, struct error *e)
{
    *x = (struct receive_context){.supplier = -1, .pin = -1, .held = -1, .sheet = -1, .sheet_file = -1};
    *c = (struct merge_case){.signer = file->document == NULL ? SIGNER_REFUSED : file->signer};
    enum status st = ST_OK;
    if (c->signer == SIGNER_UNKNOWN || other_signer(file)) {
        return look_up_untrusted(p, file, x, c, e);
    }
    if (c->signer != SIGNER_TRUSTED && c->signer != SIGNER_SHEET) {
        return st;
    }
    const struct received_document *d = file->document;
    st = c->signer == SIGNER_SHEET ? resolve_sheet(p, file, x, e) : resolve_signer(p, file, x, at, e);
    if (st == ST_NO) {
        const bool sheet = c->signer == SIGNER_SHEET;
        c->signer = sheet ? c->signer : SIGNER_UNKNOWN;
        return sheet ? ST_OK : look_up_untrusted(p, file, x, c, e);
    }
    if (st == ST_OK) {
        st = find_held(p, file, x, e);
    }
    if (st == ST_OK && c->signer == SIGNER_TRUSTED) {
        st = conflict_weigh(p, file, x, e);
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
    c->answered_since = x->answered_since;
    c->revision = d->revision;
    c->held = x->held >= 0;
    c->held_revision = x->held_revision;
    c->same_content = x->held_same;
    c->rival = x->nrivals > 0 && !x->rivals_decided;
    c->unasked = x->unasked;
    c->held_decided = x->held_decided;
    c->chosen = x->chosen;
    c->decision = x->decided ? x->decision : NULL;
    c->code_fits = x->code_fits;
    c->signed_here = x->signed_here;
    return st;
}
