/* Answers that stood before a customer asked: on one list, to be confirmed for this customer one by one, or all after they were seen. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/given_words.h"
#include "tui/listing.h"
#include "tui/ui.h"

#define TITLE_MOST 24 /* columns */
#define ANSWER_MOST 20

struct given_screen {
    struct screen screen;
    struct session *session;
    bool flow;    /* comes before the next screen of the flow */
    size_t *rows; /* questions */
    struct listing list;
    int seen;                          /* rows that were on the screen, from the first on */
    int title_columns, answer_columns; /* as wide as the list needs */
};

static struct given_screen *own(struct screen *screen)
{
    return (struct given_screen *)(void *)screen;
}

static void collect(struct given_screen *v)
{
    int n = 0;
    for (size_t i = 0; i < v->session->list.count; i++) {
        const struct question *q = &v->session->list.questions[i];
        if (question_asked(q) && given_waits(q->answer.tree, NULL)) {
            v->rows[n++] = i;
        }
    }
    listing_resize(&v->list, n, v->list.area);
}

static struct effect go_on(struct given_screen *v)
{
    collect(v);
    if (v->list.count > 0) {
        return effect_stay();
    }
    return v->flow ? flow_effect(v->session) : effect_pop();
}

/* What is left waits, and home says so: nothing that comes after it can be done before. */
static struct effect later(struct given_screen *v)
{
    return v->flow ? quit_effect(v->session) : effect_pop();
}

static void given_enter(struct screen *screen)
{
    collect(own(screen));
}

/* What is on the screen counts as read; no page is jumped over. */
static void see(struct given_screen *v)
{
    const int shown = v->list.top + v->list.area.rows;
    v->seen = v->list.top <= v->seen && shown > v->seen ? shown : v->seen;
}

