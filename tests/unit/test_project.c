/* The projection: a document for one recipient holds what this one asked, complete, and nothing of anybody else's business. */
#include "packs.h"

#include "base/buffer.h"
#include "model/document.h"
#include "model/score.h"

#define SHARED                                                                                                                             \
    PACK_WITH_CHECKS("shared",                                                                                                             \
                     SECTION("s", ITEM("1", 2, 3, true, ACTIONS(ACTION("up", 1, 2, 0, 0, ""))) "," ITEM("2", 1, 2, false, "") "," ITEM(    \
                                      "hid", 1, 2, false, APPLIES("{\"item\":\"2\",\"min\":1}"))),                                         \
                     CHECK("odd", "{\"item\":\"1\",\"min\":1}", "\"1\""))
#define CHAIN                                                                                                                              \
    PACK_PARTS("chain", "1", "", "", "", "",                                                                                               \
               SECTION("s", ALIAS("a", "shared:1") "," ITEM("b", 1, 2, false, "") "," ITEM("c", 1, 2, false,                               \
                                                                                           APPLIES("{\"item\":\"shared:2\",\"min\":1}"))), \
               ",\"inventory\":{\"prompt\":" ANY ",\"examples\":[]}")
/* Each prime's private questions, marked by a word that must never reach the other. */
#define PRIVATE(id, word) PACK(id, SECTION("s-" word, ITEM("q-" word, 1, 2, false, "")))

static struct catalog installed;

static int build(void **unused)
{
    (void)unused;
    catalog_init(&installed);
    add_pack(&installed, SHARED);
    add_pack(&installed, CHAIN);
    return 0;
}

static int take_down(void **unused)
{
    (void)unused;
    catalog_release(&installed);
    return 0;
}

/* An envelope's tree with a request for one installed pack and the prime's private one. */
static cJSON *request_of(const char *prime, const char *asked, const char *private_pack, const char *code)
{
    struct pack *own = read_pack(private_pack);
    const struct pack *pack = catalog_find(&installed, asked);
    char *text = NULL;
    assert_true(
        asprintf(
            &text,
            "{\"format\":\"tenken-request/1\",\"document\":{\"request_id\":\"01234567-89ab-4cde-8f01-23456789ab%02x\",\"period\":\"2026\","
            "\"issued_at\":\"2026-09-30T00:00:00Z\",\"due\":\"2026-12-15\",\"requester\":{\"name\":\"%s\"},\"supplier_code\":\"%s\","
            "\"supplier_name\":\"Mihon\",\"packs\":[{\"id\":\"%s\",\"version\":\"%s\",\"sha256\":\"%s\"},{\"id\":\"%s\",\"version\":\"1\","
            "\"sha256\":\"%s\"}],\"embedded_packs\":[%s],\"targets\":{\"shared\":{\"2\":4}}},\"signatures\":[{\"protected\":\"e30\","
            "\"signature\":\"AA\"}]}",
            (unsigned)prime[0], prime, code, pack->id, pack->version, pack_digest(pack), own->id, pack_digest(own), private_pack) > 0);
    cJSON *tree = read_json(text);
    free(text);
    pack_free(own);
    return tree;
}

struct fixture {
    struct assessment a;
    struct catalog catalog;
    struct clock clock;
    struct random random;
};

static void answer(struct fixture *f, const char *assignment)
{
    struct question_list list;
    struct error e = {.text = ""};
    if (assessment_questions(&f->a, &f->catalog, &list, NULL, &e) != ST_OK || assessment_assign(&f->a, &list, assignment, &e) != ST_OK) {
        fail_msg("%s: %s", assignment, e.text);
    }
    question_list_release(&list);
}

