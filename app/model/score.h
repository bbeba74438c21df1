/* Scoring: integers only, so that anyone can recompute it (formats.md, "Scoring"). */
#ifndef TENKEN_MODEL_SCORE_H
#define TENKEN_MODEL_SCORE_H

#include "model/question.h"

#define SCORE_NONE (-1) /* nothing in scope: null in JSON */

/* 0…1000 as "0.0" to "100.0" into out, SCORE_NONE as "-"; returns out. */
#define SCORE_TEXT 16
const char *score_text(int score, char out[SCORE_TEXT]);

/* A weighted mean in the making, of answers that are in scope. */
struct score_mean {
    int64_t points;
    int64_t weights;
    int floor; /* SCORE_NONE: nothing essential so far */
};
#define SCORE_MEAN_EMPTY                                                                                                                   \
    {                                                                                                                                      \
        0, 0, SCORE_NONE                                                                                                                   \
    }
void score_mean_add(struct score_mean *mean, const struct item *item, int level);
int score_mean_total(const struct score_mean *mean); /* 0…1000, half up, or SCORE_NONE */

struct pack_score {
    const struct pack *pack;
    int total;     /* 0…1000, half up, or SCORE_NONE */
    int floor;     /* 0…4, lowest level among essential items in scope, or SCORE_NONE */
    int *sections; /* one per section of the pack: 0…1000 or SCORE_NONE */
};

/* In scope = asked (not hidden), answered with a level or unknown (which counts 0), confirmed, kind level.
 * Not yet answered, na and kind done are out of scope. asked/answered/unknown/na count each question once (not repeated),
 * kind done included; unconfirmed answers are asked but not answered. */
struct score {
    int total;
    int floor;
    size_t weakest; /* index of the first essential question at the floor, SIZE_MAX when none */
    size_t asked, answered, unknown, na, unconfirmed;
    struct pack_score *packs;
    size_t npacks;
};
enum status score_compute(const struct question_list *list, struct score *out, struct error *e);
void score_release(struct score *s);

/* Whether the question is one of the weakest essential: several may stand at the floor. */
bool score_at_floor(const struct score *s, const struct question *q);

/* True when the question counts in a score; *level then holds its level (unknown: 0). level may be NULL. */
bool question_in_scope(const struct question *q, int *level);

/* {total, floor, answered, asked, packs {id: {total, floor, sections {id: total}}}} as it stands in a document. NULL: out of memory. */
cJSON *score_to_json(const struct score *s);
/* True when a document's score member (which may be NULL: no fault) equals s; members that score_to_json does not write are ignored. */
bool score_matches(const struct score *s, const cJSON *claimed);

#endif
