/* The question screen: one question, its levels, the rail. Answers with one key and moves on. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/question_keys.h"
#include "tui/told_words.h"
#include "tui/ui.h"
#include "tui/words.h"

struct question_screen {
    struct screen screen;
    struct session *session;
    size_t at;
    int cursor;       /* a choice of question_view.h */
    bool once;        /* goes back after an answer */
    bool doubtful;    /* shown as one that a correction is for: Enter leads to the next of these */
    size_t reasoning; /* the question whose "not applicable" waits for a reason; SIZE_MAX: none */
    struct question_view view;
    struct question_keys *keys; /* as they were asked for last; owned */
};

static struct question_screen *own(struct screen *screen)
{
    return (struct question_screen *)(void *)screen;
}

static const struct question *current(const struct question_screen *q)
{
    return &q->session->list.questions[q->at];
}

static void go_to(struct question_screen *q, size_t question)
{
    if (question != SIZE_MAX) {
        q->doubtful = false;
        q->view.read = 0;
        q->at = question;
        q->cursor = choice_of_answer(&current(q)->answer);
    }
}

static void go_to_open(struct question_screen *q)
{
    const size_t open = session_unanswered(q->session, q->at);
    if (open == SIZE_MAX || open == q->at) {
        ui_say(q->screen.ui, "%s", _("No other question is open: s shows the results, f hands in."));
    }
    go_to(q, open);
}

/* Enter changes nothing here: it goes on. */
static bool goes_on(const struct question_screen *q)
{
    return choice_stands(current(q), q->cursor) || (q->cursor == CHOICE_NONE && question_waits(current(q)));
}

/* To the next question that a correction is for. False: there is none, or it is not what the questions were opened for. */
static bool to_next_doubtful(struct question_screen *q)
{
    const size_t next = q->doubtful ? session_doubtful_behind(q->session, q->at) : SIZE_MAX;
    go_to(q, next);
    q->doubtful = next != SIZE_MAX;
    return q->doubtful;
}

/* The question that comes after an answer: the next open one; after a correction in order. SIZE_MAX: none. */
static size_t following(const struct question_screen *q, bool was_open)
{
    const size_t next = session_step(q->session, q->at, 1);
    return was_open || next == SIZE_MAX ? session_unanswered(q->session, q->at) : next;
}

/* The question that Enter goes on to, for the bar. SIZE_MAX: none. */
static size_t enter_leads(const struct question_screen *q)
{
    const size_t doubtful = q->doubtful ? session_doubtful_behind(q->session, q->at) : SIZE_MAX;
    const size_t to = doubtful != SIZE_MAX ? doubtful : following(q, false);
    return to == q->at || (doubtful == SIZE_MAX && to == session_unanswered(q->session, q->at) && session_given_next(q->session)) ? SIZE_MAX
                                                                                                                                  : to;
}

/* Where an answer leads; when nothing is open, to what the flow wants. */
static struct effect move_on(struct question_screen *q, bool was_open)
{
    struct session *s = q->session;
    if (q->once) {
        return effect_pop();
    }
    if (to_next_doubtful(q)) {
        return effect_stay();
    }
    const size_t open = session_unanswered(s, q->at);
    const size_t to = following(q, was_open);
    if (to == q->at) { /* the last one, and nothing else is open */
        return hand_in_effect(&q->screen, s);
    }
    go_to(q, to);
    if (to != SIZE_MAX && !(to == open && session_given_next(s))) {
        return effect_stay();
    }
    struct screen *screen = flow_screen(s);
    return screen == NULL ? effect_stay() : effect_push(screen);
}

/* Without an answer. What was passed over is to be understood. */
static struct effect go_on(struct question_screen *q)
{
    const struct effect effect = move_on(q, false);
    if (q->doubtful && !q->once) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        told_doubtful_next(&words, q->session, q->at);
        ui_say(q->screen.ui, "%s", buffer_text(&words));
        buffer_release(&words);
    }
    return effect;
}

/* Whether the question that follows is the one beside it, so that Left leads back. */
static bool leads_back(const struct question_screen *q, bool was_open)
{
    const size_t next = session_step(q->session, q->at, 1);
    return !q->once && !q->doubtful && next != SIZE_MAX &&
           (!was_open || (session_unanswered(q->session, q->at) == next && !session_given_next(q->session)));
}

