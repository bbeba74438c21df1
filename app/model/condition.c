#include "model/condition.h"

#include "model/answer.h"
#include "model/json.h"

static const char *const STATES[] = {"answered", "unanswered", "unknown", "na", "done", "not_done", NULL};
static const char *const EMPLOYEES[] = {"1-5", "6-20", "21-50", "51-100", "101-300", "301-", NULL};
static const char *const INVENTORY[] = {"any", "internet", "credentials", NULL};

static bool one_of(const char *const *words, const char *text)
{
    for (; text != NULL && *words != NULL; words++) {
        if (strcmp(*words, text) == 0) {
            return true;
        }
    }
    return false;
}

/* Checking the structure. */

struct checker {
    const char *where;
    int nodes;
    struct error *e;
};

/* The members that may stand beside the one that says what a condition is. */
static bool members_are(const cJSON *condition, const char *const *allowed)
{
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, condition)
    {
        if (!one_of(allowed, member->string) && strcmp(member->string, "comment") != 0) {
            return false;
        }
    }
    return true;
}

static bool level_valid(const cJSON *value)
{
    return value == NULL || (json_is(value, cJSON_Number) && value->valuedouble >= 0 && value->valuedouble < LEVELS);
}

static enum status check_item(const struct checker *c, const cJSON *condition)
{
    char pack[PACK_ID_TEXT];
    char item[ITEM_ID_TEXT];
    const char *reference = json_text(condition, "item");
    const cJSON *state = json_get(condition, "state");
    if (reference == NULL || !item_reference(reference, "own", pack, item)) {
        return fail(c->e, ST_INPUT, _("%s: In this condition \"item\" must be \"ITEM\" or \"PACK:ITEM\"."), c->where);
    }
    if (!level_valid(json_get(condition, "min")) || !level_valid(json_get(condition, "max"))) {
        return fail(c->e, ST_INPUT, _("%s: In this condition \"min\" and \"max\" must be levels, 0 to 4."), c->where);
    }
    if (state != NULL && (!json_is(state, cJSON_String) || !one_of(STATES, state->valuestring))) {
        return fail(c->e, ST_INPUT, _("%s: In this condition \"state\" must be answered, unanswered, unknown, na, done or not_done."),
                    c->where);
    }
    if (json_get(condition, "min") == NULL && json_get(condition, "max") == NULL && state == NULL) {
        return fail(c->e, ST_INPUT, _("%s: A condition on an item needs \"min\", \"max\" or \"state\"."), c->where);
    }
    return ST_OK;
}

static enum status check_profile(const struct checker *c, const cJSON *condition)
{
    const char *profile = json_text(condition, "profile");
    const cJSON *in = json_get(condition, "in");
    bool employees = profile != NULL && strcmp(profile, "employees") == 0;
    if (!employees && (profile == NULL || strcmp(profile, "industry") != 0)) {
        return fail(c->e, ST_INPUT, _("%s: In this condition \"profile\" must be \"employees\" or \"industry\"."), c->where);
    }
    bool good = json_is(in, cJSON_Array) && cJSON_GetArraySize(in) > 0 && cJSON_GetArraySize(in) <= CONDITION_NODES_MAX;
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, in)
    {
        const char *text = json_is(value, cJSON_String) ? value->valuestring : "";
        good = good && (employees ? one_of(EMPLOYEES, text) : strlen(text) == 1 && text[0] >= 'A' && text[0] <= 'T');
    }
    if (!good) {
        return fail(c->e, ST_INPUT,
                    _("%s: In this condition \"in\" must list classes of employees (1-5, 6-20, 21-50, 51-100, 101-300, 301-) or letters of "
                      "industries (A to T)."),
                    c->where);
    }
    return ST_OK;
}

static enum status check_condition(struct checker *c, const cJSON *condition, int depth);

