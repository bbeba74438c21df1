#include "model/answer.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

const char *const LEVEL_LABELS[LEVELS] = {N_("not yet"), N_("partly"), N_("throughout"), N_("established"), N_("improving")};

static int64_t number_of(const cJSON *value)
{
    return json_is(value, cJSON_Number) ? (int64_t)value->valuedouble : -1;
}

struct answer answer_view(const cJSON *tree)
{
    struct answer a = {.state = ANSWER_NONE, .planned_level = -1, .assessor_level = -1, .tree = tree};
    if (tree == NULL) {
        return a;
    }
    enum { LEVEL, DONE, NA, UNKNOWN, CONFIRMED, ASK_VENDOR, PLANNED, ASSESSOR, MEMBERS };
    static const char *const NAMES[MEMBERS] = {"level", "done", "na", "unknown", "confirmed", "ask_vendor", "planned_level", "assessor"};
    const cJSON *found[MEMBERS];
    json_get_all(tree, NAMES, found, MEMBERS);
    const int64_t level = number_of(found[LEVEL]);
    if (json_is(found[NA], cJSON_True)) {
        a.state = ANSWER_NA;
    } else if (json_is(found[UNKNOWN], cJSON_True)) {
        a.state = ANSWER_UNKNOWN;
    } else if (level >= 0 && level < LEVELS) {
        a.state = ANSWER_LEVEL;
        a.level = (int)level;
    } else if (cJSON_IsBool(found[DONE])) {
        a.state = json_is(found[DONE], cJSON_True) ? ANSWER_DONE : ANSWER_NOT_DONE;
    }
    a.unconfirmed = json_is(found[CONFIRMED], cJSON_False);
    a.ask_vendor = json_is(found[ASK_VENDOR], cJSON_True);
    a.planned_level = (int)number_of(found[PLANNED]);
    a.assessor_level = (int)json_integer(found[ASSESSOR], "level", -1);
    return a;
}

bool answer_given(const struct answer *a)
{
    return a->state != ANSWER_NONE && !a->unconfirmed;
}

int answer_compare(const struct answer *from, const struct answer *to)
{
    if (from->state == to->state) {
        return (to->level > from->level) - (to->level < from->level);
    }
    const bool levels =
        (from->state == ANSWER_LEVEL || from->state == ANSWER_UNKNOWN) && (to->state == ANSWER_LEVEL || to->state == ANSWER_UNKNOWN);
    if (levels && from->level != to->level) {
        return to->level > from->level ? 1 : -1;
    }
    if (from->state == ANSWER_NOT_DONE && to->state == ANSWER_DONE) {
        return 1;
    }
    if (from->state == ANSWER_DONE && to->state == ANSWER_NOT_DONE) {
        return -1;
    }
    return 2;
}

const char *answer_label(enum answer_state state, int level)
{
    switch (state) {
    case ANSWER_LEVEL:
        return _(LEVEL_LABELS[level]);
    case ANSWER_UNKNOWN:
        return _("don't know");
    case ANSWER_NA:
        return _("not applicable");
    case ANSWER_DONE:
        return _("done");
    case ANSWER_NOT_DONE:
        return _("not done");
    case ANSWER_NONE:
        break;
    }
    return _("not answered");
}

const char *answer_words(const struct answer *a, char out[ANSWER_WORDS])
{
    const char *label = answer_label(a->state, a->level);
    if (a->state == ANSWER_LEVEL) {
        (void)snprintf(out, ANSWER_WORDS, "%d %s", a->level, label);
    } else {
        (void)snprintf(out, ANSWER_WORDS, "%s", label);
    }
    return out;
}

/* Those that stand in most answers come first, in the order in which they are given (members_check). Some have rules between them, and so
 * an index. */
enum { LEVEL, UNKNOWN, NA, DONE, SCOPE, NOTE, EVIDENCE, ASSESSOR };
#define HAS(seen, member) (((seen) >> (member)&1) != 0)

