/* The plan: which actions to take under a budget (formats.md, "Scoring"). */
#ifndef TENKEN_MODEL_PLAN_H
#define TENKEN_MODEL_PLAN_H

#include "model/question.h"

#include <stdint.h>

#define BUDGET_NONE (-1) /* no limit */

/* What the plan is made under: budgets (yen; BUDGET_NONE), and what the owner decided by hand: NULL or
 * [{"pack", "item", "action", "wish": "take"|"leave"}], items at their homes; a wish about a step that is not ahead is passed over. */
struct plan_terms {
    int64_t initial, monthly;
    const cJSON *wishes;
};
enum plan_wish { WISH_NONE, WISH_TAKE, WISH_LEAVE };
/* What is wished about a question's step. */
enum plan_wish plan_wish(const cJSON *wishes, const struct question *q, const struct action *action);
/* Whether a step leads no further than the level that the answer itself plans (with a day, by somebody): a promise that recipients see. It
 * is taken in any case, also where a wish leaves it out: the plan and the promise must not contradict each other. */
bool plan_promised(const struct question *q, const struct action *action);

/* What a step asks for beside the firm's own time. Hours of the IT vendor are not free, but what they cost only the contract says. */
enum plan_price { PRICE_NOTHING, PRICE_VENDOR, PRICE_MONEY };
enum plan_price plan_price(const struct action *action);

/* gain: the fall in the question's priority by this step. */
struct plan_step {
    size_t question;
    const struct action *action;
    int gain;
    enum plan_price price; /* of this step or of one that must come before it, the higher */
    enum plan_wish wish;
};

/* Steps that cost nothing stand first, then those that need only the vendor's hours; then list order, each question's in level order. Costs
 * are sums of upper ends, in yen. */
struct plan {
    struct plan_step *steps;
    size_t count;
    int64_t cost_initial, cost_monthly;
    int gain;
};

/* The exact best set of actions under both budgets (yen; upper cost ends): maximal gain = fall in the sum of priorities;
 * then lower monthly cost, then lower initial cost, then list order (the set that goes further on the first question where two
 * sets differ). Of each question with a gap a prefix of its chain of actions is taken, from the present level upwards, no
 * further than the step that reaches its target. Steps wished for or promised are taken in any case, with those before them, and what they
 * leave of the budgets (never less than 0) is for the rest; a step left out takes those after it along. Packs whose costs are made to
 * exhaust the machine are refused (ST_INPUT, PLAN_STATES_MAX). */
enum status plan_make(const struct question_list *list, const struct plan_terms *terms, struct plan *out, struct error *e);
void plan_release(struct plan *p);
/* Indices of the steps to take first: of each question its first step, those that gain most before others, ties as in the plan. Fills at
 * most max; returns how many it filled. */
size_t plan_first(const struct plan *plan, size_t *out, size_t max);

/* Why a question stays below its target. */
enum plan_reason {
    OPEN_NO_STEP,  /* its pack knows no step from there */
    OPEN_LEFT_OUT, /* by hand */
    OPEN_TOO_DEAR, /* the step alone goes beyond what the budgets are */
    OPEN_OUTBID,   /* it would fit, but not beside what brings more */
};
/* A question that the plan does not bring to its target. action: its first step not taken (NULL with OPEN_NO_STEP); waiting: the steps
 * behind it that cannot be taken without it. */
struct plan_open {
    size_t question;
    int level, target; /* level: where the plan leads */
    const struct action *action;
    enum plan_reason reason;
    int waiting;
};
/* Sorted by the priority that stays, ties by list order. The caller frees *open (NULL when *count is 0). */
enum status plan_open(const struct question_list *list, const struct plan_terms *terms, const struct plan *plan, struct plan_open **open,
                      size_t *count, struct error *e);

/* The total score when all steps are done (0…1000 or SCORE_NONE) and nothing else changes. A plan as such raises no score. */
enum status plan_total(const struct question_list *list, const struct plan *plan, int *total, struct error *e);

/* {actions [{pack, item, action, gain}], cost_initial, cost_monthly, gain} as in a document; the items under the names by which list asks
 * them. NULL: out of memory. */
cJSON *plan_to_json(const struct plan *plan, const struct question_list *list);

#endif
