#include "store/portfolio_columns.h"

#include "model/json.h"
#include "model/tier.h"

#include <stdint.h>

#define PACKS_ROOM 16

enum portfolio_tier tier_of(const struct sql_value answers[3])
{
    return tier_from((int)column_integer(&answers[0]), (int)column_integer(&answers[1]), (int)column_integer(&answers[2]));
}

static size_t hash(const char *pack, const char *item)
{
    uint64_t h = 14695981039346656037U;
    for (; *pack != '\0'; pack++) {
        h = (h ^ (unsigned char)*pack) * 1099511628211U;
    }
    for (h *= 1099511628211U; *item != '\0'; item++) {
        h = (h ^ (unsigned char)*item) * 1099511628211U;
    }
    return (size_t)(h ^ (h >> 32));
}

static size_t *slot(const struct columns *c, const char *pack, const char *item)
{
    size_t at = hash(pack, item) & (c->nslots - 1);
    while (c->slots[at] != 0) {
        const struct portfolio_item *other = &c->items[c->slots[at] - 1];
        if (strcmp(other->pack, pack) == 0 && strcmp(other->id, item) == 0) {
            break;
        }
        at = (at + 1) & (c->nslots - 1);
    }
    return &c->slots[at];
}

size_t columns_find(const struct columns *c, const char *pack, const char *item)
{
    return c->slots == NULL ? SIZE_MAX : *slot(c, pack, item) - 1; /* 0 - 1 is SIZE_MAX */
}

size_t columns_next(const struct columns *c, size_t last, const char *pack, const char *item)
{
    const size_t next = last + 1; /* SIZE_MAX + 1 is 0 */
    const bool there = next < c->nitems && strcmp(c->items[next].id, item) == 0 && strcmp(c->items[next].pack, pack) == 0;
    return there ? next : columns_find(c, pack, item);
}

static void add_item(struct columns *c, const struct portfolio_item *item)
{
    size_t *at = slot(c, item->pack, item->id);
    if (*at != 0 || c->nitems == COLUMNS_MAX) {
        return;
    }
    c->items[c->nitems++] = *item;
    *at = c->nitems;
}

/* Named without a digest: nobody was asked the pack itself, others refer to its questions. */
static bool only_referred_to(const struct portfolio_pack *pack)
{
    return pack->digest[0] == '\0';
}

static bool of_no_year(const struct columns *c, const struct pack *pack)
{
    return c->year_only && pack_is_emergency(pack);
}

