/* Reading CSV as people's spreadsheets write it (RFC 4180): UTF-8 with or without BOM, or Shift_JIS as a Japanese Excel does; quoted
 * fields, CRLF or LF. The first line names the columns, in any order; their names count by their letters, whatever the case and the blanks.
 */
#ifndef TENKEN_STORE_PORTFOLIO_CSV_H
#define TENKEN_STORE_PORTFOLIO_CSV_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define CSV_COLUMNS_MAX 32
#define CSV_FILE_MAX ((size_t)64 * 1024 * 1024)

#define CSV_NAMES_MAX 12

struct csv_column {
    const char *name;
    bool required;
    const char *also[CSV_NAMES_MAX]; /* how else people head it; up to a NULL */
};

/* Zeroed, then csv_open. Owns its texts; the bytes must outlive it. */
struct csv {
    const char *name;   /* for sentences */
    bool others;        /* set before csv_open: columns of other names are passed over, not refused, and so are rows above the heads */
    size_t above;       /* the line of the heads, when there were such rows; else 0 */
    struct buffer past; /* their names, for a sentence; empty when there are none */
    bool closings;      /* set before csv_open: rows that only close the list are passed over (columns[0] is what tells its rows apart) */
    bool (*is_key)(void *context, const char *text); /* or NULL: whether what such a row has in columns[0] is no closing word after all */
    void *context;
    struct buffer closed; /* where they stand, for a sentence, the first of many */
    size_t nclosed;
    bool recoded;        /* it was Shift_JIS (csv_read) */
    struct buffer bytes; /* of csv_read */
    const char *at, *end;
    bool cut;                         /* a row could not be read, and so nothing below it */
    size_t next_line;                 /* number of the row at `at`, from 1, as spreadsheets count: line breaks inside a cell make none */
    size_t line;                      /* of the row last read */
    struct buffer text;               /* the fields of that row, one after the other */
    size_t offsets[CSV_COLUMNS_MAX];  /* of the row's fields in text */
    size_t count;                     /* fields of the row */
    size_t width;                     /* fields of the header */
    const struct csv_column *columns; /* what is wanted */
    size_t ncolumns;
    size_t place[CSV_COLUMNS_MAX]; /* wanted column -> field, SIZE_MAX when the file lacks it */
    struct buffer heads;           /* the wanted columns' heads as they stand in the file, one after the other */
    size_t head[CSV_COLUMNS_MAX];  /* of the column in heads */
};

/* Checks the encoding (anything but UTF-8 is refused with a hint), reads the header: an unknown, doubled or missing column is refused by
 * name, with those that can be used. */
enum status csv_open(struct csv *csv, const char *bytes, size_t n, const char *name, const struct csv_column *columns, size_t ncolumns,
                     struct error *e);
/* The same for a file, which may be in Shift_JIS (code page 932) too. */
enum status csv_read(struct csv *csv, const char *path, const struct csv_column *columns, size_t ncolumns, struct error *e);
/* ST_OK: a row. ST_NO: no more. ST_INPUT: refused with line and column; the next call goes on with the next row. Empty lines are skipped.
 */
enum status csv_next(struct csv *csv, struct error *e);
/* The field without white space around it; NULL when the file has no such column. Until the next row. */
const char *csv_field(const struct csv *csv, size_t column);
/* Makes the field text_plain (base/fold.h); what csv_field gave before is gone. *changed: it was not; may be NULL. */
enum status csv_plain(struct csv *csv, size_t column, bool *changed, struct error *e);
/* Puts the text in the place of the field; what csv_field gave before is gone. */
enum status csv_put(struct csv *csv, size_t column, const char *text, struct error *e);
/* Appends what the first line may name: "supplier_code (取引先コード), name (会社名), …" */
void csv_columns(const struct csv *csv, struct buffer *out);
/* Refuses a field with line breaks or other control characters in it. */
enum status csv_text_check(const struct csv *csv, size_t column, struct error *e);
/* "FILE, line 3, column email: …"; the column as the file heads it. */
enum status csv_refuse(const struct csv *csv, size_t column, struct error *e, const char *sentence);
void csv_close(struct csv *csv);

#endif
