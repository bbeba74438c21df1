/* What came after a rating, and a difference that nobody explained. */
#include "model/document.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/recheck.h"
#include "packs.h"

#define FIRST PACK("p", SECTION("s", ITEM("1", 1, 3, true, "") "," ITEM("2", 1, 3, false, "") "," DONE_ITEM("3", "")))

struct fixture {
    struct catalog catalog;
    struct question_list list;
    struct assessment a;
    struct clock clock;
};

static void build(struct fixture *f)
{
    struct error e = {.text = ""};
    question_list_release(&f->list);
    assert_int_equal(assessment_questions(&f->a, &f->catalog, &f->list, NULL, &e), ST_OK);
}

static void set(struct fixture *f, const char *assignment)
{
    struct error e = {.text = ""};
    assert_int_equal(assessment_assign(&f->a, &f->list, assignment, &e), ST_OK);
    build(f);
}

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error e = {.text = ""};
    assert_non_null(f);
    f->clock = clock_fixed(1795219200); /* 2026-11-21 */
    assert_int_equal(assessment_new(&f->a, "2026", &f->clock, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&f->a, add_pack(&f->catalog, FIRST), false, &e), ST_OK);
    build(f);
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

static size_t due(const struct fixture *f)
{
    return recheck_list(&f->a, &f->list, NULL, 0);
}

static void test_evidence(void **state)
{
    struct fixture *f = *state;
    struct recheck_news news[4];
    size_t out[2];
    set(f, "p:1=2");
    set(f, "p:1.evidence+=Plan;document;plan.pdf;2026-01-01");
    assert_int_equal(due(f), 0); /* nobody has rated it yet */
    set(f, "p:1.assessor.level=1");
    assert_int_equal(due(f), 0); /* the plan was there */
    set(f, "p:1.evidence+=復旧の記録;record;;2026-12-03");
    assert_int_equal(recheck_list(&f->a, &f->list, out, 2), 1);
    assert_int_equal(out[0], 0);
    assert_int_equal(recheck_news(&f->a, &f->list.questions[0], news, 4), 1);
    assert_false(news[0].followup);
    assert_string_equal(news[0].text, "復旧の記録");
    assert_string_equal(news[0].date, "2026-12-03");
    set(f, "p:1.note=the firm's own");
    assert_int_equal(due(f), 1); /* the firm writing something is no rating */
    set(f, "p:1.assessor.level=1");
    assert_int_equal(due(f), 0); /* looked at again, and the level stays */
    set(f, "p:1.evidence+=Third;record;;");
    set(f, "p:1.assessor.reason=seen the record now");
    assert_int_equal(due(f), 0);
    set(f, "p:1.assessor.reason=");
    set(f, "p:1.assessor.level=");
    assert_null(json_get(json_get(json_get(json_get(f->a.tree, "answers"), "p"), "1"), "assessor")); /* no trace of a basis */
    assert_int_equal(due(f), 0);
}

static void test_followups(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    struct recheck_news news[4];
    set(f, "p:1=2");
    set(f, "p:1.assessor.level=1");
    set(f, "p:1.assessor.reason=no record yet");
    assert_int_equal(followup_add(&f->a, &f->list.questions[0], "Send the record", "Tanaka", "2026-12-01", &f->clock, &e), ST_OK);
    assert_int_equal(followup_add(&f->a, &f->list.questions[1], "Another", "", "", &f->clock, &e), ST_OK);
    assert_int_equal(followup_add(&f->a, NULL, "General", "", "", &f->clock, &e), ST_OK);
    assert_int_equal(due(f), 0);
    assert_int_equal(followup_set(&f->a, 0, "done_at", "2026-11-30", &e), ST_OK);
    assert_int_equal(followup_set(&f->a, 2, "done_at", "2026-11-30", &e), ST_OK); /* about no question: nothing to rate */
    assert_int_equal(due(f), 1);
    assert_int_equal(recheck_news(&f->a, &f->list.questions[0], news, 4), 1);
    assert_true(news[0].followup);
    assert_string_equal(news[0].text, "Send the record");
    assert_string_equal(news[0].date, "2026-11-30");
    set(f, "p:1.assessor.level=2");
    assert_int_equal(due(f), 0);
    assert_int_equal(followup_set(&f->a, 1, "done_at", "2026-11-30", &e), ST_OK);
    assert_int_equal(due(f), 1); /* never rated, but somebody wanted to see it first */
    assert_int_equal(followup_set(&f->a, 1, "done_at", "", &e), ST_OK);
    assert_int_equal(due(f), 0);
}

static void test_not_exported(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    struct random random = random_seeded(1);
    cJSON *document = NULL;
    const char *const sets[] = {"supplier.name=Mihon", "p:1=2", "p:2=2", "p:3=done", "p:3.done_at=2026-11-01", "p:1.assessor.level=1"};
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        set(f, sets[i]);
    }
    assert_int_equal(answers_project(&f->a, &f->catalog, NULL, false, &f->clock, &random, &document, &e), ST_NO);
    assert_non_null(strstr(e.text, "1 rating of the assessor differs from the firm's and says not why ("));
    assert_non_null(strstr(e.text, "1 "));
    set(f, "p:1.assessor.reason=the record was not there");
    assert_int_equal(answers_project(&f->a, &f->catalog, NULL, false, &f->clock, &random, &document, &e), ST_OK);
    const cJSON *rating = json_get(json_get(json_get(json_get(document, "answers"), "p"), "1"), "assessor");
    assert_int_equal(json_integer(rating, "level", -1), 1);
    assert_null(json_get(rating, "basis"));
    cJSON_Delete(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_evidence, begin, end),
        cmocka_unit_test_setup_teardown(test_followups, begin, end),
        cmocka_unit_test_setup_teardown(test_not_exported, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
