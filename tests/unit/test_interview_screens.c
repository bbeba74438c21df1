/* The interview's screens played by keys on a terminal that looks at every single picture: while the screen is turned to the firm none may
 * hold a private word. And what the keys of question and table do. */
#include "packs.h"

#include "base/buffer.h"
#include "model/followup.h"
#include "model/interview.h"
#include "model/place.h"
#include "model/rating.h"
#include "model/snippets.h"
#include "tui/grid.h"
#include "tui/interview.h"
#include "tui/session_interview.h"

#define TALK                                                                                                                               \
    ",\"interview\":{\"probes\":[" TEXT("SECRET", "SECRET-PROBE") "],\"good_evidence\":[" TEXT(                                            \
        "SECRET", "SECRET-PROOF") "],\"overstated\":" TEXT("SECRET", "SECRET-OVERSTATED") "}"

/* clang-format off */
static const char HOME[] = PACK("home",
    SECTION("s",
        ITEM("1", 1, 3, true, TALK) ","
        ITEM("2", 1, 3, false, TALK) ","
        ITEM("3", 1, 3, false, TALK)) ","
    SECTION("t",
        DONE_ITEM("d", TALK)));
/* clang-format on */

enum { ONE, TWO, THREE, DONE };

static struct catalog catalog;
static struct assessment assessment;
static struct interview interview;
static struct snippets snippets;
static struct session session;
static struct error e;

/* ---- a terminal that plays keys ---- */

struct player {
    struct terminal terminal;
    const char *keys; /* tokens as in key scripts: names, characters, "text …" to the end of the line, "resize 90x30" */
    const char *typing;
    int rows, columns;
    struct buffer screen; /* the last picture */
    int pictures;         /* shown with the screen turned to the firm */
};
static struct player player;

static void player_size(const struct terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    *rows = player.rows;
    *columns = player.columns;
}

static void player_show(struct terminal *terminal, const struct grid *g)
{
    (void)terminal;
    buffer_clear(&player.screen);
    grid_dump(g, true, &player.screen);
    if (session.presenter) {
        player.pictures++;
        if (strstr(buffer_text(&player.screen), "SECRET") != NULL) {
            fail_msg("a private word while the firm looks on, before %.40s\n%s", player.keys, buffer_text(&player.screen));
        }
    }
}

static enum status player_wait(struct terminal *terminal, struct event *out, struct error *problem)
{
    (void)terminal;
    (void)problem;
    char word[32];
    if (player.typing != NULL && *player.typing != '\0' && *player.typing != '\n') {
        *out = event_character(player.typing++, 1);
        return ST_OK;
    }
    player.keys = player.typing != NULL ? player.typing : player.keys;
    player.typing = NULL;
    player.keys += strspn(player.keys, " \n");
    const size_t n = strcspn(player.keys, " \n");
    snprintf(word, sizeof word, "%.*s", (int)n, player.keys);
    player.keys += n;
    if (strcmp(word, "text") == 0) {
        player.typing = player.keys + 1;
        return player_wait(terminal, out, problem);
    }
    if (strcmp(word, "resize") == 0) {
        char *end = NULL;
        player.columns = (int)strtol(player.keys, &end, 10);
        player.rows = (int)strtol(end + 1, &end, 10);
        player.keys = end;
        *out = (struct event){.kind = EVENT_RESIZE};
        return ST_OK;
    }
    if (n == 0) {
        *out = (struct event){.kind = EVENT_HANGUP};
    } else if (!key_parse(word, out)) {
        fail_msg("\"%s\" is no key", word);
    }
    return ST_OK;
}

static bool no(const struct terminal *terminal)
{
    (void)terminal;
    return false;
}

static void nothing(struct terminal *terminal)
{
    (void)terminal;
}

static void play_at(const char *keys, int rows, int columns)
{
    static const struct terminal_ops ops = {.size = player_size,
                                            .show = player_show,
                                            .wait = player_wait,
                                            .ascii = no,
                                            .pending = no,
                                            .bell = nothing,
                                            .pause = nothing,
                                            .resume = nothing,
                                            .close = nothing};
    player.terminal.ops = &ops;
    player.keys = keys;
    player.typing = NULL;
    player.rows = rows;
    player.columns = columns;
    session.presenter = false;
    assert_int_equal(interview_screens(&session, &player.terminal, &e), ST_OK);
    assert_false(session_unsaved(&session));
}

static void play(const char *keys)
{
    play_at(keys, 24, 80);
}

