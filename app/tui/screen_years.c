/* This year beside last year, question by question; answers carried over are confirmed here with one key. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/headed_list.h"
#include "tui/ui.h"
#include "tui/years_rows.h"

#define HEAD_GAP 2 /* below the head the filters, and what the columns hold */
#define DETAIL_ROWS 5

struct years_screen {
    struct screen screen;
    struct session *session;
    struct years years;
    enum years_filter filter;
    struct years_row *rows;
    struct listing list;
    size_t question; /* under the cursor, kept over changes; SIZE_MAX: none */
};

static struct years_screen *own(struct screen *screen)
{
    return (struct years_screen *)(void *)screen;
}

/* ---- rows ---- */

static void collect(struct years_screen *v)
{
    free(v->rows);
    v->rows = calloc(3 * v->years.comparison.count + 1, sizeof *v->rows);
    v->list.count = v->rows == NULL ? 0 : years_rows(&v->years, v->filter, v->rows);
}

/* The cursor never rests on a heading: it moves on in the direction given, or else the other way. */
static void leave_heading(struct years_screen *v, int direction)
{
    int at = v->list.at;
    while (at >= 0 && at < v->list.count && v->rows[at].compared == NULL) {
        at += direction;
    }
    if (at < 0 || at >= v->list.count) {
        at = v->list.at;
        while (at >= 0 && at < v->list.count && v->rows[at].compared == NULL) {
            at -= direction;
        }
    }
    v->list.at = at >= 0 && at < v->list.count ? at : 0;
    listing_resize(&v->list, v->list.count, v->list.area);
    for (int row = v->list.at - 1; row >= 0 && row + 1 == v->list.top && v->rows[row].compared == NULL; row--) {
        v->list.top--; /* its heading stays in sight */
    }
}

static const struct compared *here(const struct years_screen *v)
{
    return v->list.count > 0 ? v->rows[v->list.at].compared : NULL;
}

static void remember_row(struct years_screen *v)
{
    v->question = here(v) == NULL ? SIZE_MAX : here(v)->question;
}

static void find_row(struct years_screen *v)
{
    if (v->question == SIZE_MAX) { /* none, or one that is not asked now, of which there are many: the cursor stays in its row */
        return;
    }
    for (int row = 0; row < v->list.count; row++) {
        if (v->rows[row].compared != NULL && v->rows[row].compared->question == v->question) {
            v->list.at = row;
            return;
        }
    }
}

