/* The periods of a portfolio, and which of them is meant when nobody names one. */
#ifndef TENKEN_MODEL_PORTFOLIO_PERIODS_H
#define TENKEN_MODEL_PORTFOLIO_PERIODS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PORTFOLIO_PERIODS_MAX 32 /* the newest; older ones are not offered */
#define PORTFOLIO_PERIOD_TEXT 24

/* How many suppliers were asked for it, and of how many something is merged. Alarms (pack_is_emergency) and requests that were withdrawn
 * count for nothing. */
struct portfolio_period {
    char name[PORTFOLIO_PERIOD_TEXT];
    int64_t asked, answered;
};

struct portfolio_periods {
    struct portfolio_period each[PORTFOLIO_PERIODS_MAX]; /* the newest first */
    size_t count;
    char usual[PORTFOLIO_PERIOD_TEXT]; /* the one that is meant when nobody names one (portfolio_period_usual), "" when there is none */
};

/* The one that is meant: the newest that at least a tenth of the suppliers, and more than one, were asked for, so that one early request
 * puts no empty year before everybody, and answers that nobody asked for none at all. When nobody was asked for any, the newest that so
 * many have answered; when no period has so many, the one with the most, of equals the newest. NULL: there are none. */
const struct portfolio_period *portfolio_period_usual(const struct portfolio_periods *all, int64_t suppliers);

/* Those beside the one shown, as "2027 (1), 2025 (12)": in brackets who has answered. *out stays as it is when there are none. False: there
 * is no memory. */
bool portfolio_periods_beside(const struct portfolio_periods *all, const char *shown, struct buffer *out);
/* Whether what came in period its ("" none) belongs to the one that is shown. To the one that is meant belongs also what came later. */
bool portfolio_period_covers(const char *shown, bool meant, const char *its);
/* The newest one before this one that somebody answered, "" when there is none. */
const char *portfolio_period_before(const struct portfolio_periods *all, const char *period);
/* The next older one than the one shown, after the oldest the newest. NULL: there is no other. */
const char *portfolio_period_next(const struct portfolio_periods *all, const char *shown);

#endif
