/* Dynamic programming over partial solutions, last chain first, with two ways to drop partial solutions early:
 *  - dominance: another one has no less gain and leaves no less room in both budgets, and is preferred when they end level;
 *  - a bound: even if steps could be split and the budgets were prices (the Lagrangian relaxation), it cannot reach the gain that is aimed
 * at. The search aims at the bound of the whole problem first, and lower as long as it finds nothing: what it finds is exact, because every
 * partial solution that leads to that gain was kept. */
#include "model/plan_search.h"

#include "base/i18n.h"

#include <stdbool.h>

/* Rounding errors of the bound stay far below this; gains are whole numbers. */
#define TOLERANCE 1e-4
#define PRICE_STEPS 30

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

struct stage {
    struct origin *origins;
    size_t count;
};

/* A point of the staircase: kept states so far need at least this much of both budgets. Sorted by monthly, initial falls. */
struct corner {
    int64_t monthly, initial;
};

struct search {
    const struct plan_chain *chains;
    size_t n;
    bool limit_monthly, limit_initial; /* without a limit the budget is 0 and so is its price */
    int64_t budget_monthly, budget_initial;
    double price_monthly, price_initial;      /* gain per yen */
    double *best_before;                      /* [i]: what the chains before i bring at most, costs paid at these prices */
    int64_t *monthly_before, *initial_before; /* [i]: what they can cost at most */
    struct stage *stages;
    struct state *now, *next;
    struct corner *corners;
    size_t capacity; /* of now, next, corners */
    size_t total;    /* states of all stages */
    double aim;
    struct error *e;
};

/* The relaxed optimum at given prices: an upper bound for every solution, whatever the prices. *spent: what it spends at once. */
static double bound_at(const struct search *s, double monthly, double initial, double *spent)
{
    double sum = monthly * (double)s->budget_monthly + initial * (double)s->budget_initial;
    *spent = 0;
    for (size_t i = 0; i < s->n; i++) {
        double best = 0;
        int64_t cost = 0;
        for (int k = 1; k < s->chains[i].count; k++) {
            const struct plan_option *o = &s->chains[i].options[k];
            double value = o->gain - monthly * (double)o->monthly - initial * (double)o->initial;
            cost = value > best ? o->initial : cost;
            best = value > best ? value : best;
        }
        sum += best;
        *spent += (double)cost;
    }
    return sum;
}

/* The bound is convex in each price, so its lowest point can be closed in on: by its slope for one price, by thirds for the other. Any
 * price gives a valid bound; a good one drops more. */
static double best_initial(const struct search *s, double monthly, double top, double *price)
{
    double spent = 0;
    double low = 0;
    double high = s->limit_initial ? top : 0;
    for (int i = 0; i < PRICE_STEPS && high > 0; i++) {
        double middle = (low + high) / 2;
        bound_at(s, monthly, middle, &spent);
        if (spent > (double)s->budget_initial)
            low = middle;
        else
            high = middle;
    }
    *price = high;
    return bound_at(s, monthly, high, &spent);
}

static double highest_price(const struct search *s, bool monthly)
{
    double top = 0;
    for (size_t i = 0; i < s->n; i++) {
        for (int k = 1; k < s->chains[i].count; k++) {
            const struct plan_option *o = &s->chains[i].options[k];
            int64_t cost = monthly ? o->monthly : o->initial;
            if (cost > 0 && o->gain / (double)cost > top)
                top = o->gain / (double)cost;
        }
    }
    return top;
}

/* Returns the bound of the whole problem. */
static double find_prices(struct search *s)
{
    double top = highest_price(s, false);
    double low = 0;
    double high = s->limit_monthly ? highest_price(s, true) : 0;
    double ignored = 0;
    for (int i = 0; i < PRICE_STEPS && high > 0; i++) {
        double a = low + (high - low) / 3;
        double b = high - (high - low) / 3;
        if (best_initial(s, a, top, &ignored) <= best_initial(s, b, top, &ignored))
            high = b;
        else
            low = a;
    }
    s->price_monthly = low;
    return best_initial(s, low, top, &s->price_initial);
}

