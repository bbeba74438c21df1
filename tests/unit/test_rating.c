/* Two ratings beside each other, and the follow-ups of an interview. */
#include "base/buffer.h"
#include "model/followup.h"
#include "model/rating.h"
#include "model/record_check.h"
#include "packs.h"

#define FIRST PACK("p", SECTION("s", ITEM("1", 1, 3, true, "") "," ITEM("2", 1, 3, false, "") "," DONE_ITEM("3", "")))
#define SECOND PACK("r", SECTION("s", ALIAS("x", "p:2")))

static bool differs(const char *answer, bool lacks)
{
    cJSON *tree = read_json(answer);
    const struct answer a = answer_view(tree);
    const bool yes = rating_differs(&a);
    assert_int_equal(rating_lacks_reason(&a), lacks);
    cJSON_Delete(tree);
    return yes;
}

static void test_differs(void **state)
{
    (void)state;
    assert_false(differs("{\"level\":2}", false));
    assert_false(differs("{\"level\":2,\"assessor\":{\"level\":2}}", false));
    assert_false(differs("{\"level\":2,\"assessor\":{\"note\":\"n\"}}", false));
    assert_true(differs("{\"level\":2,\"assessor\":{\"level\":1}}", true));
    assert_true(differs("{\"level\":2,\"assessor\":{\"level\":1,\"reason\":\" \\n\\u3000\"}}", true));
    assert_true(differs("{\"level\":2,\"assessor\":{\"level\":3,\"reason\":\"給与データは未確認\"}}", false));
    assert_true(differs("{\"unknown\":true,\"assessor\":{\"level\":1}}", true));
    assert_false(differs("{\"unknown\":true,\"assessor\":{\"level\":0}}", false)); /* both score 0 */
    assert_true(differs("{\"na\":true,\"na_reason\":\"no server\",\"assessor\":{\"level\":0}}", true));
    assert_false(differs("{\"assessor\":{\"level\":0}}", false)); /* nothing to differ from yet */
    assert_false(differs("{\"done\":true,\"assessor\":{\"level\":0}}", false));

    cJSON *tree = read_json("{\"level\":2,\"assessor\":{\"level\":1,\"reason\":\"r\",\"confidence\":\"seen\",\"note\":\"n\"}}");
    const struct answer a = answer_view(tree);
    const struct rating r = rating_view(&a);
    assert_int_equal(r.firm, 2);
    assert_int_equal(r.assessor, 1);
    assert_string_equal(r.reason, "r");
    assert_string_equal(r.confidence, "seen");
    assert_string_equal(r.note, "n");
    cJSON_Delete(tree);
    const struct answer none = answer_view(NULL);
    const struct rating empty = rating_view(&none);
    assert_int_equal(empty.firm, -1);
    assert_int_equal(empty.assessor, -1);
    assert_string_equal(empty.reason, "");
}

struct fixture {
    struct catalog catalog;
    struct question_list list;
    struct assessment a;
    struct clock clock;
};

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error e = {.text = ""};
    assert_non_null(f);
    f->clock = clock_fixed(1795219200); /* 2026-11-21 */
    assert_int_equal(assessment_new(&f->a, "2026", &f->clock, &e), ST_OK);
    const struct pack *first = add_pack(&f->catalog, FIRST), *second = add_pack(&f->catalog, SECOND);
    assert_int_equal(assessment_add_pack(&f->a, first, false, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&f->a, second, false, &e), ST_OK);
    assert_int_equal(assessment_questions(&f->a, &f->catalog, &f->list, NULL, &e), ST_OK);
    *state = f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    assessment_release(&f->a);
    question_list_release(&f->list);
    catalog_release(&f->catalog);
    free(f);
    return 0;
}

static void test_list(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    size_t out[4];
    assert_int_equal(ratings_different(&f->list, false, out, 4), 0);
    const char *const set[] = {"p:1=2", "p:1.assessor.level=1", "p:2=3", "p:2.assessor.level=2", "p:2.assessor.reason=r"};
    for (size_t i = 0; i < sizeof set / sizeof set[0]; i++) {
        assert_int_equal(assessment_assign(&f->a, &f->list, set[i], &e), ST_OK);
        question_list_release(&f->list);
        assert_int_equal(assessment_questions(&f->a, &f->catalog, &f->list, NULL, &e), ST_OK);
    }
    assert_int_equal(ratings_different(&f->list, false, out, 4), 2); /* the alias does not count again */
    assert_int_equal(out[0], 0);
    assert_int_equal(out[1], 1);
    assert_int_equal(ratings_different(&f->list, true, out, 4), 1);
    assert_int_equal(out[0], 0);
    f->list.questions[0].hidden = true;
    assert_int_equal(ratings_different(&f->list, true, out, 4), 0);
    f->list.questions[0].hidden = false;
    assert_int_equal(ratings_different(&f->list, false, out, 1), 2); /* more than there is room for */
}

