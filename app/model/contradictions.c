#include "model/contradictions.h"

#include "model/answer.h"
#include "model/json.h"
#include "model/pack.h"

#include <string.h>

#define HITS_MAX 256
#define PLAIN "abcdefghijklmnopqrstuvwxyz0123456789.-"

static bool is_reference(const char *text)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    return item_reference(text, NULL, pack, item) && pack[strspn(pack, PLAIN)] == '\0' && item[strspn(item, PLAIN)] == '\0';
}

cJSON *contradictions_to_json(const struct question_list *list, const struct catalog *catalog, const struct facts *facts)
{
    struct check_hit hits[HITS_MAX];
    const size_t n = contradictions_find(list, catalog, facts, hits, HITS_MAX);
    cJSON *out = cJSON_CreateArray();
    for (size_t i = 0; i < n && out != NULL; i++) {
        cJSON *hit = cJSON_CreateObject();
        const bool ok = json_put_text(hit, "id", hits[i].check->id) &&
                        json_put(hit, "items", cJSON_CreateStringArray(hits[i].check->items, (int)hits[i].check->nitems));
        if (!ok || !cJSON_AddItemToArray(out, hit)) {
            cJSON_Delete(hit);
            cJSON_Delete(out);
            return NULL;
        }
    }
    return out;
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

static bool is_answered(const cJSON *document, const char *reference)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    if (!item_reference(reference, NULL, pack, item)) {
        return false;
    }
    const struct answer a = answer_view(json_get(json_get(json_get(document, "answers"), pack), item));
    return answer_given(&a);
}

bool contradiction_counts(const cJSON *document, const cJSON *hit)
{
    const cJSON *items = json_get(hit, "items"), *item;
    bool counts = true;
    if (!json_true(document, "unfinished")) {
        return true;
    }
    cJSON_ArrayForEach(item, items)
    {
        counts = counts && cJSON_IsString(item) && is_answered(document, item->valuestring);
    }
    return counts && cJSON_GetArraySize(items) > 1;
}

void contradictions_add(struct buffer *out, const cJSON *document)
{
    const size_t start = out->length;
    size_t n = 0; /* a document may name a million: nobody asks about so many, and looking for each among all would take hours */
    const cJSON *hit, *item;
    cJSON_ArrayForEach(hit, json_get(document, "checks"))
    {
        /* a document may hold many a hit: what is no more noted is no more looked into */
        const cJSON *items = n < CONTRADICTIONS_MAX && contradiction_counts(document, hit) ? json_get(hit, "items") : NULL;
        cJSON_ArrayForEach(item, items)
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
    return check->nitems > 0;
}

struct hearing {
    const char *recorded, *asked;
    const struct catalog *catalog;
    const struct facts *facts;
};

/* Advice is for the firm alone. */
static bool concerns(const struct hearing *h, const struct check *check)
{
    return !check->advice && all_in(h->recorded, h->asked, check);
}

static bool holds(const struct hearing *h, const struct pack *pack, const struct check *check)
{
    return condition_holds(check->when, pack, h->catalog, h->facts);
}

static bool is_about(const struct check *check, const char *item, size_t n)
{
    bool about = false;
    for (size_t i = 0; i < check->nitems; i++) {
        about = about || (strlen(check->items[i]) == n && memcmp(check->items[i], item, n) == 0);
    }
    return about;
}

static bool contradicted(const struct hearing *h, const char *item, size_t n)
{
    for (size_t p = 0; p < h->catalog->count; p++) {
        const struct pack *pack = h->catalog->packs[p];
        for (size_t k = 0; k < pack->nchecks; k++) {
            const struct check *check = &pack->checks[k];
            /* one answer alone is recorded for many a reason: what stands beside it has to be against it, too */
            if (is_about(check, item, n) && concerns(h, check) && (check->nitems > 1 || holds(h, pack, check))) {
                return true;
            }
        }
    }
    return false;
}

bool contradictions_among(const char *recorded, const char *asked, const struct catalog *catalog, const struct facts *facts)
{
    const struct hearing h = {recorded, asked, catalog, facts};
    for (const char *at = asked; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        if (!contradicted(&h, at, strcspn(at, " "))) {
            return false;
        }
    }
    return asked[0] != '\0';
}

void contradictions_each(const char *recorded, const char *asked, const struct catalog *catalog, const struct facts *facts,
                         contradiction_visit *visit, void *context)
{
    const struct hearing h = {recorded, asked, catalog, facts};
    for (size_t p = 0; p < catalog->count; p++) {
        const struct pack *pack = catalog->packs[p];
        for (size_t k = 0; k < pack->nchecks; k++) {
            if (concerns(&h, &pack->checks[k]) && holds(&h, pack, &pack->checks[k])) {
                visit(context, &pack->checks[k]);
            }
        }
    }
}
