/* The second pass: which answers it shows, why, in which order, and what it remembers. */
#include "packs.h"

#include "base/clock.h"
#include "model/assessment.h"
#include "model/look.h"

static struct catalog catalog;

/* clang-format off */
static const char P[] = PACK_PARTS("p", "1",
    "{\"id\":\"t\",\"title\":" ANY ",\"weight\":3}",
    "{\"id\":\"odd\",\"when\":{\"all\":[{\"item\":\"3\",\"min\":1},{\"item\":\"4\",\"max\":0}]},\"items\":[\"3\",\"4\"],\"message\":" ANY "}",
    "", "",
    SECTION("s",
        ITEM("1", 2, 2, true, "") ","
        ITEM("2", 2, 2, false, "") ","
        ITEM("3", 1, 1, false, THREATS("\"t\"")) ","
        ITEM("4", 1, 0, false, APPLIES("{\"item\":\"2\",\"min\":1}")) ","
        DONE_ITEM("d", "")),
    "");
static const char Q[] = PACK("q", SECTION("s", ALIAS("x", "p:1")));
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

/* "ITEM weight reasons[ seen]; " of the answers {item: answer} of pack p. */
static const char *looks_at(const char *answers, const char *seen)
{
    static char out[300];
    const struct pack *packs[] = {catalog_find(&catalog, "p"), catalog_find(&catalog, "q")};
    cJSON *tree = read_json(answers);
    cJSON *before = read_json(seen);
    const struct facts facts = {tree, NULL, NULL};
    struct question_list list;
    struct check_hit hits[4];
    struct look *looks = NULL;
    struct error e = {.text = ""};
    size_t n = 9;
    assert_int_equal(question_list_build(&list, &catalog, packs, 2, &facts, NULL, &e), ST_OK);
    const size_t nhits = checks_find(&list, &catalog, &facts, hits, 4);
    struct assessment a = {.tree = cJSON_CreateObject()};
    assert_true(json_put(a.tree, "looked", cJSON_Duplicate(before, true)));
    assert_int_equal(looks_find(&a, &list, hits, nhits, "2027-02-01", &looks, &n, &e), ST_OK);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const size_t used = strlen(out);
        snprintf(out + used, sizeof out - used, "%s %d %u%s; ", list.questions[looks[i].question].item->id, looks[i].weight,
                 looks[i].reasons, looks[i].seen ? " seen" : "");
    }
    assert_true(n > 0 || looks == NULL);
    free(looks);
    question_list_release(&list);
    assessment_release(&a);
    cJSON_Delete(tree);
    cJSON_Delete(before);
    return out;
}

static void nothing_to_say(void **unused)
{
    (void)unused;
    assert_string_equal(looks_at("{}", "{}"), "");
    /* At its target, with a plan, with evidence, not applicable, done; unconfirmed and hidden ones are not looked at. */
    assert_string_equal(
        looks_at("{\"p\":{\"1\":{\"level\":1,\"planned_level\":2},\"2\":{\"level\":3,\"evidence\":[{\"title\":\"a\"}]},\"3\":{"
                 "\"level\":0,\"confirmed\":false},\"d\":{\"done\":true}}}",
                 "{}"),
        "");
    assert_string_equal(
        looks_at("{\"p\":{\"1\":{\"na\":true,\"na_reason\":\"r\"},\"2\":{\"na\":true,\"na_reason\":\"r\"},\"4\":{\"level\":4}}}", "{}"),
        "");
}

static void reasons_and_weights(void **unused)
{
    (void)unused;
    /* Halves: a gap of 2 × weight 2 = 8, twice when essential. */
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":0},\"2\":{\"level\":0}}}", "{}"), "1 16 8; 2 8 8; ");
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"unknown\":true}}}", "{}"), "1 16 2; ");
    /* A claim of 4 weighs like a gap of two levels, one of 3 like a gap of one; essential ones want their scope. */
    assert_string_equal(looks_at("{\"p\":{\"2\":{\"level\":4}}}", "{}"), "2 8 32; ");
    assert_string_equal(looks_at("{\"p\":{\"2\":{\"level\":3}}}", "{}"), "2 4 32; ");
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":2}}}", "{}"), "1 4 64; ");
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":2,\"scope\":\"all\"}}}", "{}"), "");
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":3}}}", "{}"), "1 12 96; ");
    assert_string_equal(looks_at("{\"p\":{\"d\":{\"done\":true,\"ask_vendor\":true}}}", "{}"), "d 1 16; ");
    /* A plan whose day is past (today is 2027-02-01) stands for the gap; one that is reached is none. */
    assert_string_equal(looks_at("{\"p\":{\"2\":{\"level\":0,\"planned_level\":2,\"planned_by\":\"2027-01-31\"}}}", "{}"), "2 4 4; ");
    assert_string_equal(looks_at("{\"p\":{\"2\":{\"level\":0,\"planned_level\":2,\"planned_by\":\"2027-02-01\"}}}", "{}"), "");
    assert_string_equal(looks_at("{\"p\":{\"2\":{\"level\":2,\"planned_level\":2,\"planned_by\":\"2027-01-31\"}}}", "{}"), "");
    /* The contradiction stands at both of its ends; the threat of weight 3 counts. */
    assert_string_equal(looks_at("{\"p\":{\"2\":{\"level\":2},\"3\":{\"level\":1},\"4\":{\"level\":0}}}", "{}"), "3 12 1; 4 4 1; ");
}

static void worst_first_and_ties_in_order(void **unused)
{
    (void)unused;
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":0},\"3\":{\"level\":0}}}", "{}"), "1 8 8; 2 8 8; 3 6 8; ");
}

static void remembers_the_answer(void **unused)
{
    (void)unused;
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":0},\"2\":{\"unknown\":true}}}", "{\"p\":{\"1\":\"0\",\"2\":\"unknown\"}}"),
                        "1 16 8 seen; 2 8 2 seen; ");
    /* Answered otherwise since: due again. Foreign nonsense in the file is no memory. */
    assert_string_equal(looks_at("{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":0}}}", "{\"p\":{\"1\":\"0\",\"2\":7}}"), "1 8 8; 2 8 8; ");
}

static void kept_in_the_draft_beside_the_answers(void **unused)
{
    (void)unused;
    const struct clock clock = clock_fixed(1795219200);
    struct assessment a;
    struct question_list list;
    struct error e = {.text = ""};
    assert_int_equal(assessment_new(&a, "2026", &clock, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&a, catalog_find(&catalog, "p"), false, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&a, catalog_find(&catalog, "q"), false, &e), ST_OK);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    assert_null(assessment_looked(&a));
    assert_int_equal(assessment_set_level(&a, &list.questions[0], 1, &e), ST_OK);
    question_list_release(&list);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, &e), ST_OK);
    char *before = cJSON_PrintUnformatted(json_get(a.tree, "answers"));
    assert_int_equal(assessment_set_looked(&a, &list.questions[5], &e), ST_OK); /* by its alias: kept at the home */
    assert_string_equal(json_text(json_get(assessment_looked(&a), "p"), "1"), "1");
    char *after = cJSON_PrintUnformatted(json_get(a.tree, "answers"));
    assert_string_equal(before, after);
    cJSON_free(before);
    cJSON_free(after);
    question_list_release(&list);
    assessment_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_to_say), cmocka_unit_test(reasons_and_weights),
                                       cmocka_unit_test(worst_first_and_ties_in_order), cmocka_unit_test(remembers_the_answer),
                                       cmocka_unit_test(kept_in_the_draft_beside_the_answers)};
    return cmocka_run_group_tests(tests, build, take_down);
}
