/* What a draft knows of those who got answers from it. */
#include "model/document.h"

#include "model/as_signed.h"
#include "model/json.h"

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
    return recipient != NULL && json_put_text(recipient, "signed_at", now) ? as_signed_note(recipient, document, e) : fail_memory(e);
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
    struct assessment copy = {.tree = cJSON_Duplicate(a->tree, true)}; /* a projection takes a revision */
    enum status st = copy.tree == NULL ? fail_memory(e) : answers_project(&copy, catalog, request, true, clock, random, &document, e);
    st = st == ST_OK ? as_signed_compare(recipient, document, out, e) : st;
    cJSON_Delete(document);
    assessment_release(&copy);
    return st;
}
