/* Cells of a foreign workbook, read back: no packaged C library does it well, and little is needed. */
#ifndef TENKEN_EXPORT_SHEET_READER_H
#define TENKEN_EXPORT_SHEET_READER_H

#include "export/package.h"

/* Limits beyond those of the package itself. */
#define SHEET_STRINGS_MAX 200000 /* in the table of shared strings */
#define SHEET_CELLS_MAX 2000000  /* in one sheet */

/* The table of shared strings. Owns its texts. */
struct shared_strings {
    char *text; /* all of them, each with its NUL */
    size_t *offsets;
    size_t count;
};
/* A workbook without the table (inline strings only) gives an empty one. */
enum status shared_strings_read(struct shared_strings *s, struct package_reader *reader, struct error *e);
void shared_strings_release(struct shared_strings *s);

struct sheet_cell {
    const char *reference; /* "D5" */
    const char *text;      /* the string, or the number as written; "" for an empty cell */
    bool number;
    bool formula; /* has one: what it shows is not what it holds */
};
/* Anything but ST_OK ends the walk and is returned. */
typedef enum status sheet_cell_visit(void *context, const struct sheet_cell *cell, struct error *e);

/* Walks over the cells of one worksheet part. XML with a DTD, or not in UTF-8, is refused; nothing is loaded from anywhere. */
enum status sheet_cells(struct package_reader *reader, const char *part, const struct shared_strings *strings, sheet_cell_visit *visit,
                        void *context, struct error *e);

#endif
