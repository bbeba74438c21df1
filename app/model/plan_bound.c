/* The relaxed plan: steps may be split, and the budgets are prices. Cheap to solve, and never worse than the true plan. */
#include "model/plan_search.h"

#define INITIAL_STEPS 40
#define MONTHLY_STEPS 45

struct relaxation {
    const struct plan_chain *chains;
    size_t n;
    bool limit_monthly, limit_initial;
    double budget_monthly, budget_initial;
    double top_monthly, top_initial; /* nobody pays more for a step */
};

double plan_worth(const struct plan_option *option, const struct plan_prices *prices)
{
    return option->gain - prices->monthly * (double)option->monthly - prices->initial * (double)option->initial;
}

double plan_best_worth(const struct plan_chain *chain, const struct plan_prices *prices)
{
    double best = 0;
    for (int k = 1; k < chain->count; k++) {
        double worth = plan_worth(&chain->options[k], prices);
        best = worth > best ? worth : best;
    }
    return best;
}

/* The bound at given prices; *spent: what the relaxed plan spends at once. */
static double bound_at(const struct relaxation *r, const struct plan_prices *prices, double *spent)
{
    double sum = prices->monthly * r->budget_monthly + prices->initial * r->budget_initial;
    *spent = 0;
    for (size_t i = 0; i < r->n; i++) {
        double best = 0;
        int64_t cost = 0;
        for (int k = 1; k < r->chains[i].count; k++) {
            double worth = plan_worth(&r->chains[i].options[k], prices);
            cost = worth > best ? r->chains[i].options[k].initial : cost;
            best = worth > best ? worth : best;
        }
        sum += best;
        *spent += (double)cost;
    }
    return sum;
}

/* The bound is convex in each price, so its lowest point can be closed in on: the initial price for a given monthly one by the slope … */
static double lowest_for(const struct relaxation *r, double monthly, struct plan_prices *prices)
{
    double spent = 0;
    double low = 0;
    double high = r->limit_initial ? r->top_initial : 0;
    for (int i = 0; i < INITIAL_STEPS && high > 0; i++) {
        *prices = (struct plan_prices){monthly, (low + high) / 2};
        bound_at(r, prices, &spent);
        if (spent > r->budget_initial) {
            low = prices->initial;
        } else {
            high = prices->initial;
        }
    }
    *prices = (struct plan_prices){monthly, high};
    return bound_at(r, prices, &spent);
}

/* … and the monthly one by the golden section. */
static double lowest(const struct relaxation *r, struct plan_prices *prices)
{
    const double golden = 0.6180339887498949;
    double low = 0;
    double high = r->limit_monthly ? r->top_monthly : 0;
    double a = high - golden * (high - low);
    double b = low + golden * (high - low);
    double at_a = lowest_for(r, a, prices);
    double at_b = lowest_for(r, b, prices);
    for (int i = 0; i < MONTHLY_STEPS && high > 0; i++) {
        if (at_a <= at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - golden * (high - low);
            at_a = lowest_for(r, a, prices);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + golden * (high - low);
            at_b = lowest_for(r, b, prices);
        }
    }
    return lowest_for(r, (low + high) / 2, prices);
}

static double highest_price(const struct plan_option *option, int64_t cost, double top)
{
    double price = cost > 0 ? option->gain / (double)cost : 0;
    return price > top ? price : top;
}

double plan_bound(const struct plan_chain *chains, size_t n, int64_t budget_initial, int64_t budget_monthly, struct plan_prices *prices)
{
    struct relaxation r = {.chains = chains, .n = n, .limit_monthly = budget_monthly >= 0, .limit_initial = budget_initial >= 0};
    r.budget_monthly = r.limit_monthly ? (double)budget_monthly : 0;
    r.budget_initial = r.limit_initial ? (double)budget_initial : 0;
    for (size_t i = 0; i < n; i++) {
        for (int k = 1; k < chains[i].count; k++) {
            r.top_monthly = highest_price(&chains[i].options[k], chains[i].options[k].monthly, r.top_monthly);
            r.top_initial = highest_price(&chains[i].options[k], chains[i].options[k].initial, r.top_initial);
        }
    }
    return lowest(&r, prices);
}
