/* Lint: all problems of a pack in one list, and the rules for words. */
#include "packs.h"

#include "base/buffer.h"
#include "model/pack_lint.h"

/* A pack without a fault. */
/* clang-format off */
static const char GOOD[] = PACK_PARTS("good", "1",
    "{\"id\":\"t1\",\"title\":" TEXT("脅威", "Threat") ",\"weight\":2}",
    CHECK("c1", "{\"all\":[{\"item\":\"1\",\"min\":3},{\"item\":\"other:1\",\"max\":1}]}", "\"1\",\"other:1\""),
    "{\"key\":\"S1\",\"title\":" TEXT("出典", "Source") "}",
    "{\"id\":\"mfa\",\"term\":" TEXT("二段階", "Two steps") ",\"text\":" TEXT("説明", "Two proofs") "}",
    SECTION("first",
        "{\"id\":\"1\",\"kind\":\"level\",\"title\":" TEXT("短い名", "Short name") ",\"text\":" TEXT("していますか。", "Do you?") ","
        "\"why\":" TEXT("大事だから。", "It matters.") ",\"why_source\":\"S1\",\"levels\":" LEVEL_TEXTS ",\"weight\":2,\"target\":3,\"essential\":true,"
        "\"threats\":[\"t1\"],\"terms\":[\"mfa\"],\"refs\":[{\"framework\":\"cis-v8\",\"id\":\"11.2\"},{\"framework\":\"ipa-25\",\"id\":\"7\"}],"
        "\"actions\":[" ACTION("a", 0, 1, 0, 0, "") "," ACTION("b", 1, 3, 30000, 0, "") "],"
        "\"evidence_examples\":[" TEXT("写真", "Photo") "],\"comment\":\"the reason\"}") ","
    SECTION("second", ALIAS("x", "other:1")), "");
static const char OTHER[] = PACK("other", SECTION("s", ITEM("1", 1, 2, false, "")));
/* clang-format on */

static void lint(const char *text, const struct catalog *catalog, struct pack_problems *problems)
{
    struct error e = {.text = ""};
    assert_int_equal(pack_lint(text, strlen(text), "FILE", catalog, problems, &e), ST_OK);
}

static void good_pack_has_no_problem(void **unused)
{
    (void)unused;
    struct catalog c;
    struct pack_problems problems;
    catalog_init(&c);
    add_pack(&c, OTHER);
    lint(GOOD, &c, &problems);
    if (problems.count > 0) {
        fail_msg("%s", problems.texts[0]);
    }
    assert_int_equal(c.count, 1); /* the pack is looked at among the others, not added */
    pack_problems_release(&problems);
    catalog_release(&c);
}

struct spoiled {
    const char *from, *to;
    const char *place, *words;
};

#define LONG_JA "長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い"
#define TWO_LINES "一二三四五六七八九十一二三四五六七八九十一二三四五六七八一二三四五六七八九十一二三四五六七八九十一二三四五六七八"
#define LONG_EN "words words words words words words words words words words words words words words words words words words words words"

