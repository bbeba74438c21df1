/* Drafts: made, read, changed; assignments of scripts; when a record is finished. */
#include "packs.h"

#include "base/buffer.h"
#include "model/assessment.h"

static struct catalog catalog;
static const struct pack *home, *other;

static int build(void **unused)
{
    (void)unused;
    catalog_init(&catalog);
    home =
        add_pack(&catalog, PACK("home", SECTION("s", ITEM("1", 1, 2, false, "") "," ITEM("2.note", 3, 3, true, "") "," ITEM(
                                                         "3", 1, 2, false, APPLIES("{\"item\":\"1\",\"min\":1}")) "," DONE_ITEM("d", ""))));
    other = add_pack(&catalog, PACK("other", SECTION("x", ALIAS("a", "home:1") "," ITEM("b", 1, 1, false, ""))));
    return 0;
}

static int take_down(void **unused)
{
    (void)unused;
    catalog_release(&catalog);
    return 0;
}

static struct assessment started(void)
{
    const struct clock clock = clock_fixed(1795219200);
    struct assessment a;
    struct error e = {.text = ""};
    assert_int_equal(assessment_new(&a, "2026", &clock, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&a, home, false, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&a, other, false, &e), ST_OK);
    return a;
}

static char *text_of_tree(const cJSON *tree)
{
    char *text = cJSON_PrintUnformatted(tree);
    assert_non_null(text);
    return text;
}

static void expect_answers(const struct assessment *a, const char *expected)
{
    char *text = text_of_tree(json_get(a->tree, "answers"));
    assert_string_equal(text, expected);
    cJSON_free(text);
}

static void assign(struct assessment *a, const char *assignment, enum status expected, const char *sentence)
{
    struct question_list list;
    struct error e = {.text = ""};
    assert_int_equal(assessment_questions(a, &catalog, &list, NULL, &e), ST_OK);
    char *before = text_of_tree(a->tree);
    const enum status st = assessment_assign(a, &list, assignment, &e);
    if (st != expected || (sentence != NULL && strstr(e.text, sentence) == NULL)) {
        fail_msg("%s: %d, %s", assignment, st, e.text);
    }
    if (st != ST_OK) {
        char *after = text_of_tree(a->tree);
        assert_string_equal(before, after); /* a refusal leaves no trace */
        cJSON_free(after);
    }
    cJSON_free(before);
    question_list_release(&list);
}

static void writing_and_reading(void **unused)
{
    (void)unused;
    struct assessment a = started(), b;
    struct error e = {.text = ""};
    struct buffer bytes;
    assert_true(json_put_text(a.tree, "from_the_future", "kept"));
    assign(&a, "home:1=3", ST_OK, NULL);
    assign(&a, "perceived=4", ST_OK, NULL);
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    assert_int_equal(assessment_write(&a, &bytes, &e), ST_OK);
    assert_int_equal(assessment_read(&b, bytes.data, bytes.length, "FILE", &e), ST_OK);
    assert_true(cJSON_Compare(a.tree, b.tree, true));
    assert_string_equal(json_text(b.tree, "from_the_future"), "kept");
    assert_string_equal(json_text(b.tree, "created_at"), "2026-11-21T00:00:00Z");
    assert_int_equal(assessment_perceived(&b), 4);
    buffer_release(&bytes);
    assessment_release(&a);
    assessment_release(&b);
}

#define DRAFT "{\"format\":\"tenken-draft/1\",\"period\":\"2026\",\"packs\":[],\"answers\":{\"p\":{\"1\":{\"level\":2}}},\"recipients\":[]}"

