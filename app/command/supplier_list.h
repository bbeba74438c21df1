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

/* csv zeroed, closed by the caller. database: as the user named it, for what is said of the names; NULL: the list says who, nothing else of
 * it is wanted. Columns of other names are passed over; what a reader of the result should know of that, and of another encoding, is said
 * on stderr. */
enum status supplier_list_open(struct csv *csv, const char *path, const char *database, struct error *e);

#endif
