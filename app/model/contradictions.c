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

static bool has(const char *list, const char *word, size_t n)
{
    for (const char *at = list; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
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
            if (n < CONTRADICTIONS_MAX && word != NULL && is_reference(word) && !has(buffer_text(out) + start, word, strlen(word))) {
                (void)buffer_add_format(out, "%s%s", n > 0 ? " " : "", word);
                n++;
            }
        }
    }
}

static bool all_in(const char *recorded, const char *asked, const struct check *check)
{
    for (size_t i = 0; i < check->nitems; i++) {
        const size_t n = strlen(check->items[i]);
        if (!has(asked, check->items[i], n) || !has(recorded, check->items[i], n)) {
            return false;
        }
    }
    return check->nitems > 1;
}

static bool contradicted(const char *item, size_t n, const char *recorded, const char *asked, const struct catalog *catalog)
{
    for (size_t p = 0; p < catalog->count; p++) {
        const struct pack *pack = catalog->packs[p];
        for (size_t k = 0; k < pack->nchecks; k++) {
            const struct check *check = &pack->checks[k];
            bool about = false;
            for (size_t i = 0; i < check->nitems; i++) {
                about = about || (strlen(check->items[i]) == n && memcmp(check->items[i], item, n) == 0);
            }
            if (about && !check->advice && all_in(recorded, asked, check)) {
                return true;
            }
        }
    }
    return false;
}

bool contradictions_among(const char *recorded, const char *asked, const struct catalog *catalog)
{
    for (const char *at = asked; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        if (!contradicted(at, strcspn(at, " "), recorded, asked, catalog)) {
            return false;
        }
    }
    return asked[0] != '\0';
}

void contradictions_say(struct buffer *out, const char *recorded, const char *asked, const struct catalog *catalog,
                        const struct facts *facts)
{
    for (size_t p = 0; p < catalog->count; p++) {
        const struct pack *pack = catalog->packs[p];
        for (size_t k = 0; k < pack->nchecks; k++) {
            const struct check *check = &pack->checks[k];
            if (!check->advice && all_in(recorded, asked, check) && condition_holds(check->when, pack, catalog, facts)) {
                (void)buffer_add_format(out, "%s\n", text_of(check->message));
            }
        }
    }
}