static void refused_drafts(void **unused)
{
    (void)unused;
    static const struct {
        const char *from, *to, *sentence;
    } CASES[] = {
        {"}", "", "line 1"},
        {"tenken-draft/1", "tenken-draft/2", "FILE: is in the format tenken-draft/2"},
        {"tenken-draft/1", "tenken-answers/1", "FILE: is no draft of Tenken"},
        {"\"format\":\"tenken-draft/1\",", "", "FILE: is no draft of Tenken"},
        {"\"period\":\"2026\",", "", "FILE: period: is missing"},
        {"\"packs\":[],", "", "FILE: packs: is missing"},
        {"\"packs\":[]", "\"packs\":{}", "FILE: packs: must be a list"},
        {"\"packs\":[]", "\"packs\":[{\"id\":\"p\"}]", "FILE: packs[1].version: is missing"},
        {"\"level\":2", "\"level\":8", "FILE: answers.p.1.level: must be 0–4"},
        {"\"recipients\":[]", "\"recipients\":[{\"request\":null}]", "FILE: recipients[1].assessment_id: is missing"},
        {"\"recipients\":[]", "\"plan\":{\"budget_monthly\":-5}", "FILE: plan.budget_monthly: must be 0–"},
        {"\"recipients\":[]", "\"requests\":[{\"format\":\"tenken-request/1\",\"document\":{}}]", "requests[1]: request_id: is missing"},
        {"\"recipients\":[]", "\"requests\":[{\"format\":\"tenken-request/3\",\"document\":{}}]",
         "requests[1]: is in the format tenken-request/3"},
        {"\"recipients\":[]", "\"supplier\":[]", "FILE: supplier: must be an object"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *text = replaced(DRAFT, CASES[i].from, CASES[i].to);
        struct assessment a;
        struct error e = {.text = ""};
        assert_int_equal(assessment_read(&a, text, strlen(text), "FILE", &e), ST_INPUT);
        assert_null(a.tree);
        if (strstr(e.text, CASES[i].sentence) == NULL) {
            fail_msg("%s: %s", text, e.text);
        }
        free(text);
    }
    struct assessment a;
    assert_int_equal(assessment_read(&a, DRAFT, strlen(DRAFT), "FILE", NULL), ST_OK);
    assessment_release(&a);
    assert_int_equal(assessment_read(&a, DRAFT, 40, "FILE", NULL), ST_INPUT); /* truncated */
}

static void states(void **unused)
{
    (void)unused;
    struct assessment a = started();
    assign(&a, "home:1=3", ST_OK, NULL);
    expect_answers(&a, "{\"home\":{\"1\":{\"level\":3}}}");
    assign(&a, "home:1.note=n", ST_OK, NULL);
    assign(&a, "home:1=unknown", ST_OK, NULL);
    expect_answers(&a, "{\"home\":{\"1\":{\"note\":\"n\",\"unknown\":true}}}");
    assign(&a, "home:1=na", ST_OK, NULL);
    assign(&a, "home:1.na_reason=r", ST_OK, NULL);
    assign(&a, "home:1=na", ST_OK, NULL); /* the reason stays with the same answer */
    expect_answers(&a, "{\"home\":{\"1\":{\"note\":\"n\",\"na_reason\":\"r\",\"na\":true}}}");
    assign(&a, "home:1=0", ST_OK, NULL); /* and goes with another */
    expect_answers(&a, "{\"home\":{\"1\":{\"note\":\"n\",\"level\":0}}}");
    assign(&a, "home:1=none", ST_OK, NULL);
    expect_answers(&a, "{\"home\":{\"1\":{\"note\":\"n\"}}}");
    assign(&a, "home:1.note=", ST_OK, NULL);
    expect_answers(&a, "{}");
    assign(&a, "home:d=done", ST_OK, NULL);
    assign(&a, "home:d.done_at=2026-11-20", ST_OK, NULL);
    expect_answers(&a, "{\"home\":{\"d\":{\"done\":true,\"done_at\":\"2026-11-20\"}}}");
    assign(&a, "home:d=not_done", ST_OK, NULL);
    expect_answers(&a, "{\"home\":{\"d\":{\"done\":false}}}");
    assessment_release(&a);
}

static void aliases(void **unused)
{
    (void)unused;
    struct assessment a = started();
    assign(&a, "other:a=2", ST_OK, NULL); /* setting the alias sets the home */
    assign(&a, "other:a.scope=all", ST_OK, NULL);
    assign(&a, "other:b=1", ST_OK, NULL);
    expect_answers(&a, "{\"home\":{\"1\":{\"level\":2,\"scope\":\"all\"}},\"other\":{\"b\":{\"level\":1}}}");
    assessment_release(&a);
}

static void members(void **unused)
{
    (void)unused;
    struct assessment a = started();
    /* an item whose own id ends like a member */
    assign(&a, "home:2.note=1", ST_OK, NULL);
    assign(&a, "home:2.note.note=text with = and ; in it", ST_OK, NULL);
    assign(&a, "home:2.note.planned_level=3", ST_OK, NULL);
    assign(&a, "home:2.note.planned_by=2027-03-31", ST_OK, NULL);
    assign(&a, "home:2.note.assessor.level=0", ST_OK, NULL);
    assign(&a, "home:2.note.assessor.confidence=seen", ST_OK, NULL);
    assign(&a, "home:2.note.assessor.note=x", ST_OK, NULL);
    assign(&a, "home:2.note.assessor.note=", ST_OK, NULL);
    assign(&a, "home:2.note.ask_vendor=yes", ST_OK, NULL);
    assign(&a, "home:2.note.evidence+=Report;document;r.pdf;2026-05-01", ST_OK, NULL);
    assign(&a, "home:2.note.evidence+=Photo", ST_OK, NULL);
    expect_answers(
        &a,
        "{\"home\":{\"2.note\":{\"level\":1,\"note\":\"text with = and ; in it\",\"planned_level\":3,\"planned_by\":\"2027-03-31\","
        "\"assessor\":{\"level\":0,\"confidence\":\"seen\"},\"ask_vendor\":true,\"evidence\":[{\"title\":\"Report\",\"kind\":\"document\","
        "\"reference\":\"r.pdf\",\"date\":\"2026-05-01\"},{\"title\":\"Photo\"}]}}}");
    assign(&a, "home:2.note.assessor.level=", ST_OK, NULL);
    assign(&a, "home:2.note.assessor.confidence=", ST_OK, NULL);
    assign(&a, "home:2.note.planned_level=", ST_OK, NULL);
    assign(&a, "home:2.note.ask_vendor=no", ST_OK, NULL);
    assert_null(json_get(json_get(json_get(json_get(a.tree, "answers"), "home"), "2.note"), "assessor"));
    assert_null(json_get(json_get(json_get(json_get(a.tree, "answers"), "home"), "2.note"), "planned_level"));
    assert_null(json_get(json_get(json_get(json_get(a.tree, "answers"), "home"), "2.note"), "ask_vendor"));
    assessment_release(&a);
}

static void firm(void **unused)
{
    (void)unused;
    struct assessment a = started();
    static const char *const GOOD[] = {"supplier.name=見本製作所",
                                       "supplier.name_kana=ミホン",
                                       "supplier.corporate_number=7000012050002",
                                       "supplier.employees=301-",
                                       "supplier.industry=E",
                                       "supplier.contact.name=担当",
                                       "supplier.contact.email=a@b.example",
                                       "supplier.contact.emergency_phone=+81 (3) 0000-0001",
                                       "affirmation.name=社長",
                                       "affirmation.role=代表取締役",
                                       "inventory+=Mail;V;5.1;internet;-",
                                       "inventory+=VPN;;;-;credentials",
                                       "plan.budget_monthly=10000",
                                       "plan.budget_initial=0"};
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        assign(&a, GOOD[i], ST_OK, NULL);
    }
    char *text = text_of_tree(json_get(a.tree, "inventory"));
    assert_string_equal(text, "[{\"name\":\"Mail\",\"vendor\":\"V\",\"version\":\"5.1\",\"internet\":true,\"credentials\":false},"
                              "{\"name\":\"VPN\",\"internet\":false,\"credentials\":true}]");
    cJSON_free(text);
    int64_t initial, monthly;
    assert_true(assessment_budgets(&a, &initial, &monthly));
    assert_int_equal(initial, 0);
    assert_int_equal(monthly, 10000);
    assign(&a, "plan.budget_monthly=", ST_OK, NULL);
    assign(&a, "plan.budget_initial=", ST_OK, NULL);
    assert_false(assessment_budgets(&a, &initial, &monthly));
    assert_int_equal(assessment_remove_inventory(&a, 0, NULL), ST_OK);
    assert_int_equal(assessment_remove_inventory(&a, 1, NULL), ST_INPUT);
    assert_string_equal(json_text(cJSON_GetArrayItem(json_get(a.tree, "inventory"), 0), "name"), "VPN");
    assign(&a, "supplier.name=", ST_OK, NULL);
    assert_null(json_get(json_get(a.tree, "supplier"), "name"));
    assessment_release(&a);
}

