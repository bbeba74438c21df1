#include "store/portfolio_find.h"

#include "base/clock.h"
#include "base/list.h"
#include "store/portfolio_columns.h"
#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

/* Columns that both statements begin with. */
enum { ID, CODE, NAME, OWN_NAME, CONFIDENTIAL, OUTAGE, ACCESS, ON, CONTACT, EMAIL, OWN_EMAIL, PHONE, EMERGENCY, ENDED, HEAD };
enum { SAID = HEAD, SUPPLIER_WIDTH }; /* of the others */
enum { PRODUCT = HEAD, VENDOR, VERSION, INTERNET, CREDENTIALS, PRODUCT_ID, WIDTH };

/* One in so many products in all lists that is meant makes a search a broad one. */
#define BROAD 4

/* What was found, in memory: the affected are few, and their products come one by one. */
struct hit {
    struct found_supplier supplier;
    struct found_product product;
    int64_t product_id;
};

struct found_search {
    struct portfolio *portfolio;
    const struct find_order *order; /* while it is made */
    char year_ago[DATE_TEXT];
    struct arena arena;
    struct hit *hits; /* by supplier, once all are there */
    size_t count, room;
    /* One row for each of the affected, with all the products that are meant; and their ids, sorted. */
    struct found_supplier *rows;
    struct found_product *products;
    int64_t *ids;
    size_t nids;
    /* Those that are meant, sorted. */
    int64_t *meant;
    size_t nmeant, meant_room;
};

static struct found_supplier head_of(const char *year_ago, const struct sql_value row[HEAD])
{
    const char *on = column_text(&row[ON]), *email = column_text(&row[EMAIL]), *name = column_text(&row[NAME]);
    struct found_supplier found = {
        .id = column_integer(&row[ID]),
        .code = column_text(&row[CODE]),
        .name = name[0] != '\0' ? name : column_text(&row[OWN_NAME]),
        .tier = tier_of(&row[CONFIDENTIAL]),
        .answered_on = on,
        .old = on[0] != '\0' && strcmp(on, year_ago) < 0,
        .contact_name = column_text(&row[CONTACT]),
        .contact_email = email[0] != '\0' ? email : column_text(&row[OWN_EMAIL]),
        .contact_phone = column_text(&row[PHONE]),
        .emergency_phone = column_text(&row[EMERGENCY]),
    };
    (void)local_day_of(column_text(&row[ENDED]), found.ended_on);
    return found;
}

void found_supplier_keep(struct found_supplier *s, struct arena *arena)
{
    const char **texts[] = {&s->code,          &s->name,          &s->answered_on,    &s->contact_name,
                            &s->contact_email, &s->contact_phone, &s->emergency_phone};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i] = arena_text(arena, *texts[i]);
    }
}

