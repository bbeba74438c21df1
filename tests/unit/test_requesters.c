/* The firm's store of confirmed requesters: known, first, changed. */
#include "store/requesters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

#define STORE "data/tenken/requesters.json"
#define KEY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define KEY_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define AT INT64_C(1795219200) /* 2026-11-21T00:00:00Z */

static const struct requester MOTORS = {"見本自動車", KEY_A, "upload.prime.example"};

static int leave_store(void **state)
{
    (void)remove(STORE);
    (void)rmdir("data/tenken");
    (void)rmdir("data");
    return leave(state);
}
#define STORE_TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave_store)

static enum requester_state state_of(const char *name, const char *certificate, const char *host)
{
    struct error e = {.text = ""};
    struct requester_standing standing;
    const struct requester asked = {name, certificate, host};
    if (requesters_find(STORE, &asked, &standing, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    const enum requester_state state = standing.state;
    requester_standing_release(&standing);
    return state;
}

static void confirm(const char *name, const char *certificate, const char *host)
{
    struct error e = {.text = ""};
    const struct requester asked = {name, certificate, host};
    if (requesters_confirm(STORE, &asked, AT, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
}

static void nobody_is_known_at_first(void **state)
{
    (void)state;
    assert_int_equal(state_of(MOTORS.name, KEY_A, ""), REQUESTER_FIRST);
    assert_int_equal(access("data", F_OK), -1); /* looking makes nothing */
}

static void a_confirmed_one_is_known(void **state)
{
    (void)state;
    struct stat st;
    confirm(MOTORS.name, KEY_A, MOTORS.host);
    assert_int_equal(stat(STORE, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(state_of(MOTORS.name, KEY_A, MOTORS.host), REQUESTER_KNOWN);
    assert_int_equal(state_of(MOTORS.name, KEY_A, ""), REQUESTER_KNOWN);
    assert_int_equal(state_of("見本電機", KEY_B, ""), REQUESTER_FIRST);
}

static void every_change_is_noticed(void **state)
{
    (void)state;
    confirm(MOTORS.name, KEY_A, MOTORS.host);
    assert_int_equal(state_of(MOTORS.name, KEY_B, MOTORS.host), REQUESTER_CHANGED);
    assert_int_equal(state_of("見本自動車 購買部", KEY_A, MOTORS.host), REQUESTER_CHANGED);
    assert_int_equal(state_of(MOTORS.name, KEY_A, "upload.prime.example.evil.example"), REQUESTER_CHANGED);
    struct error e = {.text = ""};
    struct requester_standing standing;
    assert_int_equal(requesters_find(STORE, &(struct requester){MOTORS.name, KEY_B, ""}, &standing, &e), ST_OK);
    assert_string_equal(standing.name, MOTORS.name);
    assert_string_equal(standing.certificate, KEY_A);
    assert_string_equal(standing.host, MOTORS.host);
    assert_string_equal(standing.confirmed_at, "2026-11-21T00:00:00Z");
    requester_standing_release(&standing);
}

/* A host that appears later is a new place for the answers to go to. */
static void a_host_that_was_not_named_is_a_change(void **state)
{
    (void)state;
    confirm(MOTORS.name, KEY_A, "");
    assert_int_equal(state_of(MOTORS.name, KEY_A, MOTORS.host), REQUESTER_CHANGED);
    confirm(MOTORS.name, KEY_A, MOTORS.host);
    confirm(MOTORS.name, KEY_A, ""); /* a request without an upload address takes nothing away */
    assert_int_equal(state_of(MOTORS.name, KEY_A, MOTORS.host), REQUESTER_KNOWN);
}

static void a_new_key_takes_the_place_of_the_old_one(void **state)
{
    (void)state;
    confirm(MOTORS.name, KEY_A, MOTORS.host);
    confirm("見本電機", "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "");
    confirm(MOTORS.name, KEY_B, "");
    assert_int_equal(state_of(MOTORS.name, KEY_B, ""), REQUESTER_KNOWN);
    assert_int_equal(state_of(MOTORS.name, KEY_B, MOTORS.host), REQUESTER_CHANGED); /* the host was the old key's word */
    assert_int_equal(state_of(MOTORS.name, KEY_A, ""), REQUESTER_CHANGED);
    assert_int_equal(state_of("見本電機", "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", ""), REQUESTER_KNOWN);
}

static enum status note(void *context, const struct requester *requester, const char *confirmed_at, struct error *e)
{
    (void)e;
    (void)confirmed_at;
    struct buffer *names = context;
    buffer_add_format(names, "%s;", requester->name);
    return ST_OK;
}

static void forgetting_and_listing(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    struct buffer names;
    confirm("a", KEY_A, "");
    confirm("b", KEY_B, "");
    buffer_init(&names, BUFFER_MAX_TEXT);
    assert_int_equal(requesters_list(STORE, note, &names, &e), ST_OK);
    assert_string_equal(buffer_text(&names), "a;b;");
    buffer_release(&names);
    assert_int_equal(requesters_forget(STORE, KEY_A, &e), ST_OK);
    assert_int_equal(state_of("a", KEY_A, ""), REQUESTER_FIRST);
    assert_int_equal(state_of("b", KEY_B, ""), REQUESTER_KNOWN);
    assert_int_equal(requesters_forget(STORE, KEY_A, &e), ST_NO);
}

/* An attacker who can only damage the file must not turn "changed" into "first", nor anything into "known". */
static void a_damaged_store_is_refused(void **state)
{
    (void)state;
    static const char *const DAMAGED[] = {
        "",
        "{",
        "[]",
        "{\"format\":\"tenken-requesters/1\"}",
        "{\"format\":\"tenken-requesters/2\",\"requesters\":[]}",
        "{\"format\":\"tenken-requesters/"
        "1\",\"requesters\":[{\"name\":\"x\",\"certificate\":\"zz\",\"confirmed_at\":\"2026-11-21T00:00:00Z\"}]}",
        "{\"format\":\"tenken-requesters/1\",\"requesters\":[1]}"};
    confirm(MOTORS.name, KEY_A, MOTORS.host);
    for (size_t i = 0; i < sizeof DAMAGED / sizeof DAMAGED[0]; i++) {
        struct error e = {.text = ""};
        struct requester_standing standing;
        put(STORE, DAMAGED[i]);
        assert_int_equal(requesters_find(STORE, &MOTORS, &standing, &e), ST_INPUT);
        assert_non_null(strstr(e.text, STORE));
        assert_int_equal(requesters_confirm(STORE, &MOTORS, AT, &e), ST_INPUT);
        holds(STORE, DAMAGED[i]);
    }
}

static void two_windows_at_once(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    struct file_lock lock;
    confirm("a", KEY_A, "");
    assert_int_equal(file_lock(&lock, STORE, &e), ST_OK);
    assert_int_equal(requesters_confirm(STORE, &MOTORS, AT, &e), ST_INPUT);
    file_unlock(&lock);
}

static void a_name_too_long_is_refused(void **state)
{
    (void)state;
    char name[500];
    struct error e = {.text = ""};
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_int_equal(requesters_confirm(STORE, &(struct requester){name, KEY_A, ""}, AT, &e), ST_INPUT);
    assert_int_equal(access(STORE, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(nobody_is_known_at_first),
        STORE_TEST(a_confirmed_one_is_known),
        STORE_TEST(every_change_is_noticed),
        STORE_TEST(a_host_that_was_not_named_is_a_change),
        STORE_TEST(a_new_key_takes_the_place_of_the_old_one),
        STORE_TEST(forgetting_and_listing),
        STORE_TEST(a_damaged_store_is_refused),
        STORE_TEST(two_windows_at_once),
        STORE_TEST(a_name_too_long_is_refused),
    };
    return cmocka_run_group_tests_name("requesters", tests, NULL, NULL);
}
