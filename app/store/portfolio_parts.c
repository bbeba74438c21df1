/* A part of a supplier's answers in a period, for who needs no more: nothing is worked out that nobody asks for. */
#include "store/portfolio_anew.h"
#include "store/portfolio_items.h"
#include "store/portfolio_trust.h"
#include "store/portfolio_year.h"

#include <string.h>

enum { ASSESSMENT, TOTAL, FLOOR, ALARM, UNFINISHED, PACK, ITEMS, PLANS, FILE_ID, WIDTH }; /* of SQL_REPORT_PARTS */

static void begin(struct year *y)
{
    memset(y->levels, PORTFOLIO_NOT_ASKED, y->columns.nitems);
    memset(y->from, 0, y->columns.nitems * sizeof *y->from);
}

/* The items that the document has in a row; files: whose they are then, or NULL when nobody asks. */
static void take_items(struct year *y, struct year_document *d, const struct sql_value *row, int64_t *files)
{
    struct stored_item item;
    size_t at = SIZE_MAX;
    for (const char *items = column_text(&row[ITEMS]); stored_item_next(&items, &item);) {
        at = columns_next(&y->columns, at, column_text(&row[PACK]), item.id);
        if (at != SIZE_MAX && year_take_item(y, at, d, item.values[0])) {
            d->counts = true;
            y->levels[at] = (int8_t)item.values[0];
            if (files != NULL) {
                files[at] = column_integer(&row[FILE_ID]);
            }
        }
    }
}

/* Whether the row is of another document than d, which it is then. */
static bool turn_to(struct year_document *d, const struct sql_value *row)
{
    if (d->assessment == column_integer(&row[ASSESSMENT])) {
        return false;
    }
    *d = (struct year_document){.assessment = column_integer(&row[ASSESSMENT]), .alarm = column_integer(&row[ALARM]) == 1};
    return true;
}

/* All rows of a document have come; at first there was none. */
static void end_document(struct portfolio_supplier *s, const struct year_document *d, const struct sql_value score[2])
{
    if (d->assessment > 0 && year_counts(s, d)) {
        year_note_score(s, score);
    }
}

enum status year_read_levels(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, struct error *e)
{
    struct sql_value row[WIDTH], score[2] = {{.type = SQL_NULL}, {.type = SQL_NULL}};
    struct year_document d = {0};
    begin(y);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, PLANS, e)) == ST_OK) {
        const struct year_document before = d;
        if (turn_to(&d, row)) {
            end_document(s, &before, score);
            score[0] = row[TOTAL];
            score[1] = row[FLOOR];
            s->finished += !d.alarm && column_integer(&row[UNFINISHED]) == 0;
        }
        take_items(y, &d, row, NULL);
    }
    sql_finish(p, SQL_REPORT_PARTS);
    end_document(s, &d, score);
    year_score(y, s);
    return st == ST_NO ? ST_OK : st;
}

enum status year_read_plans(struct year *y, struct portfolio *p, int64_t supplier, struct error *e)
{
    struct sql_value row[WIDTH];
    struct year_document d = {0};
    begin(y);
    memset(y->plans, 0, y->columns.nitems * sizeof *y->plans);
    arena_clear(&y->plan_texts);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, FILE_ID, e)) == ST_OK) {
        (void)turn_to(&d, row);
        take_items(y, &d, row, NULL);
        st = year_note_plans(y, &d, column_text(&row[PACK]), column_text(&row[PLANS]), e);
    }
    sql_finish(p, SQL_REPORT_PARTS);
    return st == ST_NO ? ST_OK : st;
}

static enum status read_files(struct year *y, struct portfolio *p, int64_t supplier, int64_t *files, struct error *e)
{
    struct sql_value row[WIDTH];
    struct year_document d = {0};
    begin(y);
    memset(files, 0, y->columns.nitems * sizeof *files);
    enum status st = sql_start(p, SQL_REPORT_PARTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_PARTS, row, WIDTH, e)) == ST_OK) {
        (void)turn_to(&d, row);
        take_items(y, &d, row, files);
    }
    sql_finish(p, SQL_REPORT_PARTS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_answer_files(struct portfolio *p, const struct portfolio_reading *before, const char *code, int64_t *files,
                                   int8_t *levels, struct error *e)
{
    struct year y = {.period = strdup(before->period)};
    int64_t supplier = 0;
    enum status st = y.period == NULL ? fail_memory(e) : portfolio_supplier_find(p, code, &supplier, NULL, e);
    st = st == ST_OK ? year_take(&y, before->items, before->nitems, e) : st;
    st = st == ST_OK ? read_files(&y, p, supplier, files, e) : st;
    if (st == ST_OK) {
        memcpy(levels, y.levels, before->nitems);
    }
    year_release(&y);
    return st;
}
