/* Differences between two records, and last year's answers as this year's proposals. */
#include "packs.h"

#include "model/carry.h"
#include "model/diff.h"

static void compare(const char *from, const char *to, const char *expected)
{
    cJSON *a = read_json(from), *b = read_json(to);
    const struct facts old = {json_get(a, "answers"), json_get(a, "supplier"), json_get(a, "inventory")};
    const struct facts now = {json_get(b, "answers"), json_get(b, "supplier"), json_get(b, "inventory")};
    cJSON *diff = facts_diff(&old, &now);
    char *text = cJSON_PrintUnformatted(diff);
    assert_string_equal(text, expected);
    cJSON_free(text);
    cJSON_Delete(diff);
    cJSON_Delete(a);
    cJSON_Delete(b);
}

#define ITEM_CHANGE(item, change, from, to, texts)                                                                                         \
    "{\"items\":[{\"pack\":\"p\",\"item\":\"" item "\",\"change\":\"" change "\",\"from\":" from ",\"to\":" to ",\"texts\":[" texts        \
    "]}],\"inventory\":[],\"supplier\":[]}"
#define SAME "{\"items\":[],\"inventory\":[],\"supplier\":[]}"
#define ONE(answer) "{\"answers\":{\"p\":{\"1\":" answer "}}}"

static void items(void **unused)
{
    (void)unused;
    compare("{}", "{}", SAME);
    compare(ONE("{\"level\":2}"), ONE("{\"level\":2}"), SAME);
    compare(ONE("{\"level\":2,\"confirmed\":false}"), ONE("{\"level\":2}"), SAME); /* confirming is no change */
    compare(ONE("{\"note\":\"n\"}"), "{}", SAME);
    compare(ONE("{\"level\":2}"), ONE("{\"level\":3}"), ITEM_CHANGE("1", "raised", "2", "3", ""));
    compare(ONE("{\"level\":2}"), ONE("{\"level\":0,\"note\":\"n\"}"), ITEM_CHANGE("1", "lowered", "2", "0", "\"note\""));
    compare(ONE("{\"unknown\":true}"), ONE("{\"level\":1}"), ITEM_CHANGE("1", "raised", "\"unknown\"", "1", ""));
    compare(ONE("{\"unknown\":true}"), ONE("{\"level\":0}"), ITEM_CHANGE("1", "changed", "\"unknown\"", "0", ""));
    compare(ONE("{\"na\":true,\"na_reason\":\"r\"}"), ONE("{\"level\":1}"), ITEM_CHANGE("1", "changed", "\"na\"", "1", "\"na_reason\""));
    compare(ONE("{\"done\":false}"), ONE("{\"done\":true}"), ITEM_CHANGE("1", "raised", "\"not_done\"", "\"done\"", ""));
    compare(ONE("{\"done\":true}"), ONE("{\"done\":false}"), ITEM_CHANGE("1", "lowered", "\"done\"", "\"not_done\"", ""));
    compare("{}", ONE("{\"level\":1}"), ITEM_CHANGE("1", "new", "null", "1", ""));
    compare(ONE("{\"level\":1}"), "{}", ITEM_CHANGE("1", "gone", "1", "null", ""));
    compare(ONE("{\"level\":1}"), "{\"answers\":{\"q\":{}}}", ITEM_CHANGE("1", "gone", "1", "null", ""));
    compare(ONE("{\"level\":1,\"scope\":\"a\",\"evidence\":[{\"title\":\"t\"}]}"), ONE("{\"level\":1,\"scope\":\"b\",\"planned_level\":2}"),
            ITEM_CHANGE("1", "text", "1", "1", "\"scope\",\"planned_level\",\"evidence\""));
}

static void inventory_and_supplier(void **unused)
{
    (void)unused;
    compare("{\"inventory\":[{\"name\":\"a\",\"vendor\":\"v\",\"version\":\"1\"},{\"name\":\"b\"},{\"name\":\"c\",\"internet\":false}]}",
            "{\"inventory\":[{\"name\":\"c\",\"internet\":true},{\"name\":\"a\",\"vendor\":\"v\",\"version\":\"2\"},{\"name\":\"d\"}]}",
            "{\"items\":[],\"inventory\":[{\"name\":\"c\",\"vendor\":null,\"change\":\"changed\",\"from\":null,\"to\":null},{\"name\":"
            "\"a\",\"vendor\":\"v\","
            "\"change\":\"changed\",\"from\":\"1\",\"to\":\"2\"},{\"name\":\"d\",\"vendor\":null,\"change\":\"new\",\"from\":null,\"to\":"
            "null},{\"name\":\"b\","
            "\"vendor\":null,\"change\":\"gone\",\"from\":null,\"to\":null}],\"supplier\":[]}");
    /* two versions of one product side by side are no change */
    compare("{\"inventory\":[{\"name\":\"a\",\"version\":\"1\"},{\"name\":\"a\",\"version\":\"2\"}]}",
            "{\"inventory\":[{\"name\":\"a\",\"version\":\"2\"},{\"name\":\"a\",\"version\":\"1\"}]}", SAME);
    compare("{\"supplier\":{\"name\":\"a\",\"contact\":{\"email\":\"x@y.example\"}}}",
            "{\"supplier\":{\"name\":\"b\",\"employees\":\"1-5\",\"contact\":{}}}",
            "{\"items\":[],\"inventory\":[],\"supplier\":[{\"member\":\"name\",\"from\":\"a\",\"to\":\"b\"},{\"member\":\"employees\","
            "\"from\":null,\"to\":"
            "\"1-5\"},{\"member\":\"contact.email\",\"from\":\"x@y.example\",\"to\":null}]}");
}

