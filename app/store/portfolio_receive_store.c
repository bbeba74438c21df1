#include "store/portfolio_receive.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/portfolio_engine.h"

#include <string.h>

/* A new id of a table; asked for once in a transaction, which keeps other writers out. */
static enum status next_id(struct portfolio *p, enum sql_statement id, int64_t *next, int64_t *out, struct error *e)
{
    const enum status st = *next > 0 ? ST_OK : sql_number(p, id, SQL_NONE, next, e);
    *out = st == ST_OK ? (*next)++ : -1;
    return st;
}

/* The prime has looked at this very file: what they said stays until it can be taken in, or is in conflict with what was. */
static bool refused_still(const struct sql_value *row, enum merge_state now)
{
    static const char REFUSED[] = "Refused: "; /* out of quarantine; what was only ticked off may wait there once it can be read */
    const bool back = now == MERGE_QUARANTINED && strncmp(column_text(&row[3]), REFUSED, sizeof REFUSED - 1) == 0;
    return (now == MERGE_REJECTED || back) && strcmp(column_text(&row[1]), merge_state_name(MERGE_REJECTED)) == 0 &&
           merge_reason_of(column_text(&row[2])) == REASON_REFUSED;
}

/* The id under which the file is stored already. -1: what it is stays: a final state, unless the file is merged again after what replaced
 * it was taken out; whatever was found when it could be opened, which it cannot be without the key; and what the prime refused. ST_NO: it
 * is not there. */
static enum status find_file(struct portfolio *p, const struct received_file *file, struct receive_outcome *out, char time[TIME_TEXT],
                             int64_t *id, struct error *e)
{
    static const enum merge_state FINAL[] = {MERGE_MERGED, MERGE_UNCHANGED, MERGE_SUPERSEDED};
    const enum merge_state now = out->state;
    struct sql_value row[5];
    enum status st = sql_start(p, SQL_FILE_FIND, SQL_VALUES(sql_blob(file->digest, SHA256_BYTES)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_FILE_FIND, row, 5, e);
    }
    if (st == ST_OK) {
        (void)snprintf(time, TIME_TEXT, "%s", column_text(&row[4]));
        *id = file->why == REASON_CLOSED && strcmp(column_text(&row[1]), merge_state_name(MERGE_REJECTED)) != 0 ? -1
                                                                                                                : column_integer(&row[0]);
        for (size_t i = 0; i < sizeof FINAL / sizeof FINAL[0]; i++) {
            if (now != MERGE_MERGED && strcmp(column_text(&row[1]), merge_state_name(FINAL[i])) == 0) {
                *id = -1;
            }
        }
        if (refused_still(row, now)) {
            *id = -1;
            out->state = MERGE_REJECTED;
            out->why = REASON_REFUSED;
            (void)snprintf(out->reason, sizeof out->reason, "%s", column_text(&row[3]));
            utf8_drop_half(out->reason, sizeof out->reason);
        }
    }
    sql_finish(p, SQL_FILE_FIND);
    return st;
}

