#include "model/threat.h"

#include "model/score.h"

static bool counters(const struct question *q, const char *threat)
{
    for (size_t i = 0; i < q->home_item->nthreats; i++) {
        if (strcmp(q->home_pack->threats[q->home_item->threats[i]].id, threat) == 0) {
            return true;
        }
    }
    return false;
}

/* True when a comes before b among the weak ones. */
static bool weaker(const struct question_list *list, size_t a, size_t b)
{
    int x = 0, y = 0;
    (void)question_in_scope(&list->questions[a], &x);
    (void)question_in_scope(&list->questions[b], &y);
    return x != y ? x < y : list->questions[a].home_item->weight > list->questions[b].home_item->weight;
}

static void add_weak(struct threat_cover *cover, const struct question_list *list, size_t question)
{
    size_t at = cover->nweak;
    while (at > 0 && weaker(list, question, cover->weak[at - 1])) {
        at--;
    }
    if (at == THREAT_WEAK_MAX) {
        return;
    }
    const size_t last = cover->nweak < THREAT_WEAK_MAX ? cover->nweak++ : THREAT_WEAK_MAX - 1;
    memmove(&cover->weak[at + 1], &cover->weak[at], (last - at) * sizeof *cover->weak);
    cover->weak[at] = question;
}

static struct threat_cover cover_of(const struct question_list *list, const struct threat *threat)
{
    struct threat_cover cover = {.threat = threat, .points = SCORE_NONE};
    int64_t sum = 0, weights = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->repeated || !question_in_scope(q, &level) || !counters(q, threat->id)) {
            continue;
        }
        cover.items++;
        sum += (int64_t)level * LEVEL_POINTS * q->home_item->weight;
        weights += q->home_item->weight;
        if (level < q->target) {
            add_weak(&cover, list, i);
        }
    }
    if (weights > 0) {
        cover.points = (int)((2 * sum + weights) / (2 * weights));
    }
    return cover;
}

static bool known(const struct threat_cover *covers, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(covers[i].threat->id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool before(const struct threat_cover *a, const struct threat_cover *b)
{
    if ((a->points == SCORE_NONE) != (b->points == SCORE_NONE)) {
        return b->points == SCORE_NONE;
    }
    return a->points != b->points ? a->points < b->points : a->threat->weight > b->threat->weight;
}

/* Stable, so that equals stay in pack order. */
static void insert(struct threat_cover *covers, size_t n, struct threat_cover cover)
{
    while (n > 0 && before(&cover, &covers[n - 1])) {
        covers[n] = covers[n - 1];
        n--;
    }
    covers[n] = cover;
}

enum status threats_cover(const struct question_list *list, struct threat_cover **covers, size_t *count, struct error *e)
{
    size_t most = 0;
    *covers = NULL;
    *count = 0;
    for (size_t p = 0; p < list->npacks; p++) {
        most += list->packs[p]->nthreats;
    }
    struct threat_cover *found = most == 0 ? NULL : calloc(most, sizeof *found);
    if (most > 0 && found == NULL) {
        return fail_memory(e);
    }
    for (size_t p = 0; p < list->npacks; p++) {
        for (size_t i = 0; i < list->packs[p]->nthreats; i++) {
            const struct threat *threat = &list->packs[p]->threats[i];
            if (!known(found, *count, threat->id)) {
                insert(found, *count, cover_of(list, threat));
                ++*count;
            }
        }
    }
    *covers = found;
    return ST_OK;
}
