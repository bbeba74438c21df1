#include "store/portfolio_sort.h"

#define TEXTS_MAX ((size_t)1024 * 1024 * 1024)

static enum status add(struct gap_sort *sort, const struct sorted_gap *gap, struct error *e)
{
    if (sort->count == sort->room) {
        const size_t room = sort->room == 0 ? 1024 : sort->room * 2;
        struct sorted_gap *gaps = realloc(sort->gaps, room * sizeof *gaps);
        if (gaps == NULL) {
            return fail_memory(e);
        }
        sort->gaps = gaps;
        sort->room = room;
    }
    sort->gaps[sort->count++] = *gap;
    return ST_OK;
}

enum status gap_sort_add(struct gap_sort *sort, const char *code, const char *name, const struct answer_cell *cells, size_t ncells,
                         struct error *e)
{
    if (sort->texts.max == 0) {
        buffer_init(&sort->texts, TEXTS_MAX);
    }
    const size_t supplier = sort->texts.length;
    buffer_add(&sort->texts, code, strlen(code) + 1);
    if (!buffer_add(&sort->texts, name, strlen(name) + 1)) {
        return fail_memory(e);
    }
    enum status st = ST_OK;
    for (size_t i = 0; i < ncells && st == ST_OK; i++) {
        if (cells[i].priority > 0) {
            st = add(sort, &(struct sorted_gap){(uint32_t)supplier, (uint16_t)i, cells[i].priority, cells[i].level, cells[i].target}, e);
        }
    }
    return st;
}

/* Suppliers came in the order of their codes, so their offsets sort the same way. */
static int compare(const void *a, const void *b)
{
    const struct sorted_gap *x = a, *y = b;
    if (x->priority != y->priority) {
        return x->priority > y->priority ? -1 : 1;
    }
    if (x->supplier != y->supplier) {
        return x->supplier < y->supplier ? -1 : 1;
    }
    return x->item < y->item ? -1 : x->item > y->item;
}

enum status gap_sort_visit(struct gap_sort *sort, portfolio_gap_visit *visit, void *context, struct error *e)
{
    enum status st = ST_OK;
    if (sort->count > 0) {
        qsort(sort->gaps, sort->count, sizeof *sort->gaps, compare);
    }
    for (size_t i = 0; i < sort->count && st == ST_OK; i++) {
        const struct sorted_gap *g = &sort->gaps[i];
        const char *code = sort->texts.data + g->supplier;
        const struct portfolio_gap gap = {
            .code = code,
            .name = code + strlen(code) + 1,
            .item = g->item,
            .level = g->level < 0 ? 0 : g->level,
            .unknown = g->level == PORTFOLIO_UNKNOWN,
            .target = g->target,
            .priority = g->priority,
        };
        st = visit(context, &gap, e);
    }
    return st;
}

void gap_sort_release(struct gap_sort *sort)
{
    free(sort->gaps);
    buffer_release(&sort->texts);
    *sort = (struct gap_sort){0};
}
