#include "model/product.h"

#include "base/fold.h"
#include "model/near.h"

#include <stdlib.h>
#include <string.h>

/* An alias of fewer characters would be found inside half of all names ("AD" in "Adobe"): it has to be the whole name. */
#define SHORT_CHARACTERS 3

bool product_key(struct buffer *out, const char *vendor, const char *name)
{
    const size_t before = out->length;
    if (!text_fold(out, vendor)) {
        return false;
    }
    const size_t maker = out->length - before;
    if (!text_fold(out, name)) {
        return false;
    }
    if (maker > 0 && out->length - before >= 2 * maker && memcmp(out->data + before, out->data + before + maker, maker) == 0) {
        memmove(out->data + before, out->data + before + maker, out->length - before - maker + 1); /* "Example" "Example Mail" */
        out->length -= maker;
    }
    return true;
}

static bool is_in(const char *key, const char *name, bool whole)
{
    return whole ? strcmp(key, name) == 0 : strstr(key, name) != NULL;
}

static const char *folded(struct arena *arena, const char *text)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    const char *copy = text_fold(&key, text) && key.length > 0 ? arena_copy(arena, key.data, key.length) : NULL;
    buffer_release(&key);
    return copy;
}

static struct product_alias *entry_of(struct product_aliases *set, const char *key, const char *name)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->entries[i].key, key) == 0) {
            return &set->entries[i];
        }
    }
    if (set->count == set->room) {
        const size_t room = set->room == 0 ? 64 : set->room * 2;
        struct product_alias *entries = set->count < PRODUCT_ALIASES_MAX ? realloc(set->entries, room * sizeof *entries) : NULL;
        if (entries == NULL) {
            return NULL;
        }
        set->entries = entries;
        set->room = room;
    }
    struct product_alias *entry = &set->entries[set->count];
    *entry = (struct product_alias){.key = key, .name = arena_text(&set->arena, name), .group = set->count};
    set->count++;
    return entry;
}

bool product_aliases_add(struct product_aliases *set, const char *name, const char *other)
{
    const char *a = folded(&set->arena, name), *b = folded(&set->arena, other);
    const struct product_alias *first = a == NULL || b == NULL ? NULL : entry_of(set, a, name);
    if (first == NULL) {
        return false;
    }
    const size_t group = first->group;
    const struct product_alias *second = entry_of(set, b, other);
    if (second == NULL) {
        return false;
    }
    const size_t joined = second->group;
    for (size_t i = 0; i < set->count; i++) {
        if (set->entries[i].group == joined) {
            set->entries[i].group = group;
        }
    }
    return true;
}

const char *product_aliases_name(const struct product_aliases *set, const char *key)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->entries[i].key, key) == 0) {
            return set->entries[i].name;
        }
    }
    return NULL;
}

bool product_aliases_in(const struct product_aliases *set, size_t group, const char *key)
{
    for (size_t i = 0; i < set->count; i++) {
        const char *name = set->entries[i].key;
        if (set->entries[i].group == group && is_in(key, name, near_length(name) < SHORT_CHARACTERS)) {
            return true;
        }
    }
    return false;
}

void product_aliases_release(struct product_aliases *set)
{
    free(set->entries);
    arena_release(&set->arena);
    *set = (struct product_aliases){0};
}

static void add_term(struct product_terms *out, const char *key, bool typed)
{
    for (size_t i = 0; i < out->count; i++) {
        if (strcmp(out->terms[i].key, key) == 0) {
            return;
        }
    }
    if (out->count == PRODUCT_TERMS_MAX) {
        out->cut = true;
        return;
    }
    if (out->count == out->room) {
        const size_t room = out->room == 0 ? 16 : out->room * 2;
        struct product_term *terms = realloc(out->terms, room * sizeof *terms);
        if (terms == NULL) {
            out->cut = true;
            return;
        }
        out->terms = terms;
        out->room = room;
    }
    out->terms[out->count++] = (struct product_term){.key = key, .whole = !typed && near_length(key) < SHORT_CHARACTERS};
}

/* The term with one name replaced by another that means the same. */
static void add_replaced(struct product_terms *out, const char *term, const char *at, const struct product_alias *from,
                         const struct product_alias *to)
{
    const size_t head = (size_t)(at - term), old = strlen(from->key), put = strlen(to->key), tail = strlen(at) - old;
    char *key = arena_add(&out->arena, head + put + tail + 1);
    if (key == NULL) {
        return;
    }
    memcpy(key, term, head);
    memcpy(key + head, to->key, put);
    memcpy(key + head + put, at + old, tail + 1);
    add_term(out, key, false);
}

/* The term is a part of this name: whatever else the product is called is meant too. Names with the same part in them are found by it. */
static void add_named(struct product_terms *out, const struct product_aliases *set, const char *term, const struct product_alias *name)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct product_alias *other = &set->entries[i];
        const char *key = other->group != name->group || strstr(other->key, term) != NULL
                              ? NULL
                              : arena_copy(&out->arena, other->key, strlen(other->key));
        if (key != NULL) {
            add_term(out, key, false);
        }
    }
}

static void add_aliases(struct product_terms *out, const struct product_aliases *set, const struct product_term *of)
{
    const char *term = of->key;
    const bool whole = of->whole; /* the array moves as it grows */
    for (size_t i = 0; i < set->count; i++) {
        const struct product_alias *from = &set->entries[i];
        if (!whole && strstr(from->key, term) != NULL) {
            add_named(out, set, term, from);
        }
        const char *at = near_length(from->key) < SHORT_CHARACTERS ? (strcmp(term, from->key) == 0 ? term : NULL) : strstr(term, from->key);
        for (size_t j = 0; at != NULL && j < set->count; j++) {
            if (j != i && set->entries[j].group == from->group && strstr(set->entries[j].key, from->key) == NULL) {
                add_replaced(out, term, at, from, &set->entries[j]);
            }
        }
    }
}

bool product_terms_make(struct product_terms *out, const struct product_aliases *aliases, const char *words)
{
    const char *typed = folded(&out->arena, words);
    if (typed == NULL) {
        return false;
    }
    add_term(out, typed, true);
    for (size_t i = 0; aliases != NULL && i < out->count && !out->cut; i++) {
        add_aliases(out, aliases, &out->terms[i]);
    }
    return !out->arena.failed && !out->cut;
}

void product_terms_release(struct product_terms *terms)
{
    arena_release(&terms->arena);
    free(terms->terms);
    *terms = (struct product_terms){0};
}

bool product_terms_match(const struct product_terms *terms, const char *key)
{
    for (size_t i = 0; i < terms->count; i++) {
        const struct product_term *t = &terms->terms[i];
        if (is_in(key, t->key, t->whole)) {
            return true;
        }
    }
    return false;
}
