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

static int likely(const struct product_near *n)
{
    return near_slips_likely(near_length(n->words));
}

enum status product_near_begin(struct product_near *out, const struct product_aliases *aliases, const char *words, struct error *e)
{
    *out = (struct product_near){.aliases = aliases};
    const enum status st = fold_into(out->words, words, e);
    for (size_t i = 0; st == ST_OK && out->words[0] != '\0' && i < aliases->count && out->nalike < PRODUCTS_ALIKE; i++) {
        const int far = near_slips_inside(out->words, aliases->entries[i].key);
        if (far <= likely(out)) {
            out->alike[out->nalike].group = aliases->entries[i].group;
            out->alike[out->nalike++].far = far;
        }
    }
    return st;
}

/* How far the words are from another name of this product; more than is likely: from all of them. */
static enum status far_by_alias(const struct product_near *n, const struct product_use *use, int *far, struct error *e)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    const enum status st = product_key(&key, use->vendor, use->name) ? ST_OK : fail_memory(e);
    for (size_t i = 0; i < n->nalike && st == ST_OK; i++) {
        if (n->alike[i].far < *far && product_aliases_in(n->aliases, n->alike[i].group, buffer_text(&key))) {
            *far = n->alike[i].far;
        }
    }
    buffer_release(&key);
    return st;
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
    enum status st = fold_into(one.key, use->name, e);
    if (st != ST_OK || one.key[0] == '\0' || n->words[0] == '\0' || strlen(use->name) >= sizeof one.name) {
        return st;
    }
    one.far = near_slips_inside(n->words, one.key);
    st = n->nalike > 0 ? far_by_alias(n, use, &one.far, e) : ST_OK;
    if (st != ST_OK || one.far > likely(n)) {
        return st;
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

enum status product_near_read(struct product_near *out, struct portfolio *p, const struct product_aliases *aliases, const char *words,
                              struct error *e)
{
    const enum status st = product_near_begin(out, aliases, words, e);
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
