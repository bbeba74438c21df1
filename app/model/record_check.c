#include "model/record_check.h"

#include "base/i18n.h"
#include "model/answer.h"
#include "model/json.h"

const char *const EMPLOYEES[EMPLOYEES_COUNT] = {"1-5", "6-20", "21-50", "51-100", "101-300", "301-"};

static const struct member RECORD_MEMBERS[] = {
    {"supplier", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"packs", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, RECORD_PACKS_MAX},
    {"cosign_expected", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    {"perceived", MEMBER_INTEGER, MEMBER_NULLABLE, 0, LEVELS - 1},
    {"answers", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"inventory", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, INVENTORY_MAX},
    {"followups", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, FOLLOWUPS_MAX},
    {"plan", MEMBER_OBJECT, MEMBER_NULLABLE, 0, 0},
    {"affirmation", MEMBER_OBJECT, MEMBER_NULLABLE, 0, 0},
};

static const struct member SUPPLIER_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"name_kana", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"corporate_number", MEMBER_CORPORATE, MEMBER_NULLABLE, 0, 0},
    {"supplier_code", MEMBER_TEXT, MEMBER_NULLABLE, 1, PROFILE_TEXT_MAX},
    {"employees", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"industry", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"contact", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
};

static const struct member CONTACT_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"email", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"phone", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"emergency_phone", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
};

static const struct member PACK_NAME_MEMBERS[] = {
    {"id", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"version", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
};

static const struct member FOLLOWUP_MEMBERS[] = {
    {"pack", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"item", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"text", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"owner", MEMBER_TEXT, MEMBER_OPTIONAL, 0, ANSWER_TEXT_MAX},
    {"due", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
    {"done", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    {"done_at", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
    {"created_at", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
};

static const struct member AFFIRMATION_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"role", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"date", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
};

bool period_valid(const char *text)
{
    const size_t n = strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-");
    return n > 0 && n <= PERIOD_MAX && text[n] == '\0';
}

bool pack_named(const cJSON *owner, const char *id)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(owner, "packs"))
    {
        const char *own = json_text(name, "id");
        if (own != NULL && strcmp(own, id) == 0) {
            return true;
        }
    }
    return false;
}

enum status pack_names_check(const cJSON *array, const struct path *where, struct error *e)
{
    char text[PATH_TEXT];
    size_t i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, array)
    {
        const struct path path = {where, NULL, i++};
        const enum status st = members_check(entry, MEMBERS(PACK_NAME_MEMBERS), &path, e);
        if (st != ST_OK) {
            return st;
        }
        const char *id = json_text(entry, "id");
        if (!pack_id_valid(id)) {
            return fail(e, ST_INPUT, _("%s.id: \"%s\" is no pack id."), path_text(&path, text), id);
        }
        for (const cJSON *before = array->child; before != entry; before = before->next) {
            if (strcmp(json_text(before, "id"), id) == 0) {
                return fail(e, ST_INPUT, _("%s.id: the pack \"%s\" is named twice."), path_text(&path, text), id);
            }
        }
    }
    return ST_OK;
}

static enum status check_items(const cJSON *pack, const struct path *where,
                               enum status (*check)(const cJSON *, const struct path *, struct error *), struct error *e)
{
    const cJSON *value;
    cJSON_ArrayForEach(value, pack)
    {
        if (!item_id_valid(value->string)) {
            char text[PATH_TEXT];
            return fail(e, ST_INPUT, _("%s: \"%s\" is no item id."), path_text(where, text), value->string);
        }
        const enum status st = check(value, &(struct path){where, value->string, 0}, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

enum status answer_map_check(const cJSON *map, const struct path *where,
                             enum status (*check)(const cJSON *, const struct path *, struct error *), struct error *e)
{
    char text[PATH_TEXT];
    const cJSON *pack;
    cJSON_ArrayForEach(pack, map)
    {
        const struct path path = {where, pack->string, 0};
        if (!pack_id_valid(pack->string)) {
            return fail(e, ST_INPUT, _("%s: \"%s\" is no pack id."), path_text(where, text), pack->string);
        }
        if (!cJSON_IsObject(pack)) {
            return fail(e, ST_INPUT, _("%s: must be an object."), path_text(&path, text));
        }
        const enum status st = check_items(pack, &path, check, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status check_answer(const cJSON *answer, const struct path *where, struct error *e)
{
    return answer_check_at(answer, -1, where, e);
}

static enum status check_supplier(const cJSON *supplier, struct error *e)
{
    const struct path where = {NULL, "supplier", 0};
    const enum status st = members_check(supplier, MEMBERS(SUPPLIER_MEMBERS), &where, e);
    const cJSON *contact = json_get(supplier, "contact");
    return st != ST_OK || contact == NULL ? st : members_check(contact, MEMBERS(CONTACT_MEMBERS), &(struct path){&where, "contact", 0}, e);
}

static enum status check_followups(const cJSON *array, struct error *e)
{
    const struct path list = {NULL, "followups", 0};
    size_t i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, array)
    {
        const enum status st = members_check(entry, MEMBERS(FOLLOWUP_MEMBERS), &(struct path){&list, NULL, i++}, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

enum status record_check(const cJSON *record, struct error *e)
{
    enum status st = members_check(record, MEMBERS(RECORD_MEMBERS), NULL, e);
    const cJSON *supplier = json_get(record, "supplier");
    if (st == ST_OK && supplier != NULL) {
        st = check_supplier(supplier, e);
    }
    if (st == ST_OK) {
        st = pack_names_check(json_get(record, "packs"), &(struct path){NULL, "packs", 0}, e);
    }
    if (st == ST_OK) {
        st = answer_map_check(json_get(record, "answers"), &(struct path){NULL, "answers", 0}, check_answer, e);
    }
    const cJSON *inventory = json_get(record, "inventory");
    if (st == ST_OK && inventory != NULL) {
        st = inventory_check(inventory, "inventory", e);
    }
    if (st == ST_OK) {
        st = check_followups(json_get(record, "followups"), e);
    }
    const cJSON *affirmation = json_get(record, "affirmation");
    if (st == ST_OK && !member_absent(affirmation)) {
        st = members_check(affirmation, MEMBERS(AFFIRMATION_MEMBERS), &(struct path){NULL, "affirmation", 0}, e);
    }
    return st;
}