/* A firm with two customers, Alpha and Beta, everything answered. */
static void two_customers(struct fixture *f)
{
    struct error e = {.text = ""};
    f->clock = clock_fixed(1795219200);
    f->random = random_seeded(7);
    catalog_init(&f->catalog);
    add_pack(&f->catalog, SHARED);
    add_pack(&f->catalog, CHAIN);
    assert_int_equal(assessment_new(&f->a, "2026", &f->clock, &e), ST_OK);
    cJSON *alpha = request_of("Alpha", "shared", PRIVATE("alpha.own", "alphasecret"), "CODE-ALPHA");
    cJSON *beta = request_of("Beta", "chain", PRIVATE("beta.own", "betasecret"), "CODE-BETA");
    assert_int_equal(assessment_add_request(&f->a, alpha, &e), ST_OK);
    assert_int_equal(assessment_add_request(&f->a, alpha, &e), ST_INPUT); /* twice */
    assert_int_equal(assessment_add_request(&f->a, beta, &e), ST_OK);
    cJSON_Delete(alpha);
    cJSON_Delete(beta);
    assert_int_equal(assessment_load_packs(&f->a, &f->catalog, &e), ST_OK);
    static const char *const ALL[] = {
        "supplier.name=Mihon Works",
        "supplier.supplier_code=CODE-OWN",
        "supplier.contact.email=a@b.example",
        "perceived=3",
        "shared:1=2",
        "shared:1.note=note for all",
        "shared:1.evidence+=Plan;document;/home/boss/customers/ALPHAPATH/plan.pdf;2026-01-02",
        "shared:1.evidence+=Copy;document;C:\\work\\BETAPATH\\copy.pdf",
        "shared:1.evidence+=Web;page;https://boss:SECRETWORD@www.mihon.example/policy.html?token=SECRETWORD#x",
        "shared:2=1",
        "shared:2.note=only-alpha-note",
        "shared:hid=3",
        "shared:hid.note=only-alpha-note",
        "chain:b=3",
        "chain:b.note=only-beta-note",
        "chain:c=4",
        "chain:c.note=hidden-from-beta",
        "alpha.own:q-alphasecret=1",
        "alpha.own:q-alphasecret.note=only-alpha-note",
        "beta.own:q-betasecret=1",
        "beta.own:q-betasecret.note=only-beta-note",
        "inventory+=Example Mail;Example;5.1;internet;-",
        "affirmation.name=Boss"};
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++) {
        answer(f, ALL[i]);
    }
    cJSON *followups =
        read_json("[{\"pack\":\"chain\",\"item\":\"b\",\"text\":\"only-beta-note\"},{\"pack\":\"shared\",\"item\":\"2\",\"text\":"
                  "\"only-alpha-note\"},{\"text\":\"about nobody\"}]");
    assert_true(json_put(f->a.tree, "followups", followups));
    assert_true(json_put_text(f->a.tree, "private_member_of_tomorrow", "tomorrow-secret"));
    assert_int_equal(assessment_set_client_id(&f->a, "6f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", NULL), ST_OK);
    cJSON *shared = json_get(json_get(json_get(f->a.tree, "answers"), "shared"), "1");
    assert_true(json_put_text(shared, "private_member_of_tomorrow", "tomorrow-secret"));
    assert_true(json_put(shared, "ask_vendor", cJSON_CreateTrue()));
}

static void release(struct fixture *f)
{
    assessment_release(&f->a);
    catalog_release(&f->catalog);
}

static cJSON *project(struct fixture *f, const cJSON *request, bool unfinished)
{
    cJSON *document = NULL;
    struct error e = {.text = ""};
    if (answers_project(&f->a, &f->catalog, request, unfinished, &f->clock, &f->random, &document, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    if (answers_check(document, &e) != ST_OK) {
        fail_msg("the document does not pass its own check: %s", e.text);
    }
    return document;
}

static void lacks(const cJSON *document, const char *const words[], size_t count)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_canonical(document, &bytes, NULL), ST_OK);
    for (size_t i = 0; i < count; i++) {
        if (strstr(buffer_text(&bytes), words[i]) != NULL) {
            fail_msg("%s leaked into %s", words[i], buffer_text(&bytes));
        }
    }
    buffer_release(&bytes);
}

static void expect(const cJSON *value, const char *expected)
{
    char *text = cJSON_PrintUnformatted(value);
    assert_non_null(text);
    assert_string_equal(text, expected);
    cJSON_free(text);
}

