#include "command/result.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "model/given.h"
#include "model/json.h"

static cJSON *score_or_null(int value)
{
    return value < 0 ? cJSON_CreateNull() : cJSON_CreateNumber(value);
}

/* Appends and takes ownership, also on failure. */
static bool append(cJSON *list, cJSON *value, bool complete)
{
    if (!complete || list == NULL || !cJSON_AddItemToArray(list, value)) {
        cJSON_Delete(value);
        return false;
    }
    return true;
}

static cJSON *gaps_to_json(const struct result *result)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < result->ngaps; i++) {
        const struct gap *gap = &result->gaps[i];
        const struct question *q = &result->record->list.questions[gap->question];
        cJSON *out = cJSON_CreateObject();
        bool ok = json_put_text(out, "pack", q->pack->id) && json_put_text(out, "item", q->item->id) &&
                  json_put_integer(out, "level", gap->level) && json_put_integer(out, "target", gap->target) &&
                  json_put_integer(out, "priority", gap->priority) &&
                  json_put(out, "action", gap->action == NULL ? cJSON_CreateNull() : cJSON_CreateString(gap->action->id));
        if (ok && gap->action != NULL) {
            ok = json_put_text(out, "action_text", text_of(gap->action->text));
        }
        if (!append(list, out, ok)) {
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}

static cJSON *hits_to_json(const struct result *result)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < result->nhits; i++) {
        const struct check *check = result->hits[i].check;
        cJSON *out = cJSON_CreateObject();
        const bool ok = json_put_text(out, "id", check->id) &&
                        json_put(out, "items", cJSON_CreateStringArray(check->items, (int)check->nitems)) &&
                        json_put_text(out, "message", text_of(check->message));
        if (!append(list, out, ok)) {
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}

/* [{"id", "points" (null: nothing in scope counters it), "items"}], least covered first. */
static cJSON *threats_to_json(const struct result *result)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < result->nthreats; i++) {
        const struct threat_cover *cover = &result->threats[i];
        cJSON *out = cJSON_CreateObject();
        const bool ok = json_put_text(out, "id", cover->threat->id) && json_put(out, "points", score_or_null(cover->points)) &&
                        json_put_integer(out, "items", (int64_t)cover->items);
        if (!append(list, out, ok)) {
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}

/* For each request whose customer asked after answers were given: how many are not confirmed for it yet. */
static cJSON *given_to_json(const struct record *r)
{
    const struct assessment *a = &r->draft.assessment;
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; list != NULL && i < assessment_request_count(a); i++) {
        const cJSON *request = assessment_request(a, i);
        char digest[SHA256_TEXT];
        const size_t n = assessment_request_digest(a, request, digest, NULL) == ST_OK ? given_count(&r->list, digest) : 0;
        cJSON *entry = n == 0 ? NULL : cJSON_CreateObject();
        if (n > 0 && (!json_put_text(entry, "request_id", json_text(request, "request_id")) ||
                      !json_put_text(entry, "requester", json_text(json_get(request, "requester"), "name")) ||
                      !json_put_integer(entry, "answers", (int64_t)n) || !cJSON_AddItemToArray(list, entry))) {
            cJSON_Delete(entry);
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}

/* What the score is about: the kind of record, whose, of when, and whether all of it could be read. */
static bool put_head(cJSON *out, const struct result *result)
{
    const struct record *r = result->record;
    const cJSON *tree = record_tree(r);
    const char *name = json_text(json_get(tree, "supplier"), "name");
    bool ok = json_put_text(out, "kind", r->is_draft ? "draft" : "answers") && json_put_text(out, "supplier", name == NULL ? "" : name) &&
              json_put(out, "period", cJSON_Duplicate(json_get(tree, "period"), true)) &&
              json_put(out, "finished", cJSON_CreateBool(result->unfinished.text[0] == '\0')) &&
              json_put(out, "missing_packs", cJSON_Duplicate(r->missing, true));
    if (ok && r->is_draft) {
        ok = json_put(out, "packs_changed", cJSON_CreateBool(r->changed)) && json_put(out, "to_confirm", given_to_json(r));
    }
    if (ok && !r->is_draft) {
        ok = json_put(out, "score_differs", cJSON_CreateBool(result->claim_differs));
    }
    return ok;
}

static bool put_numbers(cJSON *out, const struct result *result)
{
    const struct score *s = &result->score;
    const bool gap = result->perceived >= 0 && s->total >= 0;
    return json_put_integer(out, "asked", (int64_t)s->asked) && json_put_integer(out, "answered", (int64_t)s->answered) &&
           json_put_integer(out, "unknown", (int64_t)s->unknown) && json_put_integer(out, "na", (int64_t)s->na) &&
           json_put_integer(out, "unconfirmed", (int64_t)s->unconfirmed) && json_put(out, "score", score_to_json(s)) &&
           json_put(out, "perceived", score_or_null(result->perceived)) &&
           json_put(out, "perception_gap", gap ? cJSON_CreateNumber(result->perceived - s->total) : cJSON_CreateNull());
}

/* As they stand in the record. */
static bool put_followups(cJSON *out, const struct result *result)
{
    const cJSON *followups = json_get(record_tree(result->record), "followups");
    return json_put(out, "followups", followups == NULL ? cJSON_CreateArray() : cJSON_Duplicate(followups, true));
}

cJSON *result_to_json(const struct result *result)
{
    cJSON *out = cJSON_CreateObject();
    if (!put_head(out, result) || !put_numbers(out, result) || !json_put(out, "gaps", gaps_to_json(result)) ||
        !result_put_assessor(out, result) || !put_followups(out, result) || !json_put(out, "checks", hits_to_json(result)) ||
        !json_put(out, "threats", threats_to_json(result)) || !json_put(out, "plan", plan_to_json(&result->plan, &result->record->list))) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}
