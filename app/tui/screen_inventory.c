/* The inventory: products and services of others that the firm uses, which a customer can search when one of them is attacked. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/words.h"

struct inventory_screen {
    struct screen screen;
    struct session *session;
    struct listing list;
    struct buffer seen; /* who sees the list */
    bool flow;          /* reached at the end of the questions: leaving it leads to the results */
};

static struct inventory_screen *own(struct screen *screen)
{
    return (struct inventory_screen *)(void *)screen;
}

static int count_of(const struct inventory_screen *v)
{
    return cJSON_GetArraySize(session_inventory(v->session));
}

/* {prompt, examples} of the first pack that asks for the inventory, NULL when none does. */
static const cJSON *inventory_words(const struct session *s)
{
    for (size_t i = 0; i < s->list.npacks; i++) {
        if (s->list.packs[i]->inventory) {
            return json_get(s->list.packs[i]->tree, "inventory");
        }
    }
    return NULL;
}

static const char *in_language(const cJSON *text)
{
    return text_of((struct text){json_text(text, "ja"), json_text(text, "en")});
}

static struct effect leave(struct inventory_screen *v)
{
    v->session->inventory_seen = true;
    return v->flow ? flow_effect(v->session) : effect_pop();
}

static bool carried(const struct inventory_screen *v)
{
    return assessment_inventory_carried(v->session->assessment);
}

