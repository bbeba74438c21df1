/* The consultant's side of a session: what is shared and what is not, undo of both, saving of both, the clock, presenter mode. */
#include "packs.h"

#include "base/buffer.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/place.h"
#include "model/rating.h"
#include "model/snippets.h"
#include "tui/session_interview.h"

/* clang-format off */
static const char HOME[] = PACK("home",
    SECTION("s",
        ITEM("1", 1, 3, true, "") ","
        ITEM("2", 1, 3, false, "")) ","
    SECTION("t",
        DONE_ITEM("d", "")));
/* clang-format on */

enum { ONE, TWO, DONE };

static struct catalog catalog;
static struct assessment assessment;
static struct interview interview;
static struct session session;
static int saves, private_saves;
static bool key_lost;
static int64_t seconds;
static struct error e; /* of the call before */

static enum status save(void *context, struct error *problem)
{
    (void)context;
    (void)problem;
    saves++;
    return ST_OK;
}

static enum status save_interview(void *context, struct error *problem)
{
    (void)context;
    if (key_lost) {
        return (fail)(problem, ST_SYSTEM, "the disk is full"); /* cmocka has a macro of that name */
    }
    private_saves++;
    return ST_OK;
}

static int64_t now(const struct clock *clock)
{
    (void)clock;
    return seconds;
}

static int begin(void **state)
{
    (void)state;
    saves = private_saves = 0;
    key_lost = false;
    seconds = 1795219200; /* 2026-11-21 */
    language_set(LANGUAGE_EN);
    catalog_init(&catalog);
    const struct pack *home = add_pack(&catalog, HOME);
    const struct clock clock = {.now = now};
    if (assessment_new(&assessment, "2026", &clock, &e) != ST_OK || assessment_add_pack(&assessment, home, false, &e) != ST_OK ||
        interview_new(&interview, "00000000-0000-4000-8000-000000000001", "Mihon", "2026", &clock, &e) != ST_OK) {
        return -1;
    }
    session = (struct session){.assessment = &assessment,
                               .catalog = &catalog,
                               .clock = clock,
                               .save = save,
                               .interview = &interview,
                               .save_interview = save_interview};
    return session_init(&session, &e) == ST_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    session_release(&session);
    interview_release(&interview);
    assessment_release(&assessment);
    catalog_release(&catalog);
    return 0;
}

static void works(enum status st)
{
    if (st != ST_OK) {
        fail_msg("%s", e.text);
    }
}
#define WORKS(call) works(call)

static struct rating rating(size_t question)
{
    return session_rating(&session, question);
}

static void test_every_change_is_taken_back(void **state)
{
    (void)state;
    size_t question = 9;
    char *draft = cJSON_PrintUnformatted(assessment.tree);
    char *private = cJSON_PrintUnformatted(interview.tree);
    WORKS(session_answer(&session, ONE, ANSWER_LEVEL, 2, NULL, &e));
    WORKS(session_assess(&session, ONE, 1, &e));
    WORKS(session_next_confidence(&session, ONE, &e));
    WORKS(session_private_note(&session, TWO, "for nobody else", &e));
    WORKS(session_park(&session, TWO, true, &e));
    WORKS(session_private_note(&session, TWO, "and more", &e));
    WORKS(session_followup(&session, ONE, "send the record", "Sato", "2026-12-01", &e));
    assert_int_equal(rating(ONE).assessor, 1);
    assert_string_equal(rating(ONE).confidence, "heard");
    assert_string_equal(session_private(&session, TWO), "and more");
    assert_true(session_parked(&session, TWO));
    assert_int_equal(followup_count(&assessment), 1);
    assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    assert_int_equal(followup_count(&assessment), 0);
    assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    assert_int_equal(question, TWO);
    assert_string_equal(session_private(&session, TWO), "for nobody else");
    for (int i = 0; i < 5; i++) {
        assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    }
    assert_int_equal(session_undo(&session, &question, &e), ST_NO);
    char *draft_after = cJSON_PrintUnformatted(assessment.tree);
    char *private_after = cJSON_PrintUnformatted(interview.tree);
    assert_string_equal(draft_after, draft);
    cJSON *before = cJSON_Parse(private);
    cJSON *after = cJSON_Parse(private_after);
    json_remove(before, "items"); /* an empty list of items says the same as none */
    assert_int_equal(cJSON_GetArraySize(json_get(json_get(after, "items"), "home")), 0);
    json_remove(after, "items");
    assert_true(cJSON_Compare(before, after, 1));
    cJSON_Delete(before);
    cJSON_Delete(after);
    cJSON_free(draft);
    cJSON_free(private);
    cJSON_free(draft_after);
    cJSON_free(private_after);
}

