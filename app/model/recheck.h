/* What came after an assessor's rating: evidence, and follow-ups that were done. Such a question is to be rated again. A rating notes what
 * it rests on (assessor.basis in the draft: short digests, never exported), so that what is new is known whatever the days say. */
#ifndef TENKEN_MODEL_RECHECK_H
#define TENKEN_MODEL_RECHECK_H

#include "model/assessment.h"

/* The basis of a rating given now: an array for assessor.basis, which is left out when it is empty. NULL: out of memory. */
cJSON *recheck_basis(const struct assessment *a, const struct question *q);

/* One thing that came since. Borrowed from the draft. */
struct recheck_news {
    bool followup;    /* else evidence */
    const char *text; /* title, or what was agreed; "" when there is none */
    const char *date; /* of the evidence, or when it was done; "" when not said */
};
/* Fills at most max; returns how many there are: 0 when the question need not be rated again. Evidence of a question that was never
 * rated is no news; that a follow-up was done is. */
size_t recheck_news(const struct assessment *a, const struct question *q, struct recheck_news *out, size_t max);

/* Indices of the asked questions that are to be rated again. Fills at most max; returns how many there are. */
size_t recheck_list(const struct assessment *a, const struct question_list *list, size_t *out, size_t max);

#endif
