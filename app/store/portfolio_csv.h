/* Reading CSV as people's spreadsheets write it (RFC 4180): UTF-8 with or without BOM, quoted fields, CRLF or LF. The first line names the
 * columns, in any order. */
#ifndef TENKEN_STORE_PORTFOLIO_CSV_H
#define TENKEN_STORE_PORTFOLIO_CSV_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define CSV_COLUMNS_MAX 32
#define CSV_FILE_MAX ((size_t)64 * 1024 * 1024)

struct csv_column {
    const char *name;
    bool required;
};

/* Zeroed, then csv_open. Owns line; the bytes must outlive it. */
struct csv {
    const char *name; /* for sentences */
    const char *at, *end;
    size_t next_line;                 /* number of the line at `at`, from 1 */
    size_t line;                      /* where the row last read began */
    struct buffer text;               /* the fields of that row, one after the other */
    size_t offsets[CSV_COLUMNS_MAX];  /* of the row's fields in text */
    size_t count;                     /* fields of the row */
    size_t width;                     /* fields of the header */
    const struct csv_column *columns; /* what is wanted */
    size_t ncolumns;
    size_t place[CSV_COLUMNS_MAX]; /* wanted column -> field, SIZE_MAX when the file lacks it */
};

/* Checks the encoding (anything but UTF-8 is refused with a hint), reads the header: an unknown, doubled or missing column is refused by
 * name. */
enum status csv_open(struct csv *csv, const char *bytes, size_t n, const char *name, const struct csv_column *columns, size_t ncolumns,
                     struct error *e);
/* ST_OK: a row. ST_NO: no more. ST_INPUT: refused with line and column. Empty lines are skipped. */
enum status csv_next(struct csv *csv, struct error *e);
/* The field without white space around it; NULL when the file has no such column. Until the next row. */
const char *csv_field(const struct csv *csv, size_t column);
/* "FILE, line 3, column email: …" */
enum status csv_refuse(const struct csv *csv, size_t column, struct error *e, const char *sentence);
void csv_close(struct csv *csv);

#endif