static void test_the_draft_holds_nothing_private(void **state)
{
    (void)state;
    WORKS(session_private_note(&session, ONE, "SECRET-WORDS", &e));
    WORKS(session_park(&session, ONE, true, &e));
    char *draft = cJSON_PrintUnformatted(assessment.tree);
    assert_null(strstr(draft, "SECRET-WORDS"));
    assert_null(strstr(draft, "parked"));
    cJSON_free(draft);
}

static void test_both_are_saved(void **state)
{
    (void)state;
    WORKS(session_assess(&session, ONE, 1, &e));
    session_save(&session);
    assert_int_equal(saves, 1);
    assert_int_equal(private_saves, 0); /* nothing was noted */
    WORKS(session_private_note(&session, ONE, "n", &e));
    key_lost = true;
    session_save(&session);
    assert_int_equal(saves, 1);
    assert_true(session_unsaved(&session));
    assert_string_equal(session.problem.text, "the disk is full");
    key_lost = false;
    session_save(&session);
    assert_int_equal(private_saves, 1);
    assert_false(session_unsaved(&session));
    assert_string_equal(session.problem.text, "");
    size_t question = 9;
    assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    session_save(&session);
    assert_int_equal(private_saves, 2); /* what was taken back is gone from the disk too */
}

static void test_refusals(void **state)
{
    (void)state;
    assert_int_equal(session_assess(&session, DONE, 2, &e), ST_INPUT);
    assert_int_equal(session_assess(&session, ONE, 7, &e), ST_INPUT);
    assert_int_equal(session_confidence(&session, ONE, "sure", &e), ST_INPUT);
    assert_int_equal(session_private_note(&session, ONE, "\xff", &e), ST_INPUT);
    assert_int_equal(session_followup(&session, ONE, "", "", "", &e), ST_INPUT);
    assert_int_equal(session_followup(&session, ONE, "x", "", "soon", &e), ST_INPUT);
    assert_int_equal(session.nundo, 0);
    assert_false(session_unsaved(&session));
}

static void test_presenter_mode_hides(void **state)
{
    (void)state;
    WORKS(session_private_note(&session, ONE, "private", &e));
    WORKS(session_park(&session, ONE, true, &e));
    WORKS(session_assess(&session, ONE, 1, &e));
    WORKS(session_text(&session, ONE, "assessor.note", "shared", &e));
    session.presenter = true;
    assert_string_equal(session_private(&session, ONE), "");
    assert_false(session_parked(&session, ONE));
    assert_int_equal(rating(ONE).assessor, -1); /* the firm has not rated yet */
    assert_string_equal(rating(ONE).note, "");
    WORKS(session_answer(&session, ONE, ANSWER_LEVEL, 2, NULL, &e));
    assert_int_equal(rating(ONE).assessor, -1); /* they differ, and nobody has said why */
    WORKS(session_text(&session, ONE, "assessor.reason", "not all of it", &e));
    assert_int_equal(rating(ONE).assessor, 1);
    assert_string_equal(rating(ONE).note, "shared");
    WORKS(session_text(&session, ONE, "assessor.reason", "", &e));
    WORKS(session_answer(&session, ONE, ANSWER_LEVEL, 1, NULL, &e));
    assert_int_equal(rating(ONE).assessor, 1); /* they agree */
    assert_string_equal(session_private(&session, ONE), "");
    session.presenter = false;
    assert_string_equal(session_private(&session, ONE), "private");
}

static void after(int64_t passed)
{
    seconds += passed;
    session_count_time(&session);
}

static void test_the_clock(void **state)
{
    (void)state;
    int planned = 0;
    after(500); /* no section yet: nobody's time */
    session_enter_section(&session, ONE);
    after(90);
    assert_int_equal(session_section_minutes(&session, TWO, &planned), 1);
    assert_int_equal(planned, 2 * INTERVIEW_MINUTES_A_QUESTION);
    assert_true(session.noted); /* more than a minute is worth saving */
    after(30);
    assert_int_equal(session_section_minutes(&session, ONE, &planned), 2);
    after(SESSION_PAUSE + 1); /* lunch */
    after(-3600);             /* the clock was set back */
    assert_int_equal(session_section_minutes(&session, ONE, &planned), 2);
    session_pause(&session, true);
    after(600);
    session_pause(&session, false);
    assert_int_equal(session_section_minutes(&session, ONE, &planned), 2);
    after(60);
    session_enter_section(&session, DONE);
    after(120);
    assert_int_equal(session_section_minutes(&session, ONE, &planned), 3);
    assert_int_equal(session_section_minutes(&session, DONE, &planned), 2);
    WORKS(session_plan_minutes(&session, DONE, 15, &e));
    (void)session_section_minutes(&session, DONE, &planned);
    assert_int_equal(planned, 15);
}

