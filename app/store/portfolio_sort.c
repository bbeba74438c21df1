#include "store/portfolio_sort.h"

#define TEXTS_MAX ((size_t)1024 * 1024 * 1024)

/* Bytes in a block: few at first, since there may be many priorities. */
#define ROOM_LEAST ((size_t)64)
#define ROOM_MOST ((size_t)4096)
#define GAP_BYTES_MAX 10 /* two numbers of 32 and 16 bits at seven a byte, level and target */

/* The rank of a priority, new when there is none yet; NULL: out of memory. */
static struct gap_rank *rank_of(struct gap_sort *sort, int priority)
{
    size_t low = 0, high = sort->nranks;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sort->ranks[middle].priority > priority) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < sort->nranks && sort->ranks[low].priority == priority) {
        return &sort->ranks[low];
    }
    if (sort->nranks == sort->room) {
        const size_t room = sort->room == 0 ? 64 : sort->room * 2;
        struct gap_rank *ranks = realloc(sort->ranks, room * sizeof *ranks);
        if (ranks == NULL) {
            return NULL;
        }
        sort->ranks = ranks;
        sort->room = room;
    }
    memmove(&sort->ranks[low + 1], &sort->ranks[low], (sort->nranks - low) * sizeof *sort->ranks);
    sort->nranks++;
    sort->ranks[low] = (struct gap_rank){.priority = priority};
    return &sort->ranks[low];
}

static uint8_t *number_put(uint8_t *to, uint32_t n)
{
    for (; n > 0x7F; n >>= 7) {
        *to++ = (uint8_t)(n | 0x80);
    }
    *to++ = (uint8_t)n;
    return to;
}

static const uint8_t *number_get(const uint8_t *at, uint32_t *n)
{
    unsigned shift = 0;
    *n = 0;
    do {
        *n |= (uint32_t)(*at & 0x7F) << shift;
        shift += 7;
    } while (*at++ & 0x80);
    return at;
}

static enum status add(struct gap_sort *sort, uint32_t supplier, uint32_t item, const struct answer_cell *cell, struct error *e)
{
    struct gap_rank *rank = rank_of(sort, cell->priority);
    if (rank == NULL) {
        return fail_memory(e);
    }
    if (rank->last == NULL || rank->last->room - rank->last->used < GAP_BYTES_MAX) {
        const size_t room = rank->last == NULL ? ROOM_LEAST : rank->last->room < ROOM_MOST ? rank->last->room * 2 : ROOM_MOST;
        struct gap_block *block = malloc(sizeof *block + room);
        if (block == NULL) {
            return fail_memory(e);
        }
        *block = (struct gap_block){.room = room};
        *(rank->last == NULL ? &rank->first : &rank->last->next) = block;
        rank->last = block;
    }
    struct gap_block *block = rank->last;
    uint8_t *to = block->bytes + block->used;
    to = number_put(to, supplier - rank->supplier);
    to = number_put(to, item);
    *to++ = (uint8_t)cell->level;
    *to++ = (uint8_t)cell->target;
    block->used = (size_t)(to - block->bytes);
    rank->supplier = supplier;
    return ST_OK;
}

enum status gap_sort_add(struct gap_sort *sort, const char *code, const char *name, const struct answer_cell *cells, size_t ncells,
                         struct error *e)
{
    if (sort->texts.max == 0) {
        buffer_init(&sort->texts, TEXTS_MAX);
        buffer_init(&sort->suppliers, TEXTS_MAX);
    }
    const uint32_t begins = (uint32_t)sort->texts.length, supplier = (uint32_t)(sort->suppliers.length / sizeof begins);
    buffer_add(&sort->texts, code, strlen(code) + 1);
    if (!buffer_add(&sort->texts, name, strlen(name) + 1) || !buffer_add(&sort->suppliers, &begins, sizeof begins)) {
        return fail_memory(e);
    }
    enum status st = ST_OK;
    for (size_t i = 0; i < ncells && st == ST_OK; i++) {
        if (cells[i].priority > 0) {
            st = add(sort, supplier, (uint32_t)i, &cells[i], e);
        }
    }
    return st;
}

static enum status visit_rank(const struct gap_sort *sort, const struct gap_rank *rank, portfolio_gap_visit *visit, void *context,
                              struct error *e)
{
    enum status st = ST_OK;
    uint32_t supplier = 0, further, item, begins;
    for (const struct gap_block *block = rank->first; block != NULL; block = block->next) {
        for (const uint8_t *at = block->bytes; st == ST_OK && at < block->bytes + block->used;) {
            at = number_get(at, &further);
            at = number_get(at, &item);
            const int level = (int8_t)*at++, target = (int8_t)*at++;
            supplier += further;
            memcpy(&begins, sort->suppliers.data + supplier * sizeof begins, sizeof begins);
            const char *code = sort->texts.data + begins;
            const struct portfolio_gap gap = {
                .code = code,
                .name = code + strlen(code) + 1,
                .item = item,
                .level = level < 0 ? 0 : level,
                .unknown = level == PORTFOLIO_UNKNOWN,
                .target = target,
                .priority = rank->priority,
            };
            st = visit(context, &gap, e);
        }
    }
    return st;
}

enum status gap_sort_visit(struct gap_sort *sort, portfolio_gap_visit *visit, void *context, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < sort->nranks && st == ST_OK; i++) {
        st = visit_rank(sort, &sort->ranks[i], visit, context, e);
    }
    return st;
}

void gap_sort_release(struct gap_sort *sort)
{
    for (size_t i = 0; i < sort->nranks; i++) {
        for (struct gap_block *block = sort->ranks[i].first, *next; block != NULL; block = next) {
            next = block->next;
            free(block);
        }
    }
    free(sort->ranks);
    buffer_release(&sort->texts);
    buffer_release(&sort->suppliers);
    *sort = (struct gap_sort){0};
}
