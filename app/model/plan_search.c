/* Dynamic programming over partial solutions, last chain first. It stays small because of three things:
 *  - an aim: the search looks for a solution of at least this gain, beginning with the bound of plan_bound.c, and aims lower as long as it
 * finds none. What it finds is exact, because everything that can lead to the aim is kept;
 *  - what gives away too much worth to reach the aim is dropped: options before the search, so that only chains with a real choice take
 * part, and partial solutions during it;
 *  - dominance: a partial solution is dropped for another that has no less gain, needs no more of both budgets, and is preferred when they
 * end level. */
#include "model/plan_search.h"

#include "base/i18n.h"

#include <stdbool.h>

/* Rounding errors of the bound stay far below this; gains are whole numbers. What is dropped misses the aim by more than the aim may lie
 * too high. */
#define TOLERANCE 1e-4
#define MISSED (2 * TOLERANCE)

struct state {
    int gain;
    int64_t monthly, initial;
    uint32_t from; /* index into the stage before */
    uint8_t choice;
};

/* How a state came about, kept for all stages. */
struct origin {
    uint32_t from;
    uint8_t choice;
};

/* A chain that has more than one option left, and the states after its choice. */
struct stage {
    size_t chain;
    int options[LEVELS]; /* the options left, ascending */
    int count;
    int gain_before;                        /* the stages before (those still to come) bring at most this, whatever the costs; … */
    double worth_before;                    /* … at most this worth; … */
    int64_t monthly_before, initial_before; /* … and cost at most this */
    struct origin *origins;
};

/* A point of the staircase: kept states so far need at least this much of both budgets. Sorted by monthly, initial falls. */
struct corner {
    int64_t monthly, initial;
};

struct search {
    const struct plan_chain *chains;
    size_t n;
    bool limit_monthly, limit_initial;
    int64_t budget_monthly, budget_initial; /* 0 without a limit, and so is the price */
    struct plan_prices prices;
    double bound;
    int aim;
    struct state start; /* the chains with one option left */
    int *choices;
    struct stage *stages;
    size_t nstages;
    struct state *now, *next;
    struct corner *corners;
    size_t capacity; /* of now, next, corners */
    size_t total;    /* states of all stages, of all searches */
    struct error *e;
};

/* What a partial solution needs of a budget, as far as it matters: nothing when all the rest fits in as well. */
static int64_t need(bool limit, int64_t budget, int64_t cost, int64_t rest)
{
    if (!limit || cost + rest <= budget) {
        return 0;
    }
    return cost;
}

/* True when a kept state needs no more than (monthly, initial). */
static bool below_staircase(const struct search *s, size_t corners, int64_t monthly, int64_t initial, size_t *at)
{
    size_t low = 0;
    size_t high = corners;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->corners[middle].monthly <= monthly) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *at = low;
    return low > 0 && s->corners[low - 1].initial <= initial;
}

/* Puts a corner at `at` (as found) and takes away those that it makes needless. Returns the new count. */
static size_t add_corner(struct search *s, size_t corners, size_t at, struct corner corner)
{
    if (at > 0 && s->corners[at - 1].monthly == corner.monthly) {
        at--;
    }
    size_t end = at;
    while (end < corners && s->corners[end].initial >= corner.initial) {
        end++;
    }
    memmove(&s->corners[at + 1], &s->corners[end], (corners - end) * sizeof *s->corners);
    s->corners[at] = corner;
    return corners - (end - at) + 1;
}

/* The order of preference; equal costs and gain: the greater choice. */
static bool preferred(const struct state *a, const struct state *b)
{
    if (a->gain != b->gain) {
        return a->gain > b->gain;
    }
    if (a->monthly != b->monthly) {
        return a->monthly < b->monthly;
    }
    if (a->initial != b->initial) {
        return a->initial < b->initial;
    }
    return a->choice > b->choice;
}

