/* The plan: the best steps for a budget, what they bring, what stays open and why; steps are taken, left out and assigned here. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/headed_list.h"
#include "tui/planning.h"
#include "tui/planning_keys.h"
#include "tui/planning_rows.h"
#include "tui/report.h"
#include "tui/ui.h"

#define HEAD_GAP 1 /* a row below the head: what the columns hold */
#define DETAIL_ROWS 5

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
    struct buffer changed; /* what the plan had become before it was looked at, said until it changes again */
    bool by_owner;         /* what is changed next is changed here: nobody needs to be told */
};

static struct planning_screen *own(struct screen *screen)
{
    return (struct planning_screen *)(void *)screen;
}

/* ---- rows ---- */

static void remember_row(struct planning_screen *v)
{
    if (v->list.count > 0) {
        const struct planning_row row = planning_row(&v->planning, v->list.at);
        v->question = row.question;
        v->action = row.action;
    }
}

/* Puts the cursor on the step that it was on, wherever that is now; else it stays in its row. */
static void find_row(struct planning_screen *v)
{
    for (int row = 0; row < v->list.count; row++) {
        const struct planning_row is = planning_row(&v->planning, row);
        if (is.question == v->question && is.action == v->action) {
            v->list.at = row;
            return;
        }
    }
}

/* Says what has changed without the owner, and notes what is looked at now. */
static void look_at_changes(struct planning_screen *v)
{
    struct buffer changed;
    buffer_init(&changed, BUFFER_MAX_TEXT);
    if (!v->by_owner) {
        planning_changed(&changed, &v->planning);
    }
    v->by_owner = false;
    if (planning_seen(&v->planning, v->session)) {
        buffer_clear(&v->changed);
        (void)buffer_add_text(&v->changed, buffer_text(&changed));
    }
    buffer_release(&changed);
}

static void compute(struct planning_screen *v)
{
    struct error e = {0};
    planning_release(&v->planning);
    (void)planning_compute(&v->planning, v->session, &e); /* a refusal is shown in the plan's place */
    look_at_changes(v);
    v->list.count = planning_rows(&v->planning);
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
static enum planning_space row_space(const struct planning_screen *v, int at)
{
    const struct planning_row row = planning_row(&v->planning, at);
    const struct question *q = &v->session->list.questions[row.question];
    const struct action *action = row.action;
    const bool open = row.open != NULL;
    return !open && plan_promised(q, action)                             ? SPACE_PROMISED
           : plan_wish(v->planning.terms.wishes, q, action) != WISH_NONE ? SPACE_FORGET
           : open                                                        ? SPACE_TAKE
                                                                         : SPACE_LEAVE;
}

/* Takes what is open and leaves out what is taken; what was decided by hand becomes the plan's own matter again. */
static void toggle(struct planning_screen *v)
{
    struct error e = {0};
    remember_row(v);
    const struct action *action = v->list.count == 0 ? NULL : v->action;
    if (action == NULL) {
        ui_say(v->screen.ui, "%s", _("There is no step to take here."));
        return;
    }
    const enum planning_space space = row_space(v, v->list.at);
    if (space == SPACE_PROMISED) {
        ui_say(v->screen.ui, _("%d %s is planned by you: Enter changes that, or takes it out."), question_number(v->session, v->question),
               question_title(&v->session->list.questions[v->question]));
        return;
    }
    const enum plan_wish wish = space == SPACE_FORGET ? WISH_NONE : space == SPACE_TAKE ? WISH_TAKE : WISH_LEAVE;
    if (session_wish(v->session, v->question, action, wish, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    v->toggled = v->question;
    v->toggled_action = action;
    v->by_owner = true;
    compute(v); /* the cursor goes where the step goes: Space once more brings it back */
    if (wish == WISH_LEAVE) {
        ui_say(v->screen.ui, _("%d %s is left out by you.   (u: undo)"), question_number(v->session, v->toggled),
               question_title(&v->session->list.questions[v->toggled]));
        return;
    }
    ui_say(v->screen.ui, "%s",
           wish == WISH_TAKE ? _("Taken by you; the rest is the best around it.   (u: undo)") : _("Left to the plan again.   (u: undo)"));
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
        v->by_owner = true;
        compute(v);
    }
}

static struct effect assign(struct planning_screen *v)
{
    if (v->list.count == 0) {
        return effect_stay();
    }
    remember_row(v);
    const struct plan_open *open = planning_row(&v->planning, v->list.at).open;
    v->by_owner = true;
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
        v->by_owner = true;
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

static void head_text(const struct planning_screen *v, struct buffer *out, int rows)
{
    const bool brief = rows < ROWS_FOR_ALL;
    (void)buffer_add_text(out, buffer_text(&v->changed));
    planning_head(out, &v->planning, brief);
    if (brief) {
        headed_list_flow(out);
    } else if (v->planning.nopen > 0) {
        (void)buffer_add_text(out, out->length > 0 ? "\n" : "");
        planning_stay_out(out, &v->planning);
    }
}

static void planning_layout(struct screen *screen, int rows, int columns)
{
    struct planning_screen *v = own(screen);
    struct buffer head;
    buffer_init(&head, BUFFER_MAX_TEXT);
    head_text(v, &head, rows);
    headed_list_place(&v->list, buffer_text(&head), HEAD_GAP, DETAIL_ROWS, rows, columns);
    buffer_release(&head);
}

/* The step under the cursor in full. */
static void draw_detail(const struct planning_screen *v, struct grid *g, struct area area)
{
    if (v->list.count == 0) {
        return;
    }
    const struct planning_row row = planning_row(&v->planning, v->list.at);
    const struct action *action = row.action;
    const struct plan_open *open = row.open;
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
    planning_yours(&text, v->session, row.question);
    const int used = area.rows > 0 ? grid_wrap(g, area, 0, ROLE_TEXT, buffer_text(&text)) : 0;
    buffer_clear(&text);
    planning_legend(&text, &v->planning);
    const int legend = width_text(buffer_text(&text)) > area.columns ? 2 : 1;
    if (used + legend <= area.rows) { /* what the marks mean, where there is room */
        (void)grid_wrap(g, (struct area){area.row + area.rows - legend, area.column, legend, area.columns}, 0, ROLE_QUIET,
                        buffer_text(&text));
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
    head_text(v, &head, g->rows);
    headed_list_draw_head(&v->list, buffer_text(&head), HEAD_GAP, g, inside);
    buffer_release(&head);
    if (v->list.count == 0 && v->planning.problem.text[0] == '\0') {
        (void)grid_text(g, v->list.area.row, 2, g->columns - 4, ROLE_QUIET, _("Nothing is below its target: there is nothing to plan."));
    }
    if (v->list.count > 0) {
        planning_columns_draw(g, v->list.area.row - 1);
    }
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            planning_row_draw(&v->planning, i, i == v->list.at, g, listing_row(&v->list, i));
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
    buffer_release(&own(screen)->changed);
    free(screen);
}

static const struct key_help *planning_keys(const struct screen *screen)
{
    const struct planning_screen *v = (const struct planning_screen *)(const void *)screen;
    return planning_key_table(v->list.count == 0 || planning_row(&v->planning, v->list.at).action == NULL ? SPACE_NOTHING
                                                                                                          : row_space(v, v->list.at));
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
    buffer_init(&v->changed, BUFFER_MAX_TEXT);
    v->list.area.rows = 1;
    return &v->screen;
}
