/* The prime's first screen: where the portfolio stands, and the way to everything else. */
#include "tui/view.h"

#include "tui/screens.h"
#include "tui/ui.h"
#include "tui/view_wait.h"

struct home_screen {
    struct screen screen;
    struct portfolio_view *view;
    struct buffer text;
};

static const struct {
    char key;
    enum view_kind kind;
} LISTS[] = {{'1', VIEW_SUPPLIERS}, {'2', VIEW_ITEMS},    {'4', VIEW_MISSING}, {'5', VIEW_QUARANTINE}, {'6', VIEW_REJECTED},
             {'7', VIEW_CONFLICTS}, {'8', VIEW_PRODUCTS}, {'p', VIEW_PLANS},   {'y', VIEW_YEARS}};
#define HEAT_KEY '3'
#define FIND_KEY '9'
static const char MENU[] = "123456789py"; /* in this order */

static struct home_screen *own(struct screen *screen)
{
    return (struct home_screen *)(void *)screen;
}

static struct effect look_for(void *context, struct ui *ui, const char *text)
{
    struct portfolio_view *view = context;
    struct view_query query = {.kind = VIEW_FOUND, .list = FOUND_AFFECTED};
    (void)snprintf(query.words, sizeof query.words, "%s", text);
    if (text[0] == '\0') {
        ui_say(ui, "%s", _("Type the name of a product, or leave with Esc."));
        return effect_stay();
    }
    const struct effect effect = view_list_open(view, ui, &query);
    return effect.kind == EFFECT_PUSH ? effect_replace(effect.screen) : effect;
}

struct effect view_goto(struct portfolio_view *view, struct ui *ui, char key, bool *known)
{
    *known = true;
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++) {
        if (LISTS[i].key == key) {
            return view_list_open(view, ui, &(struct view_query){.kind = LISTS[i].kind});
        }
    }
    if (key == HEAT_KEY) {
        return effect_push(view_heat_new(view));
    }
    if (key == FIND_KEY || key == 'f') {
        return effect_push(view_prompt_new(N_("Who runs a product?"),
                                           N_("Its name, or a part of it. Spelling, width, kana and spaces do not matter."), "", look_for,
                                           view));
    }
    *known = false;
    return effect_stay();
}

struct effect view_goto_beside(struct portfolio_view *view, struct ui *ui, char key, bool *known)
{
    const struct effect effect = view_goto(view, ui, key, known);
    return effect.kind == EFFECT_PUSH && key != FIND_KEY && key != 'f' ? effect_replace(effect.screen) : effect;
}

static bool read_with(struct portfolio_view *view, enum status (*read)(struct portfolio_view *, struct error *), struct ui *ui,
                      struct effect *after)
{
    struct view_wait wait;
    struct error e = {0};
    view_wait_begin(&wait, view, ui, _("Reading the portfolio anew"));
    const enum status st = read(view, &e);
    *after = view_wait_end(&wait, st, &e);
    return st == ST_OK;
}

bool view_read_anew(struct portfolio_view *view, struct ui *ui, struct effect *after)
{
    const bool done = read_with(view, view->reload, ui, after);
    if (done) {
        ui_say(ui, "%s", _("Read anew."));
    }
    return done;
}

void view_read_one(struct portfolio_view *view, struct ui *ui, const char *code, bool held)
{
    struct view_wait wait;
    struct error e = {0};
    view_wait_begin(&wait, view, ui, _("Reading the portfolio anew"));
    const enum status st = view->reload_one(view, code, held, &e);
    (void)view_wait_end(&wait, st, &e);
}