enum status receive_add_file(struct portfolio *p, const struct received_file *file, const struct receive_context *x,
                             struct receive_outcome *out, int64_t run, char time[TIME_TEXT], int64_t *id, struct error *e)
{
    const struct received_document *d = file->document;
    struct sql_value none = {.type = SQL_NULL};
    int64_t fresh; /* not used when the file is there already, but the statement wants one that nobody has */
    enum status st = find_file(p, file, out, time, id, e);
    if ((st == ST_OK && *id < 0) || (st != ST_OK && st != ST_NO)) {
        return st;
    }
    const bool found = st == ST_OK;
    st = next_id(p, SQL_FILE_NEXT, &p->next_file, &fresh, e);
    if (st != ST_OK) {
        return st;
    }
    *id = found ? *id : fresh;
    return sql_run(
        p, SQL_FILE_PUT,
        SQL_VALUES(sql_integer(fresh), sql_blob(file->digest, SHA256_BYTES), sql_integer((int64_t)file->length), sql_text(file->name),
                   sql_text(time), sql_integer(run), sql_text(merge_state_name(out->state)), sql_text(file->verdict), sql_text(out->reason),
                   sql_text(""), x->supplier < 0 ? none : sql_integer(x->supplier), x->pin < 0 ? none : sql_integer(x->pin),
                   file->signed_by_anyone ? sql_blob(file->certificate, SHA256_BYTES) : none,
                   file->signed_by_anyone ? sql_text(file->subject) : none, sql_text(d == NULL ? file->claimed_code : d->claimed_code),
                   sql_text(d == NULL ? file->claimed_name : d->name), d == NULL ? none : sql_text(d->assessment_id),
                   d == NULL ? none : sql_integer(d->revision), d == NULL ? none : sql_text(d->period),
                   d == NULL ? none : sql_blob(d->content, SHA256_BYTES), /* NULL: not taken */
                   sql_text(merge_reason_name(out->why)), sql_text(d == NULL ? file->claimed_request : d->request),
                   sql_blob(file->stamp, STAMP_BYTES)),
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

enum status receive_store_cosignatures(struct portfolio *p, int64_t assessment, const struct received_file *f, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < f->nassessors && st == ST_OK; i++) {
        st = sql_run(p, SQL_COSIGNATURE_ADD, SQL_VALUES(sql_integer(assessment), sql_blob(f->assessors[i], SHA256_BYTES)), e);
    }
    return st;
}

enum status receive_again(struct portfolio *p, const struct received_file *f, const struct receive_context *x, struct error *e)
{
    struct sql_value row[1];
    char time[TIME_TEXT] = "";
    enum status st = sql_start(p, SQL_FILE_RECEIVED, SQL_VALUES(sql_integer(x->held_file)), e);
    st = st == ST_OK ? sql_next(p, SQL_FILE_RECEIVED, row, 1, e) : st;
    if (st == ST_OK) {
        (void)snprintf(time, sizeof time, "%s", column_text(&row[0]));
    }
    sql_finish(p, SQL_FILE_RECEIVED);
    return st == ST_OK ? receive_store(p, f, x, x->held_file, time, e) : st;
}

enum status receive_store(struct portfolio *p, const struct received_file *f, const struct receive_context *x, int64_t file,
                          const char *time, struct error *e)
{
    const struct received_document *d = f->document;
    int64_t id;
    char stated[DATE_TEXT];
    const bool ahead = strcmp(d->issued_at, time) > 0; /* a clock that is makes nothing newer */
    const char *issued_at = ahead ? time : d->issued_at;
    (void)local_day_of(issued_at, stated);
    enum status st = next_id(p, SQL_ASSESSMENT_NEXT, &p->next_assessment, &id, e);
    if (st != ST_OK) {
        return st;
    }
    st = sql_run(p, SQL_ASSESSMENT_PUT,
                 SQL_VALUES(sql_integer(id), sql_integer(x->supplier), sql_text(d->assessment_id), sql_integer(d->revision),
                            sql_integer(file), sql_text(d->period), sql_text(d->request), sql_text(issued_at), sql_integer(d->unfinished),
                            sql_text(d->name), sql_text(d->name_kana), sql_text(d->claimed_number), sql_text(d->employees),
                            sql_text(d->industry), sql_text(d->contact_name), sql_text(d->contact_email), sql_text(d->contact_phone),
                            sql_text(d->emergency_phone), sql_flag(d->perceived), sql_flag(d->total), sql_flag(d->floor),
                            sql_integer(d->answered), sql_integer(d->asked), sql_integer(d->score_differs), sql_integer(d->packs_held),
                            sql_integer(d->has_inventory), sql_text(d->nproducts > 0 ? stated : NULL), sql_integer(f->rated),
                            sql_text(d->contradictions), sql_text(ahead ? d->issued_at : NULL)),
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
    st = st == ST_OK ? receive_store_cosignatures(p, id, f, e) : st;
    return st == ST_OK ? store_answers(p, id, d, e) : st;
}

/* What was in conflict about a revision that is now an old one is settled. */
static enum status settle(struct portfolio *p, const struct received_document *d, const struct receive_context *x, int64_t run,
                          const char *reason, struct receive_outcome *out, struct error *e)
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

enum status receive_supersede(struct portfolio *p, const struct received_document *d, const struct receive_context *x, int64_t run,
                              struct receive_outcome *out, struct error *e)
{
    const char *reason = N_("A higher revision has come.");
    int64_t then = -1;
    const enum status st =
        x->held_decided
            ? sql_number(p, SQL_CONFLICT_GAVE_WAY, SQL_VALUES(sql_integer(x->held_file)), &then, e)
            : sql_number(p, SQL_FILE_STATE,
                         SQL_VALUES(sql_text(merge_state_name(MERGE_SUPERSEDED)), sql_text(reason), sql_integer(x->held_file)), &then, e);
    out->replaced_in_run += st == ST_OK && then == run;
    return st == ST_OK || st == ST_NO ? settle(p, d, x, run, reason, out, e) : st;
}

enum status receive_remove(struct portfolio *p, int64_t assessment, struct error *e)
{
    static const enum sql_statement DELETES[] = {SQL_ANSWERS_DELETE, SQL_INVENTORY_DELETE, SQL_COSIGNATURES_DELETE, SQL_ASSESSMENT_DELETE};
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < sizeof DELETES / sizeof DELETES[0]; i++) {
        st = sql_run(p, DELETES[i], SQL_VALUES(sql_integer(assessment)), e);
    }
    return st;
}

enum status receive_replace_sheet(struct portfolio *p, const struct receive_context *x, int64_t run, struct receive_outcome *out,
                                  struct error *e)
{
    int64_t then = -1;
    const enum status st = sql_number(
        p, SQL_FILE_STATE,
        SQL_VALUES(sql_text(merge_state_name(MERGE_SUPERSEDED)), sql_text(N_("Signed answers have come.")), sql_integer(x->sheet_file)),
        &then, e);
    out->replaced_in_run += st == ST_OK && then == run;
    return st == ST_OK || st == ST_NO ? receive_remove(p, x->sheet, e) : st;
}
