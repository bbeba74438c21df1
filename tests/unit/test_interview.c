/* The private record of an interview. */
#include "base/buffer.h"
#include "model/interview.h"
#include "packs.h"

#define ID "6f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b"
#define OTHER "00000000-1111-4222-8333-444444444444"
#define HEAD                                                                                                                               \
    "\"format\":\"tenken-interview/1\",\"client\":{\"id\":\"" ID                                                                           \
    "\",\"name\":\"見本\"},\"period\":\"2026\",\"created_at\":\"2026-11-21T00:00:00Z\""
#define FIRST PACK("p", SECTION("s", ITEM("1", 1, 3, true, "") "," ITEM("2", 1, 3, false, "")))
#define SECOND PACK("r", SECTION("s", ALIAS("x", "p:2")))

struct fixture {
    struct catalog catalog;
    struct question_list list;
    struct interview i;
    struct clock clock;
};

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error e = {.text = ""};
    assert_non_null(f);
    const struct pack *packs[2] = {add_pack(&f->catalog, FIRST), add_pack(&f->catalog, SECOND)};
    const struct facts none = {0};
    assert_int_equal(question_list_build(&f->list, &f->catalog, packs, 2, &none, NULL, &e), ST_OK);
    f->clock = clock_fixed(1795219200); /* 2026-11-21 */
    assert_int_equal(interview_new(&f->i, ID, "見本", "2026", &f->clock, &e), ST_OK);
    *state = f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    interview_release(&f->i);
    question_list_release(&f->list);
    catalog_release(&f->catalog);
    free(f);
    return 0;
}

