#include "command/product_near.h"

#include "base/amount.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/list.h"
#include "model/near.h"
#include "model/sound_near.h"

#include <stdlib.h>
#include <string.h>

#define MAKERS 16     /* spellings of makers of what was found; further ones are not followed */
#define ALIKE 8       /* groups of names known elsewhere that are like the words */
#define LOOKED_AT 200 /* the best candidates, of which those are named that most list */

struct candidate {
    int64_t product, inventories;
    int far;
};

struct candidates {
    struct candidate *each;
    size_t count, room;
};

struct reading {
    const struct near_order *order;
    char words[PRODUCT_NEAR_TEXT]; /* folded; "" when that is too long for a name that anybody is asked about */
    uint64_t letters;              /* its characters, by their low bits */
    int slips;                     /* that are likely; -1: not compared */
    struct sound_wanted wanted;
    unsigned scripts, all_scripts; /* of the words, and of the makers too */
    struct {
        char written[PRODUCT_NEAR_TEXT], folded[PRODUCT_NEAR_TEXT];
        struct sound_wanted wanted;
        unsigned scripts;
    } makers[MAKERS];
    size_t nmakers;
    struct {
        size_t group;
        int far;
    } alike[ALIKE];
    size_t nalike;
    struct candidates like, maker;
};

/* "" when it does not fit. */
static enum status fold_into(char out[PRODUCT_NEAR_TEXT], const char *text, struct error *e)
{
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    const bool good = text_fold(&folded, text);
    (void)snprintf(out, PRODUCT_NEAR_TEXT, "%s", good && folded.length < PRODUCT_NEAR_TEXT ? buffer_text(&folded) : "");
    buffer_release(&folded);
    return good ? ST_OK : fail_memory(e);
}

/* One bit for each character that occurs, some of them sharing one: the low bits of its last byte are its own. */
static uint64_t characters_in(const char *text)
{
    uint64_t bits = 0;
    for (; *text != '\0'; text++) {
        if (((unsigned char)text[1] & 0xC0) != 0x80) {
            bits |= UINT64_C(1) << ((unsigned char)*text & 0x3F);
        }
    }
    return bits;
}

/* Every character that the other text lacks altogether is a slip: most names are told apart by that alone. */
static bool may_be_near(uint64_t words, uint64_t key, int slips)
{
    int lacking = 0;
    for (uint64_t rest = words & ~key; rest != 0; rest &= rest - 1) {
        lacking++;
    }
    return lacking <= slips;
}

static enum status begin(struct reading *r, struct error *e)
{
    const enum status st = fold_into(r->words, r->order->words, e);
    r->letters = characters_in(r->words);
    r->slips = r->words[0] == '\0' ? -1 : near_slips_likely(near_length(r->words));
    const struct product_aliases *aliases = r->order->aliases;
    for (size_t i = 0; r->slips >= 0 && i < aliases->count && r->nalike < ALIKE; i++) {
        const int far = near_slips_inside(r->words, aliases->entries[i].key);
        if (far <= r->slips) {
            r->alike[r->nalike].group = aliases->entries[i].group;
            r->alike[r->nalike++].far = far * SOUND_SLIP;
        }
    }
    sound_want(&r->wanted, r->words);
    r->scripts = r->all_scripts = sound_scripts(r->words);
    return st;
}

static enum status take_maker(void *context, const struct found_supplier *s, struct error *e)
{
    struct reading *r = context;
    enum status st = ST_OK;
    for (size_t i = 0; i < s->nproducts && st == ST_OK; i++) {
        const char *maker = s->products[i].vendor;
        size_t at = 0;
        while (at < r->nmakers && strcmp(r->makers[at].written, maker) != 0) {
            at++;
        }
        if (at == r->nmakers && at < MAKERS && maker[0] != '\0' && strlen(maker) < sizeof r->makers[at].written) {
            (void)snprintf(r->makers[at].written, sizeof r->makers[at].written, "%s", maker);
            st = fold_into(r->makers[at].folded, maker, e);
            sound_want(&r->makers[at].wanted, r->makers[at].folded);
            r->makers[at].scripts = sound_scripts(r->makers[at].folded);
            r->all_scripts |= r->makers[at].scripts;
            r->nmakers++;
        }
    }
    return st;
}

/* A folded text, and how it sounds. */
struct spoken {
    const char *text;
    unsigned scripts;
    struct sound_heard heard; /* neither the words nor a maker is in the other alphabet: not filled in */
};