static void nothing_of_the_other(void **unused)
{
    (void)unused;
    struct fixture f;
    two_customers(&f);
    cJSON *for_alpha = project(&f, assessment_request(&f.a, 0), false), *for_beta = project(&f, assessment_request(&f.a, 1), false);
    cJSON *for_anyone = project(&f, NULL, false);
    static const char *const NOT_ALPHA[] = {"Beta",     "beta",        "chain",    "CODE-BETA",  "CODE-OWN",     "ALPHAPATH",
                                            "BETAPATH", "SECRETWORD",  "tomorrow", "ask_vendor", "about nobody", "hidden-from-beta",
                                            "/home",    "Example Mail"};
    static const char *const NOT_BETA[] = {
        "Alpha",    "alpha",      "CODE-ALPHA",   "CODE-OWN",         "ALPHAPATH", "BETAPATH", "SECRETWORD",
        "tomorrow", "ask_vendor", "about nobody", "hidden-from-beta", "\"2\":",    "hid\":"};
    static const char *const NOT_ANYONE[] = {"Alpha",     "Beta",      "alphasecret", "betasecret", "CODE-ALPHA",
                                             "CODE-BETA", "ALPHAPATH", "BETAPATH",    "SECRETWORD", "tomorrow"};
    lacks(for_alpha, NOT_ALPHA, sizeof NOT_ALPHA / sizeof NOT_ALPHA[0]);
    lacks(for_beta, NOT_BETA, sizeof NOT_BETA / sizeof NOT_BETA[0]);
    lacks(for_anyone, NOT_ANYONE, sizeof NOT_ANYONE / sizeof NOT_ANYONE[0]);

    /* what each did ask is all there; Beta's alias is answered at its home */
    expect(json_get(json_get(json_get(for_alpha, "answers"), "shared"), "2"), "{\"level\":1,\"note\":\"only-alpha-note\"}");
    assert_non_null(json_get(json_get(json_get(for_alpha, "answers"), "alpha.own"), "q-alphasecret"));
    expect(json_get(json_get(for_beta, "answers"), "shared"),
           "{\"1\":{\"level\":2,\"note\":\"note for "
           "all\",\"evidence\":[{\"title\":\"Plan\",\"kind\":\"document\",\"reference\":\"plan.pdf\",\"date\":"
           "\"2026-01-02\"},{\"title\":\"Copy\",\"kind\":\"document\",\"reference\":\"copy.pdf\"},{\"title\":\"Web\",\"kind\":\"page\","
           "\"reference\":"
           "\"https://www.mihon.example/policy.html\"}]}}");
    expect(json_get(json_get(for_beta, "answers"), "chain"), "{\"b\":{\"level\":3,\"note\":\"only-beta-note\"}}");
    expect(json_get(for_beta, "followups"), "[{\"pack\":\"chain\",\"item\":\"b\",\"text\":\"only-beta-note\"}]");
    expect(json_get(for_beta, "inventory"),
           "[{\"name\":\"Example Mail\",\"vendor\":\"Example\",\"version\":\"5.1\",\"internet\":true,\"credentials\":false}]");
    expect(json_get(for_alpha, "inventory"), "[]"); /* Alpha's packs do not ask for it */
    assert_string_equal(json_text(json_get(for_anyone, "supplier"), "supplier_code"), "CODE-OWN");
    cJSON_Delete(for_alpha);
    cJSON_Delete(for_beta);
    cJSON_Delete(for_anyone);
    release(&f);
}

