/* The periods of a portfolio beside the one that is shown, so that nobody takes that for all there is. */
#ifndef TENKEN_COMMAND_PERIODS_H
#define TENKEN_COMMAND_PERIODS_H

#include "model/portfolio_periods.h"

#include <cjson/cJSON.h>

/* One line; nothing when there is no other. */
void print_other_periods(const struct portfolio_periods *all, const char *shown);
/* [{"period", "asked", "answered"}], the newest first; the caller's. NULL: there is no memory. */
cJSON *periods_json(const struct portfolio_periods *all);

#endif
