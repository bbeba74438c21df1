#include "model/found_wrong.h"

#include "model/as_signed.h"
#include "model/json.h"

static bool told_level(const cJSON *recipient, const char *pack, const char *item, int level)
{
    const struct answer told = as_signed_answer(recipient, pack, item);
    return told.state == ANSWER_LEVEL && told.level == level;
}

/* Whether the later year was signed with that level, too, by whichever revision. */
static bool stood_at(const struct assessment *later, const char *pack, const char *item, int level)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(later->tree, "recipients"))
    {
        if (told_level(recipient, pack, item, level) || as_signed_before(recipient, pack, item) == level) {
            return true;
        }
    }
    return false;
}

static bool told_anybody(const struct assessment *then, const char *pack, const char *item, int level)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(then->tree, "recipients"))
    {
        if (told_level(recipient, pack, item, level)) {
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
    return stood_at(later, pack, item, was.level) &&
           (recipient != NULL ? told_level(recipient, pack, item, was.level) : told_anybody(then, pack, item, was.level));
}
