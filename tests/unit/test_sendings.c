/* What a draft knows of its files' ways: found again, bounded, and refused when it is damaged. */
#include "base/buffer.h"
#include "model/as_signed.h"
#include "model/json.h"
#include "model/receipt.h"
#include "model/revisions.h"
#include "model/sendings.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define REQUEST "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"
#define OLD_FILE "1111111111111111111111111111111111111111111111111111111111111111"
#define NEW_FILE "2222222222222222222222222222222222222222222222222222222222222222"
#define OTHER_FILE "3333333333333333333333333333333333333333333333333333333333333333"

static struct clock noon;
static struct assessment draft;

static int begin(void **state)
{
    (void)state;
    noon = clock_fixed(1795953600);
    static const char RECIPIENTS[] =
        "[{\"request\":\"" REQUEST "\",\"assessment_id\":\"11111111-2222-4333-8444-555555555555\",\"revision\":1}]";
    cJSON *recipients = json_read(RECIPIENTS, sizeof RECIPIENTS - 1, &JSON_LIMITS_DOCUMENT, "test", NULL);
    return assessment_new(&draft, "2026", &noon, NULL) == ST_OK && json_put(draft.tree, "recipients", recipients) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    assessment_release(&draft);
    return 0;
}

/* Writes the draft and reads it again, as another run would. */
static enum status again(struct error *e)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    assert_int_equal(assessment_write(&draft, &text, NULL), ST_OK);
    assessment_release(&draft);
    const enum status st = assessment_read(&draft, buffer_text(&text), text.length, "draft", e);
    buffer_release(&text);
    return st;
}

static struct sending sending(const char *sha256, enum sending_result result)
{
    return (struct sending){
        .at = "2026-11-29T12:00:00Z", .request = REQUEST, .to = "https://share.example/in/", .sha256 = sha256, .result = result};
}

static void test_files(void **state)
{
    (void)state;
    struct error e;
    struct handed_file files[HANDED_FILES_MAX] = {{"/home/a.json.p7m", OLD_FILE}, {"/home/a.xlsx.p7m", OTHER_FILE}};
    cJSON *recipient = json_get(draft.tree, "recipients")->child;
    assert_int_equal(recipient_set_files(recipient, files, 2, &e), ST_OK);
    assert_int_equal(again(&e), ST_OK);
    recipient = json_get(draft.tree, "recipients")->child;
    assert_int_equal(recipient_files(recipient, files), 2);
    assert_string_equal(files[1].path, "/home/a.xlsx.p7m");
    assert_ptr_equal(sendings_recipient(&draft, OTHER_FILE), recipient);
    assert_null(sendings_recipient(&draft, NEW_FILE));
    /* A later hand-in replaces them; what was sent before is still known by its sending. */
    struct sending s = sending(OLD_FILE, SENDING_ARRIVED);
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    files[0] = (struct handed_file){"/home/b.json.p7m", NEW_FILE};
    assert_int_equal(recipient_set_files(recipient, files, 1, &e), ST_OK);
    assert_ptr_equal(sendings_recipient(&draft, NEW_FILE), recipient);
    assert_ptr_equal(sendings_recipient(&draft, OLD_FILE), recipient);
    assert_null(sendings_recipient(&draft, OTHER_FILE));
}

