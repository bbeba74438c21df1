/* Answers that cannot be true any more because the questionnaire was answered before: whoever confirms "never checked before this
 * questionnaire" a year later has that check-up standing beside it. */
#ifndef TENKEN_MODEL_OVERTAKEN_H
#define TENKEN_MODEL_OVERTAKEN_H

#include "model/assessment.h"

/* The period of the earlier check-up (borrowed from a) when the answer stands at such a level; NULL: it may well be true. */
const char *overtaken_by(const struct assessment *a, const struct question *q);

#endif
