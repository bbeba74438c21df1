/* The packs and items of a period: the columns of its heat map. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_COLUMNS_H
#define TENKEN_STORE_PORTFOLIO_COLUMNS_H

#include "base/arena.h"
#include "model/portfolio_source.h"
#include "store/portfolio_engine.h"

/* What a pack that is not at hand may add at most: its answers are foreign. */
#define COLUMNS_FOREIGN_MAX 200
#define COLUMNS_MAX 4000

struct columns {
    struct arena arena; /* all texts */
    struct portfolio_pack *packs;
    size_t npacks;
    struct portfolio_item *items;
    size_t nitems;
    size_t *slots; /* hash of pack and item -> index + 1 */
    size_t nslots;
    bool year_only; /* what is asked after an alert is left out */
};

/* From the three tiering questions, as they stand in the database. */
enum portfolio_tier tier_of(const struct sql_value answers[3]);

/* Zeroed to begin with but for year_only. counted: with how many suppliers answered each pack, which takes longer. */
enum status columns_load(struct columns *c, struct portfolio *p, const struct catalog *catalog, const char *period, bool counted,
                         struct error *e);
/* Those of an earlier reading, whose items are borrowed. */
enum status columns_take(struct columns *c, const struct portfolio_item *items, size_t n, struct error *e);
void columns_release(struct columns *c);
/* SIZE_MAX when there is no such column. */
size_t columns_find(const struct columns *c, const char *pack, const char *item);
/* The same for who goes through answers in the order of their pack: last is the column of the one before, SIZE_MAX at first. */
size_t columns_next(const struct columns *c, size_t last, const char *pack, const char *item);

#endif
