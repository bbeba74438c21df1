/* What is to be rated again: evidence came, or a follow-up was done, after the rating. One key rates it, one says that it stands. */
#include "tui/account.h"
#include "tui/interview.h"
#include "tui/listing.h"
#include "tui/screens.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/words.h"

#include "base/i18n.h"
#include "model/rating.h"
#include "model/recheck.h"

#define TITLE_COLUMNS 28
#define NEWS_ROWS 5

struct recheck_screen {
    struct screen screen;
    struct session *session;
    size_t *rows;
    size_t n;
    struct listing list;
};

static struct recheck_screen *own(struct screen *screen)
{
    return (struct recheck_screen *)(void *)screen;
}

static void refresh(struct recheck_screen *v)
{
    const struct session *s = v->session;
    v->n = recheck_list(s->assessment, &s->list, v->rows, s->list.count);
    listing_resize(&v->list, (int)v->n, v->list.area);
}

static void recheck_enter(struct screen *screen)
{
    refresh(own(screen));
}

/* Rates it; a difference is explained at once. */
static struct effect rate(struct recheck_screen *v, int level)
{
    struct error e = {0};
    const size_t question = v->rows[v->list.at];
    const enum status st = level < 0 ? session_stands(v->session, question, &e) : session_assess(v->session, question, level, &e);
    if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    refresh(v);
    const struct question *q = &v->session->list.questions[question];
    ui_say(v->screen.ui, _("%d %s: rated %d."), question_number(v->session, question), question_title(q), q->answer.assessor_level);
    return rating_lacks_reason(&q->answer) ? effect_push(difference_form_new(v->session, question)) : effect_stay();
}

static struct effect row_key(struct recheck_screen *v, const struct event *event)
{
    const size_t question = v->rows[v->list.at];
    const char c = event_command(event);
    if (c >= '0' && c < '0' + LEVELS) {
        return rate(v, c - '0');
    }
    if (c == '=') {
        return rate(v, -1);
    }
    if (c == 'e') {
        return effect_push(evidence_screen_new(v->session, question));
    }
    if (event->key == KEY_RETURN) {
        session_remember_place(v->session, question);
        return effect_pop();
    }
    return usual_key(&v->screen, v->session, event);
}

static struct effect recheck_key(struct screen *screen, const struct event *event)
{
    struct recheck_screen *v = own(screen);
    const char c = event_command(event);
    if (listing_key(&v->list, event) || event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (c == 'u') {
        size_t question = SIZE_MAX;
        (void)undo_key(screen, v->session, &question);
        refresh(v);
        return effect_stay();
    }
    return v->n > 0 ? row_key(v, event) : usual_key(screen, v->session, event);
}

static void recheck_layout(struct screen *screen, int rows, int columns)
{
    struct recheck_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, (int)v->n, (struct area){inside.row + 3, 0, inside.rows - 5 - NEWS_ROWS, columns});
}

static void draw_row(const struct recheck_screen *v, int index, struct grid *g)
{
    const struct session *s = v->session;
    const struct question *q = &s->list.questions[v->rows[index]];
    const struct rating rating = rating_view(&q->answer);
    const struct answer assessor = {.state = rating.assessor < 0 ? ANSWER_NONE : ANSWER_LEVEL,
                                    .level = rating.assessor < 0 ? 0 : rating.assessor};
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at;
    char line[WORDS_MAX * 2], firm[ANSWER_WORDS], theirs[ANSWER_WORDS];
    if (row < 0) {
        return;
    }
    (void)snprintf(line, sizeof line, "%d %s", question_number(s, v->rows[index]), question_title(q));
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, here ? ">" : "");
    (void)grid_text(g, row, 4, TITLE_COLUMNS, here ? ROLE_ACCENT : ROLE_TEXT, line);
    (void)snprintf(line, sizeof line, "%s%s   %s%s", _("Firm: "), answer_words(&q->answer, firm), _("Assessor: "),
                   answer_words(&assessor, theirs));
    (void)grid_text(g, row, 4 + TITLE_COLUMNS + 2, g->columns - TITLE_COLUMNS - 7, here ? ROLE_TEXT : ROLE_QUIET, line);
}

static void draw_news(const struct recheck_screen *v, struct grid *g, struct area area)
{
    struct recheck_news news[NEWS_ROWS];
    const size_t n = recheck_news(v->session->assessment, &v->session->list.questions[v->rows[v->list.at]], news, NEWS_ROWS);
    (void)grid_text(g, area.row, area.column, area.columns, ROLE_STRONG, _("Came after the rating:"));
    for (size_t i = 0; i < n && i < NEWS_ROWS; i++) {
        char line[WORDS_MAX * 4];
        (void)snprintf(line, sizeof line, "%-10s  %s %s", news[i].date, news[i].followup ? _("done:") : _("evidence:"), news[i].text);
        (void)grid_text(g, area.row + 1 + (int)i, area.column, area.columns, ROLE_TEXT, line);
    }
}

static void recheck_draw(struct screen *screen, struct grid *g)
{
    struct recheck_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, session_company(v->session), _("rate again"));
    const int wide = text_columns(g->columns);
    if (v->n == 0) {
        (void)grid_wrap(g, (struct area){inside.row + 1, 4, 3, wide}, 0, ROLE_STRONG,
                        _("Nothing came after your ratings: nothing is to be rated again."));
        return;
    }
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("To be rated again: something came after your rating"));
    for (int i = 0; i < (int)v->n; i++) {
        draw_row(v, i, g);
    }
    draw_news(v, g, (struct area){inside.row + inside.rows - NEWS_ROWS - 1, 4, NEWS_ROWS + 1, wide});
}

static void recheck_leave(struct screen *screen, bool keep)
{
    struct recheck_screen *v = own(screen);
    (void)keep;
    free(v->rows);
    free(v);
}

static const struct key_help *recheck_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {"0-4", N_("rate"), true}, {"=", N_("it stands"), true}, {N_("Enter"), N_("the question"), true}, {"e", N_("evidence"), true},
        {"u", N_("undo"), true},   {"Esc", N_("back"), true},    {N_("Up Down"), N_("choose"), false},    {NULL, NULL, false}};
    static const struct key_help none[] = {{"u", N_("undo"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    return ((const struct recheck_screen *)(const void *)screen)->n == 0 ? none : keys;
}

struct screen *recheck_screen_new(struct session *session)
{
    static const struct screen_ops ops = {.enter = recheck_enter,
                                          .key = recheck_key,
                                          .layout = recheck_layout,
                                          .draw = recheck_draw,
                                          .leave = recheck_leave,
                                          .keys = recheck_keys};
    struct recheck_screen *v = calloc(1, sizeof *v);
    if (v == NULL || (v->rows = calloc(session->list.count + 1, sizeof *v->rows)) == NULL) {
        free(v);
        return NULL;
    }
    v->screen.ops = &ops;
    v->screen.secluded = true;
    v->session = session;
    return &v->screen;
}
