#include "store/portfolio_keep.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "store/portfolio_content.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_trust.h"

static enum status purge(struct portfolio *p, const char *code, const char *reason, int64_t at, int64_t *files, struct error *e)
{
    int64_t supplier;
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
    }
    if (st == ST_OK) {
        st = sql_number(p, SQL_PURGE_COUNT, SQL_VALUES(sql_integer(supplier)), files, e);
    }
    if (st == ST_OK) {
        st = content_note_all(p, supplier, e);
    }
    if (st == ST_OK) {
        st = sql_run(p, SQL_PURGE_ADD, SQL_VALUES(sql_text(code), sql_text(time), sql_text(reason), sql_integer(*files)), e);
    }
    if (st == ST_OK) {
        st = sql_run(p, SQL_PURGE_FILES, SQL_VALUES(sql_integer(supplier)), e);
    }
    for (int step = SQL_PURGE_DELETES; step < SQL_PURGE_PRODUCTS && st == ST_OK; step++) {
        st = sql_run(p, (enum sql_statement)step, SQL_VALUES(sql_integer(supplier)), e);
    }
    if (st == ST_OK) {
        st = sql_run(p, SQL_PURGE_PRODUCTS, SQL_NONE, e);
    }
    return st == ST_OK ? portfolio_log_add(p, at, "purge", code, NULL, reason, e) : st;
}

enum status portfolio_purge(struct portfolio *p, const char *code, const char *reason, int64_t at, int64_t *files, struct error *e)
{
    *files = 0;
    enum status st = p->sql->engine->shred(p->sql, e);
    if (st == ST_OK) {
        st = portfolio_begin(p, true, e);
    }
    return st == ST_OK ? portfolio_end(p, purge(p, code, reason, at, files, e), e) : st;
}

enum status portfolio_purged_before(struct portfolio *p, const char *code, char on[DATE_TEXT], struct buffer *reason, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_once(p, SQL_PURGE_ANY, &p->purged, e);
    if (st != ST_OK || p->purged == 0) {
        return st == ST_OK ? ST_NO : st;
    }
    st = sql_start(p, SQL_PURGE_OF, SQL_VALUES(sql_text(code)), e);
    st = st == ST_OK ? sql_next(p, SQL_PURGE_OF, row, 2, e) : st;
    if (st == ST_OK) {
        (void)local_day_of(column_text(&row[0]), on);
        st = buffer_add_text(reason, column_text(&row[1])) ? ST_OK : fail_memory(e);
    }
    sql_finish(p, SQL_PURGE_OF);
    return st;
}
