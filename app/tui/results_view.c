#include "tui/results_view.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "model/compare.h"
#include "model/json.h"
#include "tui/check_words.h"
#include "tui/report.h"
#include "tui/words.h"

#define CHART_ROWS 21 /* larger says no more */

/* Columns: titles, bars, points now, points then. */
enum { TITLE_COLUMNS = 30, BAR_AT = 31, BAR_COLUMNS = 20, NOW_END = 59, THEN_END = 69, TEXT_AT = 62 };

static void begin_part(struct results_view *view, int row)
{
    if (view->nparts < RESULT_PARTS) {
        view->parts[view->nparts++] = row;
    }
}

/* The rows from `from` to before `to` belong together. */
static void keep_together(struct results_view *view, int from, int to)
{
    if (view->ngroups < RESULT_GROUPS) {
        view->groups[view->ngroups++] = (struct results_group){from, to};
    }
}

/* Draws one wrapped text at row; returns the row below it. */
static int put(struct grid *g, int row, int column, enum role role, const char *text)
{
    return row + grid_wrap(g, (struct area){row, column, g->rows, g->columns - column}, 0, role, text);
}

typedef void report_function(struct buffer *, const struct session *, const struct score *);

static int put_report(const struct results *r, struct grid *g, int row, enum role role, report_function *report)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    report(&text, r->session, &r->score);
    row = put(g, row, 0, role, buffer_text(&text));
    buffer_release(&text);
    return row;
}

static int put_heading(struct results_view *view, struct grid *g, int row, const char *text)
{
    begin_part(view, row);
    (void)grid_text(g, row, 0, g->columns, ROLE_STRONG, text);
    return row + 1;
}

/* ---- bars ---- */

static int draw_bar_row(const struct results *r, struct grid *g, int row, bool pack, const char *title, int points, int then,
                        const char *without)
{
    const int indent = pack ? 0 : 2;
    char text[WORDS_MAX];
    (void)grid_text(g, row, indent, TITLE_COLUMNS - indent, pack ? ROLE_STRONG : ROLE_TEXT, title);
    if (points == SCORE_NONE) {
        (void)grid_text(g, row, BAR_AT, NOW_END - BAR_AT, ROLE_QUIET, without);
    } else {
        grid_bar(g, row, BAR_AT, BAR_COLUMNS, points, 1000);
        (void)grid_text_right(g, row, NOW_END, 6, pack ? ROLE_STRONG : ROLE_TEXT, points_words(points, text));
    }
    if (r->past != NULL) {
        (void)grid_text_right(g, row, THEN_END, 6, ROLE_QUIET, points_words(then, text));
    }
    return row + 1;
}

/* Below a part in which a question counts that stands elsewhere. */
static int draw_elsewhere(struct results_view *view, const struct results *r, struct grid *g, int row, const struct pack *pack,
                          size_t section)
{
    struct buffer note;
    buffer_init(&note, BUFFER_MAX_TEXT);
    report_elsewhere(&note, r->session, pack, section, false);
    if (note.length > 0) {
        const int bar = row - 1;
        row = put(g, row, 4, ROLE_QUIET, buffer_text(&note));
        keep_together(view, bar, row);
    }
    buffer_release(&note);
    return row;
}

static int draw_bars(struct results_view *view, const struct results *r, struct grid *g, int row)
{
    begin_part(view, row);
    if (r->past != NULL) {
        const char *period = json_text(r->past, "period");
        (void)grid_text_right(g, row, NOW_END, 10, ROLE_QUIET, _("now"));
        (void)grid_text_right(g, row, THEN_END, 10, ROLE_QUIET, period == NULL ? _("before") : period);
        row++;
    }
    for (size_t p = 0; p < r->score.npacks; p++) {
        const struct pack_score *score = &r->score.packs[p];
        const struct pack *pack = score->pack;
        row = draw_bar_row(r, g, row, true, text_of(pack->title), score->total, alike_points(&r->alike, pack, SIZE_MAX),
                           report_without_points(r->session, pack, SIZE_MAX));
        for (size_t i = 0; i < pack->nsections && pack->nsections > 1; i++) {
            row = draw_bar_row(r, g, row, false, text_of(pack->sections[i].title), score->sections[i], alike_points(&r->alike, pack, i),
                               report_without_points(r->session, pack, i));
            row = draw_elsewhere(view, r, g, row, pack, i);
        }
        if (pack->nsections <= 1) {
            row = draw_elsewhere(view, r, g, row, pack, SIZE_MAX);
        }
    }
    row = put_report(r, g, row, ROLE_QUIET, report_shared);
    return row + 1;
}

