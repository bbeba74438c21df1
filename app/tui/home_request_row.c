/* The customers' rows at home, drawn: how each stands begins in the same column, as far as the words and the names leave room. */
#include "tui/home_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"

#define NAME_AT 4
#define NAME_COLUMNS 30 /* with the year that is not the newest */
#define USUAL (NAME_AT + NAME_COLUMNS + 1)

static int year_columns(const char *year)
{
    return year[0] == '\0' ? 0 : width_text(year) + 1;
}

/* Where words beside that name could begin. */
static int behind_name(const char *name, const char *year)
{
    const int room = NAME_COLUMNS - year_columns(year), wide = width_text(name);
    const int column = NAME_AT + (wide < room ? wide : room) + year_columns(year) + 2;
    return column < USUAL ? column : USUAL;
}

static void lying_words(struct buffer *out, const struct home *home)
{
    (void)buffer_add_format(out, _("new request, not opened yet, due %s"), home->lying.due);
}

/* What the column of all rows has to leave room for. */
struct beside {
    int names; /* the first column behind all names */
    int words; /* the last one at which all words fit */
};

static void count(struct beside *b, const struct grid *g, const char *name, const char *year, struct buffer *words)
{
    const int names = behind_name(name, year), fitting = g->columns - 1 - width_text(buffer_text(words));
    b->names = names > b->names ? names : b->names;
    b->words = fitting < b->words ? fitting : b->words;
    buffer_clear(words);
}

int home_words_column(const struct home *home, const struct grid *g)
{
    struct beside b = {.names = 0, .words = USUAL};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < home->nrequests; i++) {
        home_request_words(&words, home, &home->requests[i]);
        count(&b, g, home->requests[i].facts.name, home_request_year(home, &home->requests[i]), &words);
    }
    if (home->lying.path[0] != '\0') {
        lying_words(&words, home);
        count(&b, g, home->lying.name, "", &words);
    }
    buffer_release(&words);
    return b.words > b.names ? b.words : b.names;
}

/* Words that would be cut begin earlier, as far as the name leaves room. */
static void draw(const char *name, const char *year, const char *words, enum role quiet, bool here, struct area at, struct grid *g)
{
    const enum role role = here ? ROLE_ACCENT : ROLE_TEXT;
    const int behind = behind_name(name, year), fitting = g->columns - 1 - width_text(words);
    const int column = fitting >= at.column ? at.column : fitting > behind ? fitting : behind;
    (void)grid_text(g, at.row, 2, 2, ROLE_ACCENT, here ? ">" : "");
    const int used = grid_text(g, at.row, NAME_AT, NAME_COLUMNS - year_columns(year), role, name);
    (void)grid_text(g, at.row, NAME_AT + used + 1, NAME_COLUMNS - used - 1, here ? ROLE_ACCENT : ROLE_QUIET, year);
    (void)grid_text(g, at.row, column, g->columns - column - 1, quiet == ROLE_WARNING ? quiet : here ? ROLE_ACCENT : quiet, words);
}

void home_request_draw(const struct home *home, size_t row, bool here, struct area at, struct grid *g)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (row == SIZE_MAX) {
        lying_words(&words, home);
        draw(home->lying.name, "", buffer_text(&words), ROLE_QUIET, here, at, g);
    } else {
        const struct home_request *request = &home->requests[row];
        const bool changed = request->facts.standing == STANDING_CHANGED && request->state.signed_on[0] == '\0';
        home_request_words(&words, home, request);
        draw(request->facts.name, home_request_year(home, request), buffer_text(&words), changed ? ROLE_WARNING : ROLE_QUIET, here, at, g);
    }
    buffer_release(&words);
}
