/* The requests that a draft holds. */
#include "model/assessment.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/request.h"

size_t assessment_request_count(const struct assessment *a)
{
    return (size_t)cJSON_GetArraySize(json_get(a->tree, "requests"));
}

const cJSON *assessment_request_envelope(const struct assessment *a, size_t i)
{
    return cJSON_GetArrayItem(json_get(a->tree, "requests"), (int)i);
}

const cJSON *assessment_request(const struct assessment *a, size_t i)
{
    return json_get(assessment_request_envelope(a, i), "document");
}

enum status assessment_request_digest(const struct assessment *a, const cJSON *document, char out[65], struct error *e)
{
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const char *kept = assessment_request(a, i) == document ? json_text(assessment_request_envelope(a, i), "digest") : NULL;
        if (kept != NULL) {
            (void)snprintf(out, 65, "%s", kept);
            return ST_OK;
        }
    }
    return json_digest(document, out, e);
}

const cJSON *assessment_find_request(const struct assessment *a, const char *id, const char *digest)
{
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const cJSON *document = assessment_request(a, i);
        char own[65];
        if ((id != NULL && strcmp(json_text(document, "request_id"), id) == 0) ||
            (digest != NULL && assessment_request_digest(a, document, own, NULL) == ST_OK && strcmp(own, digest) == 0)) {
            return document;
        }
    }
    return NULL;
}

/* The secret enrols whoever holds it, and a draft is shown to consultants and copied to sticks: it stays out. */
static cJSON *without_secret(const cJSON *envelope, const char *digest)
{
    cJSON *copy = cJSON_Duplicate(envelope, true);
    cJSON *document = json_get(copy, "document");
    if (json_get(document, "enrol_secret") == NULL) {
        return copy;
    }
    json_remove(document, "enrol_secret");
    if (json_put_text(copy, "digest", digest)) {
        return copy;
    }
    cJSON_Delete(copy);
    return NULL;
}

enum status assessment_add_request(struct assessment *a, const cJSON *envelope, struct error *e)
{
    const cJSON *document = json_get(envelope, "document");
    enum status st = request_check(document, e);
    char digest[65];
    if (st == ST_OK) {
        st = json_digest(document, digest, e);
    }
    if (st != ST_OK) {
        return st;
    }
    const char *period = json_text(document, "period");
    if (strcmp(period, json_text(a->tree, "period")) != 0) {
        return fail(e, ST_INPUT, _("The request is for the period %s, the draft for %s: make a new draft for it."), period,
                    json_text(a->tree, "period"));
    }
    if (assessment_find_request(a, NULL, digest) != NULL) {
        return fail(e, ST_INPUT, _("The draft holds this request already."));
    }
    if (assessment_request_count(a) >= REQUESTS_MAX) {
        return fail(e, ST_INPUT, _("A draft holds at most %d requests."), REQUESTS_MAX);
    }
    cJSON *kept = without_secret(envelope, digest);
    const bool listed = json_get(a->tree, "requests") != NULL || json_put(a->tree, "requests", cJSON_CreateArray());
    if (kept == NULL || !listed || !cJSON_AddItemToArray(json_get(a->tree, "requests"), kept)) {
        cJSON_Delete(kept);
        return fail_memory(e);
    }
    return ST_OK;
}
