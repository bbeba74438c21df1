#include "model/plan.h"

#include "model/json.h"

static bool add_step(cJSON *actions, const struct plan_step *step, const struct question *q)
{
    cJSON *out = cJSON_CreateObject();
    const bool ok = json_put_text(out, "pack", q->pack->id) && json_put_text(out, "item", q->item->id) &&
                    json_put_text(out, "action", step->action->id) && json_put_integer(out, "gain", step->gain);
    if (!ok || !cJSON_AddItemToArray(actions, out)) {
        cJSON_Delete(out);
        return false;
    }
    return true;
}

cJSON *plan_to_json(const struct plan *plan, const struct question_list *list)
{
    cJSON *out = cJSON_CreateObject(), *actions = cJSON_CreateArray();
    bool ok = true;
    for (size_t i = 0; i < plan->count; i++) {
        ok = ok && add_step(actions, &plan->steps[i], &list->questions[plan->steps[i].question]);
    }
    ok = json_put(out, "actions", actions) && ok;
    if (!ok || !json_put_integer(out, "cost_initial", plan->cost_initial) || !json_put_integer(out, "cost_monthly", plan->cost_monthly) ||
        !json_put_integer(out, "gain", plan->gain)) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}
