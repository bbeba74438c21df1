/* The portfolio workbook: all suppliers of a prime on one summary, a heat map, and lists to work from. */
#ifndef TENKEN_EXPORT_PORTFOLIO_XLSX_H
#define TENKEN_EXPORT_PORTFOLIO_XLSX_H

#include "model/portfolio_source.h"

/* Writes the workbook to path (the caller replaces files atomically), in the current language, with memory that does not grow with the
 * number of suppliers. rows_max: rows of one sheet, header included; what does not fit goes on in a further sheet, and the workbook says
 * so. 0: Excel's own limit. The time in the file is the source's as_of: equal input gives an equal file. */
enum status portfolio_xlsx_write(struct portfolio_source *source, const char *path, uint32_t rows_max, struct error *e);

#endif
