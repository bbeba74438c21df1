#include "model/json.h"

/* Most differ in the first two letters, and strcmp is not inlined. */
static inline bool same_key(const char *a, const char *b)
{
    return a[0] == b[0] && (a[0] == '\0' || (a[1] == b[1] && strcmp(a, b) == 0));
}

cJSON *json_get(const cJSON *object, const char *key)
{
    if (!json_is(object, cJSON_Object)) {
        return NULL;
    }
    cJSON *member = object->child;
    while (member && !same_key(member->string, key)) {
        member = member->next;
    }
    return member;
}

/* A bit for the letter that a key begins with. */
static inline uint32_t first_letter(const char *key)
{
    return UINT32_C(1) << (key[0] & 31);
}

void json_get_all(const cJSON *object, const char *const *keys, const cJSON **found, size_t n)
{
    uint32_t letters = 0; /* most members begin like none of the keys */
    for (size_t i = 0; i < n; i++) {
        found[i] = NULL;
        letters |= first_letter(keys[i]);
    }
    if (!json_is(object, cJSON_Object)) {
        return;
    }
    for (const cJSON *member = object->child; member != NULL; member = member->next) {
        for (size_t i = (letters & first_letter(member->string)) != 0 ? 0 : n; i < n; i++) {
            if (found[i] == NULL && same_key(keys[i], member->string)) {
                found[i] = member;
                break;
            }
        }
    }
}

bool json_texts_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Two values without their names. The reader limits how deep they go. */
bool json_same(const cJSON *a, const cJSON *b, const char *but)
{
    if (a == NULL || b == NULL || (a->type & 0xFF) != (b->type & 0xFF)) {
        return false;
    }
    if (json_is(a, cJSON_String)) {
        return strcmp(a->valuestring, b->valuestring) == 0;
    }
    if (json_is(a, cJSON_Number)) {
        return a->valuedouble == b->valuedouble;
    }
    const cJSON *y = b->child;
    for (const cJSON *x = a->child; x != NULL; x = x->next) {
        if (but != NULL && x->string != NULL && strcmp(x->string, but) == 0) {
            continue;
        }
        if (y == NULL || !json_texts_same(x->string, y->string) || !json_same(x, y, NULL)) {
            return false;
        }
        y = y->next;
    }
    return y == NULL;
}

const char *json_text(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(json_get(object, key));
}

int64_t json_integer(const cJSON *object, const char *key, int64_t otherwise)
{
    /* valuedouble: valueint saturates at the int's ends. What json_read accepted is whole and fits. */
    const cJSON *member = json_get(object, key);
    return json_is(member, cJSON_Number) ? (int64_t)member->valuedouble : otherwise;
}

bool json_true(const cJSON *object, const char *key)
{
    return json_is(json_get(object, key), cJSON_True);
}

bool json_put(cJSON *object, const char *key, cJSON *value)
{
    if (!value || !json_is(object, cJSON_Object)) {
        cJSON_Delete(value);
        return false;
    }
    cJSON *old = json_get(object, key);
    if (old ? cJSON_ReplaceItemInObjectCaseSensitive(object, key, value) : cJSON_AddItemToObject(object, key, value)) {
        return true;
    }
    cJSON_Delete(value);
    return false;
}

bool json_put_text(cJSON *object, const char *key, const char *value)
{
    return json_put(object, key, cJSON_CreateString(value));
}

bool json_put_integer(cJSON *object, const char *key, int64_t value)
{
    return json_put(object, key, cJSON_CreateNumber((double)value));
}

void json_remove(cJSON *object, const char *key)
{
    cJSON_Delete(cJSON_DetachItemViaPointer(object, json_get(object, key)));
}

void json_wipe(const cJSON *value)
{
    for (const cJSON *child = value; child != NULL; child = child->next) {
        if (json_is(child, cJSON_String)) {
            explicit_bzero(child->valuestring, strlen(child->valuestring));
        }
        json_wipe(child->child);
    }
}
