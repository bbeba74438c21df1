#include "model/plan_seen.h"

#include "model/json.h"
#include "model/score.h"

#include <string.h>

#define POINTS_MOST 1000

static bool terms_same(const cJSON *then, const cJSON *now)
{
    return (then == NULL && now == NULL) || json_same(then, now, NULL);
}

const char *plan_seen_on(const struct assessment *a, int *points)
{
    const cJSON *seen = json_get(a->tree, "plan_seen");
    const char *on = json_text(seen, "on");
    const int64_t then = json_integer(seen, "points", -1);
    int64_t day;
    *points = then >= 0 && then <= POINTS_MOST ? (int)then : SCORE_NONE;
    return on != NULL && date_parse(on, &day) && terms_same(json_get(seen, "plan"), json_get(a->tree, "plan")) ? on : NULL;
}

static bool is_of(const cJSON *entry, const struct question *q)
{
    return json_texts_same(json_text(entry, "pack"), q->home_pack->id) && json_texts_same(json_text(entry, "item"), q->home_item->id);
}

int plan_seen_level(const struct assessment *a, const struct question *q)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(json_get(a->tree, "plan_seen"), "levels"))
    {
        if (is_of(entry, q)) {
            const int64_t level = json_integer(entry, "level", 0);
            return level > 0 && level < LEVELS ? (int)level : 0;
        }
    }
    return 0;
}

/* Each question once, with the level of its last step: a plan takes a question's steps from the first one on. */
static bool put_level(cJSON *levels, const struct question *q, int to)
{
    cJSON *entry;
    cJSON_ArrayForEach(entry, levels)
    {
        if (is_of(entry, q)) {
            return to <= json_integer(entry, "level", 0) || json_put_integer(entry, "level", to);
        }
    }
    entry = cJSON_CreateObject();
    const bool ok = json_put_text(entry, "pack", q->home_pack->id) && json_put_text(entry, "item", q->home_item->id) &&
                    json_put_integer(entry, "level", to);
    if (!cJSON_AddItemToArray(levels, entry)) {
        cJSON_Delete(entry);
        return false;
    }
    return ok;
}

static bool put_all(cJSON *seen, const struct assessment *a, const struct question_list *list, const struct plan *plan, int points,
                    const char *today)
{
    const cJSON *terms = json_get(a->tree, "plan");
    cJSON *levels = cJSON_CreateArray();
    bool ok = json_put_text(seen, "on", today) && (points == SCORE_NONE || json_put_integer(seen, "points", points)) &&
              (terms == NULL || json_put(seen, "plan", cJSON_Duplicate(terms, 1)));
    for (size_t i = 0; ok && i < plan->count; i++) {
        ok = put_level(levels, &list->questions[plan->steps[i].question], plan->steps[i].action->to);
    }
    return json_put(seen, "levels", levels) && ok;
}

enum status plan_seen_note(struct assessment *a, const struct question_list *list, const struct plan *plan, int points, const char *today,
                           bool *changed, struct error *e)
{
    cJSON *seen = cJSON_CreateObject();
    *changed = false;
    if (!put_all(seen, a, list, plan, points, today)) {
        cJSON_Delete(seen);
        return fail_memory(e);
    }
    *changed = !json_same(json_get(a->tree, "plan_seen"), seen, NULL);
    if (!*changed) {
        cJSON_Delete(seen);
        return ST_OK;
    }
    return json_put(a->tree, "plan_seen", seen) ? ST_OK : fail_memory(e);
}
