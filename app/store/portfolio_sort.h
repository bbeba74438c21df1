/* All gaps of a portfolio in the order of their priority: twelve bytes a gap in memory, so that 60,000 suppliers fit. Internal to store/.
 */
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

struct sorted_gap {
    uint32_t supplier; /* offset into texts */
    uint16_t item;
    int16_t priority;
    int8_t level, target;
};

/* Zeroed to begin with. Suppliers are added in the order of their codes. */
struct gap_sort {
    struct sorted_gap *gaps;
    size_t count, room;
    struct buffer texts; /* code NUL name NUL, one after the other */
};

enum status gap_sort_add(struct gap_sort *sort, const char *code, const char *name, const struct answer_cell *cells, size_t ncells,
                         struct error *e);
enum status gap_sort_visit(struct gap_sort *sort, portfolio_gap_visit *visit, void *context, struct error *e);
void gap_sort_release(struct gap_sort *sort);

#endif
