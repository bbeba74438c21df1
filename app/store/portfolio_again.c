/* A portfolio that was read before and has not changed since, as a source of what was not asked for then. */
#include "store/portfolio_anew.h"
#include "store/portfolio_report.h"
#include "store/portfolio_year.h"

#include <stdlib.h>
#include <string.h>

static enum status visit_known(struct report *r, const struct portfolio_supplier *row, int64_t supplier, report_row_visit *visit,
                               void *context, struct error *e)
{
    r->visited = supplier;
    const enum status st = r->now.plans == NULL ? ST_OK : year_read_plans(&r->now, r->portfolio, supplier, e);
    return st == ST_OK ? visit(context, row, supplier, e) : st;
}

enum status known_walk(struct report *r, report_row_visit *visit, void *context, struct error *e)
{
    const struct portfolio_reading *known = r->known;
    struct sql_value row[2];
    size_t i = 0;
    enum status st = sql_start(r->portfolio, SQL_SUPPLIER_IDS, SQL_NONE, e);
    while (st == ST_OK && i < known->nsuppliers && (st = sql_next(r->portfolio, SQL_SUPPLIER_IDS, row, 2, e)) == ST_OK) {
        if (strcmp(column_text(&row[1]), known->suppliers[i].code) == 0) { /* not all are suppliers of the period */
            st = visit_known(r, &known->suppliers[i++], column_integer(&row[0]), visit, context, e);
        }
    }
    sql_finish(r->portfolio, SQL_SUPPLIER_IDS);
    return st == ST_NO ? ST_OK : st;
}

static enum status take(struct portfolio_source *out, struct report *r, struct error *e)
{
    const struct portfolio_reading *known = r->known;
    struct portfolio_moment now;
    enum status st = portfolio_moment(r->portfolio, &now, e);
    if (st != ST_OK || !portfolio_unchanged(&known->moment, &now)) {
        return st == ST_OK ? ST_NO : st;
    }
    r->meant = known->periods->usual[0] == '\0' || strcmp(known->periods->usual, known->period) == 0;
    r->span = portfolio_period_span(known->periods, known->period);
    r->now.period = strdup(known->period);
    r->before = strdup(portfolio_period_before(known->periods, known->period));
    st = r->now.period == NULL || r->before == NULL ? fail_memory(e) : year_take(&r->now, known->items, known->nitems, e);
    out->period = r->now.period;
    out->period_before = r->before;
    out->periods = *known->periods;
    out->plans_unknown = known->plans_unknown;
    out->packs = known->packs;
    out->npacks = known->npacks;
    out->items = known->items;
    out->nitems = known->nitems;
    return st;
}

enum status portfolio_source_again(struct portfolio_source *out, struct portfolio *p, const struct catalog *catalog,
                                   const struct portfolio_reading *before, int64_t as_of, struct error *e)
{
    struct report *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return fail_memory(e);
    }
    r->portfolio = p;
    r->catalog = catalog;
    r->known = before;
    local_day(as_of, r->today);
    *out = (struct portfolio_source){
        .owner = "", .as_of = as_of, .plans = report_plans, .questions = report_questions, .years = report_years, .context = r};
    enum status st = portfolio_begin(p, false, e);
    st = st == ST_OK ? take(out, r, e) : st;
    if (st != ST_OK) {
        portfolio_source_release(out);
    }
    return st;
}
