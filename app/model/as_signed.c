#include "model/as_signed.h"

#include "model/json.h"
#include "model/reduce.h"

#include <string.h>

static const struct member NOTE_MEMBERS[] = {
    {"content", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0}, {"answers", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"beside", MEMBER_SHA256, MEMBER_OPTIONAL, 0, 0},  {"parts", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"said", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
};

static const char *const SAID[SAID_PARTS] = {"supplier", "perceived", "answers",     "inventory",
                                             "plan",     "followups", "affirmation", "unfinished"};

static enum status digests_check(const cJSON *object, const struct path *where, struct error *e)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, object)
    {
        const struct member digest = {item->string, MEMBER_SHA256, MEMBER_REQUIRED, 0, 0};
        const enum status st = members_check(object, &digest, 1, where, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

enum status as_signed_check(const cJSON *recipient, const struct path *where, struct error *e)
{
    const cJSON *note = json_get(recipient, "as_signed"), *pack;
    const struct path at = {where, "as_signed", 0}, answers = {&at, "answers", 0};
    if (member_absent(note)) {
        return ST_OK;
    }
    enum status st = members_check(note, MEMBERS(NOTE_MEMBERS), &at, e);
    if (st != ST_OK) {
        return st;
    }
    st = digests_check(json_get(note, "parts"), &(struct path){&at, "parts", 0}, e);
    cJSON_ArrayForEach(pack, json_get(note, "answers"))
    {
        const struct path here = {&answers, pack->string, 0};
        st = st == ST_OK ? members_check(pack, NULL, 0, &here, e) : st; /* an object */
        st = st == ST_OK ? digests_check(pack, &here, e) : st;
    }
    return st;
}

/* The digest of each member of an object, under its name. */
static enum status put_digests(cJSON *out, const cJSON *object, struct error *e)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        char digest[65];
        const enum status st = json_digest(member, digest, e);
        if (st != ST_OK) {
            return st;
        }
        if (!json_put_text(out, member->string, digest)) {
            return fail_memory(e);
        }
    }
    return ST_OK;
}

/* content: of all that is said; beside: of the same without the answers; parts: of each of those. */
static enum status digest_said(const cJSON *document, char content[65], char beside[65], cJSON *parts, struct error *e)
{
    cJSON *said = cJSON_CreateObject();
    bool ok = said != NULL;
    for (size_t i = 0; ok && i < SAID_PARTS; i++) {
        const cJSON *member = json_get(document, SAID[i]);
        ok = member == NULL || json_put(said, SAID[i], cJSON_Duplicate(member, true));
    }
    json_remove(json_get(said, "affirmation"), "date"); /* the same word on another day is no other word */
    enum status st = ok ? json_digest(said, content, e) : fail_memory(e);
    json_remove(said, "answers");
    st = st == ST_OK ? json_digest(said, beside, e) : st;
    st = st == ST_OK ? put_digests(parts, said, e) : st;
    cJSON_Delete(said);
    return st;
}

