#include "store/portfolio_anew.h"

#include "store/portfolio_year.h"

static bool known(const struct portfolio_reading *before, const struct sql_value *row)
{
    for (size_t i = 0; i < before->npacks; i++) {
        const struct portfolio_pack *pack = &before->packs[i];
        if (strcmp(pack->id, column_text(&row[0])) == 0 && strcmp(pack->version, column_text(&row[1])) == 0 &&
            strcmp(pack->digest, column_text(&row[2])) == 0) {
            return true;
        }
    }
    return false;
}

/* ST_NO: a pack is new. */
static enum status compare_packs(struct portfolio *p, const struct portfolio_reading *before, const char *code, struct error *e)
{
    struct sql_value row[3];
    bool all = true;
    enum status st = sql_start(p, SQL_REPORT_SUPPLIER_PACKS, SQL_VALUES(sql_text(code), sql_text(before->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_SUPPLIER_PACKS, row, 3, e)) == ST_OK) {
        all = all && known(before, row);
    }
    sql_finish(p, SQL_REPORT_SUPPLIER_PACKS);
    return st == ST_NO && all ? ST_OK : st;
}

struct visiting {
    portfolio_supplier_visit *visit;
    void *context;
};

static enum status visit_row(void *context, const struct portfolio_supplier *row, int64_t supplier, struct error *e)
{
    const struct visiting *v = context;
    (void)supplier;
    return v->visit(v->context, row, e);
}

enum status portfolio_supplier_anew(struct portfolio *p, const struct portfolio_reading *before, const char *code, int64_t as_of,
                                    portfolio_supplier_visit *visit, void *context, struct error *e)
{
    struct report r = {.portfolio = p, .span = portfolio_period_span(before->periods, before->period)};
    local_day(as_of, r.today);
    enum status st = compare_packs(p, before, code, e);
    if (st != ST_OK) {
        return st;
    }
    r.now.period = strdup(before->period);
    st = r.now.period == NULL ? fail_memory(e) : year_take(&r.now, before->items, before->nitems, e);
    st = st == ST_OK ? report_walk_one(&r, code, visit_row, &(struct visiting){visit, context}, e) : st;
    year_release(&r.now);
    return st;
}
