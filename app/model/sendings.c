#include "model/sendings.h"

#include "base/i18n.h"
#include "model/as_signed.h"
#include "model/document.h"
#include "model/json.h"
#include "model/members.h"
#include "model/receipt.h"
#include "model/revisions.h"
#include "model/upload_url.h"

#include <string.h>

#define PATH_BYTES_MAX 4096

static const struct member SENDING_MEMBERS[] = {
    {"at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"request", MEMBER_SHA256, MEMBER_NULLABLE, 0, 0},
    {"to", MEMBER_TEXT, MEMBER_REQUIRED, 1, UPLOAD_SHOWN_TEXT},
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
    {"result", MEMBER_TEXT, MEMBER_REQUIRED, 1, 20},
    {"note", MEMBER_TEXT, MEMBER_OPTIONAL, 0, SENDING_NOTE_MAX},
};

static const struct member RECEIPT_MEMBERS[] = {
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},    {"request", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
    {"received_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0}, {"checked_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"envelope", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
};

static const struct member FILE_MEMBERS[] = {
    {"file", MEMBER_TEXT, MEMBER_REQUIRED, 1, PATH_BYTES_MAX},
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
};

static const char *const RESULTS[SENDING_RESULTS] = {[SENDING_ARRIVED] = "arrived",
                                                     [SENDING_CHECKED] = "checked",
                                                     [SENDING_UNKNOWN] = "unknown",
                                                     [SENDING_FAILED] = "failed",
                                                     [SENDING_BY_HAND] = "by_hand"};

const char *sending_result_name(enum sending_result result)
{
    return RESULTS[result];
}

/* A word of a newer version counts as not known. */
static enum sending_result result_of(const char *name)
{
    for (int i = 0; i < SENDING_RESULTS; i++) {
        if (strcmp(name, RESULTS[i]) == 0) {
            return (enum sending_result)i;
        }
    }
    return SENDING_UNKNOWN;
}

/* ---- reading a draft ---- */

static enum status check_list(const cJSON *list, const struct path *where, size_t max, const struct member *members, size_t count,
                              struct error *e)
{
    size_t i = 0;
    const cJSON *entry;
    char text[PATH_TEXT];
    if (member_absent(list)) {
        return ST_OK;
    }
    if (!cJSON_IsArray(list) || (size_t)cJSON_GetArraySize(list) > max) {
        return fail(e, ST_INPUT, _("%s: must be a list of at most %zu."), path_text(where, text), max);
    }
    cJSON_ArrayForEach(entry, list)
    {
        const struct path at = {where, NULL, i++};
        const enum status st = members_check(entry, members, count, &at, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

enum status handed_files_check(const cJSON *holder, const struct path *where, struct error *e)
{
    return check_list(json_get(holder, "files"), &(struct path){where, "files", 0}, HANDED_FILES_MAX, MEMBERS(FILE_MEMBERS), e);
}

enum status sendings_check(const cJSON *draft, struct error *e)
{
    const struct path recipients = {NULL, "recipients", 0};
    enum status st =
        check_list(json_get(draft, "sendings"), &(struct path){NULL, "sendings", 0}, SENDINGS_MAX, MEMBERS(SENDING_MEMBERS), e);
    st = st == ST_OK
             ? check_list(json_get(draft, "receipts"), &(struct path){NULL, "receipts", 0}, RECEIPTS_MAX, MEMBERS(RECEIPT_MEMBERS), e)
             : st;
    size_t i = 0;
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(draft, "recipients"))
    {
        const struct path at = {&recipients, NULL, i++};
        st = st == ST_OK ? handed_files_check(recipient, &at, e) : st;
        st = st == ST_OK ? revisions_check(recipient, &at, e) : st;
        st = st == ST_OK ? as_signed_check(recipient, &at, e) : st;
    }
    return st;
}

/* ---- files of a hand-in ---- */

static bool add_entry(cJSON *list, cJSON *entry)
{
    if (list != NULL && cJSON_AddItemToArray(list, entry)) {
        return true;
    }
    cJSON_Delete(entry);
    return false;
}

enum status recipient_set_files(cJSON *recipient, const struct handed_file *files, size_t n, struct error *e)
{
    cJSON *list = cJSON_CreateArray();
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < n && i < HANDED_FILES_MAX; i++) {
        cJSON *entry = cJSON_CreateObject();
        const bool filled = json_put_text(entry, "file", files[i].path) && json_put_text(entry, "sha256", files[i].sha256);
        ok = add_entry(list, entry) && filled;
    }
    return json_put(recipient, "files", list) && ok ? ST_OK : fail_memory(e);
}

size_t recipient_files(const cJSON *recipient, struct handed_file files[HANDED_FILES_MAX])
{
    size_t n = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(recipient, "files"))
    {
        if (n < HANDED_FILES_MAX) {
            files[n++] = (struct handed_file){.path = json_text(entry, "file"), .sha256 = json_text(entry, "sha256")};
        }
    }
    return n;
}

static bool has_file(const cJSON *recipient, const char *sha256)
{
    struct handed_file files[HANDED_FILES_MAX];
    const size_t n = recipient_files(recipient, files);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(files[i].sha256, sha256) == 0) {
            return true;
        }
    }
    return false;
}

