/* Products that may be meant beside those that a search found: on the morning after, a slip of the finger or the other alphabet must not
 * look as if nobody ran it. */
#ifndef TENKEN_COMMAND_PRODUCT_NEAR_H
#define TENKEN_COMMAND_PRODUCT_NEAR_H

#include "store/portfolio_find.h"

#define PRODUCTS_NEAR 5
#define PRODUCT_NEAR_TEXT 300

struct product_near {
    struct near_products {
        struct near_product {
            char name[PRODUCT_NEAR_TEXT]; /* foreign */
            int64_t suppliers;            /* that list it, by their newest inventories */
        } each[PRODUCTS_NEAR];
        size_t count;
        bool more; /* than are named */
    } like,        /* written or sounding like what was searched for, the nearest first */
        maker;     /* others of the makers of what was found, those that most list first */
};
struct near_order {
    const char *words; /* that were searched for */
    const struct product_terms *terms;
    const struct product_aliases *aliases; /* names known elsewhere: whatever else is called so may have been meant */
};
/* What the search did not find. In its transaction; it goes through the names of products, not through
 * inventories.
 */
enum status product_near_read(struct product_near *out, struct portfolio *p, const struct near_order *order, struct found_search *found,
                              struct error *e);
/* "Example Mail Gateway" (5 suppliers), "Example Mail" (1 supplier), …: the first ones that have room, foreign, to be neutralised by
 * whoever shows it. "" when there are none. Returns out. */
const char *near_products_words(const struct near_products *near, char *out, size_t size);

#endif
