/* Scores, computed by hand here and by the program, and properties that hold for any answers. */
#include "packs.h"

#include "base/random.h"
#include "model/score.h"

#include <stdint.h>

static struct catalog catalog;

/* clang-format off */
static const char P[] = PACK("p",
    SECTION("one",
        ITEM("1", 1, 2, true, "") ","
        ITEM("2", 2, 2, false, "") ","
        ITEM("3", 3, 3, true, APPLIES("{\"item\":\"1\",\"min\":1}"))) ","
    SECTION("two",
        ITEM("4", 5, 2, false, "") ","
        DONE_ITEM("d", "")) ","
    SECTION("empty",
        DONE_ITEM("e", "")));
static const char Q[] = PACK("q", SECTION("s",
    ALIAS("x", "p:3") ","
    ITEM("5", 1, 1, true, "")));
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

struct scored {
    cJSON *answers;
    struct question_list list;
    struct score score;
};

static void score_ids(struct scored *s, const char *const *ids, size_t n, cJSON *answers)
{
    const struct pack *packs[4];
    struct error e = {.text = ""};
    s->answers = answers;
    struct facts facts = {s->answers, NULL, NULL};
    for (size_t i = 0; i < n; i++) {
        packs[i] = catalog_find(&catalog, ids[i]);
    }
    assert_int_equal(question_list_build(&s->list, &catalog, packs, n, &facts, NULL, &e), ST_OK);
    assert_int_equal(score_compute(&s->list, &s->score, &e), ST_OK);
}

static void score_answers(struct scored *s, bool both, const char *answers)
{
    score_ids(s, (const char *const[]){"p", "q"}, both ? 2 : 1, read_json(answers));
}

static void done(struct scored *s)
{
    score_release(&s->score);
    question_list_release(&s->list);
    cJSON_Delete(s->answers);
}

static void nothing_answered_is_null(void **unused)
{
    (void)unused;
    struct scored s;
    score_answers(&s, true, "{}");
    assert_int_equal(s.score.total, SCORE_NONE);
    assert_int_equal(s.score.floor, SCORE_NONE);
    assert_int_equal(s.score.weakest, SIZE_MAX);
    assert_int_equal(s.score.asked, 6); /* p:3 is hidden in both packs */
    assert_int_equal(s.score.answered, 0);
    assert_int_equal(s.score.npacks, 2);
    assert_int_equal(s.score.packs[0].total, SCORE_NONE);
    assert_int_equal(s.score.packs[0].sections[2], SCORE_NONE);
    cJSON *json = score_to_json(&s.score);
    char *text = cJSON_PrintUnformatted(json);
    assert_string_equal(text, "{\"total\":null,\"floor\":null,\"answered\":0,\"asked\":6,\"packs\":{"
                              "\"p\":{\"total\":null,\"floor\":null,\"sections\":{\"one\":null,\"two\":null,\"empty\":null}},"
                              "\"q\":{\"total\":null,\"floor\":null,\"sections\":{\"s\":null}}}}");
    cJSON_free(text);
    cJSON_Delete(json);
    done(&s);
}

/* By hand. Levels: 1→1 (weight 1), 2→4 (2), 3→2 (3), 4→3 (5), 5→0 (1).
 *   section one: (1·250 + 2·1000 + 3·500) / 6 = 3750 / 6 = 625
 *   section two: 750
 *   p: (3750 + 3750) / 11 = 7500 / 11 = 681.8… → 682; floor of 1 and 3: 1
 *   q: (3·500 + 0) / 4 = 375; floor of 3 and 5: 0
 *   total: each question once, p:3 too: 7500 / 12 = 625; floor 0, at question 5 */
static void by_hand(void **unused)
{
    (void)unused;
    struct scored s;
    score_answers(&s, true,
                  "{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":4},\"3\":{\"level\":2},\"4\":{\"level\":3},\"d\":{\"done\":false}},\"q\":{"
                  "\"5\":{\"level\":0}}}");
    assert_int_equal(s.score.packs[0].sections[0], 625);
    assert_int_equal(s.score.packs[0].sections[1], 750);
    assert_int_equal(s.score.packs[0].sections[2], SCORE_NONE);
    assert_int_equal(s.score.packs[0].total, 682);
    assert_int_equal(s.score.packs[0].floor, 1);
    assert_int_equal(s.score.packs[1].sections[0], 375);
    assert_int_equal(s.score.packs[1].total, 375);
    assert_int_equal(s.score.packs[1].floor, 0);
    assert_int_equal(s.score.total, 625);
    assert_int_equal(s.score.floor, 0);
    assert_string_equal(s.list.questions[s.score.weakest].item->id, "5");
    assert_int_equal(s.score.asked, 7);
    assert_int_equal(s.score.answered, 6); /* e is missing */
    cJSON *json = score_to_json(&s.score);
    char *text = cJSON_PrintUnformatted(json);
    assert_string_equal(text, "{\"total\":625,\"floor\":0,\"answered\":6,\"asked\":7,\"packs\":{"
                              "\"p\":{\"total\":682,\"floor\":1,\"sections\":{\"one\":625,\"two\":750,\"empty\":null}},"
                              "\"q\":{\"total\":375,\"floor\":0,\"sections\":{\"s\":375}}}}");
    cJSON_free(text);
    cJSON_Delete(json);
    done(&s);
}

