/* What plain mode says beside an answer about what belongs to it: each thing once at length, a plan shortly twice more, and
 * what was used once no more. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/score.h"
#include "tui/filter.h"

#define SHOWN_FROM 2 /* from this level on there is something to show; below it, something to plan */
#define PLANS_TOLD 3 /* after as many answers it is known */

static bool has_evidence(const struct answer *answer)
{
    return cJSON_GetArraySize(json_get(answer->tree, "evidence")) > 0;
}

/* Whether anything was planned, and whether any evidence was written, at any question. */
static void used(const struct session *s, bool *plan, bool *evidence)
{
    *plan = *evidence = false;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct answer *answer = &s->list.questions[i].answer;
        *plan = *plan || answer->planned_level >= 0;
        *evidence = *evidence || has_evidence(answer);
    }
}

void tell_hints(struct plain *p, size_t answered)
{
    const struct question *q = &p->session->list.questions[answered];
    const int number = question_number(p->session, answered);
    int reached = 0;
    bool planned, shown;
    used(p->session, &planned, &shown);
    const bool plan = !planned && question_in_scope(q, &reached) && reached < q->target && reached < SHOWN_FROM;
    const bool evidence = !shown && q->answer.state == ANSWER_LEVEL && q->answer.level >= SHOWN_FROM;
    if (!p->owner) {
        return;
    }
    if (plan && p->plans_told == 0) { /* the question has gone by: where its plan is made */
        tell(p, _("To say what is planned for it: go %d, then p. Or at the end: w goes through plans and evidence, one by one."), number);
    } else if (plan && p->plans_told < PLANS_TOLD) {
        tell(p, _("go %d, then p: plan."), number);
    } else if (evidence && !p->evidence_told) {
        tell(p,
             _("What shows that it is so, such as a photo or a list: go %d, then e. Or at the end: w goes through plans and evidence, one "
               "by one."),
             number);
        p->evidence_told = true;
    }
    p->plans_told += plan ? 1 : 0;
}

void tell_vendor_way(struct plain *p)
{
    if (p->session->list.questions[p->at].answer.ask_vendor && filter_questions(p->session, FILTER_VENDOR) == 1) {
        tell(p, "%s", _("Once all that they know is marked, page writes it as a page for your IT vendor, to be mailed or printed."));
    }
}
