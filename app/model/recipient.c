/* What a draft knows of those who got answers from it. */
#include "model/document.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/as_signed.h"
#include "model/given.h"
#include "model/json.h"
#include "model/reduce.h"
#include "model/revisions.h"
#include "model/set_aside.h"

cJSON *recipient_find(const struct assessment *a, const char *digest)
{
    cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(a->tree, "recipients"))
    {
        const char *request = json_text(recipient, "request");
        if (strcmp(request == NULL ? "" : request, digest) == 0) {
            return recipient;
        }
    }
    return NULL;
}

cJSON *recipient_of(const struct assessment *a, const cJSON *request)
{
    char digest[65] = "";
    return request != NULL && assessment_request_digest(a, request, digest, NULL) != ST_OK ? NULL : recipient_find(a, digest);
}

const char *recipient_signed_at(const struct assessment *a, const cJSON *request)
{
    return json_text(recipient_of(a, request), "signed_at");
}

enum status recipient_signed(struct assessment *a, const cJSON *request, const cJSON *document, const struct clock *clock, struct error *e)
{
    char now[TIME_TEXT];
    time_format(clock_now(clock), now);
    cJSON *recipient = recipient_of(a, request);
    const enum status st = revision_note(recipient, (int)json_integer(recipient, "revision", 0) - 1, e); /* a version without a list */
    if (st != ST_OK) {
        return st;
    }
    return recipient != NULL && json_put_text(recipient, "signed_at", now) ? as_signed_note(recipient, document, e) : fail_memory(e);
}

/* An answer that waits to be confirmed again, since last year's was corrected, still says what the recipient was told: it is taken for
 * confirmed. Nobody changed it, and what follows from it (conditions, the plan, whether all is answered) has not changed either. */
static void take_as_told(cJSON *tree, const cJSON *recipient)
{
    cJSON *pack, *answer;
    cJSON_ArrayForEach(pack, json_get(tree, "answers"))
    {
        cJSON_ArrayForEach(answer, pack)
        {
            cJSON *reduced = cJSON_IsFalse(json_get(answer, "confirmed")) ? reduce_answer(answer) : NULL;
            json_remove(reduced, "confirmed");
            if (reduced != NULL && as_signed_told(recipient, pack->string, answer->string) &&
                !as_signed_otherwise(recipient, pack->string, answer->string, reduced)) {
                json_remove(answer, "confirmed");
            }
            cJSON_Delete(reduced);
        }
    }
}

/* Most drafts have no such answer, and need no copy. */
static bool any_waits(const struct assessment *a)
{
    const cJSON *pack, *answer;
    cJSON_ArrayForEach(pack, json_get(a->tree, "answers"))
    {
        cJSON_ArrayForEach(answer, pack)
        {
            if (cJSON_IsFalse(json_get(answer, "confirmed"))) {
                return true;
            }
        }
    }
    return false;
}

/* A copy in which such answers are taken so. */
static enum status as_told(struct assessment *out, const struct assessment *a, const cJSON *recipient, struct error *e)
{
    out->tree = cJSON_Duplicate(a->tree, true);
    if (out->tree == NULL) {
        return fail_memory(e);
    }
    take_as_told(out->tree, recipient);
    return ST_OK;
}

enum status recipient_changed(const struct assessment *a, const struct catalog *catalog, const cJSON *request, const struct clock *clock,
                              struct random *random, struct as_signed *out, struct error *e)
{
    const cJSON *recipient = recipient_of(a, request);
    cJSON *document = NULL;
    *out = (struct as_signed){.known = false};
    if (json_text(recipient, "signed_at") == NULL || json_get(recipient, "as_signed") == NULL) {
        return ST_OK;
    }
    struct assessment told = {NULL};
    const struct assessment *says = a;
    enum status st = ST_OK;
    if (any_waits(a)) {
        const char *digest = json_text(recipient, "request");
        st = as_told(&told, a, recipient, e);
        request = st != ST_OK || digest == NULL ? NULL : assessment_find_request(&told, NULL, digest);
        says = &told;
    }
    st = st == ST_OK ? answers_preview(says, catalog, request, clock, random, &document, e) : st;
    st = st == ST_OK ? as_signed_compare(recipient, document, out, e) : st;
    cJSON_Delete(document);
    assessment_release(&told);
    return st;
}

/* The question's answer as this recipient would get it now; NULL when there is none (or no memory). The caller deletes it. One that waits
 * to be confirmed again, since last year's was corrected, still says what was told. */
static cJSON *answer_for(const struct question *q, const char *digest)
{
    cJSON *answer = q->answer.tree == NULL || q->hidden ? NULL : reduce_answer(q->answer.tree);
    json_remove(answer, "confirmed");
    if (answer != NULL && digest != NULL && given_waits(q->answer.tree, digest)) {
        (void)json_put(answer, "confirmed", cJSON_CreateFalse());
    }
    return answer;
}

bool recipient_told_otherwise(const struct assessment *a, const cJSON *recipient, const struct question *q)
{
    const char *digest = json_text(recipient, "request");
    if (json_get(recipient, "as_signed") == NULL || set_aside_holds(a, digest, q->home_pack->id)) {
        return false;
    }
    cJSON *answer = answer_for(q, digest);
    const bool otherwise = as_signed_otherwise(recipient, q->home_pack->id, q->home_item->id, answer);
    cJSON_Delete(answer);
    return otherwise;
}

size_t recipients_told_otherwise(struct buffer *names, const struct assessment *a, const struct question *q, const cJSON *but)
{
    const cJSON *recipient;
    size_t n = 0;
    cJSON_ArrayForEach(recipient, json_get(a->tree, "recipients"))
    {
        if (recipient != but && recipient_told_otherwise(a, recipient, q)) {
            const char *digest = json_text(recipient, "request");
            const cJSON *request = digest == NULL ? NULL : assessment_find_request(a, NULL, digest);
            const char *name = json_text(json_get(request, "requester"), "name");
            if (names != NULL && name != NULL) {
                (void)buffer_add_format(names, "%s%s", names->length > 0 ? _(", ") : "", name);
            }
            n++;
        }
    }
    return n;
}
