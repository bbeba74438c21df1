#include "store/portfolio_urgent.h"

#include "model/pack.h"
#include "store/portfolio_columns.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_items.h"
#include "store/portfolio_trust.h"

#include <string.h>

enum {
    SUPPLIER,
    CODE,
    NAME,
    EMAIL,
    CONFIDENTIAL,
    OUTAGE,
    ACCESS,
    ABOUT,
    ISSUED,
    DUE,
    ENDED,
    REPLY,
    RECEIVED,
    HELD,
    REJECTED,
    CONTACT,
    PHONE,
    ANSWERS,
    TONIGHT,
    REQUEST,
    CLOSED,
    WHY_CLOSED,
    DIGEST,
    WIDTH
};

/* A question that applies and is not done, or not known to be: somebody has said so. */
static bool is_open(int code)
{
    return code == PORTFOLIO_NOT_DONE || code == PORTFOLIO_UNKNOWN;
}

/* Over all the questionnaires that the request asked. Clean is also one to whom nothing applies. */
static enum status read_reply(struct portfolio *p, int64_t assessment, struct urgent_request *r, struct error *e)
{
    struct sql_value row[1];
    bool some = false, open = false, missing = false, unused = false;
    enum status st = sql_start(p, SQL_URGENT_ITEMS, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_URGENT_ITEMS, row, 1, e)) == ST_OK) {
        struct stored_item item;
        for (const char *items = column_text(&row[0]); stored_item_next(&items, &item);) {
            some = true;
            open = open || is_open(item.values[0]);
            missing = missing || item.values[0] == PORTFOLIO_UNANSWERED;
            unused = unused || (strcmp(item.id, ITEM_IN_USE) == 0 && item.values[0] == PORTFOLIO_NA);
        }
    }
    sql_finish(p, SQL_URGENT_ITEMS);
    r->clean = some && !open && !missing;
    r->unfinished = !open && !r->clean;
    r->unused = unused && r->clean;
    return st == ST_NO ? ST_OK : st;
}

static enum status visit_row(struct portfolio *p, const struct sql_value row[WIDTH], urgent_visit *visit, void *context, struct error *e)
{
    struct urgent_request r = {
        .supplier = column_integer(&row[SUPPLIER]),
        .code = column_text(&row[CODE]),
        .name = column_text(&row[NAME]),
        .email = column_text(&row[EMAIL]),
        .tier = tier_of(&row[CONFIDENTIAL]),
        .about = column_text(&row[ABOUT]),
        .issued_at = column_text(&row[ISSUED]),
        .due = column_text(&row[DUE]),
        .ended_at = column_text(&row[ENDED]),
        .replied_at = column_text(&row[RECEIVED]),
        .contact_name = column_text(&row[CONTACT]),
        .phone = column_text(&row[PHONE]),
        .ring = column_text(&row[TONIGHT]),
        .file = column_integer(&row[ANSWERS]),
        .held_at = column_text(&row[HELD]),
        .rejected_at = column_text(&row[REJECTED]),
        .request = column_text(&row[REQUEST]),
        .digest = column_text(&row[DIGEST]),
        .closed_at = column_text(&row[CLOSED]),
        .closed_reason = row[CLOSED].type == SQL_NULL ? "" : column_text(&row[WHY_CLOSED]),
    };
    const enum status st = r.replied_at[0] == '\0' ? ST_OK : read_reply(p, column_integer(&row[REPLY]), &r, e);
    if (r.clean) { /* another reply to the request was open, and is closed */
        r.closed_at = r.closed_reason = "";
    }
    return st == ST_OK ? visit(context, &r, e) : st;
}

enum status portfolio_urgent(struct portfolio *p, urgent_visit *visit, void *context, struct error *e)
{
    struct sql_value row[WIDTH];
    enum status st = sql_start(p, SQL_URGENT, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_URGENT, row, WIDTH, e)) == ST_OK) {
        st = visit_row(p, row, visit, context, e);
        if (st != ST_OK) {
            break;
        }
    }
    sql_finish(p, SQL_URGENT);
    return st == ST_NO ? ST_OK : st;
}

/* The log has the product before the reason: of one supplier several may be closed at once. */
static enum status log_closing(struct portfolio *p, const struct urgent_closing *c, struct error *e)
{
    const bool closes = c->reason != NULL;
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    buffer_add_format(&text, "%s%s%s", c->about, c->about[0] != '\0' && closes ? ": " : "", closes ? c->reason : "");
    const enum status st =
        text.failed ? fail_memory(e) : portfolio_log_add(p, c->at, closes ? "close" : "reopen", c->code, NULL, buffer_text(&text), e);
    buffer_release(&text);
    return st;
}

enum status portfolio_urgent_close(struct portfolio *p, const struct urgent_closing *c, struct error *e)
{
    char time[TIME_TEXT];
    time_format(c->at, time);
    const enum status st = c->reason != NULL
                               ? sql_run(p, SQL_URGENT_CLOSE, SQL_VALUES(sql_text(time), sql_text(c->reason), sql_text(c->digest)), e)
                               : sql_run(p, SQL_URGENT_REOPEN, SQL_VALUES(sql_text(c->digest)), e);
    return st == ST_OK ? log_closing(p, c, e) : st;
}
