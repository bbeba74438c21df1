/* Two years compared like with like: what the answers of then and of now come to on the questions that both years ask. Another customer's
 * questionnaire, or a question that a condition hides, makes another score of the same security. */
#ifndef TENKEN_MODEL_ALIKE_H
#define TENKEN_MODEL_ALIKE_H

#include "model/score.h"

/* Owns all; list is borrowed and must not change meanwhile. */
struct alike {
    const struct question_list *list;
    bool *common;           /* of the list's questions: asked now and then */
    struct score now, then; /* over those; packs as in the list */
    size_t ncommon;
    size_t asked_now, asked_then;
    size_t answered_then; /* of all that were asked then */
};

/* past: compare.h, not NULL. The weights are those of now. */
enum status alike_compute(const cJSON *past, const struct question_list *list, struct alike *out, struct error *e);
void alike_release(struct alike *a);
/* The very same questions. */
bool alike_all(const struct alike *a);
/* Points then of a pack (section SIZE_MAX) or one of its sections; SCORE_NONE unless everything asked there now was asked then. */
int alike_points(const struct alike *a, const struct pack *pack, size_t section);

#endif
