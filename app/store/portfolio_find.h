/* "Product X was breached": which suppliers run it. */
#ifndef TENKEN_STORE_PORTFOLIO_FIND_H
#define TENKEN_STORE_PORTFOLIO_FIND_H

#include "base/arena.h"
#include "model/portfolio_find.h"
#include "model/product.h"
#include "store/portfolio.h"

typedef enum status found_visit(void *context, const struct found_supplier *row, struct error *e);
/* Takes the texts of a copied row over into the arena, whose failure says when there was no room. */
void found_supplier_keep(struct found_supplier *s, struct arena *arena);

#define FIND_ALL INT64_MAX

struct find_order {
    const struct product_terms *terms;
    int64_t now;
};
/* What was found, for its lists to be gone through one after another: inside one transaction, for lists and counts to agree. The affected
 * are all in memory; for the others p must still be there. */
struct found_search;
enum status found_search_new(struct found_search **out, struct portfolio *p, const struct find_order *order, struct found_counts *counts,
                             struct error *e);
void found_search_free(struct found_search *s); /* NULL is fine */
/* most: so many of the list are visited. The affected come in order (reachable from the internet, then higher tier, then by code), the
 * others by code. */
enum status found_search_visit(struct found_search *s, enum found_list list, int64_t most, found_visit *visit, void *context,
                               struct error *e);
/* Whether the supplier is among the affected. */
bool found_search_affects(const struct found_search *s, int64_t supplier);
/* All suppliers by code, each with the list in which it is when it is not among the affected. */
enum status portfolio_inventories(struct portfolio *p, int64_t now, found_visit *visit, void *context, struct error *e);

/* A product under all its spellings; borrowed. */
struct product_use {
    int64_t product;
    const char *name, *vendor;                /* as most of them write it */
    int64_t suppliers, internet, credentials; /* how many run it, expose it, keep secrets in it, by their newest inventories */
};
typedef enum status product_use_visit(void *context, const struct product_use *use, struct error *e);
/* One of them; nothing when nobody's newest inventory has it. */
enum status portfolio_product_use(struct portfolio *p, int64_t product, product_use_visit *visit, void *context, struct error *e);
/* Each product once, by what it is found by (product_key). */
typedef enum status product_key_visit(void *context, int64_t product, const char *key, struct error *e);
enum status portfolio_product_keys(struct portfolio *p, product_key_visit *visit, void *context, struct error *e);
/* How many entries of all inventories, old ones too, name the product: quick. */
enum status portfolio_product_inventories(struct portfolio *p, int64_t product, int64_t *out, struct error *e);
/* The one that most suppliers run first. */
enum status portfolio_product_uses(struct portfolio *p, product_use_visit *visit, void *context, struct error *e);

/* The prime's own aliases of products. */
typedef enum status alias_visit(void *context, const char *product, const char *alias, struct error *e);
enum status portfolio_alias_add(struct portfolio *p, const char *product, const char *alias, struct error *e);
enum status portfolio_aliases(struct portfolio *p, alias_visit *visit, void *context, struct error *e);

#endif
