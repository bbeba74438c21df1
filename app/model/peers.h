/* Where a supplier stands among firms of its size and industry. */
#ifndef TENKEN_MODEL_PEERS_H
#define TENKEN_MODEL_PEERS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fewer than this, the firm itself counted, are too few to compare. */
#define PEERS_LEAST 10

struct peers {
    size_t count;
    int first, median, third; /* quartiles of the totals, 0…1000: at 1/4, 1/2, 3/4 of the way from the least to the greatest, counted in
                                 firms, between two of them in proportion (a spreadsheet's QUARTILE.INC), half up */
    int mean;                 /* 0…1000, half up */
    int64_t sum, sigma;       /* Σx, and 100 · n · σ (the root rounded down) */
};

/* totals: of all peers (0…1000); sorted here. False: too few to compare. */
bool peers_measure(int *totals, size_t n, struct peers *out);
/* Deviation score (偏差値) × 10 of a total among them: 500 + 100 · (total − mean) / σ, rounded half away from zero; 500 when all are equal.
 * n²·σ² = n·Σx² − (Σx)² is an integer, so that anyone gets the same figure. */
int peers_deviation_score(const struct peers *peers, int total);

/* All suppliers by size and industry. Zeroed to begin with. */
struct peer_groups {
    struct peer_entry *entries;
    size_t count, room;
    struct peer_group *groups;
    size_t ngroups;
};
/* One supplier with a total. Who names no size or no industry ("") has no peers, and is nobody's. */
enum status peer_groups_add(struct peer_groups *groups, const char *employees, const char *industry, int total, struct error *e);
/* When all are in: measures every group, and keeps nothing of the single suppliers. */
enum status peer_groups_measure(struct peer_groups *groups, struct error *e);
/* The peers of a supplier, NULL when they are too few; *count: how many. */
const struct peers *peer_groups_find(const struct peer_groups *groups, const char *employees, const char *industry, size_t *count);
void peer_groups_release(struct peer_groups *groups);

#endif
