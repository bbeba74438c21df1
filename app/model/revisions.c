#include "model/revisions.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/sendings.h"

#include <string.h>

static const struct member REVISION_MEMBERS[] = {
    {"revision", MEMBER_INTEGER, MEMBER_REQUIRED, 1, INT32_MAX},
    {"signed_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
};

enum status revisions_check(const cJSON *recipient, const struct path *where, struct error *e)
{
    const cJSON *list = json_get(recipient, "revisions"), *entry;
    const struct path at = {where, "revisions", 0};
    char text[PATH_TEXT];
    size_t i = 0;
    if (member_absent(list)) {
        return ST_OK;
    }
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > REVISIONS_MAX) {
        return fail(e, ST_INPUT, _("%s: must be a list of at most %zu."), path_text(&at, text), (size_t)REVISIONS_MAX);
    }
    cJSON_ArrayForEach(entry, list)
    {
        const struct path here = {&at, NULL, i++};
        enum status st = members_check(entry, MEMBERS(REVISION_MEMBERS), &here, e);
        st = st == ST_OK ? handed_files_check(entry, &here, e) : st;
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static bool noted(const cJSON *list, int number)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list)
    {
        if (json_integer(entry, "revision", 0) == number) {
            return true;
        }
    }
    return false;
}

enum status revision_note(cJSON *recipient, int number, struct error *e)
{
    const char *signed_at = json_text(recipient, "signed_at");
    if (signed_at == NULL || number < 1 || noted(json_get(recipient, "revisions"), number)) {
        return ST_OK;
    }
    if (json_get(recipient, "revisions") == NULL && !json_put(recipient, "revisions", cJSON_CreateArray())) {
        return fail_memory(e);
    }
    cJSON *list = json_get(recipient, "revisions"), *entry = cJSON_CreateObject();
    const cJSON *files = json_get(recipient, "files");
    bool ok = json_put_integer(entry, "revision", number) && json_put_text(entry, "signed_at", signed_at);
    ok = ok && (files == NULL || json_put(entry, "files", cJSON_Duplicate(files, true)));
    if (!ok || !cJSON_AddItemToArray(list, entry)) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    while (cJSON_GetArraySize(list) > REVISIONS_MAX) {
        cJSON_DeleteItemFromArray(list, 0);
    }
    return ST_OK;
}

/* ---- what became of them ---- */

/* An entry of the list, or the recipient itself, which has the same members. */
static struct revision read_revision(const struct assessment *a, const cJSON *entry)
{
    struct handed_file files[HANDED_FILES_MAX];
    const size_t n = recipient_files(entry, files);
    struct revision out = {.number = (int)json_integer(entry, "revision", 0), .signed_at = json_text(entry, "signed_at")};
    for (size_t i = 0; i < n; i++) {
        const char *sent = sending_file_at(a, files[i].sha256), *received = receipt_received_at(a, NULL, files[i].sha256);
        out.sent_at = out.sent_at == NULL ? sent : out.sent_at;
        out.received_at = out.received_at == NULL ? received : out.received_at;
    }
    return out;
}

static bool has_file(const cJSON *entry, const char *sha256)
{
    struct handed_file files[HANDED_FILES_MAX];
    const size_t n = recipient_files(entry, files);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(files[i].sha256, sha256) == 0) {
            return true;
        }
    }
    return false;
}

static bool listed(const cJSON *recipient, const char *sha256)
{
    bool found = has_file(recipient, sha256);
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(recipient, "revisions"))
    {
        found = found || has_file(entry, sha256);
    }
    return found;
}

/* What was sent before there was a list is known from the sendings; one that was sent twice counts once. */
static size_t read_unlisted(const struct assessment *a, const cJSON *recipient, struct revision *out, size_t max)
{
    const char *request = json_text(recipient, "request");
    const cJSON *sending;
    size_t n = 0;
    cJSON_ArrayForEach(sending, json_get(a->tree, "sendings"))
    {
        const char *sha256 = json_text(sending, "sha256"), *whom = json_text(sending, "request");
        const bool theirs = json_texts_same(whom, request);
        const char *at = theirs && !listed(recipient, sha256) ? sending_file_at(a, sha256) : NULL;
        if (n < max && at != NULL && at == json_text(sending, "at")) {
            out[n++] = (struct revision){.sent_at = at, .received_at = receipt_received_at(a, NULL, sha256)};
        }
    }
    return n;
}

size_t revisions_of(const struct assessment *a, const cJSON *recipient, struct revision out[REVISIONS_MAX])
{
    const cJSON *list = json_get(recipient, "revisions"), *entry;
    const bool alone = list == NULL && json_text(recipient, "signed_at") != NULL; /* signed by a version that kept no list */
    const size_t known = alone ? 1 : (size_t)cJSON_GetArraySize(list);
    size_t n = recipient == NULL || known > REVISIONS_MAX ? 0 : read_unlisted(a, recipient, out, REVISIONS_MAX - known);
    if (alone) {
        out[n++] = read_revision(a, recipient);
    }
    cJSON_ArrayForEach(entry, list)
    {
        if (n < REVISIONS_MAX) {
            out[n++] = read_revision(a, entry);
        }
    }
    return n;
}
