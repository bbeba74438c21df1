/* A year's row at home, drawn. */
#include "tui/home_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"

#define BAR_COLUMNS 24

void home_year_draw(const struct home_year *year, bool here, int at, struct grid *g)
{
    const enum role role = here ? ROLE_ACCENT : year->begun ? ROLE_TEXT : ROLE_QUIET;
    struct buffer words;
    char right[CUSTOMER_TEXT * 3] = "";
    buffer_init(&words, BUFFER_MAX_TEXT);
    home_year_words(&words, year);
    if (year->saved_on[0] != '\0') { /* whom it was signed for and who has it, each customer's row says */
        (void)snprintf(right, sizeof right, _("saved %s"), year->saved_on);
    }
    (void)grid_text(g, at, 2, 2, ROLE_ACCENT, here ? ">" : "");
    (void)grid_text(g, at, 4, 8, role, year->period);
    int column = 12 + grid_text(g, at, 12, g->columns - 14, role, buffer_text(&words)) + 2;
    if (year->begun && year->answered < year->asked && column + BAR_COLUMNS < g->columns - 20) {
        grid_bar(g, at, column, BAR_COLUMNS, (int)year->answered, (int)year->asked);
        column += BAR_COLUMNS + 2;
    }
    if (column + width_text(right) < g->columns) {
        (void)grid_text_right(g, at, g->columns - 1, g->columns - 1 - column, ROLE_QUIET, right);
    }
    buffer_release(&words);
}
