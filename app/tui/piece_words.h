/* One piece of evidence in words: the same where it is read out and where it is shown before it is signed. */
#ifndef TENKEN_TUI_PIECE_WORDS_H
#define TENKEN_TUI_PIECE_WORDS_H

#include "tui/session.h"

struct buffer;

/* "Photo of the wall, folder IT, record or log, dated 2026-11-20". */
void piece_words(struct buffer *out, const cJSON *entry);

#endif