static void shows(const char *words)
{
    if (strstr(buffer_text(&player.screen), words) == NULL) {
        fail_msg("\"%s\" is not on\n%s", words, buffer_text(&player.screen));
    }
}

static void shows_not(const char *words)
{
    if (strstr(buffer_text(&player.screen), words) != NULL) {
        fail_msg("\"%s\" is on\n%s", words, buffer_text(&player.screen));
    }
}

/* ---- the session ---- */

static int saves;

static enum status save(void *context, struct error *problem)
{
    (void)context;
    (void)problem;
    saves++;
    return ST_OK;
}

static int editors; /* how often the user's editor was opened */

static enum status edit(const char *text, struct buffer *out, struct error *problem)
{
    (void)problem;
    editors++;
    return buffer_add_text(out, text) ? ST_OK : ST_SYSTEM;
}
static const struct outside outside = {.edit = edit};

static int begin(void **state)
{
    (void)state;
    saves = editors = 0;
    language_set(LANGUAGE_EN);
    catalog_init(&catalog);
    const struct pack *home = add_pack(&catalog, HOME);
    const struct clock clock = clock_fixed(1795219200); /* 2026-11-21 */
    if (assessment_new(&assessment, "2026", &clock, &e) != ST_OK || assessment_add_pack(&assessment, home, false, &e) != ST_OK ||
        interview_new(&interview, "00000000-0000-4000-8000-000000000001", "Mihon", "2026", &clock, &e) != ST_OK ||
        assessment_set_supplier(&assessment, "name", "Mihon", &e) != ST_OK || snippets_new(&snippets, &e) != ST_OK) {
        return -1;
    }
    session = (struct session){.assessment = &assessment,
                               .catalog = &catalog,
                               .clock = clock,
                               .save = save,
                               .interview = &interview,
                               .save_interview = save,
                               .snippets = &snippets,
                               .save_snippets = save};
    buffer_init(&player.screen, BUFFER_MAX_DOCUMENT);
    player.pictures = 0;
    return session_init(&session, &e) == ST_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    buffer_release(&player.screen);
    session_release(&session);
    snippets_release(&snippets);
    interview_release(&interview);
    assessment_release(&assessment);
    catalog_release(&catalog);
    return 0;
}

static const struct answer *answer(size_t question)
{
    return &session.list.questions[question].answer;
}

static struct rating rating(size_t question)
{
    return rating_view(answer(question));
}

static const char *noted(size_t question)
{
    return interview_note(&interview, &session.list.questions[question]);
}

/* ---- presenter mode ---- */

/* Everything that the firm may be shown, and some of what it may not: each from a question with private words at every place. */
static const char *const FROM_THE_QUESTION[] = {"",
                                                "?",
                                                "G",
                                                "G ?",
                                                "G Ctrl-F Ctrl-F",
                                                "G Tab Tab Tab Tab Tab Tab",
                                                "/ text ECRE\n",
                                                "g 2 Enter",
                                                "s",
                                                "e",
                                                "t",
                                                "d",
                                                "p",
                                                "o",
                                                "i",
                                                "C",
                                                "N",
                                                "f",
                                                "Space",
                                                "-",
                                                "u",
                                                "u u u u",
                                                "m",
                                                "n",
                                                "r",
                                                "K",
                                                "T",
                                                "k",
                                                "c",
                                                "a",
                                                "z",
                                                "A",
                                                "2",
                                                "0",
                                                "Delete",
                                                "Tab",
                                                "Down Down Down Enter",
                                                "End",
                                                "Home",
                                                "q",
                                                "Esc",
                                                "x",
                                                "v",
                                                "L L"};

static const char *const SIZES[] = {"", "resize 100 30 ", "resize 160 50 ", "resize 60 20 resize 80 24 "};

static void fill_with_private_words(void)
{
    for (size_t i = ONE; i <= DONE; i++) {
        assert_int_equal(session_private_note(&session, i, "SECRET-NOTE", &e), ST_OK);
        assert_int_equal(session_park(&session, i, true, &e), ST_OK);
    }
    /* The assessor's opinion, which the firm has not heard yet. */
    assert_int_equal(session_assess(&session, ONE, 1, &e), ST_OK);
    assert_int_equal(session_text(&session, ONE, "assessor.note", "SECRET-OPINION", &e), ST_OK);
    assert_int_equal(session_answer(&session, TWO, ANSWER_LEVEL, 3, NULL, &e), ST_OK);
    assert_int_equal(session_assess(&session, TWO, 1, &e), ST_OK);
    assert_int_equal(session_text(&session, TWO, "assessor.note", "SECRET-OPINION", &e), ST_OK);
    assert_int_equal(snippets_add(&snippets, "SECRET-SNIPPET", &e), ST_OK);
    session_remember_place(&session, ONE);
}