/* What a partial solution needs of a budget, as far as it matters: nothing when all the rest fits in as well. */
static int64_t need(bool limit, int64_t budget, int64_t cost, int64_t rest)
{
    if (!limit || cost + rest <= budget)
        return 0;
    return cost;
}

/* True when a kept state needs no more than (monthly, initial). */
static bool below_staircase(const struct search *s, size_t corners, int64_t monthly, int64_t initial, size_t *at)
{
    size_t low = 0;
    size_t high = corners;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->corners[middle].monthly <= monthly)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    return low > 0 && s->corners[low - 1].initial <= initial;
}

/* Puts a corner at `at` (as found) and takes away those that it makes needless. Returns the new count. */
static size_t add_corner(struct search *s, size_t corners, size_t at, struct corner corner)
{
    if (at > 0 && s->corners[at - 1].monthly == corner.monthly)
        at--;
    size_t end = at;
    while (end < corners && s->corners[end].initial >= corner.initial)
        end++;
    memmove(&s->corners[at + 1], &s->corners[end], (corners - end) * sizeof *s->corners);
    s->corners[at] = corner;
    return corners - (end - at) + 1;
}

/* The order of preference; equal costs and gain: the greater choice. */
static bool preferred(const struct state *a, const struct state *b)
{
    if (a->gain != b->gain)
        return a->gain > b->gain;
    if (a->monthly != b->monthly)
        return a->monthly < b->monthly;
    if (a->initial != b->initial)
        return a->initial < b->initial;
    return a->choice > b->choice;
}

static struct state extend(const struct state *state, const struct plan_option *option, int choice, size_t from)
{
    return (struct state){state->gain + option->gain, state->monthly + option->monthly, state->initial + option->initial, (uint32_t)from,
                          (uint8_t)choice};
}

static bool hopeless(const struct search *s, size_t chain, const struct state *state)
{
    if ((s->limit_monthly && state->monthly > s->budget_monthly) || (s->limit_initial && state->initial > s->budget_initial))
        return true;
    double bound = state->gain + s->best_before[chain] + s->price_monthly * (double)(s->budget_monthly - state->monthly) +
                   s->price_initial * (double)(s->budget_initial - state->initial);
    return bound < s->aim - TOLERANCE;
}

static enum status make_room(struct search *s, size_t count)
{
    if (count <= s->capacity)
        return ST_OK;
    struct state *now = realloc(s->now, count * sizeof *now);
    s->now = now != NULL ? now : s->now;
    struct state *next = realloc(s->next, count * sizeof *next);
    s->next = next != NULL ? next : s->next;
    struct corner *corners = realloc(s->corners, (count + 1) * sizeof *corners);
    s->corners = corners != NULL ? corners : s->corners;
    if (now == NULL || next == NULL || corners == NULL)
        return fail_memory(s->e);
    s->capacity = count;
    return ST_OK;
}

/* Merges what each choice makes of the states so far: all lists are in the order of preference, since a choice shifts all its states alike.
 */
static size_t merge_choices(struct search *s, size_t chain, size_t count)
{
    const struct plan_chain *c = &s->chains[chain];
    size_t heads[LEVELS] = {0};
    size_t kept = 0;
    size_t corners = 0;
    for (;;) {
        struct state best = {0};
        int from = -1;
        for (int k = 0; k < c->count; k++) {
            if (heads[k] == count)
                continue;
            struct state candidate = extend(&s->now[heads[k]], &c->options[k], k, heads[k]);
            if (from < 0 || preferred(&candidate, &best)) {
                best = candidate;
                from = k;
            }
        }
        if (from < 0)
            return kept;
        heads[from]++;
        if (hopeless(s, chain, &best))
            continue;
        struct corner corner = {need(s->limit_monthly, s->budget_monthly, best.monthly, s->monthly_before[chain]),
                                need(s->limit_initial, s->budget_initial, best.initial, s->initial_before[chain])};
        size_t at = 0;
        if (below_staircase(s, corners, corner.monthly, corner.initial, &at))
            continue;
        corners = add_corner(s, corners, at, corner);
        s->next[kept++] = best;
    }
}

