/* This year beside last year: what is kept, what has changed, what is new, reworded or not asked any more. */
#include "packs.h"

#include "model/alike.h"
#include "model/compare.h"
#include "model/score.h"

#include "base/i18n.h"

/* clang-format off */
#define THEN(second, tail) PACK("p", SECTION("s", ITEM("1", 1, 2, true, "") "," second) "," SECTION("t", ITEM("3", 1, 2, false, "") tail))
static const char OLD[] = THEN(ITEM("2", 1, 2, true, ""), "," ITEM("was", 1, 2, false, ""));
static const char NEW[] = PACK_PARTS("p", "2", "", "", "", "", SECTION("s", ITEM("1", 1, 2, true, "") ","
    "{\"id\":\"2\",\"kind\":\"level\",\"title\":" ANY ",\"text\":" TEXT("別", "other") ",\"why\":" ANY ",\"levels\":" LEVEL_TEXTS ",\"weight\":1,\"target\":2,\"essential\":true}") ","
    SECTION("t", ITEM("3", 1, 2, false, "") "," ITEM("4", 1, 2, false, "")), "");
/* clang-format on */

struct year {
    struct catalog catalog;
    struct question_list list;
    cJSON *answers;
    struct facts facts;
};

static void begin(struct year *y, const char *pack, const char *answers)
{
    struct error e = {.text = ""};
    catalog_init(&y->catalog);
    const struct pack *packs[] = {add_pack(&y->catalog, pack)};
    y->answers = read_json(answers);
    y->facts = (struct facts){y->answers, NULL, NULL};
    assert_int_equal(question_list_build(&y->list, &y->catalog, packs, 1, &y->facts, NULL, &e), ST_OK);
}

static void end(struct year *y)
{
    question_list_release(&y->list);
    cJSON_Delete(y->answers);
    catalog_release(&y->catalog);
}

static cJSON *keep(const struct year *y, bool names_pack, bool whole)
{
    char text[200];
    (void)snprintf(text, sizeof text, "[{\"id\":\"%s\",\"version\":\"1\",\"sha256\":\"%s\"}]", names_pack ? "p" : "other",
                   pack_digest(y->catalog.packs[0]));
    cJSON *packs = read_json(text);
    cJSON *past = past_new("2025", packs, &y->facts, &y->list, whole);
    cJSON_Delete(packs);
    assert_non_null(past);
    return past;
}

#define LAST_YEAR "{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":3},\"3\":{\"unknown\":true},\"was\":{\"level\":2}}}"

static void changes_are(const char *past_answers, const char *answers, const char *expected)
{
    struct year then, now;
    struct comparison c;
    struct error e = {.text = ""};
    begin(&then, OLD, past_answers);
    begin(&now, NEW, answers);
    cJSON *past = keep(&then, true, true);
    assert_int_equal(compare_years(past, &now.list, &now.catalog, &c, &e), ST_OK);
    static const char *const NAMES[] = {"same", "raised", "lowered", "other", "answered", "open", "new", "retired", "kept"};
    char out[400] = "";
    size_t used = 0;
    for (size_t i = 0; i < c.count; i++) {
        const char *name = c.items[i].question == SIZE_MAX ? c.items[i].title : now.list.questions[c.items[i].question].item->id;
        used += (size_t)snprintf(out + used, sizeof out - used, "%s:%s%s ", name, NAMES[c.items[i].change], c.items[i].reworded ? "*" : "");
    }
    snprintf(out + used, sizeof out - used, "=%zu %zu %zu %zu %zu %zu", c.raised, c.lowered, c.fresh, c.reworded, c.retired, c.unconfirmed);
    assert_string_equal(out, expected);
    comparison_release(&c);
    cJSON_Delete(past);
    end(&then);
    end(&now);
}

static void question_by_question(void **unused)
{
    (void)unused;
    changes_are(LAST_YEAR, "{\"p\":{\"1\":{\"level\":2},\"2\":{\"level\":1},\"3\":{\"na\":true},\"4\":{\"level\":1}}}",
                "1:raised 2:lowered* 3:other 4:new words:retired =1 1 1 1 1 0");
    changes_are(LAST_YEAR, "{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":3,\"confirmed\":false},\"3\":{\"level\":0}}}",
                "1:same 2:open* 3:other 4:new words:retired =0 0 1 1 1 1");
    changes_are("{\"p\":{\"1\":{\"note\":\"n\"}}}", "{\"p\":{\"1\":{\"level\":1}}}",
                "1:answered 2:same* 3:same 4:new words:retired =0 0 1 1 1 0");
}

static void points_then(void **unused)
{
    (void)unused;
    struct year then;
    begin(&then, OLD, LAST_YEAR);
    cJSON *past = keep(&then, true, true);
    assert_int_equal(past_points(past, NULL, NULL), 375); /* (1 + 3 + 0 + 2) / 4 · 250 */
    assert_int_equal(past_points(past, "p", NULL), 375);
    assert_int_equal(past_points(past, "p", "s"), 500);
    assert_int_equal(past_points(past, "p", "t"), 250);
    assert_int_equal(past_points(past, "p", "none"), SCORE_NONE);
    assert_int_equal(past_points(past, "q", NULL), SCORE_NONE);
    cJSON_Delete(past);
    /* not all packs are at hand as they were: no score is made up */
    past = keep(&then, true, false);
    assert_int_equal(past_points(past, NULL, NULL), SCORE_NONE);
    cJSON_Delete(past);
    assert_int_equal(past_points(NULL, NULL, NULL), SCORE_NONE);
    end(&then);
}

