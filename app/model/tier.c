#include "model/tier.h"

enum portfolio_tier tier_from(int confidential, int outage, int access)
{
    if (confidential == 1 || outage == 1 || access == 1) {
        return PORTFOLIO_TIER_HIGHER;
    }
    return confidential == 0 || outage == 0 || access == 0 ? PORTFOLIO_TIER_BASE : PORTFOLIO_TIER_UNSET;
}

int tier_target(const struct item *item, enum portfolio_tier tier)
{
    if (item->kind != ITEM_LEVEL) {
        return -1;
    }
    return tier == PORTFOLIO_TIER_HIGHER && item->target < TIER_LEVEL_MAX ? item->target + 1 : item->target;
}

const char *tier_name(enum portfolio_tier tier)
{
    return tier == PORTFOLIO_TIER_HIGHER ? "higher" : tier == PORTFOLIO_TIER_BASE ? "base" : "";
}
