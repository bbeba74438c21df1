/* The list of questions that a set of packs asks, in order, each with its answer: what screens, scoring, gaps, plans and
 * exports all work from, so that a question hidden in one is hidden in all. */
#ifndef TENKEN_MODEL_QUESTION_H
#define TENKEN_MODEL_QUESTION_H

#include "model/answer.h"
#include "model/condition.h"
#include "model/pack.h"

struct question {
    const struct pack *pack; /* where it is listed */
    const struct item *item;
    const struct pack *home_pack; /* where the answer lives (the same, unless it is an alias) */
    const struct item *home_item;
    struct answer answer;
    int target;    /* the pack's, or raised by the request */
    bool hidden;   /* applies_if is false: neither asked nor scored, the answer is kept */
    bool repeated; /* listed before under another pack: asked and counted in the total only there */
};

/* Owns the array only; packs and facts must outlive it. Build again after an answer has changed (it takes microseconds). */
struct question_list {
    struct question *questions;
    size_t count;
    const struct pack **packs;
    size_t npacks;
};

/* packs: the packs asked, in order. targets: {pack: {item: level}} from a request, or NULL; lower than the pack's is ignored.
 * An alias whose home is not in the catalog is refused. */
enum status question_list_build(struct question_list *list, const struct catalog *catalog, const struct pack *const *packs, size_t npacks,
                                const struct facts *facts, const cJSON *targets, struct error *e);
void question_list_release(struct question_list *list);

/* Index of the question listed as pack:item, or of the first whose home it is; SIZE_MAX when absent. */
size_t question_find(const struct question_list *list, const char *pack, const char *item);

/* The number that people refer to a question by: its place in the list, hidden ones counted, repeated ones not. A repeated one has that of
 * the question it repeats. */
int question_list_number(const struct question_list *list, size_t question);
/* The item's short name, also of an alias. */
const char *question_title(const struct question *q);

/* One hit of a cross-check. */
struct check_hit {
    const struct pack *pack;
    const struct check *check;
};
/* Fills at most max hits of the packs in the list; returns how many there are. A check hits only when none of its items is hidden. */
size_t checks_find(const struct question_list *list, const struct catalog *catalog, const struct facts *facts, struct check_hit *hits,
                   size_t max);
/* The same without the advice, which is for the firm alone; returns how many are in hits. */
size_t contradictions_find(const struct question_list *list, const struct catalog *catalog, const struct facts *facts,
                           struct check_hit *hits, size_t max);

#endif