static enum status add_hit(struct found_search *s, const struct sql_value row[WIDTH], struct error *e)
{
    struct hit *hits = list_room(s->hits, s->count, &s->room, sizeof *hits);
    if (hits == NULL) {
        return fail_memory(e);
    }
    s->hits = hits;
    struct hit *h = &s->hits[s->count++];
    h->product_id = column_integer(&row[PRODUCT_ID]);
    h->supplier = head_of(s->year_ago, row);
    found_supplier_keep(&h->supplier, &s->arena);
    h->product = (struct found_product){
        .name = arena_text(&s->arena, column_text(&row[PRODUCT])),
        .vendor = arena_text(&s->arena, column_text(&row[VENDOR])),
        .version = arena_text(&s->arena, column_text(&row[VERSION])),
        .internet = column_integer(&row[INTERNET]) == 1,
        .credentials = column_integer(&row[CREDENTIALS]) == 1,
    };
    return s->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status find_users(struct found_search *s, int64_t product, struct error *e)
{
    struct sql_value row[WIDTH];
    enum status st = sql_start(s->portfolio, SQL_FIND_USERS, SQL_VALUES(sql_integer(product)), e);
    while (st == ST_OK && (st = sql_next(s->portfolio, SQL_FIND_USERS, row, WIDTH, e)) == ST_OK) {
        st = add_hit(s, row, e);
    }
    sql_finish(s->portfolio, SQL_FIND_USERS);
    return st == ST_NO ? ST_OK : st;
}

static int by_number(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static enum status add_meant(void *context, int64_t product, const char *key, struct error *e)
{
    struct found_search *s = context;
    if (!product_terms_match(s->order->terms, key)) {
        return ST_OK;
    }
    int64_t *meant = list_room(s->meant, s->nmeant, &s->meant_room, sizeof *meant);
    if (meant == NULL) {
        return fail_memory(e);
    }
    s->meant = meant;
    s->meant[s->nmeant++] = product;
    return ST_OK;
}

/* Each name once, whatever the number of suppliers: a walk over the names is what makes a search inside of them cheap. */
static enum status find_products(struct found_search *s, struct error *e)
{
    const enum status st = portfolio_product_keys(s->portfolio, add_meant, s, e);
    if (st == ST_OK && s->nmeant > 0) {
        qsort(s->meant, s->nmeant, sizeof *s->meant, by_number);
    }
    return st;
}

/* Whether so many run one of them that to go through everybody's list in its order takes less time than to find each of them. */
static enum status is_broad(struct found_search *s, bool *broad, struct error *e)
{
    int64_t all = 0, users = 0;
    enum status st = s->nmeant == 0 ? ST_OK : sql_number(s->portfolio, SQL_INVENTORY_COUNT, SQL_NONE, &all, e);
    for (size_t i = 0; i < s->nmeant && st == ST_OK && users <= all / BROAD; i++) {
        int64_t some = 0;
        st = sql_number(s->portfolio, SQL_PRODUCT_COUNT, SQL_VALUES(sql_integer(s->meant[i])), &some, e);
        users += some;
    }
    *broad = users > all / BROAD;
    return st;
}

static enum status find_among_all(struct found_search *s, struct error *e)
{
    struct sql_value row[WIDTH];
    enum status st = sql_start(s->portfolio, SQL_FIND_ALL_USERS, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(s->portfolio, SQL_FIND_ALL_USERS, row, WIDTH, e)) == ST_OK) {
        const int64_t product = column_integer(&row[PRODUCT_ID]);
        if (bsearch(&product, s->meant, s->nmeant, sizeof product, by_number) != NULL) {
            st = add_hit(s, row, e);
        }
    }
    sql_finish(s->portfolio, SQL_FIND_ALL_USERS);
    return st == ST_NO ? ST_OK : st;
}

static enum status find_hits(struct found_search *s, struct error *e)
{
    bool broad = false;
    enum status st = find_products(s, e);
    st = st == ST_OK ? is_broad(s, &broad, e) : st;
    if (st == ST_OK && broad) {
        return find_among_all(s, e);
    }
    for (size_t i = 0; i < s->nmeant && st == ST_OK; i++) {
        st = find_users(s, s->meant[i], e);
    }
    return st;
}

static int by_supplier(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->supplier.id != y->supplier.id) {
        return x->supplier.id < y->supplier.id ? -1 : 1;
    }
    if (x->product.internet != y->product.internet) {
        return x->product.internet ? -1 : 1;
    }
    const int name = strcmp(x->product.name, y->product.name);
    const int order = name != 0 ? name : strcmp(x->product.version, y->product.version);
    return order != 0 ? order : x->product_id < y->product_id ? -1 : x->product_id > y->product_id;
}

static int by_urgency(const void *a, const void *b)
{
    const struct found_supplier *x = a, *y = b;
    if (x->internet != y->internet) {
        return x->internet ? -1 : 1;
    }
    if (x->tier != y->tier) {
        return x->tier > y->tier ? -1 : 1;
    }
    return strcmp(x->code, y->code);
}

bool found_search_affects(const struct found_search *s, int64_t id)
{
    return s->nids > 0 && bsearch(&id, s->ids, s->nids, sizeof id, by_number) != NULL;
}

static enum status gather_affected(struct found_search *s, struct found_counts *counts, struct error *e)
{
    if (s->count == 0) {
        return ST_OK;
    }
    s->rows = malloc(s->count * sizeof *s->rows);
    s->products = malloc(s->count * sizeof *s->products);
    s->ids = malloc(s->count * sizeof *s->ids);
    if (s->rows == NULL || s->products == NULL || s->ids == NULL) {
        return fail_memory(e);
    }
    qsort(s->hits, s->count, sizeof *s->hits, by_supplier);
    for (size_t i = 0; i < s->count; i++) {
        const struct hit *h = &s->hits[i];
        s->products[i] = h->product;
        if (s->nids == 0 || s->ids[s->nids - 1] != h->supplier.id) {
            struct found_supplier *row = &s->rows[s->nids];
            *row = h->supplier;
            row->list = FOUND_AFFECTED;
            row->products = &s->products[i];
            row->internet = h->product.internet; /* the exposed ones sort first */
            s->ids[s->nids++] = h->supplier.id;
            counts->internet += h->product.internet;
        }
        s->rows[s->nids - 1].nproducts++;
    }
    counts->lists[FOUND_AFFECTED] = (int64_t)s->nids;
    qsort(s->rows, s->nids, sizeof *s->rows, by_urgency);
    return ST_OK;
}

