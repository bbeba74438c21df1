/* Structure checks of foreign JSON objects: which members they may have, of which type, within which limits. Unknown members always pass.
 */
#ifndef TENKEN_MODEL_MEMBERS_H
#define TENKEN_MODEL_MEMBERS_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum member_type {
    MEMBER_TEXT,    /* min…max bytes */
    MEMBER_INTEGER, /* min…max */
    MEMBER_BOOLEAN,
    MEMBER_DATE, /* YYYY-MM-DD */
    MEMBER_TIME, /* YYYY-MM-DDThh:mm:ssZ */
    MEMBER_UUID,
    MEMBER_SHA256,    /* 64 lowercase hex digits */
    MEMBER_CORPORATE, /* a corporate number with its check digit */
    MEMBER_OBJECT,
    MEMBER_ARRAY, /* min…max entries */
};

enum member_need {
    MEMBER_OPTIONAL,
    MEMBER_NULLABLE, /* optional, and null stands for "none" */
    MEMBER_REQUIRED,
};

struct member {
    const char *name;
    enum member_type type;
    enum member_need need;
    int64_t min, max;
};

/* Where a value stands; on the stack, put into words only when there is something to refuse: thousands of files are checked in one run. */
struct path {
    const struct path *up; /* NULL at the top */
    const char *name;      /* of a member, or NULL: an entry of a list */
    size_t index;          /* of that entry, from 0 (shown from 1) */
};
#define PATH_TEXT 256 /* a longer one is cut */
/* "answers.basic10.3.level"; returns out. */
const char *path_text(const struct path *path, char out[PATH_TEXT]);

/* Refuses what is no object, and each listed member that is missing or of another form; the sentence starts with the member's path. At
 * most 64. */
enum status members_check(const cJSON *object, const struct member *members, size_t count, const struct path *where, struct error *e);
/* The same; bit i of *seen says that members[i] is there (for rules between members, without looking them up again). */
enum status members_check_seen(const cJSON *object, const struct member *members, size_t count, const struct path *where, uint64_t *seen,
                               struct error *e);
/* For the two arguments members, count. */
#define MEMBERS(array) (array), sizeof(array) / sizeof((array)[0])

/* Ids as questionnaires/README.md says. */
bool pack_id_valid(const char *text);
bool item_id_valid(const char *text);

/* True for null and for an absent member alike. */
bool member_absent(const cJSON *value);

#endif