/* Who stands behind the answers does so for those that were there. */
static void affirmations(void **unused)
{
    (void)unused;
    struct assessment a = started();
    struct error e = {.text = ""};
    assert_false(assessment_affirmed(&a));
    assign(&a, "home:1=2", ST_OK, NULL);
    assert_int_equal(assessment_set_affirmation(&a, "name", "Mihon Taro", &e), ST_OK);
    assert_true(assessment_affirmed(&a)); /* nothing noted: about any */
    assert_int_equal(assessment_bind_affirmation(&a, &e), ST_OK);
    assert_true(assessment_affirmed(&a));
    assign(&a, "home:1=3", ST_OK, NULL);
    assert_false(assessment_affirmed(&a));
    assign(&a, "home:1=2", ST_OK, NULL); /* the same as then */
    assert_true(assessment_affirmed(&a));
    assign(&a, "other:b=1", ST_OK, NULL); /* what a further customer asks */
    assert_false(assessment_affirmed(&a));
    assign(&a, "affirmation.role=owner", ST_OK, NULL);
    assert_true(assessment_affirmed(&a));
    assessment_release(&a);
}

static void refused_assignments(void **unused)
{
    (void)unused;
    struct assessment a = started();
    static const struct {
        const char *assignment, *sentence;
    } CASES[] = {
        {"home:1=5", "home:1 takes a level 0–4, unknown, na or none, not \"5\""},
        {"home:1=-1", "home:1 takes a level"},
        {"home:1=2x", "home:1 takes a level"},
        {"home:1=done", "home:1 is answered with a level"},
        {"home:d=2", "home:d is answered with done"},
        {"home:d=unknown", "home:d is answered with done"},
        {"home:d=maybe", "home:d takes done, not_done, na or none"},
        {"home:99=1", "The pack \"home\" has no item \"99\""},
        {"home:99.note=x", "The pack \"home\" has no item \"99\""},
        {"home:1.nonsense=x", "The pack \"home\" has no item \"1.nonsense\""},
        {"gone:1=1", "The draft does not ask the pack \"gone\""},
        {"home:1+=1", "+= is for inventory and evidence only"},
        {"home:1.note+=x", "+= is for inventory and evidence only"},
        {"home:1.evidence=x", "evidence is added with +="},
        {"home:1.evidence+=", "evidence.title"},
        {"home:1.evidence+=t;k;r;31 May", "evidence.date"},
        {"home:1.na_reason=r", "not answered \"not applicable\""},
        {"home:d.done_at=2026-01-01", "not answered \"done\""},
        {"home:1.planned_by=soon", "planned_by: must be a date"},
        {"home:1.planned_level=9", "planned_level takes a level 0–4"},
        {"home:1.ask_vendor=perhaps", "ask_vendor takes yes or no"},
        {"home:1.assessor.confidence=sure", "heard, document or seen"},
        {"home:1.note=a\x1b[31mb", "note: holds a control character"},
        {"home:1.note=\xff", "note: is not UTF-8 text"},
        {"home:1.note=a\xe2\x80\xae"
         "b",
         "note: holds a control character"},
        {"perceived=7", "perceived takes a level 0–4"},
        {"perceived+=1", "+= is for inventory"},
        {"supplier.corporate_number=1234567890123", "corporate number"},
        {"supplier.employees=7", "employees: must be one of"},
        {"supplier.industry=Z", "industry: must be a letter A–T"},
        {"supplier.contact.email=nobody", "contact.email"},
        {"supplier.contact.phone=call me", "phone"},
        {"supplier.shoe_size=44", "no member \"shoe_size\""},
        {"supplier.name=a\nb", "name: holds a control character"},
        {"affirmation.date=now", "affirmation.date"},
        {"affirmation.mood=good", "no \"mood\""},
        {"inventory+=", "inventory.name"},
        {"inventory+=n;v;1;yes", "inventory+= takes"},
        {"plan.budget_monthly=-1", "plan.budget_monthly takes a number of yen"},
        {"plan.budget_monthly=99999999999999", "plan.budget_monthly takes a number of yen"},
        {"colour=red", "\"colour\" cannot be set"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assign(&a, CASES[i].assignment, ST_INPUT, CASES[i].sentence);
    }
    assign(&a, "home:1", ST_USAGE, "is no assignment");
    assign(&a, "=1", ST_USAGE, "is no assignment");
    assign(&a, "home:1.note=two\nlines", ST_OK, NULL);
    assert_true(assignment_depends("home:1.na_reason=x"));
    assert_true(assignment_depends("home:d.done_at=x"));
    assert_false(assignment_depends("home:1=na"));
    assert_false(assignment_depends("home:1.note=see p.na_reason=x"));
    assessment_release(&a);
}

static void undo(void **unused)
{
    (void)unused;
    struct assessment a = started();
    struct question_list list;
    assign(&a, "home:1=3", ST_OK, NULL);
    assert_int_equal(assessment_questions(&a, &catalog, &list, NULL, NULL), ST_OK);
    const struct question *q = &list.questions[question_find(&list, "other", "a")];
    cJSON *copy = assessment_copy_answer(&a, q);
    assert_int_equal(assessment_set_state(&a, q, ANSWER_UNKNOWN, NULL), ST_OK);
    assert_int_equal(assessment_restore_answer(&a, q, copy, NULL), ST_OK);
    expect_answers(&a, "{\"home\":{\"1\":{\"level\":3}}}");
    assert_int_equal(assessment_restore_answer(&a, q, NULL, NULL), ST_OK);
    expect_answers(&a, "{}");
    assert_null(assessment_copy_answer(&a, q));
    assert_int_equal(assessment_set_flag(&a, q, "confirmed", false, NULL), ST_OK);
    expect_answers(&a, "{\"home\":{\"1\":{\"confirmed\":false}}}");
    assert_int_equal(assessment_set_level(&a, q, 1, NULL), ST_OK); /* whoever answers has looked */
    expect_answers(&a, "{\"home\":{\"1\":{\"level\":1}}}");
    question_list_release(&list);
    assessment_release(&a);
}

static void finished(struct assessment *a, const char *sentence)
{
    struct question_list list;
    struct error e = {.text = ""};
    assert_int_equal(assessment_questions(a, &catalog, &list, NULL, &e), ST_OK);
    const enum status st = assessment_finished(a, &list, &e);
    assert_int_equal(st, sentence == NULL ? ST_OK : ST_NO);
    if (sentence != NULL && strstr(e.text, sentence) == NULL) {
        fail_msg("%s", e.text);
    }
    question_list_release(&list);
}

static void finishing(void **unused)
{
    (void)unused;
    struct assessment a = started();
    finished(&a, "The firm's name is missing.");
    assign(&a, "supplier.name=Mihon", ST_OK, NULL);
    finished(&a, "4 questions are open (1 words, 2 words, 4 words …)");
    assign(&a, "home:1=0", ST_OK, NULL); /* home:3 stays hidden */
    assign(&a, "home:2.note=unknown", ST_OK, NULL);
    assign(&a, "home:d=not_done", ST_OK, NULL);
    finished(&a, "1 question is open (5 words)");
    assign(&a, "other:b=na", ST_OK, NULL);
    finished(&a, "1 answer \"not applicable\" gives no reason (5 words)");
    assign(&a, "other:b.na_reason=r", ST_OK, NULL);
    finished(&a, NULL);
    assign(&a, "home:1=1", ST_OK, NULL); /* now home:3 is asked */
    finished(&a, "1 question is open (3 words)");
    assign(&a, "home:3=1", ST_OK, NULL);
    assign(&a, "home:3.confirmed=no", ST_OK, NULL);
    finished(&a, "1 answer from before is not confirmed yet (3 words)");
    assign(&a, "home:3.confirmed=yes", ST_OK, NULL);
    finished(&a, NULL);
    assessment_release(&a);
}

static void packs(void **unused)
{
    (void)unused;
    struct assessment a = started();
    struct question_list list;
    struct error e = {.text = ""};
    bool changed = true;
    assert_int_equal(assessment_add_pack(&a, home, false, &e), ST_INPUT);
    assert_int_equal(assessment_questions(&a, &catalog, &list, &changed, &e), ST_OK);
    assert_false(changed);
    assert_int_equal(list.count, 6);
    question_list_release(&list);

    /* another version of a pack that the draft names */
    struct catalog newer;
    catalog_init(&newer);
    add_pack(&newer, PACK_PARTS("home", "2", "", "", "", "", SECTION("s", ITEM("1", 1, 2, false, "")), ""));
    assert_int_equal(assessment_questions(&a, &newer, &list, &changed, &e), ST_INPUT);
    assert_string_equal(e.text, "The pack \"other\" (version 1) is asked here but not installed.");
    add_pack(&newer, PACK("other", SECTION("x", ALIAS("a", "home:1") "," ITEM("b", 1, 1, false, ""))));
    assert_int_equal(assessment_questions(&a, &newer, &list, &changed, &e), ST_OK);
    assert_true(changed);
    assert_int_equal(list.count, 3);
    question_list_release(&list);
    catalog_release(&newer);

    /* a pack that travels inside the draft */
    struct catalog empty;
    const struct clock clock = clock_fixed(0);
    struct assessment own;
    catalog_init(&empty);
    assert_int_equal(assessment_new(&own, "1970", &clock, &e), ST_OK);
    assert_int_equal(assessment_add_pack(&own, home, true, &e), ST_OK);
    assert_int_equal(assessment_questions(&own, &empty, &list, NULL, &e), ST_INPUT);
    assert_int_equal(assessment_load_packs(&own, &empty, &e), ST_OK);
    assert_int_equal(assessment_questions(&own, &empty, &list, &changed, &e), ST_OK);
    assert_false(changed);
    assert_int_equal(list.count, 4);
    question_list_release(&list);
    assessment_release(&own);
    catalog_release(&empty);
    assessment_release(&a);
    assert_int_equal(assessment_new(&a, "next year", &clock, &e), ST_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writing_and_reading),
        cmocka_unit_test(refused_drafts),
        cmocka_unit_test(states),
        cmocka_unit_test(aliases),
        cmocka_unit_test(members),
        cmocka_unit_test(firm),
        cmocka_unit_test(affirmations),
        cmocka_unit_test(undo),
        cmocka_unit_test(finishing),
        cmocka_unit_test(refused_assignments),
        cmocka_unit_test(packs),
    };
    return cmocka_run_group_tests(tests, build, take_down);
}