/* Whoever does not run what is searched for. */
static struct found_supplier other_of(const char *year_ago, const struct sql_value row[SUPPLIER_WIDTH])
{
    struct found_supplier found = head_of(year_ago, row);
    found.why = found.old ? FOUND_OLD_INVENTORY : found.answered_on[0] != '\0' ? FOUND_TOLD : (enum found_why)column_integer(&row[SAID]);
    found.list = found.why == FOUND_TOLD ? FOUND_NOT_LISTED : FOUND_UNKNOWN;
    return found;
}

static enum status visit_others(struct found_search *s, enum found_list list, int64_t most, found_visit *visit, void *context,
                                struct error *e)
{
    struct sql_value row[SUPPLIER_WIDTH];
    enum status st = sql_start(s->portfolio, SQL_FIND_SUPPLIERS, SQL_NONE, e);
    while (st == ST_OK && most > 0 && (st = sql_next(s->portfolio, SQL_FIND_SUPPLIERS, row, SUPPLIER_WIDTH, e)) == ST_OK) {
        const struct found_supplier found = other_of(s->year_ago, row);
        if (found.list == list && !found_search_affects(s, found.id)) {
            most--;
            st = visit(context, &found, e);
        }
    }
    sql_finish(s->portfolio, SQL_FIND_SUPPLIERS);
    return st == ST_NO ? ST_OK : st;
}

enum status found_search_visit(struct found_search *s, enum found_list list, int64_t most, found_visit *visit, void *context,
                               struct error *e)
{
    if (list != FOUND_AFFECTED) {
        return visit_others(s, list, most, visit, context, e);
    }
    enum status st = ST_OK;
    for (size_t i = 0; i < s->nids && st == ST_OK && (int64_t)i < most; i++) {
        st = visit(context, &s->rows[i], e);
    }
    return st;
}

static enum status count_others(struct found_search *s, struct found_counts *counts, struct error *e)
{
    int64_t suppliers = 0, fresh = 0;
    enum status st = sql_number(s->portfolio, SQL_SUPPLIERS_GOING_ON, SQL_NONE, &suppliers, e);
    if (st == ST_OK) {
        st = sql_number(s->portfolio, SQL_FIND_FRESH, SQL_VALUES(sql_text(s->year_ago)), &fresh, e);
    }
    counts->lists[FOUND_NOT_LISTED] = fresh;
    for (size_t i = 0, last = 0; i < s->count; i++) {
        const struct found_supplier *found = &s->hits[i].supplier;
        if (i == 0 || s->hits[last].supplier.id != found->id) {
            const bool ended = found->ended_on[0] != '\0'; /* which both numbers leave out */
            counts->lists[FOUND_NOT_LISTED] -= !found->old && !ended;
            counts->ended += ended;
            last = i;
        }
    }
    counts->lists[FOUND_UNKNOWN] = suppliers - counts->lists[FOUND_NOT_LISTED] - (counts->lists[FOUND_AFFECTED] - counts->ended);
    return st;
}

/* The same day a year before; what is not in the calendar sorts in its place all the same. */
static void year_before(int64_t now, char out[DATE_TEXT])
{
    local_day(now, out);
    int digit = 3;
    for (; digit > 0 && out[digit] == '0'; digit--) {
        out[digit] = '9';
    }
    out[digit]--;
}

enum status portfolio_inventories(struct portfolio *p, int64_t now, found_visit *visit, void *context, struct error *e)
{
    struct sql_value row[SUPPLIER_WIDTH];
    char year_ago[DATE_TEXT];
    year_before(now, year_ago);
    enum status st = sql_start(p, SQL_FIND_SUPPLIERS, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_FIND_SUPPLIERS, row, SUPPLIER_WIDTH, e)) == ST_OK) {
        const struct found_supplier found = other_of(year_ago, row);
        st = visit(context, &found, e);
    }
    sql_finish(p, SQL_FIND_SUPPLIERS);
    return st == ST_NO ? ST_OK : st;
}

enum status found_search_new(struct found_search **out, struct portfolio *p, const struct find_order *order, struct found_counts *counts,
                             struct error *e)
{
    struct found_search *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return fail_memory(e);
    }
    s->portfolio = p;
    s->order = order;
    *counts = (struct found_counts){0};
    year_before(order->now, s->year_ago);
    enum status st = find_hits(s, e);
    if (st == ST_OK) {
        st = gather_affected(s, counts, e);
    }
    if (st == ST_OK) {
        st = count_others(s, counts, e);
    }
    if (st != ST_OK) {
        found_search_free(s);
        return st;
    }
    *out = s;
    return ST_OK;
}

void found_search_free(struct found_search *s)
{
    if (s == NULL) {
        return;
    }
    free(s->rows);
    free(s->products);
    free(s->ids);
    free(s->meant);
    free(s->hits);
    arena_release(&s->arena);
    free(s);
}
