/* Conditions: what their structure may be, and when they hold. */
#include "packs.h"

#include "model/condition.h"

static struct catalog catalog;

/* clang-format off */
static const char A[] = PACK("a", SECTION("s",
    ITEM("1", 1, 2, false, "") ","
    ITEM("2", 1, 2, false, APPLIES("{\"item\":\"1\",\"min\":1}")) ","
    ITEM("3", 1, 2, false, APPLIES("{\"item\":\"2\",\"min\":2}")) ","
    DONE_ITEM("d", "") ","
    ALIAS("x", "b:1")));
static const char B[] = PACK("b", SECTION("s", ITEM("1", 1, 2, false, "")));
/* clang-format on */

static int build(void **unused)
{
    (void)unused;
    catalog_init(&catalog);
    add_pack(&catalog, A);
    add_pack(&catalog, B);
    return 0;
}

static int take_down(void **unused)
{
    (void)unused;
    catalog_release(&catalog);
    return 0;
}

static bool holds(const char *condition, const char *answers, const char *supplier, const char *inventory)
{
    cJSON *trees[] = {read_json(condition), read_json(answers), read_json(supplier), read_json(inventory)};
    struct error e = {.text = ""};
    assert_int_equal(condition_check(trees[0], "here", &e), ST_OK);
    struct facts facts = {trees[1], trees[2], trees[3]};
    bool result = condition_holds(trees[0], catalog_find(&catalog, "a"), &catalog, &facts);
    for (size_t i = 0; i < 4; i++) {
        cJSON_Delete(trees[i]);
    }
    return result;
}

struct condition_case {
    const char *condition, *answers;
    bool expected;
};

#define ONE(answer) "{\"a\":{\"1\":" answer "}}"

