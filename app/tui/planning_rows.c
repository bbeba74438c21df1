#include "tui/planning_rows.h"

#include "base/buffer.h"
#include "base/i18n.h"

/* Columns of a row; from STEP_AT on they move to the right where there is room to say what a step is. */
enum { MARK_AT = 2, NUMBER_AT = 6, TITLE_AT = 10, STEP_AT = 32, PRICE_AT = 38, ONCE_END = 47, MONTHLY_END = 56, WHO_AT = 58 };
#define PLACE_COLUMNS 4 /* of the title: "2/3" */
#define NARROW_COLUMNS 80
#define STEP_COLUMNS 20 /* fewer say nothing of a step */
#define MOST_COLUMNS 60 /* for what a step is: the rest is for who does it */

/* The step of the plan in this row. */
static size_t row_step(const struct planning *p, int row)
{
    size_t left = (size_t)row;
    if (left < p->nfirst) {
        return p->first[left];
    }
    left -= p->nfirst;
    size_t step = 0;
    while (planning_rank(p, step) > 0 || left-- > 0) {
        step++;
    }
    return step;
}

struct planning_row planning_row(const struct planning *p, int row)
{
    const size_t i = (size_t)row;
    if (i < p->plan.count) {
        const size_t step = row_step(p, row);
        return (struct planning_row){p->plan.steps[step].question, step, p->plan.steps[step].action, NULL};
    }
    const struct plan_open *open = &p->open[i - p->plan.count];
    return (struct planning_row){open->question, SIZE_MAX, open->action, open};
}

int planning_rows(const struct planning *p)
{
    return (int)(p->plan.count + p->nopen);
}

/* ---- marks ---- */

enum mark { MARK_FIRST, MARK_SECOND, MARK_THIRD, MARK_PROPOSED, MARK_YOURS, MARK_OPEN, MARK_OUT, MARKS };
static const char *const MARK_TEXTS[MARKS] = {"[1]", "[2]", "[3]", "[*]", "[+]", "[ ]", "[-]"};

static enum mark mark_of(const struct planning *p, const struct planning_row *row)
{
    if (row->open != NULL) {
        return row->open->reason == OPEN_LEFT_OUT ? MARK_OUT : MARK_OPEN;
    }
    const int rank = planning_rank(p, row->step);
    return p->plan.steps[row->step].wish == WISH_TAKE ? MARK_YOURS : rank > 0 ? (enum mark)(rank - 1) : MARK_PROPOSED;
}

void planning_legend(struct buffer *out, const struct planning *p)
{
    bool seen[MARKS] = {false};
    for (int i = 0; i < planning_rows(p); i++) {
        const struct planning_row row = planning_row(p, i);
        seen[mark_of(p, &row)] = true;
    }
    for (int i = MARK_FIRST; i <= MARK_THIRD; i++) {
        if (seen[i]) {
            (void)buffer_add_format(out, "%s%s", out->length > 0 ? " " : "", MARK_TEXTS[i]);
        }
    }
    static const char *const words[MARKS] = {[MARK_PROPOSED] = N_("proposed"),
                                             [MARK_YOURS] = N_("yours, customers see it"),
                                             [MARK_OPEN] = N_("stay out"),
                                             [MARK_OUT] = N_("left out")};
    (void)buffer_add_text(out, out->length > 0 ? " " : "");
    (void)buffer_add_text(out, out->length > 0 ? _("do in order") : "");
    for (int i = MARK_PROPOSED; i < MARKS; i++) {
        if (seen[i]) {
            (void)buffer_add_format(out, "%s%s %s", out->length > 0 ? "  " : "", MARK_TEXTS[i], _(words[i]));
        }
    }
}

/* ---- painting ---- */

/* How far the columns stand to the right of where they are on a narrow screen. */
static int room_for_steps(const struct grid *g)
{
    const int more = g->columns - NARROW_COLUMNS;
    return more < STEP_COLUMNS ? 0 : more < MOST_COLUMNS ? more : MOST_COLUMNS;
}

