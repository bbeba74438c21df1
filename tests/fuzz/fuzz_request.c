/* Requests as they come from whoever claims to be a customer. The input is the document; it stands in an envelope whose signature is never
 * looked at here, so that mutations reach what a firm's program does with a request: taking its packs over, asking, projecting an answer.
 */
#include "base/utf8.h"
#include "model/document.h"
#include "model/json.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/packs.h"

#define AT 1795219200 /* 2026-11-21 */

static void refused_in_words(const struct error *e)
{
    PROMISE(e->status != ST_SYSTEM && e->text[0] != '\0' && utf8_valid(e->text, strlen(e->text)));
}

/* The questions are those of the draft's request; what is projected for it must be answers that a reader accepts. */
static void answer(struct assessment *a, const cJSON *request)
{
    struct error e = {.text = ""};
    struct catalog catalog;
    struct question_list list;
    catalog_init(&catalog);
    if (assessment_load_packs(a, &catalog, &e) == ST_OK && assessment_questions(a, &catalog, &list, NULL, &e) == ST_OK) {
        for (size_t i = 0; i < list.count && i < 3; i++) {
            (void)assessment_set_level(a, &list.questions[i], (int)i, &e);
        }
        question_list_release(&list);
        struct clock clock = clock_fixed(AT);
        struct random random = random_seeded(1);
        cJSON *document = NULL;
        const enum status st = answers_project(a, &catalog, request, true, &clock, &random, &document, &e);
        PROMISE((st == ST_OK) == (document != NULL));
        PROMISE(st != ST_OK || answers_check(document, &e) == ST_OK);
        cJSON_Delete(document);
    }
    catalog_release(&catalog);
}

static void take(const cJSON *document)
{
    struct error e = {.status = ST_OK};
    struct assessment a;
    struct clock clock = clock_fixed(AT);
    struct catalog catalog;
    catalog_init(&catalog);
    if (request_check_packs(document, own_packs(), &e) != ST_OK) {
        refused_in_words(&e);
        return;
    }
    if (request_load_packs(document, &catalog, &e) != ST_OK) {
        refused_in_words(&e);
    }
    catalog_release(&catalog);
    cJSON *signatures = cJSON_CreateArray(), *signature = cJSON_CreateObject();
    (void)json_put_text(signature, "protected", "e30");
    (void)json_put_text(signature, "signature", "e30");
    (void)cJSON_AddItemToArray(signatures, signature);
    cJSON *envelope = envelope_build(DOCUMENT_REQUEST, cJSON_Duplicate(document, true), signatures);
    const char *period = json_text(document, "period");
    if (assessment_new(&a, period, &clock, &e) == ST_OK) {
        (void)assessment_set_supplier(&a, "name", "Fuzz", &e);
        if (assessment_add_request(&a, envelope, &e) == ST_OK) {
            answer(&a, assessment_request(&a, 0));
        }
        assessment_release(&a);
    }
    cJSON_Delete(envelope);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct error e = {.status = ST_OK};
    cJSON *document = json_read((const char *)bytes, n, &JSON_LIMITS_DOCUMENT, "fuzz", &e);
    if (!document) {
        return 0;
    }
    if (request_check(document, &e) == ST_OK) {
        take(document);
    } else {
        refused_in_words(&e);
    }
    cJSON_Delete(document);
    return 0;
}
