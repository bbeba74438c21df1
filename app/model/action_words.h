/* A step in words: who takes it, and what it costs. */
#ifndef TENKEN_MODEL_ACTION_WORDS_H
#define TENKEN_MODEL_ACTION_WORDS_H

#include "model/pack.h"

#include <stdint.h>

const char *who_words(enum action_who who); /* in the current language */

/* An amount with separators, "1,234,567", or of yen, "¥12,000". Both return out. */
#define AMOUNT_TEXT 32
const char *amount_text(int64_t amount, char out[AMOUNT_TEXT]);
#define YEN_TEXT (AMOUNT_TEXT + 4)
const char *yen_text(int64_t yen, char out[YEN_TEXT]);

#endif