/* What became of each revision; of one that an older version signed what its sending and its receipt say. */
static void test_revisions(void **state)
{
    (void)state;
    struct error e;
    struct revision found[REVISIONS_MAX];
    struct handed_file files[] = {{"/home/b.json.p7m", NEW_FILE}};
    struct sending s = sending(OLD_FILE, SENDING_ARRIVED);
    cJSON *recipient = json_get(draft.tree, "recipients")->child;
    assert_int_equal(revisions_of(&draft, recipient, found), 0);
    assert_int_equal(revisions_of(&draft, NULL, found), 0);
    assert_int_equal(revision_note(recipient, 1, &e), ST_OK); /* nothing was signed */
    assert_null(json_get(recipient, "revisions"));
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK); /* sent once more: still one */
    assert_int_equal(recipient_set_files(recipient, files, 1, &e), ST_OK);
    assert_true(json_put_integer(recipient, "revision", 2) && json_put_text(recipient, "signed_at", "2026-11-30T12:00:00Z"));
    assert_int_equal(revisions_of(&draft, recipient, found), 2);
    assert_int_equal(found[0].number, 0);
    assert_string_equal(found[0].sent_at, "2026-11-29T12:00:00Z");
    assert_int_equal(found[1].number, 2);
    assert_null(found[1].sent_at);
    /* A third one is signed here: the second stays known, with what became of it. */
    assert_int_equal(revision_note(recipient, 2, &e), ST_OK);
    s = sending(NEW_FILE, SENDING_BY_HAND);
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    files[0] = (struct handed_file){"/home/c.json.p7m", OTHER_FILE};
    assert_int_equal(recipient_set_files(recipient, files, 1, &e), ST_OK);
    assert_true(json_put_integer(recipient, "revision", 3) && json_put_text(recipient, "signed_at", "2026-12-02T12:00:00Z"));
    assert_int_equal(revision_note(recipient, 3, &e), ST_OK);
    assert_int_equal(revision_note(recipient, 3, &e), ST_OK); /* noted: once */
    assert_int_equal(again(&e), ST_OK);
    recipient = json_get(draft.tree, "recipients")->child;
    assert_int_equal(revisions_of(&draft, recipient, found), 3);
    assert_string_equal(found[1].signed_at, "2026-11-30T12:00:00Z");
    assert_string_equal(found[1].sent_at, "2026-11-29T12:00:00Z");
    assert_null(found[1].received_at);
    assert_int_equal(found[2].number, 3);
    for (int i = 4; i < 4 + REVISIONS_MAX; i++) {
        assert_int_equal(revision_note(recipient, i, &e), ST_OK);
    }
    assert_int_equal(revisions_of(&draft, recipient, found), REVISIONS_MAX); /* the oldest have gone */
    assert_int_equal(found[0].number, 4);
    assert_int_equal(again(&e), ST_OK);
    assert_true(json_put(json_get(draft.tree, "recipients")->child, "revisions", cJSON_CreateString("x")));
    assert_int_equal(again(&e), ST_INPUT);
    assert_non_null(strstr(e.text, "recipients[1].revisions"));
    assert_int_equal(begin(NULL), 0);
}

static void test_last(void **state)
{
    (void)state;
    struct error e;
    struct sending s = sending(OLD_FILE, SENDING_FAILED), found;
    assert_false(sending_last(&draft, REQUEST, NULL, &found));
    s.note = "share.example cannot be reached.";
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    s = sending(NEW_FILE, SENDING_CHECKED);
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    assert_int_equal(again(&e), ST_OK);
    assert_true(sending_last(&draft, REQUEST, NULL, &found));
    assert_int_equal(found.result, SENDING_CHECKED);
    assert_true(sending_last(&draft, NULL, OLD_FILE, &found));
    assert_int_equal(found.result, SENDING_FAILED);
    assert_string_equal(found.note, "share.example cannot be reached.");
    assert_false(sending_last(&draft, NULL, NULL, &found)); /* nothing was sent without a request */
}

static void test_first(void **state)
{
    (void)state;
    struct error e;
    struct sending s = sending(OLD_FILE, SENDING_FAILED);
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    assert_null(sending_first_at(&draft, REQUEST)); /* it never got there */
    s.at = "2026-11-30T12:00:00Z";
    s.result = SENDING_BY_HAND;
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    s = sending(NEW_FILE, SENDING_CHECKED);
    s.at = "2027-11-15T12:00:00Z";
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    assert_string_equal(sending_first_at(&draft, REQUEST), "2026-11-30T12:00:00Z");
    assert_null(sending_first_at(&draft, NULL));
}

static void test_bounded(void **state)
{
    (void)state;
    struct error e;
    struct sending s = sending(OLD_FILE, SENDING_FAILED), found;
    assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    for (int i = 0; i < SENDINGS_MAX; i++) {
        s = sending(NEW_FILE, SENDING_UNKNOWN);
        assert_int_equal(sending_add(&draft, &s, &e), ST_OK);
    }
    assert_int_equal(cJSON_GetArraySize(json_get(draft.tree, "sendings")), SENDINGS_MAX);
    assert_false(sending_last(&draft, NULL, OLD_FILE, &found));
    assert_int_equal(again(&e), ST_OK);
}

static cJSON *receipt_for(const char *sha256, const char *at)
{
    const struct receipt receipt = {
        .request_id = "11111111-2222-4333-8444-555555555555", .request_digest = REQUEST, .file_sha256 = sha256, .received_at = at};
    cJSON *document = NULL, *envelope = cJSON_CreateObject();
    assert_int_equal(receipt_build(&receipt, &document, NULL), ST_OK);
    assert_true(json_put(envelope, "document", document));
    return envelope;
}

