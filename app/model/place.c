#include "model/place.h"

#include "model/json.h"

/* "place": {"pack", "item"}; "moves_on": true. Whatever else a file holds there counts as nothing. */

size_t interview_place(const struct interview *i, const struct question_list *list)
{
    const cJSON *place = json_get(i->tree, "place");
    const char *pack = json_text(place, "pack");
    const char *item = json_text(place, "item");
    const size_t found = pack == NULL || item == NULL ? SIZE_MAX : question_find(list, pack, item);
    return found != SIZE_MAX && (list->questions[found].hidden || list->questions[found].repeated) ? SIZE_MAX : found;
}

enum status interview_set_place(struct interview *i, const struct question *q, struct error *e)
{
    cJSON *place = cJSON_CreateObject();
    if (!json_put_text(place, "pack", q->pack->id) || !json_put_text(place, "item", q->item->id)) {
        cJSON_Delete(place);
        return fail_memory(e);
    }
    return json_put(i->tree, "place", place) ? ST_OK : fail_memory(e);
}

bool interview_moves_on(const struct interview *i)
{
    return json_true(i->tree, "moves_on");
}

enum status interview_set_moves_on(struct interview *i, bool moves_on, struct error *e)
{
    if (!moves_on) {
        json_remove(i->tree, "moves_on");
        return ST_OK;
    }
    return json_put(i->tree, "moves_on", cJSON_CreateTrue()) ? ST_OK : fail_memory(e);
}