static const struct member ANSWER_MEMBERS[] = {
    [LEVEL] = {"level", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, LEVELS - 1},
    [UNKNOWN] = {"unknown", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    [NA] = {"na", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    [DONE] = {"done", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    [SCOPE] = {"scope", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    [NOTE] = {"note", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    [EVIDENCE] = {"evidence", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, ANSWER_EVIDENCE_MAX},
    [ASSESSOR] = {"assessor", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"na_reason", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"done_at", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
    {"exceptions", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"compensating", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"planned_level", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, LEVELS - 1},
    {"planned_by", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
    {"owner", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"confirmed", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    {"ask_vendor", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
};

static const struct member EVIDENCE_MEMBERS[] = {
    {"title", MEMBER_TEXT, MEMBER_REQUIRED, 1, ANSWER_TEXT_MAX},
    {"kind", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"reference", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"sha256", MEMBER_SHA256, MEMBER_OPTIONAL, 0, 0},
    {"date", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
};

static const struct member ASSESSOR_MEMBERS[] = {
    {"level", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, LEVELS - 1},
    {"note", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"confidence", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"reason", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
};

static const struct member INVENTORY_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_REQUIRED, 1, ANSWER_TEXT_MAX},    {"vendor", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"version", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX}, {"internet", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    {"credentials", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
};

enum status evidence_check(const cJSON *entry, const char *where, struct error *e)
{
    return members_check(entry, MEMBERS(EVIDENCE_MEMBERS), &(struct path){NULL, where, 0}, e);
}

enum status inventory_entry_check(const cJSON *entry, const char *where, struct error *e)
{
    return members_check(entry, MEMBERS(INVENTORY_MEMBERS), &(struct path){NULL, where, 0}, e);
}

static enum status check_evidence_list(const cJSON *tree, const struct path *where, struct error *e)
{
    const struct path list = {where, "evidence", 0};
    size_t i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(tree, "evidence"))
    {
        const enum status st = members_check(entry, MEMBERS(EVIDENCE_MEMBERS), &(struct path){&list, NULL, i++}, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

bool confidence_valid(const char *text)
{
    return strcmp(text, "heard") == 0 || strcmp(text, "document") == 0 || strcmp(text, "seen") == 0;
}

static enum status check_assessor(const cJSON *tree, const struct path *where, struct error *e)
{
    const cJSON *assessor = json_get(tree, "assessor");
    const struct path path = {where, "assessor", 0};
    const enum status st = members_check(assessor, MEMBERS(ASSESSOR_MEMBERS), &path, e);
    const char *confidence = json_text(assessor, "confidence");
    if (st == ST_OK && confidence != NULL && !confidence_valid(confidence)) {
        char text[PATH_TEXT];
        return fail(e, ST_INPUT, _("%s.confidence: must be heard, document or seen."), path_text(&path, text));
    }
    return st;
}

/* One answer, not two; and of a kind that the item takes. */
static enum status check_state(const cJSON *tree, uint64_t seen, int kind, const struct path *where, struct error *e)
{
    const bool level = HAS(seen, LEVEL), done = HAS(seen, DONE);
    const bool unknown = HAS(seen, UNKNOWN) && json_true(tree, "unknown"), na = HAS(seen, NA) && json_true(tree, "na");
    char text[PATH_TEXT];
    if (level + unknown + na + done > 1) {
        return fail(e, ST_INPUT, _("%s: has more than one of level, unknown, na and done."), path_text(where, text));
    }
    if (kind == ITEM_DONE && (level || unknown)) {
        return fail(e, ST_INPUT, _("%s: is answered with done, not done or not applicable."), path_text(where, text));
    }
    if (kind == ITEM_LEVEL && done) {
        return fail(e, ST_INPUT, _("%s: is answered with a level 0–4, unknown or not applicable."), path_text(where, text));
    }
    return ST_OK;
}

enum status answer_check_at(const cJSON *tree, int kind, const struct path *where, struct error *e)
{
    uint64_t seen;
    enum status st = members_check_seen(tree, MEMBERS(ANSWER_MEMBERS), where, &seen, e);
    if (st == ST_OK) {
        st = check_state(tree, seen, kind, where, e);
    }
    if (st == ST_OK && HAS(seen, EVIDENCE)) {
        st = check_evidence_list(tree, where, e);
    }
    return st == ST_OK && HAS(seen, ASSESSOR) ? check_assessor(tree, where, e) : st;
}

enum status answer_check(const cJSON *tree, int kind, const char *where, struct error *e)
{
    return answer_check_at(tree, kind, &(struct path){NULL, where, 0}, e);
}

enum status inventory_check(const cJSON *array, const char *where, struct error *e)
{
    if (!json_is(array, cJSON_Array)) {
        return fail(e, ST_INPUT, _("%s: must be a list."), where);
    }
    if (cJSON_GetArraySize(array) > INVENTORY_MAX) {
        return fail(e, ST_INPUT, _("%s: has more than %d entries."), where, INVENTORY_MAX);
    }
    const struct path list = {NULL, where, 0};
    size_t i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, array)
    {
        const enum status st = members_check(entry, MEMBERS(INVENTORY_MEMBERS), &(struct path){&list, NULL, i++}, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}
