/* Days as people write and read them. Files have YYYY-MM-DD (base/clock.h). */
#ifndef TENKEN_BASE_DAY_TEXT_H
#define TENKEN_BASE_DAY_TEXT_H

#include "base/clock.h"

#include <stdbool.h>

/* A whole day as spreadsheets and Japanese keyboards write it, 2026/12/5, 2026.12.05, 2026年12月5日, also in full width, as YYYY-MM-DD.
 * False: it is none, or does not exist; out is text as far as it fits then. out and text may be the same. */
bool day_read(const char *text, char out[DATE_TEXT]);
/* The same of a day that may not exist (2026/2/30). False: it is none; out stays. */
bool day_form(const char *text, char out[DATE_TEXT]);

/* A day of a file for a letter: 2026年12月5日 in Japanese, else as it is. What is no day stays, too. Returns out. */
#define DAY_WORDS 32
const char *day_words(const char *day, char out[DAY_WORDS]);
/* The same for an argument of one call: the text stays until the block around it ends. */
#define DAY_TEXT(day) day_words(day, (char[DAY_WORDS]){0})

#endif
