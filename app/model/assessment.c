/* A draft as a whole: new, read, written; its packs and requests. */
#include "model/assessment.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/random.h"
#include "model/envelope.h"
#include "model/given.h"
#include "model/json.h"
#include "model/record_check.h"
#include "model/request.h"
#include "model/sendings.h"
#include "model/set_aside.h"

#define DRAFT_FORMAT "tenken-draft"

static const struct member DRAFT_MEMBERS[] = {
    {"format", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"period", MEMBER_TEXT, MEMBER_REQUIRED, 1, PERIOD_MAX},
    {"created_at", MEMBER_TIME, MEMBER_OPTIONAL, 0, 0},
    {"saved_at", MEMBER_TIME, MEMBER_OPTIONAL, 0, 0},
    {"language", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"packs", MEMBER_ARRAY, MEMBER_REQUIRED, 0, RECORD_PACKS_MAX},
    {"requests", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, REQUESTS_MAX},
    {"recipients", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, REQUESTS_MAX + 1},
    {"looked", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"left_at", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"plan_seen", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"embedded_packs", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, RECORD_PACKS_MAX},
    {"client_id", MEMBER_UUID, MEMBER_OPTIONAL, 0, 0},
};

static const struct member RECIPIENT_MEMBERS[] = {
    {"request", MEMBER_SHA256, MEMBER_NULLABLE, 0, 0},
    {"assessment_id", MEMBER_UUID, MEMBER_REQUIRED, 0, 0},
    {"revision", MEMBER_INTEGER, MEMBER_REQUIRED, 0, INT32_MAX},
    {"signed_at", MEMBER_TIME, MEMBER_OPTIONAL, 0, 0},
};

enum status assessment_new(struct assessment *a, const char *period, const struct clock *clock, struct error *e)
{
    a->tree = NULL;
    if (!period_valid(period)) {
        return fail(e, ST_INPUT, _("\"%s\" is no period: give a year like 2026."), period);
    }
    char now[TIME_TEXT];
    time_format(clock_now(clock), now);
    cJSON *tree = cJSON_CreateObject();
    bool ok = tree != NULL && json_put_text(tree, "format", DRAFT_FORMAT "/1") && json_put_text(tree, "period", period) &&
              json_put_text(tree, "created_at", now) && json_put_text(tree, "saved_at", now) &&
              json_put_text(tree, "language", language_code(language_current())) && json_put(tree, "supplier", cJSON_CreateObject()) &&
              json_put(tree, "packs", cJSON_CreateArray()) && json_put(tree, "requests", cJSON_CreateArray()) &&
              json_put(tree, "answers", cJSON_CreateObject()) && json_put(tree, "inventory", cJSON_CreateArray()) &&
              json_put(tree, "recipients", cJSON_CreateArray());
    if (!ok) {
        cJSON_Delete(tree);
        return fail_memory(e);
    }
    a->tree = tree;
    return ST_OK;
}

void assessment_release(struct assessment *a)
{
    cJSON_Delete(a->tree);
    a->tree = NULL;
}

