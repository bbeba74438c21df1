#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "model/condition.h"
#include "model/json.h"
#include "model/pack.h"

void catalog_init(struct catalog *c)
{
    *c = (struct catalog){0};
}

void catalog_release(struct catalog *c)
{
    catalog_cut(c, 0);
    free(c->packs);
    catalog_init(c);
}

void catalog_cut(struct catalog *c, size_t count)
{
    while (c->count > count) {
        pack_free(c->packs[--c->count]);
    }
}

enum status catalog_add(struct catalog *c, struct pack *pack, struct error *e)
{
    for (size_t i = 0; i < c->count; i++) {
        if (strcmp(c->packs[i]->id, pack->id) == 0 && strcmp(pack_digest(c->packs[i]), pack_digest(pack)) == 0) {
            pack_free(pack);
            return ST_OK;
        }
    }
    if (c->count == CATALOG_PACKS_MAX) {
        pack_free(pack);
        return fail(e, ST_INPUT, _("More than %d packs cannot be held at once; remove some."), CATALOG_PACKS_MAX);
    }
    struct pack **packs = realloc(c->packs, (c->count + 1) * sizeof *packs);
    if (packs == NULL) {
        pack_free(pack);
        return fail_memory(e);
    }
    c->packs = packs;
    c->packs[c->count++] = pack;
    return ST_OK;
}

enum status catalog_add_older(struct catalog *c, struct pack *pack, struct error *e)
{
    const size_t before = c->count;
    const enum status st = catalog_add(c, pack, e);
    if (st == ST_OK && c->count > before) {
        struct pack *added = c->packs[before];
        memmove(c->packs + 1, c->packs, before * sizeof *c->packs);
        c->packs[0] = added;
    }
    return st;
}

const struct pack *catalog_find(const struct catalog *c, const char *id)
{
    for (size_t i = c->count; i-- > 0;) {
        if (strcmp(c->packs[i]->id, id) == 0) {
            return c->packs[i];
        }
    }
    return NULL;
}

const struct pack *catalog_find_digest(const struct catalog *c, const char *digest)
{
    for (size_t i = c->count; i-- > 0;) {
        if (strcmp(pack_digest(c->packs[i]), digest) == 0) {
            return c->packs[i];
        }
    }
    return NULL;
}

bool catalog_next_digest(const struct catalog *c, const char **digests, const struct pack **pack)
{
    char digest[SHA256_TEXT];
    *digests += strspn(*digests, ",");
    const size_t n = strcspn(*digests, ",");
    (void)snprintf(digest, sizeof digest, "%.*s", (int)n, *digests);
    *digests += n;
    *pack = catalog_find_digest(c, digest);
    return n > 0;
}

void catalog_add_titles(const struct catalog *c, const char *digests, struct buffer *out)
{
    bool first = true;
    for (const struct pack *pack; catalog_next_digest(c, &digests, &pack);) {
        if (pack != NULL) {
            buffer_add_text(out, first ? "" : _(", "));
            buffer_add_text(out, text_of(pack->title));
            first = false;
        }
    }
}

const struct pack *catalog_find_tree(const struct catalog *c, const cJSON *tree)
{
    for (size_t i = c->count; i-- > 0;) {
        if (json_same(c->packs[i]->tree, tree, NULL)) {
            return c->packs[i];
        }
    }
    return NULL;
}

const struct pack *catalog_choose(const struct catalog *c, const char *id, const char *digest, bool *exact)
{
    const struct pack *newest = catalog_find(c, id);
    size_t same = 0;
    for (size_t i = 0; i < c->count; i++) {
        same += strcmp(c->packs[i]->id, id) == 0;
    }
    if (exact == NULL && same < 2) {
        return newest;
    }
    const struct pack *found = catalog_find_digest(c, digest);
    if (exact != NULL) {
        *exact = found != NULL;
    }
    return found != NULL ? found : newest;
}

/* References between packs. */

/* Each item's conditions are followed once: a pack may hold many that lead to many. */
#define MARK_NEW 0
#define MARK_OPEN 255 /* being followed now: to come here again is a circle */

struct walk {
    const struct catalog *catalog;
    unsigned char *marks;    /* of all items of all packs: MARK_NEW, MARK_OPEN, or 1 + the length of the chain that starts there */
    const struct pack *pack; /* the one whose reference is looked at */
    const char *from;        /* its item or check */
    int longest;             /* of the chains that start with the references looked at so far */
    enum status status;
    struct error *e;
};

static const struct item *find_item(struct walk *w, const char *pack_id, const char *item_id, const struct pack **home)
{
    *home = strcmp(w->pack->id, pack_id) == 0 ? w->pack : catalog_find(w->catalog, pack_id);
    const struct item *item = *home != NULL ? pack_item(*home, item_id) : NULL;
    if (*home == NULL) {
        w->status =
            fail(w->e, ST_INPUT, _("%s:%s refers to %s:%s, but there is no pack \"%s\"."), w->pack->id, w->from, pack_id, item_id, pack_id);
    } else if (item == NULL) {
        w->status = fail(w->e, ST_INPUT, _("%s:%s refers to %s:%s, but the pack \"%s\" has no item \"%s\"."), w->pack->id, w->from, pack_id,
                         item_id, pack_id, item_id);
    }
    return item;
}

