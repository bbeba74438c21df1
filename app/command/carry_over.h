/* Last year's record into a new draft: what `tenken new --from` and home share. */
#ifndef TENKEN_COMMAND_CARRY_OVER_H
#define TENKEN_COMMAND_CARRY_OVER_H

#include "command/record.h"
#include "model/carry.h"

/* Proposes the old record's answers in a, which has its packs and requests but no answers yet (catalog: with those packs), and keeps the
 * record beside them. Whose record it is was the caller's to ask. The caller releases carried. */
enum status carry_over(struct assessment *a, const struct catalog *catalog, const struct record *old, struct carried *carried,
                       struct error *e);
/* ST_NO when the old record is another firm's than ours (a draft's "supplier"): the corporate number decides where both have one; else the
 * name, where both have one. from: the old record's file, for the sentence. */
enum status refuse_other_firm(const cJSON *ours, const struct record *old, const char *from, struct error *e);
/* What the requester calls the firm is a first guess at its name, when it has none yet. */
enum status guess_firm_name(struct assessment *a, struct error *e);

/* The draft that answers were carried over from may have been corrected since: the comparison, and what still waits to be confirmed, follow
 * it. old: any record; another than that draft changes nothing. */
enum status carry_over_again(struct assessment *a, const struct catalog *catalog, const struct record *old, struct error *e);

#endif