static void items(void **unused)
{
    (void)unused;
    static const struct condition_case CASES[] = {
        {"{\"item\":\"1\",\"min\":2}", ONE("{\"level\":2}"), true},
        {"{\"item\":\"1\",\"min\":2}", ONE("{\"level\":1}"), false},
        {"{\"item\":\"1\",\"max\":2}", ONE("{\"level\":2}"), true},
        {"{\"item\":\"1\",\"max\":2}", ONE("{\"level\":3}"), false},
        {"{\"item\":\"1\",\"min\":1,\"max\":3}", ONE("{\"level\":0}"), false},
        {"{\"item\":\"1\",\"min\":1,\"max\":3}", ONE("{\"level\":3}"), true},
        /* "don't know" is no level: it says neither that it is high nor that it is low */
        {"{\"item\":\"1\",\"max\":0}", ONE("{\"unknown\":true}"), false},
        {"{\"item\":\"1\",\"max\":4}", ONE("{\"unknown\":true}"), false},
        {"{\"item\":\"1\",\"min\":0}", ONE("{\"unknown\":true}"), false},
        /* na and no answer are no level */
        {"{\"item\":\"1\",\"max\":4}", ONE("{\"na\":true,\"na_reason\":\"x\"}"), false},
        {"{\"item\":\"1\",\"min\":0}", ONE("{\"na\":true,\"na_reason\":\"x\"}"), false},
        {"{\"item\":\"1\",\"max\":4}", "{}", false},
        {"{\"item\":\"1\",\"min\":0}", ONE("{\"note\":\"later\"}"), false},
        {"{\"item\":\"1\",\"state\":\"answered\"}", ONE("{\"level\":0}"), true},
        {"{\"item\":\"1\",\"state\":\"answered\"}", ONE("{\"unknown\":true}"), true},
        {"{\"item\":\"1\",\"state\":\"answered\"}", ONE("{\"note\":\"later\"}"), false},
        {"{\"item\":\"1\",\"state\":\"unanswered\"}", "{}", true},
        {"{\"item\":\"1\",\"state\":\"unanswered\"}", ONE("{\"na\":true}"), false},
        {"{\"item\":\"1\",\"state\":\"unknown\"}", ONE("{\"unknown\":true}"), true},
        {"{\"item\":\"1\",\"state\":\"unknown\"}", ONE("{\"level\":0}"), false},
        {"{\"item\":\"1\",\"state\":\"na\"}", ONE("{\"na\":true}"), true},
        {"{\"item\":\"1\",\"state\":\"na\"}", ONE("{\"unknown\":true}"), false},
        {"{\"item\":\"d\",\"state\":\"done\"}", "{\"a\":{\"d\":{\"done\":true}}}", true},
        {"{\"item\":\"d\",\"state\":\"not_done\"}", "{\"a\":{\"d\":{\"done\":true}}}", false},
        {"{\"item\":\"d\",\"state\":\"not_done\"}", "{\"a\":{\"d\":{\"done\":false}}}", true},
        {"{\"item\":\"d\",\"state\":\"done\"}", "{}", false},
        /* carried over and not looked at: no answer yet */
        {"{\"item\":\"1\",\"min\":2}", ONE("{\"level\":2,\"confirmed\":false}"), false},
        {"{\"item\":\"1\",\"state\":\"unanswered\"}", ONE("{\"level\":2,\"confirmed\":false}"), true},
        {"{\"item\":\"1\",\"min\":2}", ONE("{\"level\":2,\"confirmed\":true}"), true},
        /* another pack, an alias to it, and what is not there */
        {"{\"item\":\"b:1\",\"min\":1}", "{\"b\":{\"1\":{\"level\":1}}}", true},
        {"{\"item\":\"a:1\",\"min\":1}", "{\"b\":{\"1\":{\"level\":1}}}", false},
        {"{\"item\":\"x\",\"min\":1}", "{\"b\":{\"1\":{\"level\":1}}}", true},
        {"{\"item\":\"x\",\"min\":1}", "{\"a\":{\"x\":{\"level\":1}}}", false},
        {"{\"item\":\"c:1\",\"min\":1}", "{\"c\":{\"1\":{\"level\":1}}}", false},
        {"{\"item\":\"c:1\",\"state\":\"unanswered\"}", "{}", true},
        {"{\"item\":\"9\",\"min\":1}", "{\"a\":{\"9\":{\"level\":1}}}", false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        if (holds(CASES[i].condition, CASES[i].answers, "{}", "[]") != CASES[i].expected) {
            fail_msg("%s with %s should be %s", CASES[i].condition, CASES[i].answers, CASES[i].expected ? "true" : "false");
        }
    }
}

/* 2 applies when 1 is at least 1; 3 when 2 is at least 2: an answer that stands behind a hidden question does not count. */
static void hidden_answers_do_not_count(void **unused)
{
    (void)unused;
    const char *const answers[] = {"{\"a\":{\"1\":{\"level\":1},\"2\":{\"level\":2},\"3\":{\"level\":4}}}",
                                   "{\"a\":{\"1\":{\"level\":0},\"2\":{\"level\":2},\"3\":{\"level\":4}}}"};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(holds("{\"item\":\"2\",\"min\":2}", answers[i], "{}", "[]"), i == 0);
        assert_int_equal(holds("{\"item\":\"3\",\"min\":4}", answers[i], "{}", "[]"), i == 0);
        assert_int_equal(holds("{\"item\":\"3\",\"state\":\"unanswered\"}", answers[i], "{}", "[]"), i == 1);
        const struct pack *a = catalog_find(&catalog, "a");
        cJSON *tree = read_json(answers[i]);
        struct facts facts = {tree, NULL, NULL};
        assert_true(item_applies(pack_item(a, "1"), a, &catalog, &facts));
        assert_int_equal(item_applies(pack_item(a, "2"), a, &catalog, &facts), i == 0);
        assert_int_equal(item_applies(pack_item(a, "3"), a, &catalog, &facts), i == 0);
        cJSON_Delete(tree);
    }
}

