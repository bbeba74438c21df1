#include "model/contradictions.h"

#include "model/json.h"
#include "model/pack.h"

#include <string.h>

#define PLAIN "abcdefghijklmnopqrstuvwxyz0123456789.-"

static bool is_reference(const char *text)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    return item_reference(text, NULL, pack, item) && pack[strspn(pack, PLAIN)] == '\0' && item[strspn(item, PLAIN)] == '\0';
}

static bool has(const struct buffer *list, size_t start, const char *word)
{
    const size_t n = strlen(word);
    for (const char *at = buffer_text(list) + start; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        if (strncmp(at, word, n) == 0 && (at[n] == ' ' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

void contradictions_add(struct buffer *out, const cJSON *document)
{
    const size_t start = out->length;
    size_t n = 0; /* a document may name a million: nobody asks about so many, and looking for each among all would take hours */
    const cJSON *hit, *item;
    cJSON_ArrayForEach(hit, json_get(document, "checks"))
    {
        cJSON_ArrayForEach(item, json_get(hit, "items"))
        {
            const char *word = cJSON_GetStringValue(item);
            if (n < CONTRADICTIONS_MAX && word != NULL && is_reference(word) && !has(out, start, word)) {
                (void)buffer_add_format(out, "%s%s", n > 0 ? " " : "", word);
                n++;
            }
        }
    }
}
