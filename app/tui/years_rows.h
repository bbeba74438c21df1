/* The rows of the comparison with last year: questions under the headings of their sections; and how a row is drawn. */
#ifndef TENKEN_TUI_YEARS_ROWS_H
#define TENKEN_TUI_YEARS_ROWS_H

#include "tui/grid.h"
#include "tui/years.h"

enum years_filter { YEARS_ALL, YEARS_CHANGED, YEARS_CONFIRM, YEARS_KEPT, YEARS_FILTERS };
extern const char *const YEARS_FILTER_NAMES[YEARS_FILTERS]; /* N_, short */

/* A heading (a section with its points), below it perhaps a note on what else moved those, or a question compared; borrowed from the
 * years. */
struct years_row {
    const struct pack_score *pack; /* heading, note */
    size_t section;
    const struct compared *compared; /* NULL: heading, note */
    bool note;
};

/* Fills rows (room for three times the comparison's items): each section's under its heading, those of no section any more last. Returns
 * how many. */
int years_rows(const struct years *y, enum years_filter filter, struct years_row *rows);
int years_filters(const struct years *y); /* how many of them have a use: the last is for what nobody asks this year */
size_t years_filter_count(const struct years *y, enum years_filter filter); /* questions that it lets through */
/* Above the answers: of which year they are. */
void years_columns_draw(const struct years *y, struct grid *g, int row);
void years_row_draw(const struct years *y, const struct years_row *row, bool on, struct grid *g, int at);

#endif