static struct effect answer(struct question_screen *q, enum answer_state state, int level)
{
    struct error e = {0};
    const bool was_open = !answer_given(&current(q)->answer), corrected = question_corrects(q->session, q->at);
    if (session_answer(q->session, q->at, state, level, NULL, &e) != ST_OK) {
        ui_warn(q->screen.ui, "%s", e.text);
        return effect_stay();
    }
    if (leads_back(q, was_open)) {
        say_answer_behind(&q->screen, q->session, q->at);
    } else {
        say_answer(&q->screen, q->session, q->at);
    }
    if (!corrected &&
        question_corrects(q->session, q->at)) { /* who has the old answer stands with the question: no rushing on from there */
        q->cursor = choice_of_answer(&current(q)->answer);
        return effect_stay();
    }
    return move_on(q, was_open);
}

static struct effect confirm(struct question_screen *q)
{
    struct error e = {0};
    if (session_found_wrong(q->session, q->at)) {
        const bool noted = session_right_then(q->session, q->at, &e) == ST_OK;
        ui_say(q->screen.ui, "%s", noted ? _("Noted: it was right then, and stays.") : e.text);
        return effect_stay();
    }
    if (!question_to_confirm(current(q))) {
        ui_say(q->screen.ui, "%s", _("Nothing to confirm here: y is for answers that were given before."));
        return effect_stay();
    }
    if (session_confirm(q->session, q->at, &e) != ST_OK) {
        ui_warn(q->screen.ui, "%s", e.text);
        return effect_stay();
    }
    say_confirmed(&q->screen, q->session, q->at);
    return move_on(q, true);
}

