/* A receipt says that one file was received for one request, and nothing else. */
#include "base/buffer.h"
#include "model/json.h"
#include "model/receipt.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define FILE_DIGEST "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define REQUEST_DIGEST "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"
#define OTHER_DIGEST "0000000000000000000000000000000000000000000000000000000000000001"

static const struct receipt RECEIPT = {.request_id = "11111111-2222-4333-8444-555555555555",
                                       .request_digest = REQUEST_DIGEST,
                                       .file_sha256 = FILE_DIGEST,
                                       .received_at = "2026-11-21T09:30:00Z"};

static void test_round(void **state)
{
    (void)state;
    struct error e;
    cJSON *document = NULL;
    assert_int_equal(receipt_build(&RECEIPT, &document, &e), ST_OK);
    struct buffer text;
    buffer_init(&text, RECEIPT_BYTES_MAX);
    assert_int_equal(json_canonical(document, &text, &e), ST_OK);
    assert_string_equal(buffer_text(&text),
                        "{\"file\":{\"sha256\":\"" FILE_DIGEST "\"},\"received_at\":\"2026-11-21T09:30:00Z\","
                        "\"request\":{\"digest\":\"" REQUEST_DIGEST "\",\"id\":\"11111111-2222-4333-8444-555555555555\"},"
                        "\"state\":\"received\"}");
    const struct receipt read = receipt_of(document);
    assert_string_equal(read.request_id, RECEIPT.request_id);
    assert_string_equal(read.received_at, RECEIPT.received_at);
    assert_int_equal(receipt_fits(document, REQUEST_DIGEST, FILE_DIGEST, &e), ST_OK);
    assert_int_equal(receipt_fits(document, REQUEST_DIGEST, OTHER_DIGEST, &e), ST_NO);
    assert_non_null(strstr(e.text, "another file"));
    assert_int_equal(receipt_fits(document, OTHER_DIGEST, FILE_DIGEST, &e), ST_NO);
    assert_non_null(strstr(e.text, "another request"));
    buffer_release(&text);
    cJSON_Delete(document);
}

static void test_name(void **state)
{
    (void)state;
    char name[RECEIPT_NAME_TEXT];
    receipt_name(FILE_DIGEST, name);
    assert_string_equal(name, FILE_DIGEST ".receipt.json");
}

static void test_refused_to_build(void **state)
{
    (void)state;
    struct error e;
    struct receipt wrong = RECEIPT;
    cJSON *document = NULL;
    wrong.file_sha256 = "../../etc/passwd";
    assert_int_equal(receipt_build(&wrong, &document, &e), ST_INPUT);
    assert_null(document);
    wrong = RECEIPT;
    wrong.received_at = "2026-02-30T00:00:00Z";
    assert_int_equal(receipt_build(&wrong, &document, &e), ST_INPUT);
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "{}",
        "{\"state\":\"accepted\",\"request\":{\"id\":\"11111111-2222-4333-8444-555555555555\",\"digest\":\"" REQUEST_DIGEST
        "\"},\"file\":{\"sha256\":\"" FILE_DIGEST "\"},\"received_at\":\"2026-11-21T09:30:00Z\"}",
        "{\"state\":\"received\",\"request\":null,\"file\":{\"sha256\":\"" FILE_DIGEST "\"},\"received_at\":\"2026-11-21T09:30:00Z\"}",
        "{\"state\":\"received\",\"request\":{\"id\":\"11111111-2222-4333-8444-555555555555\",\"digest\":\"" REQUEST_DIGEST
        "\"},\"file\":{\"sha256\":\"SHORT\"},\"received_at\":\"2026-11-21T09:30:00Z\"}",
        "{\"state\":\"received\",\"request\":{\"id\":\"11111111-2222-4333-8444-555555555555\",\"digest\":\"" REQUEST_DIGEST
        "\"},\"file\":{\"sha256\":\"" FILE_DIGEST "\"},\"received_at\":\"yesterday\"}",
        "{\"state\":\"received\",\"request\":[],\"file\":[],\"received_at\":\"2026-11-21T09:30:00Z\"}",
    };
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct error e = {0};
        cJSON *document = json_read(BAD[i], strlen(BAD[i]), &JSON_LIMITS_DOCUMENT, "receipt", &e);
        assert_non_null(document);
        assert_int_equal(receipt_check(document, &e), ST_INPUT);
        assert_true(e.text[0] != '\0');
        cJSON_Delete(document);
    }
}

/* The day of sending counts, not the hour; two whole weeks are the customer's. */
static void test_overdue(void **state)
{
    (void)state;
    static const struct {
        const char *sent_on, *now;
        long days;
        bool overdue;
    } CASES[] = {
        {"2026-11-21", "2026-11-21T23:59:59Z", 0, false},
        {"2026-11-21", "2026-11-24T00:00:00Z", 3, false},
        {"2026-11-21", "2026-12-05T23:59:59Z", 14, false},
        {"2026-11-21", "2026-12-06T00:00:00Z", 15, true},
        {"2026-12-01", "2027-11-15T01:00:00Z", 349, true},
        {"2027-11-15", "2026-12-06T00:00:00Z", 0, false}, /* the clock was set back */
        {"", "2027-11-15T01:00:00Z", 0, false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int64_t now = 0;
        long days = -1;
        assert_true(time_parse(CASES[i].now, &now));
        const struct clock clock = clock_fixed(now);
        assert_int_equal(receipt_overdue(CASES[i].sent_on, &clock, &days), CASES[i].overdue);
        assert_int_equal(days, CASES[i].days);
        assert_int_equal(receipt_overdue(CASES[i].sent_on, &clock, NULL), CASES[i].overdue);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),   cmocka_unit_test(test_name),    cmocka_unit_test(test_refused_to_build),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_overdue),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