static void speak(struct spoken *out, const struct reading *r, const char *text)
{
    out->text = text;
    out->scripts = sound_scripts(text);
    if (sound_apart(r->all_scripts, out->scripts)) {
        sound_hear(&out->heard, text);
    }
}

/* How far off it sounds what is wanted, in letters of the other alphabet; -1: too far. */
static int sounds(const struct sound_wanted *wanted, unsigned scripts, const struct spoken *s, enum sound_place place)
{
    return sound_apart(scripts, s->scripts) ? sound_far(wanted, &s->heard, place) : -1;
}

static bool is_of_maker(const struct reading *r, const struct spoken *key)
{
    for (size_t i = 0; i < r->nmakers; i++) {
        const size_t n = strlen(r->makers[i].folded);
        if ((n > 0 && strncmp(key->text, r->makers[i].folded, n) == 0) || /* a key begins with the maker (product_key) */
            sounds(&r->makers[i].wanted, r->makers[i].scripts, key, SOUND_BEGINS) >= 0) {
            return true;
        }
    }
    return false;
}

/* How far the words are from another name of the product with this key, as distance() tells it; -1: from all of them. */
static int distance_by_alias(const struct reading *r, const char *key)
{
    int far = -1;
    for (size_t i = 0; i < r->nalike; i++) {
        if ((far < 0 || r->alike[i].far < far) && product_aliases_in(r->order->aliases, r->alike[i].group, key)) {
            far = r->alike[i].far;
        }
    }
    return far;
}

/* How far a product is from what was searched for, by its letters or by how it sounds, in the measure of the latter; -1: too far. */
static int distance(const struct reading *r, const struct spoken *s, enum sound_place place)
{
    const int far = may_be_near(r->letters, characters_in(s->text), r->slips) ? near_slips_inside(r->words, s->text) : NEAR_LONG;
    return far <= r->slips ? far * SOUND_SLIP : sounds(&r->wanted, r->scripts, s, place);
}

static enum status add(struct candidates *c, int64_t product, int far, struct error *e)
{
    struct candidate *each = list_room(c->each, c->count, &c->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    c->each = each;
    c->each[c->count++] = (struct candidate){.product = product, .far = far};
    return ST_OK;
}

static enum status take_product(void *context, int64_t product, const char *key, struct error *e)
{
    struct reading *r = context;
    if (product_terms_match(r->order->terms, key)) {
        return ST_OK;
    }
    struct spoken spoken;
    speak(&spoken, r, key);
    const int own = distance(r, &spoken, SOUND_INSIDE), other = distance_by_alias(r, key); /* with the maker: name_one has the name alone */
    const int far = own < 0 || (other >= 0 && other < own) ? other : own;
    const enum status st = far >= 0 ? add(&r->like, product, far, e) : ST_OK;
    return st == ST_OK && is_of_maker(r, &spoken) ? add(&r->maker, product, 0, e) : st;
}

static int by_distance(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    const int64_t order[] = {x->far - y->far, y->inventories - x->inventories, x->product - y->product};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (order[i] != 0) {
            return order[i] < 0 ? -1 : 1;
        }
    }
    return 0;
}

struct naming {
    const struct reading *r;
    const struct near_products *before; /* what was named already, or NULL */
    struct near_products *out;
};

/* Its place among those that are named, by its folded name; the count: it is none of them. */
static size_t place_of(const struct near_products *named, const char *folded, enum status *st, struct error *e)
{
    char other[PRODUCT_NEAR_TEXT];
    size_t i = 0;
    for (; *st == ST_OK && i < named->count; i++) {
        *st = fold_into(other, named->each[i].name, e);
        if (strcmp(folded, other) == 0) {
            break;
        }
    }
    return i;
}

/* Of a maker, not of one whose name begins with that of a maker. A product that names none was found by its own name. */
static bool is_by_maker(const struct reading *r, const char *folded)
{
    struct spoken maker;
    speak(&maker, r, folded);
    for (size_t i = 0; i < r->nmakers; i++) {
        if (folded[0] == '\0' || strcmp(r->makers[i].folded, folded) == 0 ||
            sounds(&r->makers[i].wanted, r->makers[i].scripts, &maker, SOUND_WHOLE) >= 0) {
            return true;
        }
    }
    return false;
}

