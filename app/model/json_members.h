/* The members of the objects that the strict reader has open: no key twice, and their order in the canonical form. Internal to the reader.
 */
#ifndef TENKEN_MODEL_JSON_MEMBERS_H
#define TENKEN_MODEL_JSON_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_member {
    const char *text; /* the key, unescaped, length bytes */
    char *owned;      /* the same, when nobody else holds it */
    const char *at;   /* its quote in the source */
    size_t length;
    size_t from, to; /* where the member stands in the canonical text, while that is being written */
};

/* A stack: those of all open objects. Zeroed to begin with. */
struct json_members {
    struct json_member *list;
    size_t count, room;
};

/* Takes over member.owned, also when memory runs out (false). */
bool json_members_push(struct json_members *m, struct json_member member);
/* Back to so many. */
void json_members_pop(struct json_members *m, size_t count);
void json_members_release(struct json_members *m);

/* Looks at the members from first on. Returns one whose key has been there before, the first such in the source, or NULL. */
const struct json_member *json_members_twice(struct json_members *m, size_t first);
/* The same, and sorts them by key (RFC 8785, section 3.2.3; keys are ASCII); *moved: they were not in this order. */
const struct json_member *json_members_sort(struct json_members *m, size_t first, bool *moved);

#endif
