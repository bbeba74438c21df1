#include "tui/interview_private.h"

#include "base/i18n.h"
#include "model/place.h"
#include "tui/account.h"
#include "tui/interview.h"
#include "tui/session_interview.h"
#include "tui/ui.h"

bool consultant_alone(struct ui *ui, const struct session *session)
{
    if (session->presenter) {
        ui_say(ui, "%s", _("Not while the firm sees the screen: F2 first."));
    }
    return !session->presenter;
}

void change_confidence(struct screen *screen, struct session *session, size_t question, const char *confidence)
{
    struct error e = {0};
    if (!consultant_alone(screen->ui, session)) {
        return;
    }
    const enum status st =
        confidence == NULL ? session_next_confidence(session, question, &e) : session_confidence(session, question, confidence, &e);
    if (st != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
}

static void park(struct ui *ui, struct session *session, size_t question)
{
    struct error e = {0};
    const bool parked = !session_parked(session, question);
    if (session_park(session, question, parked, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return;
    }
    ui_say(ui, "%s", parked ? _("Parked: K lists what is parked.") : _("No longer parked."));
}

static void pause_clock(struct ui *ui, struct session *session)
{
    session_pause(session, !session->timer.paused);
    ui_say(ui, "%s", session->timer.paused ? _("The clock stands still; z lets it run again.") : _("The clock runs."));
}

static void switch_moving(struct ui *ui, struct session *session)
{
    struct error e = {0};
    const bool on = !interview_moves_on(session->interview);
    if (interview_set_moves_on(session->interview, on, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return;
    }
    session->noted = true;
    ui_say(ui, "%s", on ? _("Goes on to the next question once both ratings are given.") : _("Stays on the question."));
}

static struct effect perform(struct ui *ui, struct session *session, size_t question, char c)
{
    switch (c) {
    case 'm':
        return effect_push(private_note_form_new(session, question));
    case 'n':
        return effect_push(shared_note_form_new(session, question));
    case 'r':
        return effect_push(difference_form_new(session, question));
    case 'K':
        return effect_push(sheet_screen_new(session, SHEET_PARKED, false));
    case 'R':
        return effect_push(recheck_screen_new(session));
    case 'T':
        return effect_push(minutes_prompt_new(session));
    case 'k':
        park(ui, session, question);
        break;
    case 'z':
        pause_clock(ui, session);
        break;
    default:
        switch_moving(ui, session);
        break;
    }
    return effect_stay();
}

bool private_key(struct screen *screen, struct session *session, size_t question, char c, struct effect *effect)
{
    if (c == '\0' || strchr("mnrKRTkzA", c) == NULL) {
        return false;
    }
    *effect = consultant_alone(screen->ui, session) ? perform(screen->ui, session, question, c) : effect_stay();
    return true;
}
