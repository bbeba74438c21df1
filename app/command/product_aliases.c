#include "command/product_aliases.h"

#include "base/i18n.h"
#include "command/listing.h"
#include "store/portfolio_csv.h"
#include "store/portfolio_find.h"

enum { PRODUCT, ALIAS, COLUMNS };
#define NAME_BYTES_MAX 400

static const struct csv_column ALIAS_COLUMNS[COLUMNS] = {[PRODUCT] = {"product", true, {NULL}}, [ALIAS] = {"alias", true, {NULL}}};

typedef enum status row_take(void *context, const struct csv *csv, struct error *e);

static enum status read_rows(const char *path, row_take *take, void *context, struct error *e)
{
    struct csv csv = {0};
    enum status st = csv_read(&csv, path, ALIAS_COLUMNS, COLUMNS, e);
    while (st == ST_OK && (st = csv_next(&csv, e)) == ST_OK) {
        st = take(context, &csv, e);
    }
    csv_close(&csv);
    return st == ST_NO ? ST_OK : st;
}

/* The row is put into the set first: that is the check that both names are names, and that there are not too many. */
static enum status take_into_set(void *context, const struct csv *csv, struct error *e)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        if (strlen(csv_field(csv, i)) > NAME_BYTES_MAX) {
            return csv_refuse(csv, i, e, _("it is longer than 400 bytes."));
        }
    }
    if (!product_aliases_add(context, csv_field(csv, PRODUCT), csv_field(csv, ALIAS))) {
        return csv_refuse(csv, ALIAS, e, _("both names need letters or digits, and there may be 10,000 names at most."));
    }
    return ST_OK;
}

static enum status take_own(void *context, const char *product, const char *alias, struct error *e)
{
    return product_aliases_add(context, product, alias) ? ST_OK : fail_memory(e);
}

enum status load_product_aliases(const struct program *program, struct portfolio *portfolio, struct product_aliases *out, struct error *e)
{
    char *path = NULL;
    if (asprintf(&path, "%s/questionnaires/product-aliases.csv", program->data_directory) < 0) {
        return fail_memory(e);
    }
    enum status st = read_rows(path, take_into_set, out, e);
    free(path);
    return st == ST_OK ? portfolio_aliases(portfolio, take_own, out, e) : st;
}

struct import {
    struct portfolio *portfolio;
    struct product_aliases set;
    long long rows;
};

static enum status import_row(void *context, const struct csv *csv, struct error *e)
{
    struct import *i = context;
    const enum status st = take_into_set(&i->set, csv, e);
    i->rows++;
    return st == ST_OK ? portfolio_alias_add(i->portfolio, csv_field(csv, PRODUCT), csv_field(csv, ALIAS), e) : st;
}

enum status import_product_aliases(struct portfolio *portfolio, const char *path, struct error *e)
{
    struct import i = {.portfolio = portfolio};
    enum status st = portfolio_begin(portfolio, true, e);
    if (st == ST_OK) {
        st = portfolio_end(portfolio, read_rows(path, import_row, &i, e), e);
    }
    product_aliases_release(&i.set);
    if (st == ST_OK) {
        print_sentence(stdout, _n("%lld alias read.", "%lld aliases read.", i.rows), i.rows);
    }
    return st;
}
