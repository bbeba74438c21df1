#include "model/gap.h"

#include "model/score.h"

int item_weight(const struct pack *pack, const struct item *item)
{
    int threat = 1;
    for (size_t i = 0; i < item->nthreats; i++) {
        int weight = pack->threats[item->threats[i]].weight;
        threat = weight > threat ? weight : threat;
    }
    return item->weight * threat;
}

int gap_weight(const struct question *q)
{
    return item_weight(q->home_pack, q->home_item);
}

const struct action *gap_action(const struct item *item, int level)
{
    for (size_t i = 0; i < item->nactions; i++) {
        if (item->actions[i].from <= level && level < item->actions[i].to) {
            return &item->actions[i];
        }
    }
    return NULL;
}

static int by_priority(const void *a, const void *b)
{
    const struct gap *x = a;
    const struct gap *y = b;
    if (x->priority != y->priority) {
        return x->priority > y->priority ? -1 : 1;
    }
    return x->question < y->question ? -1 : x->question > y->question;
}

enum status gaps_find(const struct question_list *list, struct gap **gaps, size_t *count, struct error *e)
{
    *gaps = NULL;
    *count = 0;
    struct gap *found = calloc(list->count + 1, sizeof *found);
    if (found == NULL) {
        return fail_memory(e);
    }
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->repeated || !question_in_scope(q, &level) || level >= q->target) {
            continue;
        }
        int gap = q->target - level;
        found[n++] = (struct gap){i, level, q->target, gap, gap * gap_weight(q), gap_action(q->home_item, level)};
    }
    if (n == 0) {
        free(found);
        return ST_OK;
    }
    qsort(found, n, sizeof *found, by_priority);
    *gaps = found;
    *count = n;
    return ST_OK;
}
