/* A step in words: who takes it, and what it costs. */
#ifndef TENKEN_MODEL_ACTION_WORDS_H
#define TENKEN_MODEL_ACTION_WORDS_H

#include "base/amount.h"
#include "model/pack.h"

#include <stdint.h>

const char *who_words(enum action_who who); /* in the current language */

/* An amount of yen, "¥12,000" in the form of the current language. Returns out. */
#define YEN_TEXT (AMOUNT_TEXT + 4)
const char *yen_text(int64_t yen, char out[YEN_TEXT]);

#endif
