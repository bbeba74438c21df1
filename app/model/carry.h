/* Carrying last year's answers into a new draft: each is proposed, none is taken for granted. */
#ifndef TENKEN_MODEL_CARRY_H
#define TENKEN_MODEL_CARRY_H

#include "model/assessment.h"

/* What became of the old answers. Indices into the new draft's list and, for gone, "PACK:ITEM" texts. Owns its arrays. */
struct carried {
    size_t answers; /* proposed */
    size_t *fresh;  /* questions that nobody answered before and that are asked if nothing has changed since */
    size_t nfresh;
    size_t nopen;     /* among them so many that the old record asked, too, if only under a condition */
    size_t *reworded; /* questions whose words have changed since (only where the old pack is at hand) */
    size_t nreworded;
    cJSON *gone; /* answers to questions that are not asked any more: ["PACK:ITEM"]; they stay in the old file */
};

/* Copies answers (confirmed: false), company profile and inventory from the old record into a, which has no answers yet. list: the
 * questions of a. old_packs: the packs of the old record [{id, version, sha256}]. own_code: whether the old supplier_code is the firm's own
 * choice (not one that a customer gave it). Assessors' ratings, beliefs, affirmation and the plan within a budget are not carried: they are
 * made anew. What an answer plans comes along with it, as last year's (goal.h). */
enum status assessment_carry(struct assessment *a, const struct question_list *list, const struct catalog *catalog, const struct facts *old,
                             const cJSON *old_packs, bool own_code, struct carried *out, struct error *e);
/* Keeps the old record in the draft (compare.h, past_new), so that it can be shown beside what is answered now. */
enum status assessment_keep_last_year(struct assessment *a, const char *period, const cJSON *packs, const struct facts *old,
                                      const struct question_list *old_list, bool whole, struct error *e);
/* The old record was corrected since: answers of a that still wait to be confirmed are proposed as it says now, and one that was given as
 * it said then is to be confirmed again. */
enum status assessment_carry_again(struct assessment *a, const struct question_list *list, const struct facts *old, struct error *e);
/* Whether the question waits because last year's answer (last) was corrected after this one was given. */
bool carry_corrected(const struct question *q, const struct answer *last);
/* Whether a later draft that was carried over from the record of q still says what q said before: it is to be confirmed there again. */
bool carry_outdated(const struct assessment *later, const struct question *q);
/* How many open questions nobody will be asked once every proposal is confirmed as it is: what they depend on says so. list: of a. */
size_t carry_idle(const struct assessment *a, const struct question_list *list, const struct catalog *catalog);
void carried_release(struct carried *c);

#endif
