/* The cells of one sheet of a filled-in answer sheet, to be looked up by row and column. */
#ifndef TENKEN_EXPORT_FORM_TABLE_H
#define TENKEN_EXPORT_FORM_TABLE_H

#include "export/sheet_reader.h"

#define FORM_CELLS_MAX 100000 /* that hold something */

struct form_cell {
    int row, column; /* from 0 */
    char *text;      /* trimmed */
    bool number, formula;
};

/* Owns its cells; sorted by row, then column. */
struct form_table {
    struct form_cell *cells;
    size_t count, room;
};

enum status form_table_read(struct form_table *t, struct package_reader *reader, const char *part, const struct shared_strings *strings,
                            struct error *e);
void form_table_release(struct form_table *t);
const struct form_cell *form_table_cell(const struct form_table *t, int row, int column); /* NULL: holds nothing */
/* The first cell with exactly this text, or NULL. */
const struct form_cell *form_table_find(const struct form_table *t, const char *text);
/* "D12" */
#define FORM_REFERENCE 16
const char *form_reference(int row, int column, char out[FORM_REFERENCE]);

#endif