static const struct spoiled SPOILED[] = {
    /* members */
    {"\"threats\":[\"t1\"]", "\"Threats\":[\"t1\"]", "good:1 Threats", "no such member"},
    {"\"hours\":1", "\"hours\":1,\"hour\":1", "good:1 actions[0].hour", "no such member"},
    {"\"minutes\":5", "\"minutes\":5,\"author\":\"me\"", "author", "no such member"},
    {"\"max\":30000}", "\"max\":30000,\"yen\":true}", "good:1 actions[1].initial.yen", "no such member"},
    {"\"comment\":\"the reason\"", "\"comment\":\"\"", "good:1 comment", "not empty"},
    {"\"comment\":\"the reason\"", "\"comment\":[\"the reason\"]", "good:1 comment", "string"},
    {"\"comment\":\"the reason\"", "\"ask_vendor\":true", "good:1", "reason for weight"},
    /* translation */
    {"\"en\":\"Do you?\"", "\"en\":\"していますか。\"", "good:1 text.en", "Japanese in the English"},
    {"\"ja\":\"大事だから。\"", "\"ja\":\"It matters to all.\"", "good:1 why.ja", "no Japanese"},
    {TEXT("写真", "Photo"), "{\"ja\":\"写真\"}", "good:1 evidence_examples[0].en", "missing"},
    {TEXT("写真", "Photo"), TEXT("写真", "写真"), "good:1 evidence_examples[0].en", "Japanese in the English"},
    {"\"ja\":\"説明\"", "\"ja\":\"two of your proofs\"", "glossary[0].text.ja", "no Japanese"},
    /* lengths */
    {"\"ja\":\"短い名\"", "\"ja\":\"十一字の長い長い短い名\"", "good:1 title.ja", "22 columns"},
    {"\"en\":\"Short name\"", "\"en\":\"A name of 21 columns.\"", "good:1 title.en", "21 columns"},
    {"\"id\":\"first\",\"title\":" ANY, "\"id\":\"first\",\"title\":" TEXT("十一字の長い長い節の題", "words"), "sections[0].title.ja",
     "22 columns"},
    {"\"ja\":\"していますか。\"", "\"ja\":\"" LONG_JA LONG_JA "\"", "good:1 text.ja", "56 columns"},
    {"\"en\":\"Do you?\"", "\"en\":\"" LONG_EN "\"", "good:1 text.en", "3 lines of 56"},
    {"\"ja\":\"大事だから。\"", "\"ja\":\"" LONG_JA LONG_JA "\"", "good:1 why.ja", "56 columns"},
    {"\"ja\":\"大事だから。\"", "\"ja\":\"" TWO_LINES "\"", "good:1 why.ja", "3 lines of 56"}, /* the source comes behind */
    {"\"ja\":\"三\"", "\"ja\":\"三" LONG_JA "\"", "good:1 levels[3].ja", "3 lines of 46"},
    {"\"en\":\"three\"", "\"en\":\"three" LONG_EN "\"", "good:1 levels[3].en", "lines of 46"},
    {"\"ja\":\"三\"", "\"ja\":\"三" LONG_JA LONG_JA "\"", "good:1 levels[3]", "93 characters"},
    /* levels */
    {"\"ja\":\"三\"", "\"ja\":\"一\"", "good:1 levels[3].ja", "Levels 1 and 3 say the same"},
    {"\"ja\":\"三\"", "\"ja\":\"ほ一\"", "good:1 levels[3].ja", "Levels 1 and 3 say the same"},
    {"\"en\":\"three\"", "\"en\":\"one\"", "good:1 levels[3].en", "Levels 1 and 3 say the same"},
    {"\"ja\":\"三\"", "\"ja\":\"全部済み\"},{\"ja\":\"全部まだ\"", "good:1 levels", "list of 5 entries"},
    {"\"en\":\"three\"", "\"en\":\"Two are done\"", "good:1 levels[3].en", "Levels 2 and 3"},
    /* glossary */
    {"\"terms\":[\"mfa\"],", "", "glossary[0]", "No item uses the entry \"mfa\""},
    {"\"terms\":[\"mfa\"]", "\"terms\":[\"vpn\"]", "good:1 terms[0]", "glossary"},
    {"\"terms\":[\"mfa\"]", "\"terms\":[\"mfa\",\"mfa\"]", "good:1 terms[0]", "twice"},
    /* references */
    {"\"id\":\"11.2\"", "\"id\":\"19.2\"", "good:1 refs[0].id", "cis-v8"},
    {"\"framework\":\"cis-v8\",\"id\":\"11.2\"", "\"framework\":\"ipa-25\",\"id\":\"7\"", "good:1 refs[0]", "twice"},
    {"\"framework\":\"cis-v8\",\"id\":\"11.2\"", "\"framework\":\"ipa-25\",\"id\":\"26\"", "good:1 refs[0].id", "ipa-25"},
    {"\"framework\":\"cis-v8\",\"id\":\"11.2\"", "\"framework\":\"nist-csf-2.0\",\"id\":\"PR.AT-1\"", "good:1 refs[0].id", "nist-csf-2.0"},
    {"\"framework\":\"cis-v8\",\"id\":\"11.2\"", "\"framework\":\"iso27001-2022\",\"id\":\"A.9.1\"", "good:1 refs[0].id", "iso27001-2022"},
    /* advice */
    {"\"from\":0,\"to\":1", "\"from\":0,\"to\":2", "good:1 actions[1]", "one chain"},
    {ACTION("a", 0, 1, 0, 0, "") ",", "", "good:1 actions[0]", "starts at level 1"},
    {ACTION("a", 0, 1, 0, 0, ""), ACTION("a", 0, 1, 0, 500, ""), "good:1 actions[0]", "costs money"},
    {"," ACTION("b", 1, 3, 30000, 0, ""), "", "good:1 actions", "below the target 3"},
    {"\"initial\":{\"min\":0,\"max\":30000}", "\"initial\":{\"min\":30000,\"max\":30000}", "good:1 actions[1].initial", "cost_source"},
    /* other packs */
    {"\"same_as\":\"other:1\"", "\"same_as\":\"other:2\"", "good:x", "has no item \"2\""},
    {"\"same_as\":\"other:1\"", "\"same_as\":\"another:1\"", "good:x", "no pack \"another\""},
    {"{\"item\":\"other:1\",\"max\":1}", "{\"item\":\"other:8\",\"max\":1}", "good:c1", "has no item \"8\""},
};

