/* The search behind plan_make: a multiple-choice knapsack with two budgets, solved exactly. */
#ifndef TENKEN_MODEL_PLAN_SEARCH_H
#define TENKEN_MODEL_PLAN_SEARCH_H

#include "base/error.h"
#include "model/pack.h"

#include <stdbool.h>
#include <stdint.h>

/* What taking the first steps of a chain brings and costs in all. */
struct plan_option {
    int gain;
    int64_t monthly, initial;
};

/* options[0] takes no step; gains and costs never fall from one option to the next. */
struct plan_chain {
    struct plan_option options[LEVELS];
    int count;
};

/* choices[i] becomes the number of steps taken of chains[i]: maximal gain within the budgets (negative: no limit), then lowest monthly,
 * then lowest initial cost, then the greater choice at the first chain where two solutions differ. ST_INPUT beyond PLAN_STATES_MAX. */
#define PLAN_STATES_MAX ((size_t)512 * 1024)
enum status plan_search(const struct plan_chain *chains, size_t n, int64_t budget_initial, int64_t budget_monthly, int *choices,
                        struct error *e);

/* Gain per yen. */
struct plan_prices {
    double monthly, initial;
};
/* No solution gains more than the returned bound; *prices are those of which it is made: bound = budgets at these prices + the best worth
 * of each chain. Any solution falls short of the bound at least by the worth that its choices give away. (Lagrangian relaxation.) */
double plan_bound(const struct plan_chain *chains, size_t n, int64_t budget_initial, int64_t budget_monthly, struct plan_prices *prices);
double plan_worth(const struct plan_option *option, const struct plan_prices *prices);
double plan_best_worth(const struct plan_chain *chain, const struct plan_prices *prices);

#endif
