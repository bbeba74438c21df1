/* Which periods a portfolio has. */
#ifndef TENKEN_STORE_PORTFOLIO_PERIOD_H
#define TENKEN_STORE_PORTFOLIO_PERIOD_H

#include "model/portfolio_periods.h"
#include "store/portfolio.h"

/* usual: the one that is meant when nobody names one (portfolio_period_usual), "" when there is none. */
enum status portfolio_periods_read(struct portfolio *p, struct portfolio_periods *out, char usual[PORTFOLIO_PERIOD_TEXT], struct error *e);

#endif
