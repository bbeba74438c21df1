/* All gaps of a portfolio in the order of their priority: three or four bytes a gap in memory, so that 60,000 suppliers fit. They are put
 * where they belong as they come, since sorting them would take as much memory again. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_SORT_H
#define TENKEN_STORE_PORTFOLIO_SORT_H

#include "base/buffer.h"
#include "model/portfolio_source.h"

#include <stdint.h>

/* What the database holds of one answer. */
struct answer_cell {
    int8_t level; /* 0–4 or enum portfolio_level */
    int8_t target;
    int16_t priority; /* 0: no gap */
};

/* Gaps one after the other: how many suppliers further than the one before and which item (seven bits a byte, the lowest first, the top bit
 * says that more follow), level and target. */
struct gap_block {
    struct gap_block *next;
    size_t used, room;
    uint8_t bytes[];
};

/* The gaps of one priority, in the order in which they came. */
struct gap_rank {
    int priority;
    uint32_t supplier; /* of the last one */
    struct gap_block *first, *last;
};

/* Zeroed to begin with. Suppliers are added in the order of their codes. */
struct gap_sort {
    struct gap_rank *ranks; /* the highest priority first */
    size_t nranks, room;
    struct buffer texts;     /* code NUL name NUL, one after the other */
    struct buffer suppliers; /* where each begins there: a uint32_t each */
};

enum status gap_sort_add(struct gap_sort *sort, const char *code, const char *name, const struct answer_cell *cells, size_t ncells,
                         struct error *e);
enum status gap_sort_visit(struct gap_sort *sort, portfolio_gap_visit *visit, void *context, struct error *e);
void gap_sort_release(struct gap_sort *sort);

#endif
