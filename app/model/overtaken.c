#include "model/overtaken.h"

/* The items whose lowest level says that nothing like this check-up was ever done. Named here, not in their packs: what a pack says is
 * signed by its digest. */
static const struct {
    const char *pack, *item;
} CHECK_UPS[] = {{"supply-chain", "self-check"}};

static bool is_check_up(const struct question *q)
{
    for (size_t i = 0; i < sizeof CHECK_UPS / sizeof *CHECK_UPS; i++) {
        if (strcmp(q->home_pack->id, CHECK_UPS[i].pack) == 0 && strcmp(q->home_item->id, CHECK_UPS[i].item) == 0) {
            return true;
        }
    }
    return false;
}

const char *overtaken_by(const struct assessment *a, const struct question *q)
{
    struct facts facts;
    const char *period = NULL;
    if (!is_check_up(q) || q->answer.state != ANSWER_LEVEL || q->answer.level != 0 || !assessment_last_year(a, &facts, &period)) {
        return NULL;
    }
    const struct answer before = answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
    return before.state == ANSWER_NONE ? NULL : period;
}
