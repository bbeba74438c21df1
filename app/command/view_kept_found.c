/* What was worked out for the boards of products. */
#include "base/list.h"
#include "command/product_aliases.h"
#include "command/view_kept.h"

#include <stdlib.h>

void view_kept_forget_search(struct kept_search *s)
{
    found_search_free(s->found);
    urgent_release(&s->board);
    *s = (struct kept_search){0};
}

static enum status keep_alarm(void *context, const struct urgent_request *r, struct error *e)
{
    struct view_kept *k = context;
    struct kept_alarms *alarms = &k->alarms;
    struct urgent_request *each = list_room(alarms->each, alarms->count, &alarms->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    alarms->each = each;
    struct urgent_request *copy = &alarms->each[alarms->count++];
    *copy = *r;
    copy->code = copy->name = copy->email = copy->ended_at = copy->ring = copy->request = copy->digest = "";
    urgent_request_keep(copy, &k->arena);
    return k->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status read_board(struct view_data *d, struct portfolio *p, const struct find_order *order, struct urgent_board *board,
                              struct error *e)
{
    struct kept_alarms *alarms = &d->kept->alarms;
    enum status st = ST_OK;
    if (!alarms->there) {
        alarms->count = 0; /* what somebody stopped */
        st = portfolio_urgent(p, keep_alarm, d->kept, e);
        alarms->there = st == ST_OK;
    }
    urgent_begin(board, order->terms, order->now);
    for (size_t i = 0; i < alarms->count && st == ST_OK; i++) {
        st = urgent_take(board, &alarms->each[i], e);
    }
    st = st == ST_OK ? urgent_end(board, e) : st;
    return st == ST_OK ? urgent_reasons(board, p, d->opener, e) : st;
}

static enum status keep_product(void *context, const struct product_use *use, struct error *e)
{
    struct view_kept *k = context;
    struct kept_products *products = &k->products;
    struct product_use *each = list_room(products->each, products->count, &products->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    products->each = each;
    struct product_use *copy = &products->each[products->count++];
    *copy = *use;
    copy->name = arena_text(&k->arena, use->name);
    copy->vendor = arena_text(&k->arena, use->vendor);
    return k->arena.failed ? fail_memory(e) : ST_OK;
}

/* In a transaction. */
static enum status read_products(struct view_data *d, struct portfolio *p, struct error *e)
{
    enum status st = view_kept_now(d, p, e);
    if (st != ST_OK || d->kept->products.there) {
        return st;
    }
    d->kept->products.count = 0; /* what somebody stopped */
    st = portfolio_product_uses(p, keep_product, d->kept, e);
    d->kept->products.there = st == ST_OK;
    return st;
}

static enum status search(struct view_data *d, struct portfolio *p, const char *words, struct kept_search *s, struct error *e)
{
    struct product_aliases aliases = {0};
    struct product_terms terms = {0};
    const struct find_order order = {.terms = &terms, .now = clock_now(&d->program->clock)};
    enum status st = load_product_aliases(d->program, p, &aliases, e);
    if (st == ST_OK && !product_terms_make(&terms, &aliases, words)) {
        st = fail(e, ST_INPUT, "%s",
                  terms.cut ? _("Too many names have that in them: type more of the name.")
                            : _("A product has a letter or a digit in its name."));
    }
    st = st == ST_OK ? read_board(d, p, &order, &s->board, e) : st;
    st = st == ST_OK ? found_search_new(&s->found, p, &order, &s->counts, e) : st;
    st = st == ST_OK ? product_near_read(&s->near, p, &(struct near_order){words, &terms, &aliases}, s->found, e) : st;
    product_terms_release(&terms);
    product_aliases_release(&aliases);
    return st;
}

enum status view_kept_search(struct view_data *d, struct portfolio *p, const char *words, const struct kept_search **out, struct error *e)
{
    enum status st = view_kept_now(d, p, e);
    struct kept_search *s = st == ST_OK ? &d->kept->search : NULL;
    *out = s;
    if (st != ST_OK || (s->found != NULL && strcmp(s->words, words) == 0)) {
        return st;
    }
    view_kept_forget_search(s);
    st = search(d, p, words, s, e);
    if (st != ST_OK) {
        view_kept_forget_search(s);
        return st;
    }
    (void)snprintf(s->words, sizeof s->words, "%s", words);
    return ST_OK;
}

static enum status keep_firm(void *context, const struct found_supplier *row, struct error *e)
{
    struct view_kept *k = context;
    struct kept_firms *firms = &k->firms;
    struct found_supplier *each = list_room(firms->each, firms->count, &firms->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    firms->each = each;
    struct found_supplier *copy = &firms->each[firms->count++];
    *copy = *row;
    found_supplier_keep(copy, &k->arena);
    return k->arena.failed ? fail_memory(e) : ST_OK;
}

enum status view_kept_firms(struct view_data *d, struct portfolio *p, const struct kept_firms **out, struct error *e)
{
    enum status st = view_kept_now(d, p, e);
    if (st != ST_OK) {
        return st;
    }
    struct kept_firms *firms = &d->kept->firms;
    *out = firms;
    if (!firms->there) {
        firms->count = 0; /* what somebody stopped */
        st = portfolio_inventories(p, clock_now(&d->program->clock), keep_firm, d->kept, e);
        firms->there = st == ST_OK;
    }
    return st;
}

enum status view_kept_products(struct view_data *d, const struct kept_products **out, struct error *e)
{
    struct portfolio *p = NULL;
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? portfolio_begin(p, false, e) : st;
    if (st == ST_OK) {
        st = read_products(d, p, e);
        portfolio_rollback(p);
    }
    portfolio_close(p);
    *out = st == ST_OK ? &d->kept->products : NULL;
    return st;
}