static const struct item *find_home(struct walk *w, const char *pack_id, const char *item_id, const struct pack **home)
{
    const struct item *item = find_item(w, pack_id, item_id, home);
    if (item == NULL || item->same_pack == NULL) {
        return item;
    }
    const struct item *alias = item;
    item = find_item(w, alias->same_pack, alias->same_item, home);
    if (item == NULL || item->same_pack == NULL) {
        return item;
    }
    w->status =
        fail(w->e, ST_INPUT, _("%s:%s leads to %s:%s, which is an alias itself; an alias must name the item where the answer lives."),
             w->pack->id, w->from, alias->same_pack, alias->same_item);
    return NULL;
}

static unsigned char *mark_of(const struct walk *w, const struct pack *pack, const struct item *item)
{
    size_t offset = 0;
    for (size_t i = 0; i < w->catalog->count && w->catalog->packs[i] != pack; i++) {
        offset += w->catalog->packs[i]->nitems;
    }
    return &w->marks[offset + (size_t)(item - pack->items)];
}

static bool follow(void *context, const char *pack_id, const char *item_id);

/* The length of the chain of conditions that starts at an item, 0 when it has none; -1 when refused. */
static int chain_length(struct walk *w, const struct pack *pack, const struct item *item)
{
    if (item->applies_if == NULL) {
        return 0;
    }
    unsigned char *mark = mark_of(w, pack, item);
    if (*mark == MARK_OPEN) {
        w->status =
            fail(w->e, ST_INPUT, _("The conditions of %s:%s lead back to it in a circle; it could never be asked."), pack->id, item->id);
        return -1;
    }
    if (*mark != MARK_NEW) {
        return *mark - 1;
    }
    *mark = MARK_OPEN;
    struct walk next = {w->catalog, w->marks, pack, item->id, 0, ST_OK, w->e};
    int length = condition_items(item->applies_if, pack->id, follow, &next) ? next.longest + 1 : -1;
    if (length > CONDITION_CHAIN_MAX) {
        next.status = fail(w->e, ST_INPUT, _("%s:%s stands at the end of a chain of more than %d conditions; make it shorter."), pack->id,
                           item->id, CONDITION_CHAIN_MAX);
        length = -1;
    }
    w->status = next.status;
    *mark = (unsigned char)(length + 1);
    return length;
}

static bool follow(void *context, const char *pack_id, const char *item_id)
{
    struct walk *w = context;
    const struct pack *home = NULL;
    const struct item *item = find_home(w, pack_id, item_id, &home);
    int length = item != NULL ? chain_length(w, home, item) : -1;
    w->longest = length > w->longest ? length : w->longest;
    return length >= 0;
}

static enum status check_item_references(struct walk *w, const struct pack *pack, const struct item *item)
{
    const struct pack *home = NULL;
    w->from = item->id;
    if (item->same_pack != NULL) {
        find_home(w, pack->id, item->id, &home);
    } else {
        chain_length(w, pack, item);
    }
    return w->status;
}

static enum status check_check_references(struct walk *w, const struct pack *pack, const struct check *check)
{
    w->from = check->id;
    if (!condition_items(check->when, pack->id, follow, w)) {
        return w->status;
    }
    const struct pack *home = NULL;
    for (size_t i = 0; i < check->nitems; i++) {
        char pack_id[PACK_ID_TEXT];
        char item_id[ITEM_ID_TEXT];
        if (item_reference(check->items[i], pack->id, pack_id, item_id) && find_home(w, pack_id, item_id, &home) == NULL) {
            return w->status;
        }
    }
    return ST_OK;
}

/* Stops at the first problem, or tells all of them to report. */
static enum status check_pack(struct walk *w, const struct pack *pack, void (*report)(void *context, const char *sentence), void *context)
{
    w->pack = pack;
    enum status first = ST_OK;
    for (size_t i = 0; (first == ST_OK || report != NULL) && i < pack->nitems + pack->nchecks; i++) {
        w->status = ST_OK;
        enum status st = i < pack->nitems ? check_item_references(w, pack, &pack->items[i])
                                          : check_check_references(w, pack, &pack->checks[i - pack->nitems]);
        if (st != ST_OK && report != NULL) {
            report(context, w->e->text);
        }
        first = first == ST_OK ? st : first;
    }
    return first;
}

static enum status walk_init(struct walk *w, const struct catalog *c, struct error *e)
{
    size_t items = 1;
    for (size_t i = 0; i < c->count; i++) {
        items += c->packs[i]->nitems;
    }
    *w = (struct walk){.catalog = c, .marks = calloc(items, 1), .e = e};
    return w->marks != NULL ? ST_OK : fail_memory(e);
}

enum status catalog_check(const struct catalog *c, struct error *e)
{
    struct walk w;
    enum status st = walk_init(&w, c, e);
    for (size_t i = 0; st == ST_OK && i < c->count; i++) {
        if (catalog_find(c, c->packs[i]->id) == c->packs[i]) {
            st = check_pack(&w, c->packs[i], NULL, NULL);
        }
    }
    free(w.marks);
    return st;
}

enum status catalog_check_pack(const struct catalog *c, const struct pack *pack, void (*report)(void *context, const char *sentence),
                               void *context, struct error *e)
{
    struct walk w;
    enum status st = walk_init(&w, c, e);
    if (st == ST_OK) {
        st = check_pack(&w, pack, report, context);
    }
    free(w.marks);
    return st;
}
