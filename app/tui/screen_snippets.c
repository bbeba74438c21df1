/* The snippets: type the beginning of one, pick it. They quote other firms perhaps, so they are never shown to one. */
#include "tui/interview.h"
#include "tui/interview_private.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/snippets.h"
#include "tui/editor.h"
#include "tui/listing.h"
#include "tui/screens.h"
#include "tui/ui.h"

#define QUERY_MAX 200
#define COLUMNS_MAX 76
#define WHOLE_ROWS 3 /* for the text under the cursor, in full */

struct snippets_screen {
    struct screen screen;
    struct session *session;
    struct editor query;
    size_t found[SNIPPETS_MAX];
    struct listing list;
    bool removing; /* Delete was pressed once */
    snippet_taken *taken;
    void *context;
};

static struct snippets_screen *own(struct screen *screen)
{
    return (struct snippets_screen *)(void *)screen;
}

bool snippets_at_hand(struct ui *ui, const struct session *session)
{
    if (session->snippets == NULL) {
        ui_say(ui, "%s", _("Snippets belong to a consultant's workspace: there is none here."));
        return false;
    }
    return consultant_alone(ui, session);
}

static void save(struct ui *ui, struct session *session, const char *done)
{
    struct error e = {0};
    if (session->save_snippets(session->context, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
    } else {
        ui_say(ui, "%s", done);
    }
}

void snippet_keep(struct ui *ui, struct session *session, const char *text)
{
    struct error e = {0};
    if (snippets_add(session->snippets, text, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return;
    }
    save(ui, session, _("Kept as a snippet: Ctrl-T lists them."));
}

static void collect(struct snippets_screen *v)
{
    const size_t n = snippets_find(v->session->snippets, v->query.text, v->found, SNIPPETS_MAX);
    v->list.count = (int)(n < SNIPPETS_MAX ? n : SNIPPETS_MAX);
    v->list.at = v->list.top = 0;
}

static struct effect pick(struct snippets_screen *v)
{
    if (v->list.count == 0) {
        return effect_stay();
    }
    const size_t at = v->found[v->list.at];
    struct error ignored = {0};
    v->taken(v->context, snippets_text(v->session->snippets, at));
    snippets_used(v->session->snippets, at);
    (void)v->session->save_snippets(v->session->context, &ignored); /* only their order has changed */
    return effect_pop();
}

static void remove_row(struct snippets_screen *v)
{
    if (v->list.count == 0) {
        return;
    }
    if (!v->removing) {
        v->removing = true;
        ui_say(v->screen.ui, "%s", _("Delete once more removes this snippet for good."));
        return;
    }
    v->removing = false;
    snippets_remove(v->session->snippets, v->found[v->list.at]);
    collect(v);
    save(v->screen.ui, v->session, _("Removed."));
}

/* Arrows move in the list, everything else is typed into the words. */
static bool moves(struct snippets_screen *v, const struct event *event)
{
    return (event->kind != EVENT_KEY || (event->key != KEY_TEXT && event->key != KEY_START && event->key != KEY_FINISH)) &&
           listing_key(&v->list, event);
}

static struct effect snippets_key(struct screen *screen, const struct event *event)
{
    struct snippets_screen *v = own(screen);
    if (event->kind == EVENT_KEY && event->key == KEY_DELETE) {
        remove_row(v);
        return effect_stay();
    }
    v->removing = false;
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        return effect_pop();
    }
    if (listing_opens(&v->list, event) || (event->kind == EVENT_KEY && event->key == KEY_TAB)) {
        return pick(v);
    }
    if (!moves(v, event) && editor_key(&v->query, event) == EDIT_CHANGED) {
        collect(v);
    }
    return effect_stay();
}

static int columns_of(int columns)
{
    return columns - 12 < COLUMNS_MAX ? columns - 12 : COLUMNS_MAX;
}

static void snippets_layout(struct screen *screen, int rows, int columns)
{
    struct snippets_screen *v = own(screen);
    const int high = rows - 8; /* what overlay_draw leaves inside of its box */
    const int wide = columns_of(columns);
    const int box = high + 4 > rows - 4 ? rows - 4 : high + 4;
    const int top = (rows - box) / 2 + 2;
    listing_resize(&v->list, v->list.count, (struct area){top + 2, (columns - wide) / 2, box - 4 - 2 - WHOLE_ROWS - 1, wide});
}

static void snippets_draw(struct screen *screen, struct grid *g)
{
    struct snippets_screen *v = own(screen);
    const struct area inside = overlay_draw(screen, g, g->rows - 8, columns_of(g->columns), _("Snippets"));
    const int label = grid_text(g, inside.row, inside.column, 20, ROLE_TEXT, _("Begins with:"));
    editor_draw(&v->query, g, (struct area){inside.row, inside.column + label + 1, 1, inside.columns - label - 1}, true);
    if (v->list.count == 0) {
        (void)grid_wrap(g, (struct area){v->list.area.row, inside.column, 3, inside.columns}, 0, ROLE_QUIET,
                        snippets_count(v->session->snippets) == 0 ? _("None yet: in a text Ctrl-N keeps it as a snippet.")
                                                                  : _("None holds these words."));
        return;
    }
    for (int i = 0; i < v->list.count; i++) {
        const int row = listing_row(&v->list, i);
        const bool here = i == v->list.at;
        if (row >= 0) {
            (void)grid_text(g, row, inside.column, 1, ROLE_ACCENT, here ? ">" : "");
            (void)grid_text(g, row, inside.column + 2, inside.columns - 2, here ? ROLE_ACCENT : ROLE_TEXT,
                            snippets_text(v->session->snippets, v->found[i]));
        }
    }
    const struct area whole = {inside.row + inside.rows - WHOLE_ROWS, inside.column, WHOLE_ROWS, inside.columns};
    (void)grid_wrap(g, whole, 0, ROLE_QUIET, snippets_text(v->session->snippets, v->found[v->list.at]));
}

static void snippets_leave(struct screen *screen, bool keep)
{
    struct snippets_screen *v = own(screen);
    (void)keep;
    editor_release(&v->query);
    free(v);
}

static const struct key_help *snippets_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("put it in"), true},
                                           {N_("Up Down"), N_("move"), true},
                                           {"Delete", N_("remove"), true},
                                           {"Esc", N_("back"), true},
                                           {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *snippets_screen_new(struct session *session, snippet_taken *taken, void *context)
{
    static const struct screen_ops ops = {.key = snippets_key,
                                          .layout = snippets_layout,
                                          .draw = snippets_draw,
                                          .leave = snippets_leave,
                                          .keys = snippets_keys,
                                          .overlay = true};
    struct snippets_screen *v = calloc(1, sizeof *v);
    if (v == NULL || editor_init(&v->query, NULL, QUERY_MAX, false, NULL) != ST_OK) {
        free(v);
        return NULL;
    }
    v->screen.ops = &ops;
    v->screen.secluded = true;
    v->session = session;
    v->taken = taken;
    v->context = context;
    collect(v);
    return &v->screen;
}