static void test_receipts(void **state)
{
    (void)state;
    struct error e;
    const struct handed_file files[] = {{"/home/a.json.p7m", OLD_FILE}, {"/home/a.xlsx.p7m", NEW_FILE}};
    assert_int_equal(recipient_set_files(json_get(draft.tree, "recipients")->child, files, 2, &e), ST_OK);
    cJSON *first = receipt_for(NEW_FILE, "2026-12-01T09:00:00Z"), *second = receipt_for(NEW_FILE, "2026-12-02T09:00:00Z");
    assert_null(receipt_received_at(&draft, json_get(draft.tree, "recipients")->child, NULL));
    assert_int_equal(receipt_add(&draft, first, &noon, &e), ST_OK);
    assert_int_equal(receipt_add(&draft, second, &noon, &e), ST_OK);
    assert_int_equal(again(&e), ST_OK);
    assert_int_equal(cJSON_GetArraySize(json_get(draft.tree, "receipts")), 1);
    const cJSON *recipient = json_get(draft.tree, "recipients")->child;
    assert_string_equal(receipt_received_at(&draft, recipient, NULL), "2026-12-02T09:00:00Z");
    assert_string_equal(receipt_received_at(&draft, recipient, NEW_FILE), "2026-12-02T09:00:00Z");
    assert_null(receipt_received_at(&draft, recipient, OLD_FILE));
    cJSON_Delete(first);
    cJSON_Delete(second);
}

static void test_damaged(void **state)
{
    (void)state;
    static const struct {
        const char *member, *value, *named;
    } BAD[] = {
        {"sendings", "{}", "sendings"},
        {"sendings", "[{\"at\":\"2026-11-29T12:00:00Z\",\"to\":\"https://x/\",\"sha256\":\"no\",\"result\":\"arrived\"}]",
         "sendings[1].sha256"},
        {"sendings", "[{\"at\":\"today\",\"to\":\"https://x/\",\"sha256\":\"" OLD_FILE "\",\"result\":\"arrived\"}]", "sendings[1].at"},
        {"receipts", "[3]", "receipts[1]"},
        {"receipts", "[{\"sha256\":\"" OLD_FILE "\"}]", "receipts[1]"},
        {"recipients",
         "[{\"assessment_id\":\"11111111-2222-4333-8444-555555555555\",\"revision\":1,\"files\":[{\"file\":7,\"sha256\":\"" OLD_FILE
         "\"}]}]",
         "recipients[1].files[1].file"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct error e = {0};
        cJSON *value = json_read(BAD[i].value, strlen(BAD[i].value), &JSON_LIMITS_DOCUMENT, "test", NULL);
        assert_true(json_put(draft.tree, BAD[i].member, value));
        assert_int_equal(again(&e), ST_INPUT);
        assert_non_null(strstr(e.text, BAD[i].named));
        assert_int_equal(begin(NULL), 0);
    }
}

/* What was signed, compared with this document. */
static struct as_signed compare(const char *document)
{
    struct as_signed found;
    cJSON *now = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "test", NULL);
    assert_non_null(now);
    assert_int_equal(as_signed_compare(json_get(draft.tree, "recipients")->child, now, &found, NULL), ST_OK);
    cJSON_Delete(now);
    return found;
}

#define SAID(revision, day, name, one, rest)                                                                                               \
    "{\"revision\":" revision ",\"issued_at\":\"" day "T12:00:00Z\",\"supplier\":{\"name\":\"" name                                        \
    "\"},\"answers\":{\"p\":{\"1\":{\"level\":" one "}" rest                                                                               \
    "},\"q\":{\"1\":{\"na\":true}}},\"affirmation\":{\"name\":\"Taro\",\"date\":\"" day "\"}}"