static struct state extend(const struct search *s, const struct stage *stage, size_t from, int k)
{
    const struct state *state = &s->now[from];
    const struct plan_option *option = &s->chains[stage->chain].options[stage->options[k]];
    return (struct state){state->gain + option->gain, state->monthly + option->monthly, state->initial + option->initial, (uint32_t)from,
                          (uint8_t)stage->options[k]};
}

static bool hopeless(const struct search *s, const struct stage *stage, const struct state *state)
{
    if ((s->limit_monthly && state->monthly > s->budget_monthly) || (s->limit_initial && state->initial > s->budget_initial)) {
        return true;
    }
    if (state->gain + stage->gain_before < s->aim) { /* in the end, with nothing before: the gain itself */
        return true;
    }
    double bound = state->gain + stage->worth_before + s->prices.monthly * (double)(s->budget_monthly - state->monthly) +
                   s->prices.initial * (double)(s->budget_initial - state->initial);
    return bound < s->aim - MISSED;
}

static enum status make_room(struct search *s, size_t count)
{
    if (count <= s->capacity) {
        return ST_OK;
    }
    struct state *now = realloc(s->now, count * sizeof *now);
    s->now = now != NULL ? now : s->now;
    struct state *next = realloc(s->next, count * sizeof *next);
    s->next = next != NULL ? next : s->next;
    struct corner *corners = realloc(s->corners, (count + 1) * sizeof *corners);
    s->corners = corners != NULL ? corners : s->corners;
    if (now == NULL || next == NULL || corners == NULL) {
        return fail_memory(s->e);
    }
    s->capacity = count;
    return ST_OK;
}

/* Merges what each choice makes of the states so far: all lists are in the order of preference, since a choice shifts all its states alike.
 */
static size_t merge_choices(struct search *s, const struct stage *stage, size_t count)
{
    size_t heads[LEVELS] = {0};
    struct state candidates[LEVELS];
    for (int k = 0; k < stage->count; k++) {
        candidates[k] = extend(s, stage, 0, k);
    }
    size_t kept = 0;
    size_t corners = 0;
    for (;;) {
        int first = -1;
        for (int k = 0; k < stage->count; k++) {
            if (heads[k] < count && (first < 0 || preferred(&candidates[k], &candidates[first]))) {
                first = k;
            }
        }
        if (first < 0) {
            return kept;
        }
        struct state best = candidates[first];
        if (++heads[first] < count) {
            candidates[first] = extend(s, stage, heads[first], first);
        }
        if (hopeless(s, stage, &best)) {
            continue;
        }
        struct corner corner = {need(s->limit_monthly, s->budget_monthly, best.monthly, stage->monthly_before),
                                need(s->limit_initial, s->budget_initial, best.initial, stage->initial_before)};
        size_t at = 0;
        if (below_staircase(s, corners, corner.monthly, corner.initial, &at)) {
            continue;
        }
        corners = add_corner(s, corners, at, corner);
        s->next[kept++] = best;
    }
}

static enum status run_stage(struct search *s, struct stage *stage, size_t *count)
{
    enum status st = make_room(s, *count * (size_t)stage->count);
    if (st != ST_OK) {
        return st;
    }
    size_t kept = merge_choices(s, stage, *count);
    s->total += kept;
    if (s->total > PLAN_STATES_MAX) {
        return fail(s->e, ST_INPUT, _("The costs in the packs allow too many different plans to compare them all; try another budget."));
    }
    stage->origins = malloc((kept + 1) * sizeof *stage->origins);
    if (stage->origins == NULL) {
        return fail_memory(s->e);
    }
    for (size_t i = 0; i < kept; i++) {
        stage->origins[i] = (struct origin){s->next[i].from, s->next[i].choice};
    }
    struct state *swap = s->now;
    s->now = s->next;
    s->next = swap;
    *count = kept;
    return ST_OK;
}

