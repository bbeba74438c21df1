/* Who runs a product: what a search over a portfolio gives, for the command and for the screens. */
#ifndef TENKEN_MODEL_PORTFOLIO_FIND_H
#define TENKEN_MODEL_PORTFOLIO_FIND_H

#include "model/portfolio_source.h"

/* Every supplier is in exactly one list, by its newest inventory that has a product in it; who ended in none, unless it is affected: it may
 * still have what it was given. */
enum found_list {
    FOUND_AFFECTED,   /* the inventory names it, however old it is */
    FOUND_NOT_LISTED, /* an inventory of the last twelve months does not name it */
    FOUND_UNKNOWN,    /* it cannot be told: enum found_why */
};
#define FOUND_LISTS 3

/* Why it cannot be told. A list without a product is none: an empty one may be a slip, and reassures nobody. */
enum found_why {
    FOUND_TOLD, /* in the other two lists */
    FOUND_NO_ANSWERS,
    FOUND_NO_INVENTORY,    /* answers, but nothing was said about products */
    FOUND_EMPTY_INVENTORY, /* a list with nothing in it */
    FOUND_OLD_INVENTORY,   /* older than a year */
};
#define FOUND_WHYS 5
/* "no_answers"; "" for FOUND_TOLD. */
const char *found_why_name(enum found_why why);
/* The same in the current language. */
const char *found_why_words(enum found_why why);

struct found_product {
    const char *name, *vendor, *version;
    bool internet, credentials;
};

/* One supplier. Borrowed, texts never NULL and foreign. */
struct found_supplier {
    enum found_list list;
    int64_t id; /* in the portfolio */
    const char *code;
    const char *name;
    enum portfolio_tier tier;
    const struct found_product *products; /* those meant; none but in the list of the affected */
    size_t nproducts;
    enum found_why why;
    bool internet;            /* one of them can be reached from the internet */
    const char *answered_on;  /* day of the inventory, or "" */
    bool old;                 /* it is older than a year */
    char ended_on[DATE_TEXT]; /* since when the prime no longer works with it: then it is among the affected or nowhere; "" as long as it
                                 does */
    const char *contact_name, *contact_email, *contact_phone, *emergency_phone;
};

/* A firm may list a product twice: whether one before this one has the same name, or the same version. */
bool found_listed_before(const struct found_supplier *s, size_t at, bool version);

struct found_counts {
    int64_t lists[FOUND_LISTS];
    int64_t internet, ended; /* of the affected */
};

#endif
