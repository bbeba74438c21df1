/* Whose tier another list of suppliers changes: other targets go with it. */
#ifndef TENKEN_COMMAND_TIER_CHANGES_H
#define TENKEN_COMMAND_TIER_CHANGES_H

#include "base/arena.h"
#include "command/named_codes.h"
#include "model/portfolio_source.h"
#include "store/portfolio_trust.h"

struct tier_before {
    const char *code;
    enum portfolio_tier tier;
};

/* Zeroed to begin with. */
struct tier_changes {
    struct arena arena;
    struct tier_before *before;
    size_t count, room, next;
    struct named_codes raised, lowered; /* into the higher tier, and out of it */
};

/* What stands there before the import. */
enum status tier_changes_begin(struct tier_changes *t, struct portfolio *p, struct error *e);
/* A supplier as it is after it, of all in the portfolio's own order. */
enum status tier_changes_note(struct tier_changes *t, const struct supplier_record *s, struct error *e);
void tier_changes_tell(struct tier_changes *t);
void tier_changes_release(struct tier_changes *t);

#endif
