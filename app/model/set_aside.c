#include "model/set_aside.h"

#include "base/digest.h"
#include "model/given.h"
#include "model/json.h"
#include "model/record_check.h"
#include "model/request.h"

static const char *about_of(const cJSON *request)
{
    const char *about = json_text(request, "about");
    return about == NULL ? "" : about;
}

static cJSON *entry_of(const struct assessment *a, const char *digest)
{
    cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(a->tree, "set_aside"))
    {
        if (digest != NULL && strcmp(json_text(entry, "request"), digest) == 0) {
            return entry;
        }
    }
    return NULL;
}

bool set_aside_holds(const struct assessment *a, const char *digest, const char *pack)
{
    return json_get(json_get(entry_of(a, digest), "answers"), pack) != NULL;
}

/* A new entry, or NULL when memory runs out. */
static cJSON *entry_add(struct assessment *a, const char *digest)
{
    cJSON *entry = cJSON_CreateObject();
    const bool listed = json_get(a->tree, "set_aside") != NULL || json_put(a->tree, "set_aside", cJSON_CreateArray());
    if (!listed || !json_put_text(entry, "request", digest) || !json_put(entry, "answers", cJSON_CreateObject()) ||
        !cJSON_AddItemToArray(json_get(a->tree, "set_aside"), entry)) {
        cJSON_Delete(entry);
        return NULL;
    }
    return entry;
}

static enum status keep(struct assessment *a, const char *digest, const char *pack, struct error *e)
{
    const cJSON *now = json_get(json_get(a->tree, "answers"), pack);
    cJSON *entry = entry_of(a, digest);
    entry = entry == NULL ? entry_add(a, digest) : entry;
    cJSON *copy = now == NULL ? cJSON_CreateObject() : cJSON_Duplicate(now, true);
    return entry != NULL && json_put(json_get(entry, "answers"), pack, copy) ? ST_OK : fail_memory(e);
}

/* Those that hold other answers already keep them; when another request asks about the same, its answers stay for both. */
static enum status begin_anew(struct assessment *a, const cJSON *request, const char *pack, struct error *e)
{
    enum status st = ST_OK;
    bool other = false;
    for (size_t i = 0; st == ST_OK && i < assessment_request_count(a); i++) {
        const cJSON *earlier = assessment_request(a, i);
        char digest[SHA256_TEXT];
        if (earlier == request || !pack_named(earlier, pack) || strcmp(about_of(earlier), about_of(request)) == 0) {
            continue;
        }
        st = assessment_request_digest(a, earlier, digest, e);
        if (st == ST_OK && !set_aside_holds(a, digest, pack)) {
            other = true;
            st = keep(a, digest, pack, e);
        }
    }
    return st != ST_OK || !other || json_put(json_get(a->tree, "answers"), pack, cJSON_CreateObject()) ? st : fail_memory(e);
}

enum status set_aside_for(struct assessment *a, const cJSON *request, const struct catalog *catalog, struct error *e)
{
    enum status st = ST_OK;
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(request, "packs"))
    {
        const struct pack *pack = catalog_find(catalog, json_text(name, "id"));
        if (st == ST_OK && pack != NULL && pack_is_emergency(pack)) {
            st = begin_anew(a, request, pack->id, e);
        }
    }
    return st;
}

enum status set_aside_exchange(struct assessment *a, const char *digest, struct error *e)
{
    cJSON *answers = json_get(a->tree, "answers"), *aside;
    cJSON *entry = json_get(entry_of(a, digest), "answers");
    cJSON_ArrayForEach(aside, entry)
    {
        if (json_get(answers, aside->string) == NULL && !json_put(answers, aside->string, cJSON_CreateObject())) {
            return fail_memory(e);
        }
    }
    cJSON_ArrayForEach(aside, entry) /* cannot fail any more: nothing is left half exchanged */
    {
        cJSON *now = json_get(answers, aside->string), *first = now->child;
        now->child = aside->child;
        aside->child = first;
    }
    return ST_OK;
}

static enum status check_answer(const cJSON *answer, const struct path *where, struct error *e)
{
    return answer_check_at(answer, -1, where, e);
}

enum status set_aside_check(const cJSON *draft, struct error *e)
{
    static const struct member LIST[] = {{"set_aside", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, REQUESTS_MAX}};
    static const struct member MEMBERS_OF_ENTRY[] = {{"request", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
                                                     {"answers", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0}};
    const struct path list = {NULL, "set_aside", 0};
    const cJSON *entry;
    size_t i = 0;
    enum status st = members_check(draft, MEMBERS(LIST), NULL, e);
    cJSON_ArrayForEach(entry, json_get(draft, "set_aside"))
    {
        const struct path at = {&list, NULL, i++};
        st = st == ST_OK ? members_check(entry, MEMBERS(MEMBERS_OF_ENTRY), &at, e) : st;
        st = st == ST_OK ? answer_map_check(json_get(entry, "answers"), &(struct path){&at, "answers", 0}, check_answer, e) : st;
        st = st == ST_OK ? given_check(json_get(entry, "answers"), e) : st;
    }
    return st;
}
