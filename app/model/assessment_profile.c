/* What a draft says about the firm as a whole: belief, profile, inventory, affirmation. */
#include "model/assessment.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/profile.h"
#include "model/record_check.h"

static cJSON *object_of(struct assessment *a, const char *name)
{
    if (!cJSON_IsObject(json_get(a->tree, name))) {
        (void)json_put(a->tree, name, cJSON_CreateObject());
    }
    return json_get(a->tree, name);
}

static bool put_or_remove(cJSON *object, const char *member, const char *text)
{
    if (text[0] == '\0') {
        json_remove(object, member);
        return true;
    }
    return json_put_text(object, member, text);
}

enum status assessment_set_perceived(struct assessment *a, int perceived, struct error *e)
{
    if (perceived < -1 || perceived >= LEVELS) {
        return fail(e, ST_INPUT, _("%s: must be %lld–%lld."), "perceived", 0LL, (long long)LEVELS - 1);
    }
    if (perceived < 0) {
        json_remove(a->tree, "perceived");
        return ST_OK;
    }
    return json_put_integer(a->tree, "perceived", perceived) ? ST_OK : fail_memory(e);
}

int assessment_perceived(const struct assessment *a)
{
    return (int)json_integer(a->tree, "perceived", -1);
}

enum status assessment_set_supplier(struct assessment *a, const char *path, const char *text, struct error *e)
{
    const enum status st = profile_check(path, text, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *supplier = object_of(a, "supplier");
    bool ok = supplier != NULL;
    if (ok && strncmp(path, "contact.", 8) == 0) {
        if (json_get(supplier, "contact") == NULL) {
            ok = json_put(supplier, "contact", cJSON_CreateObject());
        }
        ok = ok && put_or_remove(json_get(supplier, "contact"), path + 8, text);
    } else {
        ok = ok && put_or_remove(supplier, path, text);
    }
    return ok ? ST_OK : fail_memory(e);
}

enum status assessment_set_affirmation(struct assessment *a, const char *member, const char *text, struct error *e)
{
    enum status st;
    if (strcmp(member, "date") == 0) {
        st = date_check(text, "affirmation.date", e);
    } else if (strcmp(member, "name") == 0 || strcmp(member, "role") == 0) {
        st = text_check(text, PROFILE_TEXT_MAX, false, "affirmation", e);
    } else {
        st = fail(e, ST_INPUT, _("The affirmation has a name, a role and a date, no \"%s\"."), member);
    }
    if (st != ST_OK) {
        return st;
    }
    cJSON *affirmation = object_of(a, "affirmation");
    if (affirmation == NULL || !put_or_remove(affirmation, member, text)) {
        return fail_memory(e);
    }
    json_remove(affirmation, "answers_sha256"); /* a new word, about whatever stands there now */
    if (affirmation->child == NULL) {
        json_remove(a->tree, "affirmation");
    }
    return ST_OK;
}

static enum status answers_digest(const struct assessment *a, char digest[65], struct error *e)
{
    const cJSON *answers = json_get(a->tree, "answers");
    digest[0] = '\0';
    return answers == NULL ? ST_OK : json_digest(answers, digest, e);
}

enum status assessment_bind_affirmation(struct assessment *a, struct error *e)
{
    char digest[65];
    cJSON *affirmation = json_get(a->tree, "affirmation");
    const enum status st = answers_digest(a, digest, e);
    if (st != ST_OK || affirmation == NULL) {
        return st;
    }
    return json_put_text(affirmation, "answers_sha256", digest) ? ST_OK : fail_memory(e);
}

bool assessment_affirmed(const struct assessment *a)
{
    char digest[65];
    const cJSON *affirmation = json_get(a->tree, "affirmation");
    const char *name = json_text(affirmation, "name"), *about = json_text(affirmation, "answers_sha256");
    if (name == NULL || name[0] == '\0') {
        return false;
    }
    return about == NULL || (answers_digest(a, digest, NULL) == ST_OK && strcmp(about, digest) == 0);
}

static enum status check_inventory_entry(const cJSON *entry, struct error *e)
{
    enum status st = inventory_entry_check(entry, "inventory", e);
    const cJSON *member;
    cJSON_ArrayForEach(member, entry)
    {
        if (st == ST_OK && cJSON_IsString(member)) {
            st = text_check(member->valuestring, ANSWER_TEXT_MAX, false, member->string, e);
        }
    }
    return st;
}

enum status assessment_add_inventory(struct assessment *a, cJSON *entry, struct error *e)
{
    if (entry == NULL) {
        return fail_memory(e);
    }
    enum status st = check_inventory_entry(entry, e);
    if (json_get(a->tree, "inventory") == NULL) {
        (void)json_put(a->tree, "inventory", cJSON_CreateArray());
    }
    cJSON *list = json_get(a->tree, "inventory");
    if (st == ST_OK && cJSON_GetArraySize(list) >= INVENTORY_MAX) {
        st = fail(e, ST_INPUT, _("%s: has more than %d entries."), "inventory", INVENTORY_MAX);
    }
    if (st == ST_OK && (list == NULL || !cJSON_AddItemToArray(list, entry))) {
        st = fail_memory(e);
    }
    if (st != ST_OK) {
        cJSON_Delete(entry);
    }
    return st;
}

bool assessment_inventory_carried(const struct assessment *a)
{
    return json_true(a->tree, "inventory_carried");
}

bool assessment_inventory_mended(const struct assessment *a)
{
    const cJSON *then = json_get(assessment_past(a), "inventory");
    return assessment_inventory_carried(a) && cJSON_IsArray(then) && !cJSON_Compare(then, json_get(a->tree, "inventory"), true);
}

void assessment_confirm_inventory(struct assessment *a)
{
    json_remove(a->tree, "inventory_carried");
}

enum status assessment_remove_inventory(struct assessment *a, size_t i, struct error *e)
{
    cJSON *list = json_get(a->tree, "inventory");
    if (i >= (size_t)cJSON_GetArraySize(list)) {
        return fail(e, ST_INPUT, _("The inventory has no entry %zu."), i + 1);
    }
    cJSON_DeleteItemFromArray(list, (int)i);
    if (cJSON_GetArraySize(list) == 0) { /* nothing of it is left to be looked at */
        assessment_confirm_inventory(a);
    }
    return ST_OK;
}
