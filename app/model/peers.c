#include "model/peers.h"

#include <stdint.h>
#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* The largest integer whose square does not exceed n. */
static uint64_t root(uint64_t n)
{
    uint64_t low = 0, high = UINT64_C(1) << 32;
    while (high - low > 1) {
        const uint64_t middle = low + (high - low) / 2;
        if (middle * middle <= n) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static int rounded(int64_t numerator, int64_t denominator)
{
    const int64_t half = denominator / 2;
    return (int)(numerator >= 0 ? (numerator + half) / denominator : -((-numerator + half) / denominator));
}

bool peers_compare(int *totals, size_t n, int total, struct peers *out)
{
    int64_t sum = 0, squares = 0;
    if (n < PEERS_LEAST) {
        return false;
    }
    qsort(totals, n, sizeof *totals, by_number);
    for (size_t i = 0; i < n; i++) {
        sum += totals[i];
        squares += (int64_t)totals[i] * totals[i];
    }
    const int64_t count = (int64_t)n;
    /* n² · variance = n·Σx² − (Σx)²; with totals up to 1000 and 10⁶ firms it stays below 10¹⁸. A hundredfold root keeps two digits of σ. */
    const uint64_t spread = (uint64_t)(count * squares - sum * sum);
    const int64_t sigma = spread < UINT64_C(1) << 50 ? (int64_t)root(spread * 10000) : (int64_t)root(spread) * 100; /* n·σ × 100 */
    *out = (struct peers){
        .count = n,
        .first = totals[(n + 3) / 4 - 1],
        .median = totals[(n + 1) / 2 - 1],
        .third = totals[(3 * n + 3) / 4 - 1],
        .mean = (int)((2 * sum + count) / (2 * count)),
        .deviation_score = sigma == 0 ? 500 : 500 + rounded((total * count - sum) * 10000, sigma),
    };
    return true;
}
