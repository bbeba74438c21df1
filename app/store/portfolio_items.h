/* The answers of one pack as they are stored (portfolio_schema.c, answer.items), read one by one without building a tree: a portfolio of
 * 60,000 suppliers has millions of them. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_ITEMS_H
#define TENKEN_STORE_PORTFOLIO_ITEMS_H

#include <stdbool.h>

#define STORED_ID 64
#define STORED_VALUES 5

struct stored_item {
    char id[STORED_ID];
    int values[STORED_VALUES]; /* level, target, priority, planned level, assessor's level; -1 where there are fewer */
};

/* *at: the text to begin with, then wherever it stopped. False at the end, and at anything that was not stored by this program. */
bool stored_item_next(const char **at, struct stored_item *out);

#endif
