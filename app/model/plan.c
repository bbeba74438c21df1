#include "model/plan.h"

#include "model/gap.h"
#include "model/plan_search.h"
#include "model/score.h"

/* A question below its target, and the steps that lead there. */
struct ladder {
    size_t question;
    const struct action *steps[LEVELS];
    int gains[LEVELS];
};

/* Fills the ladder's steps and the sums that the search works on; false when no step starts at the present level. */
static bool climb(const struct question *q, int level, struct ladder *ladder, struct plan_chain *chain)
{
    int weight = gap_weight(q);
    *chain = (struct plan_chain){.count = 1};
    const struct action *action = gap_action(q->home_item, level);
    while (action != NULL && level < q->target && chain->count < LEVELS) {
        int to = action->to < q->target ? action->to : q->target;
        int gain = (to - level) * weight;
        const struct plan_option *before = &chain->options[chain->count - 1];
        ladder->steps[chain->count - 1] = action;
        ladder->gains[chain->count - 1] = gain;
        chain->options[chain->count] =
            (struct plan_option){before->gain + gain, before->monthly + action->monthly.max, before->initial + action->initial.max};
        chain->count++;
        level = action->to;
        action = gap_action(q->home_item, level);
    }
    return chain->count > 1;
}

static bool costs(const struct action *action)
{
    return action->initial.max > 0 || action->monthly.max > 0;
}

/* Appends the steps taken that need (or need no) money; what follows a step that costs comes after it. */
static void add_steps(struct plan *p, const struct ladder *ladder, int taken, bool paid)
{
    bool paying = false;
    for (int i = 0; i < taken; i++) {
        const struct action *action = ladder->steps[i];
        paying = paying || costs(action);
        if (paying != paid) {
            continue;
        }
        p->steps[p->count++] = (struct plan_step){ladder->question, action, ladder->gains[i]};
        p->cost_initial += action->initial.max;
        p->cost_monthly += action->monthly.max;
        p->gain += ladder->gains[i];
    }
}

static enum status search(const struct ladder *ladders, const struct plan_chain *chains, size_t n, int64_t budget_initial,
                          int64_t budget_monthly, struct plan *out, struct error *e)
{
    int *choices = calloc(n + 1, sizeof *choices);
    if (choices == NULL) {
        return fail_memory(e);
    }
    enum status st = plan_search(chains, n, budget_initial, budget_monthly, choices, e);
    size_t steps = 1;
    for (size_t i = 0; i < n; i++) {
        steps += (size_t)choices[i];
    }
    if (st == ST_OK) {
        out->steps = calloc(steps, sizeof *out->steps);
        st = out->steps != NULL ? ST_OK : fail_memory(e);
    }
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        add_steps(out, &ladders[i], choices[i], false);
    }
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        add_steps(out, &ladders[i], choices[i], true);
    }
    free(choices);
    return st;
}

enum status plan_make(const struct question_list *list, int64_t budget_initial, int64_t budget_monthly, struct plan *out, struct error *e)
{
    *out = (struct plan){0};
    struct ladder *ladders = calloc(list->count + 1, sizeof *ladders);
    struct plan_chain *chains = calloc(list->count + 1, sizeof *chains);
    size_t n = 0;
    for (size_t i = 0; ladders != NULL && chains != NULL && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->repeated || !question_in_scope(q, &level) || !climb(q, level, &ladders[n], &chains[n])) {
            continue;
        }
        ladders[n++].question = i;
    }
    enum status st =
        ladders != NULL && chains != NULL ? search(ladders, chains, n, budget_initial, budget_monthly, out, e) : fail_memory(e);
    free(ladders);
    free(chains);
    return st;
}

void plan_release(struct plan *p)
{
    free(p->steps);
    *p = (struct plan){0};
}
