/* The second pass in words: the same on its screen and in plain mode. */
#ifndef TENKEN_TUI_CLOSER_H
#define TENKEN_TUI_CLOSER_H

#include "tui/session.h"

struct buffer;

/* Why an answer deserves a closer look, one sentence a reason, and what to do about it. Appends without a newline. */
void closer_reason(struct buffer *out, const struct session *s, size_t question, enum look_reason reason);
/* So many come first and are named apart: more at once frighten. */
#define CLOSER_FIRST 5
/* "9 of your answers deserve a closer look: …" */
void closer_offer(struct buffer *out, size_t due);

/* What the answer holds beside its level. text: "" when nothing. */
enum closer_part { CLOSER_EVIDENCE, CLOSER_SCOPE, CLOSER_EXCEPTIONS, CLOSER_COMPENSATING, CLOSER_PLAN, CLOSER_NOTE, CLOSER_PARTS };
extern const char *const CLOSER_LABELS[CLOSER_PARTS]; /* N_ */
void closer_part(struct buffer *out, const struct session *s, size_t question, enum closer_part part);

#endif
