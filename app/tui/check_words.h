/* What a remark of a questionnaire says here: its words, and the products that it speaks of. */
#ifndef TENKEN_TUI_CHECK_WORDS_H
#define TENKEN_TUI_CHECK_WORDS_H

#include "tui/session.h"

struct buffer;

/* "2 and 3: ": the questions that it is about; of one alone, or of none that is asked here, nothing. */
void check_about(struct buffer *out, const struct session *s, const struct check *check);
void check_words(struct buffer *out, const struct session *s, const struct check *check);

#endif
