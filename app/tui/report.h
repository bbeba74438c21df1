/* The result in words: the same sentences on the results screen and in plain mode. */
#ifndef TENKEN_TUI_REPORT_H
#define TENKEN_TUI_REPORT_H

#include "tui/session.h"

struct buffer;

/* Each appends one sentence or line without a newline; nothing when there is nothing to say. */
void report_total(struct buffer *out, const struct session *s, const struct score *score);
void report_weakest(struct buffer *out, const struct session *s, const struct score *score);
void report_belief(struct buffer *out, const struct session *s, const struct score *score);
void report_unknown(struct buffer *out, const struct session *s, const struct score *score);
/* What one step costs and who takes it: "costs nothing, about 3 hours, staff". */
void report_effort(struct buffer *out, const struct action *action);

#endif
