/* What answering does to a draft: one change, one undo; saving that fails; what comes next. And plain mode on the same session. */
#include "model/corporate_number.h"
#include "packs.h"

#include "base/buffer.h"
#include "tui/plain.h"
#include "tui/turned_words.h"
#include "tui/words.h"

#include <stdint.h>

/* clang-format off */
static const char HOME[] = PACK_WITH_CHECKS("home",
    SECTION("s",
        ITEM("1", 1, 3, true, "") ","
        ITEM("2", 1, 3, false, APPLIES("{\"item\":\"1\",\"min\":1}"))) ","
    SECTION("t",
        DONE_ITEM("d", "")),
    CHECK("odd", "{\"all\":[{\"item\":\"1\",\"min\":3},{\"item\":\"2\",\"max\":0}]}", "\"1\",\"2\""));
static const char OTHER[] = PACK("other", SECTION("x", ALIAS("a", "home:1") "," ITEM("b", 1, 2, false, "")));
/* clang-format on */

static struct catalog catalog;
static struct assessment assessment;
static struct session session;
static int saves;
static bool disk_full;

static enum status save(void *context, struct error *e)
{
    (void)context;
    if (disk_full) {
        return (fail)(e, ST_SYSTEM, "the disk is full"); /* cmocka has a macro of that name */
    }
    saves++;
    return ST_OK;
}

static int begin(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    saves = 0;
    disk_full = false;
    language_set(LANGUAGE_EN);
    catalog_init(&catalog);
    const struct pack *home = add_pack(&catalog, HOME);
    const struct pack *other = add_pack(&catalog, OTHER);
    const struct clock clock = clock_fixed(1795219200); /* 2026-11-21 */
    if (assessment_new(&assessment, "2026", &clock, &e) != ST_OK || assessment_add_pack(&assessment, home, false, &e) != ST_OK ||
        assessment_add_pack(&assessment, other, false, &e) != ST_OK) {
        return -1;
    }
    session = (struct session){.assessment = &assessment, .catalog = &catalog, .clock = clock, .save = save};
    return session_init(&session, &e) == ST_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    session_release(&session);
    assessment_release(&assessment);
    catalog_release(&catalog);
    return 0;
}

