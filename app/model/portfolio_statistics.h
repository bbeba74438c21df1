/* What the suppliers of a portfolio come to, taken together: integers only, gathered row by row. */
#ifndef TENKEN_MODEL_PORTFOLIO_STATISTICS_H
#define TENKEN_MODEL_PORTFOLIO_STATISTICS_H

#include "model/portfolio_source.h"

#define PORTFOLIO_STATES 8
#define PORTFOLIO_BANDS 10 /* of the total: 0.0–9.9, 10.0–19.9 … 90.0–100.0 */

struct portfolio_item_statistics {
    uint64_t levels[LEVELS];
    uint64_t unknown; /* counts as level 0 in the mean and against the target */
    uint64_t na;
    uint64_t below; /* below the target */
};

struct portfolio_statistics {
    uint64_t suppliers; /* not those that ended without an answer: they are in no figure but their state's */
    uint64_t states[PORTFOLIO_STATES];
    uint64_t answered;   /* portfolio_state_answered */
    uint64_t begun;      /* not answered, but something unfinished is here */
    uint64_t begun_late; /* of these, the late ones */
    uint64_t held;       /* portfolio_held_back, whatever their state */
    uint64_t sheets;     /* of the answered, by an answer sheet, which nobody signs */
    uint64_t bands[PORTFOLIO_BANDS];
    uint64_t floors[LEVELS];
    uint64_t scored, total_sum;
    uint64_t believed, overrated; /* said what they expected; expected more than a level (25.0) too much */
    struct {
        uint64_t suppliers, scored, total_sum;
    } tiers[3]; /* by enum portfolio_tier */
    struct portfolio_item_statistics *items;
    size_t nitems;
};

/* Whether its total stands for the year: what is only begun is compared with nobody. */
bool portfolio_scored(const struct portfolio_supplier *row);

enum status portfolio_statistics_init(struct portfolio_statistics *s, const struct portfolio_source *source, struct error *e);
void portfolio_statistics_release(struct portfolio_statistics *s);
void portfolio_statistics_add(struct portfolio_statistics *s, const struct portfolio_source *source, const struct portfolio_supplier *row);

int portfolio_mean(const struct portfolio_statistics *s); /* of the totals, 0…1000, half up; SCORE_NONE when nobody is scored */
int portfolio_tier_mean(const struct portfolio_statistics *s, enum portfolio_tier tier);
/* Of an item: mean level × 100 (0…400), half up; SCORE_NONE when nobody answered it. */
int portfolio_item_mean(const struct portfolio_item_statistics *item);
uint64_t portfolio_item_answers(const struct portfolio_item_statistics *item); /* levels and unknown */

/* Indices of the items that somebody answered, the largest share below target first, ties by order. order has room for nitems; returns how
 * many. */
size_t portfolio_weakest(const struct portfolio_statistics *s, size_t *order);

#endif
