#include "model/diff.h"

#include "model/answer.h"
#include "model/json.h"

/* Members whose change makes an answer say something else although its level stays. */
static const char *const TEXTS[] = {"na_reason", "done_at",       "scope",      "exceptions", "compensating", "note",
                                    "owner",     "planned_level", "planned_by", "evidence",   "assessor"};
#define TEXTS_COUNT (sizeof TEXTS / sizeof TEXTS[0])

static cJSON *state_to_json(const struct answer *a)
{
    switch (a->state) {
    case ANSWER_LEVEL:
        return cJSON_CreateNumber(a->level);
    case ANSWER_UNKNOWN:
        return cJSON_CreateString("unknown");
    case ANSWER_NA:
        return cJSON_CreateString("na");
    case ANSWER_DONE:
        return cJSON_CreateString("done");
    case ANSWER_NOT_DONE:
        return cJSON_CreateString("not_done");
    default:
        return cJSON_CreateNull();
    }
}

/* The members of TEXTS that differ, as an array; *differ when there are any. */
static cJSON *texts_changed(const cJSON *from, const cJSON *to, bool *differ)
{
    cJSON *names = cJSON_CreateArray();
    *differ = false;
    for (size_t i = 0; i < TEXTS_COUNT; i++) {
        const cJSON *a = json_get(from, TEXTS[i]), *b = json_get(to, TEXTS[i]);
        if (a == NULL && b == NULL) {
            continue;
        }
        if (a == NULL || b == NULL || !cJSON_Compare(a, b, true)) {
            *differ = true;
            if (names != NULL) {
                (void)cJSON_AddItemToArray(names, cJSON_CreateString(TEXTS[i]));
            }
        }
    }
    return names;
}

static bool add_item(cJSON *list, const char *pack, const char *item, const char *change, const struct answer *from,
                     const struct answer *to, cJSON *texts)
{
    cJSON *entry = cJSON_CreateObject();
    const bool ok = json_put_text(entry, "pack", pack) && json_put_text(entry, "item", item) && json_put_text(entry, "change", change) &&
                    json_put(entry, "from", state_to_json(from)) && json_put(entry, "to", state_to_json(to));
    if (!json_put(entry, "texts", texts) || !ok || !cJSON_AddItemToArray(list, entry)) {
        cJSON_Delete(entry);
        return false;
    }
    return true;
}

static bool compare_item(cJSON *list, const char *pack, const char *item, const cJSON *old, const cJSON *now)
{
    const struct answer from = answer_view(old), to = answer_view(now);
    if (from.state == ANSWER_NONE && to.state == ANSWER_NONE) {
        return true;
    }
    bool texts_differ;
    cJSON *texts = texts_changed(old, now, &texts_differ);
    const char *change = "text";
    if (from.state == ANSWER_NONE) {
        change = "new";
    } else if (to.state == ANSWER_NONE) {
        change = "gone";
    } else {
        switch (answer_compare(&from, &to)) {
        case -1:
            change = "lowered";
            break;
        case 1:
            change = "raised";
            break;
        case 2:
            change = "changed";
            break;
        default:
            if (!texts_differ) {
                cJSON_Delete(texts);
                return true;
            }
        }
    }
    return add_item(list, pack, item, change, &from, &to, texts);
}

static bool compare_items(cJSON *list, const struct facts *from, const struct facts *to)
{
    const cJSON *pack, *item;
    cJSON_ArrayForEach(pack, to->answers)
    {
        cJSON_ArrayForEach(item, pack)
        {
            if (!compare_item(list, pack->string, item->string, facts_answer(from, pack->string, item->string), item)) {
                return false;
            }
        }
    }
    cJSON_ArrayForEach(pack, from->answers)
    {
        cJSON_ArrayForEach(item, pack)
        {
            if (facts_answer(to, pack->string, item->string) == NULL && !compare_item(list, pack->string, item->string, item, NULL)) {
                return false;
            }
        }
    }
    return true;
}