static struct effect ask_vendor(struct question_screen *q)
{
    struct error e = {0};
    const bool open = current(q)->answer.state == ANSWER_NONE;
    const bool ask = !current(q)->answer.ask_vendor;
    if (session_vendor(q->session, q->at, ask, &e) != ST_OK) {
        ui_warn(q->screen.ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(q->screen.ui, "%s",
           ask ? _("Marked for the IT vendor. At the end, all that is marked makes a page for them.")
               : _("No longer marked for the IT vendor."));
    const size_t next = open && ask && !q->once ? session_step(q->session, q->at, 1) : SIZE_MAX;
    go_to(q, next);
    return effect_stay();
}

/* Back to no answer; notes, evidence and plan stay. */
static struct effect clear(struct question_screen *q)
{
    struct error e = {0};
    if (current(q)->answer.state == ANSWER_NONE) {
        ui_say(q->screen.ui, "%s", _("There is no answer here to take away."));
    } else if (session_answer(q->session, q->at, ANSWER_NONE, 0, NULL, &e) != ST_OK) {
        ui_warn(q->screen.ui, "%s", e.text);
    } else {
        q->cursor = CHOICE_NONE;
        say_answer(&q->screen, q->session, q->at);
    }
    return effect_stay();
}

/* Enter answers only what somebody has chosen; what waits for the vendor is passed over (question_key). */
static struct effect choose(struct question_screen *q, int choice)
{
    enum answer_state state = ANSWER_NONE;
    int level = 0;
    if (choice == CHOICE_NONE) {
        ui_say(q->screen.ui, "%s", _("Nothing is chosen yet: a digit answers, or the arrows and Enter."));
        return effect_stay();
    }
    if (choice == CHOICE_NA) {
        q->reasoning = q->at;
        return effect_push(reason_form_new(q->session, q->at));
    }
    if (choice == CHOICE_VENDOR) {
        return ask_vendor(q);
    }
    return choice_answers(current(q), choice, &state, &level) ? answer(q, state, level) : effect_stay();
}

static void move_cursor(struct question_screen *q, int by)
{
    q->cursor = choice_beside(current(q), q->cursor, by, CHOICES - 1);
    q->view.read = 0;
}

/* Of a text that the screen has no room for the next part, after its end the beginning; the cursor stays at its choice. */
static struct effect read_on(struct question_screen *q)
{
    struct question_view *view = &q->view;
    if (view->height <= view->body.rows) {
        ui_say(q->screen.ui, "%s", _("All of it is on the screen."));
        return effect_stay();
    }
    view->read = view->scroll + view->body.rows < view->height ? view->scroll + view->body.rows - 1 : 0;
    return effect_stay();
}

static void undo(struct question_screen *q)
{
    size_t question = SIZE_MAX;
    if (!undo_key(&q->screen, q->session, &question) || question == SIZE_MAX) {
        return;
    }
    if (!q->once) {
        go_to(q, question);
    }
    say_taken_back(&q->screen, q->session, question);
}

static void jump_to_contradiction(struct question_screen *q)
{
    const struct session *s = q->session;
    const struct check_hit *hit = question_hit(s, q->at);
    const size_t other = hit == NULL ? SIZE_MAX : session_other(s, hit, q->at);
    if (other == SIZE_MAX) {
        ui_say(q->screen.ui, "%s",
               hit != NULL && check_about_inventory(hit->check) ? _("This is about the list of your products: i goes there.")
                                                                : _("Nothing here contradicts another answer."));
    }
    go_to(q, other);
}

static struct effect letter(struct question_screen *q, const struct event *event)
{
    struct session *s = q->session;
    const char c = event_command(event);
    struct effect effect;
    if (choice_of_key(c) >= 0) {
        return choose(q, choice_of_key(c));
    }
    if (question_opens(s, q->at, c, &effect)) {
        return effect;
    }
    switch (c) {
    case ' ':
        return read_on(q);
    case 'y':
        return confirm(q);
    case 'j':
    case 'k':
        move_cursor(q, c == 'j' ? 1 : -1);
        return effect_stay();
    case 'l':
    case 'h':
        go_to(q, session_step(s, q->at, c == 'l' ? 1 : -1));
        return effect_stay();
    case 'n':
        return effect_push(note_form_new(s, q->at));
    case '/':
        return effect_push(review_screen_new(s, q->at, true));
    case 'r':
        return q->once ? effect_pop() : effect_push(review_screen_new(s, q->at, false));
    case 'w':
        return q->once ? effect_stay() : effect_push(closer_screen_new(s, false));
    case 'f':
        return hand_in_effect(&q->screen, s);
    case 'c':
        return effect_push(profile_form_new(s, false));
    case 'u':
        undo(q);
        return effect_stay();
    case 'g':
        jump_to_contradiction(q);
        return effect_stay();
    case 'q':
        return q->once ? effect_pop() : quit_effect(s);
    default:
        return usual_key(&q->screen, s, event);
    }
}

static struct effect click(struct question_screen *q, const struct event *event)
{
    if (event->column < q->view.rail.columns) {
        go_to(q, rail_question(q->session, q->at, q->view.rail, event->row));
        return effect_stay();
    }
    const int choice = question_view_choice(&q->view, current(q), event->row, event->column);
    if (choice < 0) {
        return effect_stay();
    }
    if (choice == q->cursor) { /* the second click answers: the first one only shows what it would be */
        return choose(q, choice);
    }
    q->cursor = choice;
    return effect_stay();
}

static struct effect question_key(struct screen *screen, const struct event *event)
{
    struct question_screen *q = own(screen);
    if (event->kind == EVENT_CLICK) {
        return click(q, event);
    }
    if (event->kind == EVENT_WHEEL) {
        move_cursor(q, event->row);
        return effect_stay();
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_TEXT:
        return letter(q, event);
    case KEY_RETURN:
        if (goes_on(q) && !q->once && question_waits(current(q)) && session_waits_only(q->session)) {
            return hand_in_effect(&q->screen, q->session); /* any other question is answered already */
        }
        return goes_on(q) ? go_on(q) : choose(q, q->cursor);
    case KEY_ARROW_DOWN:
    case KEY_ARROW_UP:
        move_cursor(q, event->key == KEY_ARROW_DOWN ? 1 : -1);
        break;
    case KEY_RUBOUT:
        go_to(q, session_step(q->session, q->at, -1));
        break;
    case KEY_TAB:
        go_to_open(q);
        break;
    case KEY_DELETE:
        return clear(q);
    case KEY_ESCAPE:
        if (q->once) {
            return effect_pop();
        }
        ui_say(screen->ui, "%s",
               q->session->home ? _("q goes home; everything is saved as you go.") : _("q closes; everything is saved as you go."));
        break;
    default:
        go_to(q, question_beside(q->session, q->at, event->key));
        break;
    }
    return effect_stay();
}

/* Back on top: the list may be another one, and a reason may have arrived. */
static void question_enter(struct screen *screen)
{
    struct question_screen *q = own(screen);
    const size_t reasoning = q->reasoning;
    q->reasoning = SIZE_MAX;
    if (q->session->returns && !q->once) {
        q->session->returns = false;
        go_to(q, q->session->return_to);
    }
    if (!question_asked(current(q))) { /* hidden by an answer meanwhile */
        const size_t next = session_step(q->session, q->at, 1);
        go_to(q, next != SIZE_MAX ? next : session_step(q->session, q->at, -1));
    }
    if (reasoning == q->at && current(q)->answer.state == ANSWER_NA) {
        const size_t next = session_step(q->session, q->at, 1);
        say_answer(&q->screen, q->session, q->at);
        if (!q->once) {
            go_to(q, next != SIZE_MAX ? next : session_unanswered(q->session, q->at));
        }
    }
    q->cursor = choice_of_answer(&current(q)->answer);
}

static void question_layout(struct screen *screen, int rows, int columns)
{
    struct question_screen *q = own(screen);
    const int left = rows - frame_message_rows(screen->ui, columns);
    q->view.listed = q->once;
    question_view_compute(&q->view, q->session, q->at, q->cursor, rows, columns);
    if (q->view.height > frame_inside(left, columns).rows) { /* the end of it would lie below the message */
        question_view_compute(&q->view, q->session, q->at, q->cursor, left, columns);
    }
}

static void question_draw(struct screen *screen, struct grid *g)
{
    const struct question_screen *q = own(screen);
    const struct session *s = q->session;
    const struct question *question = current(q);
    char right[WORDS_MAX * 2];
    size_t answered = 0;
    size_t asked = 0;
    session_progress(s, &answered, &asked);
    if (answered < asked) {
        (void)snprintf(right, sizeof right, _("%zu of all %zu answered, about %d min left"), answered, asked, session_minutes(s));
        if (!session_head_fits(s, g->columns, text_of(question->pack->title), right)) {
            (void)snprintf(right, sizeof right, _("%zu/%zu, about %d min left"), answered, asked, session_minutes(s));
        }
    } else {
        (void)snprintf(right, sizeof right, _("all %zu answered"), asked);
    }
    (void)answering_frame(screen, g, s, text_of(question->pack->title), right);
    question_view_draw(&q->view, s, q->at, q->cursor, g);
}

static void question_leave(struct screen *screen, bool keep)
{
    const struct question_screen *q = own(screen);
    (void)keep;
    if (!q->once) {
        session_leave(q->session, q->at);
    }
    free(q->keys);
    free(screen);
}

static const struct key_help *question_keys(const struct screen *screen)
{
    const struct question_screen *q = (const struct question_screen *)(const void *)screen;
    const bool on = goes_on(q), waits = on && question_waits(current(q));
    size_t answered = 0, asked = 0;
    session_progress(q->session, &answered, &asked);
    const struct question_bar bar = {.once = q->once,
                                     .home = q->session->home,
                                     .stands = on,
                                     .waits = waits,
                                     .correcting = q->session->correcting,
                                     .all = answered == asked,
                                     .next = enter_leads(q)};
    question_key_table(q->session, q->at, bar, q->keys);
    return q->keys->keys;
}

static struct screen *make(struct session *session, size_t question, bool once)
{
    static const struct screen_ops ops = {.enter = question_enter,
                                          .key = question_key,
                                          .layout = question_layout,
                                          .draw = question_draw,
                                          .leave = question_leave,
                                          .keys = question_keys};
    struct question_screen *q = calloc(1, sizeof *q);
    struct question_keys *keys = calloc(1, sizeof *keys);
    if (q == NULL || keys == NULL) {
        free(q);
        free(keys);
        return NULL;
    }
    q->screen.ops = &ops;
    q->session = session;
    q->at = question;
    q->reasoning = SIZE_MAX;
    q->once = once;
    q->doubtful = session->start == START_QUESTIONS && question == session_doubtful(session);
    q->keys = keys;
    return &q->screen;
}

struct screen *question_screen_new(struct session *session, size_t question)
{
    return make(session, question, false);
}

struct screen *question_screen_once(struct session *session, size_t question)
{
    return make(session, question, true);
}
