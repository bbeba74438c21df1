#include "model/given.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/document.h"
#include "model/json.h"
#include "model/record_check.h"
#include "model/set_aside.h"

/* Whether the request asks the question with this home, under whatever pack. */
static bool asks(const struct question_list *list, const cJSON *request, const struct item *home)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->questions[i].home_item == home && pack_named(request, list->questions[i].pack->id)) {
            return true;
        }
    }
    return false;
}

/* Who asked first, and the day by which it stood: signed for them, or else the draft as it was saved last. */
static bool put_source(cJSON *mark, const struct assessment *a, const struct question_list *list, const cJSON *request,
                       const struct item *home, const char *saved)
{
    const char *day = saved;
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const cJSON *other = assessment_request(a, i);
        if (other != request && asks(list, other, home)) {
            const char *at = recipient_signed_at(a, other);
            day = at != NULL ? at : saved;
            if (!json_put_text(mark, "for", json_text(json_get(other, "requester"), "name"))) {
                return false;
            }
            break;
        }
    }
    char date[DATE_TEXT];
    return json_put_text(mark, "on", local_day_of(day, date));
}

static enum status mark_answer(const struct assessment *a, const struct question_list *list, const struct question *q, const cJSON *request,
                               const char *digest, const char *saved, struct error *e)
{
    cJSON *answer = json_get(json_get(json_get(a->tree, "answers"), q->home_pack->id), q->home_item->id);
    cJSON *mark = cJSON_CreateObject();
    bool ok = json_get(answer, "to_confirm") != NULL || json_put(answer, "to_confirm", cJSON_CreateArray());
    ok = ok && json_put_text(mark, "request", digest) && put_source(mark, a, list, request, q->home_item, saved);
    if (!ok || !cJSON_AddItemToArray(json_get(answer, "to_confirm"), mark)) {
        cJSON_Delete(mark);
        return fail_memory(e);
    }
    return ST_OK;
}

enum status given_mark(struct assessment *a, const cJSON *request, const struct catalog *catalog, const struct clock *clock,
                       struct error *e)
{
    struct question_list list = {0};
    char digest[65], now[TIME_TEXT];
    time_format(clock_now(clock), now);
    const char *saved = json_text(a->tree, "saved_at");
    enum status st = assessment_request_digest(a, request, digest, e);
    st = st == ST_OK ? set_aside_for(a, request, catalog, e) : st;
    st = st == ST_OK ? assessment_questions(a, catalog, &list, NULL, e) : st;
    for (size_t i = 0; st == ST_OK && i < list.count; i++) {
        const struct question *q = &list.questions[i];
        /* One that is hidden now keeps its answer and may be asked again; one from last year is to be confirmed anyway. */
        if (pack_named(request, q->pack->id) && answer_given(&q->answer) && !given_waits(q->answer.tree, digest)) {
            st = mark_answer(a, &list, q, request, digest, saved != NULL ? saved : now, e);
        }
    }
    question_list_release(&list);
    return st;
}

bool given_waits(const cJSON *answer, const char *digest)
{
    const cJSON *mark;
    cJSON_ArrayForEach(mark, json_get(answer, "to_confirm"))
    {
        if (digest == NULL || strcmp(json_text(mark, "request"), digest) == 0) {
            return true;
        }
    }
    return false;
}

size_t given_count(const struct question_list *list, const char *digest)
{
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        n += !q->hidden && !q->repeated && given_waits(q->answer.tree, digest);
    }
    return n;
}

bool question_to_confirm(const struct question *q)
{
    return q->answer.unconfirmed || given_waits(q->answer.tree, NULL);
}

static bool waits_any(const cJSON *const *answers, size_t n, const char *digest)
{
    for (size_t i = 0; i < n; i++) {
        if (given_waits(answers[i], digest)) {
            return true;
        }
    }
    return false;
}

void given_customers(struct buffer *out, const struct assessment *a, const cJSON *const *answers, size_t n)
{
    const size_t before = out->length;
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const cJSON *request = assessment_request(a, i);
        char digest[65];
        if (assessment_request_digest(a, request, digest, NULL) == ST_OK && waits_any(answers, n, digest)) {
            (void)buffer_add_text(out, out->length > before ? _(", ") : "");
            (void)buffer_add_text(out, json_text(json_get(request, "requester"), "name"));
        }
    }
}

bool given_handed(const struct assessment *a, const char *pack)
{
    bool handed = recipient_signed_at(a, NULL) != NULL && pack_named(a->tree, pack);
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const cJSON *request = assessment_request(a, i);
        handed = handed || (recipient_signed_at(a, request) != NULL && pack_named(request, pack));
    }
    return handed;
}

bool given_before(const cJSON *answer, const char **customer, const char **on)
{
    const cJSON *mark = cJSON_GetArrayItem(json_get(answer, "to_confirm"), 0);
    const char *name = json_text(mark, "for");
    *customer = name == NULL ? "" : name;
    *on = json_text(mark, "on");
    return mark != NULL;
}

static enum status check_marks(const cJSON *answer, const struct path *where, struct error *e)
{
    static const struct member LIST[] = {{"to_confirm", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, REQUESTS_MAX}};
    static const struct member MARK[] = {{"request", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
                                         {"for", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
                                         {"on", MEMBER_DATE, MEMBER_REQUIRED, 0, 0}};
    const struct path list = {where, "to_confirm", 0};
    size_t i = 0;
    const cJSON *mark;
    enum status st = members_check(answer, MEMBERS(LIST), where, e);
    cJSON_ArrayForEach(mark, json_get(answer, "to_confirm"))
    {
        st = st == ST_OK ? members_check(mark, MEMBERS(MARK), &(struct path){&list, NULL, i++}, e) : st;
    }
    return st;
}

enum status given_check(const cJSON *answers, struct error *e)
{
    return answer_map_check(answers, &(struct path){NULL, "answers", 0}, check_marks, e);
}