static void test_followups(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    const struct question *alias = &f->list.questions[3];
    size_t out[8];
    assert_int_equal(followup_add(&f->a, NULL, "Call again", "", "", &f->clock, &e), ST_OK);
    assert_int_equal(followup_add(&f->a, &f->list.questions[0], "復旧の記録を送る", "総務 田中", "2026-12-01", &f->clock, &e), ST_OK);
    assert_int_equal(followup_add(&f->a, alias, "Send the contract", "the vendor", "2026-11-20", &f->clock, &e), ST_OK);
    assert_int_equal(followup_add(&f->a, alias, "And its annex", "", "2026-11-21", &f->clock, &e), ST_OK);
    assert_int_equal(followup_count(&f->a), 4);
    struct followup one = followup_view(&f->a, 2);
    assert_string_equal(one.pack, "p"); /* the alias's home */
    assert_string_equal(one.item, "2");
    assert_string_equal(one.created_at, "2026-11-21");
    assert_string_equal(followup_view(&f->a, 0).pack, "");
    assert_string_equal(followup_view(&f->a, 99).text, "");

    assert_int_equal(followup_list(&f->a, FOLLOWUPS_ALL, NULL, "2026-11-21", out, 8), 4);
    const size_t order[] = {2, 3, 1, 0};
    assert_memory_equal(out, order, sizeof order);
    assert_int_equal(followup_list(&f->a, FOLLOWUPS_OVERDUE, NULL, "2026-11-21", out, 8), 1); /* today's is not late yet */
    assert_int_equal(out[0], 2);
    assert_int_equal(followup_list(&f->a, FOLLOWUPS_ALL, alias, "2026-11-21", out, 8), 2);
    assert_int_equal(followup_set(&f->a, 2, "done_at", "2026-11-22", &e), ST_OK);
    assert_true(followup_view(&f->a, 2).done);
    assert_int_equal(followup_list(&f->a, FOLLOWUPS_OVERDUE, NULL, "2026-12-24", out, 8), 2);
    assert_int_equal(followup_list(&f->a, FOLLOWUPS_OPEN, NULL, "2026-12-24", out, 8), 3);
    assert_int_equal(followup_list(&f->a, FOLLOWUPS_DONE, NULL, "2026-12-24", out, 8), 1);
    assert_int_equal(followup_set(&f->a, 2, "done_at", "", &e), ST_OK);
    assert_false(followup_view(&f->a, 2).done);

    /* Another tool's word for done counts until the day is taken back. */
    assert_true(json_put(cJSON_GetArrayItem(json_get(f->a.tree, "followups"), 0), "done", cJSON_CreateTrue()));
    assert_true(followup_view(&f->a, 0).done);
    assert_int_equal(followup_set(&f->a, 0, "done_at", "", &e), ST_OK);
    assert_false(followup_view(&f->a, 0).done);

    assert_int_equal(followup_add(&f->a, NULL, " \n", "", "", &f->clock, &e), ST_INPUT);
    assert_int_equal(followup_add(&f->a, NULL, "x", "", "tomorrow", &f->clock, &e), ST_INPUT);
    assert_int_equal(followup_set(&f->a, 0, "text", "", &e), ST_INPUT);
    assert_int_equal(followup_set(&f->a, 0, "pack", "p", &e), ST_INPUT);
    assert_int_equal(followup_set(&f->a, 4, "text", "x", &e), ST_INPUT);
    assert_int_equal(followup_remove(&f->a, 4, &e), ST_INPUT);
    assert_int_equal(followup_remove(&f->a, 0, &e), ST_OK);
    assert_int_equal(followup_count(&f->a), 3);
    while (followup_count(&f->a) < FOLLOWUPS_MAX) {
        assert_int_equal(followup_add(&f->a, NULL, "x", "", "", &f->clock, &e), ST_OK);
    }
    assert_int_equal(followup_add(&f->a, NULL, "x", "", "", &f->clock, &e), ST_INPUT);
    assert_int_equal(followup_list(&f->a, FOLLOWUPS_ALL, NULL, "2026-12-24", out, 8), FOLLOWUPS_MAX);
    assert_int_equal(record_check(f->a.tree, &e), ST_OK); /* what was written is read again */
}

static void test_client_id(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    assert_null(assessment_client_id(&f->a));
    assert_int_equal(assessment_set_client_id(&f->a, "me", &e), ST_INPUT);
    assert_int_equal(assessment_set_client_id(&f->a, "6f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", &e), ST_OK);
    assert_int_equal(assessment_set_client_id(&f->a, "6f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", &e), ST_OK);
    assert_int_equal(assessment_set_client_id(&f->a, "00000000-1111-4222-8333-444444444444", &e), ST_INPUT);
    assert_string_equal(assessment_client_id(&f->a), "6f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_differs),
        cmocka_unit_test_setup_teardown(test_list, begin, end),
        cmocka_unit_test_setup_teardown(test_followups, begin, end),
        cmocka_unit_test_setup_teardown(test_client_id, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