/* Half up: (1·250 + 3·0) / (1 + 3) = 62.5. */
static void rounds_half_up(void **unused)
{
    (void)unused;
    struct scored s;
    score_answers(&s, false, "{\"p\":{\"1\":{\"level\":1},\"3\":{\"level\":0}}}");
    assert_int_equal(s.score.total, 63);
    done(&s);
    score_answers(&s, false, "{\"p\":{\"1\":{\"level\":1},\"2\":{\"level\":0}}}"); /* 83.3 */
    assert_int_equal(s.score.total, 83);
    done(&s);
    score_answers(&s, false, "{\"p\":{\"1\":{\"level\":2},\"2\":{\"level\":0}}}"); /* 166.7 */
    assert_int_equal(s.score.total, 167);
    done(&s);
}

static void what_is_in_scope(void **unused)
{
    (void)unused;
    struct scored s;
    /* unknown is level 0; na is out; both are answered */
    score_answers(&s, false, "{\"p\":{\"1\":{\"unknown\":true},\"2\":{\"na\":true,\"na_reason\":\"none\"},\"4\":{\"level\":4}}}");
    assert_int_equal(s.score.total, 833); /* 5·1000 / 6 */
    assert_int_equal(s.score.floor, 0);
    assert_int_equal(s.score.answered, 3);
    assert_int_equal(s.score.unknown, 1);
    assert_int_equal(s.score.na, 1);
    done(&s);
    /* unconfirmed is asked but not answered, and does not score */
    score_answers(
        &s, false,
        "{\"p\":{\"1\":{\"level\":4,\"confirmed\":false},\"2\":{\"na\":true,\"confirmed\":false},\"4\":{\"level\":1,\"confirmed\":true}}}");
    assert_int_equal(s.score.total, 250);
    assert_int_equal(s.score.floor, SCORE_NONE);
    assert_int_equal(s.score.asked, 5);
    assert_int_equal(s.score.answered, 1);
    assert_int_equal(s.score.na, 0);
    assert_int_equal(s.score.unconfirmed, 2);
    done(&s);
    /* hidden keeps its answer and counts nowhere */
    score_answers(&s, false, "{\"p\":{\"1\":{\"level\":0},\"3\":{\"level\":4}}}");
    assert_int_equal(s.score.total, 0);
    assert_int_equal(s.score.answered, 1);
    assert_int_equal(s.score.asked, 5);
    done(&s);
    /* kind done never scores; a note is no answer */
    score_answers(&s, false, "{\"p\":{\"d\":{\"done\":true},\"e\":{\"unknown\":true},\"2\":{\"note\":\"later\"}}}");
    assert_int_equal(s.score.total, SCORE_NONE);
    assert_int_equal(s.score.answered, 2);
    assert_int_equal(s.score.unknown, 1);
    done(&s);
}

static void weakest_is_the_first_at_the_floor(void **unused)
{
    (void)unused;
    struct scored s;
    score_answers(&s, true, "{\"p\":{\"1\":{\"level\":2},\"2\":{\"level\":0},\"3\":{\"level\":1}},\"q\":{\"5\":{\"level\":1}}}");
    assert_int_equal(s.score.floor, 1); /* 2 is not essential */
    assert_string_equal(s.list.questions[s.score.weakest].item->id, "3");
    done(&s);
}

static void matches_claims(void **unused)
{
    (void)unused;
    struct scored s;
    score_answers(&s, true, "{\"p\":{\"1\":{\"level\":1},\"3\":{\"level\":2}},\"q\":{\"5\":{\"level\":0}}}");
    cJSON *json = score_to_json(&s.score);
    char *own = cJSON_PrintUnformatted(json);
    assert_true(score_matches(&s.score, NULL));
    assert_true(score_matches(&s.score, json));
    const char *const lies[][2] = {
        {"\"total\":", "\"total\":1"},
        {"\"floor\":0,\"answered\"", "\"floor\":1,\"answered\""},
        {"\"floor\":0,\"answered\"", "\"floor\":null,\"answered\""},
        {"\"answered\":3", "\"answered\":4"},
        {"\"asked\":7", "\"asked\":3"},
        {"\"asked\":7,", ""},
        {"\"p\":{\"total\":", "\"p\":{\"total\":1"},
        {"\"p\":{", "\"P\":{"},
        {"\"one\":", "\"one\":1"},
        {"\"two\":null", "\"two\":0"},
        {"\"two\":null", "\"two\":\"null\""},
        {"\"two\":null,", ""},
        {"\"packs\":{", "\"packs\":{\"r\":{\"total\":1000},"},
        {"\"packs\":{", "\"packs\":[],\"x\":{"},
    };
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        char *text = replaced(own, lies[i][0], lies[i][1]);
        cJSON *claim = read_json(text);
        if (score_matches(&s.score, claim)) {
            fail_msg("believed: %s", text);
        }
        cJSON_Delete(claim);
        free(text);
    }
    char *more = replaced(own, "{\"total\"", "{\"later\":true,\"total\"");
    cJSON *claim = read_json(more);
    assert_true(score_matches(&s.score, claim));
    cJSON_Delete(claim);
    free(more);
    cJSON_free(own);
    cJSON_Delete(json);
    done(&s);
}

