/* Keys that act the same wherever a session's screens have them. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/told_words.h"
#include "tui/turned_words.h"
#include "tui/ui.h"
#include "tui/words.h"

struct effect quit_effect(struct session *session)
{
    session_save(session);
    return session_unsaved(session) ? effect_push(unsaved_screen_new(session)) : effect_quit();
}

const char *finish_problem(const struct session *session)
{
    return session->finish != NULL      ? NULL
           : session->interview != NULL ? _("Answers are signed by the firm itself, in its own Tenken.")
                                        : _("Not here: your settings cannot be read. \"tenken export\" signs these answers.");
}

/* Opened to change what was signed for a customer, and nobody's is to be handed in: there is nothing to correct. */
static bool nothing_to_correct(const struct session *s)
{
    struct recipient *recipients = NULL;
    size_t n = 0;
    bool nothing = s->correcting && s->finish->recipients(s->finish_context, &recipients, &n, NULL) == ST_OK;
    for (size_t i = 0; nothing && i < n; i++) {
        const struct recipient *r = &recipients[i];
        nothing = handed_signed(&r->state) ? r->state.compared && !r->state.changed : r->request == NULL;
    }
    free(recipients);
    return nothing;
}

struct effect finish_effect(struct screen *screen, struct session *session)
{
    if (finish_problem(session) != NULL) {
        ui_say(screen->ui, "%s", finish_problem(session));
        return effect_stay();
    }
    if (nothing_to_correct(session)) {
        ui_say(screen->ui, "%s", _("Nothing has changed since it was signed: there is nothing to correct yet."));
        return effect_stay();
    }
    return effect_push(finish_screen_new(session));
}

struct effect hand_in_effect(struct screen *screen, struct session *session)
{
    return session_given_first(session) ? effect_push(given_screen_new(session, true)) : finish_effect(screen, session);
}

bool undo_key(struct screen *screen, struct session *session, size_t *question)
{
    struct error e = {0};
    const enum status st = session_undo(session, question, &e);
    if (st == ST_OK) {
        ui_say(screen->ui, "%s", _("Taken back."));
    } else if (st == ST_NO) {
        ui_say(screen->ui, "%s", _("Nothing to take back in this session."));
    } else {
        ui_warn(screen->ui, "%s", e.text);
    }
    return st == ST_OK;
}

void say_taken_back(struct screen *screen, const struct session *session, size_t question)
{
    char words[WORDS_MAX];
    ui_say(screen->ui, _("Taken back. %d %s: %s"), question_number(session, question), question_title(&session->list.questions[question]),
           question_words(&session->list.questions[question], words));
}

/* answer_screens puts the question screen below all others, unless it begins elsewhere. */
static bool over_questions(const struct screen *screen, const struct session *session)
{
    return screen->ui->depth == 2 && session->interview == NULL && (session->start == START_FLOW || session->start == START_QUESTIONS);
}

struct effect undo_effect(struct screen *screen, struct session *session)
{
    size_t question = SIZE_MAX;
    if (!undo_key(screen, session, &question)) {
        return effect_stay();
    }
    if (question != SIZE_MAX) {
        say_taken_back(screen, session, question);
    }
    if (!over_questions(screen, session)) {
        if (screen->ops->enter != NULL) {
            screen->ops->enter(screen);
        }
        return effect_stay();
    }
    if (question != SIZE_MAX) {
        session->returns = true;
        session->return_to = question;
        return effect_pop();
    }
    session->inventory_seen = false; /* that last year's products are the same, say: it is asked again */
    return flow_effect(session);
}

#define SHOWN 2 /* the level from which on there is something to show: evidence */

/* BEHIND: Left goes back to the question. Where something could still be planned, or shown, it is said where. */
enum after { ANSWERED, BEHIND, CONFIRMED };

static void say(struct screen *screen, const struct session *session, size_t question, enum after after)
{
    const struct question *q = &session->list.questions[question];
    char words[WORDS_MAX];
    int level = 0;
    struct buffer told;
    buffer_init(&told, BUFFER_MAX_TEXT);
    struct buffer days;
    buffer_init(&days, BUFFER_MAX_TEXT);
    if (after == CONFIRMED) {
        evidence_days(&days, q->answer.tree);
    }
    const bool turned = turned_words(&told, session);
    (void)buffer_add_text(&told, turned ? between_sentences() : "");
    if (told_otherwise_short(&told, session, question)) {
        ui_warn(screen->ui, _("%d %s: %s. %s (u: undo)"), question_number(session, question), question_title(q), question_words(q, words),
                buffer_text(&told));
    } else if (turned) {
        ui_say(screen->ui, _("%d %s: %s. %s(u: undo)"), question_number(session, question), question_title(q), question_words(q, words),
               buffer_text(&told));
    } else if (days.length > 0) { /* nobody was asked about it, and it may be old */
        ui_say(screen->ui, _("%d %s: %s. The evidence of %s goes with it.   (u: undo)"), question_number(session, question),
               question_title(q), question_words(q, words), buffer_text(&days));
    } else if (after == BEHIND && question_in_scope(q, &level) && (level >= SHOWN || level < q->target)) {
        ui_say(screen->ui, level >= SHOWN ? _("%d %s: %s (u: undo. Left, then e: evidence)") : _("%d %s: %s (u: undo. Left, then p: plan)"),
               question_number(session, question), question_title(q), question_words(q, words));
    } else {
        ui_say(screen->ui, _("%d %s: %s   (u: undo)"), question_number(session, question), question_title(q), question_words(q, words));
    }
    buffer_release(&days);
    buffer_release(&told);
}

void say_answer(struct screen *screen, const struct session *session, size_t question)
{
    say(screen, session, question, ANSWERED);
}

void say_answer_behind(struct screen *screen, const struct session *session, size_t question)
{
    say(screen, session, question, BEHIND);
}

void say_confirmed(struct screen *screen, const struct session *session, size_t question)
{
    say(screen, session, question, CONFIRMED);
}

bool back_or_help(struct screen *screen, const struct event *event, struct effect *out)
{
    const char c = event_command(event);
    const bool back = event->key == KEY_ESCAPE || c == 'q';
    if (event->kind != EVENT_KEY || (!back && c != '?')) {
        return false;
    }
    *out = back ? effect_pop() : effect_push(help_screen_new(screen));
    return true;
}

struct effect unused_key(struct screen *screen, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == KEY_TEXT) {
        ui_say(screen->ui, "%s", _("That key does nothing here: ? shows the keys."));
    }
    return effect_stay();
}

struct effect usual_key(struct screen *screen, struct session *session, const struct event *event)
{
    struct effect effect;
    if (back_or_help(screen, event, &effect)) {
        return effect;
    }
    if (event->kind == EVENT_KEY && event_command(event) == 'L') {
        switch_language(session);
        return effect_stay();
    }
    return unused_key(screen, event);
}
