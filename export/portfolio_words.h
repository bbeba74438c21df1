/* Tiers and states of suppliers in words, in the current language. */
#ifndef TENKEN_EXPORT_PORTFOLIO_WORDS_H
#define TENKEN_EXPORT_PORTFOLIO_WORDS_H

#include "model/portfolio_source.h"

const char *tier_words(enum portfolio_tier tier); /* "" when it is not known */
const char *state_words(enum portfolio_state state);

#endif