static void combinations(void **unused)
{
    (void)unused;
    const char *answers = "{\"a\":{\"1\":{\"level\":3}},\"b\":{\"1\":{\"level\":0}}}";
#define YES "{\"item\":\"1\",\"min\":3}"
#define NO "{\"item\":\"b:1\",\"min\":1}"
    assert_true(holds("{\"all\":[" YES "," YES "]}", answers, "{}", "[]"));
    assert_false(holds("{\"all\":[" YES "," NO "]}", answers, "{}", "[]"));
    assert_true(holds("{\"any\":[" NO "," YES "]}", answers, "{}", "[]"));
    assert_false(holds("{\"any\":[" NO "," NO "]}", answers, "{}", "[]"));
    assert_true(holds("{\"not\":" NO "}", answers, "{}", "[]"));
    assert_false(holds("{\"not\":" YES "}", answers, "{}", "[]"));
    assert_true(holds("{\"all\":[{\"any\":[" NO ",{\"not\":" NO "}]},{\"not\":{\"all\":[" YES "," NO "]}}]}", answers, "{}", "[]"));
    assert_true(condition_holds(NULL, catalog_find(&catalog, "a"), &catalog, &(struct facts){0}));
}

static void profile_and_inventory(void **unused)
{
    (void)unused;
    const char *small = "{\"profile\":\"employees\",\"in\":[\"1-5\",\"6-20\"]}";
    assert_true(holds(small, "{}", "{\"employees\":\"6-20\"}", "[]"));
    assert_false(holds(small, "{}", "{\"employees\":\"21-50\"}", "[]"));
    assert_false(holds(small, "{}", "{}", "[]"));
    assert_false(holds(small, "{}", "{\"industry\":\"1-5\"}", "[]"));
    assert_true(holds("{\"profile\":\"industry\",\"in\":[\"E\"]}", "{}", "{\"industry\":\"E\"}", "[]"));

    const char *inside = "[{\"name\":\"x\",\"internet\":false,\"credentials\":true},{\"name\":\"y\"}]";
    assert_true(holds("{\"inventory\":\"any\"}", "{}", "{}", inside));
    assert_true(holds("{\"inventory\":\"credentials\"}", "{}", "{}", inside));
    assert_false(holds("{\"inventory\":\"internet\"}", "{}", "{}", inside));
    assert_false(holds("{\"inventory\":\"any\"}", "{}", "{}", "[]"));
}

static void facts_may_be_absent(void **unused)
{
    (void)unused;
    cJSON *condition =
        read_json("{\"any\":[{\"item\":\"1\",\"min\":0},{\"profile\":\"industry\",\"in\":[\"E\"]},{\"inventory\":\"any\"}]}");
    assert_false(condition_holds(condition, catalog_find(&catalog, "a"), NULL, &(struct facts){0}));
    cJSON_Delete(condition);
}

static void structure(void **unused)
{
    (void)unused;
    const char *const bad[] = {
        "{}",
        "[]",
        "true",
        "\"1\"",
        "{\"all\":[]}",
        "{\"all\":{}}",
        "{\"any\":[7]}",
        "{\"not\":[]}",
        "{\"not\":{}}",
        "{\"item\":7,\"min\":1}",
        "{\"item\":\"\",\"min\":1}",
        "{\"item\":\"a:b:c\",\"min\":1}",
        "{\"item\":\"1\"}",
        "{\"item\":\"1\",\"min\":5}",
        "{\"item\":\"1\",\"min\":-1}",
        "{\"item\":\"1\",\"max\":\"2\"}",
        "{\"item\":\"1\",\"state\":\"maybe\"}",
        "{\"item\":\"1\",\"min\":1,\"in\":[]}",
        "{\"item\":\"1\",\"min\":1,\"level\":2}",
        "{\"item\":\"1\",\"min\":1,\"not\":{\"inventory\":\"any\"}}",
        "{\"profile\":\"name\",\"in\":[\"x\"]}",
        "{\"profile\":\"employees\"}",
        "{\"profile\":\"employees\",\"in\":[]}",
        "{\"profile\":\"employees\",\"in\":[\"1-6\"]}",
        "{\"profile\":\"industry\",\"in\":[\"U\"]}",
        "{\"profile\":\"industry\",\"in\":[\"EE\"]}",
        "{\"profile\":\"industry\",\"in\":[3]}",
        "{\"inventory\":\"none\"}",
        "{\"inventory\":true}",
        "{\"Inventory\":\"any\"}",
        "{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"inventory\":\"any\"}}}}}}}}}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cJSON *tree = read_json(bad[i]);
        struct error e = {.text = ""};
        if (condition_check(tree, "a:2 applies_if", &e) != ST_INPUT || strstr(e.text, "a:2 applies_if") == NULL) {
            fail_msg("%s: said \"%s\"", bad[i], e.text);
        }
        cJSON_Delete(tree);
    }
    const char *const good[] = {
        "{\"inventory\":\"any\",\"comment\":\"why\"}",
        "{\"item\":\"own.item-1\",\"min\":1,\"max\":2,\"state\":\"answered\"}",
        "{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"not\":{\"inventory\":\"any\"}}}}}}}}",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        cJSON *tree = read_json(good[i]);
        struct error e = {.text = ""};
        if (condition_check(tree, "here", &e) != ST_OK) {
            fail_msg("%s: said \"%s\"", good[i], e.text);
        }
        cJSON_Delete(tree);
    }
}

