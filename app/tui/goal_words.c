#include "tui/goal_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/document.h"
#include "model/json.h"
#include "tui/told_words.h"

void goal_line(struct buffer *out, const struct goal *goal)
{
    if (goal->level < 0) {
        return;
    }
    (void)buffer_add_format(out, "%d %s", goal->level, _(LEVEL_LABELS[goal->level]));
    if (goal->by[0] != '\0') {
        (void)buffer_add_format(out, "  %s", goal->by);
    }
    if (goal->owner[0] != '\0') {
        (void)buffer_add_format(out, "  %s", goal->owner);
    }
}

const char *goal_label(const struct goal *goal)
{
    return goal->last_year ? _("Last year's plan, kept with y:") : _("Plan:");
}

void goal_late(struct buffer *out, const struct session *s, const struct goal *goal)
{
    if (!goal->late) {
        return;
    }
    (void)buffer_add_format(out, _("Planned for %s: %d %s"), goal->by, goal->level, _(LEVEL_LABELS[goal->level]));
    if (goal->owner[0] != '\0') {
        (void)buffer_add_format(out, _(" (%s)"), goal->owner);
    }
    (void)buffer_add_text(out, session_over(s) ? _(". That day is past.")
                                               : _(". That day is past: if it is done, answer so; if not, p sets a new day."));
}

bool goal_note_old(const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    const char *period = "", *note = json_text(q->answer.tree, "note");
    const struct answer last = session_last_year(s, question, &period);
    const char *then = json_text(last.tree, "note");
    const bool same = note != NULL && note[0] != '\0' && then != NULL && strcmp(note, then) == 0;
    if (!same || session_lapsed(s, question)[0] == '\0') {
        return false;
    }
    /* whoever has signed the note beside the new plan has seen both */
    return session_postponed(s, question)[0] == '\0' || !told_anybody(s) || recipients_told_otherwise(NULL, s->assessment, q, NULL) > 0;
}

const char *goal_note_label(const struct session *s, size_t question, bool *asks)
{
    *asks = goal_note_old(s, question);
    return *asks ? _("Note (n if no longer true):") : _("Note:");
}
