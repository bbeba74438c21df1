/* The level that an answer plans, by when, and who does it (planned_level, planned_by, owner); and last year's, which an answer that was
 * carried over brings along. One that is past or reached is nobody's plan for this year: it must not be signed unseen. */
#ifndef TENKEN_MODEL_GOAL_H
#define TENKEN_MODEL_GOAL_H

#include "model/assessment.h"

/* by and owner: "" when there is none; borrowed. */
struct goal {
    int level; /* -1: none */
    const char *by, *owner;
    bool last_year; /* not said for this year yet: of the answer carried over, or of last year's record */
    bool late;      /* the day is past, and the level not reached */
};

/* today: YYYY-MM-DD. What is planned and not reached: by the answer itself; where an answer of this year plans nothing, last year's that is
 * late (whoever confirmed the answer has not said what became of it). */
struct goal goal_of(const struct assessment *a, const struct question *q, const char *today);
/* Whether that is one of last year's beside an answer that counts already: no recipient of this year's answers is told of it. */
bool goal_left(const struct assessment *a, const struct question *q, const char *today);
/* Whether last year's record planned something for a day that is past, and that is not reached by what is said now, whatever was planned
 * since. by: that day, borrowed; "" when it is not so. */
bool goal_lapsed(const struct assessment *a, const struct question *q, const char *today, const char **by);
/* Takes last year's plan out of an answer that has just been confirmed or given anew, when it is late or reached. q: as it was before. */
enum status goal_settle(struct assessment *a, const struct question *q, const char *today, struct error *e);

/* Refuses a day to reach something by that is past; "": none. */
enum status goal_day_check(const char *by, const char *today, struct error *e);

#endif
