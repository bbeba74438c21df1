/* What a step or a plan costs, in words: written the same in the plan, in the results and in what a customer will see. */
#ifndef TENKEN_TUI_MONEY_WORDS_H
#define TENKEN_TUI_MONEY_WORDS_H

#include "model/pack.h"
#include "tui/words.h"

/* "¥40,000 once, ¥3,000 a month"; a part that is 0 is left out, unless both are 0. Yen. Returns out. */
const char *money_words(char out[WORDS_MAX], int64_t once, int64_t monthly);
/* The same for costs between two ends: "¥15,000–40,000 once". */
const char *money_range_words(char out[WORDS_MAX], struct cost once, struct cost monthly);

#endif
