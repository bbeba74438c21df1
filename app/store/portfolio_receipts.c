#include "store/portfolio_receipts.h"

#include "store/portfolio_engine.h"

enum status portfolio_received(struct portfolio *p, received_answers_visit *visit, void *context, struct error *e)
{
    struct sql_value row[9];
    enum status st = sql_start(p, SQL_RECEIVED, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_RECEIVED, row, 9, e)) == ST_OK) {
        struct received_answers answers = {.received_at = column_text(&row[1]),
                                           .request_id = column_text(&row[2]),
                                           .request_digest = column_text(&row[3]),
                                           .file = column_text(&row[4]),
                                           .code = column_text(&row[5]),
                                           .name = column_text(&row[6]),
                                           .email = column_text(&row[7]),
                                           .period = column_text(&row[8])};
        if (row[0].type == SQL_BLOB && row[0].n == SHA256_BYTES) {
            hex_encode(row[0].bytes, SHA256_BYTES, answers.sha256);
            st = visit(context, &answers, e);
        }
        if (st != ST_OK) {
            sql_finish(p, SQL_RECEIVED);
            return st;
        }
    }
    sql_finish(p, SQL_RECEIVED);
    return st == ST_NO ? ST_OK : st;
}