static enum status put_answers(cJSON *out, const cJSON *answers, struct error *e)
{
    const cJSON *pack;
    cJSON_ArrayForEach(pack, answers)
    {
        cJSON *own = cJSON_CreateObject();
        if (!json_put(out, pack->string, own)) {
            return fail_memory(e);
        }
        const enum status st = put_digests(own, pack, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

/* Each text beside the answer and its plan, as a digest: that it has changed can be told, and it is not kept twice. */
static const struct {
    const char *member;
    enum beside_answer part;
} BESIDE[] = {{"note", BESIDE_NOTE},     {"evidence", BESIDE_EVIDENCE},  {"na_reason", BESIDE_DETAILS},   {"done_at", BESIDE_DETAILS},
              {"scope", BESIDE_DETAILS}, {"exceptions", BESIDE_DETAILS}, {"compensating", BESIDE_DETAILS}};
static const char *const PLAN[] = {"planned_level", "planned_by", "owner"};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* answer: as in a document. */
static bool put_beside(cJSON *out, const cJSON *answer)
{
    cJSON *beside = cJSON_CreateObject();
    bool ok = json_put(out, "beside", beside);
    for (size_t i = 0; ok && i < COUNT(BESIDE); i++) {
        const cJSON *member = json_get(answer, BESIDE[i].member);
        char digest[65];
        ok = member == NULL || (json_digest(member, digest, NULL) == ST_OK && json_put_text(beside, BESIDE[i].member, digest));
    }
    return ok;
}

/* What the answer is and plans, and digests of what else is written beside it. */
static cJSON *bare(const cJSON *answer)
{
    static const char *const KEPT[] = {"level", "done", "na", "unknown", "planned_level", "planned_by", "owner"};
    cJSON *out = cJSON_CreateObject();
    bool ok = out != NULL;
    for (size_t i = 0; ok && i < COUNT(KEPT); i++) {
        const cJSON *member = json_get(answer, KEPT[i]);
        ok = member == NULL || json_put(out, KEPT[i], cJSON_Duplicate(member, false));
    }
    if (!ok || !put_beside(out, answer)) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

static bool put_said(cJSON *out, const cJSON *answers)
{
    const cJSON *pack, *answer;
    cJSON_ArrayForEach(pack, answers)
    {
        cJSON *own = cJSON_CreateObject();
        bool ok = json_put(out, pack->string, own);
        cJSON_ArrayForEach(answer, pack)
        {
            ok = ok && json_put(own, answer->string, bare(answer));
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

/* The note of a document; the caller deletes it. */
static enum status note_make(const cJSON *document, cJSON **out, struct error *e)
{
    char content[65], beside[65];
    cJSON *note = cJSON_CreateObject(), *answers = cJSON_CreateObject(), *parts = cJSON_CreateObject();
    *out = NULL;
    const bool ok = json_put(note, "answers", answers);
    enum status st = json_put(note, "parts", parts) && ok ? put_answers(answers, json_get(document, "answers"), e) : fail_memory(e);
    st = st == ST_OK ? digest_said(document, content, beside, parts, e) : st;
    st = st == ST_OK && !(json_put_text(note, "content", content) && json_put_text(note, "beside", beside)) ? fail_memory(e) : st;
    if (st != ST_OK) {
        cJSON_Delete(note);
        return st;
    }
    *out = note;
    return ST_OK;
}

/* What a correction lowered is remembered with the new answer: an earlier year may say the same still (found_wrong.h). */
static bool keep_before(cJSON *said, const cJSON *old)
{
    cJSON *pack, *answer;
    bool ok = true;
    cJSON_ArrayForEach(pack, said)
    {
        cJSON_ArrayForEach(answer, pack)
        {
            const cJSON *was = json_get(json_get(old, pack->string), answer->string);
            const int64_t now = json_integer(answer, "level", -1), then = json_integer(was, "level", -1),
                          first = json_integer(was, "before", -1);
            const int64_t most = first > then ? first : then;
            ok = ok && (now < 0 || most <= now || json_put_integer(answer, "before", most));
        }
    }
    return ok;
}

enum status as_signed_note(cJSON *recipient, const cJSON *document, struct error *e)
{
    cJSON *note = NULL;
    const enum status st = note_make(document, &note, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *said = cJSON_CreateObject();
    if (!json_put(note, "said", said) || !put_said(said, json_get(document, "answers")) ||
        !keep_before(said, json_get(json_get(recipient, "as_signed"), "said"))) {
        cJSON_Delete(note);
        return fail_memory(e);
    }
    return json_put(recipient, "as_signed", note) ? ST_OK : fail_memory(e);
}

/* Of a those that b says otherwise or does not have; others false: only those that b does not have at all. */
static size_t count_other(const cJSON *a, const cJSON *b, bool others)
{
    size_t n = 0;
    const cJSON *pack, *item;
    cJSON_ArrayForEach(pack, a)
    {
        cJSON_ArrayForEach(item, pack)
        {
            const char *there = json_text(json_get(b, pack->string), item->string);
            n += there == NULL || (others && strcmp(there, item->valuestring) != 0);
        }
    }
    return n;
}

/* Also those that are there on one side only. */
static unsigned parts_otherwise(const cJSON *before, const cJSON *now)
{
    unsigned parts = 0;
    for (unsigned i = 0; i < SAID_PARTS && before != NULL; i++) {
        parts |= json_texts_same(json_text(before, SAID[i]), json_text(now, SAID[i])) ? 0 : 1U << i;
    }
    return parts;
}

enum status as_signed_compare(const cJSON *recipient, const cJSON *document, struct as_signed *out, struct error *e)
{
    const cJSON *before = json_get(recipient, "as_signed");
    cJSON *now = NULL;
    *out = (struct as_signed){.known = false};
    if (member_absent(before)) {
        return ST_OK;
    }
    const enum status st = note_make(document, &now, e);
    if (st == ST_OK) {
        out->known = true;
        out->changed = strcmp(json_text(before, "content"), json_text(now, "content")) != 0;
        const char *beside = json_text(before, "beside");
        out->beside = beside != NULL && strcmp(beside, json_text(now, "beside")) != 0;
        out->parts = parts_otherwise(json_get(before, "parts"), json_get(now, "parts"));
        out->answers = count_other(json_get(before, "answers"), json_get(now, "answers"), true) +
                       count_other(json_get(now, "answers"), json_get(before, "answers"), false);
    }
    cJSON_Delete(now);
    return st;
}

bool as_signed_told(const cJSON *recipient, const char *pack, const char *item)
{
    return json_text(json_get(json_get(json_get(recipient, "as_signed"), "answers"), pack), item) != NULL;
}

bool as_signed_otherwise(const cJSON *recipient, const char *pack, const char *item, const cJSON *answer)
{
    const char *then = json_text(json_get(json_get(json_get(recipient, "as_signed"), "answers"), pack), item);
    char now[65];
    if (then == NULL) {
        return false;
    }
    return answer == NULL || (json_digest(answer, now, NULL) == ST_OK && strcmp(then, now) != 0);
}

struct answer as_signed_answer(const cJSON *recipient, const char *pack, const char *item)
{
    return answer_view(json_get(json_get(json_get(json_get(recipient, "as_signed"), "said"), pack), item));
}

int as_signed_before(const cJSON *recipient, const char *pack, const char *item)
{
    return (int)json_integer(json_get(json_get(json_get(json_get(recipient, "as_signed"), "said"), pack), item), "before", -1);
}

unsigned as_signed_beside(const struct answer *then, const cJSON *answer)
{
    const cJSON *before = json_get(then->tree, "beside");
    cJSON *reduced = before == NULL ? NULL : reduce_answer(answer);
    cJSON *now = cJSON_CreateObject();
    unsigned parts = 0;
    if (reduced != NULL && now != NULL && put_beside(now, reduced)) {
        for (size_t i = 0; i < COUNT(BESIDE); i++) {
            const bool same = json_texts_same(json_text(before, BESIDE[i].member), json_text(json_get(now, "beside"), BESIDE[i].member));
            parts |= same ? 0 : (unsigned)BESIDE[i].part;
        }
        for (size_t i = 0; i < COUNT(PLAN); i++) {
            const cJSON *was = json_get(then->tree, PLAN[i]), *is = json_get(reduced, PLAN[i]);
            const bool same = was == NULL || is == NULL ? was == is : cJSON_Compare(was, is, true);
            parts |= same ? 0 : (unsigned)BESIDE_PLAN;
        }
    }
    cJSON_Delete(reduced);
    cJSON_Delete(now);
    return parts;
}
