/* What stands at the head of the preview: what is not as it was signed for this recipient last, and planned days that are past. */
#include "tui/preview_parts.h"

#include "base/i18n.h"
#include "model/as_signed.h"
#include "model/document.h"
#include "tui/goal_words.h"
#include "tui/told_changes.h"
#include "tui/told_words.h"

/* What the draft knows of this recipient; NULL: nothing was signed for them. */
static const cJSON *told(const struct session *s, const struct recipient *recipient)
{
    return recipient->state.signed_on[0] == '\0' || !recipient->state.compared ? NULL : recipient_of(s->assessment, recipient->request);
}

bool preview_answer_then(const struct session *s, const struct recipient *recipient, const struct question *q, const cJSON *tree,
                         struct answer *then)
{
    const char *pack = q->home_pack->id, *item = q->home_item->id;
    const cJSON *before = told(s, recipient);
    *then = as_signed_answer(before, pack, item);
    return as_signed_otherwise(before, pack, item, tree);
}

static void add_change(struct buffer *out, const struct session *s, size_t question, const struct answer *then, const cJSON *tree)
{
    const struct answer now = answer_view(tree);
    (void)buffer_add_format(out, "%d %s: ", question_number(s, question), question_title(&s->list.questions[question]));
    told_change(out, then, &now, session_postponed(s, question));
    (void)buffer_add_text(out, "\n");
}

/* What has changed beside the answers, by name where that was noted. */
static void add_beside(struct buffer *out, const struct handed_state *state)
{
    const bool alone = state->changed && state->answers == 0;
    struct buffer parts;
    buffer_init(&parts, BUFFER_MAX_TEXT);
    told_parts(&parts, state->parts);
    if (parts.length > 0) {
        (void)buffer_add_format(out, alone ? _("No answer has changed, but this has: %s.") : _("Changed beside the answers: %s."),
                                buffer_text(&parts));
        (void)buffer_add_text(out, "\n");
    } else if (alone) {
        (void)buffer_add_format(out, "%s\n",
                                _("No answer, but something else: your firm, the products, the plan or who stands behind it."));
    } else if (state->beside) {
        (void)buffer_add_format(out, "%s\n", _("And something else: your firm, the products, the plan or who stands behind it."));
    }
    buffer_release(&parts);
}

void preview_changes(struct buffer *out, const struct session *s, const struct recipient *recipient,
                     const cJSON *(*answer)(const cJSON *, const struct question *), const cJSON *document)
{
    size_t n = 0;
    if (told(s, recipient) == NULL) {
        return;
    }
    (void)buffer_add_text(out, "# ");
    (void)buffer_add_format(out, _("Changed since revision %d of %s"), recipient->state.revision, recipient->state.signed_on);
    (void)buffer_add_text(out, "\n");
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        const cJSON *tree = answer(document, q);
        struct answer then;
        if (!q->repeated && tree != NULL && preview_answer_then(s, recipient, q, tree, &then)) {
            add_change(out, s, i, &then, tree);
            n++;
        }
    }
    if (!recipient->state.changed) {
        (void)buffer_add_format(out, "%s\n", _("Nothing: they see the same as then."));
    } else if (n < recipient->state.answers) {
        const size_t other = recipient->state.answers - n;
        (void)buffer_add_format(out,
                                _n("%zu answer is there that was not, or not there any more.",
                                   "%zu answers are there that were not, or not there any more.", other),
                                other);
        (void)buffer_add_text(out, "\n");
    }
    add_beside(out, &recipient->state);
}

/* One line for a planned day that went by. */
static bool add_day(struct buffer *out, const struct session *s, size_t question)
{
    const int number = question_number(s, question);
    const char *title = question_title(&s->list.questions[question]);
    if (session_day_past(s, question)) {
        (void)buffer_add_format(out, _("! %d %s: planned for %s, and that day is past."), number, title, session_goal(s, question).by);
    } else if (session_plan_left(s, question)) {
        (void)buffer_add_format(out,
                                _("! %d %s: planned last year for %s, and neither done nor planned anew. They see no plan here any "
                                  "more."),
                                number, title, session_goal(s, question).by);
    } else {
        return false;
    }
    (void)buffer_add_text(out, "\n");
    return true;
}

void preview_days_past(struct buffer *out, const struct session *s, const cJSON *(*answer)(const cJSON *, const struct question *),
                       const cJSON *document)
{
    bool days = false, notes = false;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (question_asked(q) && answer(document, q) != NULL) {
            days = add_day(out, s, i) || days;
            if (goal_note_old(s, i)) {
                (void)buffer_add_format(out, _("! %d %s: its note is last year's, from when it was planned for %s. Is it still true?"),
                                        question_number(s, i), question_title(q), session_lapsed(s, i));
                (void)buffer_add_text(out, "\n");
                notes = true;
            }
        }
    }
    if ((days || notes) && !told_past(out, s)) {
        (void)buffer_add_text(
            out, days && notes ? _("It may stay so. To change it: step 1 leads to the question; there the answer of today, p and a new "
                                   "day, or n and a new note.")
                 : days ? _("It may stay so. To change it: step 1 leads to the question; there the answer of today, or p and a new day.")
                        : _("It may stay so. To change it: step 1 leads to the question; there n and a new note."));
    }
    (void)buffer_add_text(out, days || notes ? "\n" : "");
}

/* Whether anything about the days of this question's plan is told, or its note asked about. */
static bool marked(const struct session *s, size_t question)
{
    return session_day_past(s, question) || session_plan_left(s, question) || session_postponed(s, question)[0] != '\0' ||
           goal_note_old(s, question);
}

void preview_for_you(struct buffer *out, const struct session *s, const struct recipient *recipient,
                     const cJSON *(*answer)(const cJSON *, const struct question *), const cJSON *document)
{
    bool any = told(s, recipient) != NULL && recipient->state.changed;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        any = any || (question_asked(q) && answer(document, q) != NULL && marked(s, i));
    }
    if (any) {
        (void)buffer_add_format(out, "%s%s\n", out->length > 0 ? "\n" : "",
                                out->length > 0 ? _("What stands above, and brackets that begin with \"for you\", are for you only: they "
                                                    "are not in the files.")
                                                : _("Brackets that begin with \"for you\" are for you only: they are not in the files."));
    }
}