static bool refers(const struct pack *pack, const struct pack *home, const struct item *item)
{
    for (size_t i = 0; i < pack->nitems; i++) {
        const struct item *alias = &pack->items[i];
        if (alias->same_pack != NULL && strcmp(alias->same_pack, home->id) == 0 && strcmp(alias->same_item, item->id) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a pack that was asked asks this question of another one, by reference. One that is not at hand may ask any. */
static bool asked_by_reference(const struct columns *c, const struct pack *home, const struct item *item)
{
    for (size_t i = 0; i < c->npacks; i++) {
        const struct pack *pack = c->packs[i].pack;
        if (!only_referred_to(&c->packs[i]) && (pack == NULL || (!of_no_year(c, pack) && refers(pack, home, item)))) {
            return true;
        }
    }
    return false;
}

/* The pack itself is asked, too: then all of its questions are, in its order. */
static bool asked_itself(const struct columns *c, const char *id)
{
    for (size_t i = 0; i < c->npacks; i++) {
        if (!only_referred_to(&c->packs[i]) && c->packs[i].pack != NULL && strcmp(c->packs[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void add_pack_items(struct columns *c, const struct portfolio_pack *listed)
{
    const struct pack *pack = listed->pack;
    if (of_no_year(c, pack) || (only_referred_to(listed) && asked_itself(c, listed->id))) {
        return;
    }
    for (size_t i = 0; i < pack->nitems; i++) {
        const struct item *item = &pack->items[i];
        if (item->same_pack != NULL || (only_referred_to(listed) && !asked_by_reference(c, pack, item))) {
            continue; /* the answer is at its home, or nobody was asked */
        }
        const char *title = text_of(item->title);
        add_item(c, &(struct portfolio_item){.pack = pack->id,
                                             .id = item->id,
                                             .home = pack,
                                             .item = item,
                                             .title = title[0] == '\0' ? item->id : title,
                                             .target = item->kind == ITEM_LEVEL ? item->target : -1});
    }
}

/* Answers to a pack that nobody here has: the ids that came, without titles. */
static enum status add_foreign_items(struct columns *c, struct portfolio *p, const char *period, const char *pack, struct error *e)
{
    struct sql_value row[1];
    const size_t most = c->nitems + COLUMNS_FOREIGN_MAX;
    enum status st = sql_start(p, SQL_REPORT_ITEMS, SQL_VALUES(sql_text(period), sql_text(pack)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_ITEMS, row, 1, e)) == ST_OK) {
        cJSON *tree = row[0].type == SQL_TEXT ? json_read(row[0].bytes, row[0].n, &JSON_LIMITS_DOCUMENT, "items", NULL) : NULL;
        const cJSON *entry;
        cJSON_ArrayForEach(entry, tree)
        {
            if (c->nitems < most && columns_find(c, pack, entry->string) == SIZE_MAX) {
                const char *id = arena_text(&c->arena, entry->string);
                add_item(c, &(struct portfolio_item){.pack = pack, .id = id, .title = id, .target = -1});
            }
        }
        cJSON_Delete(tree);
    }
    sql_finish(p, SQL_REPORT_ITEMS);
    return st == ST_NO ? ST_OK : st;
}

/* Where the pack of a row of SQL_REPORT_PACKS is in the list, which is in order of id, version and digest, or belongs. */
static size_t pack_place(const struct columns *c, const struct sql_value *row, bool *found)
{
    size_t low = 0, high = c->npacks;
    *found = false;
    while (low < high && !*found) {
        const size_t middle = low + (high - low) / 2;
        const struct portfolio_pack *pack = &c->packs[middle];
        int order = strcmp(pack->id, column_text(&row[0]));
        order = order != 0 ? order : strcmp(pack->version, column_text(&row[1]));
        order = order != 0 ? order : strcmp(pack->digest, column_text(&row[2]));
        *found = order == 0;
        low = order < 0 ? middle + 1 : *found ? middle : low;
        high = order > 0 ? middle : high;
    }
    return low;
}

static enum status add_pack(struct columns *c, size_t place, const struct sql_value *row, const struct catalog *catalog, struct error *e)
{
    if (c->npacks % PACKS_ROOM == 0) {
        struct portfolio_pack *packs = realloc(c->packs, (c->npacks + PACKS_ROOM) * sizeof *packs);
        if (packs == NULL) {
            return fail_memory(e);
        }
        c->packs = packs;
    }
    memmove(&c->packs[place + 1], &c->packs[place], (c->npacks - place) * sizeof *c->packs);
    c->npacks++;
    const char *digest = column_text(&row[2]);
    c->packs[place] = (struct portfolio_pack){
        .id = arena_text(&c->arena, column_text(&row[0])),
        .version = arena_text(&c->arena, column_text(&row[1])),
        .digest = arena_text(&c->arena, digest),
        /* the home of an alias is not listed with a digest: the copy at hand is what it was scored with */
        .pack = digest[0] == '\0' ? catalog_find(catalog, column_text(&row[0])) : catalog_find_digest(catalog, digest),
    };
    return ST_OK;
}

/* The rows come in the order of suppliers, and those of one supplier are few: each pack counts a supplier once. Counted here and not in
 * SQL, where all of the rows would be sorted in memory. */
static enum status load_packs(struct columns *c, struct portfolio *p, const struct catalog *catalog, const char *period, bool counted,
                              struct error *e)
{
    const enum sql_statement statement = counted ? SQL_REPORT_PACKS : SQL_REPORT_PACKS_NAMED;
    struct sql_value row[5];
    enum status st = sql_start(p, statement, SQL_VALUES(sql_text(period)), e);
    while (st == ST_OK && (st = sql_next(p, statement, row, counted ? 5 : 3, e)) == ST_OK) {
        bool found;
        const size_t place = pack_place(c, row, &found);
        st = found ? ST_OK : add_pack(c, place, row, catalog, e);
        const bool answered = counted && column_integer(&row[4]) == 0; /* what is begun is in the table, and answered by nobody */
        if (st == ST_OK && answered && (!found || c->packs[place].last_supplier != column_integer(&row[3]))) {
            c->packs[place].suppliers++;
            c->packs[place].last_supplier = column_integer(&row[3]);
        }
    }
    sql_finish(p, statement);
    return st == ST_NO ? ST_OK : st;
}

static enum status make_room(struct columns *c, struct error *e)
{
    c->nslots = 2 * 4096;
    c->slots = calloc(c->nslots, sizeof *c->slots);
    c->items = calloc(COLUMNS_MAX, sizeof *c->items);
    return c->slots == NULL || c->items == NULL ? fail_memory(e) : ST_OK;
}

enum status columns_take(struct columns *c, const struct portfolio_item *items, size_t n, struct error *e)
{
    const enum status st = make_room(c, e);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        add_item(c, &items[i]);
    }
    return st;
}

enum status columns_load(struct columns *c, struct portfolio *p, const struct catalog *catalog, const char *period, bool counted,
                         struct error *e)
{
    enum status st = make_room(c, e);
    st = st == ST_OK ? load_packs(c, p, catalog, period, counted, e) : st;
    for (size_t i = 0; i < c->npacks && st == ST_OK; i++) {
        if (c->packs[i].pack != NULL) {
            add_pack_items(c, &c->packs[i]);
        }
    }
    for (size_t i = 0; i < c->npacks && st == ST_OK; i++) {
        if (c->packs[i].pack == NULL) {
            st = add_foreign_items(c, p, period, c->packs[i].id, e);
        }
    }
    return st == ST_OK && c->arena.failed ? fail_memory(e) : st;
}

void columns_release(struct columns *c)
{
    free(c->packs);
    free(c->items);
    free(c->slots);
    arena_release(&c->arena);
    *c = (struct columns){0};
}
