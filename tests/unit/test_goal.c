/* What an answer plans: this year's, last year's, late, reached; and that last year's is never taken over unseen. */
#include "packs.h"

#include "base/clock.h"
#include "model/carry.h"
#include "model/goal.h"

#define TODAY "2027-11-15"

/* clang-format off */
static const char P[] = PACK("p", SECTION("s", ITEM("1", 1, 3, false, "")));
static const char REACHABLE[] = "{\"level\":1,\"planned_level\":2,\"planned_by\":\"2028-03-31\",\"owner\":\"Taro\",\"confirmed\":false}";
static const char LATE[] = "{\"level\":1,\"planned_level\":2,\"planned_by\":\"2027-01-31\",\"owner\":\"Taro\",\"confirmed\":false}";
static const char OWN[] = "{\"level\":1,\"planned_level\":2,\"planned_by\":\"2027-01-31\"}";
/* clang-format on */

static struct catalog catalog;
static struct assessment a;
static struct question_list list;

static void read_again(void)
{
    question_list_release(&list);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, NULL), ST_OK);
}

static void put(const char *answer)
{
    cJSON *answers = cJSON_CreateObject();
    assert_true(json_put(answers, "p", cJSON_CreateObject()) && json_put(json_get(answers, "p"), "1", read_json(answer)));
    assert_true(json_put(a.tree, "answers", answers));
    read_again();
}

static int begin(void **state)
{
    (void)state;
    const struct clock clock = clock_fixed(1795219200);
    catalog_init(&catalog);
    add_pack(&catalog, P);
    list = (struct question_list){0};
    return assessment_new(&a, "2027", &clock, NULL) != ST_OK || assessment_add_pack(&a, catalog_find(&catalog, "p"), false, NULL) != ST_OK;
}

static int end(void **state)
{
    (void)state;
    question_list_release(&list);
    assessment_release(&a);
    catalog_release(&catalog);
    return 0;
}

static void check_goal(int level, const char *by, bool last_year, bool late)
{
    const struct goal g = goal_of(&a, &list.questions[0], TODAY);
    assert_int_equal(g.level, level);
    assert_string_equal(g.by, by);
    assert_int_equal(g.last_year, last_year);
    assert_int_equal(g.late, late);
}

static void whose_and_when(void **state)
{
    (void)state;
    put("{\"level\":1}");
    check_goal(-1, "", false, false);
    put(REACHABLE);
    check_goal(2, "2028-03-31", true, false);
    put(LATE);
    check_goal(2, "2027-01-31", true, true);
    put(OWN);
    check_goal(2, "2027-01-31", false, true);
    put("{\"level\":2,\"planned_level\":2,\"planned_by\":\"2027-01-31\"}"); /* reached */
    check_goal(2, "2027-01-31", false, false);
    put("{\"na\":true,\"na_reason\":\"r\",\"planned_level\":2,\"planned_by\":\"2027-01-31\"}");
    check_goal(2, "2027-01-31", false, false);
    put("{\"level\":1,\"planned_level\":2}"); /* without a day it is never late */
    check_goal(2, "", false, false);
}

/* Confirms as the screens do, or answers with a level. */
static void settle(int level)
{
    const struct question before = list.questions[0];
    assert_int_equal(level < 0 ? assessment_set_flag(&a, &before, "confirmed", true, NULL) : assessment_set_level(&a, &before, level, NULL),
                     ST_OK);
    assert_int_equal(goal_settle(&a, &before, TODAY, NULL), ST_OK);
    read_again();
}

static void taken_over_only_while_it_can_be_reached(void **state)
{
    (void)state;
    put(REACHABLE);
    settle(-1);
    check_goal(2, "2028-03-31", false, false);
    put(REACHABLE);
    settle(2); /* reached: no plan any more */
    assert_null(json_get(list.questions[0].answer.tree, "planned_level"));
    put(LATE);
    settle(-1);
    for (size_t i = 0; i < 3; i++) {
        static const char *const MEMBERS[] = {"planned_level", "planned_by", "owner"};
        assert_null(json_get(list.questions[0].answer.tree, MEMBERS[i]));
    }
    put(OWN); /* this year's own: the owner has said it, and only the owner takes it back */
    settle(0);
    check_goal(2, "2027-01-31", false, true);
}

static void remembered_from_last_year_until_something_is_said(void **state)
{
    (void)state;
    cJSON *answers = cJSON_CreateObject();
    assert_true(json_put(answers, "p", cJSON_CreateObject()) && json_put(json_get(answers, "p"), "1", read_json(OWN)));
    const struct facts old = {answers, NULL, NULL};
    assert_int_equal(assessment_keep_last_year(&a, "2026", NULL, &old, NULL, true, NULL), ST_OK);
    cJSON_Delete(answers);
    put(LATE);
    settle(-1);
    check_goal(2, "2027-01-31", true, true);
    put("{\"level\":2}");
    check_goal(-1, "", false, false);
    put("{\"level\":1,\"planned_level\":2,\"planned_by\":\"2028-01-31\"}");
    check_goal(2, "2028-01-31", false, false);
    put(REACHABLE); /* set anew before it was confirmed: it is this year's */
    check_goal(2, "2028-03-31", false, false);
    put("{\"level\":1,\"planned_level\":2,\"planned_by\":\"2027-01-31\",\"confirmed\":false}"); /* as it came along */
    check_goal(2, "2027-01-31", true, true);
    put("{\"note\":\"n\"}"); /* not answered: nothing to set it against */
    check_goal(-1, "", false, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whose_and_when, begin, end),
        cmocka_unit_test_setup_teardown(taken_over_only_while_it_can_be_reached, begin, end),
        cmocka_unit_test_setup_teardown(remembered_from_last_year_until_something_is_said, begin, end),
    };
    return cmocka_run_group_tests_name("goal", tests, NULL, NULL);
}