static enum status check_list(struct checker *c, const cJSON *list, int depth)
{
    if (!json_is(list, cJSON_Array) || cJSON_GetArraySize(list) == 0) {
        return fail(c->e, ST_INPUT, _("%s: In this condition \"all\" and \"any\" must be lists of conditions, not empty."), c->where);
    }
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, list)
    {
        enum status st = check_condition(c, entry, depth);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status check_condition(struct checker *c, const cJSON *condition, int depth)
{
    static const char *const MEMBERS[][5] = {{"all"}, {"any"}, {"not"}, {"item", "min", "max", "state"}, {"profile", "in"}, {"inventory"}};
    if (depth > CONDITION_DEPTH_MAX || ++c->nodes > CONDITION_NODES_MAX) {
        return fail(c->e, ST_INPUT, _("%s: The condition is nested deeper than %d or has more than %d parts."), c->where,
                    CONDITION_DEPTH_MAX, CONDITION_NODES_MAX);
    }
    size_t kind = 0;
    size_t kinds = sizeof MEMBERS / sizeof MEMBERS[0];
    while (kind < kinds && json_get(condition, MEMBERS[kind][0]) == NULL) {
        kind++;
    }
    if (kind == kinds || !members_are(condition, MEMBERS[kind])) {
        return fail(
            c->e, ST_INPUT,
            _("%s: A condition must be exactly one of all, any, not, item (with min, max, state), profile (with in) and inventory."),
            c->where);
    }
    const cJSON *value = json_get(condition, MEMBERS[kind][0]);
    if (kind < 2) {
        return check_list(c, value, depth + 1);
    }
    if (kind == 2) {
        return check_condition(c, value, depth + 1);
    }
    if (kind == 3) {
        return check_item(c, condition);
    }
    if (kind == 4) {
        return check_profile(c, condition);
    }
    if (!json_is(value, cJSON_String) || !one_of(INVENTORY, value->valuestring)) {
        return fail(c->e, ST_INPUT, _("%s: In this condition \"inventory\" must be any, internet or credentials."), c->where);
    }
    return ST_OK;
}

enum status condition_check(const cJSON *condition, const char *where, struct error *e)
{
    struct checker c = {where, 0, e};
    return check_condition(&c, condition, 1);
}

bool condition_items(const cJSON *condition, const char *own_pack, bool (*visit)(void *context, const char *pack, const char *item),
                     void *context)
{
    const char *reference = json_text(condition, "item");
    char pack[PACK_ID_TEXT];
    char item[ITEM_ID_TEXT];
    if (reference != NULL) {
        return !item_reference(reference, own_pack, pack, item) || visit(context, pack, item);
    }
    const cJSON *child = NULL;
    cJSON_ArrayForEach(child, condition) /* "not" holds a condition, "all" and "any" hold lists of them */
    {
        if ((json_is(child, cJSON_Object) || json_is(child, cJSON_Array)) && !condition_items(child, own_pack, visit, context)) {
            return false;
        }
    }
    return true;
}

/* Evaluating. */

/* Nested conditions could multiply: a pack made to keep the machine busy runs out of steps, and what is left does not hold. */
#define STEPS_MAX 20000

struct evaluation {
    const struct catalog *catalog;
    const struct facts *facts;
    int chain;
    int steps;
};

const cJSON *facts_answer(const struct facts *facts, const char *pack, const char *item)
{
    return json_get(json_get(facts->answers, pack), item);
}

static bool holds(struct evaluation *v, const cJSON *condition, const struct pack *pack);

static bool applies(struct evaluation *v, const struct item *item, const struct pack *pack)
{
    if (item->applies_if == NULL) {
        return true;
    }
    if (v->chain >= CONDITION_CHAIN_MAX) {
        return false;
    }
    v->chain++;
    bool result = holds(v, item->applies_if, pack);
    v->chain--;
    return result;
}

/* The answer that a reference leads to: an alias' at its home, none when the item does not apply itself. */
static struct answer answer_of(struct evaluation *v, const char *pack_id, const char *item_id, const struct pack *own)
{
    const struct answer none = answer_view(NULL);
    const struct pack *pack = strcmp(pack_id, own->id) == 0 ? own : v->catalog != NULL ? catalog_find(v->catalog, pack_id) : NULL;
    const struct item *item = pack != NULL ? pack_item(pack, item_id) : NULL;
    if (item != NULL && item->same_pack != NULL) {
        pack_id = item->same_pack;
        item_id = item->same_item;
        pack = strcmp(pack_id, own->id) == 0 ? own : v->catalog != NULL ? catalog_find(v->catalog, pack_id) : NULL;
        item = pack != NULL ? pack_item(pack, item_id) : NULL;
    }
    if (item == NULL || item->same_pack != NULL || !applies(v, item, pack)) {
        return none;
    }
    struct answer answer = answer_view(facts_answer(v->facts, pack_id, item_id));
    return answer.unconfirmed ? none : answer;
}

static bool state_holds(const char *state, enum answer_state answer)
{
    static const enum answer_state WANTED[] = {ANSWER_NONE, ANSWER_NONE, ANSWER_UNKNOWN, ANSWER_NA, ANSWER_DONE, ANSWER_NOT_DONE};
    for (size_t i = 0; STATES[i] != NULL; i++) {
        if (strcmp(STATES[i], state) == 0) {
            return i == 0 ? answer != ANSWER_NONE : answer == WANTED[i];
        }
    }
    return false;
}

static bool item_holds(struct evaluation *v, const cJSON *condition, const char *reference, const struct pack *own)
{
    char pack[PACK_ID_TEXT];
    char item[ITEM_ID_TEXT];
    if (!item_reference(reference, own->id, pack, item)) {
        return false;
    }
    struct answer answer = answer_of(v, pack, item, own);
    int64_t min = json_integer(condition, "min", INT64_MIN);
    int64_t max = json_integer(condition, "max", INT64_MAX);
    const char *state = json_text(condition, "state");
    bool level = answer.state == ANSWER_LEVEL;
    if (min != INT64_MIN && !(level && answer.level >= min)) {
        return false;
    }
    if (max != INT64_MAX && !(level && answer.level <= max)) {
        return false;
    }
    return state == NULL || state_holds(state, answer.state);
}

static bool profile_holds(const struct facts *facts, const cJSON *condition, const char *profile)
{
    const char *have = json_text(facts->supplier, profile);
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, json_get(condition, "in"))
    {
        if (have != NULL && json_is(value, cJSON_String) && strcmp(value->valuestring, have) == 0) {
            return true;
        }
    }
    return false;
}

