/* The results: total, weakest essential, belief against answers, sections, threats, a chart, and what to do first. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "tui/results_view.h"
#include "tui/ui.h"

struct results_screen {
    struct screen screen;
    struct session *session;
    struct results results;
    struct results_view view;
    int scroll, height; /* rows: first shown, of the contents */
};

static struct results_screen *own(struct screen *screen)
{
    return (struct results_screen *)(void *)screen;
}

static void results_enter(struct screen *screen)
{
    struct results_screen *v = own(screen);
    struct error e = {0};
    results_release(&v->results);
    if (results_compute(&v->results, v->session, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
}

static void scroll(struct results_screen *v, int by)
{
    const int most = v->height > v->view.room ? v->height - v->view.room : 0;
    v->scroll = v->scroll + by < 0 ? 0 : v->scroll + by > most ? most : v->scroll + by;
}

/* To where the next part (or the one before) begins. */
static void go_to_part(struct results_screen *v, int direction)
{
    int to = direction > 0 ? v->height : 0;
    for (int i = 0; i < v->view.nparts; i++) {
        const int row = v->view.parts[i];
        if (direction > 0 && row > v->scroll && row < to) {
            to = row;
        } else if (direction < 0 && row < v->scroll && row > to) {
            to = row;
        }
    }
    const int before = v->scroll;
    scroll(v, to - v->scroll);
    if (direction > 0 && v->scroll == before) { /* from the end to the beginning */
        v->scroll = 0;
    }
}

/* The way in which the chart is drawn, among those that this terminal can show. */
static void change_style(struct results_screen *v)
{
    struct terminal *terminal = v->screen.ui->terminal;
    if (terminal->ops->ascii(terminal)) {
        ui_say(v->screen.ui, "%s", _("This terminal shows the chart in plain characters only."));
        return;
    }
    static const char *const names[RADAR_STYLES] = {N_("The chart in fine dots."), N_("The chart in blocks."),
                                                    N_("The chart in plain characters.")};
    v->view.style = (enum radar_style)((v->view.style + 1) % RADAR_STYLES);
    ui_say(v->screen.ui, "%s", _(names[v->view.style]));
}

static void change_chart(struct results_screen *v, int by)
{
    struct radar_axis axes[RADAR_AXES_MAX];
    const char *title = NULL;
    int n = 0;
    while (results_chart(&v->results, n, axes, &title) > 0) {
        n++;
    }
    v->view.chart = n == 0 ? 0 : (v->view.chart + by + n) % n;
}

/* A page never begins amid rows that belong together: it begins with the first of them. */
static int page_start(const struct results_view *view, int row)
{
    for (int i = 0; i < view->ngroups; i++) {
        if (view->groups[i].from < row && row < view->groups[i].to) {
            return view->groups[i].from;
        }
    }
    return row;
}

/* A page on or back; where that would cut the chart in two, the page begins with it. */
static void turn_page(struct results_screen *v, int direction)
{
    const int to = page_start(&v->view, v->scroll + direction * (v->view.room - 1)), from = v->view.chart_from;
    const bool between = direction > 0 ? from > v->scroll && from < to : from < v->scroll && from > to;
    const bool seen = v->scroll <= from && v->view.chart_to <= v->scroll + v->view.room;
    const bool fits = to <= from && v->view.chart_to <= to + v->view.room;
    scroll(v, between && !seen && !fits ? from - v->scroll : to - v->scroll);
}

static bool scroll_key(struct results_screen *v, const struct event *event, char c)
{
    const int page = event->key == KEY_PAGE_DOWN || c == ' ' ? 1 : event->key == KEY_PAGE_UP ? -1 : 0;
    if (page != 0) {
        turn_page(v, page);
        return true;
    }
    const int by = event->key == KEY_ARROW_DOWN || c == 'j' ? 1
                   : event->key == KEY_ARROW_UP || c == 'k' ? -1
                   : event->key == KEY_START                ? -v->height
                   : event->key == KEY_FINISH               ? v->height
                                                            : 0;
    scroll(v, by);
    return by != 0;
}

static struct effect letter(struct results_screen *v, const struct event *event)
{
    struct session *s = v->session;
    const char c = event_command(event);
    switch (c) {
    case 'q':
        return quit_effect(s);
    case 'p':
        return effect_push(planning_screen_new(s));
    case 'o':
        return effect_push(years_screen_new(s));
    case 'r':
    case '/':
        return effect_push(review_screen_new(s, 0, c == '/'));
    case 'f':
        return finish_effect(&v->screen, s);
    case 'i':
        return effect_push(inventory_screen_new(s, false));
    case 'c':
        return effect_push(profile_form_new(s, false));
    case 'u':
        return undo_effect(&v->screen, s);
    case 'h':
    case 'l':
        change_chart(v, c == 'l' ? 1 : -1);
        break;
    case 'g':
        change_style(v);
        break;
    default:
        return usual_key(&v->screen, s, event);
    }
    return effect_stay();
}

static struct effect results_key(struct screen *screen, const struct event *event)
{
    struct results_screen *v = own(screen);
    const char c = event_command(event);
    if (event->kind == EVENT_WHEEL) {
        scroll(v, event->row * 3);
    }
    if (event->kind != EVENT_KEY || scroll_key(v, event, c)) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_RETURN:
        return effect_push(planning_screen_new(v->session));
    case KEY_TAB:
    case KEY_BACK_TAB:
        go_to_part(v, event->key == KEY_TAB ? 1 : -1);
        return effect_stay();
    case KEY_ARROW_LEFT:
    case KEY_ARROW_RIGHT:
        change_chart(v, event->key == KEY_ARROW_RIGHT ? 1 : -1);
        return effect_stay();
    default:
        return letter(v, event);
    }
}

static void results_draw(struct screen *screen, struct grid *g)
{
    struct results_screen *v = own(screen);
    struct terminal *terminal = screen->ui->terminal;
    struct grid canvas;
    const struct area inside = session_frame(screen, g, v->session, NULL, _("results"));
    const int wide = text_columns(g->columns);
    v->view.room = inside.rows - 1; /* the last row says whether there is more */
    if (terminal->ops->ascii(terminal)) {
        v->view.style = RADAR_PLAIN;
    }
    if (grid_init(&canvas, results_view_rows(&v->results), wide, NULL) != ST_OK) {
        return;
    }
    v->height = results_view_draw(&v->view, &v->results, &canvas);
    scroll(v, 0);
    grid_copy(g, (struct area){inside.row, 4, v->view.room, wide}, &canvas, v->scroll);
    grid_release(&canvas);
    if (v->height > v->view.room) {
        const bool end = v->scroll + v->view.room >= v->height;
        (void)grid_text_right(g, inside.row + inside.rows - 1, g->columns - 1, 30, ROLE_QUIET, end ? _("end") : _("more below: PgDn"));
    }
}

static void results_leave(struct screen *screen, bool keep)
{
    (void)keep;
    results_release(&own(screen)->results);
    free(screen);
}

#define RESULTS_KEYS                                                                                                                       \
    {"Esc", N_("back"), true}, {"?", N_("keys"), true}, {"r", N_("review"), false}, {"Tab", N_("next part"), false},                       \
        {"q", N_("close"), false}, {N_("Left Right"), N_("another chart"), false}, {"g", N_("chart drawn otherwise"), false},              \
        {"u", N_("undo"), false}, {"i", N_("products in use"), false}, {"c", N_("your firm"), false}, {"/", N_("search"), false},          \
        {"L", N_("日本語 / English"), false},                                                                                              \
    {                                                                                                                                      \
        NULL, NULL, false                                                                                                                  \
    }

/* Last year stands before what can be found otherwise, where there is one. */
static const struct key_help *results_keys(const struct screen *screen)
{
    static const struct key_help first[] = {
        {N_("PgUp PgDn"), N_("read on"), true}, {"p", N_("the plan"), true}, {"f", N_("hand in"), true}, RESULTS_KEYS};
    static const struct key_help later[] = {{N_("PgUp PgDn"), N_("read on"), true},
                                            {"p", N_("the plan"), true},
                                            {"f", N_("hand in"), true},
                                            {"o", N_("last year"), true},
                                            RESULTS_KEYS};
    const struct results_screen *v = (const struct results_screen *)(const void *)screen;
    return v->results.past != NULL ? later : first;
}

struct screen *results_screen_new(struct session *session)
{
    static const struct screen_ops ops = {
        .enter = results_enter, .key = results_key, .draw = results_draw, .leave = results_leave, .keys = results_keys};
    struct results_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    return &v->screen;
}
