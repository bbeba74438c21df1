/* What the question screen says beside the question and its levels: what waits for a word, and what the answer holds. */
#include "tui/question_view.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/overtaken.h"
#include "tui/given_words.h"
#include "tui/goal_words.h"
#include "tui/question_keys.h"
#include "tui/told_words.h"
#include "tui/words.h"
#include "tui/wrong_words.h"

static void put_fact(struct question_view *view, const char *text)
{
    if (view->nfacts < FACTS_MAX) { /* a long note is cut here; the line shows less of it anyway */
        (void)snprintf(view->facts[view->nfacts++], FACT_TEXT, "%s", text);
    }
}

/* label: "Note:" and the like. */
static void add_fact(struct question_view *view, const char *label, const char *text)
{
    char fact[FACT_TEXT];
    if (text != NULL && text[0] != '\0' && snprintf(fact, sizeof fact, "%s %s", label, text) > 0) {
        put_fact(view, fact);
    }
}

static void add_note(struct question_view *view, const struct session *s, size_t question)
{
    bool asks;
    char label[FACT_TEXT];
    const char *words = goal_note_label(s, question, &asks);
    (void)snprintf(label, sizeof label, "%s%s", asks ? "! " : "", words);
    add_fact(view, label, json_text(s->list.questions[question].answer.tree, "note"));
}

static void add_past(struct question_view *view, const struct session *s, size_t question)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    told_past_beside(&text, s, question);
    add_fact(view, "!", buffer_text(&text));
    buffer_release(&text);
}

/* What the year before said: beside an answer of this year, or as the proposal that waits for a word. */
static void add_last_year(struct question_view *view, const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    const char *period = "";
    const struct answer last = session_last_year(s, question, &period);
    char words[ANSWER_WORDS];
    char label[FACT_TEXT];
    const char *overtaken = overtaken_by(s->assessment, q);
    if (question_waits(q)) {
        const bool only = !view->listed && session_waits_only(s);
        add_fact(view, "!",
                 !only                    ? _("Waits for your IT vendor: 0-4 when you know.")
                 : session_given_first(s) ? _("Waits for your IT vendor. f: the answers that are still to be confirmed.")
                 : session_products_due(s)
                     ? _("Waits for your IT vendor; all else is answered. i: the list of what you use. r, then v: a page for the vendor. "
                         "f: to handing in.")
                     : _("Waits for your IT vendor; all else is answered. r, then v: a page for the vendor. f: to handing in."));
    }
    if (question_awaits(q)) {
        add_fact(view, "!", _("Waits for your IT vendor; until then customers read \"don't know\", which counts like 0."));
    }
    struct buffer corrected, given;
    buffer_init(&corrected, BUFFER_MAX_TEXT);
    const bool both = told_corrected(&corrected, s, question);
    if (both) { /* which names last year's answer, too */
        (void)snprintf(label, sizeof label, "! %s", buffer_text(&corrected));
        put_fact(view, label);
    } else if (q->answer.unconfirmed && overtaken == NULL) {
        add_fact(view, "!", _("Unconfirmed, from before: y if it is still so."));
    }
    buffer_release(&corrected);
    if (overtaken != NULL) {
        (void)snprintf(label, sizeof label, _("You checked in %s, with this program, so it is no longer \"%s\": look again."), overtaken,
                       _(LEVEL_LABELS[0]));
        add_fact(view, "!", label);
    }
    buffer_init(&given, BUFFER_MAX_TEXT);
    given_sentence(&given, s, q);
    add_fact(view, "!", buffer_text(&given));
    buffer_release(&given);
    /* that it is the same is said by what y keeps; a plan that is late needs the room for what it keeps beside the answer */
    const bool proposed = q->answer.unconfirmed && last.state == q->answer.state && last.level == q->answer.level;
    if (last.state != ANSWER_NONE && !both && !(proposed && session_goal(s, question).late)) {
        (void)snprintf(label, sizeof label, _("In %s:"), period);
        add_fact(view, label, answer_words(&last, words));
    }
}

static void add_goal(struct question_view *view, const struct session *s, size_t question)
{
    const struct goal goal = session_goal(s, question);
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (goal.late) {
        goal_late(&text, s, &goal);
        add_fact(view, "!", buffer_text(&text));
    } else if (goal.level >= 0) {
        const struct answer *a = &s->list.questions[question].answer;
        const bool reached = !goal.last_year && a->state == ANSWER_LEVEL && a->level >= goal.level;
        /* what y takes over is told whole */
        (void)buffer_add_format(&text, goal.last_year ? "! %s " : "%s ", reached ? _("Plan, reached:") : goal_label(&goal));
        goal_line(&text, &goal);
        put_fact(view, buffer_text(&text));
    }
    buffer_release(&text);
}

void question_facts_collect(struct question_view *view, const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    const struct answer *a = &q->answer;
    struct buffer told;
    view->nfacts = 0;
    buffer_init(&told, BUFFER_MAX_TEXT);
    (void)told_otherwise(&told, s, question);
    add_fact(view, "!", buffer_text(&told));
    buffer_clear(&told);
    told_later(&told, s, question);
    add_fact(view, "!", buffer_text(&told));
    buffer_clear(&told);
    (void)told_earlier(&told, s, question, false);
    add_fact(view, "!", buffer_text(&told));
    buffer_clear(&told);
    wrong_words(&told, s, question);
    add_fact(view, "!", buffer_text(&told));
    add_last_year(view, s, question);
    if (a->state == ANSWER_NA) {
        add_fact(view, _("Because:"), json_text(a->tree, "na_reason"));
    }
    add_fact(view, _("Done on:"), json_text(a->tree, "done_at"));
    add_goal(view, s, question);
    add_past(view, s, question);
    add_fact(view, _("True for:"), json_text(a->tree, "scope"));
    add_fact(view, _("Except:"), json_text(a->tree, "exceptions"));
    add_fact(view, _("Done instead:"), json_text(a->tree, "compensating"));
    add_note(view, s, question);
    buffer_clear(&told);
    evidence_words(&told, a->tree);
    add_fact(view, _("Evidence kept:"), buffer_text(&told));
    buffer_release(&told);
}
