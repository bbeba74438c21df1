/* Which answers are not as they were signed, and what they were. */
#ifndef TENKEN_TUI_TOLD_CHANGES_H
#define TENKEN_TUI_TOLD_CHANGES_H

#include "tui/session.h"

struct buffer;

/* Whether another answer to this question was signed, for the session's customer if it has one, else for anybody. *then: which one;
 * ANSWER_NONE where that is not noted, or several were told different ones. */
bool told_then(const struct session *s, size_t question, struct answer *then);
/* "its plan (2027-03-31 -> 2028-03-31), its note": what is written otherwise beside the same answer; nothing where another answer was
 * signed, or what was written then is not known. lapsed: the day that a plan of last year's was postponed from (session_postponed), "" for
 * none; NULL: no days. */
void told_beside(struct buffer *out, const struct answer *then, const struct answer *now, const char *lapsed);
/* "then 2 throughout, now 1 partly", or what beside the answer has changed. */
void told_change(struct buffer *out, const struct answer *then, const struct answer *now, const char *lapsed);
/* "Changed since it was signed: 3 Restore tests: then 2 throughout, now 1 partly; and 2 more. …" with at most so many questions, and how
 * to put one back. Nothing, and 0, where nothing has changed; else how many have. */
size_t told_changes(struct buffer *out, const struct session *s, size_t most);

#endif
