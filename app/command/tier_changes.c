#include "command/tier_changes.h"

#include "base/i18n.h"
#include "base/list.h"
#include "command/listing.h"
#include "model/tier.h"

#include <stdlib.h>
#include <string.h>

static enum status keep(void *context, const struct supplier_record *s, struct error *e)
{
    struct tier_changes *t = context;
    struct tier_before *before = list_room(t->before, t->count, &t->room, sizeof *before);
    if (before == NULL) {
        return fail_memory(e);
    }
    t->before = before;
    t->before[t->count++] =
        (struct tier_before){.code = arena_text(&t->arena, s->code), .tier = tier_from(s->confidential, s->outage, s->access)};
    return t->arena.failed ? fail_memory(e) : ST_OK;
}

enum status tier_changes_begin(struct tier_changes *t, struct portfolio *p, struct error *e)
{
    return portfolio_suppliers(p, keep, t, e);
}

/* An import only adds suppliers: those of before come in the same order again. */
enum status tier_changes_note(struct tier_changes *t, const struct supplier_record *s, struct error *e)
{
    if (t->next == t->count || strcmp(t->before[t->next].code, s->code) != 0) {
        return ST_OK;
    }
    const bool was = t->before[t->next++].tier == PORTFOLIO_TIER_HIGHER;
    const bool is = tier_from(s->confidential, s->outage, s->access) == PORTFOLIO_TIER_HIGHER;
    return was == is ? ST_OK : named_codes_add(is ? &t->raised : &t->lowered, s->code, e);
}

void tier_changes_tell(struct tier_changes *t)
{
    const char *raised, *lowered;
    const size_t up = named_codes_words(&t->raised, &raised), down = named_codes_words(&t->lowered, &lowered);
    if (up > 0) {
        print_sentence(stdout, _n("%zu supplier is in the higher tier now: %s.", "%zu suppliers are in the higher tier now: %s.", up), up,
                       raised);
    }
    if (down > 0) {
        print_sentence(stdout,
                       _n("%zu supplier is no longer in the higher tier: %s.", "%zu suppliers are no longer in the higher tier: %s.", down),
                       down, lowered);
    }
    if (up + down > 0) {
        print_sentence(stdout, _("A request that was made before has the targets of the former tier: \"tenken request new\" with --to and "
                                 "--again asks anew."));
    }
}

void tier_changes_release(struct tier_changes *t)
{
    named_codes_release(&t->raised);
    named_codes_release(&t->lowered);
    arena_release(&t->arena);
    free(t->before);
    *t = (struct tier_changes){0};
}
