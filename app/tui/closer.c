#include "tui/closer.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/check_words.h"
#include "tui/goal_words.h"
#include "tui/words.h"

const char *const CLOSER_LABELS[CLOSER_PARTS] = {N_("Evidence"), N_("Where it holds"), N_("Except"), N_("What is done instead"), N_("Plan"),
                                                 N_("Note")};

static void add_contradiction(struct buffer *out, const struct session *s, size_t question)
{
    const struct check_hit *hit = session_contradiction(s, question);
    if (hit != NULL) {
        const size_t other = session_other(s, hit, question);
        check_about(out, s, hit->check);
        check_words(out, s, hit->check);
        if (other != SIZE_MAX) {
            (void)buffer_add_text(out, between_sentences());
            (void)buffer_add_format(out, _("The other one: %d %s."), question_number(s, other), question_title(&s->list.questions[other]));
        }
    }
}

void closer_reason(struct buffer *out, const struct session *s, size_t question, enum look_reason reason)
{
    const struct question *q = &s->list.questions[question];
    char words[ANSWER_WORDS];
    switch (reason) {
    case LOOK_CONTRADICTION:
        add_contradiction(out, s, question);
        break;
    case LOOK_UNKNOWN:
        (void)buffer_add_text(out, _("Nobody knows yet, and meanwhile it counts as 0: plan who finds out, and by when."));
        break;
    case LOOK_LATE: {
        const struct goal goal = session_goal(s, question);
        goal_late(out, s, &goal);
        break;
    }
    case LOOK_GAP:
        (void)buffer_add_format(
            out,
            q->home_item->essential
                ? _("An essential question (one of those that protect most), below the target of %d that the questions set: p says what "
                    "you will reach, by when, and who does it.")
                : _("Below the target of %d that the questions set: p says what you will reach, by when, and who does it."),
            q->target);
        break;
    case LOOK_VENDOR:
        (void)buffer_add_text(out, _("Marked for the IT vendor: once you have heard, answer it again."));
        break;
    case LOOK_EVIDENCE:
        (void)buffer_add_format(out, _("\"%s\" says that it is written down and checked: name what shows it."),
                                answer_words(&q->answer, words));
        break;
    case LOOK_SCOPE:
        (void)buffer_add_text(out, _("Essential: say where it holds, and where it does not."));
        break;
    case LOOK_END:
        break;
    }
}

void closer_offer(struct buffer *out, size_t due)
{
    if (due > CLOSER_FIRST) {
        (void)buffer_add_format(out,
                                _("Every question has an answer: signing without this step is fine. If you like, add to some answers what "
                                  "shows your customers more: evidence, where an answer holds and where not, a plan. The first %d take "
                                  "about %d minutes. %zu more can wait for another day; where you were is kept."),
                                CLOSER_FIRST, CLOSER_FIRST, due - CLOSER_FIRST);
        return;
    }
    (void)buffer_add_format(out,
                            _n("Every question has an answer: signing without this step is fine. If you like, add to %zu answer what "
                               "shows your customers more: evidence, where it holds and where not, a plan. It takes about %zu minute, "
                               "now or another day; where you were is kept.",
                               "Every question has an answer: signing without this step is fine. If you like, add to %zu answers what "
                               "shows your customers more: evidence, where they hold and where not, a plan. It takes about %zu minutes, "
                               "now or another day; where you were is kept.",
                               due),
                            due, due);
}

static void add_member(struct buffer *out, const cJSON *tree, const char *member)
{
    (void)buffer_add_text(out, json_text(tree, member)); /* NULL adds nothing */
}

static void add_evidence(struct buffer *out, const cJSON *tree)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(tree, "evidence"))
    {
        (void)buffer_add_format(out, "%s%s", out->length > 0 ? "; " : "", json_text(entry, "title"));
    }
}

void closer_part(struct buffer *out, const struct session *s, size_t question, enum closer_part part)
{
    const struct answer *a = &s->list.questions[question].answer;
    switch (part) {
    case CLOSER_EVIDENCE:
        add_evidence(out, a->tree);
        break;
    case CLOSER_SCOPE:
        add_member(out, a->tree, "scope");
        break;
    case CLOSER_EXCEPTIONS:
        add_member(out, a->tree, "exceptions");
        break;
    case CLOSER_COMPENSATING:
        add_member(out, a->tree, "compensating");
        break;
    case CLOSER_PLAN: {
        const struct goal goal = session_goal(s, question);
        if (goal.last_year && goal.late) { /* what is to be done about it is told among the reasons */
            (void)buffer_add_format(out, _("%s, past: last year's"), goal.by);
        } else if (!goal.last_year) {
            goal_line(out, &goal);
            (void)buffer_add_text(out, goal.late ? _(", past") : "");
        }
        break;
    }
    case CLOSER_NOTE:
        add_member(out, a->tree, "note");
        break;
    case CLOSER_PARTS:
        break;
    }
}
