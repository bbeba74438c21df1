#include "model/peers.h"

#include <stdlib.h>

struct peer_entry {
    uint64_t key;
    int total;
};

struct peer_group {
    uint64_t key;
    size_t count;
    bool comparable;
    struct peers peers;
};

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

/* Where k quarters of the sorted totals lie, between two of them in proportion, half up. */
static int quartile(const int *totals, size_t n, size_t k)
{
    const size_t at = (n - 1) * k / 4, between = (n - 1) * k % 4;
    return between == 0 ? totals[at] : (int)((4 * totals[at] + (int)between * (totals[at + 1] - totals[at]) + 2) / 4);
}

bool peers_measure(int *totals, size_t n, struct peers *out)
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
    /* With totals up to 1000 and 10⁶ firms it stays below 10¹⁸. A hundredfold root keeps two digits of σ. */
    const uint64_t spread = (uint64_t)(count * squares - sum * sum);
    *out = (struct peers){
        .count = n,
        .first = quartile(totals, n, 1),
        .median = quartile(totals, n, 2),
        .third = quartile(totals, n, 3),
        .mean = (int)((2 * sum + count) / (2 * count)),
        .sum = sum,
        .sigma = spread < UINT64_C(1) << 50 ? (int64_t)root(spread * 10000) : (int64_t)root(spread) * 100,
    };
    return true;
}

int peers_deviation_score(const struct peers *p, int total)
{
    return p->sigma == 0 ? 500 : 500 + rounded((total * (int64_t)p->count - p->sum) * 10000, p->sigma);
}

static uint64_t key_of(const char *employees, const char *industry)
{
    uint64_t h = 14695981039346656037U;
    for (; *employees != '\0'; employees++) {
        h = (h ^ (unsigned char)*employees) * 1099511628211U;
    }
    for (h *= 1099511628211U; *industry != '\0'; industry++) {
        h = (h ^ (unsigned char)*industry) * 1099511628211U;
    }
    return h;
}

/* Silence about one's size is no size that firms have in common. */
static bool named(const char *employees, const char *industry)
{
    return employees[0] != '\0' && industry[0] != '\0';
}

enum status peer_groups_add(struct peer_groups *g, const char *employees, const char *industry, int total, struct error *e)
{
    if (!named(employees, industry)) {
        return ST_OK;
    }
    if (g->count == g->room) {
        const size_t room = g->room == 0 ? 1024 : g->room * 2;
        struct peer_entry *entries = realloc(g->entries, room * sizeof *entries);
        if (entries == NULL) {
            return fail_memory(e);
        }
        g->entries = entries;
        g->room = room;
    }
    g->entries[g->count++] = (struct peer_entry){key_of(employees, industry), total};
    return ST_OK;
}

static int by_key(const void *a, const void *b)
{
    const struct peer_entry *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static size_t different_keys(const struct peer_groups *g)
{
    size_t n = g->count > 0;
    for (size_t i = 1; i < g->count; i++) {
        n += g->entries[i].key != g->entries[i - 1].key;
    }
    return n;
}

enum status peer_groups_measure(struct peer_groups *g, struct error *e)
{
    if (g->count > 0) {
        qsort(g->entries, g->count, sizeof *g->entries, by_key);
    }
    int *totals = calloc(g->count + 1, sizeof *totals);
    g->groups = calloc(different_keys(g) + 1, sizeof *g->groups);
    if (totals == NULL || g->groups == NULL) {
        free(totals);
        return fail_memory(e);
    }
    for (size_t first = 0, next; first < g->count; first = next) {
        for (next = first; next < g->count && g->entries[next].key == g->entries[first].key; next++) {
            totals[next - first] = g->entries[next].total;
        }
        struct peer_group *group = &g->groups[g->ngroups++];
        group->key = g->entries[first].key;
        group->count = next - first;
        group->comparable = peers_measure(totals, group->count, &group->peers);
    }
    free(totals);
    free(g->entries);
    g->entries = NULL;
    g->count = g->room = 0;
    return ST_OK;
}

const struct peers *peer_groups_find(const struct peer_groups *g, const char *employees, const char *industry, size_t *count)
{
    const uint64_t key = key_of(employees, industry);
    size_t low = 0, high = g->ngroups;
    *count = 0;
    if (!named(employees, industry)) {
        return NULL;
    }
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct peer_group *group = &g->groups[middle];
        if (group->key == key) {
            *count = group->count;
            return group->comparable ? &group->peers : NULL;
        }
        if (group->key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

void peer_groups_release(struct peer_groups *g)
{
    free(g->entries);
    free(g->groups);
    *g = (struct peer_groups){0};
}
