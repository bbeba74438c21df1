/* A CSV file that a spreadsheet opens as it is: UTF-8 with BOM, CR LF, quoted, nothing that could be a formula. Names and addresses of
 * people may be in it: mode 0600; it gets its name when it is complete, and takes the place of an older one unless that is to stay. */
#ifndef TENKEN_COMMAND_CSV_OUT_H
#define TENKEN_COMMAND_CSV_OUT_H

#include "base/buffer.h"
#include "base/file.h"

#include <stdbool.h>
#include <stdio.h>

struct csv_out {
    struct file_replacement replacement;
    FILE *file;
    struct buffer row;
    size_t columns;
    const char *path;
    bool stays;          /* what has the name already and says something else is not written over. Set after csv_out_begin */
    const bool *numbers; /* by column: the program's own numbers stand there; NULL: nowhere. Set after csv_out_begin; borrowed */
    const bool *lines;   /* the same of telephones that others wrote (csv_line) */
};

/* heads: of the columns. */
enum status csv_out_begin(struct csv_out *out, const char *path, const char *const *heads, size_t columns, struct error *e);
/* As many texts as there are heads; NULL counts as "". */
enum status csv_out_row(struct csv_out *out, const char *const *texts, struct error *e);
/* Puts the file in its place when st is ST_OK, else leaves everything as it was. Returns the first failure. */
enum status csv_out_end(struct csv_out *out, enum status st, struct error *e);

#endif
