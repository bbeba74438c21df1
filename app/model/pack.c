#include "model/pack.h"

#include "model/json.h"
#include "model/members.h"

bool item_reference(const char *text, const char *own, char pack[PACK_ID_TEXT], char item[ITEM_ID_TEXT])
{
    const char *colon = strchr(text, ':');
    const char *from = colon != NULL ? text : own;
    const char *id = colon != NULL ? colon + 1 : text;
    size_t n = colon != NULL ? (size_t)(colon - text) : own != NULL ? strlen(own) : 0;
    if (n == 0 || n >= PACK_ID_TEXT || !item_id_valid(id)) {
        return false;
    }
    memcpy(pack, from, n);
    pack[n] = '\0';
    memcpy(item, id, strlen(id) + 1);
    return pack_id_valid(pack);
}

const struct item *pack_item(const struct pack *p, const char *id)
{
    for (size_t i = 0; i < p->nitems; i++) {
        if (strcmp(p->items[i].id, id) == 0) {
            return &p->items[i];
        }
    }
    return NULL;
}

const struct term *pack_term(const struct pack *p, const char *id)
{
    for (size_t i = 0; i < p->nterms; i++) {
        if (strcmp(p->terms[i].id, id) == 0) {
            return &p->terms[i];
        }
    }
    return NULL;
}

const struct check *pack_check(const struct pack *p, const char *id)
{
    for (size_t i = 0; i < p->nchecks; i++) {
        if (strcmp(p->checks[i].id, id) == 0) {
            return &p->checks[i];
        }
    }
    return NULL;
}

bool pack_is_emergency(const struct pack *p)
{
    bool emergency = p->nitems > 0;
    for (size_t i = 0; i < p->nitems; i++) {
        emergency = emergency && (p->items[i].same_pack != NULL || p->items[i].kind == ITEM_DONE);
    }
    return emergency;
}

bool packs_are_emergency(const struct pack *const *packs, size_t n)
{
    bool all = n > 0;
    for (size_t i = 0; i < n; i++) {
        all = all && pack_is_emergency(packs[i]);
    }
    return all;
}

const char *pack_source_title(const struct pack *p, const char *key)
{
    const cJSON *source = NULL;
    cJSON_ArrayForEach(source, json_get(p->tree, "sources"))
    {
        const char *known = json_text(source, "key");
        if (known == NULL || strcmp(known, key) != 0) {
            continue;
        }
        const cJSON *title = json_get(source, "title");
        return text_of((struct text){json_text(title, "ja"), json_text(title, "en")});
    }
    return NULL;
}
