/* What a remark of a questionnaire says here: its words, and the products that it speaks of. */
#ifndef TENKEN_TUI_CHECK_WORDS_H
#define TENKEN_TUI_CHECK_WORDS_H

#include "tui/session.h"

struct buffer;

void check_words(struct buffer *out, const struct session *s, const struct check *check);

#endif
