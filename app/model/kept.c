#include "model/kept.h"

#include "model/json.h"

void kept_item(struct buffer *out, const char *item)
{
    buffer_add_text(out, out->length == 0 ? "{\"" : ",\"");
    buffer_add_text(out, item);
    buffer_add(out, "\":[", 3);
}

void kept_text(struct buffer *out, const cJSON *text, bool first)
{
    if (!first) {
        buffer_add_char(out, ',');
    }
    if (!cJSON_IsString(text)) {
        buffer_add_text(out, "\"\"");
    } else if (json_canonical(text, out, NULL) != ST_OK) {
        out->failed = true;
    }
}

void kept_end(struct buffer *out)
{
    if (out->length > 0) {
        buffer_add_char(out, '}');
    }
}

const char *kept_text_at(const cJSON *array, int i)
{
    const cJSON *text = cJSON_GetArrayItem(array, i);
    return cJSON_IsString(text) ? text->valuestring : "";
}
