#include "model/left_at.h"

#include "model/json.h"

#include <string.h>

static bool is_there(const cJSON *left, const struct question *q)
{
    const char *pack = json_text(left, "pack"), *item = json_text(left, "item");
    return pack != NULL && item != NULL && strcmp(pack, q->pack->id) == 0 && strcmp(item, q->item->id) == 0;
}

size_t left_at_find(const struct assessment *a, const struct question_list *list)
{
    const cJSON *left = json_get(a->tree, "left_at");
    for (size_t i = 0; left != NULL && i < list->count; i++) {
        if (is_there(left, &list->questions[i])) {
            return i;
        }
    }
    return SIZE_MAX;
}

enum status left_at_note(struct assessment *a, const struct question *q, bool *changed, struct error *e)
{
    const cJSON *before = json_get(a->tree, "left_at");
    *changed = q == NULL ? before != NULL : before == NULL || !is_there(before, q);
    if (!*changed) {
        return ST_OK;
    }
    json_remove(a->tree, "left_at");
    if (q == NULL) {
        return ST_OK;
    }
    cJSON *left = cJSON_CreateObject();
    const bool ok = json_put_text(left, "pack", q->pack->id) && json_put_text(left, "item", q->item->id);
    return json_put(a->tree, "left_at", left) && ok ? ST_OK : fail_memory(e);
}