static void test_the_firm_sees_nothing_private(void **state)
{
    for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++) {
        for (size_t i = 0; i < sizeof FROM_THE_QUESTION / sizeof *FROM_THE_QUESTION; i++) {
            char keys[256];
            end(state);
            assert_int_equal(begin(state), 0);
            fill_with_private_words();
            snprintf(keys, sizeof keys, "F2 %s%s", SIZES[size], FROM_THE_QUESTION[i]);
            play(keys);
            assert_true(player.pictures > 0);
            assert_true(session.presenter);
        }
    }
}

/* Wherever F2 is pressed: the screens of the consultant go at once, what was being typed is kept. */
static void test_f2_works_everywhere(void **state)
{
    static const char *const PLACES[] = {"m",
                                         "m text SECRET-TYPED\n",
                                         "m Ctrl-T",
                                         "m Ctrl-T S",
                                         "n Ctrl-T",
                                         "K",
                                         "T",
                                         "G Tab Tab Tab Tab Tab",
                                         "G Ctrl-T",
                                         "G / text SECRET\n",
                                         "G Tab Tab Tab Tab Tab text SECRET-TYPED\n",
                                         "G Tab Tab Tab Tab Ctrl-T",
                                         "?",
                                         "G ?",
                                         "c",
                                         "a",
                                         "Right",
                                         "G Ctrl-F Ctrl-F Ctrl-F"};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        char keys[256];
        end(state);
        assert_int_equal(begin(state), 0);
        fill_with_private_words();
        snprintf(keys, sizeof keys, "%s F2 resize 120 40 Down resize 80 24", PLACES[i]);
        play(keys);
        assert_true(player.pictures >= 3);
        if (strstr(PLACES[i], "TYPED") != NULL) {
            assert_non_null(strstr(noted(ONE), "SECRET-TYPED"));
        }
        snprintf(keys, sizeof keys, "%s Ctrl-P Ctrl-P", PLACES[i]); /* and back again */
        play(keys);
        assert_false(session.presenter);
    }
}

static void test_without_f2_it_is_all_there(void **state)
{
    (void)state;
    fill_with_private_words();
    play("");
    shows("SECRET-PROBE");
    shows("SECRET-PROOF");
    shows("SECRET-OVERSTATED");
    shows("SECRET-NOTE");
    shows("SECRET-OPINION");
    play("G");
    shows("SECRET-");
    play("K");
    shows("[parked 4]");
    play("m");
    shows("SECRET-NOTE");
    play("n Ctrl-T");
    shows("SECRET-SNIPPET");
}

static void test_what_was_talked_about_is_shown(void **state)
{
    (void)state;
    assert_int_equal(session_text(&session, ONE, "assessor.note", "shared words", &e), ST_OK);
    play("2 1 text only the office\nEnter F2");
    shows("only the office");
    shows("shared words");
    play("F2 G");
    shows("shared wor");
    play("F2 a 3"); /* a is refused: the digit is the firm's */
    assert_int_equal(rating(ONE).firm, 3);
    assert_int_equal(rating(ONE).assessor, 1);
}

static void test_leaving_needs_f2_first(void **state)
{
    (void)state;
    play("F2 q");
    shows("F2 first");
    play("q 2"); /* q ends it: the digit is not read any more */
    assert_int_equal(answer(ONE)->state, ANSWER_NONE);
}

/* ---- the question ---- */

static void test_two_ratings_and_a_reason(void **state)
{
    (void)state;
    play("2 2 c c");
    assert_int_equal(rating(ONE).firm, 2);
    assert_int_equal(rating(ONE).assessor, 2);
    assert_string_equal(rating(ONE).confidence, "document");
    shows("[document read]");
    play("Right 3 1 text no record\nEnter");
    assert_string_equal(rating(TWO).reason, "no record");
    shows("no record");
    play("g 3 Enter 3 1 Enter"); /* left for later */
    assert_true(rating_lacks_reason(answer(THREE)));
    shows("still open");
    play("u");
    shows("still open"); /* another session has nothing to take back */
    play("a Delete");
    assert_int_equal(rating(THREE).assessor, -1);
    play("g 4 Enter 1 4"); /* done or not done: no second rating */
    assert_int_equal(answer(DONE)->state, ANSWER_DONE);
    assert_int_equal(answer(DONE)->assessor_level, -1);
}

