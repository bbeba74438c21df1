/* Questions that an answer took off the list, or put on it, in words. */
#ifndef TENKEN_TUI_TURNED_WORDS_H
#define TENKEN_TUI_TURNED_WORDS_H

#include "tui/session.h"

struct buffer;

/* "So not asked: 28 to 30, 38." of the last change; false, and nothing added, when it did neither. */
bool turned_words(struct buffer *out, const struct session *s);

#endif
