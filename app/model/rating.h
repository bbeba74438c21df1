/* Two ratings of one question: the firm's own, which scores, and the assessor's beside it. Where they differ, the assessor says why. */
#ifndef TENKEN_MODEL_RATING_H
#define TENKEN_MODEL_RATING_H

#include "base/buffer.h"
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

/* ---- as a portfolio keeps them beside the assessor's levels (kept.h): item id -> ["seen", "reason", "note"], each "" when there is none
 */

/* Appends what was said to the item's rating, if an assessor gave it a level; kept_end ends it. */
void ratings_add(struct buffer *out, const char *item, const struct answer *a);

/* Borrowed for the call; texts are never NULL, and foreign. */
struct rating_words {
    const char *confidence, *reason, *note;
};
typedef enum status ratings_visit(void *context, const char *item, const struct rating_words *words, struct error *e);
/* Reads over whatever was not written by this program. A visitor's answer other than ST_OK ends it. */
enum status ratings_read(const char *text, ratings_visit *visit, void *context, struct error *e);

#endif
