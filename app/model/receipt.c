#include "model/receipt.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/members.h"

#include <stdio.h>
#include <string.h>

#define STATE_RECEIVED "received"

static const struct member RECEIPT_MEMBERS[] = {
    {"state", MEMBER_TEXT, MEMBER_REQUIRED, 1, 20},
    {"request", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"file", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"received_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
};

static const struct member REQUEST_MEMBERS[] = {
    {"id", MEMBER_UUID, MEMBER_REQUIRED, 0, 0},
    {"digest", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
};

static const struct member FILE_MEMBERS[] = {
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
};

bool receipt_overdue(const char *sent_on, const struct clock *clock, long *days)
{
    int64_t sent = 0;
    const bool known = date_parse(sent_on, &sent);
    const int64_t now = local_seconds(clock_now(clock)), passed = known && now > sent ? (now - sent) / DAY_SECONDS : 0;
    if (days != NULL) {
        *days = (long)passed;
    }
    return passed > RECEIPT_DAYS;
}

void receipt_name(const char file_sha256[SHA256_TEXT], char out[RECEIPT_NAME_TEXT])
{
    (void)snprintf(out, RECEIPT_NAME_TEXT, "%s" RECEIPT_ENDING, file_sha256);
}

enum status receipt_build(const struct receipt *receipt, cJSON **document, struct error *e)
{
    cJSON *made = cJSON_CreateObject(), *request = cJSON_CreateObject(), *file = cJSON_CreateObject();
    bool ok = json_put_text(request, "id", receipt->request_id) && json_put_text(request, "digest", receipt->request_digest) &&
              json_put_text(file, "sha256", receipt->file_sha256) && json_put_text(made, "state", STATE_RECEIVED);
    /* json_put takes ownership in any case. */
    ok = json_put(made, "request", request) && ok;
    ok = json_put(made, "file", file) && ok;
    ok = ok && json_put_text(made, "received_at", receipt->received_at);
    const enum status st = ok ? receipt_check(made, e) : fail_memory(e);
    if (st != ST_OK) {
        cJSON_Delete(made);
        made = NULL;
    }
    *document = made;
    return st;
}

enum status receipt_check(const cJSON *document, struct error *e)
{
    const struct path request = {NULL, "request", 0}, file = {NULL, "file", 0};
    enum status st = members_check(document, MEMBERS(RECEIPT_MEMBERS), NULL, e);
    st = st == ST_OK ? members_check(json_get(document, "request"), MEMBERS(REQUEST_MEMBERS), &request, e) : st;
    st = st == ST_OK ? members_check(json_get(document, "file"), MEMBERS(FILE_MEMBERS), &file, e) : st;
    if (st == ST_OK && strcmp(json_text(document, "state"), STATE_RECEIVED) != 0) {
        return fail(e, ST_INPUT, _("state: must be \"%s\"."), STATE_RECEIVED);
    }
    return st;
}

struct receipt receipt_of(const cJSON *document)
{
    const cJSON *request = json_get(document, "request");
    return (struct receipt){
        .request_id = json_text(request, "id"),
        .request_digest = json_text(request, "digest"),
        .file_sha256 = json_text(json_get(document, "file"), "sha256"),
        .received_at = json_text(document, "received_at"),
    };
}

enum status receipt_fits(const cJSON *document, const char *request_digest, const char *file_sha256, struct error *e)
{
    const struct receipt receipt = receipt_of(document);
    if (strcmp(receipt.file_sha256, file_sha256) != 0) {
        return fail(e, ST_NO, _("The receipt is for another file, with the SHA-256 %.16s…."), receipt.file_sha256);
    }
    if (strcmp(receipt.request_digest, request_digest) != 0) {
        return fail(e, ST_NO, _("The receipt is for another request than the one that these answers were made for."));
    }
    return ST_OK;
}
