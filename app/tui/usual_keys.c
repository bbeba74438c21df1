/* Keys that act the same wherever a session's screens have them. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "tui/ui.h"
#include "tui/words.h"

struct effect quit_effect(struct session *session)
{
    session_save(session);
    return session_unsaved(session) ? effect_push(unsaved_screen_new(session)) : effect_quit();
}

struct effect finish_effect(struct session *session)
{
    return session->finish == NULL ? effect_stay() : effect_push(finish_screen_new(session));
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

void say_answer(struct screen *screen, const struct session *session, size_t question)
{
    const struct question *q = &session->list.questions[question];
    char words[WORDS_MAX];
    ui_say(screen->ui, _("%d %s: %s   (u takes it back)"), question_number(session, question), question_title(q), question_words(q, words));
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