#define OLD_PACK                                                                                                                           \
    PACK("p", SECTION("s", ITEM("1", 1, 2, false, "") "," ITEM("2", 1, 2, false, "") "," ITEM("was", 1, 2, false,                          \
                                                                                              "") "," ITEM("kind", 1, 2, false, "")))
#define NEW_ITEM(id, words)                                                                                                                \
    "{\"id\":\"" id "\",\"kind\":\"level\",\"title\":" ANY                                                                                 \
    ",\"text\":" TEXT("新", words) ",\"why\":" ANY ",\"levels\":" LEVEL_TEXTS ",\"weight\":1,\"target\":2,\"essential\":false}"
#define NEW_PACK                                                                                                                           \
    PACK_PARTS(                                                                                                                            \
        "p", "2", "", "", "", "",                                                                                                          \
        SECTION("s", ITEM("1", 1, 2, false, "") "," NEW_ITEM("2", "reworded") "," ITEM("3", 1, 2, false, "") "," DONE_ITEM("kind", "")),   \
        "")
#define OLD_RECORD                                                                                                                         \
    "{\"supplier\":{\"name\":\"Mihon\",\"supplier_code\":\"S1\"},\"inventory\":[{\"name\":\"n\"}],\"answers\":{\"p\":{\"1\":{\"level\":2," \
    "\"note\":\"n\",\"assessor\":{\"level\":1}},\"2\":{\"unknown\":true},\"3\":{\"note\":\"only a "                                        \
    "note\"},\"was\":{\"level\":1},\"kind\":{"                                                                                             \
    "\"level\":4}}}}"

static void carrying(void **unused)
{
    (void)unused;
    struct error e = {.text = ""};
    struct catalog old_catalog, catalog;
    const struct clock clock = clock_fixed(1795219200);
    catalog_init(&old_catalog);
    catalog_init(&catalog);
    const struct pack *before = add_pack(&old_catalog, OLD_PACK), *now = add_pack(&catalog, NEW_PACK);
    char *names_text = NULL;
    assert_true(asprintf(&names_text, "[{\"id\":\"p\",\"version\":\"1\",\"sha256\":\"%s\"}]", pack_digest(before)) > 0);
    cJSON *names = read_json(names_text), *record = read_json(OLD_RECORD);
    const struct facts old = {json_get(record, "answers"), json_get(record, "supplier"), json_get(record, "inventory")};

    for (int own_code = 0; own_code <= 1; own_code++) {
        struct assessment a;
        struct question_list list;
        struct carried carried;
        assert_int_equal(assessment_new(&a, "2026", &clock, &e), ST_OK);
        assert_int_equal(assessment_add_pack(&a, now, false, &e), ST_OK);
        assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
        assert_int_equal(assessment_carry(&a, &list, &old_catalog, &old, names, own_code == 1, &carried, &e), ST_OK);
        struct facts last;
        const char *period = NULL;
        assert_false(assessment_last_year(&a, &last, &period));
        assert_int_equal(assessment_keep_last_year(&a, "2025", names, &old, NULL, false, &e), ST_OK);
        assert_true(assessment_last_year(&a, &last, &period));
        assert_string_equal(period, "2025");
        assert_int_equal(answer_view(facts_answer(&last, "p", "1")).level, 2);
        assert_non_null(facts_answer(&last, "p", "was")); /* also what is not asked any more */
        char *answers = cJSON_PrintUnformatted(json_get(a.tree, "answers"));
        assert_string_equal(
            answers, "{\"p\":{\"1\":{\"level\":2,\"note\":\"n\",\"confirmed\":false},\"2\":{\"unknown\":true,\"confirmed\":false},\"3\":{"
                     "\"note\":\"only a note\"}}}");
        cJSON_free(answers);
        assert_int_equal(carried.answers, 2);
        assert_int_equal(carried.nfresh, 2); /* 3, which had a note only, and the one of another kind */
        assert_int_equal(carried.fresh[0], 2);
        assert_int_equal(carried.fresh[1], 3);
        assert_int_equal(carried.nreworded, 1);
        assert_int_equal(carried.reworded[0], 1);
        assert_int_equal(cJSON_GetArraySize(carried.gone), 1);
        assert_string_equal(carried.gone->child->valuestring, "p:was");
        assert_string_equal(json_text(json_get(a.tree, "supplier"), "name"), "Mihon");
        /* a customer's code for the firm must not reach the next customer */
        assert_int_equal(json_get(json_get(a.tree, "supplier"), "supplier_code") != NULL, own_code == 1);
        assert_int_equal(cJSON_GetArraySize(json_get(a.tree, "inventory")), 1);
        carried_release(&carried);
        question_list_release(&list);
        assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
        assert_int_equal(assessment_finished(&a, &list, &e), ST_NO); /* proposals are no answers */
        question_list_release(&list);
        assessment_release(&a);
    }
    cJSON_Delete(record);
    cJSON_Delete(names);
    free(names_text);
    catalog_release(&catalog);
    catalog_release(&old_catalog);
}