static enum status check_requests(const cJSON *array, struct error *e)
{
    const struct path list = {NULL, "requests", 0};
    size_t i = 0;
    const cJSON *request;
    cJSON_ArrayForEach(request, array)
    {
        char where[PATH_TEXT];
        (void)path_text(&(struct path){&list, NULL, i++}, where);
        if (!cJSON_IsObject(request)) {
            return fail(e, ST_INPUT, _("%s: must be an object."), where);
        }
        const char *digest = json_text(request, "digest");
        if (json_get(request, "digest") != NULL && (digest == NULL || !sha256_text_valid(digest))) {
            return fail(e, ST_INPUT, _("%s.digest: must be 64 lowercase hexadecimal digits."), where);
        }
        enum status st = format_check(json_text(request, "format"), "tenken-request", where, e);
        if (st == ST_OK && (st = request_check(json_get(request, "document"), e)) != ST_OK) {
            return fail_prefix(e, where);
        }
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status check_recipients(const cJSON *array, struct error *e)
{
    const struct path list = {NULL, "recipients", 0};
    size_t i = 0;
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, array)
    {
        const enum status st = members_check(recipient, MEMBERS(RECIPIENT_MEMBERS), &(struct path){&list, NULL, i++}, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status check_draft(const cJSON *tree, struct error *e)
{
    enum status st = members_check(tree, MEMBERS(DRAFT_MEMBERS), NULL, e);
    if (st == ST_OK) {
        st = record_check(tree, e);
    }
    if (st == ST_OK) {
        st = given_check(json_get(tree, "answers"), e);
    }
    const cJSON *last = json_get(tree, "last_year");
    if (st == ST_OK && !member_absent(last) && (st = record_check(last, e)) != ST_OK) {
        st = fail_prefix(e, "last_year");
    }
    const cJSON *plan = json_get(tree, "plan");
    if (st == ST_OK && !member_absent(plan)) {
        st = plan_draft_check(plan, e);
    }
    if (st == ST_OK) {
        st = check_requests(json_get(tree, "requests"), e);
    }
    st = st == ST_OK ? check_recipients(json_get(tree, "recipients"), e) : st;
    st = st == ST_OK ? set_aside_check(tree, e) : st;
    return st == ST_OK ? sendings_check(tree, e) : st;
}

enum status assessment_read(struct assessment *a, const char *bytes, size_t n, const char *name, struct error *e)
{
    struct error why = {0};
    a->tree = json_read(bytes, n, &JSON_LIMITS_DOCUMENT, name, &why);
    if (a->tree == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    const char *format = json_text(a->tree, "format");
    enum status st;
    if (format == NULL || strncmp(format, DRAFT_FORMAT "/", sizeof DRAFT_FORMAT) != 0) {
        st = fail(e, ST_INPUT, _("%s: is no draft of Tenken."), name);
    } else {
        st = format_check(format, DRAFT_FORMAT, name, e);
        if (st == ST_OK && (st = check_draft(a->tree, &why)) != ST_OK) {
            st = fail(e, st, "%s: %s", name, why.text);
        }
    }
    if (st != ST_OK) {
        assessment_release(a);
    }
    return st;
}

enum status assessment_write(const struct assessment *a, struct buffer *out, struct error *e)
{
    return json_pretty(a->tree, out, e);
}

struct facts assessment_facts(const struct assessment *a)
{
    return (struct facts){
        .answers = json_get(a->tree, "answers"), .supplier = json_get(a->tree, "supplier"), .inventory = json_get(a->tree, "inventory")};
}

const cJSON *assessment_past(const struct assessment *a)
{
    const cJSON *last = json_get(a->tree, "last_year");
    return cJSON_IsObject(last) ? last : NULL;
}

bool assessment_last_year(const struct assessment *a, struct facts *facts, const char **period)
{
    const cJSON *last = json_get(a->tree, "last_year");
    const char *text = json_text(last, "period");
    *facts = (struct facts){
        .answers = json_get(last, "answers"), .supplier = json_get(last, "supplier"), .inventory = json_get(last, "inventory")};
    *period = text == NULL ? "" : text;
    return facts->answers != NULL;
}

const char *assessment_client_id(const struct assessment *a)
{
    return json_text(a->tree, "client_id");
}

enum status assessment_set_client_id(struct assessment *a, const char *id, struct error *e)
{
    const char *now = assessment_client_id(a);
    if (!uuid_valid(id)) {
        return fail(e, ST_INPUT, _("\"%s\" is no client id: it must be a UUID of 36 lowercase characters."), id);
    }
    if (now != NULL && strcmp(now, id) != 0) {
        return fail(e, ST_INPUT, _("The draft is of another client already (%.8s…)."), now);
    }
    return json_put_text(a->tree, "client_id", id) ? ST_OK : fail_memory(e);
}

/* The list of this name, made when it is not there; NULL when memory runs out. */
static cJSON *list_of(const struct assessment *a, const char *name)
{
    cJSON *list = json_get(a->tree, name);
    if (list == NULL && json_put(a->tree, name, cJSON_CreateArray())) {
        list = json_get(a->tree, name);
    }
    return list;
}

static enum status append(const struct assessment *a, const char *list_name, cJSON *value, struct error *e)
{
    cJSON *list = list_of(a, list_name);
    if (value == NULL || list == NULL || !cJSON_AddItemToArray(list, value)) {
        cJSON_Delete(value);
        return fail_memory(e);
    }
    return ST_OK;
}

static const cJSON *find_pack_name(const cJSON *packs, const char *id)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, packs)
    {
        const char *other = json_text(entry, "id");
        if (other != NULL && strcmp(other, id) == 0) {
            return entry;
        }
    }
    return NULL;
}

enum status assessment_add_pack(struct assessment *a, const struct pack *pack, bool embed, struct error *e)
{
    const cJSON *packs = json_get(a->tree, "packs");
    if (find_pack_name(packs, pack->id) != NULL) {
        return fail(e, ST_INPUT, _("The draft asks the pack \"%s\" already."), pack->id);
    }
    if (cJSON_GetArraySize(packs) >= RECORD_PACKS_MAX) {
        return fail(e, ST_INPUT, _("A draft asks at most %d packs."), RECORD_PACKS_MAX);
    }
    cJSON *name = cJSON_CreateObject();
    if (name == NULL || !json_put_text(name, "id", pack->id) || !json_put_text(name, "version", pack->version) ||
        !json_put_text(name, "sha256", pack_digest(pack))) {
        cJSON_Delete(name);
        return fail_memory(e);
    }
    enum status st = append(a, "packs", name, e);
    if (st == ST_OK && embed) {
        st = append(a, "embedded_packs", cJSON_Duplicate(pack->tree, true), e);
    }
    return st;
}

enum status assessment_add_embedded(const struct assessment *a, struct catalog *catalog, struct error *e)
{
    const cJSON *tree;
    cJSON_ArrayForEach(tree, json_get(a->tree, "embedded_packs"))
    {
        struct error why = {0};
        if (catalog_find_tree(catalog, tree) != NULL) {
            continue;
        }
        struct pack *pack = pack_from_tree(cJSON_Duplicate(tree, true), _("the draft's own pack"), &why);
        if (pack == NULL) {
            return fail(e, why.status, "%s", why.text);
        }
        const enum status st = catalog_add(catalog, pack, e);
        if (st != ST_OK) {
            return st;
        }
    }
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const enum status st = request_load_packs(assessment_request(a, i), catalog, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

enum status assessment_load_packs(const struct assessment *a, struct catalog *catalog, struct error *e)
{
    const enum status st = assessment_add_embedded(a, catalog, e);
    return st == ST_OK ? catalog_check(catalog, e) : st;
}

/* Appends the packs that an array names and that are not there yet; says by name which one is nowhere at hand. */
static enum status collect_packs(const cJSON *names, const struct catalog *catalog, const struct pack **packs, size_t *count, bool *changed,
                                 struct error *e)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, names)
    {
        const char *id = json_text(name, "id");
        bool exact = true;
        const struct pack *pack = catalog_choose(catalog, id, json_text(name, "sha256"), changed == NULL ? NULL : &exact);
        if (!exact) {
            *changed = true;
        }
        if (pack == NULL) {
            return fail(e, ST_INPUT, _("The pack \"%s\" (version %s) is asked here but not installed."), id, json_text(name, "version"));
        }
        size_t i = 0;
        while (i < *count && strcmp(packs[i]->id, pack->id) != 0) {
            i++;
        }
        if (i == *count && *count < RECORD_PACKS_MAX) {
            packs[(*count)++] = pack;
        }
    }
    return ST_OK;
}

/* Raises the levels in targets to those of one request. False: out of memory. */
static bool raise_targets(cJSON *targets, const cJSON *request)
{
    const cJSON *pack, *item;
    cJSON_ArrayForEach(pack, json_get(request, "targets"))
    {
        if (json_get(targets, pack->string) == NULL && !json_put(targets, pack->string, cJSON_CreateObject())) {
            return false;
        }
        cJSON *levels = json_get(targets, pack->string);
        cJSON_ArrayForEach(item, pack)
        {
            const int64_t level = (int64_t)item->valuedouble;
            if (level > json_integer(levels, item->string, -1) && !json_put_integer(levels, item->string, level)) {
                return false;
            }
        }
    }
    return true;
}

enum status assessment_questions(const struct assessment *a, const struct catalog *catalog, struct question_list *list, bool *changed,
                                 struct error *e)
{
    *list = (struct question_list){0};
    const struct pack *packs[RECORD_PACKS_MAX];
    size_t count = 0;
    bool other = false, *differs = changed == NULL ? NULL : &other;
    enum status st = collect_packs(json_get(a->tree, "packs"), catalog, packs, &count, differs, e);
    cJSON *targets = cJSON_CreateObject();
    if (targets == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; st == ST_OK && i < assessment_request_count(a); i++) {
        const cJSON *request = assessment_request(a, i);
        st = collect_packs(json_get(request, "packs"), catalog, packs, &count, differs, e);
        if (st == ST_OK && !raise_targets(targets, request)) {
            st = fail_memory(e);
        }
    }
    if (st == ST_OK) {
        const struct facts facts = assessment_facts(a);
        st = question_list_build(list, catalog, packs, count, &facts, targets, e);
    }
    cJSON_Delete(targets);
    if (changed != NULL) {
        *changed = other;
    }
    return st;
}
