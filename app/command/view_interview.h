/* What an interview left in a supplier's answers, for the prime's page about that supplier. */
#ifndef TENKEN_COMMAND_VIEW_INTERVIEW_H
#define TENKEN_COMMAND_VIEW_INTERVIEW_H

#include "base/buffer.h"

#include <cjson/cJSON.h>
#include <stdint.h>

/* The assessor's level beside the firm's, how sure, why they differ, the note; nothing when there is no rating. */
void view_tell_rating(struct buffer *out, const cJSON *answer);
/* What was agreed to come later; nothing when nothing was. now: seconds, for what is overdue. */
void view_tell_followups(struct buffer *out, const cJSON *document, int64_t now);

#endif
