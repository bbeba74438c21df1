/* Which periods a portfolio has. */
#ifndef TENKEN_STORE_PORTFOLIO_PERIOD_H
#define TENKEN_STORE_PORTFOLIO_PERIOD_H

#include "base/clock.h"
#include "model/portfolio_periods.h"
#include "store/portfolio.h"

enum status portfolio_periods_read(struct portfolio *p, struct portfolio_periods *out, struct error *e);

/* Between which moments a supplier's coming and going are of a period: who came to the list after it, or had ended before it, is none of
 * its suppliers, unless it was asked or has sent something for it; and who ended after it stands in it as it stood. That is its calendar
 * year, the only one that every portfolio knows. But the one that is meant, and what comes after it, have no end: who came or ended since
 * has no other period yet to be told in. */
struct period_span {
    char from[TIME_TEXT], until[TIME_TEXT]; /* compared as texts; "" and PERIOD_OPEN: no bound */
};
#define PERIOD_OPEN "9"
struct period_span portfolio_period_span(const struct portfolio_periods *all, const char *period);

#endif
