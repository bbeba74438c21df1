/* The interview screen: one question, the firm's rating and the assessor's, and beside them what only the consultant may see. */
#include "tui/account.h"
#include "tui/interview.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/place.h"
#include "model/rating.h"
#include "tui/interview_keys.h"
#include "tui/interview_private.h"
#include "tui/interview_view.h"
#include "tui/question_keys.h"
#include "tui/screens.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/words.h"

struct interview_screen {
    struct screen screen;
    struct session *session;
    size_t at;
    int cursor; /* a choice of question_view.h */
    enum rating_focus focus;
    int side_top;
    bool explaining; /* the form for the reason is open: what follows a rating waits for it */
    struct interview_view view;
};

static struct interview_screen *own(struct screen *screen)
{
    return (struct interview_screen *)(void *)screen;
}

static const struct question *current(const struct interview_screen *v)
{
    return &v->session->list.questions[v->at];
}

static bool rated(const struct interview_screen *v)
{
    return current(v)->home_item->kind == ITEM_LEVEL;
}

/* On the rating in focus; not given yet: on the other one, which it is compared with. */
static void place_cursor(struct interview_screen *v)
{
    const struct rating rating = session_rating(v->session, v->at);
    v->cursor = v->focus == FOCUS_ASSESSOR && rating.assessor >= 0 ? rating.assessor : choice_of_answer(&current(v)->answer);
    if (v->focus == FOCUS_ASSESSOR && v->cursor >= LEVELS) {
        v->cursor = CHOICE_NONE;
    }
}

static void set_focus(struct interview_screen *v, enum rating_focus focus)
{
    v->focus = v->session->presenter || !rated(v) ? FOCUS_FIRM : focus;
    place_cursor(v);
}

static void go_to(struct interview_screen *v, size_t question)
{
    if (question == SIZE_MAX) {
        return;
    }
    v->at = question;
    v->side_top = 0;
    session_remember_place(v->session, question);
    session_enter_section(v->session, question);
    set_focus(v, FOCUS_FIRM);
}

/* ---- rating ---- */

static bool both_given(const struct interview_screen *v)
{
    const struct answer *a = &current(v)->answer;
    return answer_given(a) && (a->assessor_level >= 0 || a->state == ANSWER_NA || !rated(v));
}

/* After the last of both: stays, or goes on to the next question, whichever the consultant has set. */
static void follow(struct interview_screen *v)
{
    if (!both_given(v) || v->session->presenter || !interview_moves_on(v->session->interview)) {
        return;
    }
    const size_t next = session_step(v->session, v->at, 1);
    say_answer(&v->screen, v->session, v->at);
    go_to(v, next);
}

/* Asks for the reason as soon as there is a difference without one; it may be left for later. */
static struct effect after_rating(struct interview_screen *v, enum rating_focus next)
{
    set_focus(v, next);
    if (!v->session->presenter && rating_lacks_reason(&current(v)->answer)) {
        v->explaining = true;
        return effect_push(difference_form_new(v->session, v->at));
    }
    if (next == FOCUS_FIRM || current(v)->answer.assessor_level >= 0) {
        follow(v);
    }
    return effect_stay();
}

