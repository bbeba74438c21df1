#include "model/json_members.h"

#include <string.h>

#define COMPARED_DIRECTLY 16

bool json_members_grow(struct json_members *m)
{
    const size_t room = m->room ? m->room * 2 : 64;
    struct json_member *list = realloc(m->list, room * sizeof *list);
    if (!list) {
        return false;
    }
    m->list = list;
    m->room = room;
    return true;
}

void json_members_pop(struct json_members *m, size_t count)
{
    while (m->count > count && m->owning > 0) {
        if (m->list[--m->count].owned) {
            free((char *)(uintptr_t)m->list[m->count].text);
            m->owning--;
        }
    }
    m->count = count;
}

void json_members_release(struct json_members *m)
{
    json_members_pop(m, 0);
    free(m->list);
    *m = (struct json_members){.list = NULL};
}

/* No key holds a NUL, so that the zeros behind a short one order it before all that it begins. */
static inline int compare_keys(const struct json_member *x, const struct json_member *y)
{
    if (x->prefix != y->prefix) { /* nearly always */
        return x->prefix < y->prefix ? -1 : 1;
    }
    const size_t n = x->length < y->length ? x->length : y->length;
    const int order = n > 8 ? memcmp(x->text, y->text, n) : 0;
    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* By key; equal ones in the order of the source. */
static int compare(const void *a, const void *b)
{
    const struct json_member *x = a, *y = b;
    const int order = compare_keys(x, y);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* Few are put in their places one by one; many are left to qsort, since a hostile object may bring a hundred thousand. */
static void sort(struct json_member *list, size_t n)
{
    if (n > COMPARED_DIRECTLY) {
        qsort(list, n, sizeof *list, compare);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        const struct json_member member = list[i];
        size_t place = i;
        for (; place > 0 && compare_keys(&list[place - 1], &member) > 0; place--) {
            list[place] = list[place - 1];
        }
        list[place] = member;
    }
}

static const struct json_member *twice_in_sorted(const struct json_member *list, size_t n)
{
    const struct json_member *twice = NULL;
    for (size_t i = 1; i < n; i++) {
        if (compare_keys(&list[i], &list[i - 1]) == 0 && (!twice || list[i].at < twice->at)) {
            twice = &list[i];
        }
    }
    return twice;
}

const struct json_member *json_members_sort(struct json_members *m, size_t first, bool *moved)
{
    struct json_member *list = m->list + first;
    const size_t n = m->count - first;
    size_t i = 1;
    while (i < n && compare_keys(&list[i - 1], &list[i]) < 0) {
        i++;
    }
    *moved = i < n;
    if (!*moved) { /* strictly rising: none is there twice */
        return NULL;
    }
    sort(list, n);
    return twice_in_sorted(list, n);
}

static uint64_t key_bit(const struct json_member *key)
{
    return UINT64_C(1) << ((key->prefix ^ key->length) * UINT64_C(0x9E3779B97F4A7C15) >> 58);
}

const struct json_member *json_members_twice(struct json_members *m, size_t first)
{
    struct json_member *list = m->list + first;
    const size_t n = m->count - first;
    if (n > COMPARED_DIRECTLY) {
        sort(list, n);
        return twice_in_sorted(list, n);
    }
    uint64_t seen = 0; /* a bit for the beginning of each key: most differ there */
    for (size_t i = 0; i < n; i++) {
        const uint64_t bit = key_bit(&list[i]);
        for (size_t j = 0; j < i && (seen & bit); j++) {
            if (compare_keys(&list[i], &list[j]) == 0) {
                return &list[i];
            }
        }
        seen |= bit;
    }
    return NULL;
}