/* Writes, reads again, and gives the text of the file. */
static void again(struct fixture *f, char *text, size_t size)
{
    struct buffer b;
    struct error e = {.text = ""};
    buffer_init(&b, BUFFER_MAX_DOCUMENT);
    assert_int_equal(interview_write(&f->i, &b, &e), ST_OK);
    (void)snprintf(text, size, "%s", buffer_text(&b));
    interview_release(&f->i);
    if (interview_read(&f->i, buffer_text(&b), b.length, "FILE", &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    buffer_release(&b);
}

static void test_notes(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    char text[4096];
    const struct question *one = &f->list.questions[0], *two = &f->list.questions[1], *alias = &f->list.questions[2];
    assert_string_equal(interview_note(&f->i, one), "");
    assert_int_equal(interview_set_note(&f->i, one, "業者任せ。\n担当は来月退職。", &e), ST_OK);
    assert_int_equal(interview_set_parked(&f->i, alias, true, &e), ST_OK);
    again(f, text, sizeof text);
    assert_string_equal(interview_note(&f->i, one), "業者任せ。\n担当は来月退職。");
    assert_string_equal(interview_note(&f->i, two), "");
    assert_true(interview_parked(&f->i, two)); /* at its home */
    assert_true(interview_parked(&f->i, alias));
    assert_false(interview_parked(&f->i, one));

    cJSON *before = interview_copy_item(&f->i, one);
    assert_int_equal(interview_set_note(&f->i, one, "other", &e), ST_OK);
    assert_int_equal(interview_restore_item(&f->i, one, before, &e), ST_OK);
    assert_string_equal(interview_note(&f->i, one), "業者任せ。\n担当は来月退職。");
    assert_null(interview_copy_item(&f->i, &(struct question){.home_pack = one->home_pack, .home_item = &(struct item){.id = "9"}}));

    assert_int_equal(interview_set_note(&f->i, one, "", &e), ST_OK);
    assert_int_equal(interview_restore_item(&f->i, two, NULL, &e), ST_OK);
    assert_false(interview_parked(&f->i, two));
    again(f, text, sizeof text);
    assert_null(strstr(text, "items")); /* nothing is left of what was taken back */

    assert_int_equal(interview_set_note(&f->i, one, "a\x1b[2J", &e), ST_INPUT);
    assert_string_equal(e.text, "the private note: holds a control character.");
    char *large = malloc(INTERVIEW_NOTE_MAX + 2);
    assert_non_null(large);
    memset(large, 'a', INTERVIEW_NOTE_MAX + 1);
    large[INTERVIEW_NOTE_MAX + 1] = '\0';
    assert_int_equal(interview_set_note(&f->i, one, large, &e), ST_INPUT);
    large[INTERVIEW_NOTE_MAX] = '\0';
    assert_int_equal(interview_set_note(&f->i, one, large, &e), ST_OK);
    free(large);
}

static void test_times(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    char text[4096];
    assert_int_equal(interview_planned_minutes(&f->i, "p", "s", 2), 2 * INTERVIEW_MINUTES_A_QUESTION);
    assert_int_equal(interview_set_planned_minutes(&f->i, "p", "s", 20, &e), ST_OK);
    assert_int_equal(interview_add_seconds(&f->i, "p", "s", 65, &e), ST_OK);
    assert_int_equal(interview_add_seconds(&f->i, "p", "s", 10, &e), ST_OK);
    assert_int_equal(interview_add_seconds(&f->i, "p", "s", -500, &e), ST_OK);
    again(f, text, sizeof text);
    assert_int_equal(interview_seconds(&f->i, "p", "s"), 75);
    assert_int_equal(interview_seconds(&f->i, "r", "s"), 0);
    assert_int_equal(interview_planned_minutes(&f->i, "p", "s", 2), 20);
    assert_int_equal(interview_planned_minutes(&f->i, "r", "s", 2), 2 * INTERVIEW_MINUTES_A_QUESTION);
    assert_int_equal(interview_set_planned_minutes(&f->i, "p", "s", INTERVIEW_PLANNED_MAX + 1, &e), ST_INPUT);
    assert_int_equal(interview_set_planned_minutes(&f->i, "p", "s", 0, &e), ST_OK);
    assert_int_equal(interview_planned_minutes(&f->i, "p", "s", 2), 2 * INTERVIEW_MINUTES_A_QUESTION);
    assert_int_equal(interview_add_seconds(&f->i, "p", "s", INT64_MAX, &e), ST_OK);
    assert_int_equal(interview_seconds(&f->i, "p", "s"), INTERVIEW_SECONDS_MAX);
    again(f, text, sizeof text);
}

static void test_sessions(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    char text[4096];
    assert_string_equal(interview_last_session(&f->i), "");
    assert_int_equal(interview_session_end(&f->i, &f->clock, &e), ST_OK); /* there is none */
    assert_int_equal(interview_session_begin(&f->i, &f->clock, &e), ST_OK);
    f->clock.fixed += 3600;
    assert_int_equal(interview_session_end(&f->i, &f->clock, &e), ST_OK);
    f->clock.fixed += 60;
    assert_int_equal(interview_session_end(&f->i, &f->clock, &e), ST_OK); /* ended is ended */
    assert_int_equal(interview_set_next_due(&f->i, "2026-12-24", &e), ST_OK);
    again(f, text, sizeof text);
    assert_non_null(strstr(text, "\"ended_at\": \"2026-11-21T01:00:00Z\""));
    assert_string_equal(interview_last_session(&f->i), "2026-11-21T00:00:00Z");
    assert_string_equal(interview_next_due(&f->i), "2026-12-24");
    assert_int_equal(interview_set_next_due(&f->i, "2026-12-32", &e), ST_INPUT);
    assert_int_equal(interview_set_next_due(&f->i, "", &e), ST_OK);
    assert_string_equal(interview_next_due(&f->i), "");
    for (int n = 0; n < INTERVIEW_SESSIONS_MAX + 5; n++) {
        assert_int_equal(interview_session_begin(&f->i, &f->clock, &e), ST_OK);
    }
    again(f, text, sizeof text); /* as many as may be read again */
}

static void test_client(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    assert_string_equal(interview_client(&f->i), ID);
    assert_string_equal(interview_name(&f->i), "見本");
    assert_string_equal(interview_period(&f->i), "2026");
    assert_int_equal(interview_of_client(&f->i, ID, &e), ST_OK);
    assert_int_equal(interview_of_client(&f->i, OTHER, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "another client (6f1d2a3b…, \"見本\") than the draft (00000000…)"));
    struct interview none;
    assert_int_equal(interview_new(&none, "me", "n", "2026", &f->clock, &e), ST_INPUT);
    assert_int_equal(interview_new(&none, ID, "n", "this year", &f->clock, &e), ST_INPUT);
    assert_int_equal(interview_new(&none, ID, "n\n", "2026", &f->clock, &e), ST_INPUT);
}

static void refused(const char *text, const char *sentence)
{
    struct error e = {.text = ""};
    struct interview i;
    assert_int_equal(interview_read(&i, text, strlen(text), "FILE", &e), ST_INPUT);
    assert_null(i.tree);
    if (strstr(e.text, sentence) == NULL) {
        fail_msg("%s instead of %s", e.text, sentence);
    }
}

static void test_read(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    struct interview i;
    const char *sound = "{" HEAD ",\"items\":{\"p\":{\"1\":{\"note\":\"n\",\"parked\":true}}},\"sections\":{\"p\":{\"s\":{\"seconds\":5}}},"
                        "\"sessions\":[{\"began_at\":\"2026-11-21T00:00:00Z\"}],\"seen\":{\"p\":{\"1\":\"level 2\"}},\"newer\":[1]}";
    assert_int_equal(interview_read(&i, sound, strlen(sound), "FILE", &e), ST_OK);
    assert_non_null(json_get(i.tree, "newer"));
    interview_release(&i);
    refused("", "FILE");
    refused("{\"format\":\"tenken-draft/1\"}", "FILE: is no private record of an interview.");
    refused("{\"format\":\"tenken-interview/2\"}", "tenken-interview/2");
    refused("{\"format\":\"tenken-interview/1\"}", "client: is missing");
    refused("{" HEAD ",\"period\":\"2026\"}", "FILE");
    refused("{" HEAD ",\"items\":{\"p\":{\"1\":{\"note\":1}}}}", "FILE: items.p.1.note: must be a text");
    refused("{" HEAD ",\"items\":{\"P P\":{}}}", "\"P P\" is no pack id");
    refused("{" HEAD ",\"sections\":{\"p\":{\"s\":{\"seconds\":-1}}}}", "sections.p.s.seconds: must be 0–");
    refused("{" HEAD ",\"sections\":{\"p\":{\"s\":{\"planned_minutes\":0}}}}", "sections.p.s.planned_minutes: must be 1–600");
    refused("{" HEAD ",\"sessions\":[{}]}", "sessions[1].began_at: is missing");
    refused("{" HEAD ",\"next_due\":\"soon\"}", "next_due: must be a date");
    refused("{" HEAD ",\"seen\":{\"p\":{\"1\":3}}}", "seen.p.1: must be a text");
    refused("{\"format\":\"tenken-interview/"
            "1\",\"client\":{\"id\":\"me\",\"name\":\"\"},\"period\":\"2026\",\"created_at\":\"2026-11-21T00:00:00Z\"}",
            "client.id: must be a UUID");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_notes, begin, end),
        cmocka_unit_test_setup_teardown(test_times, begin, end),
        cmocka_unit_test_setup_teardown(test_sessions, begin, end),
        cmocka_unit_test_setup_teardown(test_client, begin, end),
        cmocka_unit_test(test_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