static struct effect confirm(struct given_screen *v)
{
    struct error e = {0};
    const size_t question = v->rows[v->list.at];
    if (session_confirm(v->session, question, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    say_answer(&v->screen, v->session, question);
    v->seen--;
    return go_on(v);
}

/* The rest is to be read before all of it is confirmed: the same key shows it. */
static void read_on(struct given_screen *v)
{
    v->list.at = v->seen + v->list.area.rows - 1 < v->list.count - 1 ? v->seen + v->list.area.rows - 1 : v->list.count - 1;
    listing_resize(&v->list, v->list.count, v->list.area);
    see(v);
    if (v->seen < v->list.count) {
        ui_say(v->screen.ui, "%s", _("Read on: a shows the next page. At the end of the list it confirms all."));
    } else {
        ui_say(v->screen.ui, "%s", _("This is the end of the list. If all are still so, a confirms them now."));
    }
}

static struct effect confirm_all(struct given_screen *v)
{
    struct error e = {0};
    const size_t n = (size_t)v->list.count;
    if (v->seen < v->list.count) {
        read_on(v);
        return effect_stay();
    }
    if (session_confirm_given(v->session, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(v->screen.ui, _n("%zu answer is confirmed.", "%zu answers are confirmed.", n), n);
    return go_on(v);
}

static void undo(struct given_screen *v)
{
    size_t question = SIZE_MAX;
    (void)undo_key(&v->screen, v->session, &question);
    collect(v);
}

static struct effect given_key(struct screen *screen, const struct event *event)
{
    struct given_screen *v = own(screen);
    const char c = event_command(event);
    if (v->list.count == 0) {
        return go_on(v);
    }
    if (listing_opens(&v->list, event)) {
        return effect_push(question_screen_once(v->session, v->rows[v->list.at]));
    }
    if (listing_key(&v->list, event) || event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (event->key == KEY_ESCAPE || c == 'q') {
        return later(v);
    }
    if (c == 'y') {
        return confirm(v);
    }
    if (c == 'a') {
        return confirm_all(v);
    }
    if (c == 'u') {
        undo(v);
        return effect_stay();
    }
    if (c == 'f') {
        ui_say(screen->ui, "%s", _("First these: y if the answer holds for this customer, too. Then handing in follows."));
        return effect_stay();
    }
    return usual_key(screen, v->session, event);
}

static void given_layout(struct screen *screen, int rows, int columns)
{
    struct given_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    given_intro(&words, v->session);
    const int top = inside.row + 2 + wrap_lines(buffer_text(&words), text_columns(columns));
    buffer_release(&words);
    listing_resize(&v->list, v->list.count, (struct area){top, 0, inside.row + inside.rows - 5 - top, columns});
    see(v);
}

static int wider(int columns, const char *text, int most)
{
    const int wide = width_text(text);
    return wide <= columns ? columns : wide < most ? wide : most;
}

/* What the two columns leave is for whom the answer was given. */
static void measure(struct given_screen *v)
{
    v->title_columns = v->answer_columns = 1;
    for (int i = 0; i < v->list.count; i++) {
        const struct question *q = &v->session->list.questions[v->rows[i]];
        char words[ANSWER_WORDS];
        v->title_columns = wider(v->title_columns, question_title(q), TITLE_MOST);
        v->answer_columns = wider(v->answer_columns, answer_words(&q->answer, words), ANSWER_MOST);
    }
}

static void draw_row(const struct given_screen *v, int index, struct grid *g)
{
    const struct question *q = &v->session->list.questions[v->rows[index]];
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at;
    const enum role role = here ? ROLE_ACCENT : ROLE_TEXT;
    char number[16];
    char words[ANSWER_WORDS];
    char source[WORDS_MAX * 2];
    (void)snprintf(number, sizeof number, "%s%3d", here ? ">" : " ", question_number(v->session, v->rows[index]));
    (void)grid_text(g, row, 1, 5, role, number);
    (void)grid_text(g, row, 6, v->title_columns, role, question_title(q));
    (void)grid_text(g, row, 8 + v->title_columns, v->answer_columns, role, answer_words(&q->answer, words));
    const int column = 10 + v->title_columns + v->answer_columns;
    (void)grid_text(g, row, column, g->columns - column - 1, here ? ROLE_ACCENT : ROLE_QUIET, given_source(q, source));
}

/* The question of the row, and what the answer says in words. */
static void draw_details(const struct given_screen *v, struct grid *g, struct area area)
{
    const struct question *q = &v->session->list.questions[v->rows[v->list.at]];
    const int rows = grid_wrap(g, (struct area){area.row, area.column, 2, area.columns}, 0, ROLE_TEXT, text_of(q->home_item->text));
    if (q->answer.state == ANSWER_LEVEL) {
        char text[1024];
        const int n = snprintf(text, sizeof text, "%d %s: %s", q->answer.level, _(LEVEL_LABELS[q->answer.level]),
                               text_of(q->home_item->levels[q->answer.level]));
        (void)grid_wrap(g, (struct area){area.row + rows, area.column, area.rows - rows, area.columns}, 0, ROLE_QUIET, n > 0 ? text : "");
    }
}

static void given_draw(struct screen *screen, struct grid *g)
{
    struct given_screen *v = own(screen);
    const struct area inside = session_frame(screen, g, v->session, NULL, _("given before"));
    const int wide = text_columns(g->columns);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (v->list.count > 0) {
        given_intro(&words, v->session);
    } else { /* the last one was answered anew */
        (void)buffer_add_text(&words, _("Everything on this list is confirmed."));
    }
    (void)grid_wrap(g, (struct area){inside.row + 1, 4, inside.rows - 1, wide}, 0, ROLE_STRONG, buffer_text(&words));
    buffer_release(&words);
    measure(v);
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
    if (v->list.count > 0) {
        draw_details(v, g, (struct area){inside.row + inside.rows - 4, 4, 4, wide});
    }
    if (v->seen < v->list.count) {
        (void)grid_text(g, inside.row + inside.rows - 5, 4, g->columns - 16, ROLE_QUIET,
                        _("Read to the end (PgDn); there a confirms all at once."));
    }
    if (v->list.count > v->list.area.rows) {
        char place[32];
        (void)snprintf(place, sizeof place, "%d/%d", v->list.at + 1, v->list.count);
        (void)grid_text_right(g, inside.row + inside.rows - 5, g->columns - 1, 20, ROLE_QUIET, place);
    }
}

static void given_leave(struct screen *screen, bool keep)
{
    struct given_screen *v = own(screen);
    (void)keep;
    free(v->rows);
    free(v);
}

static const struct key_help *given_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"y", N_("still so"), true},
                                           {"a", N_("all are still so"), true},
                                           {N_("Enter"), N_("look at it"), true},
                                           {"Esc", N_("later"), true},
                                           {"u", N_("undo"), true},
                                           {"?", N_("keys"), true},
                                           {N_("Up Down"), N_("move"), false},
                                           {N_("PgUp PgDn"), N_("page"), false},
                                           {"L", N_("日本語 / English"), false},
                                           {NULL, NULL, false}};
    /* The end was not on the screen yet: all of them cannot be confirmed at once, and the key that shows more stands there instead. */
    static const struct key_help unseen[] = {{"y", N_("still so"), true},
                                             {"PgDn", N_("read on"), true},
                                             {N_("Enter"), N_("look at it"), true},
                                             {"Esc", N_("later"), true},
                                             {"u", N_("undo"), true},
                                             {"?", N_("keys"), true},
                                             {"a", N_("read on; at the end of the list: all are still so"), false},
                                             {N_("Up Down"), N_("move"), false},
                                             {"L", N_("日本語 / English"), false},
                                             {NULL, NULL, false}};
    static const struct key_help none[] = {{N_("any key"), N_("go on"), true}, {NULL, NULL, false}};
    const struct given_screen *v = (const struct given_screen *)(const void *)screen;
    return v->list.count == 0 ? none : v->seen < v->list.count ? unseen : keys;
}

struct screen *given_screen_new(struct session *session, bool flow)
{
    static const struct screen_ops ops = {
        .enter = given_enter, .key = given_key, .layout = given_layout, .draw = given_draw, .leave = given_leave, .keys = given_keys};
    struct given_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->flow = flow;
    session->confirming = session->confirming || flow;
    v->rows = calloc(session->list.count + 1, sizeof *v->rows);
    if (v->rows == NULL) {
        free(v);
        return NULL;
    }
    collect(v);
    return &v->screen;
}