static void test_as_signed(void **state)
{
    (void)state;
    struct error e;
    static const char SIGNED[] = SAID("1", "2026-11-29", "Mihon Works", "2", ",\"2\":{\"level\":1}");
    assert_false(compare(SIGNED).known); /* a draft of an older version */
    cJSON *document = json_read(SIGNED, sizeof SIGNED - 1, &JSON_LIMITS_DOCUMENT, "test", NULL);
    assert_int_equal(as_signed_note(json_get(draft.tree, "recipients")->child, document, &e), ST_OK);
    cJSON_Delete(document);
    assert_int_equal(again(&e), ST_OK);
    /* Another number, another day: the same words. */
    struct as_signed found = compare(SAID("2", "2026-12-24", "Mihon Works", "2", ",\"2\":{\"level\":1}"));
    assert_true(found.known);
    assert_false(found.changed);
    assert_int_equal(found.answers, 0);
    /* One answered otherwise, one dropped, one new. */
    found = compare(SAID("2", "2026-12-24", "Mihon Works", "3", ",\"3\":{\"level\":1}"));
    assert_true(found.changed);
    assert_false(found.beside);
    assert_int_equal(found.parts, 0);
    assert_int_equal(found.answers, 3);
    /* One answer, and the firm's name. */
    found = compare(SAID("2", "2026-12-24", "Mihon Metal Works", "3", ",\"2\":{\"level\":1}"));
    assert_true(found.beside);
    assert_int_equal(found.parts, 1U << SAID_FIRM);
    assert_int_equal(found.answers, 1);
    /* One answer alone. */
    const cJSON *recipient = json_get(draft.tree, "recipients")->child;
    cJSON *same = json_read("{\"level\":2}", 11, &JSON_LIMITS_DOCUMENT, "test", NULL);
    cJSON *other = json_read("{\"level\":3}", 11, &JSON_LIMITS_DOCUMENT, "test", NULL);
    assert_false(as_signed_otherwise(recipient, "p", "1", same));
    assert_true(as_signed_otherwise(recipient, "p", "1", other));
    assert_true(as_signed_otherwise(recipient, "p", "1", NULL));   /* taken away since */
    assert_false(as_signed_otherwise(recipient, "p", "3", other)); /* never told */
    assert_false(as_signed_otherwise(NULL, "p", "1", other));
    /* What it was, without its texts. */
    assert_int_equal(as_signed_answer(recipient, "p", "1").state, ANSWER_LEVEL);
    assert_int_equal(as_signed_answer(recipient, "p", "1").level, 2);
    assert_int_equal(as_signed_answer(recipient, "q", "1").state, ANSWER_NA);
    assert_int_equal(as_signed_answer(recipient, "p", "3").state, ANSWER_NONE);
    cJSON_Delete(same);
    cJSON_Delete(other);
    /* Something else than an answer. */
    found = compare(SAID("2", "2026-12-24", "Mihon Metal Works", "2", ",\"2\":{\"level\":1}"));
    assert_true(found.changed);
    assert_int_equal(found.answers, 0);
}

static void test_as_signed_damaged(void **state)
{
    (void)state;
    static const struct {
        const char *value, *named;
    } BAD[] = {
        {"3", "recipients[1].as_signed"},
        {"{\"content\":\"" NEW_FILE "\"}", "recipients[1].as_signed.answers"},
        {"{\"content\":\"abc\",\"answers\":{}}", "recipients[1].as_signed.content"},
        {"{\"content\":\"" NEW_FILE "\",\"answers\":{\"p\":[\"x\"]}}", "recipients[1].as_signed.answers.p"},
        {"{\"content\":\"" NEW_FILE "\",\"answers\":{\"p\":{\"1\":\"x\"}}}", "recipients[1].as_signed.answers.p.1"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct error e = {0};
        cJSON *value = json_read(BAD[i].value, strlen(BAD[i].value), &JSON_LIMITS_DOCUMENT, "test", NULL);
        assert_true(json_put(json_get(draft.tree, "recipients")->child, "as_signed", value));
        assert_int_equal(again(&e), ST_INPUT);
        assert_non_null(strstr(e.text, BAD[i].named));
        assert_int_equal(begin(NULL), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_files, begin, end),     cmocka_unit_test_setup_teardown(test_last, begin, end),
        cmocka_unit_test_setup_teardown(test_first, begin, end),     cmocka_unit_test_setup_teardown(test_bounded, begin, end),
        cmocka_unit_test_setup_teardown(test_receipts, begin, end),  cmocka_unit_test_setup_teardown(test_damaged, begin, end),
        cmocka_unit_test_setup_teardown(test_as_signed, begin, end), cmocka_unit_test_setup_teardown(test_as_signed_damaged, begin, end),
        cmocka_unit_test_setup_teardown(test_revisions, begin, end),
    };
    return cmocka_run_group_tests_name("sendings", tests, NULL, NULL);
}
