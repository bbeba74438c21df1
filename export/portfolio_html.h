/* The portfolio as one page that a director opens: where the suppliers stand, spread, heat map, years, who is late, and a list to search.
 */
#ifndef TENKEN_EXPORT_PORTFOLIO_HTML_H
#define TENKEN_EXPORT_PORTFOLIO_HTML_H

#include "model/portfolio_source.h"

#include <stdio.h>

/* One period of the trend; texts borrowed. */
struct portfolio_year {
    char period[16];
    uint64_t suppliers, answered;
    int mean; /* 0…1000 or SCORE_NONE */
};
#define PORTFOLIO_YEARS_MAX 10

/* Writes the page in the current language, row by row: memory does not grow with the number of suppliers. years: oldest first, the source's
 * own period last. Whether out took everything is for the caller to see (ferror). */
enum status portfolio_html_write(struct portfolio_source *source, const struct portfolio_year *years, size_t nyears, FILE *out,
                                 struct error *e);

#endif
