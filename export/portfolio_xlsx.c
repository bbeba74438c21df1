#include "export/portfolio_xlsx.h"

#include "base/i18n.h"
#include "export/portfolio_sheets.h"

#define EXCEL_ROWS 1048576u
#define EXCEL_COLUMNS 16384u
#define ITEMS_MAX (EXCEL_COLUMNS - 64)
#define ROWS_LEAST 8u /* heads and a few rows: below that a split makes no sense */

static enum status write_sheets(struct portfolio_book *pb, struct error *e)
{
    lxw_worksheet *summary = book_sheet(&pb->book, _("Summary"), PAGE_PORTRAIT, pb->note, e);
    if (!summary) {
        return ST_SYSTEM;
    }
    enum status st = portfolio_sheet_alarms(pb, e); /* what burns comes first */
    if (st != ST_OK) {
        return st;
    }
    lxw_worksheet *weakest = book_sheet(&pb->book, _("Weakest items"), PAGE_PORTRAIT, pb->note, e);
    if (!weakest) {
        return ST_SYSTEM;
    }
    st = portfolio_sheet_suppliers(pb, e);
    if (st != ST_OK) {
        return st;
    }
    portfolio_sheet_summary(pb, summary);
    st = portfolio_sheet_weakest_items(pb, weakest, e);
    if (st == ST_OK) {
        st = portfolio_sheet_gaps(pb, e);
    }
    if (st == ST_OK) {
        st = portfolio_sheet_plans(pb, e);
    }
    if (st == ST_OK) {
        st = portfolio_sheet_products(pb, e);
    }
    if (st == ST_OK) {
        st = portfolio_sheet_assessors(pb, e);
    }
    if (st == ST_OK) {
        st = portfolio_sheet_years(pb, e);
    }
    if (st == ST_OK) {
        st = portfolio_sheet_incidents(pb, e);
    }
    return st == ST_OK ? portfolio_sheet_method(pb, e) : st;
}

enum status portfolio_xlsx_write(struct portfolio_source *source, const char *path, uint32_t rows_max, struct error *e)
{
    if (source->nitems > ITEMS_MAX) {
        return fail(e, ST_INPUT, _("The portfolio has %zu items; a sheet of Excel takes %u columns."), source->nitems, EXCEL_COLUMNS);
    }
    struct portfolio_book pb = {.source = source, .rows_max = rows_max && rows_max < EXCEL_ROWS ? rows_max : EXCEL_ROWS};
    if (pb.rows_max < ROWS_LEAST) {
        pb.rows_max = ROWS_LEAST;
    }
    char title[160];
    snprintf(title, sizeof title, _("Security of our suppliers, %s"), source->period);
    snprintf(pb.note, sizeof pb.note, "%.400s %.40s", source->owner, source->period);
    enum status st = portfolio_statistics_init(&pb.statistics, source, e);
    if (st != ST_OK) {
        return st;
    }
    st = alarms_gather(&pb.alarms, source, e);
    st = st == ST_OK ? book_begin(&pb.book, path, title, source->as_of, true, e) : st;
    if (st == ST_OK) {
        buffer_init(&pb.splits, BUFFER_MAX_TEXT);
        st = write_sheets(&pb, e);
        if (st == ST_OK) {
            st = book_finish(&pb.book, NULL, e);
        } else {
            book_abandon(&pb.book);
        }
        buffer_release(&pb.splits);
    }
    alarms_release(&pb.alarms);
    peer_groups_release(&pb.peers);
    portfolio_statistics_release(&pb.statistics);
    return st;
}