/* Corrections of last year's record after this year's answers were given: what repeats it is asked again, with all that stands with it;
 * what says something else, and what still waits untouched, does not lose anything by it. */
static void corrected_afterwards(void **unused)
{
    (void)unused;
    struct error e = {.text = ""};
    struct catalog catalog;
    const struct clock clock = clock_fixed(1795219200);
    catalog_init(&catalog);
    const struct pack *pack = add_pack(&catalog, OLD_PACK);
    char *names_text = NULL;
    assert_true(asprintf(&names_text, "[{\"id\":\"p\",\"version\":\"1\",\"sha256\":\"%s\"}]", pack_digest(pack)) > 0);
    cJSON *names = read_json(names_text);
    cJSON *record =
        read_json("{\"answers\":{\"p\":{\"1\":{\"level\":2},\"2\":{\"level\":2},\"was\":{\"level\":2},\"kind\":{\"level\":1}}}}");
    cJSON *corrected =
        read_json("{\"answers\":{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":1},\"was\":{\"level\":1},\"kind\":{\"level\":1}}}}");
    const struct facts old = {json_get(record, "answers"), NULL, NULL}, now = {json_get(corrected, "answers"), NULL, NULL};
    struct assessment a;
    struct question_list list;
    struct carried carried;
    assert_int_equal(assessment_new(&a, "2026", &clock, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&a, pack, false, &e), ST_OK);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    assert_int_equal(assessment_carry(&a, &list, &catalog, &old, names, true, &carried, &e), ST_OK);
    assert_int_equal(assessment_keep_last_year(&a, "2025", names, &old, &list, true, &e), ST_OK);
    carried_release(&carried);
    question_list_release(&list);

    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    assert_int_equal(assessment_set_flag(&a, &list.questions[0], "confirmed", true, &e), ST_OK); /* still so */
    assert_int_equal(assessment_set_text(&a, &list.questions[0], "note", "this year's", &e), ST_OK);
    assert_int_equal(assessment_set_level(&a, &list.questions[1], 3, &e), ST_OK); /* better by now; the third waits */
    assert_int_equal(assessment_set_flag(&a, &list.questions[3], "confirmed", true, &e), ST_OK);
    question_list_release(&list);

    struct question_list last; /* of the corrected year: what whoever corrects it is told */
    assert_int_equal(question_list_build(&last, &catalog, &pack, 1, &now, NULL, &e), ST_OK);
    assert_true(carry_outdated(&a, &last.questions[0]));
    assert_false(carry_outdated(&a, &last.questions[1]));
    assert_false(carry_outdated(&a, &last.questions[2]));
    assert_false(carry_outdated(&a, &last.questions[3]));

    for (int again = 0; again < 2; again++) {
        assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
        assert_int_equal(assessment_carry_again(&a, &list, &now, &e), ST_OK);
        assert_int_equal(assessment_keep_last_year(&a, "2025", names, &now, &list, true, &e), ST_OK);
        question_list_release(&list);
        char *answers = cJSON_PrintUnformatted(json_get(a.tree, "answers"));
        assert_string_equal(answers,
                            "{\"p\":{\"1\":{\"level\":2,\"note\":\"this year's\",\"confirmed\":false},\"2\":{\"level\":3},\"was\":{"
                            "\"level\":1,\"confirmed\":false},\"kind\":{\"level\":1}}}");
        cJSON_free(answers);
    }
    assert_true(carry_outdated(&a, &last.questions[0])); /* asked again, and not looked at yet */
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    for (size_t i = 0; i < list.count; i++) {
        const struct answer then = answer_view(facts_answer(&now, "p", list.questions[i].home_item->id));
        assert_int_equal(carry_corrected(&list.questions[i], &then), i == 0);
    }
    /* Whoever says that it is still so is not asked a second time for the same correction. */
    assert_int_equal(assessment_set_flag(&a, &list.questions[0], "confirmed", true, &e), ST_OK);
    question_list_release(&list);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    assert_int_equal(assessment_carry_again(&a, &list, &now, &e), ST_OK);
    question_list_release(&list);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    assert_false(list.questions[0].answer.unconfirmed);
    assert_false(carry_outdated(&a, &last.questions[0]));
    question_list_release(&last);
    question_list_release(&list);
    assessment_release(&a);
    cJSON_Delete(record);
    cJSON_Delete(corrected);
    cJSON_Delete(names);
    free(names_text);
    catalog_release(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(items), cmocka_unit_test(inventory_and_supplier), cmocka_unit_test(carrying),
                                       cmocka_unit_test(corrected_afterwards)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
