/* What a merge keeps of the answers and scores of a pack, as JSON: one member after another into an object that the caller has begun with a
 * brace and ends with one. Thousands of files with dozens of answers: written straight into the buffer. */
#ifndef TENKEN_COMMAND_MERGE_MEMBERS_H
#define TENKEN_COMMAND_MERGE_MEMBERS_H

#include "base/buffer.h"
#include "model/answer.h"

/* "ID":[level, target, priority, planned level, assessor's level]: the level as PORTFOLIO_… has it, -1 for what there is not. */
void merge_add_item(struct buffer *out, const char *id, const struct answer *a, bool hidden, int target, int priority);
/* "ID":score, null for SCORE_NONE. */
void merge_add_section(struct buffer *out, const char *id, int score);

#endif
