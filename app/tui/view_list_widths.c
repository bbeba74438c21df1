/* How the columns of a list share the line: counts, days and telephone numbers whole, then names and free texts as far as there is room. */
#include "tui/view_list_parts.h"

#include "base/width.h"

#define WORDS_MOST 30   /* of a foreign text in a column that does not grow */
#define WIDE_CELL 80    /* wider ones count as this wide */
#define ROWS_LOOKED 500 /* about so many cells tell how wide they usually are */

/* Columns that nine of ten cells fit into. */
static int usual(const struct view_table *t, size_t column)
{
    size_t wide[WIDE_CELL + 1] = {0}, looked = 0, fitting = 0;
    const size_t step = t->count / ROWS_LOOKED + 1;
    for (size_t row = 0; row < t->count; row += step, looked++) {
        char amount[AMOUNT_TEXT];
        const int columns = width_text(list_cell(t, row, column, amount));
        wide[columns < WIDE_CELL ? columns : WIDE_CELL]++;
    }
    int columns = 0;
    for (fitting = wide[0]; fitting * 10 < looked * 9; fitting += wide[columns]) {
        columns++;
    }
    return columns;
}

void list_measure(const struct view_table *t, int *needs, int *usually)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        needs[i] = 0;
        for (size_t row = 0; row < t->count; row++) {
            char amount[AMOUNT_TEXT];
            const char *text = list_cell(t, row, i, amount);
            if (strlen(text) > (size_t)needs[i]) { /* no text has more columns than bytes */
                const int wide = width_text(text);
                needs[i] = wide > needs[i] ? wide : needs[i];
            }
        }
        usually[i] = usual(t, i);
    }
}

/* What a column is shown with at least. */
static int least(const struct view_column *c, int need)
{
    const int title = width_text(c->title), most = c->grow ? c->width : c->number ? need : WORDS_MOST, wide = need < most ? need : most;
    return wide > title ? wide : title;
}

/* Those that are narrower get what is left, one column in turn. Returns what is left then. */
static int grow(const struct view_table *t, const int *needs, int left, int *widths)
{
    for (bool more = true; more && left > 0;) {
        more = false;
        for (size_t i = 0; i < t->ncolumns && left > 0; i++) {
            if (widths[i] > 0 && widths[i] < needs[i]) {
                widths[i]++;
                left--;
                more = true;
            }
        }
    }
    return left;
}

void list_widths(const struct view_table *t, const int *needs, const int *usually, int columns, int *widths)
{
    int used = LIST_MARK_COLUMNS;
    bool full = false;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const int wide = least(&t->columns[i], needs[i]);
        full = full || used + wide > columns - 1;
        widths[i] = full ? 0 : wide;
        used += full ? 0 : wide + LIST_GAP;
    }
    const int left = grow(t, usually, columns + LIST_GAP - 1 - used, widths); /* before one long name takes what many cells lack */
    (void)grow(t, needs, left, widths);
}

int list_cut_columns(const struct view_table *t, const int *needs, const int *widths)
{
    int cut = 0;
    for (size_t i = 0; i < t->ncolumns; i++) {
        cut += needs[i] > widths[i] ? width_text(t->columns[i].title) + LIST_CELL_EXTRA + needs[i] : 0;
    }
    return cut;
}
