/* A part of a supplier's answers in a period, for who needs no more: nothing is worked out that nobody asks for. */
#include "store/portfolio_items.h"
#include "store/portfolio_year.h"

#include <string.h>

enum { ASSESSMENT, TOTAL, FLOOR, ALARM, PACK, ITEMS, PLANS, WIDTH }; /* of SQL_REPORT_PARTS */

/* The items that the document has in a row: their levels, or NULL when only whose they are matters. */
static void take_items(struct year *y, struct year_document *d, const struct sql_value *row, int8_t *levels)
{
    struct stored_item item;
    size_t at = SIZE_MAX;
    for (const char *items = column_text(&row[ITEMS]); stored_item_next(&items, &item);) {
        at = columns_next(&y->columns, at, column_text(&row[PACK]), item.id);
        if (at != SIZE_MAX && year_take_item(y, at, d, item.values[0])) {
            d->counts = true;
            if (levels != NULL) {
                levels[at] = (int8_t)item.values[0];
            }
        }
    }
}

/* The document that a row is of: d as it was, or the next one. */
static void turn_to(struct year_document *d, const struct sql_value *row)
{
    if (d->assessment != column_integer(&row[ASSESSMENT])) {
        *d = (struct year_document){.assessment = column_integer(&row[ASSESSMENT]), .alarm = column_integer(&row[ALARM]) == 1};
    }
}

enum status year_read_levels(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, bool *any,
                             struct error *e)
{
    struct sql_value row[WIDTH];
    struct year_document d = {0};
    *any = false;
    memset(y->levels, PORTFOLIO_NOT_ASKED, y->columns.nitems);
    memset(y->from, 0, y->columns.nitems * sizeof *y->from);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, PLANS, e)) == ST_OK) {
        turn_to(&d, row);
        const bool counted = d.counts;
        take_items(y, &d, row, y->levels);
        *any = *any || !d.alarm;
        if (!d.alarm && d.counts && !counted) {
            s->documents++;
            year_note_score(s, &row[TOTAL]);
        }
    }
    sql_finish(p, SQL_REPORT_PARTS);
    year_score(y, s);
    return st == ST_NO ? ST_OK : st;
}

enum status year_read_plans(struct year *y, struct portfolio *p, int64_t supplier, struct error *e)
{
    struct sql_value row[WIDTH];
    struct year_document d = {0};
    memset(y->plans, 0, y->columns.nitems * sizeof *y->plans);
    memset(y->from, 0, y->columns.nitems * sizeof *y->from);
    arena_clear(&y->plan_texts);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, WIDTH, e)) == ST_OK) {
        turn_to(&d, row);
        take_items(y, &d, row, NULL);
        st = year_note_plans(y, &d, column_text(&row[PACK]), column_text(&row[PLANS]), e);
    }
    sql_finish(p, SQL_REPORT_PARTS);
    return st == ST_NO ? ST_OK : st;
}