/* At most; a part that is nothing has a dash. What the vendor's hours cost the contract says. */
static void draw_price(const struct action *action, struct grid *g, int row, enum role role)
{
    char once[YEN_TEXT], monthly[YEN_TEXT];
    const int by = room_for_steps(g);
    if (plan_price(action) != PRICE_MONEY) {
        (void)grid_text_right(g, row, by + MONTHLY_END, MONTHLY_END - PRICE_AT, role,
                              plan_price(action) == PRICE_VENDOR ? _("vendor's hours") : _("costs nothing"));
        return;
    }
    (void)grid_text_right(g, row, by + ONCE_END, ONCE_END - PRICE_AT, role,
                          action->initial.max > 0 ? yen_text(action->initial.max, once) : "-");
    (void)grid_text_right(g, row, by + MONTHLY_END, MONTHLY_END - ONCE_END - 1, role,
                          action->monthly.max > 0 ? yen_text(action->monthly.max, monthly) : "-");
}

/* Several steps of one question have its title: which of them it is, and where there is room, what is to be done. */
static void draw_title(const struct planning *p, const struct planning_row *row, struct grid *g, int at, enum role role)
{
    const int room = room_for_steps(g);
    int columns = STEP_AT - TITLE_AT - 1;
    char place[WORDS_MAX] = "";
    if (row->action != NULL && planning_place(p, row->question, row->action, place)[0] != '\0') {
        (void)grid_text_right(g, at, STEP_AT - 1, PLACE_COLUMNS, role, place);
        columns -= PLACE_COLUMNS;
    }
    (void)grid_text(g, at, TITLE_AT, columns, role, question_title(&p->session->list.questions[row->question]));
    if (row->action != NULL && room > 0) {
        (void)grid_text(g, at, STEP_AT, room - 1, role, text_of(row->action->text));
    }
}

/* Who does a step of the plan by when, or why a step is open. *late: that day is past. */
static const char *who_words_of(const struct planning *p, const struct planning_row *row, char out[WORDS_MAX], bool *late)
{
    *late = false;
    if (row->open != NULL) {
        return reason_words(p, row->open->reason);
    }
    return assigned_words(p, row->step, out, late);
}

void planning_row_draw(const struct planning *p, int row, bool here, struct grid *g, int at)
{
    const struct planning_row is = planning_row(p, row);
    const int by = room_for_steps(g);
    const enum role role = here ? ROLE_ACCENT : is.open != NULL ? ROLE_QUIET : ROLE_TEXT;
    char text[WORDS_MAX];
    bool late;
    (void)grid_text(g, at, 1, 1, role, here ? ">" : " ");
    (void)grid_text(g, at, MARK_AT, 3, role, MARK_TEXTS[mark_of(p, &is)]);
    (void)snprintf(text, sizeof text, "%3d", question_number(p->session, is.question));
    (void)grid_text(g, at, NUMBER_AT, 3, role, text);
    draw_title(p, &is, g, at, role);
    if (is.action != NULL) {
        (void)snprintf(text, sizeof text, "%d->%d", is.action->from, is.action->to);
        (void)grid_text(g, at, by + STEP_AT, PRICE_AT - STEP_AT - 1, role, text);
        draw_price(is.action, g, at, role);
    }
    const char *who = who_words_of(p, &is, text, &late);
    const int column = by + WHO_AT + (late ? grid_text(g, at, by + WHO_AT, 2, ROLE_WARNING, "! ") : 0);
    (void)grid_text(g, at, column, g->columns - column - 1, late && !here ? ROLE_WARNING : role, who);
}

void planning_columns_draw(struct grid *g, int row)
{
    const int by = room_for_steps(g);
    (void)grid_text(g, row, MARK_AT, TITLE_AT - MARK_AT - 1, ROLE_QUIET, _("mark"));
    (void)grid_text(g, row, TITLE_AT, STEP_AT - TITLE_AT - 1, ROLE_QUIET, _("question, step"));
    (void)grid_text(g, row, by + STEP_AT, PRICE_AT - STEP_AT - 1, ROLE_QUIET, _("level"));
    (void)grid_text_right(g, row, by + ONCE_END, ONCE_END - PRICE_AT, ROLE_QUIET, _("cost once"));
    (void)grid_text_right(g, row, by + MONTHLY_END, MONTHLY_END - ONCE_END - 1, ROLE_QUIET, _("monthly"));
    (void)grid_text(g, row, by + WHO_AT, g->columns - by - WHO_AT - 1, ROLE_QUIET, _("by when, who"));
}
