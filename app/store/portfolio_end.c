/* Suppliers with whom the prime no longer works: a mark beside what they sent, which stays. */
#include "store/portfolio_engine.h"
#include "store/portfolio_trust.h"

enum status portfolio_supplier_ended(struct portfolio *p, const char *code, char on[DATE_TEXT], struct error *e)
{
    struct sql_value row[1];
    enum status st = sql_start(p, SQL_SUPPLIER_ENDED, SQL_VALUES(sql_text(code)), e);
    st = st == ST_OK ? sql_next(p, SQL_SUPPLIER_ENDED, row, 1, e) : st;
    if (st == ST_OK) {
        (void)local_day_of(column_text(&row[0]), on);
    }
    sql_finish(p, SQL_SUPPLIER_ENDED);
    return st;
}

enum status portfolio_supplier_end(struct portfolio *p, const char *code, const char *reason, int64_t at, struct error *e)
{
    int64_t id;
    char time[TIME_TEXT];
    time_format(at, time);
    const enum status st = sql_number(p, SQL_SUPPLIER_END, SQL_VALUES(sql_text(time), sql_text(reason), sql_text(code)), &id, e);
    return st == ST_OK ? portfolio_log_add(p, at, "end", code, NULL, reason, e) : st;
}

enum status portfolio_supplier_resume(struct portfolio *p, const char *code, int64_t at, struct error *e)
{
    int64_t id;
    const enum status st = sql_number(p, SQL_SUPPLIER_RESUME, SQL_VALUES(sql_text(code)), &id, e);
    return st == ST_OK ? portfolio_log_add(p, at, "resume", code, NULL, "", e) : st;
}
