#include "model/planned.h"

#include "model/json.h"

static void add_text(struct buffer *out, const cJSON *text)
{
    buffer_add_char(out, ',');
    if (!cJSON_IsString(text)) {
        buffer_add_text(out, "\"\"");
    } else if (json_canonical(text, out, NULL) != ST_OK) {
        out->failed = true;
    }
}

void planned_add(struct buffer *out, const char *item, const struct answer *a)
{
    const char *by = a->planned_level < 0 ? json_text(a->tree, "planned_by") : NULL;
    if (a->planned_level < 0 && (by == NULL || by[0] == '\0')) {
        return;
    }
    buffer_add_text(out, out->length == 0 ? "{\"" : ",\"");
    buffer_add_text(out, item);
    buffer_add(out, "\":[", 3);
    buffer_add_text(out, a->planned_level < 0 ? "-1" : (const char[]){(char)('0' + a->planned_level), '\0'});
    add_text(out, json_get(a->tree, "planned_by"));
    add_text(out, json_get(a->tree, "owner"));
    buffer_add_char(out, ']');
}

void planned_end(struct buffer *out)
{
    if (out->length > 0) {
        buffer_add_char(out, '}');
    }
}

static const char *text_at(const cJSON *array, int i)
{
    const cJSON *text = cJSON_GetArrayItem(array, i);
    return cJSON_IsString(text) ? text->valuestring : "";
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
                                        .by = text_at(entry, 1),
                                        .owner = text_at(entry, 2)};
        st = visit(context, &planned, e);
        if (st != ST_OK) {
            break;
        }
    }
    cJSON_Delete(tree);
    return st;
}