static void compute(struct years_screen *v)
{
    struct error e = {0};
    years_release(&v->years);
    if (years_compute(&v->years, v->session, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    }
    collect(v);
    find_row(v);
    leave_heading(v, 1);
    remember_row(v);
}

static void years_enter(struct screen *screen)
{
    compute(own(screen));
}

/* ---- keys ---- */

/* The next answer to confirm after the cursor, from the top again after the end; -1 when there is none. */
static int next_to_confirm(const struct years_screen *v)
{
    for (int i = 1; i <= v->list.count; i++) {
        const int row = (v->list.at + i) % v->list.count;
        if (v->rows[row].compared != NULL && v->rows[row].compared->to.unconfirmed) {
            return row;
        }
    }
    return -1;
}

static void go_to_next(struct years_screen *v)
{
    const int row = next_to_confirm(v);
    if (row < 0) {
        ui_say(v->screen.ui, "%s", _("Nothing is left to confirm."));
        return;
    }
    v->list.at = row;
    leave_heading(v, 1);
    remember_row(v);
}

static void confirm(struct years_screen *v)
{
    struct error e = {0};
    const struct compared *c = here(v);
    if (c == NULL || !c->to.unconfirmed) {
        ui_say(v->screen.ui, "%s", _("Nothing to confirm here: y is for answers from the year before."));
        return;
    }
    const size_t question = c->question;
    if (session_confirm(v->session, question, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    compute(v); /* with the filter "to confirm" the next one is under the cursor now */
    if (here(v) != NULL && here(v)->question == question && next_to_confirm(v) >= 0) {
        go_to_next(v);
    }
    say_confirmed(&v->screen, v->session, question);
}

static void undo(struct years_screen *v)
{
    size_t question = SIZE_MAX;
    if (undo_key(&v->screen, v->session, &question)) {
        v->question = question != SIZE_MAX ? question : v->question;
        compute(v);
    }
}

static struct effect open_row(struct years_screen *v)
{
    remember_row(v);
    if (v->question == SIZE_MAX) {
        ui_say(v->screen.ui, "%s", gone_words(here(v)));
        return effect_stay();
    }
    return effect_push(question_screen_once(v->session, v->question));
}

static void change_filter(struct years_screen *v, int by)
{
    const int n = years_filters(&v->years);
    v->filter = (enum years_filter)(((int)v->filter + by + n) % n);
    v->list.at = 0;
    compute(v);
}

static struct effect letter(struct years_screen *v, const struct event *event)
{
    switch (event_command(event)) {
    case 'y':
        confirm(v);
        break;
    case 'n':
        go_to_next(v);
        break;
    case 'u':
        undo(v);
        break;
    case 'f':
        return finish_effect(&v->screen, v->session);
    default:
        return usual_key(&v->screen, v->session, event);
    }
    return effect_stay();
}

static struct effect years_key(struct screen *screen, const struct event *event)
{
    struct years_screen *v = own(screen);
    const int before = v->list.at;
    if (v->list.count > 0 && listing_opens(&v->list, event)) {
        return open_row(v);
    }
    if (listing_key(&v->list, event)) {
        leave_heading(v, v->list.at < before ? -1 : 1);
        remember_row(v);
        return effect_stay();
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_TAB:
    case KEY_ARROW_RIGHT:
        change_filter(v, 1);
        return effect_stay();
    case KEY_BACK_TAB:
    case KEY_ARROW_LEFT:
        change_filter(v, -1);
        return effect_stay();
    default:
        return letter(v, event);
    }
}

/* ---- painting ---- */

static void head_text(const struct years_screen *v, struct buffer *out, int rows)
{
    static void (*const parts[])(struct buffer *, const struct years *) = {years_weakest, years_counts, years_plans, years_products,
                                                                           years_unconfirmed};
    years_totals(out, &v->years);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buffer part;
        buffer_init(&part, BUFFER_MAX_TEXT);
        parts[i](&part, &v->years);
        if (part.length > 0) {
            (void)buffer_add_format(out, "\n%s", buffer_text(&part));
        }
        buffer_release(&part);
    }
    if (rows < ROWS_FOR_ALL) {
        headed_list_flow(out);
    }
}

static void years_layout(struct screen *screen, int rows, int columns)
{
    struct years_screen *v = own(screen);
    struct buffer head;
    buffer_init(&head, BUFFER_MAX_TEXT);
    head_text(v, &head, rows);
    headed_list_place(&v->list, buffer_text(&head), HEAD_GAP, DETAIL_ROWS, rows, columns);
    buffer_release(&head);
}

static void draw_filters(const struct years_screen *v, struct grid *g, int row)
{
    int column = 1;
    for (int f = 0; f < years_filters(&v->years); f++) {
        char text[WORDS_MAX];
        const size_t n = years_filter_count(&v->years, (enum years_filter)f);
        const bool chosen = f == (int)v->filter;
        (void)snprintf(text, sizeof text, chosen ? "[%s %zu]" : " %s %zu ", _(YEARS_FILTER_NAMES[f]), n);
        column += grid_text(g, row, column, g->columns - column, chosen ? ROLE_ACCENT : n > 0 ? ROLE_TEXT : ROLE_QUIET, text);
    }
}

static void draw_detail(const struct years_screen *v, struct grid *g, struct area area)
{
    const struct compared *c = here(v);
    if (c == NULL) {
        return;
    }
    if (c->question == SIZE_MAX) {
        (void)grid_wrap(g, area, 0, ROLE_QUIET, gone_words(c));
        return;
    }
    const struct item *item = v->session->list.questions[c->question].home_item;
    int used = grid_wrap(g, area, 0, ROLE_TEXT, text_of(item->text));
    area.row += used;
    area.rows -= used;
    if (area.rows > 0 && c->to.state == ANSWER_LEVEL) {
        used = grid_wrap(g, area, 0, ROLE_QUIET, text_of(item->levels[c->to.level]));
        area.row += used;
        area.rows -= used;
    }
    if (area.rows > 0 && c->reworded) {
        used = grid_wrap(g, area, 0, ROLE_TEXT, _("! Reworded since then: please read it again."));
        area.row += used;
        area.rows -= used;
    }
    struct buffer target;
    buffer_init(&target, BUFFER_MAX_TEXT);
    target_words(&target, &v->years, c);
    if (area.rows > 0) {
        (void)grid_wrap(g, area, 0, ROLE_TEXT, buffer_text(&target));
    }
    buffer_release(&target);
}

/* How far down the cursor is; headings are not counted. */
static void place_words(const struct years_screen *v, char out[WORDS_MAX])
{
    int at = 0, n = 0;
    for (int row = 0; row < v->list.count; row++) {
        n += v->rows[row].compared != NULL;
        at = row == v->list.at ? n : at;
    }
    (void)snprintf(out, WORDS_MAX, " %d/%d ", at, n);
}

static void years_draw(struct screen *screen, struct grid *g)
{
    const struct years_screen *v = own(screen);
    const struct area inside = session_frame(screen, g, v->session, NULL, _("last year"));
    struct buffer head;
    buffer_init(&head, BUFFER_MAX_TEXT);
    head_text(v, &head, g->rows);
    headed_list_draw_head(&v->list, buffer_text(&head), HEAD_GAP, g, inside);
    buffer_release(&head);
    if (v->years.past == NULL) {
        return;
    }
    draw_filters(v, g, v->list.area.row - 2);
    years_columns_draw(&v->years, g, v->list.area.row - 1);
    if (v->list.count == 0) {
        (void)grid_text(g, v->list.area.row, 4, g->columns - 8, ROLE_QUIET, _("Nothing on this list."));
    }
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            years_row_draw(&v->years, &v->rows[i], i == v->list.at, g, listing_row(&v->list, i));
        }
    }
    char place[WORDS_MAX];
    place_words(v, place);
    draw_detail(v, g, headed_list_draw_rule(&v->list, place, DETAIL_ROWS, g));
}

