#include "model/json_keys.h"

/* By length. Only what stands in a file many times earns its place here. */
static const char *const keys_2[] = {"ja", "en", "id", "to", NULL};
static const char *const keys_3[] = {"why", "who", "min", "max", NULL};
static const char *const keys_4[] = {"note", "kind", "date", "text", "name", "from", "done", "item", "refs", NULL};
static const char *const keys_5[] = {"level", "scope", "title", "owner", "terms", "hours", "floor", "total", "items", NULL};
static const char *const keys_6[] = {"sha256", "levels", "weight", "target", "vendor", NULL};
static const char *const keys_7[] = {"unknown", "version", "threats", "actions", "initial", "monthly", NULL};
static const char *const keys_8[] = {"evidence", "internet", "sections", NULL};
static const char *const keys_9[] = {"reference", "essential", NULL};
static const char *const keys_10[] = {"exceptions", "applies_if", NULL};
static const char *const keys_11[] = {"credentials", NULL};
static const char *const keys_12[] = {"compensating", NULL};
static const char *const keys_13[] = {"planned_level", NULL};

#define SHORTEST 2
#define LONGEST 13
static const char *const *const keys_of[LONGEST - SHORTEST + 1] = {keys_2, keys_3, keys_4,  keys_5,  keys_6,  keys_7,
                                                                   keys_8, keys_9, keys_10, keys_11, keys_12, keys_13};

const char *json_frequent_key(const char *text, size_t n)
{
    if (n < SHORTEST || n > LONGEST) {
        return NULL;
    }
    for (const char *const *key = keys_of[n - SHORTEST]; *key; key++) {
        if ((*key)[0] == text[0] && memcmp(*key, text, n) == 0) {
            return *key;
        }
    }
    return NULL;
}
