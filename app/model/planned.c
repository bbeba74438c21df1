#include "model/planned.h"

#include "model/json.h"
#include "model/kept.h"

void planned_add(struct buffer *out, const char *item, const struct answer *a)
{
    const char *by = a->planned_level < 0 ? json_text(a->tree, "planned_by") : NULL;
    if (a->planned_level < 0 && (by == NULL || by[0] == '\0')) {
        return;
    }
    kept_item(out, item);
    buffer_add_text(out, a->planned_level < 0 ? "-1" : (const char[]){(char)('0' + a->planned_level), '\0'});
    kept_text(out, json_get(a->tree, "planned_by"), false);
    kept_text(out, json_get(a->tree, "owner"), false);
    buffer_add_char(out, ']');
}

enum status planned_read(const char *text, planned_visit *visit, void *context, struct error *e)
{
    if (text[0] == '\0') {
        return ST_OK;
    }
    cJSON *tree = json_read(text, strlen(text), &JSON_LIMITS_DOCUMENT, "plans", NULL);
    const cJSON *entry;
    enum status st = ST_OK;
    cJSON_ArrayForEach(entry, tree)
    {
        const cJSON *level = cJSON_GetArrayItem(entry, 0);
        const struct planned planned = {.item = entry->string == NULL ? "" : entry->string,
                                        .level = cJSON_IsNumber(level) ? level->valueint : -1,
                                        .by = kept_text_at(entry, 1),
                                        .owner = kept_text_at(entry, 2)};
        st = visit(context, &planned, e);
        if (st != ST_OK) {
            break;
        }
    }
    cJSON_Delete(tree);
    return st;
}
