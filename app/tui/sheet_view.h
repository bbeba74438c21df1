/* The places and the painting of the table (screen_sheet.c). */
#ifndef TENKEN_TUI_SHEET_VIEW_H
#define TENKEN_TUI_SHEET_VIEW_H

#include "tui/editor.h"
#include "tui/listing.h"
#include "tui/sheet.h"

struct sheet_view {
    struct listing list;
    int filters_row;
    struct area filters[SHEET_FILTERS]; /* where their names stand; rows 0: not shown */
    int counts[SHEET_FILTERS];
    int title_column, title_columns;
    int column[SHEET_COLUMNS], columns[SHEET_COLUMNS]; /* columns 0: not shown */
    struct area foot;                                  /* the question and the cell in full */
};

/* What is to be painted; borrowed. */
struct sheet_state {
    const struct session *session;
    const size_t *rows;
    enum sheet_filter filter;
    enum sheet_order order;
    enum sheet_column column;
    struct editor *query; /* words that the rows hold */
    bool typing;          /* those words are being typed */
    struct editor *edit;  /* the cell being typed, or NULL */
};

/* count: rows of the table. */
void sheet_view_compute(struct sheet_view *view, const struct sheet_state *state, int count, int rows, int columns);
void sheet_view_draw(const struct sheet_view *view, const struct sheet_state *state, struct grid *g);
/* Where the cell under the cursor is typed: over it, and over its neighbours when it is narrow. */
struct area sheet_view_edit(const struct sheet_view *view, enum sheet_column column, int columns);
/* The column at a place of the screen; SHEET_COLUMNS: none. */
enum sheet_column sheet_view_column(const struct sheet_view *view, int column);
/* The filter whose name is there; SHEET_FILTERS: none. */
enum sheet_filter sheet_view_filter(const struct sheet_view *view, int row, int column);

#endif
