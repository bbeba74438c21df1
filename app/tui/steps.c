#include "tui/steps.h"

#include "base/i18n.h"
#include "tui/words.h"

#define TITLE_COLUMNS 24

void step_draw(const struct listing *list, int index, const char *title, enum step_mark mark, const char *words, struct grid *g)
{
    const bool here = index == list->at;
    const int row = listing_row(list, index);
    const int mark_at = 4 + TITLE_COLUMNS + 3;
    const int words_at = mark_at + 6;
    char numbered[WORDS_MAX];
    (void)snprintf(numbered, sizeof numbered, "%d %s", index + 1, title);
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, here ? ">" : "");
    (void)grid_text(g, row, 4, TITLE_COLUMNS + 2, here ? ROLE_ACCENT : ROLE_TEXT, numbered);
    (void)grid_text(g, row, mark_at, 5, mark == MARK_DONE ? ROLE_ACCENT : ROLE_QUIET,
                    mark == MARK_DONE   ? _("[ok]")
                    : mark == MARK_OPEN ? "[ ]"
                                        : "");
    (void)grid_text(g, row, words_at, g->columns - words_at - 1, here ? ROLE_TEXT : ROLE_QUIET, words);
}
