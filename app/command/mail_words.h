/* What letters say of what has come so far, and how the rest is sent. */
#ifndef TENKEN_COMMAND_MAIL_WORDS_H
#define TENKEN_COMMAND_MAIL_WORDS_H

#include "base/buffer.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_status.h"

#include <stdbool.h>

/* By when we had asked for the answers of the year, and what became of it: nothing came, something unfinished, something for another year.
 * more_time: the day is one that was given later. */
void mail_add_missing(struct buffer *text, const struct status_line *line, bool more_time);

/* How many of what is begun are open, and how to finish it. */
void mail_add_rest(struct buffer *text, const struct status_line *line);

/* How answers are changed: in Tenken, or on a new sheet where the last ones came on one. */
void mail_add_change(struct buffer *text, bool sheet);

/* An answer sheet comes back only once: the new one goes with this mail. */
const char *mail_new_sheet(void);

/* That the request which is open goes with this mail again. */
void mail_add_once_more(struct buffer *text, const char *file);

/* That our request is to be answered: which file that is, where it is known, and by when. */
void mail_add_request(struct buffer *text, const struct letter_facts *facts, const char *today);

/* The file of a new answer sheet, to go with the letter: "sheet-A03-2026.xlsx"; NULL: out of memory. The caller frees it. */
char *mail_sheet_name(const char *code, const char *period);

#endif
