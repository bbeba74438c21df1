/* The portfolio as CSV files, for spreadsheets and scripts. */
#ifndef TENKEN_EXPORT_PORTFOLIO_TABLES_H
#define TENKEN_EXPORT_PORTFOLIO_TABLES_H

#include "model/portfolio_source.h"

#include <stdio.h>

enum portfolio_file {
    PORTFOLIO_SUPPLIERS, /* one a row, with a column "PACK:ITEM" for each item */
    PORTFOLIO_GAPS,
    PORTFOLIO_INVENTORY,
    PORTFOLIO_ITEMS,
    PORTFOLIO_QUARANTINE,
    PORTFOLIO_CONFLICTS,
    PORTFOLIO_REJECTED,
    PORTFOLIO_PLANS,     /* by date */
    PORTFOLIO_YEARS,     /* one row a supplier that answered in both periods */
    PORTFOLIO_CHANGES,   /* one row an answer that has changed since the period before */
    PORTFOLIO_QUESTIONS, /* one row a question of either period */
    PORTFOLIO_FILES,
};
const char *portfolio_file_name(enum portfolio_file file); /* "suppliers.csv" */

/* Writes one of them to out: UTF-8 with BOM (or Excel takes it for something else), CR LF, RFC 4180. Names of columns and words are fixed
 * and in English, for scripts. Texts that a spreadsheet could take for a formula get a ' in front. Whether out took everything is for the
 * caller to see (ferror). */
enum status portfolio_file_write(struct portfolio_source *source, enum portfolio_file file, FILE *out, struct error *e);

#endif