static enum status run_stage(struct search *s, size_t chain, size_t *count)
{
    enum status st = make_room(s, *count * (size_t)s->chains[chain].count);
    if (st != ST_OK)
        return st;
    size_t kept = merge_choices(s, chain, *count);
    s->total += kept;
    if (s->total > PLAN_STATES_MAX)
        return fail(s->e, ST_INPUT, _("The packs' costs make too many plans possible to compare them all; give a lower budget."));
    struct stage *stage = &s->stages[chain];
    free(stage->origins);
    stage->count = kept;
    stage->origins = malloc((kept + 1) * sizeof *stage->origins);
    if (stage->origins == NULL)
        return fail_memory(s->e);
    for (size_t i = 0; i < kept; i++)
        stage->origins[i] = (struct origin){s->next[i].from, s->next[i].choice};
    struct state *swap = s->now;
    s->now = s->next;
    s->next = swap;
    *count = kept;
    return ST_OK;
}

/* One search for a solution of at least the gain aimed at. *found says whether there is one; the best then is the first state. */
static enum status run(struct search *s, bool *found)
{
    enum status st = make_room(s, 1);
    if (st != ST_OK)
        return st;
    s->now[0] = (struct state){0};
    s->total = 0;
    size_t count = 1;
    for (size_t chain = s->n; chain-- > 0 && count > 0;) {
        st = run_stage(s, chain, &count);
        if (st != ST_OK)
            return st;
    }
    *found = count > 0;
    return ST_OK;
}

static enum status prepare(struct search *s)
{
    s->best_before = calloc(s->n + 1, sizeof *s->best_before);
    s->monthly_before = calloc(s->n + 1, sizeof *s->monthly_before);
    s->initial_before = calloc(s->n + 1, sizeof *s->initial_before);
    s->stages = calloc(s->n + 1, sizeof *s->stages);
    if (s->best_before == NULL || s->monthly_before == NULL || s->initial_before == NULL || s->stages == NULL)
        return fail_memory(s->e);
    double bound = find_prices(s);
    for (size_t i = 0; i < s->n; i++) {
        const struct plan_chain *c = &s->chains[i];
        double best = 0;
        for (int k = 1; k < c->count; k++) {
            double value =
                c->options[k].gain - s->price_monthly * (double)c->options[k].monthly - s->price_initial * (double)c->options[k].initial;
            best = value > best ? value : best;
        }
        s->best_before[i + 1] = s->best_before[i] + best;
        s->monthly_before[i + 1] = s->monthly_before[i] + c->options[c->count - 1].monthly;
        s->initial_before[i + 1] = s->initial_before[i] + c->options[c->count - 1].initial;
    }
    s->aim = (double)(int64_t)(bound + TOLERANCE);
    return ST_OK;
}

static void release(struct search *s)
{
    for (size_t i = 0; s->stages != NULL && i < s->n; i++)
        free(s->stages[i].origins);
    free(s->stages);
    free(s->best_before);
    free(s->monthly_before);
    free(s->initial_before);
    free(s->now);
    free(s->next);
    free(s->corners);
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
                       .e = e};
    bool found = false;
    enum status st = prepare(&s);
    for (double step = 1; st == ST_OK && !found; step *= 2) {
        st = run(&s, &found);
        s.aim = s.aim > step ? s.aim - step : 0; /* taking no step at all reaches 0, so this ends */
    }
    uint32_t at = 0;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        choices[i] = s.stages[i].origins[at].choice;
        at = s.stages[i].origins[at].from;
    }
    release(&s);
    return st;
}
