/* What is said of answers of an earlier year that a later one found wrong (found_wrong.h), on screen and line by line. */
#ifndef TENKEN_TUI_WRONG_WORDS_H
#define TENKEN_TUI_WRONG_WORDS_H

#include "tui/session.h"

struct buffer;

/* At the question of the earlier year: what to do about it. Nothing for any other. */
void wrong_words(struct buffer *out, const struct session *s, size_t question);
/* In the later year, once its own correction is away: which customers of the year before still have such an answer. False: none. */
bool wrong_left(struct buffer *out, const struct session *s);

#endif