/* Random answers to both packs, and the same in another order of members. */
static cJSON *random_answers(struct random *r, bool backwards)
{
    static const char *const IDS[] = {"p:1", "p:2", "p:3", "p:4", "p:d", "p:e", "q:5"};
    static const char *const LEVEL_ANSWERS[] = {"{\"level\":0}",
                                                "{\"level\":1}",
                                                "{\"level\":2}",
                                                "{\"level\":3}",
                                                "{\"level\":4}",
                                                "{\"unknown\":true}",
                                                "{\"na\":true,\"na_reason\":\"r\"}",
                                                "{\"level\":3,\"confirmed\":false}",
                                                "{\"note\":\"n\"}"};
    uint8_t bytes[7];
    struct error e = {.text = ""};
    assert_int_equal(r->fill(r, bytes, sizeof bytes, &e), ST_OK);
    cJSON *tree = cJSON_CreateObject();
    assert_true(json_put(tree, backwards ? "q" : "p", cJSON_CreateObject()));
    assert_true(json_put(tree, backwards ? "p" : "q", cJSON_CreateObject()));
    for (size_t i = 0; i < 7; i++) {
        size_t at = backwards ? 6 - i : i;
        char pack[PACK_ID_TEXT];
        char item[ITEM_ID_TEXT];
        assert_true(item_reference(IDS[at], NULL, pack, item));
        assert_true(json_put(json_get(tree, pack), item, read_json(LEVEL_ANSWERS[bytes[at] % 9])));
    }
    return tree;
}

/* Recomputing gives the same, whatever the order of members and of packs; a raised level never lowers a score; all stay within their range.
 */
static void properties(void **unused)
{
    (void)unused;
    static const char *const FORWARD[] = {"p", "q"};
    static const char *const BACKWARD[] = {"q", "p"};
    for (uint64_t seed = 1; seed <= 500; seed++) {
        struct random r = random_seeded(seed);
        struct random again = random_seeded(seed);
        struct scored a, b;
        score_ids(&a, FORWARD, 2, random_answers(&r, false));
        score_ids(&b, BACKWARD, 2, random_answers(&again, true));
        assert_int_equal(a.score.total, b.score.total);
        assert_int_equal(a.score.floor, b.score.floor);
        assert_int_equal(a.score.answered, b.score.answered);
        assert_int_equal(a.score.asked, b.score.asked);
        assert_int_equal(a.score.unknown, b.score.unknown);
        assert_int_equal(a.score.na, b.score.na);
        assert_int_equal(a.score.packs[0].total, b.score.packs[1].total);
        assert_int_equal(a.score.packs[1].sections[0], b.score.packs[0].sections[0]);
        cJSON *claim = score_to_json(&b.score);
        assert_true(score_matches(&a.score, claim));
        cJSON_Delete(claim);
        assert_in_range(a.score.total + 1, 0, 1001);
        assert_true(a.score.answered + a.score.unconfirmed <= a.score.asked);
        assert_true(a.score.unknown + a.score.na <= a.score.answered);
        assert_int_equal(a.score.floor == SCORE_NONE, a.score.weakest == SIZE_MAX);
        done(&b);

        /* raise the answer to p:4, on which nothing else depends */
        int before = a.score.total;
        int64_t level = json_integer(json_get(json_get(a.answers, "p"), "4"), "level", LEVELS - 1);
        bool confirmed = !cJSON_IsFalse(json_get(json_get(json_get(a.answers, "p"), "4"), "confirmed"));
        cJSON *raised = cJSON_Duplicate(a.answers, true);
        done(&a);
        if (level < LEVELS - 1 && confirmed) {
            assert_true(json_put_integer(json_get(json_get(raised, "p"), "4"), "level", level + 1));
        }
        score_ids(&a, FORWARD, 2, raised);
        assert_true(a.score.total >= before);
        done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_answered_is_null),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(rounds_half_up),
        cmocka_unit_test(what_is_in_scope),
        cmocka_unit_test(weakest_is_the_first_at_the_floor),
        cmocka_unit_test(matches_claims),
        cmocka_unit_test(properties),
    };
    return cmocka_run_group_tests_name("score", tests, build, take_down);
}
