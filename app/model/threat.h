/* Which threats the answers cover least (a pack's "threats"; the items name those that they counter). */
#ifndef TENKEN_MODEL_THREAT_H
#define TENKEN_MODEL_THREAT_H

#include "model/question.h"

#define THREAT_WEAK_MAX 3

/* One threat of the packs asked; the same id in several packs is one threat (its words and weight from the first). points: the weighted
 * mean of the items in scope that counter it, 0…1000 half up as in a section, or SCORE_NONE when none is in scope. weak: those of them that
 * are below target, lowest level first, ties by weight, then list order. */
struct threat_cover {
    const struct threat *threat;
    int points;
    size_t items; /* in scope */
    size_t weak[THREAT_WEAK_MAX];
    size_t nweak;
};
/* Least covered first; ties: the heavier threat, then pack order; those that nothing in scope counters come last. Each home counts once.
 * The caller frees *covers (NULL when *count is 0). */
enum status threats_cover(const struct question_list *list, struct threat_cover **covers, size_t *count, struct error *e);

#endif
