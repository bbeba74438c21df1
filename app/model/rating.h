/* Two ratings of one question: the firm's own, which scores, and the assessor's beside it. Where they differ, the assessor says why. */
#ifndef TENKEN_MODEL_RATING_H
#define TENKEN_MODEL_RATING_H

#include "model/question.h"

/* Borrowed from the answer. Texts are "" when there are none. */
struct rating {
    int firm;                               /* 0–4, -1 when the firm's answer is no level; "don't know" counts as 0, as it scores */
    int assessor;                           /* 0–4, -1 when none */
    const char *confidence, *reason, *note; /* confidence: one of CONFIDENCE_CHOICES (choices.h); note: shared with the firm */
};
struct rating rating_view(const struct answer *answer);

/* The assessor gave a level and the firm answered otherwise ("not applicable" counts as otherwise). Not answered yet, or a question of
 * kind done: no difference. */
bool rating_differs(const struct answer *answer);
/* A difference whose reason is empty or blank. */
bool rating_lacks_reason(const struct answer *answer);

/* Indices of the asked questions (neither hidden nor repeated) whose ratings differ; without_reason: only those that lack the reason,
 * which nobody may sign. Fills at most max; returns how many there are. */
size_t ratings_different(const struct question_list *list, bool without_reason, size_t *out, size_t max);

#endif
