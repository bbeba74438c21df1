/* What a draft says about the plan: the budgets, and the steps that the owner took or left out by hand. */
#include "model/assessment.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

static const struct member PLAN_MEMBERS[] = {
    {"budget_initial", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, BUDGET_MAX},
    {"budget_monthly", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, BUDGET_MAX},
    {"wishes", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, PLAN_WISHES_MAX},
};
static const struct member WISH_MEMBERS[] = {
    {"pack", MEMBER_TEXT, MEMBER_REQUIRED, 1, PACK_ID_TEXT},
    {"item", MEMBER_TEXT, MEMBER_REQUIRED, 1, ITEM_ID_TEXT},
    {"action", MEMBER_TEXT, MEMBER_REQUIRED, 1, ITEM_ID_TEXT},
    {"wish", MEMBER_TEXT, MEMBER_REQUIRED, 1, 10},
};

enum status plan_draft_check(const cJSON *plan, struct error *e)
{
    const struct path top = {NULL, "plan", 0}, list = {&top, "wishes", 0};
    enum status st = members_check(plan, MEMBERS(PLAN_MEMBERS), &top, e);
    size_t i = 0;
    const cJSON *wish;
    cJSON_ArrayForEach(wish, json_get(plan, "wishes"))
    {
        if (st == ST_OK) {
            st = members_check(wish, MEMBERS(WISH_MEMBERS), &(struct path){&list, NULL, i++}, e);
        }
    }
    return st;
}

static cJSON *plan_of(struct assessment *a)
{
    if (!cJSON_IsObject(json_get(a->tree, "plan"))) {
        (void)json_put(a->tree, "plan", cJSON_CreateObject());
    }
    return json_get(a->tree, "plan");
}

/* An empty plan is none. */
static void drop_empty(struct assessment *a, const cJSON *plan)
{
    if (plan != NULL && plan->child == NULL) {
        json_remove(a->tree, "plan");
    }
}

bool assessment_budgets(const struct assessment *a, int64_t *initial, int64_t *monthly)
{
    const cJSON *plan = json_get(a->tree, "plan");
    *initial = json_integer(plan, "budget_initial", -1);
    *monthly = json_integer(plan, "budget_monthly", -1);
    return *initial >= 0 || *monthly >= 0;
}

enum status assessment_set_budgets(struct assessment *a, int64_t initial, int64_t monthly, struct error *e)
{
    if (initial > BUDGET_MAX || monthly > BUDGET_MAX) {
        return fail(e, ST_INPUT, _("A budget must be a number of yen up to %lld."), (long long)BUDGET_MAX);
    }
    cJSON *plan = plan_of(a);
    if (plan == NULL) {
        return fail_memory(e);
    }
    json_remove(plan, "budget_initial");
    json_remove(plan, "budget_monthly");
    const bool ok = (initial < 0 || json_put_integer(plan, "budget_initial", initial)) &&
                    (monthly < 0 || json_put_integer(plan, "budget_monthly", monthly));
    drop_empty(a, plan);
    return ok ? ST_OK : fail_memory(e);
}

enum status assessment_keep_budgets(struct assessment *a, const struct assessment *old, struct error *e)
{
    cJSON *last = json_get(a->tree, "last_year");
    int64_t initial, monthly;
    if (last == NULL || !assessment_budgets(old, &initial, &monthly)) {
        return ST_OK;
    }
    const bool ok = (initial < 0 || json_put_integer(last, "budget_initial", initial)) &&
                    (monthly < 0 || json_put_integer(last, "budget_monthly", monthly));
    return ok ? ST_OK : fail_memory(e);
}

static int64_t budget_of(const cJSON *last, const char *member)
{
    const int64_t yen = json_integer(last, member, -1);
    return yen > BUDGET_MAX ? -1 : yen;
}

bool assessment_past_budgets(const struct assessment *a, int64_t *initial, int64_t *monthly)
{
    const cJSON *last = assessment_past(a);
    *initial = budget_of(last, "budget_initial");
    *monthly = budget_of(last, "budget_monthly");
    return *initial >= 0 || *monthly >= 0;
}

const cJSON *assessment_wishes(const struct assessment *a)
{
    return json_get(json_get(a->tree, "plan"), "wishes");
}

struct plan_terms assessment_plan_terms(const struct assessment *a)
{
    struct plan_terms terms = {.wishes = assessment_wishes(a)};
    (void)assessment_budgets(a, &terms.initial, &terms.monthly);
    return terms;
}

static bool is_wish(const cJSON *wish, const struct question *q, const struct action *action)
{
    const char *pack = json_text(wish, "pack"), *item = json_text(wish, "item"), *id = json_text(wish, "action");
    return pack != NULL && item != NULL && id != NULL && strcmp(pack, q->home_pack->id) == 0 && strcmp(item, q->home_item->id) == 0 &&
           strcmp(id, action->id) == 0;
}

static void forget_wish(cJSON *plan, const struct question *q, const struct action *action)
{
    cJSON *wishes = json_get(plan, "wishes");
    for (int i = cJSON_GetArraySize(wishes); i-- > 0;) {
        if (is_wish(cJSON_GetArrayItem(wishes, i), q, action)) {
            cJSON_DeleteItemFromArray(wishes, i);
        }
    }
    if (wishes != NULL && wishes->child == NULL) {
        json_remove(plan, "wishes");
    }
}

/* What cannot both hold: a step that is taken needs those before it, and one that is left out takes those behind it along. */
static void forget_opposite(cJSON *plan, const struct question *q, const struct action *action, enum plan_wish wish)
{
    for (size_t i = 0; i < q->home_item->nactions; i++) {
        const struct action *other = &q->home_item->actions[i];
        const enum plan_wish theirs = plan_wish(json_get(plan, "wishes"), q, other);
        const bool against =
            wish == WISH_TAKE ? theirs == WISH_LEAVE && other->from < action->from : theirs == WISH_TAKE && other->from > action->from;
        if (against) {
            forget_wish(plan, q, other);
        }
    }
}

static enum status add_wish(cJSON *plan, const struct question *q, const struct action *action, enum plan_wish wish, struct error *e)
{
    if (json_get(plan, "wishes") == NULL && !json_put(plan, "wishes", cJSON_CreateArray())) {
        return fail_memory(e);
    }
    if (cJSON_GetArraySize(json_get(plan, "wishes")) >= PLAN_WISHES_MAX) {
        return fail(e, ST_INPUT, _("A plan holds at most %d steps chosen by hand."), PLAN_WISHES_MAX);
    }
    cJSON *entry = cJSON_CreateObject();
    const bool ok = json_put_text(entry, "pack", q->home_pack->id) && json_put_text(entry, "item", q->home_item->id) &&
                    json_put_text(entry, "action", action->id) && json_put_text(entry, "wish", wish == WISH_TAKE ? "take" : "leave");
    if (!ok || !cJSON_AddItemToArray(json_get(plan, "wishes"), entry)) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    return ST_OK;
}

enum status assessment_set_wish(struct assessment *a, const struct question *q, const struct action *action, enum plan_wish wish,
                                struct error *e)
{
    cJSON *plan = plan_of(a);
    if (plan == NULL) {
        return fail_memory(e);
    }
    forget_wish(plan, q, action);
    enum status st = ST_OK;
    if (wish != WISH_NONE) {
        forget_opposite(plan, q, action, wish);
        st = add_wish(plan, q, action, wish, e);
    }
    drop_empty(a, plan);
    return st;
}
