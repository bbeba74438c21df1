/* Scoring, gaps and plan: integers only, so that anyone can recompute them (formats.md, "Scoring"). */
#ifndef TENKEN_MODEL_SCORE_H
#define TENKEN_MODEL_SCORE_H

#include "model/question.h"

#define SCORE_NONE (-1) /* nothing in scope: null in JSON */

struct pack_score {
    const struct pack *pack;
    int total; /* 0…1000, half up, or SCORE_NONE */
    int floor; /* 0…4, lowest level among essential items in scope, or SCORE_NONE */
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

/* {total, floor, answered, asked, packs {id: {total, floor, sections {id: total}}}} as it stands in a document. */
cJSON *score_to_json(const struct score *s);
/* True when a document's score member (which may be NULL: no fault) equals s. */
bool score_matches(const struct score *s, const cJSON *claimed);

/* One item below its target; action: the next step from its level, NULL when the pack has none. */
struct gap {
    size_t question;
    int level;
    int target;
    int gap;
    int priority; /* gap × weight × largest threat weight (1 when it names none) */
    const struct action *action;
};
/* Sorted by priority, ties by list order. The caller frees *gaps. Every question in scope, once. */
enum status gaps_find(const struct question_list *list, struct gap **gaps, size_t *count, struct error *e);

/* The exact best set of actions under both budgets (yen; upper cost ends): maximal gain = fall in the sum of priorities;
 * then lower monthly cost, then lower initial cost, then pack order. Of each item a prefix of its chain of actions
 * (from the present level upwards, level order) is taken. Steps that cost nothing stand first. */
struct plan_step {
    size_t question;
    const struct action *action;
    int gain;
};
struct plan {
    struct plan_step *steps;
    size_t count;
    int cost_initial, cost_monthly, gain;
};
#define BUDGET_NONE (-1) /* no limit */
enum status plan_make(const struct question_list *list, int budget_initial, int budget_monthly, struct plan *out, struct error *e);
void plan_release(struct plan *p);

#endif
