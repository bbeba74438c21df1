#include "model/found_wrong.h"

#include "model/as_signed.h"
#include "model/json.h"

static bool told_level(const cJSON *recipient, const char *pack, const char *item, int level)
{
    const struct answer told = as_signed_answer(recipient, pack, item);
    return told.state == ANSWER_LEVEL && told.level == level;
}

/* Whether anybody was told that level in that year, by the newest revision or (before) by one that a correction took the place of. */
static bool told_anybody(const struct assessment *a, const char *pack, const char *item, int level, bool before)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(a->tree, "recipients"))
    {
        if (told_level(recipient, pack, item, level) || (before && as_signed_before(recipient, pack, item) == level)) {
            return true;
        }
    }
    return false;
}

bool found_wrong(const struct assessment *then, const struct assessment *later, const cJSON *recipient, const char *pack, const char *item)
{
    const struct facts before = assessment_facts(then), now = assessment_facts(later);
    const struct answer was = answer_view(facts_answer(&before, pack, item)), is = answer_view(facts_answer(&now, pack, item));
    if (was.state != ANSWER_LEVEL || was.unconfirmed || json_true(was.tree, "right_then") || is.state != ANSWER_LEVEL || is.unconfirmed ||
        is.level >= was.level) {
        return false;
    }
    return told_anybody(later, pack, item, was.level, true) &&
           (recipient != NULL ? told_level(recipient, pack, item, was.level) : told_anybody(then, pack, item, was.level, false));
}