/* Last year's list holds for this year, too: on with the flow. */
static struct effect still_the_same(struct inventory_screen *v)
{
    struct error e = {0};
    if (session_inventory_confirm(v->session, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(v->screen.ui, "%s", _("The list of products is confirmed as it stands.   (u: undo)"));
    return v->flow ? leave(v) : effect_stay();
}

static void remove_entry(struct inventory_screen *v)
{
    struct error e = {0};
    char name[WORDS_MAX];
    const char *was = json_text(cJSON_GetArrayItem(session_inventory(v->session), v->list.at), "name");
    const int n = snprintf(name, sizeof name, "%s", was == NULL ? "" : was);
    if (n < 0 || session_inventory_remove(v->session, (size_t)v->list.at, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    } else {
        ui_say(v->screen.ui, _("Removed: %s   (u: undo)"), name);
    }
}

static struct effect undo(struct inventory_screen *v)
{
    struct error e = {0};
    size_t question = SIZE_MAX;
    const bool mine = v->session->nundo > 0 && v->session->undo[v->session->nundo - 1].member != NULL;
    if (v->flow && !mine) { /* the last answer, which led here */
        return undo_effect(&v->screen, v->session);
    }
    if (mine && session_undo(v->session, &question, &e) == ST_OK) {
        ui_say(v->screen.ui, "%s", _("Taken back."));
    } else {
        ui_say(v->screen.ui, "%s", _("The last change was not made here.   (u on the question screen: undo)"));
    }
    return effect_stay();
}

static struct effect edit(struct inventory_screen *v)
{
    return effect_push(inventory_form_new(v->session, count_of(v) == 0 ? SIZE_MAX : (size_t)v->list.at));
}

static struct effect inventory_key(struct screen *screen, const struct event *event)
{
    struct inventory_screen *v = own(screen);
    const char c = event_command(event);
    if (listing_opens(&v->list, event)) {
        return edit(v);
    }
    if (event->kind == EVENT_KEY && (event->key == KEY_ESCAPE || c == 'q')) {
        return leave(v);
    }
    if (c == 'y' && carried(v)) {
        return still_the_same(v);
    }
    if ((c == 'x' || event->key == KEY_DELETE) && event->kind == EVENT_KEY && count_of(v) > 0) {
        remove_entry(v);
    } else if (c == 'a' || c == '+') {
        return effect_push(inventory_form_new(v->session, SIZE_MAX));
    } else if (c == 'u') {
        return undo(v);
    } else if (c == '?') {
        return effect_push(help_screen_new(screen));
    } else if (!listing_key(&v->list, event)) {
        return unused_key(screen, event);
    }
    return effect_stay();
}

static int list_top(const struct inventory_screen *v, int columns)
{
    const char *prompt = in_language(json_get(inventory_words(v->session), "prompt"));
    const int wide = text_columns(columns);
    return 2 + 1 + wrap_lines(prompt, wide) + wrap_lines(buffer_text(&v->seen), wide) + 3 + 1; /* a head of two rows */
}

static void inventory_layout(struct screen *screen, int rows, int columns)
{
    struct inventory_screen *v = own(screen);
    buffer_clear(&v->seen);
    inventory_seen(&v->seen, v->session); /* in the language of now */
    const int top = list_top(v, columns);
    listing_resize(&v->list, count_of(v), (struct area){top, 2, rows - 3 - top - frame_message_rows(screen->ui, columns), columns - 4});
}

static void draw_row(const struct inventory_screen *v, int index, struct grid *g)
{
    const int row = listing_row(&v->list, index);
    const cJSON *entry = cJSON_GetArrayItem(session_inventory(v->session), index);
    const bool here = index == v->list.at;
    const enum role role = here ? ROLE_ACCENT : ROLE_TEXT;
    const int name = (g->columns - 42) / 2;
    const char *texts[] = {json_text(entry, "name"), json_text(entry, "vendor"), json_text(entry, "version")};
    const int columns[] = {4, 5 + name, 6 + name + name};
    const int wide[] = {name, name, 10};
    (void)grid_text(g, row, 2, 1, role, here ? ">" : " ");
    for (int i = 0; i < 3; i++) {
        (void)grid_text(g, row, columns[i], wide[i], role, texts[i] == NULL ? "" : texts[i]);
    }
    (void)grid_text(g, row, g->columns - 24, 11, role, json_true(entry, "internet") ? _("yes") : _("no"));
    (void)grid_text(g, row, g->columns - 11, 9, role, json_true(entry, "credentials") ? _("yes") : _("no"));
}

static void draw_examples(const struct inventory_screen *v, struct grid *g, struct area area)
{
    const cJSON *example;
    int row = 0;
    (void)grid_text(g, area.row, area.column, area.columns, ROLE_QUIET, _("Nothing listed yet. For example:"));
    cJSON_ArrayForEach(example, json_get(inventory_words(v->session), "examples"))
    {
        const struct area line = {area.row + 1 + row, area.column + 2, area.rows - 1 - row, area.columns - 2};
        const int lines = wrap_lines(in_language(example), line.columns);
        if (lines <= line.rows) {
            (void)grid_wrap(g, line, 0, ROLE_QUIET, in_language(example));
            row += lines;
        }
    }
}

/* The name of a form's field over its column, as low as it goes. */
static void draw_head(const char *text, struct area area, struct grid *g)
{
    const int lines = wrap_lines(text, area.columns);
    area.row += lines < area.rows ? area.rows - lines : 0;
    (void)grid_wrap(g, area, 0, ROLE_QUIET, text);
}

static void inventory_draw(struct screen *screen, struct grid *g)
{
    struct inventory_screen *v = own(screen);
    char right[WORDS_MAX];
    (void)snprintf(right, sizeof right, _n("products   %d entry", "products   %d entries", count_of(v)), count_of(v));
    const struct area inside = session_frame(screen, g, v->session, NULL, right);
    const int wide = text_columns(g->columns);
    int row = inside.row + 1;
    (void)grid_text(g, row, 4, wide, carried(v) ? ROLE_WARNING : ROLE_STRONG,
                    assessment_inventory_mended(v->session->assessment)
                        ? _("! The list as it stands now, with your changes: y if it is right.")
                    : carried(v) ? _("! Last year's list. Is it right as it stands now? y: yes. Or change it.")
                                 : _("Products and services of others that you use"));
    row++;
    row += grid_wrap(g, (struct area){row, 4, inside.rows, wide}, 0, ROLE_TEXT, buffer_text(&v->seen));
    (void)grid_wrap(g, (struct area){row, 4, inside.rows, wide}, 0, ROLE_QUIET,
                    in_language(json_get(inventory_words(v->session), "prompt")));
    if (v->list.count == 0) {
        draw_examples(v, g, (struct area){v->list.area.row, 4, v->list.area.rows, wide});
        return;
    }
    const int name = (g->columns - 42) / 2;
    row = v->list.area.row - 1;
    (void)grid_text(g, row, 4, name, ROLE_QUIET, _("name"));
    (void)grid_text(g, row, 5 + name, name, ROLE_QUIET, _("maker"));
    (void)grid_text(g, row, 6 + name + name, 10, ROLE_QUIET, _("version"));
    draw_head(_("Seen from the internet"), (struct area){row - 1, g->columns - 24, 2, 12}, g);
    draw_head(_("Keeps passwords"), (struct area){row - 1, g->columns - 11, 2, 11}, g);
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
}

static void inventory_leave(struct screen *screen, bool keep)
{
    (void)keep;
    buffer_release(&own(screen)->seen);
    free(screen);
}

static const struct key_help *inventory_keys(const struct screen *screen)
{
#define KEYS(leave)                                                                                                                        \
    {                                                                                                                                      \
        {"a", N_("add"), true}, {N_("Enter"), N_("change"), true}, {"x", N_("remove"), true}, {"u", N_("undo"), true},                     \
            {"Esc", leave, true}, {"?", N_("keys"), true}, {N_("Up Down"), N_("move"), false},                                             \
        {                                                                                                                                  \
            NULL, NULL, false                                                                                                              \
        }                                                                                                                                  \
    }
#define EMPTY(leave)                                                                                                                       \
    {                                                                                                                                      \
        {"a", N_("add"), true}, {"Esc", leave, true}, {"u", N_("undo"), true}, {"?", N_("keys"), true}, {N_("Enter"), N_("add"), false},   \
        {                                                                                                                                  \
            NULL, NULL, false                                                                                                              \
        }                                                                                                                                  \
    }
    static const struct key_help keys[] = KEYS(N_("back")), keys_flow[] = KEYS(N_("go on"));
    static const struct key_help empty[] = EMPTY(N_("back")), empty_flow[] = EMPTY(N_("none, go on"));
#undef KEYS
#undef EMPTY
    static const struct key_help last_year[] = {{"y", N_("right as it stands"), true},
                                                {"a", N_("add"), true},
                                                {N_("Enter"), N_("change"), true},
                                                {"x", N_("remove"), true},
                                                {"u", N_("undo"), true},
                                                {"Esc", N_("later"), true},
                                                {"?", N_("keys"), true},
                                                {N_("Up Down"), N_("move"), false},
                                                {NULL, NULL, false}};
    const struct inventory_screen *v = (const struct inventory_screen *)(const void *)screen;
    return count_of(v) == 0 ? (v->flow ? empty_flow : empty) : carried(v) ? last_year : v->flow ? keys_flow : keys;
}

struct screen *inventory_screen_new(struct session *session, bool flow)
{
    static const struct screen_ops ops = {
        .key = inventory_key, .layout = inventory_layout, .draw = inventory_draw, .leave = inventory_leave, .keys = inventory_keys};
    struct inventory_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->flow = flow;
    buffer_init(&v->seen, BUFFER_MAX_TEXT);
    return &v->screen;
}
