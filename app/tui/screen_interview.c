/* The interview screen: one question, the firm's rating and the assessor's, and beside them what only the consultant may see. */
#include "tui/account.h"
#include "tui/interview.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/place.h"
#include "model/rating.h"
#include "tui/interview_keys.h"
#include "tui/interview_view.h"
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
    const struct answer *a = &current(v)->answer;
    const struct rating rating = session_rating(v->session, v->at);
    const int firm = a->state == ANSWER_UNKNOWN ? (int)CHOICE_UNKNOWN
                     : a->state == ANSWER_NA    ? (int)CHOICE_NA
                     : a->state == ANSWER_DONE  ? 1
                                                : a->level;
    v->cursor = v->focus == FOCUS_ASSESSOR && rating.assessor >= 0 ? rating.assessor : firm;
    if (v->focus == FOCUS_ASSESSOR && v->cursor >= LEVELS) {
        v->cursor = 0;
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

/* What is private does not appear, nor is it changed, while the firm looks on. */
static bool alone(const struct interview_screen *v)
{
    if (v->session->presenter) {
        ui_say(v->screen.ui, "%s", _("Not while the firm sees the screen: F2 first."));
    }
    return !v->session->presenter;
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
    char words[WORDS_MAX];
    ui_say(v->screen.ui, _("%d %s: %s   (u takes it back)"), question_number(v->session, v->at), question_title(current(v)),
           question_words(current(v), words));
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

static struct effect choose(struct interview_screen *v, int choice)
{
    struct error e = {0};
    switch (choice) {
    case CHOICE_UNKNOWN:
        return rated(v) ? answer(v, ANSWER_UNKNOWN, 0) : effect_stay();
    case CHOICE_NA:
        return effect_push(reason_form_new(v->session, v->at));
    case CHOICE_VENDOR:
        if (session_vendor(v->session, v->at, !current(v)->answer.ask_vendor, &e) != ST_OK) {
            ui_warn(v->screen.ui, "%s", e.text);
        }
        return effect_stay();
    default:
        break;
    }
    if (choice >= question_levels(current(v))) {
        return effect_stay();
    }
    if (v->focus == FOCUS_ASSESSOR) {
        return assess(v, choice);
    }
    return rated(v) ? answer(v, ANSWER_LEVEL, choice) : answer(v, choice == 1 ? ANSWER_DONE : ANSWER_NOT_DONE, 0);
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

static void set_confidence(struct interview_screen *v, const char *confidence)
{
    struct error e = {0};
    if (!alone(v)) {
        return;
    }
    const enum status st =
        confidence == NULL ? session_next_confidence(v->session, v->at, &e) : session_confidence(v->session, v->at, confidence, &e);
    if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    }
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

/* ---- what belongs to the interview ---- */

static void park(struct interview_screen *v)
{
    struct error e = {0};
    if (!alone(v)) {
        return;
    }
    const bool parked = !session_parked(v->session, v->at);
    if (session_park(v->session, v->at, parked, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    ui_say(v->screen.ui, "%s", parked ? _("Parked: K lists what is parked.") : _("No longer parked."));
}

static void pause_clock(struct interview_screen *v)
{
    session_pause(v->session, !v->session->timer.paused);
    ui_say(v->screen.ui, "%s", v->session->timer.paused ? _("The clock stands still; z lets it run again.") : _("The clock runs."));
}

static void switch_moving(struct interview_screen *v)
{
    struct error e = {0};
    const bool on = !interview_moves_on(v->session->interview);
    if (interview_set_moves_on(v->session->interview, on, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    v->session->noted = true;
    ui_say(v->screen.ui, "%s", on ? _("Goes on to the next question once both ratings are given.") : _("Stays on the question."));
}

static void undo(struct interview_screen *v)
{
    struct error e = {0};
    size_t question = SIZE_MAX;
    const enum status st = session_undo(v->session, &question, &e);
    if (st == ST_OK) {
        if (question != SIZE_MAX && question != v->at) {
            go_to(v, question);
        }
        place_cursor(v);
        ui_say(v->screen.ui, "%s", _("Taken back."));
    } else if (st == ST_NO) {
        ui_say(v->screen.ui, "%s", _("Nothing to take back in this session."));
    } else {
        ui_warn(v->screen.ui, "%s", e.text);
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
    const int levels = question_levels(current(v));
    const int last = v->focus == FOCUS_ASSESSOR ? levels - 1 : CHOICES - 1;
    const int first_state = levels == LEVELS ? CHOICE_UNKNOWN : CHOICE_NA;
    int to = v->cursor + by;
    if (to >= levels && to < first_state) { /* over the levels that kind "done" does not have */
        to = by > 0 ? first_state : levels - 1;
    }
    v->cursor = to < 0 ? 0 : to > last ? last : to;
}

static void go_to_end(struct interview_screen *v, int direction)
{
    size_t last = v->at;
    for (size_t next = v->at; next != SIZE_MAX; next = session_step(v->session, next, direction)) {
        last = next;
    }
    go_to(v, last);
}

/* The next question without the firm's answer or the assessor's. */
static void go_to_open(struct interview_screen *v)
{
    const struct session *s = v->session;
    for (size_t i = 1; i <= s->list.count; i++) {
        const size_t question = (v->at + i) % s->list.count;
        if (question_asked(&s->list.questions[question]) && sheet_passes(s, question, SHEET_OPEN, "")) {
            go_to(v, question);
            return;
        }
    }
    ui_say(v->screen.ui, "%s", _("No question is open any more."));
}

/* The next part of a side that is longer than its place; after the last the first. */
static void page_side(struct interview_screen *v)
{
    const int page = v->view.side.rows > 1 ? v->view.side.rows - 1 : 1;
    v->side_top = v->side_top + v->view.side.rows >= v->view.side_rows ? 0 : v->side_top + page;
}

/* Keys of the consultant alone. */
static struct effect private_letter(struct interview_screen *v, char c)
{
    struct session *s = v->session;
    if (!alone(v)) {
        return effect_stay();
    }
    switch (c) {
    case 'a':
        set_focus(v, v->focus == FOCUS_FIRM ? FOCUS_ASSESSOR : FOCUS_FIRM);
        break;
    case 'm':
        return effect_push(private_note_form_new(s, v->at));
    case 'n':
        return effect_push(shared_note_form_new(s, v->at));
    case 'r':
        return effect_push(difference_form_new(s, v->at));
    case 'K':
        return effect_push(sheet_screen_new(s, SHEET_PARKED, false));
    case 'R':
        return effect_push(recheck_screen_new(s));
    case 'T':
        return effect_push(minutes_prompt_new(s));
    case 'z':
        pause_clock(v);
        break;
    case 'A':
        switch_moving(v);
        break;
    default:
        break;
    }
    return effect_stay();
}

/* Keys that open what an owner's session has, too. */
static struct effect shared_letter(struct interview_screen *v, char c)
{
    struct session *s = v->session;
    switch (c) {
    case 'f':
        return effect_push(followup_form_new(s, v->at));
    case 'F':
        return effect_push(followups_screen_new(s));
    case 'X':
        return effect_push(account_screen_new(s));
    case 'N':
        return effect_push(note_form_new(s, v->at));
    case 'e':
        return effect_push(evidence_screen_new(s, v->at));
    case 't':
        return effect_push(terms_screen_new(s, v->at));
    case 'd':
        return effect_push(details_form_new(s, v->at));
    case 'p':
        return effect_push(plan_form_new(s, v->at, 0));
    case 's':
        return effect_push(results_screen_new(s));
    case 'o':
        return effect_push(years_screen_new(s));
    case 'i':
        return effect_push(inventory_screen_new(s, false));
    case 'C':
        return effect_push(profile_form_new(s, false));
    case 'G':
    case '/':
        return effect_push(sheet_screen_new(s, SHEET_ALL, c == '/'));
    case 'g':
        return effect_push(number_prompt_new(s));
    default:
        ui_say(v->screen.ui, "%s", _("That key does nothing here: ? shows the keys."));
        return effect_stay();
    }
}

static struct effect letter(struct interview_screen *v, char c)
{
    if (c >= '0' && c < '0' + LEVELS) {
        return choose(v, c - '0');
    }
    switch (c) {
    case 'x':
        return choose(v, CHOICE_UNKNOWN);
    case '-':
        return choose(v, CHOICE_NA);
    case 'v':
        return choose(v, CHOICE_VENDOR);
    case 'y':
        confirm(v);
        return effect_stay();
    case 'c':
        set_confidence(v, NULL);
        return effect_stay();
    case 'k':
        park(v);
        return effect_stay();
    case 'u':
        undo(v);
        return effect_stay();
    case 'L':
        switch_language(v->session);
        return effect_stay();
    case '?':
        return effect_push(help_screen_new(&v->screen));
    case 'q':
        return leave(v);
    default:
        return strchr("amnrKRTzA", c) != NULL ? private_letter(v, c) : shared_letter(v, c);
    }
}

static struct effect click(struct interview_screen *v, const struct event *event)
{
    const struct interview_spot spot = interview_view_spot(&v->view, v->session, v->at, event->row, event->column);
    if (spot.confidence != NULL) {
        set_confidence(v, spot.confidence);
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
    const char c = event_command(event);
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
    if (c == ' ') {
        page_side(v);
        return effect_stay();
    }
    if (c != 0) {
        return letter(v, c);
    }
    switch (event->key) {
    case KEY_RETURN:
        return choose(v, v->cursor);
    case KEY_ARROW_DOWN:
    case KEY_ARROW_UP:
        move_cursor(v, event->key == KEY_ARROW_DOWN ? 1 : -1);
        break;
    case KEY_ARROW_RIGHT:
    case KEY_PAGE_DOWN:
        go_to(v, session_step(v->session, v->at, 1));
        break;
    case KEY_ARROW_LEFT:
    case KEY_PAGE_UP:
        go_to(v, session_step(v->session, v->at, -1));
        break;
    case KEY_TAB:
        go_to_open(v);
        break;
    case KEY_START:
    case KEY_FINISH:
        go_to_end(v, event->key == KEY_FINISH ? 1 : -1);
        break;
    case KEY_RUBOUT:
    case KEY_DELETE:
        clear(v);
        break;
    case KEY_ESCAPE:
        ui_say(screen->ui, "%s", _("q leaves; everything is saved as you go."));
        break;
    case KEY_TEXT:
        ui_say(screen->ui, "%s", _("That key does nothing here: ? shows the keys."));
        break;
    default:
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
