#include "model/score.h"

#include "model/json.h"

#include <stdint.h>

bool question_in_scope(const struct question *q, int *level)
{
    if (q->hidden || q->home_item->kind != ITEM_LEVEL || q->answer.unconfirmed) {
        return false;
    }
    if (q->answer.state != ANSWER_LEVEL && q->answer.state != ANSWER_UNKNOWN) {
        return false;
    }
    if (level != NULL) {
        *level = q->answer.state == ANSWER_LEVEL ? q->answer.level : 0;
    }
    return true;
}

void score_mean_add(struct score_mean *mean, const struct item *item, int level)
{
    mean->points += (int64_t)level * LEVEL_POINTS * item->weight;
    mean->weights += item->weight;
    if (item->essential && (mean->floor == SCORE_NONE || level < mean->floor)) {
        mean->floor = level;
    }
}

int score_mean_total(const struct score_mean *mean)
{
    if (mean->weights == 0) {
        return SCORE_NONE;
    }
    return (int)((2 * mean->points + mean->weights) / (2 * mean->weights));
}

static const struct score_mean EMPTY = SCORE_MEAN_EMPTY;

static enum status compute_pack(const struct question_list *list, const struct pack *pack, struct pack_score *out, struct error *e)
{
    struct score_mean *sections = calloc(pack->nsections + 1, sizeof *sections);
    *out = (struct pack_score){
        .pack = pack, .total = SCORE_NONE, .floor = SCORE_NONE, .sections = calloc(pack->nsections + 1, sizeof *out->sections)};
    if (sections == NULL || out->sections == NULL) {
        free(sections);
        return fail_memory(e);
    }
    struct score_mean total = EMPTY;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->pack != pack || !question_in_scope(q, &level)) {
            continue;
        }
        score_mean_add(&total, q->home_item, level);
        score_mean_add(&sections[q->item->section], q->home_item, level);
    }
    out->total = score_mean_total(&total);
    out->floor = total.floor;
    for (size_t i = 0; i < pack->nsections; i++) {
        out->sections[i] = score_mean_total(&sections[i]);
    }
    free(sections);
    return ST_OK;
}

static void count_answer(struct score *s, const struct answer *answer)
{
    s->asked++;
    if (answer->state != ANSWER_NONE && answer->unconfirmed) {
        s->unconfirmed++;
    }
    if (!answer_given(answer)) {
        return;
    }
    s->answered++;
    s->unknown += answer->state == ANSWER_UNKNOWN;
    s->na += answer->state == ANSWER_NA;
}

enum status score_compute(const struct question_list *list, struct score *out, struct error *e)
{
    *out = (struct score){
        .total = SCORE_NONE, .floor = SCORE_NONE, .weakest = SIZE_MAX, .packs = calloc(list->npacks + 1, sizeof *out->packs)};
    if (out->packs == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < list->npacks; i++) {
        out->npacks = i + 1;
        enum status st = compute_pack(list, list->packs[i], &out->packs[i], e);
        if (st != ST_OK) {
            score_release(out);
            return st;
        }
    }
    struct score_mean total = EMPTY;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->repeated || q->hidden) {
            continue;
        }
        count_answer(out, &q->answer);
        int level = 0;
        if (!question_in_scope(q, &level)) {
            continue;
        }
        int before = total.floor;
        score_mean_add(&total, q->home_item, level);
        if (total.floor != before) {
            out->weakest = i;
        }
    }
    out->total = score_mean_total(&total);
    out->floor = total.floor;
    return ST_OK;
}

bool score_at_floor(const struct score *s, const struct question *q)
{
    int level = 0;
    return !q->repeated && q->home_item->essential && question_in_scope(q, &level) && level == s->floor;
}

void score_release(struct score *s)
{
    for (size_t i = 0; i < s->npacks; i++) {
        free(s->packs[i].sections);
    }
    free(s->packs);
    *s = (struct score){.total = SCORE_NONE, .floor = SCORE_NONE, .weakest = SIZE_MAX};
}

static bool put_value(cJSON *object, const char *key, int value)
{
    return value == SCORE_NONE ? json_put(object, key, cJSON_CreateNull()) : json_put_integer(object, key, value);
}

static cJSON *put_object(cJSON *object, const char *key)
{
    cJSON *child = cJSON_CreateObject();
    return json_put(object, key, child) ? child : NULL;
}

static bool put_pack(cJSON *packs, const struct pack_score *score)
{
    cJSON *pack = put_object(packs, score->pack->id);
    bool good = pack != NULL && put_value(pack, "total", score->total) && put_value(pack, "floor", score->floor);
    cJSON *sections = good ? put_object(pack, "sections") : NULL;
    good = sections != NULL;
    for (size_t i = 0; good && i < score->pack->nsections; i++) {
        good = put_value(sections, score->pack->sections[i].id, score->sections[i]);
    }
    return good;
}

cJSON *score_to_json(const struct score *s)
{
    cJSON *tree = cJSON_CreateObject();
    bool good = tree != NULL && put_value(tree, "total", s->total) && put_value(tree, "floor", s->floor) &&
                json_put_integer(tree, "answered", (int64_t)s->answered) && json_put_integer(tree, "asked", (int64_t)s->asked);
    cJSON *packs = good ? put_object(tree, "packs") : NULL;
    good = packs != NULL;
    for (size_t i = 0; good && i < s->npacks; i++) {
        good = put_pack(packs, &s->packs[i]);
    }
    if (good) {
        return tree;
    }
    cJSON_Delete(tree);
    return NULL;
}

static bool value_matches(const cJSON *object, const char *key, int64_t value)
{
    const cJSON *claimed = json_get(object, key);
    if (value == SCORE_NONE) {
        return cJSON_IsNull(claimed);
    }
    return cJSON_IsNumber(claimed) && json_integer(object, key, SCORE_NONE) == value;
}

static bool pack_matches(const struct pack_score *score, const cJSON *claimed)
{
    const cJSON *sections = json_get(claimed, "sections");
    bool good = value_matches(claimed, "total", score->total) && value_matches(claimed, "floor", score->floor) &&
                (size_t)cJSON_GetArraySize(sections) == score->pack->nsections;
    for (size_t i = 0; good && i < score->pack->nsections; i++) {
        good = value_matches(sections, score->pack->sections[i].id, score->sections[i]);
    }
    return good;
}

bool score_matches(const struct score *s, const cJSON *claimed)
{
    if (claimed == NULL) {
        return true;
    }
    const cJSON *packs = json_get(claimed, "packs");
    bool good = value_matches(claimed, "total", s->total) && value_matches(claimed, "floor", s->floor) &&
                value_matches(claimed, "answered", (int64_t)s->answered) && value_matches(claimed, "asked", (int64_t)s->asked) &&
                (size_t)cJSON_GetArraySize(packs) == s->npacks;
    for (size_t i = 0; good && i < s->npacks; i++) {
        good = pack_matches(&s->packs[i], json_get(packs, s->packs[i].pack->id));
    }
    return good;
}

const char *score_text(int score, char out[SCORE_TEXT])
{
    if (score < 0) {
        (void)snprintf(out, SCORE_TEXT, "-");
    } else {
        (void)snprintf(out, SCORE_TEXT, "%d.%d", score / 10, score % 10);
    }
    return out;
}
