/* A customer that gives more time signs its request anew and withdraws the earlier one: the later takes its place in the draft, unless
 * something was signed for the earlier one. */
#include "command/desk.h"
#include "model/document.h"
#include "model/json.h"

/* The request without what differs when it is made anew. NULL: out of memory; to be deleted by the caller. */
static cJSON *lasting(const cJSON *document)
{
    static const char *const ANEW[] = {"request_id", "issued_at", "due", "enrol_secret"};
    cJSON *copy = cJSON_Duplicate(document, true);
    for (size_t i = 0; copy != NULL && i < sizeof ANEW / sizeof ANEW[0]; i++) {
        if (json_get(copy, ANEW[i]) != NULL) {
            json_remove(copy, ANEW[i]);
        }
    }
    return copy;
}

static bool asks_the_same(const cJSON *a, const cJSON *b)
{
    cJSON *x = lasting(a), *y = lasting(b);
    const bool same = x != NULL && y != NULL && cJSON_Compare(x, y, true);
    cJSON_Delete(x);
    cJSON_Delete(y);
    return same;
}

static bool is_earlier(const struct desk *d, const struct assessment *a, size_t i, const char *path)
{
    const cJSON *document = assessment_request(a, i), *opened = d->opened.document;
    struct received_request held;
    if (strcmp(json_text(document, "issued_at"), json_text(opened, "issued_at")) >= 0 || recipient_signed_at(a, document) != NULL ||
        !asks_the_same(document, opened) || received_request_of_draft(&held, d->program, a, i, path, NULL) != ST_OK) {
        return false;
    }
    const bool same = strcmp(held.signer->sha256, d->opened.signer->sha256) == 0; /* a name proves nothing */
    received_request_release(&held);
    return same;
}

size_t desk_earlier(const struct desk *d, const struct assessment *a, const char *path)
{
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        if (is_earlier(d, a, i, path)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Answers that waited to be confirmed for the earlier request wait for the later one. */
static bool move_marks(struct assessment *a, const char *from, const char *to)
{
    bool ok = true;
    cJSON *pack, *answer, *mark;
    cJSON_ArrayForEach(pack, json_get(a->tree, "answers"))
    {
        cJSON_ArrayForEach(answer, pack)
        {
            cJSON_ArrayForEach(mark, json_get(answer, "to_confirm"))
            {
                ok = ok && (strcmp(json_text(mark, "request"), from) != 0 || json_put_text(mark, "request", to));
            }
        }
    }
    return ok;
}

enum status desk_replace(const struct desk *d, struct assessment *a, size_t earlier, struct error *e)
{
    char digest[SHA256_TEXT];
    enum status st = assessment_request_digest(a, assessment_request(a, earlier), digest, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *text = cJSON_CreateString(digest);
    const bool listed = json_get(a->tree, REPLACED_REQUESTS) != NULL || json_put(a->tree, REPLACED_REQUESTS, cJSON_CreateArray());
    if (text == NULL || !listed || !cJSON_AddItemToArray(json_get(a->tree, REPLACED_REQUESTS), text)) {
        cJSON_Delete(text);
        return fail_memory(e);
    }
    if (!move_marks(a, digest, d->opened.digest)) {
        return fail_memory(e);
    }
    cJSON_DeleteItemFromArray(json_get(a->tree, "requests"), (int)earlier);
    return ST_OK;
}