static void test_the_place_is_kept(void **state)
{
    (void)state;
    struct buffer file;
    buffer_init(&file, BUFFER_MAX_DOCUMENT);
    assert_int_equal(session_place(&session), SIZE_MAX);
    session_remember_place(&session, TWO);
    WORKS(interview_set_moves_on(&interview, true, &e));
    WORKS(interview_write(&interview, &file, &e));
    interview_release(&interview);
    WORKS(interview_read(&interview, buffer_text(&file), file.length, "private", &e));
    assert_int_equal(session_place(&session), TWO);
    assert_true(interview_moves_on(&interview));
    WORKS(interview_set_moves_on(&interview, false, &e));
    assert_false(interview_moves_on(&interview));
    buffer_release(&file);
}

/* ---- snippets ---- */

static void test_snippets(void **state)
{
    (void)state;
    struct snippets s;
    struct buffer file;
    size_t found[4];
    buffer_init(&file, BUFFER_MAX_DOCUMENT);
    WORKS(snippets_new(&s, &e));
    WORKS(snippets_add(&s, "The vendor does it", &e));
    WORKS(snippets_add(&s, "Ask the vendor", &e));
    WORKS(snippets_add(&s, "Written rules are missing", &e));
    WORKS(snippets_add(&s, "Ask the vendor", &e)); /* is there already: comes first, once */
    assert_int_equal(snippets_count(&s), 3);
    assert_int_equal(snippets_add(&s, " \n", &e), ST_INPUT);
    WORKS(snippets_write(&s, &file, &e));
    snippets_release(&s);
    WORKS(snippets_read(&s, buffer_text(&file), file.length, "snippets", &e));
    assert_string_equal(snippets_text(&s, 0), "Ask the vendor");
    assert_string_equal(snippets_text(&s, 3), "");
    assert_int_equal(snippets_find(&s, "the v", found, 4), 2); /* first the one that begins so */
    assert_string_equal(snippets_text(&s, found[0]), "The vendor does it");
    assert_string_equal(snippets_text(&s, found[1]), "Ask the vendor");
    assert_int_equal(snippets_find(&s, "", found, 2), 3);
    snippets_used(&s, found[1]);
    snippets_remove(&s, 0);
    assert_int_equal(snippets_count(&s), 2);
    snippets_release(&s);
    buffer_release(&file);
}

static void test_foreign_snippets(void **state)
{
    (void)state;
    static const char *const REFUSED[][2] = {{"{\"format\":\"tenken-draft/1\",\"snippets\":[]}", "is no list of snippets"},
                                             {"{\"format\":\"tenken-snippets/2\",\"snippets\":[]}", "tenken-snippets/2"},
                                             {"{\"format\":\"tenken-snippets/1\"}", "must be a list"},
                                             {"{\"format\":\"tenken-snippets/1\",\"snippets\":[1]}", "must be texts"},
                                             {"{\"format\":\"tenken-snippets/1\",\"snippets\":[\"\"]}", "must be texts"},
                                             {"[", "line 1"}};
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        struct snippets s;
        assert_int_not_equal(snippets_read(&s, REFUSED[i][0], strlen(REFUSED[i][0]), "file", &e), ST_OK);
        assert_null(s.tree);
        if (strstr(e.text, REFUSED[i][1]) == NULL) {
            fail_msg("%s", e.text);
        }
    }
}

#define SESSION_TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(test_every_change_is_taken_back),
        SESSION_TEST(test_the_draft_holds_nothing_private),
        SESSION_TEST(test_both_are_saved),
        SESSION_TEST(test_refusals),
        SESSION_TEST(test_presenter_mode_hides),
        SESSION_TEST(test_the_clock),
        SESSION_TEST(test_the_place_is_kept),
        cmocka_unit_test(test_snippets),
        cmocka_unit_test(test_foreign_snippets),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
