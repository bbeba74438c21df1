#include "model/reduce.h"

#include "base/buffer.h"
#include "model/json.h"

#include <stdbool.h>

static const char *const ANSWER[] = {"level",      "unknown",      "na",   "na_reason",     "done",       "done_at", "scope",
                                     "exceptions", "compensating", "note", "planned_level", "planned_by", "owner"};
static const char *const EVIDENCE[] = {"title", "kind", "reference", "sha256", "date"};
static const char *const ASSESSOR[] = {"level", "note", "confidence", "reason"};
static const char *const SUPPLIER[] = {"name", "name_kana", "corporate_number", "employees", "industry"};
static const char *const CONTACT[] = {"name", "email", "phone", "emergency_phone"};
static const char *const PRODUCT[] = {"name", "vendor", "version", "internet", "credentials"};
static const char *const FOLLOWUP[] = {"pack", "item", "text", "owner", "due", "done", "done_at", "created_at"};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A new object with those of the members that from has. */
static cJSON *pick(const cJSON *from, const char *const members[], size_t count)
{
    cJSON *out = cJSON_CreateObject();
    for (size_t i = 0; i < count && out != NULL; i++) {
        const cJSON *value = json_get(from, members[i]);
        if (value != NULL && !json_put(out, members[i], cJSON_Duplicate(value, true))) {
            cJSON_Delete(out);
            return NULL;
        }
    }
    return out;
}

static bool is_web_address(const char *text)
{
    return strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
}

/* SCHEME://HOST/PATH: a user's name, a password or a token in the query is nobody's business. */
static void write_web_address(struct buffer *out, const char *text)
{
    const char *host = strstr(text, "://") + 3;
    const size_t n = strcspn(host, "?#"), authority = strcspn(host, "/?#");
    (void)buffer_add(out, text, (size_t)(host - text));
    size_t start = 0;
    for (size_t i = 0; i < authority; i++) {
        start = host[i] == '@' ? i + 1 : start;
    }
    (void)buffer_add(out, host + start, n - start);
}

static void write_file_name(struct buffer *out, const char *text)
{
    size_t end = strlen(text);
    while (end > 0 && strchr("/\\", text[end - 1]) != NULL) {
        end--;
    }
    size_t start = end;
    while (start > 0 && strchr("/\\", text[start - 1]) == NULL) {
        start--;
    }
    (void)buffer_add(out, text + start, end - start);
}

static cJSON *reduce_evidence(const cJSON *evidence)
{
    cJSON *out = pick(evidence, EVIDENCE, COUNT(EVIDENCE));
    const char *reference = json_text(out, "reference");
    if (reference == NULL) {
        return out;
    }
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (is_web_address(reference)) {
        write_web_address(&text, reference);
    } else {
        write_file_name(&text, reference);
    }
    const bool ok = !text.failed && json_put_text(out, "reference", buffer_text(&text));
    buffer_release(&text);
    if (!ok) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

static bool append(cJSON *list, cJSON *value)
{
    if (value == NULL || list == NULL || !cJSON_AddItemToArray(list, value)) {
        cJSON_Delete(value);
        return false;
    }
    return true;
}

static bool add_evidence(cJSON *out, const cJSON *evidence)
{
    if (cJSON_GetArraySize(evidence) == 0) {
        return true;
    }
    cJSON *list = cJSON_CreateArray();
    bool ok = list != NULL;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, evidence)
    {
        ok = ok && append(list, reduce_evidence(entry));
    }
    return json_put(out, "evidence", list) && ok;
}

cJSON *reduce_answer(const cJSON *answer)
{
    cJSON *out = pick(answer, ANSWER, COUNT(ANSWER));
    bool ok = out != NULL && add_evidence(out, json_get(answer, "evidence"));
    if (ok && cJSON_IsFalse(json_get(answer, "confirmed"))) {
        ok = json_put(out, "confirmed", cJSON_CreateFalse());
    }
    const cJSON *assessor = json_get(answer, "assessor");
    if (ok && assessor != NULL) {
        ok = json_put(out, "assessor", pick(assessor, ASSESSOR, COUNT(ASSESSOR)));
    }
    if (!ok) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

cJSON *reduce_supplier(const cJSON *supplier, const char *code)
{
    cJSON *out = pick(supplier, SUPPLIER, COUNT(SUPPLIER));
    bool ok = out != NULL && (json_get(out, "corporate_number") != NULL || json_put(out, "corporate_number", cJSON_CreateNull())) &&
              json_put(out, "supplier_code", code == NULL ? cJSON_CreateNull() : cJSON_CreateString(code)) &&
              json_put(out, "contact", pick(json_get(supplier, "contact"), CONTACT, COUNT(CONTACT)));
    if (!ok) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

cJSON *reduce_inventory(const cJSON *inventory)
{
    cJSON *out = cJSON_CreateArray();
    const cJSON *entry;
    cJSON_ArrayForEach(entry, inventory)
    {
        if (!append(out, pick(entry, PRODUCT, COUNT(PRODUCT)))) {
            cJSON_Delete(out);
            return NULL;
        }
    }
    return out;
}

cJSON *reduce_affirmation(const cJSON *affirmation, const char *today)
{
    static const char *const MEMBERS[] = {"name", "role", "date"};
    cJSON *out = pick(affirmation, MEMBERS, COUNT(MEMBERS));
    if (out != NULL && json_get(out, "date") == NULL && !json_put_text(out, "date", today)) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

cJSON *reduce_followups(const cJSON *followups, const cJSON *answers)
{
    cJSON *out = cJSON_CreateArray();
    const cJSON *entry;
    cJSON_ArrayForEach(entry, followups)
    {
        const char *pack = json_text(entry, "pack"), *item = json_text(entry, "item");
        if (pack == NULL || item == NULL || json_get(json_get(answers, pack), item) == NULL) {
            continue;
        }
        if (!append(out, pick(entry, FOLLOWUP, COUNT(FOLLOWUP)))) {
            cJSON_Delete(out);
            return NULL;
        }
    }
    return out;
}