static void every_member(void **unused)
{
    (void)unused;
    struct fixture f;
    two_customers(&f);
    answer(&f, "plan.budget_initial=0");
    assert_true(json_put(f.a.tree, "cosign_expected", cJSON_CreateTrue()));
    const cJSON *request = assessment_request(&f.a, 0);
    cJSON *document = project(&f, request, true);
    static const char *const MEMBERS[] = {"assessment_id", "revision",        "period",      "issued_at", "supplier",  "request",
                                          "packs",         "cosign_expected", "perceived",   "answers",   "inventory", "checks",
                                          "plan",          "followups",       "affirmation", "score"};
    const cJSON *member = document->child;
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++, member = member->next) {
        assert_non_null(member);
        assert_string_equal(member->string, MEMBERS[i]); /* no "unfinished": it is finished */
    }
    assert_null(member);
    char digest[65];
    assert_int_equal(json_digest(request, digest, NULL), ST_OK);
    assert_string_equal(json_text(json_get(document, "request"), "digest"), digest);
    assert_string_equal(json_text(json_get(document, "request"), "id"), json_text(request, "request_id"));
    assert_string_equal(json_text(document, "issued_at"), "2026-11-21T00:00:00Z");
    assert_int_equal(json_integer(document, "perceived", -1), 3); /* 0–4, not points */
    expect(json_get(document, "supplier"),
           "{\"name\":\"Mihon Works\",\"corporate_number\":null,\"supplier_code\":\"CODE-ALPHA\",\"contact\":{\"email\":"
           "\"a@b.example\"}}");
    expect(json_get(document, "checks"), "[{\"id\":\"odd\",\"items\":[\"shared:1\"]}]");
    expect(json_get(document, "affirmation"), "{\"name\":\"Boss\",\"date\":\"2026-11-21\"}");
    expect(json_get(document, "plan"), "{\"actions\":[],\"cost_initial\":0,\"cost_monthly\":0,\"gain\":0}");
    /* weights 2·2 + 1·1 + 1·3 + 1·1 over 5: 9/5 levels */
    expect(json_get(document, "score"),
           "{\"total\":450,\"floor\":2,\"answered\":4,\"asked\":4,\"packs\":{\"shared\":{\"total\":500,\"floor\":2,\"sections\":"
           "{\"s\":500}},\"alpha.own\":{\"total\":250,\"floor\":null,\"sections\":{\"s-alphasecret\":250}}}}");
    expect(cJSON_GetArrayItem(json_get(document, "packs"), 1)->child, "\"alpha.own\"");
    cJSON_Delete(document);
    release(&f);
}

/* Whoever reads the document, with nothing but it and the packs, finds the same score, questions and checks. */
static void recomputable(void **unused)
{
    (void)unused;
    struct fixture f;
    two_customers(&f);
    for (size_t i = 0; i < 3; i++) {
        cJSON *document = project(&f, i < 2 ? assessment_request(&f.a, i) : NULL, false);
        const struct pack *packs[8];
        bool missing;
        const size_t n = answers_packs(document, &f.catalog, packs, 8, &missing);
        const struct facts facts = answers_facts(document);
        struct question_list list;
        struct score score;
        assert_false(missing);
        assert_int_equal(question_list_build(&list, &f.catalog, packs, n, &facts, NULL, NULL), ST_OK);
        assert_int_equal(score_compute(&list, &score, NULL), ST_OK);
        assert_true(score_matches(&score, json_get(document, "score")));
        assert_int_equal(record_finished(&facts, &list, NULL, NULL), ST_OK);
        score_release(&score);
        question_list_release(&list);
        cJSON_Delete(document);
    }
    release(&f);
}

static void numbering(void **unused)
{
    (void)unused;
    struct fixture f;
    two_customers(&f);
    const cJSON *alpha = assessment_request(&f.a, 0), *beta = assessment_request(&f.a, 1);
    cJSON *first = project(&f, alpha, false), *second = project(&f, alpha, false), *other = project(&f, beta, false),
          *none = project(&f, NULL, false);
    const char *id = json_text(first, "assessment_id");
    assert_true(uuid_valid(id));
    assert_string_equal(json_text(second, "assessment_id"), id);
    assert_int_equal(json_integer(first, "revision", 0), 1);
    assert_int_equal(json_integer(second, "revision", 0), 2);
    assert_string_not_equal(json_text(other, "assessment_id"), id); /* two customers cannot tell that it is one record */
    assert_int_equal(json_integer(other, "revision", 0), 1);
    assert_string_not_equal(json_text(none, "assessment_id"), id);
    assert_string_not_equal(json_text(none, "assessment_id"), json_text(other, "assessment_id"));
    assert_int_equal(cJSON_GetArraySize(json_get(f.a.tree, "recipients")), 3);
    cJSON_Delete(first);
    cJSON_Delete(second);
    cJSON_Delete(other);
    cJSON_Delete(none);
    release(&f);
}

