/* The screens of an interview put together: where it begins, presenter mode, saving. */
#include "tui/interview.h"

#include "base/i18n.h"
#include "tui/screens.h"
#include "tui/session_interview.h"
#include "tui/ui.h"

static bool turns(const struct event *event)
{
    return event->kind == EVENT_KEY && (event->key == KEY_F2 || (event->key == KEY_CONTROL && event->text[0] == 'p'));
}

/* F2 turns the screen to the firm, at once and wherever it is pressed; again turns it back. */
static bool before(struct ui *ui, const struct event *event)
{
    struct session *s = ui->context;
    session_count_time(s);
    if (!turns(event)) {
        return false;
    }
    s->presenter = !s->presenter;
    ui_turn(ui, s->presenter);
    ui_say(ui, "%s", s->presenter ? _("The firm may see the screen now.") : _("Only you see the screen now."));
    return true;
}

/* The disk need not keep up with every key of somebody who types fast. */
static void after(struct ui *ui)
{
    if (!ui->terminal->ops->pending(ui->terminal)) {
        save_after(ui);
    }
}

size_t interview_first(const struct session *s)
{
    const size_t place = session_place(s);
    const size_t open = place != SIZE_MAX ? place : session_unanswered(s, SIZE_MAX);
    if (open != SIZE_MAX) {
        return open;
    }
    return s->list.count > 0 && question_asked(&s->list.questions[0]) ? 0 : session_step(s, 0, 1);
}

size_t interview_next_open(const struct session *s, size_t from)
{
    for (size_t i = 1; i <= s->list.count; i++) {
        const size_t question = (from + i) % s->list.count;
        if (question_asked(&s->list.questions[question]) && sheet_passes(s, question, SHEET_OPEN, "")) {
            return question;
        }
    }
    return SIZE_MAX;
}

enum status interview_screens(struct session *session, struct terminal *terminal, struct error *e)
{
    struct ui ui = {.terminal = terminal, .before = before, .after = after, .state = saving_state, .context = session};
    const size_t first = session->list.count == 0 ? SIZE_MAX : interview_first(session);
    if (first == SIZE_MAX) {
        return fail(e, ST_INPUT, _("This draft asks no questions."));
    }
    char clock[256];
    if (session_clock_problem(session, clock)[0] != '\0') {
        ui_warn(&ui, "%s", clock);
    }
    session_remember_place(session, first);
    struct screen *screens[2] = {interview_screen_new(session),
                                 session_company(session)[0] == '\0' ? profile_form_new(session, false) : NULL};
    const enum status st = ui_run(&ui, screens, screens[1] == NULL ? 1 : 2, e);
    session_count_time(session);
    session->noted = true; /* the place where it was left, and the time that passed last */
    session_save(session);
    session->gone = ui.gone;
    return st;
}
