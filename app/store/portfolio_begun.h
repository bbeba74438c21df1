/* How much is answered in all that a supplier has begun for a period and not finished. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_BEGUN_H
#define TENKEN_STORE_PORTFOLIO_BEGUN_H

#include "store/portfolio.h"

#include <stdint.h>

/* Of several documents together, each question by its newest answer, as a report counts them (year_score, portfolio_year.c). */
enum status begun_count(struct portfolio *p, const char *period, const char *code, int64_t *answered, int64_t *asked, struct error *e);

#endif