/* Question 4 is new and "was" is gone: only 1 to 3 make the two scores. */
static void like_with_like(void **unused)
{
    (void)unused;
    struct year then, now;
    struct alike a;
    begin(&then, OLD, LAST_YEAR);
    begin(&now, NEW, "{\"p\":{\"1\":{\"level\":2},\"2\":{\"level\":3},\"3\":{\"level\":1},\"4\":{\"level\":4}}}");
    cJSON *past = keep(&then, true, true);
    assert_int_equal(alike_compute(past, &now.list, &a, NULL), ST_OK);
    assert_int_equal(a.ncommon, 3);
    assert_int_equal(a.asked_now, 4);
    assert_int_equal(a.asked_then, 4);
    assert_int_equal(a.answered_then, 4);
    assert_false(alike_all(&a));
    assert_int_equal(a.then.total, 333);                                            /* (1 + 3 + 0) / 3 · 250 */
    assert_int_equal(a.now.total, 500);                                             /* (2 + 3 + 1) / 3 · 250 */
    assert_int_equal(alike_points(&a, now.catalog.packs[0], SIZE_MAX), SCORE_NONE); /* it asks something new */
    alike_release(&a);
    cJSON_Delete(past);
    /* the same questions */
    end(&now);
    begin(&now, OLD, "{\"p\":{\"1\":{\"level\":2}}}");
    past = keep(&then, true, true);
    assert_int_equal(alike_compute(past, &now.list, &a, NULL), ST_OK);
    assert_true(alike_all(&a));
    assert_int_equal(a.then.total, 375);
    assert_int_equal(alike_points(&a, now.catalog.packs[0], SIZE_MAX), 375);
    assert_int_equal(alike_points(&a, now.catalog.packs[0], 0), 500);
    alike_release(&a);
    cJSON_Delete(past);
    /* nothing in common, nothing at all */
    assert_int_equal(alike_compute(NULL, &now.list, &a, NULL), ST_OK);
    assert_int_equal(a.ncommon, 0);
    assert_int_equal(a.then.total, SCORE_NONE);
    alike_release(&a);
    end(&then);
    end(&now);
}

/* What the questionnaire still has, but this year's list does not, is kept. */
static void kept_is_not_retired(void **unused)
{
    (void)unused;
    struct year then, now;
    struct comparison c;
    begin(&then, OLD, LAST_YEAR);
    begin(&now, OLD, "{}");
    cJSON *past = keep(&then, true, true);
    const size_t all = now.list.count;
    now.list.count = 0; /* this year nobody asks any of it */
    assert_int_equal(compare_years(past, &now.list, &now.catalog, &c, NULL), ST_OK);
    assert_int_equal(c.kept, 4);
    assert_int_equal(c.retired, 0);
    comparison_release(&c);
    struct catalog none;
    catalog_init(&none);
    assert_int_equal(compare_years(past, &now.list, &none, &c, NULL), ST_OK);
    assert_int_equal(c.kept, 0);
    assert_int_equal(c.retired, 4);
    comparison_release(&c);
    catalog_release(&none);
    now.list.count = all;
    cJSON_Delete(past);
    end(&then);
    end(&now);
}

static void foreign_scores_are_bounded(void **unused)
{
    (void)unused;
    cJSON *past = read_json("{\"score\":{\"total\":5000,\"asked\":-3,\"packs\":{\"p\":{\"total\":\"x\",\"sections\":7}}}}");
    assert_int_equal(past_points(past, NULL, NULL), SCORE_NONE);
    assert_int_equal(past_points(past, "p", NULL), SCORE_NONE);
    assert_int_equal(past_points(past, "p", "s"), SCORE_NONE);
    cJSON_Delete(past);
}

static void what_is_not_known_is_not_claimed(void **unused)
{
    (void)unused;
    struct year then, now;
    struct comparison c;
    struct error e = {.text = ""};
    begin(&then, OLD, LAST_YEAR);
    begin(&now, NEW, "{}");
    /* nothing of the old questions is known: none is called new or reworded; the answers themselves say what is not asked any more */
    cJSON *past = past_new(NULL, NULL, &then.facts, NULL, false);
    assert_int_equal(compare_years(past, &now.list, &now.catalog, &c, &e), ST_OK);
    assert_int_equal(c.fresh, 0);
    assert_int_equal(c.reworded, 0);
    assert_int_equal(c.retired, 1);
    assert_string_equal(c.items[c.count - 1].title, "was");
    comparison_release(&c);
    cJSON_Delete(past);
    end(&then);
    end(&now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(question_by_question),
        cmocka_unit_test(points_then),
        cmocka_unit_test(like_with_like),
        cmocka_unit_test(kept_is_not_retired),
        cmocka_unit_test(foreign_scores_are_bounded),
        cmocka_unit_test(what_is_not_known_is_not_claimed),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
