/* Numbers for people. */
#ifndef TENKEN_BASE_AMOUNT_H
#define TENKEN_BASE_AMOUNT_H

#include <stdint.h>

/* With separators, "1,234,567". Returns out. */
#define AMOUNT_TEXT 32
const char *amount_text(int64_t amount, char out[AMOUNT_TEXT]);

/* The same of any integer, for an argument of one call: the text stays until the block around it ends. */
#define COUNT_TEXT(n) amount_text((int64_t)(n), (char[AMOUNT_TEXT]){0})

#endif
