#include "model/plan.h"

#include "model/gap.h"
#include "model/json.h"
#include "model/plan_search.h"
#include "model/score.h"

/* A question below its target, and the steps that lead there. must: so many are wished for or promised. */
struct ladder {
    size_t question;
    int must;
    const struct action *steps[LEVELS];
    int gains[LEVELS];
    enum plan_wish wishes[LEVELS];
};

static bool same_text(const cJSON *object, const char *key, const char *text)
{
    const char *own = json_text(object, key);
    return own != NULL && strcmp(own, text) == 0;
}

enum plan_wish plan_wish(const cJSON *wishes, const struct question *q, const struct action *action)
{
    const cJSON *wish;
    cJSON_ArrayForEach(wish, wishes)
    {
        if (same_text(wish, "pack", q->home_pack->id) && same_text(wish, "item", q->home_item->id) &&
            same_text(wish, "action", action->id)) {
            return same_text(wish, "wish", "take") ? WISH_TAKE : same_text(wish, "wish", "leave") ? WISH_LEAVE : WISH_NONE;
        }
    }
    return WISH_NONE;
}

bool plan_promised(const struct question *q, const struct action *action)
{
    return action->to <= q->answer.planned_level;
}

enum plan_price plan_price(const struct action *action)
{
    if (action->initial.max > 0 || action->monthly.max > 0) {
        return PRICE_MONEY;
    }
    return action->who == WHO_VENDOR ? PRICE_VENDOR : PRICE_NOTHING;
}

/* Fills the ladder's steps, as far as none is left out by hand, and the sums that the search works on; false when there is none. */
static bool climb(const struct question *q, int level, const cJSON *wishes, struct ladder *ladder, struct plan_chain *chain)
{
    int weight = gap_weight(q);
    *chain = (struct plan_chain){.count = 1};
    ladder->must = 0;
    const struct action *action = gap_action(q->home_item, level);
    while (action != NULL && level < q->target && chain->count < LEVELS) {
        const int at = chain->count - 1;
        const enum plan_wish wish = plan_promised(q, action) ? WISH_TAKE : plan_wish(wishes, q, action);
        if (wish == WISH_LEAVE) {
            break;
        }
        int to = action->to < q->target ? action->to : q->target;
        int gain = (to - level) * weight;
        const struct plan_option *before = &chain->options[at];
        ladder->steps[at] = action;
        ladder->gains[at] = gain;
        ladder->wishes[at] = wish;
        ladder->must = wish == WISH_TAKE ? chain->count : ladder->must;
        chain->options[chain->count] =
            (struct plan_option){before->gain + gain, before->monthly + action->monthly.max, before->initial + action->initial.max};
        chain->count++;
        level = action->to;
        action = gap_action(q->home_item, level);
    }
    return chain->count > 1;
}

/* Makes the steps wished for the beginning of the chain: what they cost is taken from the budgets. */
static void settle(const struct ladder *ladder, struct plan_chain *chain, struct plan_terms *left)
{
    const struct plan_option base = chain->options[ladder->must];
    left->monthly = left->monthly < 0 ? left->monthly : left->monthly > base.monthly ? left->monthly - base.monthly : 0;
    left->initial = left->initial < 0 ? left->initial : left->initial > base.initial ? left->initial - base.initial : 0;
    chain->count -= ladder->must;
    for (int i = 0; i < chain->count; i++) {
        const struct plan_option *option = &chain->options[i + ladder->must];
        chain->options[i] = (struct plan_option){option->gain - base.gain, option->monthly - base.monthly, option->initial - base.initial};
    }
}

/* Appends the steps taken of one price; what follows a dearer step comes with it. */
static void add_steps(struct plan *p, const struct ladder *ladder, int taken, enum plan_price wanted)
{
    enum plan_price price = PRICE_NOTHING;
    for (int i = 0; i < taken; i++) {
        const struct action *action = ladder->steps[i];
        price = plan_price(action) > price ? plan_price(action) : price;
        if (price != wanted) {
            continue;
        }
        p->steps[p->count++] = (struct plan_step){ladder->question, action, ladder->gains[i], price, ladder->wishes[i]};
        p->cost_initial += action->initial.max;
        p->cost_monthly += action->monthly.max;
        p->gain += ladder->gains[i];
    }
}

static enum status search(const struct ladder *ladders, const struct plan_chain *chains, size_t n, const struct plan_terms *left,
                          struct plan *out, struct error *e)
{
    int *choices = calloc(n + 1, sizeof *choices);
    if (choices == NULL) {
        return fail_memory(e);
    }
    enum status st = plan_search(chains, n, left->initial, left->monthly, choices, e);
    size_t steps = 1;
    for (size_t i = 0; i < n; i++) {
        choices[i] += ladders[i].must;
        steps += (size_t)choices[i];
    }
    if (st == ST_OK) {
        out->steps = calloc(steps, sizeof *out->steps);
        st = out->steps != NULL ? ST_OK : fail_memory(e);
    }
    for (int price = PRICE_NOTHING; st == ST_OK && price <= PRICE_MONEY; price++) {
        for (size_t i = 0; i < n; i++) {
            add_steps(out, &ladders[i], choices[i], (enum plan_price)price);
        }
    }
    free(choices);
    return st;
}

enum status plan_make(const struct question_list *list, const struct plan_terms *terms, struct plan *out, struct error *e)
{
    *out = (struct plan){0};
    struct ladder *ladders = calloc(list->count + 1, sizeof *ladders);
    struct plan_chain *chains = calloc(list->count + 1, sizeof *chains);
    struct plan_terms left = *terms;
    size_t n = 0;
    for (size_t i = 0; ladders != NULL && chains != NULL && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->repeated || !question_in_scope(q, &level) || !climb(q, level, terms->wishes, &ladders[n], &chains[n])) {
            continue;
        }
        settle(&ladders[n], &chains[n], &left);
        ladders[n++].question = i;
    }
    enum status st = ladders != NULL && chains != NULL ? search(ladders, chains, n, &left, out, e) : fail_memory(e);
    free(ladders);
    free(chains);
    return st;
}

void plan_release(struct plan *p)
{
    free(p->steps);
    *p = (struct plan){0};
}

/* A step of the same question stands before it: questions' steps are in level order among those that cost the same, but not beyond. */
static bool is_later(const struct plan *plan, size_t step)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->steps[i].question == plan->steps[step].question && plan->steps[i].action->from < plan->steps[step].action->from) {
            return true;
        }
    }
    return false;
}

size_t plan_first(const struct plan *plan, size_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (is_later(plan, i)) {
            continue;
        }
        size_t at = n;
        while (at > 0 && plan->steps[out[at - 1]].gain < plan->steps[i].gain) {
            at--;
        }
        if (at >= max) {
            continue;
        }
        n += n < max;
        for (size_t k = n - 1; k > at; k--) {
            out[k] = out[k - 1];
        }
        out[at] = i;
    }
    return n;
}
