/* Where an interview was left, and how its consultant likes to work: part of the private record (interview.h). */
#ifndef TENKEN_MODEL_PLACE_H
#define TENKEN_MODEL_PLACE_H

#include "model/interview.h"

/* The question as an index into the list; SIZE_MAX: none, or it is not asked any more. */
size_t interview_place(const struct interview *i, const struct question_list *list);
enum status interview_set_place(struct interview *i, const struct question *q, struct error *e);

/* Whether both ratings given lead on to the next question. */
bool interview_moves_on(const struct interview *i);
enum status interview_set_moves_on(struct interview *i, bool moves_on, struct error *e);

#endif
