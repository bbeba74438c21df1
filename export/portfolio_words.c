#include "export/portfolio_words.h"

#include "base/i18n.h"

const char *tier_words(enum portfolio_tier tier)
{
    switch (tier) {
    case PORTFOLIO_TIER_HIGHER:
        return _("higher tier");
    case PORTFOLIO_TIER_BASE:
        return _("base tier");
    case PORTFOLIO_TIER_UNSET:
        return "";
    }
    return "";
}

const char *state_words(enum portfolio_state state)
{
    switch (state) {
    case PORTFOLIO_ANSWERED:
        return _("answered");
    case PORTFOLIO_UNFINISHED:
        return _("answered, unfinished");
    case PORTFOLIO_WAITING:
        return _("waiting");
    case PORTFOLIO_LATE:
        return _("late");
    case PORTFOLIO_QUARANTINED:
        return _("in quarantine");
    case PORTFOLIO_CONFLICT:
        return _("conflict");
    }
    return "";
}