static struct effect answer(struct interview_screen *v, enum answer_state state, int level)
{
    struct error e = {0};
    if (session_answer(v->session, v->at, state, level, NULL, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    return after_rating(v, rated(v) ? FOCUS_ASSESSOR : FOCUS_FIRM);
}

static struct effect assess(struct interview_screen *v, int level)
{
    struct error e = {0};
    if (session_assess(v->session, v->at, level, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    return after_rating(v, FOCUS_FIRM);
}

static void ask_vendor(struct interview_screen *v)
{
    struct error e = {0};
    if (session_vendor(v->session, v->at, !current(v)->answer.ask_vendor, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    }
}

static struct effect choose(struct interview_screen *v, int choice)
{
    enum answer_state state = ANSWER_NONE;
    int level = 0;
    if (choice == CHOICE_NONE) {
        ui_say(v->screen.ui, "%s", _("Nothing is chosen yet: a digit answers, or the arrows and Enter."));
        return effect_stay();
    }
    if (choice == CHOICE_NA) {
        return effect_push(reason_form_new(v->session, v->at));
    }
    if (choice == CHOICE_VENDOR) {
        ask_vendor(v);
        return effect_stay();
    }
    if (v->focus == FOCUS_ASSESSOR && choice < question_levels(current(v))) {
        return assess(v, choice);
    }
    return choice_answers(current(v), choice, &state, &level) ? answer(v, state, level) : effect_stay();
}

static void clear(struct interview_screen *v)
{
    struct error e = {0};
    const enum status st = v->focus == FOCUS_ASSESSOR ? session_assess(v->session, v->at, -1, &e)
                                                      : session_answer(v->session, v->at, ANSWER_NONE, 0, NULL, &e);
    if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    }
    place_cursor(v);
}

static void confirm(struct interview_screen *v)
{
    struct error e = {0};
    if (!current(v)->answer.unconfirmed) {
        ui_say(v->screen.ui, "%s", _("Nothing to confirm here: y is for answers from the year before."));
    } else if (session_confirm(v->session, v->at, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    } else {
        set_focus(v, FOCUS_ASSESSOR);
    }
}

static void undo(struct interview_screen *v)
{
    size_t question = SIZE_MAX;
    if (undo_key(&v->screen, v->session, &question)) {
        if (question != SIZE_MAX && question != v->at) {
            go_to(v, question);
        }
        place_cursor(v);
    }
}

static struct effect leave(struct interview_screen *v)
{
    if (v->session->presenter) { /* behind it may stand the list of all clients */
        ui_say(v->screen.ui, "%s", _("The firm sees the screen: F2 first, then q leaves."));
        return effect_stay();
    }
    return quit_effect(v->session);
}

/* ---- keys ---- */

static void move_cursor(struct interview_screen *v, int by)
{
    const int last = v->focus == FOCUS_ASSESSOR ? question_levels(current(v)) - 1 : CHOICES - 1;
    v->cursor = choice_beside(current(v), v->cursor, by, last);
}

static void go_to_open(struct interview_screen *v)
{
    const size_t next = interview_next_open(v->session, v->at);
    if (next == SIZE_MAX) {
        ui_say(v->screen.ui, "%s", _("No question is open any more."));
    }
    go_to(v, next);
}

/* The next part of a side that is longer than its place; after the last the first. */
static void page_side(struct interview_screen *v)
{
    const int page = v->view.side.rows > 1 ? v->view.side.rows - 1 : 1;
    v->side_top = v->side_top + v->view.side.rows >= v->view.side_rows ? 0 : v->side_top + page;
}

/* Which of the two ratings the digits give. */
static void switch_focus(struct interview_screen *v)
{
    if (consultant_alone(v->screen.ui, v->session)) {
        set_focus(v, v->focus == FOCUS_FIRM ? FOCUS_ASSESSOR : FOCUS_FIRM);
    }
}

static struct effect letter(struct interview_screen *v, const struct event *event)
{
    struct session *s = v->session;
    const char c = event_command(event);
    struct effect effect;
    if (choice_of_key(c) >= 0) {
        return choose(v, choice_of_key(c));
    }
    if (private_key(&v->screen, s, v->at, c, &effect) || question_opens(s, v->at, c, &effect)) {
        return effect;
    }
    switch (c) {
    case 'a':
        switch_focus(v);
        return effect_stay();
    case 'c':
        change_confidence(&v->screen, s, v->at, NULL);
        return effect_stay();
    case 'y':
        confirm(v);
        return effect_stay();
    case 'u':
        undo(v);
        return effect_stay();
    case ' ':
        page_side(v);
        return effect_stay();
    case 'f':
        return effect_push(followup_form_new(s, v->at));
    case 'F':
        return effect_push(followups_screen_new(s));
    case 'X':
        return effect_push(account_screen_new(s));
    case 'N':
        return effect_push(note_form_new(s, v->at));
    case 'C':
        return effect_push(profile_form_new(s, false));
    case 'G':
    case '/':
        return effect_push(sheet_screen_new(s, SHEET_ALL, c == '/'));
    case 'g':
        return effect_push(number_prompt_new(s));
    case 'q':
        return leave(v);
    default:
        return usual_key(&v->screen, s, event);
    }
}

static struct effect click(struct interview_screen *v, const struct event *event)
{
    const struct interview_spot spot = interview_view_spot(&v->view, v->session, v->at, event->row, event->column);
    if (spot.confidence != NULL) {
        change_confidence(&v->screen, v->session, v->at, spot.confidence);
    } else if (spot.line >= 0 && v->view.lines[spot.line].kind <= LINE_ASSESSOR) {
        set_focus(v, v->view.lines[spot.line].kind == LINE_ASSESSOR ? FOCUS_ASSESSOR : FOCUS_FIRM);
    } else if (spot.line >= 0 && v->view.lines[spot.line].kind == LINE_REASON) {
        return effect_push(difference_form_new(v->session, v->at));
    } else if (spot.line >= 0 && v->view.lines[spot.line].kind == LINE_NOTE) {
        return effect_push(shared_note_form_new(v->session, v->at));
    } else if (spot.choice >= 0 && spot.choice == v->cursor) { /* the second click rates: the first one only shows what it would be */
        return choose(v, spot.choice);
    } else if (spot.choice >= 0) {
        v->cursor = spot.choice;
    }
    return effect_stay();
}

static struct effect interview_key(struct screen *screen, const struct event *event)
{
    struct interview_screen *v = own(screen);
    if (event->kind == EVENT_CLICK) {
        return click(v, event);
    }
    if (event->kind == EVENT_WHEEL) {
        move_cursor(v, event->row);
        return effect_stay();
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_TEXT:
        return letter(v, event);
    case KEY_RETURN:
        return choose(v, v->cursor);
    case KEY_ARROW_DOWN:
    case KEY_ARROW_UP:
        move_cursor(v, event->key == KEY_ARROW_DOWN ? 1 : -1);
        break;
    case KEY_TAB:
        go_to_open(v);
        break;
    case KEY_RUBOUT:
    case KEY_DELETE:
        clear(v);
        break;
    case KEY_ESCAPE:
        ui_say(screen->ui, "%s", _("q leaves; everything is saved as you go."));
        break;
    default:
        go_to(v, question_beside(v->session, v->at, event->key));
        break;
    }
    return effect_stay();
}

/* ---- the screen ---- */

/* Back on top: another place may be wanted, the list may be another one, and a reason may have arrived. */
static void interview_enter(struct screen *screen)
{
    struct interview_screen *v = own(screen);
    size_t place = session_place(v->session);
    if (place == SIZE_MAX) { /* hidden by an answer meanwhile */
        const size_t next = session_step(v->session, v->at, 1);
        place = next != SIZE_MAX ? next : session_step(v->session, v->at, -1);
    }
    if (place != v->at) {
        go_to(v, place);
    }
    if (v->explaining) {
        v->explaining = false;
        follow(v);
    }
    place_cursor(v);
}

static void interview_turned(struct screen *screen)
{
    set_focus(own(screen), FOCUS_FIRM);
}

static void interview_layout(struct screen *screen, int rows, int columns)
{
    struct interview_screen *v = own(screen);
    interview_view_compute(&v->view, v->session, v->at, v->cursor, rows, columns);
}

/* "12 of 10 min   F2 show"; only the way back while the firm looks on. */
static void words_right(const struct interview_screen *v, char out[WORDS_MAX])
{
    int planned = 0;
    const int minutes = session_section_minutes(v->session, v->at, &planned);
    if (v->session->presenter) {
        (void)snprintf(out, WORDS_MAX, "F2");
    } else if (v->session->timer.paused) {
        (void)snprintf(out, WORDS_MAX, _("section: %d of %d min, paused   F2 show"), minutes, planned);
    } else {
        (void)snprintf(out, WORDS_MAX, _("section: %d of %d min   F2 show"), minutes, planned);
    }
}

static void interview_draw(struct screen *screen, struct grid *g)
{
    const struct interview_screen *v = own(screen);
    char title[WORDS_MAX * 2];
    char right[WORDS_MAX];
    size_t answered = 0;
    size_t all = 0;
    session_progress(v->session, &answered, &all);
    const int n = snprintf(title, sizeof title, _("%s  interview   %d/%zu%s"),
                           session_company(v->session)[0] == '\0' ? _("Tenken") : session_company(v->session),
                           question_number(v->session, v->at), all, session_parked(v->session, v->at) ? _("  parked") : "");
    words_right(v, right);
    (void)frame_draw(screen, g, n < 0 ? "" : title, right);
    interview_view_draw(&v->view, v->session, v->at, v->cursor, v->focus, v->side_top, g);
}

static void interview_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *interview_keys(const struct screen *screen)
{
    return interview_key_table(((const struct interview_screen *)(const void *)screen)->session->presenter);
}

struct screen *interview_screen_new(struct session *session)
{
    static const struct screen_ops ops = {.enter = interview_enter,
                                          .key = interview_key,
                                          .layout = interview_layout,
                                          .draw = interview_draw,
                                          .leave = interview_leave,
                                          .keys = interview_keys,
                                          .turned = interview_turned};
    struct interview_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->session = session;
        go_to(v, session_place(session));
    }
    return v == NULL ? NULL : &v->screen;
}