static void test_going_on_or_staying(void **state)
{
    (void)state;
    play("2 2");
    shows("1/4");
    play("u u A g 1 Enter 2 2");
    shows("2/4");
    play("3 1 text why\nEnter"); /* the reason first, then on; the place and the setting were kept */
    shows("3/4");
    assert_string_equal(rating(TWO).reason, "why");
    play("A 2 2");
    shows("3/4");
}

static void test_notes_stay_apart(void **state)
{
    (void)state;
    play("m text for me\nEsc n text for the firm\nEsc N text the firm's own\nEsc");
    assert_string_equal(noted(ONE), "for me");
    assert_string_equal(rating(ONE).note, "for the firm");
    assert_string_equal(json_text(answer(ONE)->tree, "note"), "the firm's own");
    play("u");
    play("f text the record\nEnter text Sato\nEnter text 2026/12/1\nEnter k");
    assert_int_equal(followup_count(&assessment), 1);
    const struct followup f = followup_view(&assessment, 0);
    assert_string_equal(f.item, "1");
    assert_string_equal(f.owner, "Sato");
    assert_string_equal(f.due, "2026-12-01");
    shows("the record  Sato  2026-12-01");
    shows("parked");
    play("f text x\nEnter Enter text soon\nEnter");
    shows("is no date");
}

static void test_it_goes_on_where_it_was_left(void **state)
{
    (void)state;
    play("g 3 Enter");
    play("");
    shows("3/4");
    play("g 9 Enter");
    shows("There is no question");
    play("G Up Esc"); /* from the table to the row that the cursor was on */
    shows("2/4");
}

/* ---- the table ---- */

static void test_typing_straight_through(void **state)
{
    (void)state;
    play("G 2 2 1 text agreed\nEnter 3 1 3 text no record\nEnter text ask again\nEnter x 0 2 Tab");
    assert_int_equal(rating(ONE).firm, 2);
    assert_int_equal(rating(ONE).assessor, 2);
    assert_string_equal(rating(ONE).confidence, "heard");
    assert_string_equal(rating(ONE).note, "agreed");
    assert_string_equal(rating(ONE).reason, "");
    assert_int_equal(rating(TWO).firm, 3);
    assert_int_equal(rating(TWO).assessor, 1);
    assert_string_equal(rating(TWO).confidence, "seen");
    assert_string_equal(rating(TWO).reason, "no record"); /* asked for only where the two differ */
    assert_string_equal(rating(TWO).note, "ask again");
    assert_int_equal(answer(THREE)->state, ANSWER_UNKNOWN);
    assert_int_equal(rating(THREE).assessor, 0);
    assert_string_equal(rating(THREE).confidence, "document");
    play("G End 1 1 text n\nEnter");
    assert_int_equal(answer(DONE)->state, ANSWER_DONE); /* of kind done: from the firm's column to the next but one */
    assert_string_equal(rating(DONE).confidence, "heard");
    assert_string_equal(rating(DONE).note, "n");
    shows("That was the last row.");
}

static void test_cells(void **state)
{
    (void)state;
    play("G Home Tab Tab Tab Tab text first\nEnter Up Right Right Right Right Enter text  and more\nTab text mine\nEsc text mine\nTab");
    assert_string_equal(rating(ONE).note, "first and more");
    assert_string_equal(noted(ONE), "mine");         /* Esc put the empty cell back, then it was typed again */
    play("G Home Tab Tab Tab Tab text another\nUp"); /* letters replace, arrows keep */
    assert_string_equal(rating(ONE).note, "another");
    play("G Home Tab Tab Tab Tab Delete");
    assert_string_equal(rating(ONE).note, "");
    play("G Home Tab Tab Tab Tab text cut off"); /* the terminal goes away: kept */
    assert_string_equal(rating(ONE).note, "cut off");
    assert_int_equal(session_text(&session, TWO, "assessor.note", "two\nlines", &e), ST_OK);
    play("G Home Down Tab Tab Tab Tab Enter Esc");
    assert_string_equal(rating(TWO).note, "two\nlines"); /* not joined: edited in a form */
}

