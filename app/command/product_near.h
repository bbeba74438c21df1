/* Products whose names are like what was searched for: on the morning after, a slip of the finger must not look as if nobody ran it. */
#ifndef TENKEN_COMMAND_PRODUCT_NEAR_H
#define TENKEN_COMMAND_PRODUCT_NEAR_H

#include "model/product.h"
#include "store/portfolio_find.h"

#define PRODUCTS_NEAR 3
#define PRODUCT_NEAR_TEXT 300
#define PRODUCTS_ALIKE 8

struct product_near {
    struct near_product {
        char name[PRODUCT_NEAR_TEXT], key[PRODUCT_NEAR_TEXT]; /* key: folded */
        int64_t suppliers;                                    /* that list it, by their newest inventories */
        int far;
    } each[PRODUCTS_NEAR]; /* the nearest first, of the same distance those that most have */
    size_t count;
    char words[PRODUCT_NEAR_TEXT]; /* searched for, folded */
    /* Names known elsewhere that are like the words: whatever else is called so may have been meant. Borrowed until the last is taken. */
    const struct product_aliases *aliases;
    struct {
        size_t group;
        int far;
    } alike[PRODUCTS_ALIKE];
    size_t nalike;
};
/* begin, then every product in the order of portfolio_product_uses (context is the struct). */
enum status product_near_begin(struct product_near *out, const struct product_aliases *aliases, const char *words, struct error *e);
enum status product_near_take(void *context, const struct product_use *use, struct error *e);
/* Both, over all of a portfolio. */
enum status product_near_read(struct product_near *out, struct portfolio *p, const struct product_aliases *aliases, const char *words,
                              struct error *e);
/* "Example Mail Gateway" (5 suppliers), "Example Mail" (1 supplier), the nearest ones that have room: foreign, to be neutralised by whoever
 * shows it.
 * "" when there are none. Returns out. */
const char *product_near_words(const struct product_near *near, size_t most, char *out, size_t size);

#endif
