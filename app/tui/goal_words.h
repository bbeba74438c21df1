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

/* Whether the answer's note is last year's, word for word, and speaks of a time when something was planned whose day went by: until it is
 * written anew, or was signed beside a new plan. */
bool goal_note_old(const struct session *s, size_t question);
/* What stands before the answer's note: *asks whether one that is old is still true. */
const char *goal_note_label(const struct session *s, size_t question, bool *asks);

#endif
