#include "command/product_near.h"

#include "base/amount.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "model/near.h"

#include <string.h>

/* What does not fit is no name that anybody is asked about. */
static enum status fold_into(char out[PRODUCT_NEAR_TEXT], const char *text, struct error *e)
{
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    const bool good = text_fold(&folded, text);
    const bool fits = good && folded.length < PRODUCT_NEAR_TEXT;
    (void)snprintf(out, PRODUCT_NEAR_TEXT, "%s", fits ? buffer_text(&folded) : "");
    buffer_release(&folded);
    return good ? ST_OK : fail_memory(e);
}

enum status product_near_begin(struct product_near *out, const char *words, struct error *e)
{
    *out = (struct product_near){.count = 0};
    return fold_into(out->words, words, e);
}

/* The place of a product so far away; PRODUCTS_NEAR: it is none of the nearest. */
static size_t place_of(const struct product_near *n, int far)
{
    size_t i = n->count;
    while (i > 0 && n->each[i - 1].far > far) {
        i--;
    }
    return i;
}

enum status product_near_take(void *context, const struct product_use *use, struct error *e)
{
    struct product_near *n = context;
    struct near_product one = {.suppliers = use->suppliers};
    const enum status st = fold_into(one.key, use->name, e);
    if (st != ST_OK || one.key[0] == '\0' || n->words[0] == '\0' || strlen(use->name) >= sizeof one.name) {
        return st;
    }
    one.far = near_slips_inside(n->words, one.key);
    if (one.far > near_slips_likely(near_length(n->words))) {
        return ST_OK;
    }
    for (size_t i = 0; i < n->count; i++) {
        if (strcmp(n->each[i].key, one.key) == 0) { /* of another maker, or the maker by another name */
            n->each[i].suppliers += one.suppliers;
            return ST_OK;
        }
    }
    (void)snprintf(one.name, sizeof one.name, "%s", use->name);
    const size_t at = place_of(n, one.far);
    n->count += n->count < PRODUCTS_NEAR;
    for (size_t i = n->count; i-- > at + 1;) {
        n->each[i] = n->each[i - 1];
    }
    if (at < PRODUCTS_NEAR) {
        n->each[at] = one;
    }
    return ST_OK;
}

enum status product_near_read(struct product_near *out, struct portfolio *p, const char *words, struct error *e)
{
    const enum status st = product_near_begin(out, words, e);
    return st == ST_OK ? portfolio_product_uses(p, product_near_take, out, e) : st;
}

const char *product_near_words(const struct product_near *near, size_t most, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0, n = 0; i < near->count && i < most; i++) {
        char one[PRODUCT_NEAR_TEXT + 40];
        (void)snprintf(one, sizeof one, _n("\"%s\" (%s supplier)", "\"%s\" (%s suppliers)", near->each[i].suppliers), near->each[i].name,
                       COUNT_TEXT(near->each[i].suppliers));
        const char *between = n > 0 ? _(", ") : "";
        if (n + strlen(between) + strlen(one) < size) {
            n += (size_t)snprintf(out + n, size - n, "%s%s", between, one);
        }
    }
    return out;
}
