/* The plan: which actions to take under a budget (formats.md, "Scoring"). */
#ifndef TENKEN_MODEL_PLAN_H
#define TENKEN_MODEL_PLAN_H

#include "model/question.h"

#include <stdint.h>

/* gain: the fall in the question's priority by this step. */
struct plan_step {
    size_t question;
    const struct action *action;
    int gain;
};

/* Steps that cost nothing stand first; then list order, each question's in level order. Costs are sums of upper ends, in yen. */
struct plan {
    struct plan_step *steps;
    size_t count;
    int64_t cost_initial, cost_monthly;
    int gain;
};

#define BUDGET_NONE (-1) /* no limit */

/* The exact best set of actions under both budgets (yen; upper cost ends): maximal gain = fall in the sum of priorities;
 * then lower monthly cost, then lower initial cost, then list order (the set that goes further on the first question where two
 * sets differ). Of each question with a gap a prefix of its chain of actions is taken, from the present level upwards, no
 * further than the step that reaches its target. Packs whose costs are made to exhaust the machine are refused (ST_INPUT). */
enum status plan_make(const struct question_list *list, int64_t budget_initial, int64_t budget_monthly, struct plan *out, struct error *e);
void plan_release(struct plan *p);

/* {actions [{pack, item, action, gain}], cost_initial, cost_monthly, gain} as in a document; the items under the names by which list asks
 * them. NULL: out of memory. */
cJSON *plan_to_json(const struct plan *plan, const struct question_list *list);

#endif
