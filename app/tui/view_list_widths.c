/* How the columns of a list share the line: counts, days and telephone numbers whole, then names and free texts as far as there is room. */
#include "tui/view_list_parts.h"

#include "base/width.h"

#define WORDS_MOST 30 /* of a foreign text in a column that does not grow */

void list_measure(const struct view_table *t, int *needs)
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
    }
}

/* What a column is shown with at least. */
static int least(const struct view_column *c, int need)
{
    const int title = width_text(c->title), most = c->grow ? c->width : c->number ? need : WORDS_MOST, wide = need < most ? need : most;
    return wide > title ? wide : title;
}

/* Those that are cut get what is left, one column in turn. */
static void grow(const struct view_table *t, const int *needs, int left, int *widths)
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
}

void list_widths(const struct view_table *t, const int *needs, int columns, int *widths)
{
    int used = LIST_MARK_COLUMNS;
    bool full = false;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const int wide = least(&t->columns[i], needs[i]);
        full = full || used + wide > columns - 1;
        widths[i] = full ? 0 : wide;
        used += full ? 0 : wide + LIST_GAP;
    }
    grow(t, needs, columns + LIST_GAP - 1 - used, widths);
}

int list_cut_columns(const struct view_table *t, const int *needs, const int *widths)
{
    int cut = 0;
    for (size_t i = 0; i < t->ncolumns; i++) {
        cut += needs[i] > widths[i] ? width_text(t->columns[i].title) + LIST_CELL_EXTRA + needs[i] : 0;
    }
    return cut;
}
