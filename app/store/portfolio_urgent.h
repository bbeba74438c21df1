/* Requests after an alert, and what came back. */
#ifndef TENKEN_STORE_PORTFOLIO_URGENT_H
#define TENKEN_STORE_PORTFOLIO_URGENT_H

#include "model/urgent.h"
#include "store/portfolio.h"

/* By supplier code, each supplier's in the order of their issue. */
enum status portfolio_urgent(struct portfolio *p, urgent_visit *visit, void *context, struct error *e);

#endif