/* The product of the same name and vendor; several versions of one product are several entries: the one of the same version first. */
static const cJSON *find_product(const cJSON *inventory, const cJSON *entry)
{
    const cJSON *found = NULL, *other;
    cJSON_ArrayForEach(other, inventory)
    {
        if (json_texts_same(json_text(other, "name"), json_text(entry, "name")) &&
            json_texts_same(json_text(other, "vendor"), json_text(entry, "vendor"))) {
            if (json_texts_same(json_text(other, "version"), json_text(entry, "version"))) {
                return other;
            }
            found = found == NULL ? other : found;
        }
    }
    return found;
}

static cJSON *text_or_null(const char *text)
{
    return text == NULL ? cJSON_CreateNull() : cJSON_CreateString(text);
}

static bool add_product(cJSON *list, const cJSON *entry, const char *change, const cJSON *from, const cJSON *to)
{
    cJSON *out = cJSON_CreateObject();
    const bool ok = json_put(out, "name", text_or_null(json_text(entry, "name"))) &&
                    json_put(out, "vendor", text_or_null(json_text(entry, "vendor"))) && json_put_text(out, "change", change) &&
                    json_put(out, "from", text_or_null(json_text(from, "version"))) &&
                    json_put(out, "to", text_or_null(json_text(to, "version")));
    if (!ok || !cJSON_AddItemToArray(list, out)) {
        cJSON_Delete(out);
        return false;
    }
    return true;
}

static bool compare_inventory(cJSON *list, const cJSON *from, const cJSON *to)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, to)
    {
        const cJSON *old = find_product(from, entry);
        if (old == NULL && !add_product(list, entry, "new", NULL, entry)) {
            return false;
        }
        if (old != NULL && !cJSON_Compare(old, entry, true) && !add_product(list, entry, "changed", old, entry)) {
            return false;
        }
    }
    cJSON_ArrayForEach(entry, from)
    {
        if (find_product(to, entry) == NULL && !add_product(list, entry, "gone", entry, NULL)) {
            return false;
        }
    }
    return true;
}

static bool compare_profile(cJSON *list, const cJSON *from, const cJSON *to, const char *const members[], size_t count, const char *prefix)
{
    for (size_t i = 0; i < count; i++) {
        const char *old = json_text(from, members[i]), *now = json_text(to, members[i]);
        if (json_texts_same(old, now)) {
            continue;
        }
        char name[64];
        (void)snprintf(name, sizeof name, "%s%s", prefix, members[i]);
        cJSON *entry = cJSON_CreateObject();
        const bool ok =
            json_put_text(entry, "member", name) && json_put(entry, "from", text_or_null(old)) && json_put(entry, "to", text_or_null(now));
        if (!ok || !cJSON_AddItemToArray(list, entry)) {
            cJSON_Delete(entry);
            return false;
        }
    }
    return true;
}

static bool compare_supplier(cJSON *list, const cJSON *from, const cJSON *to)
{
    static const char *const FIRM[] = {"name", "name_kana", "corporate_number", "supplier_code", "employees", "industry"};
    static const char *const CONTACT[] = {"name", "email", "phone", "emergency_phone"};
    return compare_profile(list, from, to, FIRM, sizeof FIRM / sizeof FIRM[0], "") &&
           compare_profile(list, json_get(from, "contact"), json_get(to, "contact"), CONTACT, sizeof CONTACT / sizeof CONTACT[0],
                           "contact.");
}

cJSON *facts_diff(const struct facts *from, const struct facts *to)
{
    cJSON *diff = cJSON_CreateObject(), *items = cJSON_CreateArray(), *inventory = cJSON_CreateArray(), *supplier = cJSON_CreateArray();
    const bool filled = items != NULL && inventory != NULL && supplier != NULL && compare_items(items, from, to) &&
                        compare_inventory(inventory, from->inventory, to->inventory) &&
                        compare_supplier(supplier, from->supplier, to->supplier);
    const bool put_items = json_put(diff, "items", items), put_inventory = json_put(diff, "inventory", inventory);
    const bool put_supplier = json_put(diff, "supplier", supplier);
    if (!filled || !put_items || !put_inventory || !put_supplier) {
        cJSON_Delete(diff);
        return NULL;
    }
    return diff;
}
