/* The envelope, and the structure of answers and request documents: everything that is refused is refused by its path. */
#include "packs.h"

#include "model/document.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define SIGNATURE "{\"protected\":\"e30\",\"signature\":\"AA\"}"

static void read_envelope(const char *text, bool allow_unsigned, const char *refusal)
{
    struct envelope envelope;
    struct error e = {.text = ""};
    const enum status st = envelope_read(&envelope, text, strlen(text), "FILE", allow_unsigned, &e);
    if (refusal == NULL) {
        if (st != ST_OK) {
            fail_msg("%s: %s", text, e.text);
        }
        assert_non_null(envelope.document);
    } else {
        assert_int_equal(st, ST_INPUT);
        assert_null(envelope.tree);
        if (strstr(e.text, refusal) == NULL || strstr(e.text, "FILE") == NULL) {
            fail_msg("%s: %s instead of %s", text, e.text, refusal);
        }
    }
    envelope_release(&envelope);
}

static void envelopes(void **unused)
{
    (void)unused;
    const char *good = "{\"format\":\"tenken-answers/1\",\"document\":{},\"signatures\":[" SIGNATURE "]}";
    read_envelope(good, false, NULL);
    read_envelope("{\"signatures\":[{\"protected\":\"e30\",\"signature\":\"AA\",\"header\":{\"tst\":\"x\"}}],\"document\":{},\"format\":"
                  "\"tenken-request/1\"}",
                  false, NULL);
    read_envelope("{\"format\":\"tenken-receipt/1\",\"document\":{},\"signatures\":[]}", true, NULL);
    read_envelope("{\"format\":\"tenken-receipt/1\",\"document\":{}}", true, NULL);
    static const struct {
        const char *from, *to, *refusal;
    } CASES[] = {
        {"tenken-answers/1", "tenken-answers/2", "a newer version of Tenken is needed"},
        {"tenken-answers/1", "tenken-answers/10", "tenken-answers/10"},
        {"tenken-answers/1", "tenken-answers/01", "is no file of Tenken"},
        {"tenken-answers/1", "tenken-answers/", "is no file of Tenken"},
        {"tenken-answers/1", "tenken-answers/1.1", "is no file of Tenken"},
        {"tenken-answers/1", "something", "is no file of Tenken"},
        {"\"tenken-answers/1\"", "1", "is no file of Tenken"},
        {"\"document\":{}", "\"document\":[]", "document: must be an object"},
        {"\"document\":{},", "", "document: must be an object"},
        {"\"document\":{}", "\"document\":{},\"extra\":1", "extra"},
        {"[" SIGNATURE "]", "[]", "it carries no signature"},
        {",\"signatures\":[" SIGNATURE "]", "", "it carries no signature"},
        {"[" SIGNATURE "]", "null", "signatures: must be a list"},
        {"[" SIGNATURE "]", "{}", "signatures: must be a list"},
        {SIGNATURE,
         SIGNATURE "," SIGNATURE "," SIGNATURE "," SIGNATURE "," SIGNATURE "," SIGNATURE "," SIGNATURE "," SIGNATURE "," SIGNATURE, "1–8"},
        {"\"e30\"", "30", "signature 1"},
        {"\"AA\"", "\"AA\",\"header\":[]", "signature 1"},
        {"\"AA\"", "\"AA\",\"jwk\":{}", "jwk"},
        {"{\"format\"", "[\"format\"", "line 1"},
        {"}]}", "}]} x", "line 1"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *text = replaced(good, CASES[i].from, CASES[i].to);
        read_envelope(text, false, CASES[i].refusal);
        free(text);
    }
    read_envelope("{\"format\":\"tenken-answers/1\",\"document\":{},\"signatures\":[]}", false, "no signature");
    read_envelope("[]", false, "must be a JSON object");
}

static void building(void **unused)
{
    (void)unused;
    cJSON *tree = envelope_build(DOCUMENT_REQUEST, cJSON_CreateObject(), read_json("[" SIGNATURE "]"));
    char *text = cJSON_PrintUnformatted(tree);
    assert_string_equal(text, "{\"format\":\"tenken-request/1\",\"document\":{},\"signatures\":[" SIGNATURE "]}");
    cJSON_free(text);
    cJSON_Delete(tree);
    assert_null(envelope_build(DOCUMENT_ANSWERS, NULL, cJSON_CreateArray()));
    assert_null(envelope_build(DOCUMENT_ANSWERS, cJSON_CreateObject(), NULL));
    assert_string_equal(document_typ(DOCUMENT_ANSWERS), "tenken-answers+jws");
    assert_string_equal(document_typ(DOCUMENT_RECEIPT), "tenken-receipt+jws");
}

#define ANSWERS                                                                                                                            \
    "{\"assessment_id\":\"01234567-89ab-4cde-8f01-23456789abcd\",\"revision\":1,\"period\":\"2026\",\"issued_at\":\"2026-09-30T00:00:"     \
    "00Z\","                                                                                                                               \
    "\"supplier\":{\"name\":\"Mihon\",\"name_kana\":\"k\",\"corporate_number\":\"7000012050002\",\"supplier_code\":\"S1\",\"employees\":"  \
    "\"1-5\","                                                                                                                             \
    "\"industry\":\"E\",\"contact\":{\"name\":\"c\",\"email\":\"a@b.example\"}},\"request\":null,\"packs\":[{\"id\":\"p\",\"version\":"    \
    "\"1\","                                                                                                                               \
    "\"sha256\":\"" ZEROS "\"}],\"perceived\":3,\"answers\":{\"p\":{\"1\":{\"level\":2},\"3\":{\"na\":true,\"na_reason\":\"r\"}}},"        \
    "\"inventory\":[{\"name\":\"n\",\"vendor\":\"v\",\"version\":\"1\",\"internet\":true,\"credentials\":false}],\"checks\":[]}"

static void check_document(const char *from, const char *to, const char *refusal)
{
    char *text = replaced(ANSWERS, from, to);
    cJSON *document = read_json(text);
    struct error e = {.text = ""};
    const enum status st = answers_check(document, &e);
    if (refusal == NULL ? st != ST_OK : st != ST_INPUT || strncmp(e.text, refusal, strlen(refusal)) != 0) {
        fail_msg("%s: %d, %s instead of %s", to, st, e.text, refusal);
    }
    cJSON_Delete(document);
    free(text);
}

static void answers_documents(void **unused)
{
    (void)unused;
    check_document("{", "{", NULL);
    check_document("\"checks\":[]", "\"checks\":[{\"id\":\"c\",\"items\":[\"p:1\"]}],\"from_the_future\":{\"level\":9}", NULL);
    check_document("\"7000012050002\"", "null", NULL);
    check_document("\"S1\"", "null", NULL);
    check_document("\"request\":null", "\"request\":{\"id\":\"01234567-89ab-4cde-8f01-23456789abcd\",\"digest\":\"" ZEROS "\"}", NULL);
    check_document("\"checks\":[]",
                   "\"score\":{\"total\":null,\"floor\":0,\"packs\":{\"p\":{\"total\":1000,\"floor\":null,\"sections\":{\"s\":null}}}}",
                   NULL);
    check_document("\"checks\":[]", "\"plan\":{},\"followups\":[],\"affirmation\":{\"name\":\"n\",\"role\":\"r\",\"date\":\"2026-01-01\"}",
                   NULL);

    check_document("01234567-89ab", "01234567-89AB", "assessment_id: must be a UUID");
    check_document("\"revision\":1", "\"revision\":0", "revision: must be 1–");
    check_document("\"revision\":1,", "", "revision: is missing");
    check_document("\"2026\"", "\"2026/1\"", "period: ");
    check_document("2026-09-30T00:00:00Z", "2026-09-31T00:00:00Z", "issued_at: must be a time");
    check_document("\"supplier\":{", "\"supplier\":1,\"x\":{", "supplier: must be an object");
    check_document("\"name\":\"Mihon\"", "\"name\":\"\"", "supplier.name: is missing");
    check_document("\"name\":\"Mihon\"", "\"name\":5", "supplier.name: must be a text");
    check_document("7000012050002", "7000012050003", "supplier.corporate_number: must be a corporate number");
    check_document("\"a@b.example\"", "[]", "supplier.contact.email: must be a text");
    check_document("\"request\":null", "\"request\":{\"id\":\"x\",\"digest\":\"" ZEROS "\"}", "request.id: must be a UUID");
    check_document("[{\"id\":\"p\"", "[{\"id\":\"P\"", "packs[1].id: \"P\" is no pack id");
    check_document(ZEROS, "00", "packs[1].sha256: must be a SHA-256");
    check_document("\"packs\":[", "\"packs\":[{\"id\":\"p\",\"version\":\"2\",\"sha256\":\"" ZEROS "\"},",
                   "packs[2].id: the pack \"p\" is named twice");
    check_document("\"perceived\":3", "\"perceived\":5", "perceived: must be 0–4");
    check_document("{\"level\":2}", "{\"level\":7}", "answers.p.1.level: must be 0–4");
    check_document("\"3\":{\"na\"", "\"A B\":{\"na\"", "answers.p: \"A B\" is no item id");
    check_document("\"answers\":{\"p\"", "\"answers\":{\"p p\"", "answers: \"p p\" is no pack id");
    check_document("{\"p\":{\"1\":{\"level\":2},", "{\"q\":[],\"p\":{", "answers.q: must be an object");
    check_document(",\"na_reason\":\"r\"", "", "answers.p.3.na_reason: is missing");
    check_document("\"internet\":true", "\"internet\":1", "inventory[1].internet: must be true or false");
    check_document("\"checks\":[]", "\"checks\":[{\"id\":\"c\",\"items\":[1]}]", "checks[1].items[1]: must be a text");
    check_document("\"checks\":[]", "\"score\":{\"total\":1001}", "score.total: must be 0–1000");
    check_document("\"checks\":[]", "\"score\":{\"packs\":{\"p\":{\"floor\":5}}}", "score.packs.p.floor: must be 0–4");
    check_document("\"checks\":[]", "\"affirmation\":{\"date\":\"now\"}", "affirmation.date: must be a date");
    check_document("\"checks\":[]", "\"followups\":[{\"due\":\"soon\"}]", "followups[1].due: must be a date");

    /* unfinished answers may lack what a customer will want to read */
    char *text = replaced(ANSWERS, ",\"na_reason\":\"r\"", "");
    char *unfinished = replaced(text, "\"checks\":[]", "\"unfinished\":true");
    cJSON *document = read_json(unfinished);
    assert_int_equal(answers_check(document, NULL), ST_OK);
    cJSON_Delete(document);
    free(unfinished);
    free(text);
}

#define REQUEST                                                                                                                            \
    "{\"request_id\":\"01234567-89ab-4cde-8f01-23456789abcd\",\"period\":\"2026\",\"issued_at\":\"2026-09-30T00:00:00Z\",\"due\":\"2026-"  \
    "12-15\","                                                                                                                             \
    "\"requester\":{\"name\":\"Prime\",\"contact\":{\"email\":\"p@prime.example\"}},\"supplier_code\":\"S1\",\"supplier_name\":\"Mihon\"," \
    "\"packs\":[{\"id\":\"p\",\"version\":\"1\",\"sha256\":\"" ZEROS                                                                       \
    "\"}],\"embedded_packs\":[],\"targets\":{\"p\":{\"1\":3}},\"tier\":\"higher\","                                                        \
    "\"upload_url\":\"https://prime.example/in\",\"enrol_secret\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"

static void check_request(const char *from, const char *to, const char *refusal)
{
    char *text = replaced(REQUEST, from, to);
    cJSON *document = read_json(text);
    struct error e = {.text = ""};
    const enum status st = request_check(document, &e);
    if (refusal == NULL ? st != ST_OK : st != ST_INPUT || strncmp(e.text, refusal, strlen(refusal)) != 0) {
        fail_msg("%s: %d, %s instead of %s", to, st, e.text, refusal);
    }
    cJSON_Delete(document);
    free(text);
}

static void requests(void **unused)
{
    (void)unused;
    check_request("{", "{", NULL);
    check_request("\"tier\":\"higher\",", "", NULL);
    check_request("\"S1\"", "null", NULL);
    check_request("\"due\":\"2026-12-15\"", "\"due\":\"2026-12-32\"", "due: must be a date");
    check_request("\"due\":\"2026-12-15\",", "", "due: is missing");
    check_request("\"higher\"", "\"top\"", "tier: must be higher or base");
    check_request("https://", "http://", "upload_url: must start with https://");
    check_request("https://", "file:///etc/", "upload_url: must start with https://");
    check_request("AAAA\"", "AAA\"", "enrol_secret: must be 32 bytes");
    check_request("AAAA\"", "AAA=\"", "enrol_secret: must be 32 bytes");
    check_request("{\"1\":3}", "{\"1\":5}", "targets.p.1: must be 0–4");
    check_request("\"embedded_packs\":[]", "\"embedded_packs\":[7]", "embedded_packs[1]: must be an object");
    check_request("\"name\":\"Prime\",", "", "requester.name: is missing");
    check_request("[{\"id\":\"p\",\"version\":\"1\",\"sha256\":\"" ZEROS "\"}]", "[]", "packs: must not be empty");
    check_request("\"tier\":\"higher\"", "\"encrypt_to\":\"not base64\"", "encrypt_to: must be a certificate");
}

static void packs_by_digest(void **unused)
{
    (void)unused;
    struct catalog catalog;
    catalog_init(&catalog);
    const struct pack *p = add_pack(&catalog, PACK("p", SECTION("s", ITEM("1", 1, 2, false, ""))));
    char *text = replaced(ANSWERS, ZEROS, pack_digest(p));
    char *two = replaced(text, "\"packs\":[", "\"packs\":[{\"id\":\"q\",\"version\":\"1\",\"sha256\":\"" ZEROS "\"},");
    cJSON *document = read_json(two);
    const struct pack *found[4] = {p, p, p, p};
    bool missing = false;
    assert_int_equal(answers_packs(document, &catalog, found, 4, &missing), 2);
    assert_true(missing);
    assert_null(found[0]);
    assert_ptr_equal(found[1], p);
    found[1] = NULL;
    assert_int_equal(answers_packs(document, &catalog, found, 1, &missing), 2); /* no more than max are written */
    assert_null(found[1]);
    assert_int_equal(answers_packs_held(document, &catalog, found, 4, &missing), 1); /* without the gap */
    assert_ptr_equal(found[0], p);
    assert_true(missing);
    cJSON_Delete(document);
    free(two);
    free(text);
    catalog_release(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(envelopes), cmocka_unit_test(building),        cmocka_unit_test(answers_documents),
        cmocka_unit_test(requests),  cmocka_unit_test(packs_by_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
