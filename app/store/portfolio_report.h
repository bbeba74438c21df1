/* The portfolio as what a report is written from (model/portfolio_source.h). */
#ifndef TENKEN_STORE_PORTFOLIO_REPORT_H
#define TENKEN_STORE_PORTFOLIO_REPORT_H

#include "model/portfolio_source.h"
#include "store/portfolio.h"

/* period NULL: the one that is meant when nobody names one (model/portfolio_periods.h). Holds a read transaction until it is released;
 * portfolio and catalog must outlive it. alarms: also the questions asked after an alert, which are no part of the year. The caller may set
 * owner and verdict_words. */
enum status portfolio_source_open(struct portfolio_source *out, struct portfolio *portfolio, const struct catalog *catalog,
                                  const char *period, bool alarms, int64_t as_of, struct error *e);
void portfolio_source_release(struct portfolio_source *source);

#endif
