/* Answers that stood before a customer asked (model/given.h), in words: the same for screens and plain mode. */
#ifndef TENKEN_TUI_GIVEN_WORDS_H
#define TENKEN_TUI_GIVEN_WORDS_H

#include "tui/session.h"
#include "tui/words.h"

struct buffer;

/* What the list is about: who asks, too, and what is to be done; one paragraph. */
void given_intro(struct buffer *out, const struct session *s);
/* Whom the answer was given for, and when: "2026-11-20, for Mihon Motors". Returns out. */
const char *given_source(const struct question *q, char out[WORDS_MAX * 2]);
/* "y: it holds for Mihon Electric, too. Given already, on 2026-11-20 for Mihon Motors." Nothing when the answer has no mark. */
void given_sentence(struct buffer *out, const struct session *s, const struct question *q);
/* "given already, to be confirmed for Mihon Electric" */
void given_todo(struct buffer *out, const struct session *s, const struct question *q);

#endif
