/* The rows of the review's list, drawn in columns. */
#ifndef TENKEN_TUI_REVIEW_ROWS_H
#define TENKEN_TUI_REVIEW_ROWS_H

#include "tui/grid.h"
#include "tui/session.h"

#define FLAGS_TEXT 8

struct review_columns {
    int words, goal, flags; /* where they begin */
    char seen[FLAGS_TEXT];  /* the letters of all rows, each once */
};

/* For n rows (indices into the session's list) on so many columns: a long title takes the room that the others leave. */
void review_columns_place(struct review_columns *c, const struct session *s, const size_t *rows, int n, int columns);
void review_row_draw(const struct review_columns *c, const struct session *s, size_t at, bool here, int row, struct grid *g);
/* What the letters of the rows mean; nothing when there are none. */
void review_legend_draw(const struct review_columns *c, int row, struct grid *g);

#endif
