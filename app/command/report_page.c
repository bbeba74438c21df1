#include "command/report_page.h"

#include "model/portfolio_statistics.h"
#include "store/portfolio_report.h"

struct gathering {
    struct portfolio_source *source;
    struct portfolio_statistics statistics;
};

static enum status gather(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct gathering *g = context;
    (void)e;
    portfolio_statistics_add(&g->statistics, g->source, row);
    return ST_OK;
}

static enum status gather_year(struct portfolio_year *year, struct portfolio_source *source, struct error *e)
{
    struct gathering g = {.source = source};
    enum status st = portfolio_statistics_init(&g.statistics, source, e);
    st = st == ST_OK ? source->suppliers(source, gather, &g, e) : st;
    if (st == ST_OK) {
        *year = (struct portfolio_year){
            .suppliers = g.statistics.suppliers,
            .answered = g.statistics.answered,
            .mean = portfolio_mean(&g.statistics),
        };
        (void)snprintf(year->period, sizeof year->period, "%s", source->period);
    }
    portfolio_statistics_release(&g.statistics);
    return st;
}

enum status report_years_gather(struct report_years *out, struct portfolio *portfolio, const struct catalog *catalog, const char *period,
                                int64_t as_of, struct error *e)
{
    char next[sizeof out->years[0].period];
    *out = (struct report_years){.count = 0};
    while (out->count < PORTFOLIO_YEARS_MAX) {
        struct portfolio_source source;
        struct portfolio_year year;
        enum status st = portfolio_source_open(&source, portfolio, catalog, period, false, as_of, e);
        if (st != ST_OK) {
            return st;
        }
        st = gather_year(&year, &source, e);
        (void)snprintf(next, sizeof next, "%s", source.period_before);
        portfolio_source_release(&source);
        if (st != ST_OK) {
            return st;
        }
        memmove(&out->years[1], &out->years[0], out->count * sizeof out->years[0]);
        out->years[0] = year;
        out->count++;
        if (next[0] == '\0') {
            return ST_OK;
        }
        period = next;
    }
    return ST_OK;
}

enum status report_page_write(struct portfolio_source *source, const struct report_years *years, FILE *out, struct error *e)
{
    return portfolio_html_write(source, years->years, years->count, out, e);
}