static void level(size_t question, int value)
{
    struct error e = {.text = ""};
    if (session_answer(&session, question, ANSWER_LEVEL, value, NULL, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
}

static const struct question *at(size_t question)
{
    return &session.list.questions[question];
}

enum { ONE, TWO, DONE, ALIAS_OF_ONE, LAST };

static void test_numbers_and_steps(void **state)
{
    (void)state;
    size_t answered = 9, asked = 9;
    assert_int_equal(session.list.count, 5);
    assert_true(at(TWO)->hidden);
    assert_true(at(ALIAS_OF_ONE)->repeated);
    session_progress(&session, &answered, &asked);
    assert_int_equal(answered, 0);
    assert_int_equal(asked, 3);
    assert_int_equal(question_number(&session, LAST), 4); /* the hidden one keeps its number, the alias has none */
    assert_int_equal(session_step(&session, ONE, 1), DONE);
    assert_int_equal(session_step(&session, DONE, 1), LAST);
    assert_int_equal(session_step(&session, LAST, 1), SIZE_MAX);
    assert_int_equal(session_step(&session, ONE, -1), SIZE_MAX);
    level(ONE, 1);
    assert_int_equal(session_step(&session, ONE, 1), TWO);
    assert_int_equal(session_unanswered(&session, ONE), TWO);
    assert_int_equal(session_unanswered(&session, LAST), TWO);
}

static void turned(bool anything, const char *words)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    assert_int_equal(turned_words(&out, &session), anything);
    assert_string_equal(buffer_text(&out), words);
    buffer_release(&out);
}

static void test_says_what_is_no_longer_asked(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    size_t question = 0;
    turned(false, "");
    level(ONE, 0);
    turned(false, ""); /* was not asked before either */
    level(ONE, 1);
    turned(true, "Question 2 is asked now, too.");
    assert_int_equal(session_answer(&session, DONE, ANSWER_DONE, 0, NULL, &e), ST_OK);
    turned(false, "");
    level(ONE, 0);
    turned(true, "So question 2 is not asked.");
    assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    turned(true, "Question 2 is asked now, too.");
    session.turned[0] = ONE; /* several, in a row and apart */
    session.turned[1] = TWO;
    session.turned[2] = LAST;
    session.nturned = 3;
    turned(true, "Questions 1 to 2, 4 are asked now, too.");
}

static void test_all_that_is_open_waits(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    assert_int_equal(session_vendor(&session, ONE, true, &e), ST_OK);
    assert_false(session_waits_only(&session));
    assert_int_equal(session_answer(&session, DONE, ANSWER_DONE, 0, NULL, &e), ST_OK);
    level(LAST, 1);
    assert_true(session_waits_only(&session));
    /* "Don't know" is an answer for the time being: the vendor still owes one. */
    assert_int_equal(session_answer(&session, ONE, ANSWER_UNKNOWN, 0, NULL, &e), ST_OK);
    assert_false(session_waits_only(&session));
    assert_true(question_awaits(at(ONE)));
    assert_int_equal(session_vendor(&session, ONE, false, &e), ST_OK);
    assert_false(question_awaits(at(ONE)));
    assert_int_equal(session_vendor(&session, ONE, true, &e), ST_OK);
    level(ONE, 0);
    assert_false(at(ONE)->answer.ask_vendor);
}

static void test_undo_of_everything(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    size_t question = 0;
    char *before = cJSON_PrintUnformatted(assessment.tree);
    level(ONE, 3);
    level(ONE, 1);
    assert_int_equal(session_text(&session, ONE, "note", "n", &e), ST_OK);
    assert_int_equal(session_answer(&session, TWO, ANSWER_NA, 0, "no such thing", &e), ST_OK);
    assert_int_equal(session_answer(&session, DONE, ANSWER_DONE, 0, NULL, &e), ST_OK);
    assert_string_equal(json_text(at(DONE)->answer.tree, "done_at"), "2026-11-21");
    assert_int_equal(session_vendor(&session, LAST, true, &e), ST_OK);
    assert_int_equal(session_plan(&session, LAST, 2, "2027-03-31", "Sato", &e), ST_OK);
    assert_int_equal(session_evidence_put(&session, LAST, SIZE_MAX, &(struct evidence){"a", "", "b", "2026-11-21", NULL}, &e), ST_OK);
    assert_int_equal(session_evidence_remove(&session, LAST, 0, &e), ST_OK);
    assert_int_equal(session_perceived(&session, 2, &e), ST_OK);
    assert_int_equal(session_supplier(&session, "name", "Mihon", true, &e), ST_OK);
    const struct inventory_entry entry = {.name = "P", .internet = true};
    const struct inventory_entry changed = {.name = "Q", .version = "2"};
    assert_int_equal(session_inventory_put(&session, SIZE_MAX, &entry, &e), ST_OK);
    assert_int_equal(session_inventory_put(&session, 0, &changed, &e), ST_OK);
    assert_string_equal(json_text(cJSON_GetArrayItem(session_inventory(&session), 0), "name"), "Q");
    assert_int_equal(session_inventory_remove(&session, 0, &e), ST_OK);

    int steps = 0;
    while (session_undo(&session, &question, &e) == ST_OK) {
        steps++;
    }
    assert_int_equal(steps, 14);
    assert_int_equal(question, SIZE_MAX);
    char *after = cJSON_PrintUnformatted(assessment.tree);
    assert_string_equal(after, before);
    cJSON_free(before);
    cJSON_free(after);
}

static void test_undo_says_where(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    size_t question = 0;
    level(ONE, 3);
    level(LAST, 1);
    assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    assert_int_equal(question, LAST);
    assert_int_equal(session_undo(&session, &question, &e), ST_OK);
    assert_int_equal(question, ONE);
    assert_int_equal(at(ONE)->answer.state, ANSWER_NONE);
}

static void test_a_refused_change_leaves_nothing(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    assert_int_equal(session_answer(&session, DONE, ANSWER_LEVEL, 2, NULL, &e), ST_INPUT);
    assert_int_equal(session_plan(&session, ONE, 2, "soon", "", &e), ST_INPUT); /* the level had been taken already */
    assert_null(at(ONE)->answer.tree);
    const char *const members[] = {"scope", "nonsense"};
    const char *const texts[] = {"all", "x"};
    size_t failed = 9;
    assert_int_equal(session_texts(&session, ONE, members, texts, 2, &failed, &e), ST_INPUT);
    assert_int_equal(failed, 1);
    assert_null(at(ONE)->answer.tree);
    const struct inventory_entry nameless = {.vendor = "v"};
    assert_int_equal(session_inventory_put(&session, SIZE_MAX, &nameless, &e), ST_INPUT);
    assert_int_equal(session.nundo, 0);
    assert_false(session.dirty);
}

static void test_saving(void **state)
{
    (void)state;
    session_save(&session);
    assert_int_equal(saves, 0); /* nothing to save */
    disk_full = true;
    level(ONE, 2);
    session_save(&session);
    assert_true(session.dirty);
    assert_string_equal(session.problem.text, "the disk is full");
    assert_int_equal(at(ONE)->answer.level, 2);
    disk_full = false;
    session_save(&session);
    assert_int_equal(saves, 1);
    assert_false(session.dirty);
    assert_string_equal(session.problem.text, "");
}

static void test_contradictions(void **state)
{
    (void)state;
    level(ONE, 3);
    assert_null(session.remark);
    level(TWO, 0);
    assert_non_null(session.remark); /* it came up just now */
    const struct check_hit *hit = session_hit(&session, ONE);
    assert_non_null(hit);
    assert_ptr_equal(session_hit(&session, TWO), hit);
    assert_ptr_equal(session_hit(&session, ALIAS_OF_ONE), hit);
    assert_null(session_hit(&session, LAST));
    assert_int_equal(session_other(&session, hit, ONE), TWO);
    assert_int_equal(session_other(&session, hit, TWO), ONE);
    assert_int_equal(session_other(&session, hit, LAST), ONE);
    level(LAST, 1);
    assert_null(session.remark);
    level(ONE, 1);
    assert_null(session_hit(&session, ONE));
}

static void test_flow(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    size_t question = 9;
    assert_int_equal(session_flow(&session, &question), FLOW_PROFILE);
    assert_int_equal(session_supplier(&session, "name", "Mihon", true, &e), ST_OK);
    assert_int_equal(session_flow(&session, &question), FLOW_BELIEF);
    session.belief_seen = true; /* skipped */
    assert_int_equal(session_flow(&session, &question), FLOW_QUESTION);
    assert_int_equal(question, ONE);
    level(ONE, 0);
    level(LAST, 0);
    assert_int_equal(session_flow(&session, &question), FLOW_QUESTION);
    assert_int_equal(question, DONE);
    assert_int_equal(session_answer(&session, DONE, ANSWER_NOT_DONE, 0, NULL, &e), ST_OK);
    assert_int_equal(session_flow(&session, &question), FLOW_CLOSER); /* two are below their targets */
    assert_int_equal(session_looked(&session, ONE, &e), ST_OK);
    assert_int_equal(session_flow(&session, &question), FLOW_CLOSER);
    assert_int_equal(session_looked(&session, LAST, &e), ST_OK);
    assert_int_equal(session_flow(&session, &question), FLOW_DONE);
    assert_true(session.dirty);
    level(LAST, 1); /* another answer than the one that was looked at */
    assert_int_equal(session_flow(&session, &question), FLOW_CLOSER);
    session.closer_seen = true; /* another day */
    assert_int_equal(session_flow(&session, &question), FLOW_DONE);
}

/* ---- words ---- */

static void number(const char *text, const char *clean, const char *words)
{
    char out[CORPORATE_NUMBER_PROBLEM], digits[16];
    const char *problem = corporate_number_problem(text, digits, out);
    if (words == NULL) {
        assert_null(problem);
        assert_string_equal(digits, clean);
    } else {
        assert_non_null(problem);
        if (strstr(problem, words) == NULL) {
            fail_msg("%s", problem);
        }
    }
}

static void test_corporate_number_explained(void **state)
{
    (void)state;
    number("", "", NULL);
    number("7000012050002", "7000012050002", NULL);
    number("７０００－０１２０ 50002", "7000012050002", NULL);
    number("8000012050002", NULL, "would have to be 7, not 8");
    number("000012050002", NULL, "12 digits");
    number("70000120500021", NULL, "these are 14");
    number("T7000012050002", "7000012050002", NULL);
    number(" Ｔ7‐0000‐1205‐0002", "7000012050002", NULL);
    number("70000120500o2", NULL, "digits only");
}

/* ---- plain mode ---- */

struct talk {
    const char *input;
    struct buffer output;
};

static bool talk_read(void *context, struct buffer *line)
{
    struct talk *talk = context;
    buffer_clear(line);
    if (*talk->input == '\0') {
        return false;
    }
    const size_t n = strcspn(talk->input, "\n");
    (void)buffer_add(line, talk->input, n);
    talk->input += n + (talk->input[n] == '\n');
    return true;
}

static void talk_write(void *context, const char *text)
{
    struct talk *talk = context;
    (void)buffer_add_text(&talk->output, text);
}

/* Plays input; the output must hold these words in this order. */
static void plays(const char *input, const char *const *words)
{
    struct talk talk = {.input = input};
    struct error e = {.text = ""};
    const struct plain_io io = {.read = talk_read, .write = talk_write, .context = &talk};
    buffer_init(&talk.output, BUFFER_MAX_DOCUMENT);
    assert_int_equal(answer_plain(&session, &io, &e), ST_OK);
    const char *from = buffer_text(&talk.output);
    for (; *words != NULL; words++) {
        const char *found = strstr(from, *words);
        if (found == NULL) {
            fail_msg("\"%s\" does not follow in:\n%s", *words, buffer_text(&talk.output));
        }
        from = found + strlen(*words);
    }
    buffer_release(&talk.output);
}
#define PLAYS(input, ...) plays(input, (const char *const[]){__VA_ARGS__, NULL})

static void test_plain_from_start_to_end(void **state)
{
    (void)state;
    PLAYS("Mihon Works\n2\n3\n0\ng\n2\nr\ngo 3\n1\n- \nnot ours\ns\nq\n", "Name of your firm", "Saved.", "0 to 4", "Saved.", "Question 1,",
          "In all 0 of 3 answered", "0 not yet: zero", "Saved: 1 words, 3 established.", "Question 2,", "Saved: 2 words, 0 not yet.",
          "Worth another look", "The other answer: 1 ", "Question 3,", "Question 1,", "Saved: 1 words, 2 throughout", "Question 3,",
          "3 words: not answered", "Question 3,", "Saved: 3 words, done.", "Question 4,", "Why does it not apply?",
          "Saved: 4 words, not applicable.", "signing without this step is fine", "Results.", "25.0 of 100", "You expected 50.0",
          "s reads the results in full");
    assert_string_equal(json_text(at(LAST)->answer.tree, "na_reason"), "not ours");
    assert_false(session.dirty);
}

static void test_plain_says_what_is_no_longer_asked(void **state)
{
    (void)state;
    session.profile_seen = session.belief_seen = true;
    PLAYS("1\nu\nq\n", "Saved: 1 words, 1 partly.", "Question 2 is asked now, too.", "So question 2 is not asked.");
}

static void test_plain_second_pass(void **state)
{
    (void)state;
    session.profile_seen = session.belief_seen = true;
    /* 1 essential in no pack here; 3 is a claim without evidence, 1 of 2 a gap. */
    PLAYS("3\n1\n1\n1\nw\np\n4\n2027-03-31\nSato\n?\n\nq\nq\n", "signing without this step is fine", "Results.", "Closer look 1 of",
          "   Essential: say where it holds", "Nothing is written beside the answer yet.", "looked at, next",
          "Plan: 4 improving  2027-03-31  Sato", "Closer look 2 of", "looked at, next", "All answered");
    struct look *looks = NULL;
    size_t count = 0;
    (void)session_looks(&session, &looks, &count);
    assert_true(count > 0);
    free(looks);
    PLAYS("w\n4\n\n\nq\n", "All answered", "Closer look 1 of", "Saved:", "That was the last one");
    PLAYS("w\nq\n", "No answer asks for a closer look.");
}

static void test_plain_texts(void **state)
{
    (void)state;
    PLAYS("M\n\nn all PCs\nd\nhead office\nhall 2\nno network\np\n3\nnever\n2027-03-31\nSato\ne\nminutes\nbinder "
          "3\n\n2026-11-20\ne\nwrong\n\n\n\ne\nremove "
          "9\ne\nremove 2\nt\nfoo\n\nx\nu\nq\n",
          "Saved.", "holds for", "That is no date", "Saved.", "1. minutes", "There is no evidence 9.", "2. wrong", "Saved.",
          "no special words", "\"foo\" is not understood", "Question 1,", "Note: all PCs", "Evidence kept: 2026-11-20 minutes",
          "Saved: 1 words, don't know.", "Taken back.");
    const cJSON *answer = at(ONE)->answer.tree;
    assert_string_equal(json_text(answer, "note"), "all PCs");
    assert_string_equal(json_text(answer, "scope"), "head office");
    assert_string_equal(json_text(answer, "exceptions"), "hall 2");
    assert_string_equal(json_text(answer, "compensating"), "no network");
    assert_string_equal(json_text(cJSON_GetArrayItem(json_get(answer, "evidence"), 0), "date"), "2026-11-20");
    assert_int_equal(json_integer(answer, "planned_level", -1), 3);
    assert_string_equal(json_text(answer, "owner"), "Sato");
    assert_int_equal(at(ONE)->answer.state, ANSWER_NONE);
}

static void test_plain_input_ends_anywhere(void **state)
{
    (void)state;
    static const char input[] = "M\n2\n3\nn\na note\n-\nbecause\nc\nM\n\n7000012050002\n";
    for (size_t n = 0; n < sizeof input; n++) {
        char cut[sizeof input];
        memcpy(cut, input, n);
        cut[n] = '\0';
        end(state);
        assert_int_equal(begin(state), 0);
        PLAYS(cut, "Name of your firm");
        assert_false(session.dirty);
        assert_int_equal(saves > 0, n > 0); /* whatever was said is kept, and nothing else is done */
    }
    assert_int_equal(at(ONE)->answer.level, 3);
    assert_string_equal(json_text(session_supplier_object(&session), "corporate_number"), "7000012050002");
}

static void test_plain_says_what_is_not_saved(void **state)
{
    (void)state;
    disk_full = true;
    PLAYS("M\n2\n3\n", "Not saved: the disk is full", "kept in memory");
    assert_true(session.dirty);
    assert_int_equal(at(ONE)->answer.level, 3);
}

static void test_plain_cleans_what_is_typed(void **state)
{
    (void)state;
    PLAYS("Mi\x1b[31mhon\n\n\x1b[A\n", "\"�[A\" is not understood");
    assert_string_equal(session_company(&session), "Mi�[31mhon");
}

#define SESSION_TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(test_numbers_and_steps),
        SESSION_TEST(test_says_what_is_no_longer_asked),
        SESSION_TEST(test_all_that_is_open_waits),
        SESSION_TEST(test_undo_of_everything),
        SESSION_TEST(test_undo_says_where),
        SESSION_TEST(test_a_refused_change_leaves_nothing),
        SESSION_TEST(test_saving),
        SESSION_TEST(test_contradictions),
        SESSION_TEST(test_flow),
        cmocka_unit_test(test_corporate_number_explained),
        SESSION_TEST(test_plain_from_start_to_end),
        SESSION_TEST(test_plain_says_what_is_no_longer_asked),
        SESSION_TEST(test_plain_second_pass),
        SESSION_TEST(test_plain_texts),
        SESSION_TEST(test_plain_input_ends_anywhere),
        SESSION_TEST(test_plain_says_what_is_not_saved),
        SESSION_TEST(test_plain_cleans_what_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
