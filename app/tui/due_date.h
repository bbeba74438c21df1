/* Days to come, as people write them in a plan. Only for what is typed: files hold whole dates. */
#ifndef TENKEN_TUI_DUE_DATE_H
#define TENKEN_TUI_DUE_DATE_H

#include "tui/words.h"

/* As plain_date; and a month, for its last day ("2027-03", "2027年3月末", "end of March 2027"), and a day or month without a year, for the
 * next one from today on ("3月末", "31 March"). *meant: it was no whole date, so that the owner is shown what became of it. What is none of
 * these comes back as plain_ascii. today: YYYY-MM-DD. Returns out. */
const char *due_date(const char *text, const char *today, char out[WORDS_MAX], bool *meant);
/* A day to come, to show how one is written: the last of March of next year. Returns out. */
const char *due_example(const char *today, char out[WORDS_MAX]);

#endif
