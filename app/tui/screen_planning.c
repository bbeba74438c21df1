/* The plan: the best steps for a budget, what they bring, what stays open and why; steps are taken, left out and assigned here. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/headed_list.h"
#include "tui/planning.h"
#include "tui/planning_keys.h"
#include "tui/report.h"
#include "tui/ui.h"

#define HEAD_GAP 1 /* a row below the head: what the columns hold */
#define DETAIL_ROWS 5
#define ROWS_FOR_ALL 30 /* fewer: the head says less, so that the list shows more */
/* Columns of a row. */
enum { MARK_AT = 2, NUMBER_AT = 6, TITLE_AT = 10, STEP_AT = 32, PRICE_AT = 38, ONCE_END = 47, MONTHLY_END = 56, WHO_AT = 58 };

struct planning_screen {
    struct screen screen;
    struct session *session;
    struct planning planning;
    struct listing list;
    /* The step under the cursor, kept over changes of the plan. */
    size_t question;
    const struct action *action;
    /* The step that Space was last pressed on, where u puts the cursor again; SIZE_MAX: none. */
    size_t toggled;
    const struct action *toggled_action;
};

static struct planning_screen *own(struct screen *screen)
{
    return (struct planning_screen *)(void *)screen;
}

/* ---- rows: the steps to take first, the others of the plan, then what stays open ---- */

/* The step of the plan in this row. */
static size_t row_step(const struct planning_screen *v, int row)
{
    size_t first[PLAN_FIRST];
    const size_t n = planning_first(&v->planning, first);
    size_t left = (size_t)row;
    if (left < n) {
        return first[left];
    }
    left -= n;
    size_t step = 0;
    while (planning_rank(&v->planning, step) > 0 || left-- > 0) {
        step++;
    }
    return step;
}

static size_t row_question(const struct planning_screen *v, int row)
{
    const size_t i = (size_t)row;
    return i < v->planning.plan.count ? v->planning.plan.steps[row_step(v, row)].question
                                      : v->planning.open[i - v->planning.plan.count].question;
}

static const struct action *row_action(const struct planning_screen *v, int row)
{
    const size_t i = (size_t)row;
    return i < v->planning.plan.count ? v->planning.plan.steps[row_step(v, row)].action
                                      : v->planning.open[i - v->planning.plan.count].action;
}

/* NULL for a step of the plan. */
static const struct plan_open *row_open(const struct planning_screen *v, int row)
{
    const size_t i = (size_t)row;
    return i < v->planning.plan.count ? NULL : &v->planning.open[i - v->planning.plan.count];
}

static void remember_row(struct planning_screen *v)
{
    if (v->list.count > 0) {
        v->question = row_question(v, v->list.at);
        v->action = row_action(v, v->list.at);
    }
}

/* Puts the cursor on the step that it was on, wherever that is now; else it stays in its row. */
static void find_row(struct planning_screen *v)
{
    for (int row = 0; row < v->list.count; row++) {
        if (row_question(v, row) == v->question && row_action(v, row) == v->action) {
            v->list.at = row;
            return;
        }
    }
}

static void compute(struct planning_screen *v)
{
    struct error e = {0};
    planning_release(&v->planning);
    (void)planning_compute(&v->planning, v->session, &e); /* a refusal is shown in the plan's place */
    v->list.count = (int)(v->planning.plan.count + v->planning.nopen);
    find_row(v);
    listing_resize(&v->list, v->list.count, v->list.area);
    remember_row(v);
}

static void planning_enter(struct screen *screen)
{
    compute(own(screen));
}

/* ---- keys ---- */

/* What Space does to the step of a row. */
static enum planning_space row_space(const struct planning_screen *v, int row)
{
    const struct question *q = &v->session->list.questions[row_question(v, row)];
    const struct action *action = row_action(v, row);
    const bool open = row_open(v, row) != NULL;
    return !open && plan_promised(q, action)                             ? SPACE_PROMISED
           : plan_wish(v->planning.terms.wishes, q, action) != WISH_NONE ? SPACE_FORGET
           : open                                                        ? SPACE_TAKE
                                                                         : SPACE_LEAVE;
}

