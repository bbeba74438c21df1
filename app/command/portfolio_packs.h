/* The packs that a portfolio's own requests asked. */
#ifndef TENKEN_COMMAND_PORTFOLIO_PACKS_H
#define TENKEN_COMMAND_PORTFOLIO_PACKS_H

#include "model/pack.h"
#include "store/portfolio.h"

/* Adds those that are not at hand, behind the installed ones: a private pack, or a version that this program no longer brings, is scored
 * all the same, and no id changes its meaning. */
enum status portfolio_packs_load(struct portfolio *portfolio, struct catalog *catalog, struct error *e);
/* Refuses one of the prime's own that was changed without another version since it was asked. */
enum status portfolio_packs_check(struct portfolio *portfolio, const struct pack *pack, struct error *e);

#endif
