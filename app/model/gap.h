/* Gaps: what lies below its target, in the order in which to look at it, each with its next step (formats.md, "Scoring"). */
#ifndef TENKEN_MODEL_GAP_H
#define TENKEN_MODEL_GAP_H

#include "model/question.h"

/* One question in scope below its target. action: the step that starts at its level (from <= level < to), NULL when the pack has none. */
struct gap {
    size_t question;
    int level; /* unknown: 0 */
    int target;
    int gap;
    int priority; /* gap × weight × largest threat weight (1 when the item names no threat) */
    const struct action *action;
};
/* Sorted by priority, ties by list order; each home once. The caller frees *gaps (NULL when *count is 0). */
enum status gaps_find(const struct question_list *list, struct gap **gaps, size_t *count, struct error *e);

/* What one level of this question's gap weighs: weight × largest threat weight. */
int gap_weight(const struct question *q);
int item_weight(const struct pack *pack, const struct item *item); /* the same of an item of the pack */
/* The action that starts at level, NULL when the item has none. */
const struct action *gap_action(const struct item *item, int level);

#endif
