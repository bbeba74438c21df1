/* Answers and inventories: what they say, and what is refused, by the member's path. */
#include "model/corporate_number.h"
#include "packs.h"

#include "model/answer.h"
#include "model/assessment.h"
#include "model/members.h"

static struct answer view(const char *text)
{
    cJSON *tree = read_json(text);
    const struct answer a = answer_view(tree);
    cJSON_Delete(tree);
    return a;
}

static void states(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        enum answer_state state;
        int level;
        bool given;
    } CASES[] = {
        {"{}", ANSWER_NONE, 0, false},
        {"{\"note\":\"later\"}", ANSWER_NONE, 0, false},
        {"{\"level\":0}", ANSWER_LEVEL, 0, true},
        {"{\"level\":4,\"note\":\"n\"}", ANSWER_LEVEL, 4, true},
        {"{\"level\":3,\"confirmed\":false}", ANSWER_LEVEL, 3, false},
        {"{\"level\":3,\"confirmed\":true}", ANSWER_LEVEL, 3, true},
        {"{\"unknown\":true}", ANSWER_UNKNOWN, 0, true},
        {"{\"unknown\":false}", ANSWER_NONE, 0, false},
        {"{\"na\":true,\"na_reason\":\"r\"}", ANSWER_NA, 0, true},
        {"{\"done\":true}", ANSWER_DONE, 0, true},
        {"{\"done\":false}", ANSWER_NOT_DONE, 0, true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct answer a = view(CASES[i].text);
        assert_int_equal(a.state, CASES[i].state);
        assert_int_equal(a.level, CASES[i].level);
        assert_int_equal(answer_given(&a), CASES[i].given);
        assert_int_equal(a.planned_level, -1);
        assert_int_equal(a.assessor_level, -1);
    }
    const struct answer none = answer_view(NULL);
    assert_int_equal(none.state, ANSWER_NONE);
    const struct answer more = view("{\"level\":1,\"planned_level\":3,\"assessor\":{\"level\":0},\"ask_vendor\":true}");
    assert_int_equal(more.planned_level, 3);
    assert_int_equal(more.assessor_level, 0);
    assert_true(more.ask_vendor);
}

static void check(const char *text, int kind, const char *refusal)
{
    struct error e = {.text = ""};
    cJSON *tree = read_json(text);
    const enum status st = answer_check(tree, kind, "answers.p.1", &e);
    if (refusal == NULL && st != ST_OK) {
        fail_msg("%s: refused: %s", text, e.text);
    }
    if (refusal != NULL && (st != ST_INPUT || strstr(e.text, refusal) == NULL)) {
        fail_msg("%s: %d, %s instead of %s", text, st, e.text, refusal);
    }
    cJSON_Delete(tree);
}

static void members(void **unused)
{
    (void)unused;
    check(
        "{\"level\":2,\"scope\":\"s\",\"exceptions\":\"x\",\"compensating\":\"c\",\"note\":\"n\",\"planned_level\":3,\"planned_by\":\"2027-"
        "03-31\","
        "\"owner\":\"o\",\"confirmed\":true,\"assessor\":{\"level\":1,\"note\":\"n\",\"confidence\":\"seen\",\"reason\":\"r\"},"
        "\"evidence\":[{\"title\":"
        "\"t\",\"kind\":\"k\",\"reference\":\"r\",\"sha256\":\"0123456789012345678901234567890123456789012345678901234567890123\",\"date\":"
        "\"2026-02-28\"}],\"from_the_future\":{\"x\":[1]}}",
        ITEM_LEVEL, NULL);
    check("{\"na\":true}", ITEM_LEVEL, NULL);
    check("{\"done\":true,\"done_at\":\"2026-01-02\"}", ITEM_DONE, NULL);
    check("[]", -1, "answers.p.1: must be an object");
    check("{\"level\":5}", -1, "answers.p.1.level: must be 0–4");
    check("{\"level\":-1}", -1, "answers.p.1.level: must be 0–4");
    check("{\"level\":\"2\"}", -1, "answers.p.1.level: must be 0–4");
    check("{\"level\":null}", -1, "answers.p.1.level");
    check("{\"unknown\":1}", -1, "answers.p.1.unknown: must be true or false");
    check("{\"note\":7}", -1, "answers.p.1.note: must be a text");
    check("{\"planned_by\":\"2026-02-29\"}", -1, "answers.p.1.planned_by: must be a date");
    check("{\"done_at\":\"yesterday\"}", -1, "answers.p.1.done_at: must be a date");
    check("{\"evidence\":{}}", -1, "answers.p.1.evidence: must be a list");
    check("{\"evidence\":[{\"title\":\"t\"},{\"title\":\"\"}]}", -1, "answers.p.1.evidence[2].title: must not be empty");
    check("{\"evidence\":[{}]}", -1, "answers.p.1.evidence[1].title: is missing");
    check("{\"evidence\":[{\"title\":\"t\",\"sha256\":\"ABC\"}]}", -1, "answers.p.1.evidence[1].sha256");
    check("{\"assessor\":{\"confidence\":\"guessed\"}}", -1, "answers.p.1.assessor.confidence: must be heard, document or seen");
    check("{\"assessor\":{\"level\":9}}", -1, "answers.p.1.assessor.level: must be 0–4");
    check("{\"level\":1,\"na\":true}", -1, "more than one");
    check("{\"unknown\":true,\"na\":true}", -1, "more than one");
    check("{\"level\":1,\"na\":false}", -1, NULL);
    check("{\"level\":1}", ITEM_DONE, "done, not done or not applicable");
    check("{\"unknown\":true}", ITEM_DONE, "done, not done or not applicable");
    check("{\"done\":true}", ITEM_LEVEL, "a level 0–4");
}

