/* "Product X was breached": which suppliers run it. */
#ifndef TENKEN_STORE_PORTFOLIO_FIND_H
#define TENKEN_STORE_PORTFOLIO_FIND_H

#include "model/portfolio_find.h"
#include "model/product.h"
#include "store/portfolio.h"

typedef enum status found_visit(void *context, const struct found_supplier *row, struct error *e);

#define FIND_ALL INT64_MAX

struct find_order {
    const struct product_terms *terms;
    int64_t now;
    int64_t most[FOUND_LISTS]; /* so many of each list are visited, FIND_ALL or 0: none; all are counted */
};
/* Inside one transaction, for lists and counts to agree. The affected come first (reachable from the internet, then higher tier, then by
 * code), then all others by code. */
enum status portfolio_find(struct portfolio *p, const struct find_order *order, found_visit *visit, void *context,
                           struct found_counts *counts, struct error *e);

/* A product under all its spellings; borrowed. */
struct product_use {
    int64_t product;
    const char *name, *vendor;                /* one of the spellings */
    int64_t suppliers, internet, credentials; /* how many run it, expose it, keep secrets in it, by their newest inventories */
};
typedef enum status product_use_visit(void *context, const struct product_use *use, struct error *e);
/* The one that most suppliers run first. */
enum status portfolio_product_uses(struct portfolio *p, product_use_visit *visit, void *context, struct error *e);

/* The prime's own aliases of products. */
typedef enum status alias_visit(void *context, const char *product, const char *alias, struct error *e);
enum status portfolio_alias_add(struct portfolio *p, const char *product, const char *alias, struct error *e);
enum status portfolio_aliases(struct portfolio *p, alias_visit *visit, void *context, struct error *e);

#endif
