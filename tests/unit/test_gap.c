/* Gaps: what is below its target, in which order, and the next step. */
#include "packs.h"

#include "model/gap.h"

static struct catalog catalog;

/* clang-format off */
#define CHAIN ACTIONS(ACTION("a", 0, 1, 0, 0, "") "," ACTION("b", 1, 3, 10, 1, "") "," ACTION("c", 3, 4, 10, 1, ""))
static const char P[] = PACK_PARTS("p", "1",
    "{\"id\":\"t1\",\"title\":" ANY ",\"weight\":2},{\"id\":\"t2\",\"title\":" ANY ",\"weight\":4}", "", "", "",
    SECTION("s",
        ITEM("1", 1, 2, true, CHAIN) ","
        ITEM("2", 3, 4, false, THREATS("\"t1\"") CHAIN) ","
        ITEM("3", 2, 3, false, THREATS("\"t2\",\"t1\"")) ","
        ITEM("4", 1, 2, false, ACTIONS(ACTION("late", 2, 3, 0, 0, ""))) ","
        DONE_ITEM("d", "")),
    "");
static const char Q[] = PACK("q", SECTION("s", ALIAS("x", "p:2")));
/* clang-format on */

static int build(void **unused)
{
    (void)unused;
    catalog_init(&catalog);
    add_pack(&catalog, P);
    add_pack(&catalog, Q);
    return 0;
}

static int take_down(void **unused)
{
    (void)unused;
    catalog_release(&catalog);
    return 0;
}

static size_t find(const char *answers, const char *targets, char out[200])
{
    const struct pack *packs[] = {catalog_find(&catalog, "p"), catalog_find(&catalog, "q")};
    cJSON *tree = read_json(answers);
    cJSON *raised = read_json(targets);
    struct facts facts = {tree, NULL, NULL};
    struct question_list list;
    struct error e = {.text = ""};
    struct gap *gaps = NULL;
    size_t n = 0;
    assert_int_equal(question_list_build(&list, &catalog, packs, 2, &facts, raised, &e), ST_OK);
    assert_int_equal(gaps_find(&list, &gaps, &n, &e), ST_OK);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const struct gap *g = &gaps[i];
        assert_int_equal(g->gap, g->target - g->level);
        size_t used = strlen(out);
        snprintf(out + used, 200 - used, "%s:%s %d->%d =%d %s; ", list.questions[g->question].pack->id,
                 list.questions[g->question].item->id, g->level, g->target, g->priority, g->action != NULL ? g->action->id : "-");
    }
    free(gaps);
    question_list_release(&list);
    cJSON_Delete(tree);
    cJSON_Delete(raised);
    return n;
}

static void sorted_with_next_step(void **unused)
{
    (void)unused;
    char out[200];
    /* 1: 2×1×1 = 2; 2: 2×3×2 = 12; 3: 3×2×4 (the largest threat) = 24; 4: at its target */
    assert_int_equal(find("{\"p\":{\"1\":{\"level\":0},\"2\":{\"level\":2},\"3\":{\"unknown\":true},\"4\":{\"level\":2}}}", "{}", out), 3);
    assert_string_equal(out, "p:3 0->3 =24 -; p:2 2->4 =12 b; p:1 0->2 =2 a; ");
}

static void ties_stand_in_list_order(void **unused)
{
    (void)unused;
    char out[200];
    /* 1: 2; 4: 2 */
    assert_int_equal(find("{\"p\":{\"4\":{\"level\":0},\"1\":{\"level\":0}}}", "{}", out), 2);
    assert_string_equal(out, "p:1 0->2 =2 a; p:4 0->2 =2 -; ");
}

static void out_of_scope_is_no_gap(void **unused)
{
    (void)unused;
    char out[200];
    assert_int_equal(find("{}", "{}", out), 0);
    assert_int_equal(find("{\"p\":{\"1\":{\"na\":true},\"2\":{\"level\":0,\"confirmed\":false},\"3\":{\"note\":\"n\"},\"4\":{\"level\":3},"
                          "\"d\":{\"done\":false}}}",
                          "{}", out),
                     0);
}

static void targets_of_a_request_count(void **unused)
{
    (void)unused;
    char out[200];
    assert_int_equal(find("{\"p\":{\"4\":{\"level\":2}}}", "{\"p\":{\"4\":4}}", out), 1);
    assert_string_equal(out, "p:4 2->4 =2 late; ");
}

static void action_that_starts_at_the_level(void **unused)
{
    (void)unused;
    const struct item *item = pack_item(catalog_find(&catalog, "p"), "1");
    const char *const expected[] = {"a", "b", "b", "c"};
    for (int level = 0; level < 4; level++) {
        assert_string_equal(gap_action(item, level)->id, expected[level]);
    }
    assert_null(gap_action(item, 4));
    assert_null(gap_action(pack_item(catalog_find(&catalog, "p"), "4"), 1)); /* its only step starts at 2 */
    assert_null(gap_action(pack_item(catalog_find(&catalog, "p"), "3"), 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorted_with_next_step),           cmocka_unit_test(ties_stand_in_list_order),
        cmocka_unit_test(out_of_scope_is_no_gap),          cmocka_unit_test(targets_of_a_request_count),
        cmocka_unit_test(action_that_starts_at_the_level),
    };
    return cmocka_run_group_tests_name("gap", tests, build, take_down);
}
