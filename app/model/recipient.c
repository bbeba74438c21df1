/* What a draft knows of those who got answers from it. */
#include "model/document.h"

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

enum status recipient_signed(struct assessment *a, const cJSON *request, const struct clock *clock, struct error *e)
{
    char now[TIME_TEXT];
    time_format(clock_now(clock), now);
    cJSON *recipient = recipient_of(a, request);
    return recipient != NULL && json_put_text(recipient, "signed_at", now) ? ST_OK : fail_memory(e);
}