static bool inventory_holds(const struct facts *facts, const char *wanted)
{
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, facts->inventory)
    {
        if (strcmp(wanted, "any") == 0 || json_true(entry, wanted)) {
            return true;
        }
    }
    return false;
}

static bool holds(struct evaluation *v, const cJSON *condition, const struct pack *pack)
{
    if (v->steps >= STEPS_MAX) {
        return false;
    }
    v->steps++;
    const cJSON *entry = NULL;
    const cJSON *list = json_get(condition, "all");
    if (list != NULL) {
        cJSON_ArrayForEach(entry, list)
        {
            if (!holds(v, entry, pack)) {
                return false;
            }
        }
        return true;
    }
    list = json_get(condition, "any");
    if (list != NULL) {
        cJSON_ArrayForEach(entry, list)
        {
            if (holds(v, entry, pack)) {
                return true;
            }
        }
        return false;
    }
    const cJSON *inner = json_get(condition, "not");
    if (inner != NULL) {
        return !holds(v, inner, pack) && v->steps < STEPS_MAX;
    }
    const char *text = json_text(condition, "item");
    if (text != NULL) {
        return item_holds(v, condition, text, pack);
    }
    text = json_text(condition, "profile");
    if (text != NULL) {
        return profile_holds(v->facts, condition, text);
    }
    text = json_text(condition, "inventory");
    return text != NULL && inventory_holds(v->facts, text);
}

bool condition_holds(const cJSON *condition, const struct pack *pack, const struct catalog *catalog, const struct facts *facts)
{
    struct evaluation v = {catalog, facts, 0, 0};
    return condition == NULL || holds(&v, condition, pack);
}

bool item_applies(const struct item *item, const struct pack *pack, const struct catalog *catalog, const struct facts *facts)
{
    struct evaluation v = {catalog, facts, 0, 0};
    return applies(&v, item, pack);
}
