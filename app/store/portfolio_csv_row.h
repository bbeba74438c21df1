/* Between the parts of reading CSV: a row as it stands in the file, and the heads. */
#ifndef TENKEN_STORE_PORTFOLIO_CSV_ROW_H
#define TENKEN_STORE_PORTFOLIO_CSV_ROW_H

#include "store/portfolio_csv.h"

/* ST_OK: the next row that is no empty line, its fields as written. ST_NO: no more. ST_INPUT: it cannot be read, nor what follows. */
enum status csv_row_read(struct csv *csv, struct error *e);
const char *csv_row_field(const struct csv *csv, size_t at);
void csv_row_trim(struct csv *csv, size_t at);

/* Finds the row with the heads and takes it: which columns stand where. */
enum status csv_heads_read(struct csv *csv, struct error *e);

#endif
