/* One supplier anew: after a decision about its files, more time for it, or a question to it, nobody waits for all others to be read. */
#include "command/view_data.h"

#include "store/portfolio_period.h"

/* ST_NO: it was not in the list before. */
static enum status take(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct view_data *d = context;
    const struct portfolio_supplier *found = view_data_supplier(d, row->code);
    return found == NULL ? ST_NO : view_data_keep(d, row, &d->suppliers[found - d->suppliers], e);
}

static enum status read_held(struct view_data *d, struct portfolio *p, struct error *e)
{
    struct portfolio_periods periods;
    enum status st = view_data_held(d, p, e);
    st = st == ST_OK ? portfolio_periods_read(p, &periods, e) : st;
    if (st == ST_OK) {
        d->periods = periods;
        d->view.turns = portfolio_period_next(&d->periods, d->shown_period) != NULL;
    }
    return st;
}

enum status view_data_reload_one(struct view_data *d, const char *code, bool held, struct error *e)
{
    const struct portfolio_reading before = view_data_reading(d);
    struct portfolio *p = NULL;
    d->moment = (struct portfolio_moment){0};
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? portfolio_begin(p, false, e) : st;
    if (st == ST_OK) {
        st = held ? read_held(d, p, e) : ST_OK;
        st = st == ST_OK ? portfolio_supplier_anew(p, &before, code, clock_now(&d->program->clock), take, d, e) : st;
        portfolio_rollback(p);
    }
    portfolio_close(p);
    st = st == ST_NO ? view_data_load(d, e) : st == ST_OK ? view_data_sum(d, e) : st;
    d->view.decisions += st == ST_OK; /* lists that are shown have been read before */
    return st;
}