/* Takes what is open and leaves out what is taken; what was decided by hand becomes the plan's own matter again. */
static void toggle(struct planning_screen *v)
{
    struct error e = {0};
    const int row = v->list.at;
    const struct action *action = v->list.count == 0 ? NULL : row_action(v, row);
    if (action == NULL) {
        ui_say(v->screen.ui, "%s", _("There is no step to take here."));
        return;
    }
    const enum planning_space space = row_space(v, row);
    remember_row(v);
    if (space == SPACE_PROMISED) {
        ui_say(v->screen.ui, _("%d %s is planned by you: Enter changes that, or takes it out."), question_number(v->session, v->question),
               question_title(&v->session->list.questions[v->question]));
        return;
    }
    const enum plan_wish wish = space == SPACE_FORGET ? WISH_NONE : space == SPACE_TAKE ? WISH_TAKE : WISH_LEAVE;
    if (session_wish(v->session, row_question(v, row), action, wish, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    v->toggled = v->question;
    v->toggled_action = action;
    compute(v); /* the cursor goes where the step goes: Space once more brings it back */
    if (wish == WISH_LEAVE) {
        ui_say(v->screen.ui, _("%d %s is left out by you.   (u takes it back)"), question_number(v->session, v->toggled),
               question_title(&v->session->list.questions[v->toggled]));
        return;
    }
    ui_say(v->screen.ui, "%s",
           wish == WISH_TAKE ? _("Taken by you; the rest is the best around it.   (u takes it back)")
                             : _("Left to the plan again.   (u takes it back)"));
}

static void undo(struct planning_screen *v)
{
    size_t question = SIZE_MAX;
    if (undo_key(&v->screen, v->session, &question)) {
        if (question == SIZE_MAX && v->toggled != SIZE_MAX) {
            v->question = v->toggled;
            v->action = v->toggled_action;
            v->toggled = SIZE_MAX;
        }
        compute(v);
    }
}

static struct effect assign(struct planning_screen *v)
{
    if (v->list.count == 0) {
        return effect_stay();
    }
    remember_row(v);
    const struct plan_open *open = row_open(v, v->list.at);
    const int level = v->action != NULL ? v->action->to : open->target; /* a step of the plan has an action */
    return effect_push(plan_form_new(v->session, v->question, level));
}

static struct effect letter(struct planning_screen *v, const struct event *event)
{
    switch (event_command(event)) {
    case ' ':
        toggle(v);
        return effect_stay();
    case 'b':
        v->toggled = SIZE_MAX;
        return effect_push(budget_form_new(v->session));
    case 'a':
        return assign(v);
    case 'g':
        remember_row(v);
        return v->list.count == 0 ? effect_stay() : effect_push(question_screen_once(v->session, v->question));
    case 'u':
        undo(v);
        return effect_stay();
    default:
        return usual_key(&v->screen, v->session, event);
    }
}

static struct effect planning_key(struct screen *screen, const struct event *event)
{
    struct planning_screen *v = own(screen);
    if (listing_opens(&v->list, event)) {
        return assign(v);
    }
    if (listing_key(&v->list, event)) {
        remember_row(v);
        return effect_stay();
    }
    return letter(v, event);
}

/* ---- painting ---- */

static void planning_layout(struct screen *screen, int rows, int columns)
{
    struct planning_screen *v = own(screen);
    struct buffer head;
    buffer_init(&head, BUFFER_MAX_TEXT);
    planning_head(&head, &v->planning, rows < ROWS_FOR_ALL);
    headed_list_place(&v->list, buffer_text(&head), HEAD_GAP, DETAIL_ROWS, rows, columns);
    buffer_release(&head);
}

/* "[1]" to "[3]" proposed, first, "[*]" proposed, "[+]" by hand, "[ ]" open, "[-]" left out by hand. */
static const char *mark_of(const struct planning_screen *v, int row)
{
    const struct plan_open *open = row_open(v, row);
    if (open != NULL) {
        return open->reason == OPEN_LEFT_OUT ? "[-]" : "[ ]";
    }
    static const char *const ranks[PLAN_FIRST] = {"[1]", "[2]", "[3]"};
    const size_t step = row_step(v, row);
    const int rank = planning_rank(&v->planning, step);
    return v->planning.plan.steps[step].wish == WISH_TAKE ? "[+]" : rank > 0 ? ranks[rank - 1] : "[*]";
}

/* At most; what is nothing has no amount. */
static void draw_price(const struct action *action, struct grid *g, int row, enum role role)
{
    char text[YEN_TEXT];
    const enum plan_price price = plan_price(action);
    if (price != PRICE_MONEY) {
        (void)grid_text_right(g, row, MONTHLY_END, MONTHLY_END - PRICE_AT, role, price == PRICE_VENDOR ? _("vendor's hours") : _("free"));
        return;
    }
    if (action->initial.max > 0) {
        (void)grid_text_right(g, row, ONCE_END, ONCE_END - PRICE_AT, role, yen_text(action->initial.max, text));
    }
    if (action->monthly.max > 0) {
        (void)grid_text_right(g, row, MONTHLY_END, MONTHLY_END - ONCE_END - 1, role, yen_text(action->monthly.max, text));
    }
}

static void draw_row(const struct planning_screen *v, int index, struct grid *g)
{
    const size_t at = row_question(v, index);
    const struct question *q = &v->session->list.questions[at];
    const struct action *action = row_action(v, index);
    const struct plan_open *open = row_open(v, index);
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at;
    const enum role role = here ? ROLE_ACCENT : open != NULL ? ROLE_QUIET : ROLE_TEXT;
    char text[WORDS_MAX];
    (void)grid_text(g, row, 1, 1, role, here ? ">" : " ");
    (void)grid_text(g, row, MARK_AT, 3, role, mark_of(v, index));
    (void)snprintf(text, sizeof text, "%3d", question_number(v->session, at));
    (void)grid_text(g, row, NUMBER_AT, 3, role, text);
    (void)grid_text(g, row, TITLE_AT, STEP_AT - TITLE_AT - 1, role, question_title(q));
    if (action != NULL) {
        (void)snprintf(text, sizeof text, "%d->%d", action->from, action->to);
        (void)grid_text(g, row, STEP_AT, PRICE_AT - STEP_AT - 1, role, text);
        draw_price(action, g, row, role);
    }
    const char *who = open != NULL ? reason_words(&v->planning, open->reason) : assigned_words(q, action, text);
    const bool late = open == NULL && who[0] != '\0' && session_day_past(v->session, at);
    const int column = late ? WHO_AT + grid_text(g, row, WHO_AT, 2, ROLE_WARNING, "! ") : WHO_AT;
    (void)grid_text(g, row, column, g->columns - column - 1, late && !here ? ROLE_WARNING : role, who);
}

static void draw_columns(struct grid *g, int row)
{
    (void)grid_text(g, row, MARK_AT, TITLE_AT - MARK_AT - 1, ROLE_QUIET, _("mark"));
    (void)grid_text(g, row, TITLE_AT, STEP_AT - TITLE_AT - 1, ROLE_QUIET, _("question"));
    (void)grid_text(g, row, STEP_AT, PRICE_AT - STEP_AT - 1, ROLE_QUIET, _("level"));
    (void)grid_text_right(g, row, ONCE_END, ONCE_END - PRICE_AT, ROLE_QUIET, _("cost once"));
    (void)grid_text_right(g, row, MONTHLY_END, MONTHLY_END - ONCE_END - 1, ROLE_QUIET, _("monthly"));
    (void)grid_text(g, row, WHO_AT, g->columns - WHO_AT - 1, ROLE_QUIET, _("by when, who"));
}

/* The step under the cursor in full. */
static void draw_detail(const struct planning_screen *v, struct grid *g, struct area area)
{
    if (v->list.count == 0) {
        return;
    }
    const struct action *action = row_action(v, v->list.at);
    const struct plan_open *open = row_open(v, v->list.at);
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (action != NULL) {
        const int rows = grid_wrap(g, area, 0, ROLE_TEXT, text_of(action->text));
        area.row += rows;
        area.rows -= rows;
        report_effort(&text, action);
        const int more = area.rows > 0 ? grid_wrap(g, area, 0, ROLE_QUIET, buffer_text(&text)) : 0;
        area.row += more;
        area.rows -= more;
        buffer_clear(&text);
    }
    if (open != NULL) {
        planning_reason(&text, &v->planning, open);
        (void)buffer_add_text(&text, "\n");
    }
    planning_yours(&text, v->session, row_question(v, v->list.at));
    const int used = area.rows > 0 ? grid_wrap(g, area, 0, ROLE_TEXT, buffer_text(&text)) : 0;
    if (used < area.rows) { /* what the marks mean, where there is room */
        (void)grid_text(g, area.row + area.rows - 1, area.column, area.columns, ROLE_QUIET,
                        _("[1] [*] proposed  [+] yours: customers see only these  [-] left out"));
    }
    buffer_release(&text);
}

/* How far down the cursor is: among the steps of the plan, or among what stays open. */
static void place_words(const struct planning_screen *v, char out[WORDS_MAX])
{
    const int steps = (int)v->planning.plan.count;
    if (v->list.at < steps) {
        (void)snprintf(out, WORDS_MAX, _(" step %d/%d "), v->list.at + 1, steps);
    } else {
        (void)snprintf(out, WORDS_MAX, _(" left open %d/%d "), v->list.at - steps + 1, (int)v->planning.nopen);
    }
}

static void planning_draw(struct screen *screen, struct grid *g)
{
    const struct planning_screen *v = own(screen);
    const struct area inside = session_frame(screen, g, v->session, NULL, _("the plan"));
    struct buffer head;
    buffer_init(&head, BUFFER_MAX_TEXT);
    planning_head(&head, &v->planning, g->rows < ROWS_FOR_ALL);
    headed_list_draw_head(&v->list, buffer_text(&head), HEAD_GAP, g, inside);
    buffer_release(&head);
    if (v->list.count == 0 && v->planning.problem.text[0] == '\0') {
        (void)grid_text(g, v->list.area.row, 2, g->columns - 4, ROLE_QUIET, _("Nothing is below its target: there is nothing to plan."));
    }
    if (v->list.count > 0) {
        draw_columns(g, v->list.area.row - 1);
    }
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
    char place[WORDS_MAX];
    place_words(v, place);
    draw_detail(v, g, headed_list_draw_rule(&v->list, place, DETAIL_ROWS, g));
    headed_list_draw_more(&v->list, g);
}

static void planning_leave(struct screen *screen, bool keep)
{
    (void)keep;
    planning_release(&own(screen)->planning);
    free(screen);
}

static const struct key_help *planning_keys(const struct screen *screen)
{
    const struct planning_screen *v = (const struct planning_screen *)(const void *)screen;
    return planning_key_table(v->list.count == 0 || row_action(v, v->list.at) == NULL ? SPACE_NOTHING : row_space(v, v->list.at));
}

struct screen *planning_screen_new(struct session *session)
{
    static const struct screen_ops ops = {.enter = planning_enter,
                                          .key = planning_key,
                                          .layout = planning_layout,
                                          .draw = planning_draw,
                                          .leave = planning_leave,
                                          .keys = planning_keys};
    struct planning_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->question = v->toggled = SIZE_MAX;
    v->list.area.rows = 1;
    return &v->screen;
}
