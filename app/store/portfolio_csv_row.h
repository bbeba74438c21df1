/* Between the parts of reading CSV: a row as it stands in the file, and the heads. */
#ifndef TENKEN_STORE_PORTFOLIO_CSV_ROW_H
#define TENKEN_STORE_PORTFOLIO_CSV_ROW_H

#include "store/portfolio_csv.h"

/* ST_OK: the next row that is no empty line, its fields as written. ST_NO: no more. ST_INPUT: it cannot be read, nor what follows. */
enum status csv_row_read(struct csv *csv, struct error *e);
const char *csv_row_field(const struct csv *csv, size_t at);
void csv_row_trim(struct csv *csv, size_t at);

/* Whether the row that was read, its fields trimmed, only says that the list ends or what it adds up to: "合計,25社", "以上", "Total: 25".
 * One field with such a word, and beside it nothing but counts; none where columns[0] has a count, which may be a code. */
bool csv_row_closes(const struct csv *csv);
/* Notes that it was passed over. */
void csv_row_note_closed(struct csv *csv);

/* Finds the row with the heads and takes it: which columns stand where. */
enum status csv_heads_read(struct csv *csv, struct error *e);

#endif