static void notices(const char *text, const struct catalog *catalog, const char *place, const char *words)
{
    struct pack_problems problems;
    bool found = false;
    lint(text, catalog, &problems);
    for (size_t i = 0; i < problems.count; i++) {
        found = found || (strstr(problems.texts[i], "FILE: ") == problems.texts[i] && strstr(problems.texts[i], place) != NULL &&
                          strstr(problems.texts[i], words) != NULL);
    }
    if (!found) {
        fail_msg("not noticed: \"%s: … %s\" among %zu problems, the first: %s", place, words, problems.count,
                 problems.count > 0 ? problems.texts[0] : "");
    }
    pack_problems_release(&problems);
}

static void each_rule_notices(void **unused)
{
    (void)unused;
    struct catalog c;
    catalog_init(&c);
    add_pack(&c, OTHER);
    for (size_t i = 0; i < sizeof SPOILED / sizeof SPOILED[0]; i++) {
        char *text = replaced(GOOD, SPOILED[i].from, SPOILED[i].to);
        notices(text, &c, SPOILED[i].place, SPOILED[i].words);
        free(text);
    }
    catalog_release(&c);
}

/* What is allowed stays allowed. */
static void does_not_cry_wolf(void **unused)
{
    (void)unused;
    static const char *const FINE[][2] = {
        {"\"terms\":[\"mfa\"]",
         "\"terms\":[\"mfa\"],\"interview\":{\"probes\":[" ANY "],\"good_evidence\":[" ANY "],\"overstated\":" ANY "}"},
        {ACTION("a", 0, 1, 0, 0, ""), ACTION("a", 0, 1, 0, 500, ",\"comment\":\"no free way is known\"")},
        {"\"initial\":{\"min\":0,\"max\":30000}", "\"initial\":{\"min\":30000,\"max\":30000},\"cost_source\":\"S1\""},
        {"\"actions\":[" ACTION("a", 0, 1, 0, 0, "") "," ACTION("b", 1, 3, 30000, 0, "") "],", ""},
        {"\"ja\":\"写真\"", "\"ja\":\"Google Drive\""},
        {"\"ja\":\"大事だから。\",\"en\":\"It matters.\"},\"why_source\":\"S1\"", "\"ja\":\"" TWO_LINES "\",\"en\":\"It matters.\"}"},
        {"\"ja\":\"三\"", "\"ja\":\"十分に長い水準の文でも画面の二行に収まるなら構わないことにしてある\""},
        {"\"format\"", "\"comment\":\"a pack\",\"format\""},
    };
    struct catalog c;
    catalog_init(&c);
    add_pack(&c, OTHER);
    for (size_t i = 0; i < sizeof FINE / sizeof FINE[0]; i++) {
        struct pack_problems problems;
        char *text = replaced(GOOD, FINE[i][0], FINE[i][1]);
        lint(text, &c, &problems);
        if (problems.count > 0) {
            fail_msg("%s: %s", FINE[i][1], problems.texts[0]);
        }
        pack_problems_release(&problems);
        free(text);
    }
    catalog_release(&c);
}

