/* Names of third-party products as suppliers write them, made comparable: "who runs product X?" */
#ifndef TENKEN_MODEL_PRODUCT_H
#define TENKEN_MODEL_PRODUCT_H

#include "base/arena.h"
#include "base/buffer.h"

/* Appends what a product is found by: maker and name folded (base/fold.h), the maker once. False: out of memory. */
bool product_key(struct buffer *out, const char *vendor, const char *name);

/* Names that stand for each other ("マイクロソフト", "Microsoft"). Zeroed to begin with; owns its texts. */
struct product_aliases {
    struct arena arena;
    struct product_alias {
        const char *key;  /* folded */
        const char *name; /* as it was written first */
        size_t group;     /* names of one group mean the same */
    } * entries;
    size_t count, room;
};
#define PRODUCT_ALIASES_MAX 10000
/* False: out of memory, too many, or a name that folds to nothing. */
bool product_aliases_add(struct product_aliases *set, const char *name, const char *other);
/* How the name with this folded key is written; NULL: it is not among them. */
const char *product_aliases_name(const struct product_aliases *set, const char *key);
/* Whether one of the names of that group is in this key, as product_terms_match looks for it. */
bool product_aliases_in(const struct product_aliases *set, size_t group, const char *key);
void product_aliases_release(struct product_aliases *set);

/* What to look for: first the words as typed, then the same with every known alias in their place, and what stands for a name of which the
 * words are a part. Zeroed to begin with. */
#define PRODUCT_TERMS_MAX 1000
struct product_terms {
    struct arena arena;
    struct product_term {
        const char *key;
        bool whole; /* too short to be looked for inside other names */
    } * terms;
    size_t count, room;
    bool cut; /* there were more: who is missed cannot be told */
};
/* aliases may be NULL. out: zeroed. False: out of memory, the words fold to nothing, or more aliases are meant than can be looked for. */
bool product_terms_make(struct product_terms *out, const struct product_aliases *aliases, const char *words);
void product_terms_release(struct product_terms *terms);
/* Whether a product with this key is meant. */
bool product_terms_match(const struct product_terms *terms, const char *key);

#endif