static void limits(void **unused)
{
    (void)unused;
    struct error e = {.text = ""};
    char *text = malloc(ANSWER_TEXT_MAX + 2);
    assert_non_null(text);
    memset(text, 'a', ANSWER_TEXT_MAX + 1);
    text[ANSWER_TEXT_MAX] = '\0';
    cJSON *tree = cJSON_CreateObject();
    assert_true(json_put_text(tree, "note", text));
    assert_int_equal(answer_check(tree, -1, "answers.p.1", &e), ST_OK);
    text[ANSWER_TEXT_MAX] = 'a';
    text[ANSWER_TEXT_MAX + 1] = '\0';
    assert_true(json_put_text(tree, "note", text));
    assert_int_equal(answer_check(tree, -1, "answers.p.1", &e), ST_INPUT);
    assert_string_equal(e.text, "answers.p.1.note: is longer than 4000 bytes.");
    cJSON_Delete(tree);
    free(text);

    cJSON *inventory = cJSON_CreateArray();
    for (int i = 0; i < INVENTORY_MAX; i++) {
        assert_true(cJSON_AddItemToArray(inventory, read_json("{\"name\":\"n\",\"internet\":true}")));
    }
    assert_int_equal(inventory_check(inventory, "inventory", &e), ST_OK);
    assert_true(cJSON_AddItemToArray(inventory, read_json("{\"name\":\"n\"}")));
    assert_int_equal(inventory_check(inventory, "inventory", &e), ST_INPUT);
    cJSON_Delete(inventory);
    inventory = read_json("[{\"name\":\"n\"},{\"name\":\"m\",\"credentials\":\"yes\"}]");
    assert_int_equal(inventory_check(inventory, "inventory", &e), ST_INPUT);
    assert_string_equal(e.text, "inventory[2].credentials: must be true or false.");
    cJSON_Delete(inventory);
}

static void corporate_numbers(void **unused)
{
    (void)unused;
    assert_true(corporate_number_valid("7000012050002")); /* the National Tax Agency's own, published by it */
    assert_false(corporate_number_valid("6000012050002"));
    assert_false(corporate_number_valid("7000012050020")); /* two digits swapped */
    assert_false(corporate_number_valid("700001205000"));
    assert_false(corporate_number_valid("70000120500022"));
    assert_false(corporate_number_valid("700001205000a"));
    assert_false(corporate_number_valid(""));
    assert_false(corporate_number_valid(NULL));
}

static void ids(void **unused)
{
    (void)unused;
    static const char *const PACKS[] = {"basic10", "supply-chain", "acme.own-pack"}, *const NOT_PACKS[] = {"",   "1a", "A",   "a.b.c",
                                                                                                           "a.", ".a", "a b", "a_b"};
    static const char *const ITEMS[] = {"1", "10", "a.b-c"}, *const NOT_ITEMS[] = {"", "-a", ".a", "A", "a b", "a:b"};
    for (size_t i = 0; i < 3; i++) {
        assert_true(pack_id_valid(PACKS[i]));
        assert_true(item_id_valid(ITEMS[i]));
    }
    for (size_t i = 0; i < sizeof NOT_PACKS / sizeof NOT_PACKS[0]; i++) {
        assert_false(pack_id_valid(NOT_PACKS[i]));
    }
    for (size_t i = 0; i < sizeof NOT_ITEMS / sizeof NOT_ITEMS[0]; i++) {
        assert_false(item_id_valid(NOT_ITEMS[i]));
    }
    const char *forty = "abcdefghijabcdefghijabcdefghijabcdefghij";
    char longer[42];
    (void)snprintf(longer, sizeof longer, "%sk", forty);
    assert_true(pack_id_valid(forty));
    assert_false(pack_id_valid(longer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states), cmocka_unit_test(members), cmocka_unit_test(limits), cmocka_unit_test(corporate_numbers),
        cmocka_unit_test(ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
