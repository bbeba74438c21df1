/* The periods of a portfolio beside the one that is shown, so that nobody takes that for all there is. */
#ifndef TENKEN_COMMAND_PERIODS_H
#define TENKEN_COMMAND_PERIODS_H

#include "base/error.h"
#include "model/portfolio_periods.h"

#include <cjson/cJSON.h>

/* One line; nothing when there is no other. */
void print_other_periods(const struct portfolio_periods *all, const char *shown);
/* Refuses one for which nobody was asked and nothing came (came: something did, if only replies to an alarm), when there are others: it is
 * a slip. NULL: none was named. */
enum status period_known(const struct portfolio_periods *all, const char *period, bool came, struct error *e);
/* [{"period", "asked", "answered"}], the newest first; the caller's. NULL: there is no memory. */
cJSON *periods_json(const struct portfolio_periods *all);

#endif
