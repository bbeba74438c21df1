/* Any list as a workbook of one sheet: heads in view, a filter over them, nothing that could be a formula. */
#ifndef TENKEN_EXPORT_TABLE_XLSX_H
#define TENKEN_EXPORT_TABLE_XLSX_H

#include "model/view_table.h"

/* Asked now and then, with how many rows are written, and while all of them are packed; false: nobody wants the file any more. */
typedef bool table_go_on(void *context, size_t rows);
/* The rows in this order. created: seconds; equal input gives an equal file. More rows than a sheet takes are refused. ST_NO, without a
 * sentence: go_on (NULL: nobody is asked) said no, and there is no file. */
enum status table_xlsx_write(const struct view_table *table, const size_t *order, size_t n, int64_t created, const char *path,
                             table_go_on *go_on, void *context, struct error *e);

#endif