static void test_fill_down_and_undo(void **state)
{
    (void)state;
    play("G 2 2 1 text same\nEnter Ctrl-D Ctrl-D");
    assert_int_equal(rating(TWO).firm, 2);
    assert_int_equal(rating(THREE).firm, 2);
    assert_int_equal(rating(TWO).assessor, -1);
    play("G Home Down Tab Tab Tab Tab Ctrl-D Ctrl-D Ctrl-U");
    assert_string_equal(rating(TWO).note, "same");
    assert_string_equal(rating(THREE).note, "");
    play("G Home Ctrl-D");
    shows("There is no row above");
    play("G End Ctrl-D"); /* a level is no answer to done or not done */
    shows("Nothing in the row above fits here.");
    assert_int_equal(answer(DONE)->state, ANSWER_NONE);
}

static void test_snippets_in_cells_and_forms(void **state)
{
    (void)state;
    play("G Tab Tab Tab Tab text The vendor does it all\nCtrl-N Enter");
    assert_int_equal(snippets_count(&snippets), 1);
    assert_int_equal(snippets_add(&snippets, "Written rules are missing", &e), ST_OK);
    play("G Home Down Tab Tab Tab Tab Ctrl-T t h e Enter text : no contract\nEnter");
    assert_string_equal(rating(TWO).note, "The vendor does it all: no contract");
    play("g 3 Enter n Ctrl-T w Enter Esc m Ctrl-T w Enter Ctrl-N Esc");
    assert_string_equal(rating(THREE).note, "Written rules are missing");
    assert_string_equal(noted(THREE), "Written rules are missing");
    assert_int_equal(snippets_count(&snippets), 2);
    play("n Ctrl-T Delete");
    shows("once more");
    play("n Ctrl-T Delete Delete");
    assert_int_equal(snippets_count(&snippets), 1);
}

static void test_lists_are_stable(void **state)
{
    (void)state;
    play("G Ctrl-F"); /* open: all four */
    shows("[open 4]");
    play("G Ctrl-F 2 2 Tab Tab Tab Tab"); /* answered: still there until the list is chosen again */
    shows("[open 3]");
    shows("  1  words");
    play("G Ctrl-F");
    shows_not("  1  words");
    assert_int_equal(session_assess(&session, TWO, 0, &e), ST_OK);
    assert_int_equal(session_answer(&session, TWO, ANSWER_LEVEL, 4, NULL, &e), ST_OK);
    assert_int_equal(session_answer(&session, THREE, ANSWER_LEVEL, 1, NULL, &e), ST_OK);
    assert_int_equal(session_confidence(&session, TWO, "heard", &e), ST_OK);
    play("G Ctrl-F Ctrl-F"); /* differing */
    shows("[differing 1]");
    shows("! why?");
    play("G Ctrl-O"); /* the largest difference first */
    const char *text = buffer_text(&player.screen);
    assert_true(strstr(text, " 2  words") < strstr(text, " 1  words"));
    assert_true(strstr(text, " 1  words") < strstr(text, " 3  words")); /* equal ones in the questionnaire's order */
    play("G Ctrl-F Ctrl-F Ctrl-F Ctrl-F");
    shows("[no evidence 3]");
    play("G Ctrl-F Ctrl-F Ctrl-F Ctrl-F Ctrl-F");
    shows("[only heard 1]");
    play("G / text nowhere\nEnter");
    shows("Nothing on this list.");
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
    if (session.presenter && strstr(text, "SECRET") != NULL) {
        fail_msg("a private word while the firm listens: %s", text);
    }
}

