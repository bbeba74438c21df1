#include "model/alike.h"

#include "model/compare.h"
#include "model/json.h"

static bool asked_now(const struct question *q)
{
    return !q->hidden && !q->repeated;
}

/* What it asked, where that was noted; else what it answered. */
static const cJSON *asked_map(const cJSON *past)
{
    const cJSON *questions = json_get(past, "questions");
    return questions != NULL ? questions : json_get(past, "answers");
}

static const cJSON *at_home(const cJSON *map, const struct question *q)
{
    return json_get(json_get(map, q->home_pack->id), q->home_item->id);
}

static void count_then(struct alike *a, const cJSON *past)
{
    const cJSON *pack, *item;
    cJSON_ArrayForEach(pack, asked_map(past))
    {
        cJSON_ArrayForEach(item, pack)
        {
            const struct answer answer = answer_view(json_get(json_get(json_get(past, "answers"), pack->string), item->string));
            a->asked_then++;
            a->answered_then += answer_given(&answer);
        }
    }
}

/* The score on the common questions, of past's answers or (NULL) of the list's own. */
static enum status score_common(const struct alike *a, const cJSON *past, struct score *out, struct error *e)
{
    struct question_list list = *a->list;
    list.questions = calloc(a->list->count + 1, sizeof *list.questions);
    if (list.questions == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < list.count; i++) {
        list.questions[i] = a->list->questions[i];
        list.questions[i].hidden = list.questions[i].hidden || !a->common[i];
        if (past != NULL) {
            list.questions[i].answer = answer_view(at_home(json_get(past, "answers"), &list.questions[i]));
        }
    }
    const enum status st = score_compute(&list, out, e);
    free(list.questions);
    return st;
}

enum status alike_compute(const cJSON *past, const struct question_list *list, struct alike *out, struct error *e)
{
    *out = (struct alike){.list = list, .common = calloc(list->count + 1, sizeof *out->common)};
    if (out->common == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        out->common[i] = at_home(asked_map(past), q) != NULL;
        out->ncommon += asked_now(q) && out->common[i];
        out->asked_now += asked_now(q);
    }
    count_then(out, past);
    enum status st = score_common(out, NULL, &out->now, e);
    st = st == ST_OK ? score_common(out, past, &out->then, e) : st;
    if (st != ST_OK) {
        alike_release(out);
    }
    return st;
}

void alike_release(struct alike *a)
{
    free(a->common);
    score_release(&a->now);
    score_release(&a->then);
    *a = (struct alike){0};
}

bool alike_all(const struct alike *a)
{
    return a->ncommon == a->asked_now && a->ncommon == a->asked_then;
}

int alike_points(const struct alike *a, const struct pack *pack, size_t section)
{
    for (size_t i = 0; a->list != NULL && i < a->list->count; i++) {
        const struct question *q = &a->list->questions[i];
        if (q->pack == pack && (section == SIZE_MAX || q->item->section == section) && !q->hidden && !a->common[i]) {
            return SCORE_NONE;
        }
    }
    for (size_t i = 0; i < a->then.npacks; i++) {
        if (a->then.packs[i].pack == pack) {
            return section == SIZE_MAX ? a->then.packs[i].total : a->then.packs[i].sections[section];
        }
    }
    return SCORE_NONE;
}
