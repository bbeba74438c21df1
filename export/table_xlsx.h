/* Any list as a workbook of one sheet: heads in view, a filter over them, nothing that could be a formula. */
#ifndef TENKEN_EXPORT_TABLE_XLSX_H
#define TENKEN_EXPORT_TABLE_XLSX_H

#include "model/view_table.h"

/* The rows in this order. created: seconds; equal input gives an equal file. More rows than a sheet takes are refused. */
enum status table_xlsx_write(const struct view_table *table, const size_t *order, size_t n, int64_t created, const char *path,
                             struct error *e);

#endif
