/* What is planned at a question, in words: the same for screens and plain mode. */
#ifndef TENKEN_TUI_GOAL_WORDS_H
#define TENKEN_TUI_GOAL_WORDS_H

#include "tui/session.h"

struct buffer;

/* "3 established  2027-03-31  Taro Mihon"; nothing without a plan. */
void goal_line(struct buffer *out, const struct goal *goal);
/* What stands before it: "Plan:", or that it is last year's. */
const char *goal_label(const struct goal *goal);
/* One whose day is past, and what is to be done about it; nothing for another. */
void goal_late(struct buffer *out, const struct session *s, const struct goal *goal);

/* What stands before the answer's note. Beside a plan of last year's that is late it asks whether the note, which came along, too, is still
 * true: *asks. */
const char *goal_note_label(const struct session *s, size_t question, bool *asks);

#endif
