/* Where a supplier stands among firms of its size and industry. */
#ifndef TENKEN_MODEL_PEERS_H
#define TENKEN_MODEL_PEERS_H

#include <stdbool.h>
#include <stddef.h>

/* Fewer than this, the firm itself counted, are too few to compare. */
#define PEERS_LEAST 10

struct peers {
    size_t count;
    int first, median, third; /* quartiles of the totals, 0…1000: the least total that at least 1/4 (1/2, 3/4) of the firms do not exceed */
    int mean;                 /* 0…1000, half up */
    /* Deviation score (偏差値) × 10: 500 + 100 · (total − mean) / σ, rounded half away from zero; 500 when all are equal. The sum of
     * squares and the root are taken over integers (n·Σx² − (Σx)²), so that anyone gets the same figure. */
    int deviation_score;
};

/* totals: of all peers (0…1000), the firm itself among them; sorted here. False: too few to compare. */
bool peers_compare(int *totals, size_t n, int total, struct peers *out);

#endif
