#include "store/portfolio_chase.h"

#include "base/clock.h"
#include "model/json.h"
#include "model/portfolio_source.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_items.h"
#include "store/portfolio_look.h"
#include "store/portfolio_trust.h"

enum status portfolio_was_asked(struct portfolio *p, const char *code, bool *asked, struct error *e)
{
    int64_t supplier, n = 0;
    enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    st = st == ST_OK ? sql_number(p, SQL_REQUESTS_STANDING, SQL_VALUES(sql_integer(supplier)), &n, e) : st;
    *asked = n > 0;
    return st;
}

static enum status note_alarm(void *context, const struct look_request *r, struct error *e)
{
    char *due = context;
    (void)e;
    if (r->alarm && !r->answered && r->closed_at[0] == '\0' && (due[0] == '\0' || strcmp(r->due, due) < 0)) {
        (void)snprintf(due, DATE_TEXT, "%s", r->due);
    }
    return ST_OK;
}

enum status portfolio_alarm_due(struct portfolio *p, const char *code, char out[DATE_TEXT], struct error *e)
{
    out[0] = '\0';
    return portfolio_asked(p, code, note_alarm, out, e);
}

enum status portfolio_extend(struct portfolio *p, const char *code, const char *until, const char *reason, int64_t at, struct error *e)
{
    int64_t supplier;
    char time[TIME_TEXT];
    time_format(at, time);
    const enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    return st == ST_OK
               ? sql_run(p, SQL_EXTENSION_ADD, SQL_VALUES(sql_integer(supplier), sql_text(until), sql_text(reason), sql_text(time)), e)
               : st;
}

enum status portfolio_clarify(struct portfolio *p, const char *code, const char *items, const char *text, int64_t at, int64_t *id,
                              struct error *e)
{
    int64_t supplier;
    char time[TIME_TEXT];
    time_format(at, time);
    const enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    return st == ST_OK ? sql_number(p, SQL_CLARIFICATION_ADD,
                                    SQL_VALUES(sql_integer(supplier), sql_text(items), sql_text(text), sql_text(time)), id, e)
                       : st;
}

enum status portfolio_settle(struct portfolio *p, int64_t id, int64_t at, struct error *e)
{
    int64_t settled;
    char time[TIME_TEXT];
    time_format(at, time);
    return sql_number(p, SQL_CLARIFICATION_SETTLE, SQL_VALUES(sql_text(time), sql_integer(id)), &settled, e);
}

/* The answers of one pack, as they are stored. */
static bool put_items(cJSON *answers, const char *pack, const char *items)
{
    struct stored_item item;
    cJSON *of_pack = cJSON_AddObjectToObject(answers, pack);
    bool ok = of_pack != NULL;
    while (ok && stored_item_next(&items, &item)) {
        ok = json_put(of_pack, item.id, portfolio_level_answer(item.values[0]));
    }
    return ok;
}

enum status portfolio_answers(struct portfolio *p, int64_t assessment, cJSON **out, struct error *e)
{
    struct sql_value row[2];
    *out = cJSON_CreateObject();
    enum status st = *out == NULL ? fail_memory(e) : sql_start(p, SQL_REPORT_ANSWERS, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_ANSWERS, row, 2, e)) == ST_OK) {
        st = put_items(*out, column_text(&row[0]), column_text(&row[1])) ? ST_OK : fail_memory(e);
    }
    sql_finish(p, SQL_REPORT_ANSWERS);
    if (st == ST_NO) {
        return ST_OK;
    }
    cJSON_Delete(*out);
    *out = NULL;
    return st;
}

enum status portfolio_inventory(struct portfolio *p, int64_t assessment, cJSON **out, struct error *e)
{
    struct sql_value row[2];
    *out = cJSON_CreateArray();
    enum status st = *out == NULL ? fail_memory(e) : sql_start(p, SQL_CHASE_INVENTORY, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_CHASE_INVENTORY, row, 2, e)) == ST_OK) {
        cJSON *product = cJSON_CreateObject();
        const bool ok = json_put(product, "internet", cJSON_CreateBool(column_integer(&row[0]) == 1)) &&
                        json_put(product, "credentials", cJSON_CreateBool(column_integer(&row[1]) == 1));
        if (!cJSON_AddItemToArray(*out, product) || !ok) {
            st = fail_memory(e);
        }
    }
    sql_finish(p, SQL_CHASE_INVENTORY);
    if (st == ST_NO) {
        return ST_OK;
    }
    cJSON_Delete(*out);
    *out = NULL;
    return st;
}

enum status portfolio_letter_facts(struct portfolio *p, const char *code, const char *period, struct letter_facts *out, struct error *e)
{
    struct sql_value row[6];
    *out = (struct letter_facts){.tiering = {-1, -1, -1}};
    enum status st = sql_start(p, SQL_CHASE_LETTER, SQL_VALUES(sql_text(period), sql_text(code)), e);
    if (st == ST_OK && (st = sql_next(p, SQL_CHASE_LETTER, row, 6, e)) == ST_OK) {
        for (size_t i = 0; i < 3; i++) {
            out->tiering[i] = (int)column_integer(&row[i]);
        }
        (void)snprintf(out->due, sizeof out->due, "%s", column_text(&row[3]));
        (void)snprintf(out->until, sizeof out->until, "%s", column_text(&row[4]));
    }
    if (st == ST_OK || st == ST_NO) {
        out->file = strdup(st == ST_OK ? column_text(&row[5]) : "");
        st = out->file == NULL ? fail_memory(e) : ST_OK;
    }
    sql_finish(p, SQL_CHASE_LETTER);
    return st;
}

enum status portfolio_clarifications(struct portfolio *p, const char *code, bool open, clarification_visit *visit, void *context,
                                     struct error *e)
{
    struct sql_value row[13];
    enum status st = sql_start(p, SQL_CLARIFICATIONS, SQL_VALUES(sql_text(code), sql_integer(open)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_CLARIFICATIONS, row, 13, e)) == ST_OK) {
        const struct clarification c = {
            .id = column_integer(&row[0]),
            .code = column_text(&row[1]),
            .name = column_text(&row[2]),
            .email = column_text(&row[3]),
            .items = column_text(&row[4]),
            .text = column_text(&row[5]),
            .asked_at = column_text(&row[6]),
            .settled_at = column_text(&row[7]),
            .answered = column_integer(&row[8]) == 1,
            .contradictions = column_text(&row[9]),
            .assessment = row[10].type == SQL_INTEGER ? row[10].integer : 0,
            .sheet = column_integer(&row[11]) == 1,
            .period = column_text(&row[12]),
        };
        st = visit(context, &c, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_CLARIFICATIONS);
            return st;
        }
    }
    sql_finish(p, SQL_CLARIFICATIONS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_extensions(struct portfolio *p, const char *code, extension_visit *visit, void *context, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(p, SQL_EXTENSIONS, SQL_VALUES(sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_EXTENSIONS, row, 4, e)) == ST_OK) {
        const struct extension x = {column_text(&row[0]), column_text(&row[1]), column_text(&row[2]), column_text(&row[3])};
        st = visit(context, &x, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_EXTENSIONS);
            return st;
        }
    }
    sql_finish(p, SQL_EXTENSIONS);
    return st == ST_NO ? ST_OK : st;
}