static void load(struct home_screen *v)
{
    struct error e = {0};
    buffer_clear(&v->text);
    if (v->view->text(v->view, &(struct view_query){.kind = VIEW_LISTS}, &v->text, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    }
}

static void home_enter(struct screen *screen)
{
    load(own(screen));
}

static struct effect home_key(struct screen *screen, const struct event *event)
{
    struct home_screen *v = own(screen);
    const char c = event_command(event);
    bool known = false;
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    const struct effect effect = view_goto(v->view, screen->ui, c, &known);
    if (known) {
        return effect;
    }
    if (c == 'q') {
        return effect_quit();
    }
    if (c == '?') {
        return effect_push(help_screen_new(screen));
    }
    if (c == 'l' || c == 'L') {
        v->view->language(v->view, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
        load(v);
        return effect_stay();
    }
    if (c == 'u') {
        struct effect after;
        if (view_read_anew(v->view, screen->ui, &after)) {
            load(v);
        }
        return after;
    }
    if (c == 'o' && v->view->turns) {
        struct effect after;
        if (read_with(v->view, v->view->turn, screen->ui, &after)) {
            load(v);
        }
        return after;
    }
    return unused_key(screen, event);
}

static void home_draw(struct screen *screen, struct grid *g)
{
    struct home_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, v->view->title, "");
    const int menu = 32, left = inside.column + 3;
    int row = inside.row + 1;
    const int step = (int)(2 * sizeof MENU) <= inside.rows ? 2 : 1; /* air, where there is room */
    for (size_t i = 0; MENU[i] != '\0'; i++) {
        const char key[2] = {MENU[i], '\0'};
        const char *title = key[0] == HEAT_KEY ? _("Heat map") : key[0] == FIND_KEY ? _("Who runs a product?") : NULL;
        for (size_t k = 0; title == NULL && k < sizeof LISTS / sizeof LISTS[0]; k++) {
            title = LISTS[k].key == key[0] ? view_kind_words(LISTS[k].kind) : NULL;
        }
        (void)grid_text(g, row + (int)i * step, left, 2, ROLE_ACCENT, key);
        (void)grid_text(g, row + (int)i * step, left + 3, menu - 4, ROLE_TEXT, title);
    }
    int at = row;
    const int right = left + menu, wide = inside.columns - right - 2;
    for (const char *line = buffer_text(&v->text); *line != '\0' && at < inside.row + inside.rows;) {
        const size_t n = strcspn(line, "\n");
        int lines = 0;
        if (n > 0) {
            const enum role role = line[0] == VIEW_LINE_HEADING ? ROLE_STRONG : line[0] == VIEW_LINE_WARNING ? ROLE_WARNING : ROLE_TEXT;
            char text[400];
            (void)snprintf(text, sizeof text, "%.*s", (int)n - 1, line + 1);
            const struct area rest = {
                .row = at, .column = right, .rows = inside.row + inside.rows - at, .columns = wide < TEXT_COLUMNS ? wide : TEXT_COLUMNS};
            lines = grid_wrap(g, rest, 0, role, text); /* a mean at the end is not to be cut */
        }
        at += lines > 0 ? lines : 1;
        line += n + (line[n] == '\n');
    }
}

static void home_leave(struct screen *screen, bool keep)
{
    (void)keep;
    buffer_release(&own(screen)->text);
    free(screen);
}

static const struct key_help *home_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"1-9 p y", N_("look inside"), true},
                                           {"u", N_("read anew"), true},
                                           {"l", N_("other language"), true},
                                           {"?", N_("keys"), true},
                                           {"q", N_("quit"), true},
                                           {NULL, NULL, false}};
    static const struct key_help with_others[] = {{"1-9 p y", N_("look inside"), true},
                                                  {"o", N_("another period"), false},
                                                  {"u", N_("read anew"), true},
                                                  {"l", N_("other language"), true},
                                                  {"?", N_("keys"), true},
                                                  {"q", N_("quit"), true},
                                                  {NULL, NULL, false}};
    return ((const struct home_screen *)(const void *)screen)->view->turns ? with_others : keys;
}

struct screen *view_home_new(struct portfolio_view *view)
{
    static const struct screen_ops ops = {.enter = home_enter, .key = home_key, .draw = home_draw, .leave = home_leave, .keys = home_keys};
    struct home_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->view = view;
    buffer_init(&v->text, BUFFER_MAX_TEXT);
    return &v->screen;
}

/* After every key: lists that somebody else has overtaken are not to be taken for what is there now. */
static void look_for_others(struct ui *ui)
{
    struct portfolio_view *view = ui->context;
    view->stale = view->overtaken(view);
}

/* Where there is a key that reads anew. */
static const char *say_stale(struct ui *ui, bool *warning)
{
    const struct portfolio_view *view = ui->context;
    const struct screen *top = ui->stack[ui->depth - 1];
    const struct key_help *keys = view->stale && top->ops->keys != NULL ? top->ops->keys(top) : NULL;
    while (keys != NULL && keys->keys != NULL && strcmp(keys->keys, "u") != 0) {
        keys++;
    }
    *warning = keys != NULL && keys->keys != NULL;
    return *warning ? _("newer: u") : "";
}

enum status view_screens(struct portfolio_view *view, struct terminal *terminal, struct error *e)
{
    struct ui ui = {.terminal = terminal, .context = view, .after = look_for_others, .state = say_stale};
    struct screen *first[1] = {view_home_new(view)};
    return ui_run(&ui, first, 1, e);
}
