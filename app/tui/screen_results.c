/* The results: total, weakest essential, belief against answers, sections, and what to do first. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "model/gap.h"
#include "tui/report.h"
#include "tui/ui.h"
#include "tui/words.h"

#define CANVAS_ROWS 300
#define FIRST_STEPS 5

struct results_screen {
    struct screen screen;
    struct session *session;
    struct score score;
    struct gap *gaps;
    size_t ngaps;
    int scroll, height, room; /* rows: first shown, of the contents, of the window */
};

static struct results_screen *own(struct screen *screen)
{
    return (struct results_screen *)(void *)screen;
}

static void forget(struct results_screen *v)
{
    score_release(&v->score);
    free(v->gaps);
    v->gaps = NULL;
    v->ngaps = 0;
}

static void results_enter(struct screen *screen)
{
    struct results_screen *v = own(screen);
    struct error e = {0};
    forget(v);
    v->score = (struct score){.total = SCORE_NONE, .floor = SCORE_NONE, .weakest = SIZE_MAX};
    if (score_compute(&v->session->list, &v->score, &e) != ST_OK || gaps_find(&v->session->list, &v->gaps, &v->ngaps, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
}

static void scroll(struct results_screen *v, int by)
{
    const int most = v->height > v->room ? v->height - v->room : 0;
    v->scroll = v->scroll + by < 0 ? 0 : v->scroll + by > most ? most : v->scroll + by;
}

static struct effect results_key(struct screen *screen, const struct event *event)
{
    struct results_screen *v = own(screen);
    const char c = event_command(event);
    if (event->kind == EVENT_WHEEL) {
        scroll(v, event->row * 3);
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (event->key == KEY_ESCAPE) {
        return effect_pop();
    }
    switch (c) {
    case 'q':
        return quit_effect(v->session);
    case 'r':
    case '/':
        return effect_push(review_screen_new(v->session, 0, c == '/'));
    case 'i':
        return effect_push(inventory_screen_new(v->session, false));
    case 'c':
        return effect_push(profile_form_new(v->session, false));
    case '?':
        return effect_push(help_screen_new(screen));
    default:
        break;
    }
    if (event->key == KEY_RETURN && v->ngaps > 0) {
        return effect_push(question_screen_once(v->session, v->gaps[0].question));
    }
    if (c == 'L') {
        switch_language(v->session);
    }
    const int page = v->room - 1;
    scroll(v, event->key == KEY_ARROW_DOWN || c == 'j'  ? 1
              : event->key == KEY_ARROW_UP || c == 'k'  ? -1
              : event->key == KEY_PAGE_DOWN || c == ' ' ? page
              : event->key == KEY_PAGE_UP               ? -page
              : event->key == KEY_START                 ? -v->height
              : event->key == KEY_FINISH                ? v->height
                                                        : 0);
    return effect_stay();
}

/* Draws one wrapped text at row; returns the row below it. */
static int put(struct grid *g, int row, int column, int wide, enum role role, const char *text)
{
    return row + grid_wrap(g, (struct area){row, column, CANVAS_ROWS, wide}, 0, role, text);
}

typedef void report_function(struct buffer *, const struct session *, const struct score *);

static int put_report(struct grid *g, int row, int wide, enum role role, const struct results_screen *v, report_function *report)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    report(&text, v->session, &v->score);
    row = put(g, row, 0, wide, role, buffer_text(&text));
    buffer_release(&text);
    return row;
}

static int draw_bar_row(struct grid *g, int row, int indent, int wide, enum role role, const char *title, int points)
{
    char text[WORDS_MAX];
    const int bar = wide >= 70 ? 30 : 20;
    (void)grid_text(g, row, indent, 30 - indent, role, title);
    if (points == SCORE_NONE) {
        (void)grid_text(g, row, 32, bar, ROLE_QUIET, _("not answered yet"));
    } else {
        grid_bar(g, row, 32, bar, points, 1000);
        (void)grid_text_right(g, row, 32 + bar + 7, 6, role, points_words(points, text));
    }
    return row + 1;
}

static int draw_packs(const struct results_screen *v, struct grid *g, int row, int wide)
{
    for (size_t p = 0; p < v->score.npacks; p++) {
        row = draw_bar_row(g, row, 0, wide, ROLE_STRONG, text_of(v->score.packs[p].pack->title), v->score.packs[p].total);
    }
    return row + 1;
}

static int draw_sections(const struct results_screen *v, struct grid *g, int row, int wide)
{
    (void)grid_text(g, row, 0, wide, ROLE_STRONG, _("Section by section:"));
    row += 2;
    for (size_t p = 0; p < v->score.npacks; p++) {
        const struct pack_score *pack = &v->score.packs[p];
        for (size_t i = 0; i < pack->pack->nsections; i++) {
            row = draw_bar_row(g, row, 0, wide, ROLE_TEXT, text_of(pack->pack->sections[i].title), pack->sections[i]);
        }
    }
    return row + 1;
}

static int draw_remarks(const struct results_screen *v, struct grid *g, int row, int wide)
{
    const struct session *s = v->session;
    if (s->nhits == 0) {
        return row;
    }
    (void)grid_text(g, row++, 0, wide, ROLE_STRONG, _("Worth another look:"));
    for (size_t i = 0; i < s->nhits; i++) {
        (void)grid_text(g, row, 0, 2, ROLE_WARNING, "!");
        row = put(g, row, 2, wide - 2, ROLE_TEXT, text_of(s->hits[i].check->message));
    }
    return row + 1;
}

static int draw_step(const struct results_screen *v, size_t index, struct grid *g, int row, int wide)
{
    const struct gap *gap = &v->gaps[index];
    const struct question *q = &v->session->list.questions[gap->question];
    char head[WORDS_MAX * 2];
    struct buffer effort;
    buffer_init(&effort, BUFFER_MAX_TEXT);
    (void)snprintf(head, sizeof head, _("%d %s: now %d, target %d"), question_number(v->session, gap->question), question_title(q),
                   gap->level, gap->target);
    (void)grid_text(g, row++, 0, wide, ROLE_ACCENT, head);
    if (gap->action != NULL) {
        row = put(g, row, 2, wide - 2, ROLE_TEXT, text_of(gap->action->text));
        report_effort(&effort, gap->action);
        row = put(g, row, 2, wide - 2, ROLE_QUIET, buffer_text(&effort));
    }
    buffer_release(&effort);
    return row + 1;
}

static int draw_steps(const struct results_screen *v, struct grid *g, int row, int wide)
{
    const size_t n = v->ngaps < FIRST_STEPS ? v->ngaps : FIRST_STEPS;
    if (v->score.answered == 0) {
        return row;
    }
    (void)grid_text(g, row, 0, wide, ROLE_STRONG, n > 0 ? _("What to do first:") : _("Every answered question reaches its target."));
    row += 2;
    for (size_t i = 0; i < n; i++) {
        row = draw_step(v, i, g, row, wide);
    }
    if (v->ngaps > n) {
        char more[WORDS_MAX];
        (void)snprintf(more, sizeof more, _("and %zu more below target: r lists them"), v->ngaps - n);
        (void)grid_text(g, row, 0, wide, ROLE_QUIET, more);
        row += 2;
    }
    return row;
}

static int draw_contents(const struct results_screen *v, struct grid *g, int wide)
{
    int row = put_report(g, 1, wide, ROLE_ACCENT, v, report_total);
    row = put_report(g, row, wide, ROLE_TEXT, v, report_weakest);
    row = put_report(g, row, wide, ROLE_TEXT, v, report_belief);
    row = put_report(g, row, wide, ROLE_TEXT, v, report_unknown) + 1;
    row = draw_packs(v, g, row, wide);
    row = draw_steps(v, g, row, wide);
    row = draw_sections(v, g, row, wide);
    return draw_remarks(v, g, row, wide) - 1;
}

static void results_draw(struct screen *screen, struct grid *g)
{
    struct results_screen *v = own(screen);
    struct grid canvas;
    const struct area inside = frame_draw(screen, g, session_company(v->session), _("results"));
    const int wide = g->columns - 8 < TEXT_COLUMNS ? g->columns - 8 : TEXT_COLUMNS;
    v->room = inside.rows - 1; /* the last row says whether there is more */
    if (grid_init(&canvas, CANVAS_ROWS, wide, NULL) != ST_OK) {
        return;
    }
    v->height = draw_contents(v, &canvas, wide);
    scroll(v, 0);
    grid_copy(g, (struct area){inside.row, 4, v->room, wide}, &canvas, v->scroll);
    grid_release(&canvas);
    if (v->height > v->room) {
        const bool end = v->scroll + v->room >= v->height;
        (void)grid_text_right(g, inside.row + inside.rows - 1, g->columns - 1, 30, ROLE_QUIET, end ? _("end") : _("more below: PgDn"));
    }
}

static void results_leave(struct screen *screen, bool keep)
{
    (void)keep;
    forget(own(screen));
    free(screen);
}

static const struct key_help *results_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("PgUp PgDn"), N_("read on"), true},
                                           {N_("Enter"), N_("to the first step"), true},
                                           {"r", N_("review"), true},
                                           {"Esc", N_("back to the questions"), true},
                                           {"q", N_("leave"), true},
                                           {"?", N_("keys"), true},
                                           {"i", N_("products in use"), false},
                                           {"c", N_("your firm"), false},
                                           {"/", N_("search"), false},
                                           {"L", N_("日本語 / English"), false},
                                           {NULL, NULL, false}};
    (void)screen;
    return keys;
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
