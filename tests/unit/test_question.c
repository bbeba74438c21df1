/* The list of questions: order, aliases, targets, what is hidden; and cross-checks. */
#include "packs.h"

#include "model/question.h"

#include <stdint.h>

static struct catalog catalog;

/* clang-format off */
static const char HOME[] = PACK("home", SECTION("s",
    ITEM("1", 1, 2, false, "") ","
    ITEM("2", 3, 3, true, APPLIES("{\"item\":\"1\",\"min\":1}")) ","
    DONE_ITEM("d", "")));
static const char OTHER[] = PACK_WITH_CHECKS("other",
    SECTION("x",
        ALIAS("a", "home:2") ","
        ITEM("b", 1, 1, false, "")) ","
    SECTION("y",
        ALIAS("c", "home:1")),
    CHECK("both", "{\"all\":[{\"item\":\"a\",\"min\":3},{\"item\":\"b\",\"max\":1}]}", "\"home:2\",\"b\"") ","
    CHECK("nothing", "{\"item\":\"b\",\"state\":\"unanswered\"}", "\"b\"") ","
    CHECK("hidden", "{\"item\":\"a\",\"state\":\"unanswered\"}", "\"home:2\"") ","
    CHECK("elsewhere", "{\"item\":\"far:1\",\"state\":\"unanswered\"}", "\"far:1\",\"b\""));
static const char FAR[] = PACK("far", SECTION("s", ITEM("1", 1, 2, false, "")));
static const char BROKEN[] = PACK("broken", SECTION("s", ALIAS("1", "gone:1")));
static const char CHAINED[] = PACK("chained", SECTION("s", ALIAS("1", "other:a")));
/* clang-format on */

static int build(void **unused)
{
    (void)unused;
    catalog_init(&catalog);
    add_pack(&catalog, HOME);
    add_pack(&catalog, OTHER);
    add_pack(&catalog, FAR);
    add_pack(&catalog, BROKEN);
    add_pack(&catalog, CHAINED);
    return 0;
}

static int take_down(void **unused)
{
    (void)unused;
    catalog_release(&catalog);
    return 0;
}

struct fixture {
    cJSON *answers, *targets;
    struct facts facts;
    struct question_list list;
};

static void ask(struct fixture *f, const char *first, const char *second, const char *answers, const char *targets)
{
    const struct pack *packs[] = {catalog_find(&catalog, first), second != NULL ? catalog_find(&catalog, second) : NULL};
    struct error e = {.text = ""};
    f->answers = read_json(answers);
    f->targets = targets != NULL ? read_json(targets) : NULL;
    f->facts = (struct facts){f->answers, NULL, NULL};
    assert_int_equal(question_list_build(&f->list, &catalog, packs, second != NULL ? 2 : 1, &f->facts, f->targets, &e), ST_OK);
}

static void done(struct fixture *f)
{
    question_list_release(&f->list);
    cJSON_Delete(f->answers);
    cJSON_Delete(f->targets);
}

static void order_and_homes(void **unused)
{
    (void)unused;
    struct fixture f;
    ask(&f, "home", "other", "{\"home\":{\"1\":{\"level\":1},\"2\":{\"level\":3,\"note\":\"n\"}},\"other\":{\"a\":{\"level\":0}}}", NULL);
    assert_int_equal(f.list.count, 6);
    assert_int_equal(f.list.npacks, 2);
    const char *const ids[] = {"1", "2", "d", "a", "b", "c"};
    const char *const homes[] = {"1", "2", "d", "2", "b", "1"};
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(f.list.questions[i].item->id, ids[i]);
        assert_string_equal(f.list.questions[i].home_item->id, homes[i]);
        assert_string_equal(f.list.questions[i].pack->id, i < 3 ? "home" : "other");
        assert_string_equal(f.list.questions[i].home_pack->id, i == 4 ? "other" : "home");
        assert_int_equal(f.list.questions[i].repeated, i == 3 || i == 5);
        assert_false(f.list.questions[i].hidden);
    }
    /* the answer is the one at the home, never one stored under the alias */
    assert_int_equal(f.list.questions[3].answer.state, ANSWER_LEVEL);
    assert_int_equal(f.list.questions[3].answer.level, 3);
    assert_string_equal(json_text(f.list.questions[3].answer.tree, "note"), "n");
    assert_int_equal(f.list.questions[4].answer.state, ANSWER_NONE);
    assert_null(f.list.questions[4].answer.tree);
    done(&f);

    ask(&f, "other", "home", "{\"home\":{\"1\":{\"level\":1}}}", NULL);
    const bool repeated[] = {false, false, false, true, true, false};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(f.list.questions[i].repeated, repeated[i]);
    }
    done(&f);

    ask(&f, "other", NULL, "{\"home\":{\"2\":{\"level\":3}}}", NULL);
    assert_int_equal(f.list.count, 3);
    assert_int_equal(f.list.questions[0].answer.level, 3);
    assert_false(f.list.questions[0].repeated);
    done(&f);
}

