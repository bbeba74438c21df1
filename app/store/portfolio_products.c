/* Product names under their folded keys: what was merged before layout 2, and the prime's own aliases. */
#include "store/portfolio_find.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "store/portfolio_engine.h"

static enum status run(struct sql_connection *c, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e)
{
    enum status st = c->engine->start(c, id, values, n, e);
    if (st == ST_OK) {
        st = c->engine->next(c, id, NULL, 0, e);
    }
    c->engine->finish(c, id);
    return st == ST_NO ? ST_OK : st;
}

static enum status fill_row(struct sql_connection *c, const struct sql_value row[4], struct buffer *key, struct error *e)
{
    buffer_clear(key);
    if (!product_key(key, column_text(&row[2]), column_text(&row[3]))) {
        return fail_memory(e);
    }
    const struct sql_value text = sql_text(buffer_text(key));
    const enum status st = run(c, SQL_PRODUCT_ADD, &text, 1, e);
    return st == ST_OK ? run(c, SQL_FILL_PRODUCT, SQL_VALUES(text, row[0], row[1]), e) : st;
}

enum status products_fill(struct sql_connection *c, struct error *e)
{
    struct sql_value row[4];
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_DOCUMENT);
    /* The rows' places do not change while their product is set, so that the walk sees each of them once. */
    enum status st = c->engine->start(c, SQL_FILL_PRODUCTS, SQL_NONE, e);
    while (st == ST_OK && (st = c->engine->next(c, SQL_FILL_PRODUCTS, row, 4, e)) == ST_OK) {
        st = fill_row(c, row, &key, e);
    }
    c->engine->finish(c, SQL_FILL_PRODUCTS);
    buffer_release(&key);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_alias_add(struct portfolio *p, const char *product, const char *alias, struct error *e)
{
    return sql_run(p, SQL_ALIAS_ADD, SQL_VALUES(sql_text(product), sql_text(alias)), e);
}

enum status portfolio_aliases(struct portfolio *p, alias_visit *visit, void *context, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_ALIAS_LIST, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_ALIAS_LIST, row, 2, e)) == ST_OK) {
        st = visit(context, column_text(&row[0]), column_text(&row[1]), e);
        if (st != ST_OK) {
            sql_finish(p, SQL_ALIAS_LIST);
            return st;
        }
    }
    sql_finish(p, SQL_ALIAS_LIST);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_product_keys(struct portfolio *p, product_key_visit *visit, void *context, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_FIND_PRODUCTS, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_FIND_PRODUCTS, row, 2, e)) == ST_OK) {
        st = visit(context, column_integer(&row[0]), column_text(&row[1]), e);
    }
    sql_finish(p, SQL_FIND_PRODUCTS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_product_inventories(struct portfolio *p, int64_t product, int64_t *out, struct error *e)
{
    return sql_number(p, SQL_PRODUCT_COUNT, SQL_VALUES(sql_integer(product)), out, e);
}

static enum status visit_uses(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n,
                              product_use_visit *visit, void *context, struct error *e)
{
    struct sql_value row[6];
    enum status st = sql_start(p, id, values, n, e);
    while (st == ST_OK && (st = sql_next(p, id, row, 6, e)) == ST_OK) {
        const struct product_use use = {column_integer(&row[0]), column_text(&row[1]),    column_text(&row[2]),
                                        column_integer(&row[3]), column_integer(&row[4]), column_integer(&row[5])};
        st = visit(context, &use, e);
    }
    sql_finish(p, id);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_product_use(struct portfolio *p, int64_t product, product_use_visit *visit, void *context, struct error *e)
{
    return visit_uses(p, SQL_PRODUCT_USE, SQL_VALUES(sql_integer(product)), visit, context, e);
}

enum status portfolio_product_uses(struct portfolio *p, product_use_visit *visit, void *context, struct error *e)
{
    return visit_uses(p, SQL_PRODUCT_USES, SQL_NONE, visit, context, e);
}