static void unfinished(void **unused)
{
    (void)unused;
    struct fixture f;
    two_customers(&f);
    answer(&f, "alpha.own:q-alphasecret=none");
    cJSON *document = NULL;
    struct error e = {.text = ""};
    const cJSON *alpha = assessment_request(&f.a, 0);
    char *before = cJSON_PrintUnformatted(f.a.tree);
    assert_int_equal(answers_project(&f.a, &f.catalog, alpha, false, &f.clock, &f.random, &document, &e), ST_NO);
    assert_string_equal(e.text, "Not finished: 1 question is open (4 words).");
    assert_null(document);
    expect(f.a.tree, before); /* no revision is used up */
    cJSON_free(before);
    document = project(&f, alpha, true);
    assert_true(json_true(document, "unfinished"));
    cJSON_Delete(document);
    document = project(&f, assessment_request(&f.a, 1), true); /* what Alpha is missing is not Beta's business */
    assert_null(json_get(document, "unfinished"));
    cJSON_Delete(document);
    release(&f);
}

static void refused(void **unused)
{
    (void)unused;
    struct fixture f;
    struct error e = {.text = ""};
    cJSON *document = NULL;
    two_customers(&f);
    cJSON *late = cJSON_Duplicate(assessment_request(&f.a, 0), true);
    assert_true(json_put_text(late, "period", "2027"));
    assert_int_equal(answers_project(&f.a, &f.catalog, late, true, &f.clock, &f.random, &document, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "2027"));
    assert_null(document);
    cJSON_Delete(late);

    /* only private questions: there is nothing to show to just anybody */
    const cJSON *envelope;
    cJSON_ArrayForEach(envelope, json_get(f.a.tree, "requests"))
    {
        cJSON_DeleteItemFromArray(json_get(json_get(envelope, "document"), "packs"), 0);
    }
    assert_int_equal(answers_project(&f.a, &f.catalog, NULL, true, &f.clock, &f.random, &document, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "name the request"));
    release(&f);
}

/* A request may bring its own questions, but not under the name of questions that everybody knows. */
static void foreign_packs(void **unused)
{
    (void)unused;
    struct error e = {.text = ""};
    cJSON *good = request_of("Alpha", "shared", PRIVATE("alpha.own", "w"), "C");
    assert_int_equal(request_check_packs(json_get(good, "document"), &installed, &e), ST_OK);
    cJSON_Delete(good);

    cJSON *forged = request_of("Alpha", "chain", PRIVATE("shared", "w"), "C");
    assert_int_equal(request_check_packs(json_get(forged, "document"), &installed, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "\"shared\""));
    cJSON_Delete(forged);

    cJSON *other = request_of("Alpha", "shared", PRIVATE("alpha.own", "w"), "C");
    cJSON *name = cJSON_GetArrayItem(json_get(json_get(other, "document"), "packs"), 0);
    assert_true(json_put_text(name, "sha256", "0000000000000000000000000000000000000000000000000000000000000000"));
    assert_true(json_put_text(name, "version", "9"));
    assert_int_equal(request_check_packs(json_get(other, "document"), &installed, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "in version 9, version 1 is installed"));
    assert_true(json_put_text(name, "id", "gone"));
    assert_int_equal(request_check_packs(json_get(other, "document"), &installed, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "neither installed nor in the request"));
    cJSON_Delete(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_the_other), cmocka_unit_test(every_member),
        cmocka_unit_test(recomputable),         cmocka_unit_test(numbering),
        cmocka_unit_test(unfinished),           cmocka_unit_test(refused),
        cmocka_unit_test(foreign_packs),
    };
    return cmocka_run_group_tests(tests, build, take_down);
}