static void finds_questions(void **unused)
{
    (void)unused;
    struct fixture f;
    ask(&f, "other", "home", "{}", NULL);
    assert_int_equal(question_find(&f.list, "other", "a"), 0);
    assert_int_equal(question_find(&f.list, "home", "2"), 4);
    assert_int_equal(question_find(&f.list, "home", "d"), 5);
    assert_int_equal(question_find(&f.list, "home", "b"), SIZE_MAX);
    done(&f);
    ask(&f, "other", NULL, "{}", NULL);
    assert_int_equal(question_find(&f.list, "home", "2"), 0);
    assert_int_equal(question_find(&f.list, "home", "1"), 2);
    assert_int_equal(question_find(&f.list, "home", "d"), SIZE_MAX);
    done(&f);
}

static void hides_with_its_home(void **unused)
{
    (void)unused;
    struct fixture f;
    ask(&f, "home", "other", "{\"home\":{\"1\":{\"level\":0},\"2\":{\"level\":3}}}", NULL);
    const bool hidden[] = {false, true, false, true, false, false};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(f.list.questions[i].hidden, hidden[i]);
    }
    assert_int_equal(f.list.questions[1].answer.level, 3); /* kept */
    done(&f);
}

static void targets_are_raised_only(void **unused)
{
    (void)unused;
    struct fixture f;
    ask(&f, "home", "other", "{}", NULL);
    assert_int_equal(f.list.questions[1].target, 3);
    assert_int_equal(f.list.questions[3].target, 3);
    done(&f);
    ask(&f, "home", "other", "{}", "{\"home\":{\"1\":4,\"2\":1,\"d\":2},\"other\":{\"b\":5,\"c\":1}}");
    assert_int_equal(f.list.questions[0].target, 4); /* raised */
    assert_int_equal(f.list.questions[1].target, 3); /* lower than the pack's: ignored */
    assert_int_equal(f.list.questions[4].target, 1); /* no level: ignored */
    assert_int_equal(f.list.questions[5].target, 4); /* the alias follows its home */
    done(&f);
    ask(&f, "home", "other", "{}", "{\"other\":{\"a\":4}}");
    assert_int_equal(f.list.questions[1].target, 4); /* raised under the alias' name: the question is the same */
    assert_int_equal(f.list.questions[3].target, 4);
    done(&f);
    ask(&f, "home", NULL, "{}", "{\"home\":{\"1\":\"4\"}}");
    assert_int_equal(f.list.questions[0].target, 2);
    done(&f);
}

/* An answer of the other kind would look answered and escape the score. */
static void answers_of_another_kind_are_none(void **unused)
{
    (void)unused;
    struct fixture f;
    ask(&f, "home", NULL, "{\"home\":{\"1\":{\"done\":true},\"d\":{\"level\":4}}}", NULL);
    assert_int_equal(f.list.questions[0].answer.state, ANSWER_NONE);
    assert_int_equal(f.list.questions[2].answer.state, ANSWER_NONE);
    done(&f);
    ask(&f, "home", NULL, "{\"home\":{\"1\":{\"level\":4},\"d\":{\"done\":true}}}", NULL);
    assert_int_equal(f.list.questions[0].answer.state, ANSWER_LEVEL);
    assert_int_equal(f.list.questions[2].answer.state, ANSWER_DONE);
    done(&f);
}

