/* What the plan proposed when the owner last looked at it, kept in the draft: answers given since may have made another one of it, and
 * whoever was about to buy what stood in it is to be told. Never exported.
 *
 *   "plan_seen": {"on": "2026-11-24", "points", "plan": a copy of the draft's "plan", "levels": [{pack, item, level}]} */
#ifndef TENKEN_MODEL_PLAN_SEEN_H
#define TENKEN_MODEL_PLAN_SEEN_H

#include "model/assessment.h"

/* The day, borrowed, and the points then (0…1000 or SCORE_NONE). NULL: nobody has looked yet, or the budgets or the steps chosen by hand
 * are others now: who changed those expects another plan. */
const char *plan_seen_on(const struct assessment *a, int *points);
/* The level that the plan led a question to; 0: it had no step there. */
int plan_seen_level(const struct assessment *a, const struct question *q);
/* Looked at today (YYYY-MM-DD). points: the total when all is done. *changed: the draft is to be saved. */
enum status plan_seen_note(struct assessment *a, const struct question_list *list, const struct plan *plan, int points, const char *today,
                           bool *changed, struct error *e);

#endif
