/* A prime's list of suppliers as CSV: its columns, under the English names and those that a Japanese list has. */
#ifndef TENKEN_COMMAND_SUPPLIER_LIST_H
#define TENKEN_COMMAND_SUPPLIER_LIST_H

#include "store/portfolio_csv.h"

enum supplier_column {
    SUPPLIER_CODE,
    SUPPLIER_NAME,
    SUPPLIER_NUMBER,
    SUPPLIER_CONFIDENTIAL,
    SUPPLIER_OUTAGE,
    SUPPLIER_ACCESS,
    SUPPLIER_EMAIL,
    SUPPLIER_PHONE,
    SUPPLIER_COLUMNS,
};

/* csv zeroed, closed by the caller. code_only: the list says who, nothing else of it is wanted. Columns of other names are passed over,
 * and so are rows that only close the list; with code_only, csv->is_key says which are none. */
enum status supplier_list_open(struct csv *csv, const char *path, bool code_only, struct error *e);
/* On stderr, once the list is taken in: what of it was passed over, and that it was in another encoding. database: as the user named it. */
void supplier_list_tell(const struct csv *csv, const char *database);
/* Of that, only the rows that close the list. */
void supplier_list_tell_closed(const struct csv *csv);

#endif