/* By its own name. */
static bool is_like(const struct reading *r, const char *folded)
{
    struct spoken name;
    speak(&name, r, folded);
    return distance(r, &name, SOUND_NAME) >= 0;
}

/* By another name of it, which may have the maker in it. */
static bool is_alike(const struct reading *r, const struct product_use *use)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    const bool alike = r->nalike > 0 && product_key(&key, use->vendor, use->name) && distance_by_alias(r, buffer_text(&key)) >= 0;
    buffer_release(&key);
    return alike;
}

static enum status name_one(void *context, const struct product_use *use, struct error *e)
{
    struct naming *n = context;
    char folded[PRODUCT_NEAR_TEXT], maker[PRODUCT_NEAR_TEXT];
    enum status st = fold_into(folded, use->name, e);
    st = st == ST_OK ? fold_into(maker, use->vendor, e) : st;
    if (st != ST_OK || folded[0] == '\0' || strlen(use->name) >= PRODUCT_NEAR_TEXT) {
        return st;
    }
    const bool meant = n->before == NULL ? is_like(n->r, folded) || is_alike(n->r, use)
                                         : is_by_maker(n->r, maker) && place_of(n->before, folded, &st, e) == n->before->count;
    if (!meant) {
        return st;
    }
    const size_t at = place_of(n->out, folded, &st, e);
    if (at < n->out->count) { /* of another maker, or the maker by another name */
        n->out->each[at].suppliers += use->suppliers;
    } else if (at == PRODUCTS_NEAR) {
        n->out->more = true;
    } else if (st == ST_OK) {
        struct near_product *one = &n->out->each[n->out->count++];
        one->suppliers = use->suppliers;
        (void)snprintf(one->name, sizeof one->name, "%s", use->name);
    }
    return st;
}

/* The best candidates by name. */
static enum status name(struct portfolio *p, struct candidates *c, struct naming *n, struct error *e)
{
    enum status st = ST_OK;
    if (c->count == 0) {
        return ST_OK;
    }
    qsort(c->each, c->count, sizeof *c->each, by_distance);
    const int farthest = c->each[c->count < LOOKED_AT ? c->count - 1 : LOOKED_AT - 1].far;
    size_t close = 0; /* all that are as near as the last one looked at: which of them most list is not known yet */
    for (; st == ST_OK && close < c->count && c->each[close].far <= farthest; close++) {
        st = portfolio_product_inventories(p, c->each[close].product, &c->each[close].inventories, e);
    }
    qsort(c->each, close, sizeof *c->each, by_distance);
    for (size_t i = 0; st == ST_OK && i < close && i < LOOKED_AT && !n->out->more; i++) {
        st = portfolio_product_use(p, c->each[i].product, name_one, n, e);
    }
    return st;
}

enum status product_near_read(struct product_near *out, struct portfolio *p, const struct near_order *order, struct found_search *found,
                              struct error *e)
{
    struct reading *r = calloc(1, sizeof *r);
    *out = (struct product_near){.like.count = 0};
    if (r == NULL) {
        return fail_memory(e);
    }
    r->order = order;
    enum status st = begin(r, e);
    st = st == ST_OK ? found_search_visit(found, FOUND_AFFECTED, FIND_ALL, take_maker, r, e) : st;
    st = st == ST_OK ? portfolio_product_keys(p, take_product, r, e) : st;
    st = st == ST_OK ? name(p, &r->like, &(struct naming){r, NULL, &out->like}, e) : st;
    st = st == ST_OK ? name(p, &r->maker, &(struct naming){r, &out->like, &out->maker}, e) : st;
    free(r->like.each);
    free(r->maker.each);
    free(r);
    return st;
}

const char *near_products_words(const struct near_products *near, char *out, size_t size)
{
    const char *end = _(", …");
    bool more = near->more;
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < near->count; i++) {
        char one[PRODUCT_NEAR_TEXT + 40];
        (void)snprintf(one, sizeof one, _n("\"%s\" (%s supplier)", "\"%s\" (%s suppliers)", near->each[i].suppliers), near->each[i].name,
                       COUNT_TEXT(near->each[i].suppliers));
        const char *between = n > 0 ? _(", ") : "";
        if (n + strlen(between) + strlen(one) + strlen(end) < size) {
            n += (size_t)snprintf(out + n, size - n, "%s%s", between, one);
        } else {
            more = true;
        }
    }
    if (more && n > 0) {
        (void)snprintf(out + n, size - n, "%s", end);
    }
    return out;
}
