/* Connections of the prime's screens, and whether somebody else has written since: a merge may run beside them for hours. */
#include "command/view_data.h"

enum status view_data_open(struct view_data *d, bool write, struct portfolio **out, struct error *e)
{
    const enum status st = portfolio_open(out, d->database, write ? PORTFOLIO_WRITE : PORTFOLIO_READ, e);
    if (st == ST_OK && !write && d->view.go_on != NULL) {
        portfolio_watch(*out, d->view.go_on, d->view.waiting);
    }
    if (st == ST_OK && write) {
        const enum status asked = portfolio_others(*out, &d->others, e);
        d->overtaken = d->overtaken || portfolio_touched(d->database, &d->known);
        return asked;
    }
    return st;
}

static enum status moment_of(struct portfolio *p, struct portfolio_moment *out, struct error *e)
{
    enum status st = portfolio_begin(p, false, e);
    if (st == ST_OK) {
        st = portfolio_moment(p, out, e);
        portfolio_rollback(p);
    }
    return st;
}

void view_data_close_written(struct view_data *d, struct portfolio *p)
{
    struct portfolio_moment now;
    struct error ignored = {0};
    int64_t others = 0;
    if (p != NULL && moment_of(p, &now, &ignored) == ST_OK && portfolio_others(p, &others, &ignored) == ST_OK) {
        d->overtaken = d->overtaken || others != d->others;
        d->known = now;
    }
    portfolio_close(p);
}

bool view_overtaken(struct portfolio_view *view)
{
    const struct view_data *d = view->context;
    return d->overtaken || portfolio_touched(d->database, &d->known);
}

enum status view_data_refresh(struct view_data *d, struct error *e)
{
    struct portfolio *p = NULL;
    struct portfolio_moment now;
    char today[DATE_TEXT];
    local_day(clock_now(&d->program->clock), today);
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? moment_of(p, &now, e) : st;
    portfolio_close(p);
    if (st != ST_OK) {
        return st;
    }
    const bool same = portfolio_unchanged(&d->moment, &now) && strcmp(d->read_on, today) == 0 && strcmp(d->read_for, d->period) == 0;
    if (same) {
        d->known = now;
        d->overtaken = false;
        return ST_OK;
    }
    return view_data_load(d, e);
}