/* ---- threats ---- */

static int draw_threats(struct results_view *view, const struct results *r, struct grid *g, int row)
{
    if (r->nthreats == 0 || r->threats[0].points == SCORE_NONE) {
        return row;
    }
    row = put_heading(view, g, row, _("Threats that you are least prepared for:"));
    for (size_t i = 0; i < r->nthreats && i < RESULT_THREATS && r->threats[i].points != SCORE_NONE; i++) {
        const struct threat_cover *cover = &r->threats[i];
        char points[WORDS_MAX];
        struct buffer weak;
        buffer_init(&weak, BUFFER_MAX_TEXT);
        struct buffer head;
        buffer_init(&head, BUFFER_MAX_TEXT);
        const int from = row;
        (void)buffer_add_format(&head, _("%s: covered %s of 100"), text_of(cover->threat->title), points_words(cover->points, points));
        report_weak(&weak, r->session, cover, g->columns - 4);
        row = put(g, row, 2, ROLE_TEXT, buffer_text(&head));
        row = put(g, row, 4, ROLE_QUIET, buffer_text(&weak));
        keep_together(view, from, row);
        buffer_release(&head);
        buffer_release(&weak);
    }
    return row + 1;
}

/* ---- chart ---- */

static int draw_chart(struct results_view *view, const struct results *r, struct grid *g, int row)
{
    struct radar_axis axes[RADAR_AXES_MAX];
    const char *title = NULL;
    int n = results_chart(r, view->chart, axes, &title);
    if (n == 0) { /* past the last one: the first again */
        view->chart = 0;
        n = results_chart(r, 0, axes, &title);
    }
    if (n == 0 || r->score.total == SCORE_NONE) {
        return row;
    }
    view->chart_from = row;
    (void)grid_text(g, row, width_text(title) + 1, g->columns - width_text(title) - 1, ROLE_QUIET, _("(centre 0, outer ring 100)"));
    row = put_heading(view, g, row, title);
    int rows = view->room - 2 < RADAR_ROWS_MIN ? RADAR_ROWS_MIN : view->room - 2 > CHART_ROWS ? CHART_ROWS : view->room - 2;
    rows = radar_rows(n, rows, g->columns);
    radar_draw(g, (struct area){row + 1, 0, rows, g->columns}, axes, n, view->style);
    view->chart_to = row + 1 + rows;
    return row + rows + 2;
}

/* ---- steps ---- */

static int draw_step(struct results_view *view, const struct results *r, const struct gap *gap, struct grid *g, int row)
{
    struct buffer head, effort;
    buffer_init(&head, BUFFER_MAX_TEXT);
    buffer_init(&effort, BUFFER_MAX_TEXT);
    const int from = row;
    results_step_head(&head, r, gap, false);
    row = put(g, row, 2, ROLE_ACCENT, buffer_text(&head));
    buffer_release(&head);
    if (gap->action != NULL) {
        row = put(g, row, 4, ROLE_TEXT, text_of(gap->action->text));
        report_effort(&effort, gap->action);
        row = put(g, row, 4, ROLE_QUIET, buffer_text(&effort));
    }
    buffer_release(&effort);
    keep_together(view, from, row);
    return row + 1;
}

static int draw_left_open(struct results_view *view, const struct results *r, struct grid *g, int row)
{
    struct buffer open;
    buffer_init(&open, BUFFER_MAX_TEXT);
    results_left_open(&open, r);
    if (open.length > 0) {
        row = put_heading(view, g, row, results_heading(r, STEP_PAID)) + 1;
        row = put(g, row, 2, ROLE_TEXT, buffer_text(&open)) + 1;
    }
    buffer_release(&open);
    return row;
}

