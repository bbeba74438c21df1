/* What a letter asks about single answers. */
#ifndef TENKEN_COMMAND_MAIL_QUESTION_H
#define TENKEN_COMMAND_MAIL_QUESTION_H

#include "base/buffer.h"
#include "model/condition.h"
#include "model/pack.h"
#include "store/portfolio_chase.h"

/* Names the answers, and asks, in the current language: in our own words, or by how the answers contradict each other. facts: of the
 * answers that were asked about. */
void mail_add_question(struct buffer *text, const struct catalog *catalog, const struct clarification *c, const struct facts *facts);

#endif
