/* A part of a supplier's answers in a period, for who needs no more: nothing is worked out that nobody asks for. */
#include "store/portfolio_items.h"
#include "store/portfolio_year.h"

#include <string.h>

enum { ASSESSMENT, TOTAL, FLOOR, ALARM, PACK, ITEMS, PLANS, WIDTH }; /* of SQL_REPORT_PARTS */

static void note_levels(struct year *y, const char *pack, const char *items)
{
    struct stored_item item;
    for (size_t at = SIZE_MAX; stored_item_next(&items, &item);) {
        at = columns_next(&y->columns, at, pack, item.id);
        if (at != SIZE_MAX) {
            y->levels[at] = (int8_t)item.values[0];
        }
    }
}

enum status year_read_levels(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, bool *any,
                             struct error *e)
{
    struct sql_value row[WIDTH];
    int64_t last = -1;
    *any = false;
    memset(y->levels, PORTFOLIO_NOT_ASKED, y->columns.nitems);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, PLANS, e)) == ST_OK) {
        const bool alarm = column_integer(&row[ALARM]) == 1;
        if (last != column_integer(&row[ASSESSMENT]) && !alarm) {
            *any = true;
            (void)year_note_score(s, &row[TOTAL]);
        }
        last = column_integer(&row[ASSESSMENT]);
        note_levels(y, column_text(&row[PACK]), column_text(&row[ITEMS]));
    }
    sql_finish(p, SQL_REPORT_PARTS);
    return st == ST_NO ? ST_OK : st;
}

/* A newer answer takes the place of what was planned before it. */
static void forget_plans(struct year *y, const char *pack, const char *items)
{
    struct stored_item item;
    for (size_t at = SIZE_MAX; stored_item_next(&items, &item);) {
        at = columns_next(&y->columns, at, pack, item.id);
        if (at != SIZE_MAX) {
            y->plans[at].there = false;
        }
    }
}

enum status year_read_plans(struct year *y, struct portfolio *p, int64_t supplier, bool *unplanned, struct error *e)
{
    struct sql_value row[WIDTH];
    int64_t planned = -1; /* the last assessment with plans */
    *unplanned = false;
    memset(y->plans, 0, y->columns.nitems * sizeof *y->plans);
    arena_clear(&y->plan_texts);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, WIDTH, e)) == ST_OK) {
        const char *pack = column_text(&row[PACK]), *plans = column_text(&row[PLANS]);
        if (planned >= 0 && planned != column_integer(&row[ASSESSMENT])) {
            forget_plans(y, pack, column_text(&row[ITEMS]));
        }
        *unplanned = *unplanned || (row[PACK].type != SQL_NULL && row[PLANS].type == SQL_NULL);
        if (plans[0] != '\0') {
            planned = column_integer(&row[ASSESSMENT]);
            st = year_note_plans(y, pack, plans, e);
        }
    }
    sql_finish(p, SQL_REPORT_PARTS);
    return st == ST_NO ? ST_OK : st;
}