static void years_leave(struct screen *screen, bool keep)
{
    struct years_screen *v = own(screen);
    (void)keep;
    years_release(&v->years);
    free(v->rows);
    free(v);
}

#define YEARS_KEYS(others)                                                                                                                 \
    {N_("Enter"), N_("look at it"), true}, {"Tab", others, true}, {"u", N_("undo"), true}, {"f", N_("hand in"), false},                    \
        {"Esc", N_("back"), true}, {"?", N_("keys"), true}, {N_("Up Down"), N_("move"), false},                                            \
        {N_("Left Right"), N_("another list"), false}, {"L", N_("日本語 / English"), false},                                               \
    {                                                                                                                                      \
        NULL, NULL, false                                                                                                                  \
    }
#define CONFIRM_KEYS                                                                                                                       \
    {"y", N_("still so, next"), true},                                                                                                     \
    {                                                                                                                                      \
        "n", N_("next to confirm"), true                                                                                                   \
    }

/* Tab says what the next list holds: those that changed come after all. */
static const struct key_help *years_keys(const struct screen *screen)
{
    static const struct key_help confirming[] = {CONFIRM_KEYS, YEARS_KEYS(N_("only the changed"))};
    static const struct key_help confirming_others[] = {CONFIRM_KEYS, YEARS_KEYS(N_("another list"))};
    static const struct key_help keys[] = {YEARS_KEYS(N_("only the changed"))};
    static const struct key_help keys_others[] = {YEARS_KEYS(N_("another list"))};
    const struct years_screen *v = (const struct years_screen *)(const void *)screen;
    const bool all = v->filter == YEARS_ALL;
    return v->years.comparison.unconfirmed > 0 ? (all ? confirming : confirming_others) : all ? keys : keys_others;
}

struct screen *years_screen_new(struct session *session)
{
    static const struct screen_ops ops = {
        .enter = years_enter, .key = years_key, .layout = years_layout, .draw = years_draw, .leave = years_leave, .keys = years_keys};
    struct years_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->question = SIZE_MAX;
    v->list.area.rows = 1;
    return &v->screen;
}
