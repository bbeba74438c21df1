/* Tiers: what a prime asks more of, by the three questions that tell how much hangs on a supplier. */
#ifndef TENKEN_MODEL_TIER_H
#define TENKEN_MODEL_TIER_H

#include "model/portfolio_source.h"

/* Our confidential information lies on its systems; its stop delays us unacceptably; its network reaches into ours: 1 yes, 0 no, -1 not
 * said. Any yes: the higher tier. Nothing said at all: unset. */
enum portfolio_tier tier_from(int confidential, int outage, int access);

/* The level that a supplier of the tier is to reach: the pack's target; in the higher tier one level more, up to 3 (established: written
 * down and checked every year), where the pack does not ask for that already. A request may raise it further. -1 for items of kind done. */
#define TIER_LEVEL_MAX 3
int tier_target(const struct item *item, enum portfolio_tier tier);

/* "higher", "base", "" as they stand in JSON and CSV. */
const char *tier_name(enum portfolio_tier tier);

#endif