/* Plays input; the output must hold these words in this order. */
static void says(const char *input, const char *const *words)
{
    struct talk talk = {.input = input};
    const struct plain_io io = {.read = talk_read, .write = talk_write, .context = &talk};
    session.presenter = false;
    buffer_init(&talk.output, BUFFER_MAX_DOCUMENT);
    assert_int_equal(interview_plain(&session, &io, &e), ST_OK);
    assert_false(session_unsaved(&session));
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
#define SAYS(input, ...) says(input, (const char *const[]){__VA_ARGS__, NULL})

static void test_plain_interview(void **state)
{
    (void)state;
    SAYS("2\n9\n1\nno record\n1\n1\n\n\n0\nq\n", "Question 1", "SECRET-PROBE", "Saved: 1 words, 2", "from 0 to 4", "Why (Enter: later)",
         "How sure", "Question 2", "Question 3");
    assert_int_equal(rating(ONE).assessor, 1);
    assert_string_equal(rating(ONE).reason, "no record");
    assert_string_equal(rating(ONE).confidence, "heard");
    assert_int_equal(rating(TWO).firm, 1);
    assert_int_equal(rating(TWO).assessor, -1);
    assert_int_equal(rating(THREE).firm, 0); /* Enter alone had read the question again */
    SAYS("go 1\nn for the firm\nm for me\nf the record\nSato\nsoon\n2026-12-01\nk\nG\nG parked\nG nothing\n/for me\nq\n", "Question 1",
         "soon", "parked", "Shared note: for the firm", "My note, stays with me: for me", "G parked", "no list \"nothing\"", "1 words");
    assert_string_equal(noted(ONE), "for me");
    assert_int_equal(followup_count(&assessment), 1);
    SAYS("keep n\nl\nuse 1 n\nd a\nu\nsnippets\nuse 7 n\nuse 1 firm\nq\n", "Question 1", "Kept", "Question 2", "Shared note: for the firm",
         "Taken back", "1. for the firm", "Say which snippet", "Say which snippet");
    assert_string_equal(rating(TWO).note, "for the firm");
    assert_int_equal(rating(TWO).assessor, -1);
}

static void test_plain_says_nothing_private(void **state)
{
    (void)state;
    fill_with_private_words();
    SAYS("show\nG\nG parked\n/SECRET\nm\nsnippets\nuse 1 n\na 2\nk\ns\no\n?\nu\nL\nL\ngo 2\ngo 4\ne\n\nr\nshow\nq\n", "nothing private",
         "Not while the firm looks on", "Everything is said again", "SECRET-PROBE");
}

static void test_plain_says_no_control_characters(void **state)
{
    (void)state;
    struct talk talk = {.input = "q\n"};
    const struct plain_io io = {.read = talk_read, .write = talk_write, .context = &talk};
    cJSON *tree = cJSON_Parse("{\"level\":2,\"note\":\"A\\u001b[31mB\",\"assessor\":{\"note\":\"C\\u009b31mD\"}}");
    assert_int_equal(assessment_restore_answer(&assessment, &session.list.questions[ONE], tree, &e), ST_OK); /* of a foreign draft */
    session_release(&session);
    assert_int_equal(session_init(&session, &e), ST_OK);
    session_remember_place(&session, ONE);
    buffer_init(&talk.output, BUFFER_MAX_DOCUMENT);
    assert_int_equal(interview_plain(&session, &io, &e), ST_OK);
    assert_non_null(strstr(buffer_text(&talk.output), "A\xef\xbf\xbd[31mB"));
    assert_non_null(strstr(buffer_text(&talk.output), "C\xef\xbf\xbd"
                                                      "31mD"));
    assert_null(strchr(buffer_text(&talk.output), 0x1b));
    buffer_release(&talk.output);
}

static void test_private_notes_go_into_no_other_program(void **state)
{
    (void)state;
    session.outside = &outside;
    play("m text mine\nCtrl-E");
    assert_int_equal(editors, 0);
    play("n text ours\nCtrl-E"); /* the shared one may */
    assert_int_equal(editors, 1);
}

static void test_plain_input_ends_anywhere(void **state)
{
    static const char input[] = "2\n1\nwhy\n1\nn shared\nm mine\nf later\nSato\n2026-12-01\n";
    for (size_t n = 0; n < sizeof input; n++) {
        char cut[sizeof input];
        memcpy(cut, input, n);
        cut[n] = '\0';
        end(state);
        assert_int_equal(begin(state), 0);
        SAYS(cut, "Question 1");
        assert_true(session.gone);
    }
    assert_string_equal(noted(TWO), "mine");
}

#define SCREEN_TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_the_firm_sees_nothing_private),
        SCREEN_TEST(test_f2_works_everywhere),
        SCREEN_TEST(test_without_f2_it_is_all_there),
        SCREEN_TEST(test_what_was_talked_about_is_shown),
        SCREEN_TEST(test_leaving_needs_f2_first),
        SCREEN_TEST(test_two_ratings_and_a_reason),
        SCREEN_TEST(test_going_on_or_staying),
        SCREEN_TEST(test_notes_stay_apart),
        SCREEN_TEST(test_it_goes_on_where_it_was_left),
        SCREEN_TEST(test_typing_straight_through),
        SCREEN_TEST(test_cells),
        SCREEN_TEST(test_fill_down_and_undo),
        SCREEN_TEST(test_snippets_in_cells_and_forms),
        SCREEN_TEST(test_lists_are_stable),
        SCREEN_TEST(test_plain_interview),
        SCREEN_TEST(test_plain_says_nothing_private),
        SCREEN_TEST(test_plain_says_no_control_characters),
        SCREEN_TEST(test_private_notes_go_into_no_other_program),
        SCREEN_TEST(test_plain_input_ends_anywhere),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
