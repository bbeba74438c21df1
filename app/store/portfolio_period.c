#include "store/portfolio_period.h"

#include "store/portfolio_engine.h"

#include <stdio.h>

enum status portfolio_periods_read(struct portfolio *p, struct portfolio_periods *out, char usual[PORTFOLIO_PERIOD_TEXT], struct error *e)
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
    (void)snprintf(usual, PORTFOLIO_PERIOD_TEXT, "%s", meant == NULL ? "" : meant->name);
    return st == ST_NO ? ST_OK : st;
}
