/* Inside the portfolio workbook: what its sheets share. Only export/portfolio_*.c include this. */
#ifndef TENKEN_EXPORT_PORTFOLIO_SHEETS_H
#define TENKEN_EXPORT_PORTFOLIO_SHEETS_H

#include "export/book.h"
#include "export/portfolio_words.h"
#include "model/alarms.h"
#include "model/peers.h"
#include "model/portfolio_source.h"
#include "model/portfolio_statistics.h"

struct portfolio_book {
    struct book book;
    struct portfolio_source *source;
    struct portfolio_statistics statistics;
    struct peer_groups peers;
    struct alarms alarms;
    uint32_t rows_max;
    char note[512];       /* for the footers */
    struct buffer splits; /* sentences on lists that go on in further sheets */
};

/* A table that may go on in further sheets. */
struct list {
    struct portfolio_book *pb;
    const char *name; /* of the first sheet, translated */
    const char *const *heads;
    const double *widths;
    int columns;
    int printed; /* columns, 0: all */
    int head_rows, fixed_columns, pages_wide;
    /* Draws what is above and instead of a plain row of heads; NULL: plain. */
    void (*draw_head)(struct portfolio_book *pb, lxw_worksheet *sheet);
    lxw_worksheet *sheet; /* the present one */
    int row;              /* the next one to write */
    int parts;
};

/* Opens the list's first sheet. */
enum status list_begin(struct list *list, struct error *e);
/* Makes list->sheet and list->row the place for one more row; *row is it. */
enum status list_row(struct list *list, int *row, struct error *e);
/* Filter over what was written; `empty` stands in the table when there are no rows. */
void list_end(struct list *list, const char *empty);

/* A cell for 0–4 or enum portfolio_level. */
void portfolio_mark(struct book *b, lxw_worksheet *sheet, int row, int column, int level);
const char *verdict_shown(const struct portfolio_source *source, const char *verdict);

enum status portfolio_sheet_suppliers(struct portfolio_book *pb, struct error *e); /* heat map and the missing; fills the statistics */
enum status portfolio_sheet_alarms(struct portfolio_book *pb, struct error *e);    /* none when nothing was asked after an alert */
enum status portfolio_sheet_assessors(struct portfolio_book *pb, struct error *e); /* none when nobody is rated */
enum status portfolio_sheet_gaps(struct portfolio_book *pb, struct error *e);
enum status portfolio_sheet_products(struct portfolio_book *pb, struct error *e);
enum status portfolio_sheet_plans(struct portfolio_book *pb, struct error *e);
enum status portfolio_sheet_years(struct portfolio_book *pb,
                                  struct error *e); /* three; one that says so when there is nothing to compare */
enum status portfolio_sheet_incidents(struct portfolio_book *pb, struct error *e);
void portfolio_sheet_summary(struct portfolio_book *pb, lxw_worksheet *sheet);
enum status portfolio_sheet_weakest_items(struct portfolio_book *pb, lxw_worksheet *sheet, struct error *e);
enum status portfolio_sheet_method(struct portfolio_book *pb, struct error *e);

#endif
