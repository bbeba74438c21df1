/* The rows of the plan's list: the steps to take first, the others of the plan, then what stays open. */
#ifndef TENKEN_TUI_PLANNING_ROWS_H
#define TENKEN_TUI_PLANNING_ROWS_H

#include "tui/grid.h"
#include "tui/planning.h"

/* step: index in the plan, SIZE_MAX for what stays open (open; NULL for a step of the plan). action: NULL where no step is known. */
struct planning_row {
    size_t question, step;
    const struct action *action;
    const struct plan_open *open;
};
struct planning_row planning_row(const struct planning *p, int row);
int planning_rows(const struct planning *p); /* how many there are */

/* Draws the row at the row `at` of the grid. here: under the cursor. */
void planning_row_draw(const struct planning *p, int row, bool here, struct grid *g, int at);
/* What the columns hold. */
void planning_columns_draw(struct grid *g, int row);
/* "[1] [2] do in order  [*] proposed": what those marks mean that stand in the list. */
void planning_legend(struct buffer *out, const struct planning *p);

#endif