/* Many faults in one pack are told in one go, structure and words alike. */
static void tells_all_problems(void **unused)
{
    (void)unused;
    char *a = replaced(GOOD, "\"weight\":2,\"target\":3", "\"weight\":9,\"target\":9");
    char *b = replaced(a, "\"ja\":\"短い名\"", "\"ja\":\"十一字の長い長い短い名\"");
    char *c = replaced(b, "\"terms\":[\"mfa\"]", "\"terms\":[\"vpn\"]");
    char *d = replaced(c, "\"version\":\"1\"", "\"version\":1,\"v\":2");
    notices(d, NULL, "good:1 weight", "from 1 to 5");
    notices(d, NULL, "good:1 target", "from 0 to 4");
    notices(d, NULL, "good:1 title.ja", "22 columns");
    notices(d, NULL, "good:1 terms[0]", "glossary");
    notices(d, NULL, "glossary[0]", "No item uses");
    notices(d, NULL, "version", "string");
    notices(d, NULL, ": v: ", "no such member");
    free(a);
    free(b);
    free(c);
    free(d);
}

static void all_references_are_told(void **unused)
{
    (void)unused;
    struct catalog c;
    catalog_init(&c);
    add_pack(&c, OTHER);
    char *a = replaced(GOOD, "\"same_as\":\"other:1\"", "\"same_as\":\"other:2\"");
    char *b = replaced(a, "{\"item\":\"other:1\",\"max\":1}", "{\"item\":\"other:8\",\"max\":1}");
    notices(b, &c, "good:x", "has no item \"2\"");
    notices(b, &c, "good:c1", "has no item \"8\"");
    free(a);
    free(b);
    catalog_release(&c);
}

static void says_when_there_are_more(void **unused)
{
    (void)unused;
    struct buffer b;
    buffer_init(&b, BUFFER_MAX_TEXT);
    buffer_add_text(&b, "{\"format\":\"tenken-pack/1\"");
    for (int i = 0; i < PACK_PROBLEMS_MAX + 5; i++) {
        buffer_add_format(&b, ",\"x%d\":1", i);
    }
    buffer_add_text(&b, "}");
    struct pack_problems problems;
    lint(buffer_text(&b), NULL, &problems);
    assert_int_equal(problems.count, PACK_PROBLEMS_MAX);
    assert_true(problems.more);
    pack_problems_release(&problems);
    buffer_release(&b);
}

static void no_pack_is_one_problem(void **unused)
{
    (void)unused;
    const char *const texts[] = {"", "{", "[]", "{\"format\":\"tenken-pack/9\"}", "{\"a\":1,\"a\":2}"};
    const char *const words[] = {"", "line 1", "format", "newer version", "a"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct pack_problems problems;
        lint(texts[i], NULL, &problems);
        assert_int_equal(problems.count, 1);
        assert_non_null(strstr(problems.texts[0], "FILE"));
        assert_non_null(strstr(problems.texts[0], words[i]));
        pack_problems_release(&problems);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_pack_has_no_problem), cmocka_unit_test(each_rule_notices),       cmocka_unit_test(does_not_cry_wolf),
        cmocka_unit_test(tells_all_problems),       cmocka_unit_test(all_references_are_told), cmocka_unit_test(says_when_there_are_more),
        cmocka_unit_test(no_pack_is_one_problem),
    };
    return cmocka_run_group_tests_name("pack_lint", tests, NULL, NULL);
}
