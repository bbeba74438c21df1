#include "command/handed_state.h"

#include "base/file_path.h"
#include "command/customer_facts.h"
#include "command/remembered.h"
#include "command/submit_draft.h"
#include "model/as_signed.h"
#include "model/document.h"
#include "model/json.h"
#include "model/revisions.h"

static void fill_way(const struct assessment *a, const cJSON *recipient, const struct handed_file *file, struct handed_state *out)
{
    static const enum handed_way WAYS[SENDING_RESULTS] = {[SENDING_ARRIVED] = HANDED_SENT,
                                                          [SENDING_CHECKED] = HANDED_SENT,
                                                          [SENDING_UNKNOWN] = HANDED_UNKNOWN,
                                                          [SENDING_FAILED] = HANDED_FAILED,
                                                          [SENDING_BY_HAND] = HANDED_BY_HAND};
    struct sending last;
    const char *received_at = receipt_received_at(a, recipient, NULL);
    if (received_at != NULL) {
        out->way = HANDED_RECEIVED;
        (void)local_day_of(received_at, out->since);
    } else if (file->sha256 != NULL && sending_last(a, NULL, file->sha256, &last)) {
        out->way = WAYS[last.result];
        (void)local_day_of(last.at, out->since);
    }
}

void handed_state(const struct program *program, const struct assessment *a, const struct catalog *catalog, const cJSON *request,
                  struct handed_state *out)
{
    const cJSON *recipient = recipient_of(a, request);
    const struct handed_file file = submit_best_file(recipient);
    struct random random = program->random;
    struct as_signed change;
    *out = (struct handed_state){.way = HANDED_HERE};
    if (json_text(recipient, "signed_at") == NULL) {
        return;
    }
    (void)local_day_of(json_text(recipient, "signed_at"), out->signed_on);
    out->revision = (int)json_integer(recipient, "revision", 0);
    fill_way(a, recipient, &file, out);
    (void)local_day_of(file.sha256 == NULL ? NULL : sending_file_at(a, file.sha256), out->sent_on);
    (void)local_day_of(sending_first_at(a, json_text(recipient, "request")), out->first_sent);
    out->sendable = json_text(request, "upload_url") != NULL && json_text(request, "encrypt_to") != NULL;
    if (recipient_changed(a, catalog, request, &program->clock, &random, &change, NULL) == ST_OK) {
        out->compared = change.known;
        out->changed = change.changed;
        out->beside = change.beside;
        out->parts = change.parts;
        out->answers = change.answers;
    }
}

_Static_assert(CUSTOMER_HAD == REVISIONS_MAX, "all are shown");

void handed_had(const struct assessment *a, const cJSON *request, struct customer_request *out)
{
    struct revision revisions[REVISIONS_MAX];
    out->nhad = revisions_of(a, recipient_of(a, request), revisions);
    for (size_t i = 0; i < out->nhad; i++) {
        struct customer_had *had = &out->had[i];
        had->revision = revisions[i].number;
        (void)local_day_of(revisions[i].signed_at, had->signed_on);
        (void)local_day_of(revisions[i].sent_at, had->sent_on);
        (void)local_day_of(revisions[i].received_at, had->received_on);
    }
}