/* *told: what a target is was said above. */
static int draw_some_steps(struct results_view *view, const struct results *r, enum step_kind kind, bool *told, struct grid *g, int row)
{
    const struct gap *steps[RESULT_STEPS];
    const size_t n = results_steps(r, kind, steps);
    if (n == 0) {
        return row;
    }
    row = put_heading(view, g, row, results_heading(r, kind));
    if (!*told) {
        row = put(g, row, 0, ROLE_QUIET, _("Targets are those of the questionnaires, or higher where a customer asks for more."));
        *told = true;
    }
    row++;
    for (size_t i = 0; i < n && i < RESULT_STEPS; i++) {
        row = draw_step(view, r, steps[i], g, row);
    }
    if (kind == STEP_FIRST) {
        struct buffer why;
        buffer_init(&why, BUFFER_MAX_TEXT);
        results_weakest_later(&why, r);
        row = why.length > 0 ? put(g, row, 2, ROLE_TEXT, buffer_text(&why)) + 1 : row;
        buffer_release(&why);
    }
    return row;
}

static int draw_plan_changed(const struct results *r, struct grid *g, int row)
{
    struct buffer changed;
    buffer_init(&changed, BUFFER_MAX_TEXT);
    planning_changed(&changed, &r->planning);
    row = changed.length > 0 ? put(g, row, 0, ROLE_TEXT, buffer_text(&changed)) : row;
    buffer_release(&changed);
    return row;
}

static int draw_steps(struct results_view *view, const struct results *r, struct grid *g, int row)
{
    if (r->score.answered == 0) {
        return row;
    }
    if (r->ngaps == 0) {
        return put_heading(view, g, row, _("Every answered question reaches its target.")) + 1;
    }
    bool told = false;
    for (int kind = 0; kind < STEP_KINDS; kind++) {
        row = draw_some_steps(view, r, (enum step_kind)kind, &told, g, row);
        row = kind == STEP_PAID ? draw_left_open(view, r, g, row) : row;
    }
    row = draw_plan_changed(r, g, row);
    return put(g, row, 0, ROLE_QUIET, _("p makes a plan of all steps, within a budget.")) + 1;
}

/* What does not go together has one name everywhere; advice is another thing. */
static int draw_remarks(struct results_view *view, const struct results *r, bool advice, struct grid *g, int row)
{
    const struct session *s = r->session;
    bool any = false;
    for (size_t i = 0; i < s->nhits; i++) {
        if (s->hits[i].check->advice != advice) {
            continue;
        }
        row = any ? row : put_heading(view, g, row, advice ? _("Worth knowing:") : _("Worth another look:"));
        any = true;
        (void)grid_text(g, row, 0, 2, ROLE_WARNING, "!");
        struct buffer said, both;
        buffer_init(&said, BUFFER_MAX_TEXT);
        buffer_init(&both, BUFFER_MAX_TEXT);
        check_words(&said, s, s->hits[i].check);
        report_both(&both, s, s->hits[i].check);
        row = put(g, row, 2, ROLE_TEXT, buffer_text(&said));
        row = put(g, row, 2, ROLE_QUIET, buffer_text(&both));
        buffer_release(&both);
        buffer_release(&said);
    }
    return any ? row + 1 : row;
}

int results_view_rows(const struct results *r)
{
    size_t rows = 130; /* totals, threats, chart, steps */
    for (size_t p = 0; p < r->score.npacks; p++) {
        rows += 3 * (1 + r->score.packs[p].pack->nsections);
    }
    rows += 8 * r->session->nhits + 3 * r->planning.nopen;
    return rows < GRID_ROWS_MAX ? (int)rows : GRID_ROWS_MAX;
}

int results_view_draw(struct results_view *view, const struct results *r, struct grid *g)
{
    view->nparts = view->ngroups = 0;
    view->chart_from = view->chart_to = 0;
    begin_part(view, 0);
    int row = put_report(r, g, 1, ROLE_ACCENT, report_total);
    row = put_report(r, g, row, ROLE_TEXT, report_last_year);
    row = put_report(r, g, row, ROLE_TEXT, report_weakest);
    row = put_report(r, g, row, ROLE_TEXT, report_belief);
    row = put_report(r, g, row, ROLE_WARNING, report_apart);
    row = put_report(r, g, row, ROLE_TEXT, report_unknown) + 1;
    row = draw_bars(view, r, g, row);
    row = draw_threats(view, r, g, row);
    row = draw_chart(view, r, g, row);
    row = draw_steps(view, r, g, row);
    row = draw_remarks(view, r, false, g, row);
    return draw_remarks(view, r, true, g, row) - 1;
}
