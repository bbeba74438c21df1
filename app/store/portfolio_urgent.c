#include "store/portfolio_urgent.h"

#include "model/json.h"
#include "store/portfolio_columns.h"
#include "store/portfolio_engine.h"

#include <string.h>

enum { SUPPLIER, CODE, NAME, EMAIL, CONFIDENTIAL, OUTAGE, ACCESS, ABOUT, ISSUED, DUE, UNTIL, REPLY, RECEIVED, HELD, WIDTH };

/* What a reply says, over all its questionnaires. */
struct said {
    bool any;  /* something is done, or not yet */
    bool open; /* something that applies is not done */
};

static void look_at(struct said *said, const char *items)
{
    cJSON *tree = json_read(items, strlen(items), &JSON_LIMITS_DOCUMENT, "items", NULL);
    const cJSON *entry;
    said->open = said->open || tree == NULL;
    cJSON_ArrayForEach(entry, tree)
    {
        const cJSON *level = cJSON_GetArrayItem(entry, 0);
        const int code = level == NULL ? PORTFOLIO_NOT_DONE : level->valueint;
        said->any = said->any || code == PORTFOLIO_DONE || code == PORTFOLIO_NOT_DONE;
        said->open = said->open || !(code == PORTFOLIO_DONE || code == PORTFOLIO_NA || code == PORTFOLIO_NOT_ASKED || code >= 0);
    }
    cJSON_Delete(tree);
}

static enum status read_reply(struct portfolio *p, int64_t assessment, struct said *said, struct error *e)
{
    struct sql_value row[1];
    *said = (struct said){0};
    enum status st = sql_start(p, SQL_URGENT_ITEMS, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_URGENT_ITEMS, row, 1, e)) == ST_OK) {
        look_at(said, column_text(&row[0]));
    }
    sql_finish(p, SQL_URGENT_ITEMS);
    return st == ST_NO ? ST_OK : st;
}

static enum status visit_row(struct portfolio *p, const struct sql_value row[WIDTH], urgent_visit *visit, void *context, struct error *e)
{
    struct said said = {0};
    struct urgent_request r = {
        .supplier = column_integer(&row[SUPPLIER]),
        .code = column_text(&row[CODE]),
        .name = column_text(&row[NAME]),
        .email = column_text(&row[EMAIL]),
        .tier = tier_of(&row[CONFIDENTIAL]),
        .about = column_text(&row[ABOUT]),
        .issued_at = column_text(&row[ISSUED]),
        .due = column_text(&row[DUE]),
        .until = column_text(&row[UNTIL]),
        .replied_at = column_text(&row[RECEIVED]),
        .held = column_integer(&row[HELD]) == 1,
    };
    if (r.replied_at[0] != '\0') {
        const enum status st = read_reply(p, column_integer(&row[REPLY]), &said, e);
        if (st != ST_OK) {
            return st;
        }
        r.clean = said.any && !said.open;
    }
    /* answers without a score that name no request need not be about an alarm: a sheet left empty has none either */
    return r.issued_at[0] == '\0' && !said.any ? ST_OK : visit(context, &r, e);
}

enum status portfolio_urgent(struct portfolio *p, const char *since, urgent_visit *visit, void *context, struct error *e)
{
    struct sql_value row[WIDTH];
    enum status st = sql_start(p, SQL_URGENT, SQL_VALUES(sql_text(since)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_URGENT, row, WIDTH, e)) == ST_OK) {
        st = visit_row(p, row, visit, context, e);
        if (st != ST_OK) {
            break;
        }
    }
    sql_finish(p, SQL_URGENT);
    return st == ST_NO ? ST_OK : st;
}
