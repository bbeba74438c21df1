/* The screens of answering put together: what comes first, what follows, what the bar says about saving. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/told_changes.h"
#include "tui/told_words.h"
#include "tui/ui.h"
#include "tui/words.h"

struct screen *flow_screen(struct session *session)
{
    size_t question = SIZE_MAX;
    switch (session_flow(session, &question)) {
    case FLOW_PROFILE:
        return profile_form_new(session, true);
    case FLOW_BELIEF:
        return belief_screen_new(session);
    case FLOW_GIVEN:
        return given_screen_new(session, true);
    case FLOW_INVENTORY:
        return inventory_screen_new(session, true);
    case FLOW_CLOSER:
        return closer_screen_new(session, true);
    case FLOW_FINISH:
        return finish_screen_new(session);
    case FLOW_DONE:
        return results_screen_new(session);
    case FLOW_QUESTION:
        break;
    }
    return NULL;
}

struct effect flow_effect(struct session *session)
{
    struct screen *screen = flow_screen(session);
    return screen == NULL ? effect_pop() : effect_replace(screen);
}

void save_after(struct ui *ui)
{
    struct session *s = ui->context;
    const bool was_well = s->problem.text[0] == '\0';
    session_save(s);
    if (s->problem.text[0] != '\0' && was_well) {
        ui_warn(ui, "%s", s->problem.text);
    }
}

const char *saving_state(struct ui *ui, bool *warning)
{
    const struct session *s = ui->context;
    *warning = s->problem.text[0] != '\0';
    return *warning ? _("! not saved") : s->ever_saved && !session_unsaved(s) ? _("saved") : "";
}

#define CHANGES_SAID 2 /* the bar has three lines; the list of all questions marks the others */

/* Whoever opens the questions where something is signed is to know what a change there is. */
static void say_before(struct ui *ui, struct session *session)
{
    struct buffer words, changes;
    buffer_init(&words, BUFFER_MAX_TEXT);
    session->correcting = told_before(&words, session);
    buffer_init(&changes, BUFFER_MAX_TEXT);
    const bool changed = told_changes(&changes, session, CHANGES_SAID) > 0;
    if (changed) {
        (void)buffer_add_format(&words, "%s%s", words.length > 0 ? between_sentences() : "", buffer_text(&changes));
    }
    buffer_release(&changes);
    const char *way = _(" r: all questions."); /* to the one that was wrong; the bar names it, too */
    int rows = 0, columns = 0;
    ui->terminal->ops->size(ui->terminal, &rows, &columns);
    told_doubtful(&words, session);
    if (session->correcting && !changed && width_text(buffer_text(&words)) + width_text(way) <= columns - 4) {
        (void)buffer_add_text(&words, way);
    }
    if (words.length > 0) {
        ui_say(ui, "%s", buffer_text(&words));
    }
    buffer_release(&words);
}

/* What lies over the questions at first. */
static struct screen *begins_with(struct session *session)
{
    size_t question = SIZE_MAX;
    const enum flow flow = session_flow(session, &question);
    const bool before = flow == FLOW_PROFILE || flow == FLOW_BELIEF; /* what comes before any question */
    return session->start == START_FLOW || before ? flow_screen(session) : NULL;
}

enum status answer_screens(struct session *session, struct terminal *terminal, struct error *e)
{
    struct ui ui = {.terminal = terminal, .after = save_after, .state = saving_state, .context = session};
    const size_t open = session_resume(session), doubtful = session->start == START_QUESTIONS ? session_doubtful(session) : SIZE_MAX;
    const size_t question = open != SIZE_MAX ? open : doubtful != SIZE_MAX ? doubtful : session_first(session);
    if (question == SIZE_MAX) {
        return fail(e, ST_INPUT, _("This draft asks no questions."));
    }
    char clock[256];
    if (session->said != NULL && session->said[0] != '\0') {
        ui_say(&ui, "%s", session->said);
    }
    if (session->start == START_QUESTIONS && session->finish != NULL) {
        say_before(&ui, session);
    }
    if (session_clock_problem(session, clock)[0] != '\0') {
        ui_warn(&ui, "%s", clock);
    }
    struct screen *first[2] = {NULL, NULL};
    if (session->start == START_RESULTS) { /* alone, as the ones after it: back is where it was chosen */
        first[0] = results_screen_new(session);
    } else if (session->start == START_PRODUCTS) {
        first[0] = inventory_screen_new(session, false);
    } else if (session->start == START_KEY) {
        first[0] = key_alone_new(session);
    } else if (session->start >= START_FINISH) {
        first[0] = finish_screen_new(session);
        first[1] = first[0] == NULL || session->start == START_FINISH ? NULL
                   : session->start == START_SEEN                     ? finish_seen_new(first[0])
                                                                      : finish_handed_new(first[0], session->start == START_RECEIPT);
    } else {
        first[0] = question_screen_new(session, question);
        first[1] = begins_with(session);
    }
    const enum status st = ui_run(&ui, first, first[1] == NULL ? 1 : 2, e);
    session->gone = ui.gone;
    return st;
}