static void missing_homes_are_refused(void **unused)
{
    (void)unused;
    struct question_list list;
    struct facts facts = {0};
    const char *const packs[] = {"broken", "chained"};
    const char *const words[] = {"gone", "other:a"};
    for (size_t i = 0; i < 2; i++) {
        struct error e = {.text = ""};
        const struct pack *pack = catalog_find(&catalog, packs[i]);
        assert_int_equal(question_list_build(&list, &catalog, &pack, 1, &facts, NULL, &e), ST_INPUT);
        assert_non_null(strstr(e.text, words[i]));
        assert_null(list.questions);
    }
}

/* A draft made with an older version of a pack is asked in that version, aliases into it included. */
static void asked_version_wins(void **unused)
{
    (void)unused;
    struct catalog c;
    catalog_init(&c);
    add_pack(&c, PACK("p", SECTION("s", ITEM("1", 5, 4, false, ""))));
    const struct pack *old = c.packs[0];
    add_pack(&c, PACK_PARTS("p", "2", "", "", "", "", SECTION("s", ITEM("1", 1, 1, false, "")), ""));
    add_pack(&c, PACK("q", SECTION("s", ALIAS("x", "p:1"))));
    const struct pack *packs[] = {catalog_find(&c, "q"), old};
    struct question_list list;
    struct facts facts = {0};
    struct error e = {.text = ""};
    assert_int_equal(question_list_build(&list, &c, packs, 2, &facts, NULL, &e), ST_OK);
    assert_int_equal(list.questions[0].home_item->weight, 5);
    assert_true(list.questions[1].repeated);
    question_list_release(&list);
    assert_int_equal(question_list_build(&list, &c, packs, 1, &facts, NULL, &e), ST_OK);
    assert_int_equal(list.questions[0].home_item->weight, 1);
    question_list_release(&list);
    catalog_release(&c);
}

static size_t hits(const char *first, const char *second, const char *answers, char ids[64])
{
    struct fixture f;
    struct check_hit found[4];
    ask(&f, first, second, answers, NULL);
    size_t n = checks_find(&f.list, &catalog, &f.facts, found, 4);
    ids[0] = '\0';
    for (size_t i = 0; i < n && i < 4; i++) {
        size_t used = strlen(ids);
        snprintf(ids + used, 64 - used, "%s:%s ", found[i].pack->id, found[i].check->id);
    }
    struct check_hit one;
    assert_int_equal(checks_find(&f.list, &catalog, &f.facts, &one, n > 0 ? 1 : 0), n); /* the number is true whatever fits */
    done(&f);
    return n;
}

static void cross_checks(void **unused)
{
    (void)unused;
    char ids[64];
    assert_int_equal(hits("home", "other", "{\"home\":{\"1\":{\"level\":2},\"2\":{\"level\":3}},\"other\":{\"b\":{\"level\":1}}}", ids), 1);
    assert_string_equal(ids, "other:both ");
    assert_int_equal(hits("home", "other", "{\"home\":{\"1\":{\"level\":2},\"2\":{\"level\":2}},\"other\":{\"b\":{\"level\":1}}}", ids), 0);
    /* home:2 is hidden: silent */
    assert_int_equal(hits("home", "other", "{\"home\":{\"1\":{\"level\":0},\"2\":{\"level\":3}},\"other\":{\"b\":{\"level\":1}}}", ids), 0);
    assert_int_equal(hits("home", "other", "{\"home\":{\"1\":{\"level\":1}},\"other\":{\"b\":{\"level\":1}}}", ids), 1);
    assert_string_equal(ids, "other:hidden "); /* it shows itself as soon as the question is asked */
    /* about a question of a pack that is not asked: silent; b alone is asked */
    assert_int_equal(hits("other", NULL, "{}", ids), 1);
    assert_string_equal(ids, "other:nothing ");
    assert_int_equal(hits("other", "far", "{}", ids), 2);
    assert_string_equal(ids, "other:nothing other:elsewhere ");
    /* only packs that are asked have their checks looked at */
    assert_int_equal(hits("home", NULL, "{}", ids), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_homes),
        cmocka_unit_test(finds_questions),
        cmocka_unit_test(hides_with_its_home),
        cmocka_unit_test(targets_are_raised_only),
        cmocka_unit_test(answers_of_another_kind_are_none),
        cmocka_unit_test(missing_homes_are_refused),
        cmocka_unit_test(asked_version_wins),
        cmocka_unit_test(cross_checks),
    };
    return cmocka_run_group_tests_name("question", tests, build, take_down);
}
