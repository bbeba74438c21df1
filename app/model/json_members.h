/* The members of the objects that the strict reader has open: no key twice, and their order in the canonical form. Internal to the reader.
 */
#ifndef TENKEN_MODEL_JSON_MEMBERS_H
#define TENKEN_MODEL_JSON_MEMBERS_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct json_member {
    uint64_t prefix;  /* the first eight bytes of the key as a number, the first byte highest, zeros behind a shorter one */
    const char *text; /* the key, unescaped, length bytes; ASCII without NUL */
    const char *at;   /* its quote in the source */
    size_t from, to;  /* where the member stands in the canonical text, while that is being written */
    uint32_t length;
    bool owned; /* text is the member's own */
};

/* A stack: those of all open objects. Zeroed to begin with. */
struct json_members {
    struct json_member *list;
    size_t count, room;
    size_t owning; /* so many of them own their text */
};

/* The prefix of a key. end: how far text may be read. */
static inline uint64_t json_member_prefix(const char *text, size_t length, const char *end)
{
    uint64_t prefix = 0;
    if (end - text >= 8) {
        memcpy(&prefix, text, sizeof prefix);
    } else {
        memcpy(&prefix, text, length < 8 ? length : 8);
    }
    prefix = be64toh(prefix);
    return length >= 8 ? prefix : length == 0 ? 0 : prefix >> (64 - 8 * length) << (64 - 8 * length);
}

/* Room for one more. */
bool json_members_grow(struct json_members *m);
/* One more, to be filled in where it stands. NULL: out of memory. It stays there until the next one is pushed. */
static inline struct json_member *json_members_push(struct json_members *m)
{
    return m->count < m->room || json_members_grow(m) ? &m->list[m->count++] : NULL;
}
/* The last one gets a text of its own, which is freed with it. */
static inline void json_members_own(struct json_members *m, const char *text)
{
    m->list[m->count - 1].text = text;
    m->list[m->count - 1].owned = true;
    m->owning++;
}
/* Back to so many. */
void json_members_pop(struct json_members *m, size_t count);
void json_members_release(struct json_members *m);

/* Looks at the members from first on. Returns one whose key has been there before, the first such in the source, or NULL. */
const struct json_member *json_members_twice(struct json_members *m, size_t first);
/* The same, and sorts them by key (RFC 8785, section 3.2.3; keys are ASCII); *moved: they were not in this order. */
const struct json_member *json_members_sort(struct json_members *m, size_t first, bool *moved);

#endif
