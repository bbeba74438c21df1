/* The page of a portfolio, with the years before. */
#ifndef TENKEN_COMMAND_REPORT_PAGE_H
#define TENKEN_COMMAND_REPORT_PAGE_H

#include "export/portfolio_html.h"
#include "model/pack.h"
#include "store/portfolio.h"

struct report_years {
    struct portfolio_year years[PORTFOLIO_YEARS_MAX]; /* oldest first */
    size_t count;
};
/* Each period up to this one (NULL: the newest). No report may be open on the portfolio. */
enum status report_years_gather(struct report_years *out, struct portfolio *portfolio, const struct catalog *catalog, const char *period,
                                int64_t as_of, struct error *e);

enum status report_page_write(struct portfolio_source *source, const struct report_years *years, FILE *out, struct error *e);

#endif
