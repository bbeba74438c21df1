/* Signed files as they come from strangers: judged, and their documents checked also where the signature stops the judge. */
#include "base/utf8.h"
#include "command/merge_answers.h"
#include "model/document.h"
#include "model/json.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/packs.h"
#include "trust/verdict.h"

#define AT 1795219200 /* 2026-11-21 */

static void look_into(const cJSON *document)
{
    struct error e = {.status = ST_OK};
    if (request_check(document, &e) == ST_OK) {
        struct catalog catalog;
        catalog_init(&catalog);
        if (request_check_packs(document, own_packs(), &e) == ST_OK) {
            (void)request_load_packs(document, &catalog, &e);
        }
        catalog_release(&catalog);
    }
    if (answers_check(document, &e) != ST_OK) {
        return;
    }
    struct arena arena = {0};
    struct buffer scratch;
    struct received_document received;
    buffer_init(&scratch, BUFFER_MAX_DOCUMENT);
    PROMISE(received_document_read(document, own_packs(), NULL, &arena, &scratch, &received, &e) != ST_SYSTEM);
    buffer_release(&scratch);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const struct trust_anchors anchors = {.pin = NULL};
    struct envelope envelope;
    struct buffer canonical;
    struct judgement judgement;
    struct error e = {.text = ""};
    buffer_init(&canonical, BUFFER_MAX_DOCUMENT);
    PROMISE(judge_json((const char *)bytes, n, "fuzz", &anchors, AT, &envelope, &canonical, &judgement, &e) == ST_OK);
    PROMISE(judgement.verdict != VERDICT_TRUSTED); /* nobody is */
    for (size_t i = 0; i < judgement.nproblems; i++) {
        PROMISE(utf8_valid(judgement.problems[i], strlen(judgement.problems[i])));
    }
    if (envelope.tree) {
        look_into(envelope.document);
    }
    judgement_release(&judgement);
    envelope_release(&envelope);
    buffer_release(&canonical);
    return 0;
}
