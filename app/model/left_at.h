/* At which question the owner left, kept in the draft so that going on begins there. Never exported.
 *
 *   "left_at": {pack, item} */
#ifndef TENKEN_MODEL_LEFT_AT_H
#define TENKEN_MODEL_LEFT_AT_H

#include "model/assessment.h"

/* Index into the list; SIZE_MAX: it is not said, or the list does not have it. */
size_t left_at_find(const struct assessment *a, const struct question_list *list);
/* q NULL: nowhere in particular. *changed: the draft is to be saved. */
enum status left_at_note(struct assessment *a, const struct question *q, bool *changed, struct error *e);

#endif
