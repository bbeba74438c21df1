/* Whom "tenken request new" asks. */
#ifndef TENKEN_COMMAND_REQUEST_TARGETS_H
#define TENKEN_COMMAND_REQUEST_TARGETS_H

#include "base/arena.h"
#include "command/named_codes.h"
#include "command/request_round.h"

struct code_set;

/* Suppliers to ask; texts in the arena. */
struct targets {
    struct arena arena;
    struct supplier_record *suppliers;
    size_t count, capacity;
    struct named_codes ended;    /* who would be asked if the prime still worked with them */
    struct named_codes untiered; /* with --tier: those that have none, and would be asked otherwise */
    const struct request_options *options;
    const struct code_set *listed; /* with --list, while it is read */
};

/* Those that the options name; a refusal when that is nobody. Released in any case. */
enum status targets_select(struct targets *t, struct request_round *r, struct error *e);
void targets_release(struct targets *t);
/* Tells who has no tier, where it is asked by tier. */
void targets_untiered_tell(struct targets *t);
/* Tells who is left out because the prime no longer works with it. */
void targets_ended_tell(struct targets *t);

#endif
