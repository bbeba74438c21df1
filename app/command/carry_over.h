/* Last year's record into a new draft: what `tenken new --from` and home share. */
#ifndef TENKEN_COMMAND_CARRY_OVER_H
#define TENKEN_COMMAND_CARRY_OVER_H

#include "command/record.h"
#include "model/carry.h"

/* Proposes the old record's answers in a, which has its packs and requests but no answers yet (catalog: with those packs), and keeps the
 * record beside them. Whose record it is was the caller's to ask. The caller releases carried. */
enum status carry_over(struct assessment *a, const struct catalog *catalog, const struct record *old, struct carried *carried,
                       struct error *e);
/* What the requester calls the firm is a first guess at its name, when it has none yet. */
enum status guess_firm_name(struct assessment *a, struct error *e);

#endif
