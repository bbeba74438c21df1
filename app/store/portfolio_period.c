#include "store/portfolio_period.h"

#include "store/portfolio_engine.h"

#include <stdio.h>
#include <string.h>

enum status portfolio_periods_read(struct portfolio *p, struct portfolio_periods *out, struct error *e)
{
    struct sql_value row[3];
    int64_t suppliers = 0;
    *out = (struct portfolio_periods){.count = 0};
    enum status st = sql_number(p, SQL_SUPPLIER_COUNT, SQL_NONE, &suppliers, e);
    st = st == ST_OK ? sql_start(p, SQL_PERIODS, SQL_NONE, e) : st;
    while (st == ST_OK && out->count < PORTFOLIO_PERIODS_MAX && (st = sql_next(p, SQL_PERIODS, row, 3, e)) == ST_OK) {
        struct portfolio_period *one = &out->each[out->count++];
        (void)snprintf(one->name, sizeof one->name, "%s", column_text(&row[0]));
        one->asked = column_integer(&row[1]);
        one->answered = column_integer(&row[2]);
    }
    sql_finish(p, SQL_PERIODS);
    const struct portfolio_period *meant = portfolio_period_usual(out, suppliers);
    (void)snprintf(out->usual, sizeof out->usual, "%s", meant == NULL ? "" : meant->name);
    return st == ST_NO ? ST_OK : st;
}

/* The first moment of the year that many years after that of the period where the portfolio is read, as times are kept; "" where the period
 * names no year. */
static void year_begins(const char *period, int after, char out[TIME_TEXT])
{
    char day[DATE_TEXT + 16];
    int year = 0;
    int64_t at = 0;
    out[0] = '\0';
    if (sscanf(period, "%4d", &year) == 1) {
        (void)snprintf(day, sizeof day, "%04d-01-01", year + after);
    }
    if (year > 0 && date_parse(day, &at)) {
        time_format(at - (local_seconds(at) - at), out);
    }
}

struct period_span portfolio_period_span(const struct portfolio_periods *all, const char *period)
{
    struct period_span span;
    year_begins(period, 0, span.from);
    year_begins(period, 1, span.until);
    if (strcmp(period, all->usual) >= 0 || span.until[0] == '\0') {
        (void)snprintf(span.until, sizeof span.until, "%s", PERIOD_OPEN);
    }
    return span;
}