cJSON *sendings_recipient(const struct assessment *a, const char *sha256)
{
    cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(a->tree, "recipients"))
    {
        if (has_file(recipient, sha256)) {
            return recipient;
        }
    }
    const cJSON *sending; /* an earlier revision, whose files have been replaced in the list since */
    cJSON_ArrayForEach(sending, json_get(a->tree, "sendings"))
    {
        if (strcmp(json_text(sending, "sha256"), sha256) == 0) {
            const char *request = json_text(sending, "request");
            return recipient_find(a, request != NULL ? request : "");
        }
    }
    return NULL;
}

/* ---- sendings ---- */

/* The list of this name, made when it is not there. */
static cJSON *list_of(struct assessment *a, const char *name)
{
    if (json_get(a->tree, name) == NULL && !json_put(a->tree, name, cJSON_CreateArray())) {
        return NULL;
    }
    return json_get(a->tree, name);
}

static void drop_oldest(cJSON *list, int max)
{
    while (list != NULL && cJSON_GetArraySize(list) >= max) {
        cJSON_DeleteItemFromArray(list, 0);
    }
}

enum status sending_add(struct assessment *a, const struct sending *sending, struct error *e)
{
    cJSON *list = list_of(a, "sendings"), *entry = cJSON_CreateObject();
    bool ok = json_put_text(entry, "at", sending->at) && json_put_text(entry, "to", sending->to) &&
              json_put_text(entry, "sha256", sending->sha256) && json_put_text(entry, "result", sending_result_name(sending->result));
    ok = ok && json_put(entry, "request", sending->request != NULL ? cJSON_CreateString(sending->request) : cJSON_CreateNull());
    ok = ok && (sending->note == NULL || json_put_text(entry, "note", sending->note));
    drop_oldest(list, SENDINGS_MAX);
    if (!ok) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    return add_entry(list, entry) ? ST_OK : fail_memory(e);
}

bool sending_last(const struct assessment *a, const char *request, const char *sha256, struct sending *out)
{
    bool found = false;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(a->tree, "sendings"))
    {
        if (sha256 != NULL ? json_texts_same(json_text(entry, "sha256"), sha256) : json_texts_same(json_text(entry, "request"), request)) {
            found = true;
            *out = (struct sending){.at = json_text(entry, "at"),
                                    .request = json_text(entry, "request"),
                                    .to = json_text(entry, "to"),
                                    .sha256 = json_text(entry, "sha256"),
                                    .result = result_of(json_text(entry, "result")),
                                    .note = json_text(entry, "note")};
        }
    }
    return found;
}

static bool was_delivered(const cJSON *entry)
{
    const enum sending_result result = result_of(json_text(entry, "result"));
    return result == SENDING_ARRIVED || result == SENDING_CHECKED || result == SENDING_BY_HAND;
}

/* The first one of this member's value that was with its recipient. */
static const char *delivered_at(const struct assessment *a, const char *member, const char *value)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(a->tree, "sendings"))
    {
        if (json_texts_same(json_text(entry, member), value) && was_delivered(entry)) {
            return json_text(entry, "at");
        }
    }
    return NULL;
}

const char *sending_first_at(const struct assessment *a, const char *request)
{
    return delivered_at(a, "request", request);
}

const char *sending_file_at(const struct assessment *a, const char *sha256)
{
    return delivered_at(a, "sha256", sha256);
}

/* ---- receipts ---- */

static const cJSON *find_receipt(const struct assessment *a, const char *sha256, int *at)
{
    int i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(a->tree, "receipts"))
    {
        if (strcmp(json_text(entry, "sha256"), sha256) == 0) {
            *at = i;
            return entry;
        }
        i++;
    }
    return NULL;
}

enum status receipt_add(struct assessment *a, const cJSON *envelope, const struct clock *clock, struct error *e)
{
    const struct receipt receipt = receipt_of(json_get(envelope, "document"));
    char now[TIME_TEXT];
    int before = 0;
    time_format(clock_now(clock), now);
    cJSON *list = list_of(a, "receipts"), *entry = cJSON_CreateObject();
    bool ok = json_put_text(entry, "sha256", receipt.file_sha256) && json_put_text(entry, "request", receipt.request_digest) &&
              json_put_text(entry, "received_at", receipt.received_at) && json_put_text(entry, "checked_at", now) &&
              json_put(entry, "envelope", cJSON_Duplicate(envelope, true));
    if (!ok) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    if (list != NULL && find_receipt(a, receipt.file_sha256, &before) != NULL) {
        cJSON_DeleteItemFromArray(list, before);
    }
    drop_oldest(list, RECEIPTS_MAX);
    return add_entry(list, entry) ? ST_OK : fail_memory(e);
}

const char *receipt_received_at(const struct assessment *a, const cJSON *recipient, const char *sha256)
{
    struct handed_file files[HANDED_FILES_MAX];
    int at = 0;
    const size_t n = sha256 == NULL ? recipient_files(recipient, files) : 0;
    const cJSON *found = sha256 != NULL ? find_receipt(a, sha256, &at) : NULL;
    for (size_t i = 0; found == NULL && i < n; i++) {
        found = find_receipt(a, files[i].sha256, &at);
    }
    return json_text(found, "received_at");
}