static bool note(void *context, const char *pack, const char *item)
{
    char *seen = context;
    size_t used = strlen(seen);
    snprintf(seen + used, 100 - used, "%s:%s ", pack, item);
    return true;
}

static void names_its_items(void **unused)
{
    (void)unused;
    char seen[100] = "";
    cJSON *tree = read_json("{\"all\":[{\"item\":\"3\",\"min\":1},{\"not\":{\"any\":[{\"item\":\"b:4\",\"max\":1},{\"inventory\":\"any\"}]}"
                            "},{\"item\":\"5\",\"state\":\"na\"}]}");
    assert_true(condition_items(tree, "own", note, seen));
    assert_string_equal(seen, "own:3 b:4 own:5 ");
    cJSON_Delete(tree);
}

/* A pack made to keep the machine busy: sixteen conditions, each naming the next one forty times. */
static void hostile_chain_ends(void **unused)
{
    (void)unused;
    char items[16 * 2600] = "";
    size_t used = 0;
    for (int i = 0; i < 16; i++) {
        used += (size_t)snprintf(items + used, sizeof items - used,
                                 "{\"id\":\"%d\",\"kind\":\"level\",\"title\":" ANY ",\"text\":" ANY ",\"why\":" ANY
                                 ",\"levels\":" LEVEL_TEXTS ",\"weight\":1,\"target\":1,\"essential\":true,\"applies_if\":{\"any\":[",
                                 i);
        for (int k = 0; k < 40; k++) {
            used += (size_t)snprintf(items + used, sizeof items - used, "%s{\"item\":\"%d\",\"max\":0}", k > 0 ? "," : "", i + 1);
        }
        used += (size_t)snprintf(items + used, sizeof items - used, "]}},");
    }
    snprintf(items + used, sizeof items - used, ITEM("16", 1, 1, false, ""));
    char *text = replaced(PACK("hostile", SECTION("s", "HERE")), "HERE", items);
    struct pack *p = read_pack(text);
    cJSON *answers = read_json("{}");
    struct facts facts = {answers, NULL, NULL};
    struct catalog none;
    catalog_init(&none);
    assert_false(item_applies(pack_item(p, "0"), p, &none, &facts));
    cJSON_Delete(answers);
    pack_free(p);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items),
        cmocka_unit_test(hidden_answers_do_not_count),
        cmocka_unit_test(combinations),
        cmocka_unit_test(profile_and_inventory),
        cmocka_unit_test(facts_may_be_absent),
        cmocka_unit_test(structure),
        cmocka_unit_test(names_its_items),
        cmocka_unit_test(hostile_chain_ends),
    };
    return cmocka_run_group_tests_name("condition", tests, build, take_down);
}