static void drop_stages(struct search *s)
{
    for (size_t i = 0; i < s->nstages; i++) {
        free(s->stages[i].origins);
    }
    s->nstages = 0;
}

/* Keeps the options that can be part of a solution of the gain aimed at; chains with one such option are settled. */
static void make_stages(struct search *s)
{
    drop_stages(s);
    s->start = (struct state){0};
    struct stage sums = {0};
    for (size_t i = 0; i < s->n; i++) {
        const struct plan_chain *chain = &s->chains[i];
        struct stage *stage = &s->stages[s->nstages];
        *stage = sums;
        stage->chain = i;
        double best = plan_best_worth(chain, &s->prices);
        for (int k = 0; k < chain->count; k++) {
            if (s->bound - (best - plan_worth(&chain->options[k], &s->prices)) >= s->aim - MISSED) {
                stage->options[stage->count++] = k;
            }
        }
        const struct plan_option *last = &chain->options[stage->options[stage->count - 1]];
        if (stage->count > 1) {
            s->nstages++;
            sums.gain_before += last->gain;
            sums.worth_before += best;
            sums.monthly_before += last->monthly;
            sums.initial_before += last->initial;
        } else {
            s->choices[i] = stage->options[0];
            s->start.gain += last->gain;
            s->start.monthly += last->monthly;
            s->start.initial += last->initial;
        }
    }
}

/* One search for a solution of at least the gain aimed at. *found says whether there is one, which then is the only state left. */
static enum status run(struct search *s, bool *found)
{
    make_stages(s);
    enum status st = make_room(s, 1);
    if (st != ST_OK) {
        return st;
    }
    struct stage end = {0};
    s->now[0] = s->start;
    size_t count = s->nstages > 0 || !hopeless(s, &end, &s->start) ? 1 : 0;
    for (size_t i = s->nstages; i-- > 0 && count > 0;) {
        st = run_stage(s, &s->stages[i], &count);
        if (st != ST_OK) {
            return st;
        }
    }
    *found = count > 0;
    return ST_OK;
}

/* Gains are often multiples of one number, and so is every sum of them. */
static int common_step(const struct plan_chain *chains, size_t n)
{
    int step = 0;
    for (size_t i = 0; i < n; i++) {
        for (int k = 1; k < chains[i].count; k++) {
            int a = chains[i].options[k].gain;
            while (a != 0) {
                int rest = step % a;
                step = a;
                a = rest;
            }
        }
    }
    return step > 0 ? step : 1;
}

enum status plan_search(const struct plan_chain *chains, size_t n, int64_t budget_initial, int64_t budget_monthly, int *choices,
                        struct error *e)
{
    struct search s = {.chains = chains,
                       .n = n,
                       .limit_monthly = budget_monthly >= 0,
                       .limit_initial = budget_initial >= 0,
                       .budget_monthly = budget_monthly >= 0 ? budget_monthly : 0,
                       .budget_initial = budget_initial >= 0 ? budget_initial : 0,
                       .choices = choices,
                       .stages = calloc(n + 1, sizeof *s.stages),
                       .e = e};
    if (s.stages == NULL) {
        return fail_memory(e);
    }
    s.bound = plan_bound(chains, n, budget_initial, budget_monthly, &s.prices);
    int step = common_step(chains, n);
    s.aim = (int)(s.bound + TOLERANCE) / step * step;
    bool found = false;
    enum status st = run(&s, &found);
    for (; st == ST_OK && !found; st = run(&s, &found)) {
        s.aim -= step; /* taking no step at all reaches 0, so this ends */
    }
    uint32_t at = 0;
    for (size_t i = 0; st == ST_OK && i < s.nstages; i++) {
        choices[s.stages[i].chain] = s.stages[i].origins[at].choice;
        at = s.stages[i].origins[at].from;
    }
    drop_stages(&s);
    free(s.stages);
    free(s.now);
    free(s.next);
    free(s.corners);
    return st;
}
