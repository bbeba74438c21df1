/* What is tried again, and how long is waited before: nothing here sleeps. */
#include "base/digest.h"
#include "net/retry.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define NOON INT64_C(1795953600) /* 2026-11-29T12:00:00Z */

static void test_statuses(void **state)
{
    (void)state;
    static const long AGAIN[] = {408, 425, 429, 500, 502, 503, 504, 507, 599},
                      FINAL[] = {200, 301, 400, 401, 403, 404, 409, 412, 413, 501, 505, 600};
    for (size_t i = 0; i < sizeof AGAIN / sizeof AGAIN[0]; i++) {
        assert_true(retry_status(AGAIN[i]));
    }
    for (size_t i = 0; i < sizeof FINAL / sizeof FINAL[0]; i++) {
        assert_false(retry_status(FINAL[i]));
    }
}

static void test_after_seconds(void **state)
{
    (void)state;
    assert_int_equal(retry_after("0", NULL, NOON), 0);
    assert_int_equal(retry_after("120", NULL, NOON), 120000);
    /* Neither overflows nor becomes small. */
    assert_true(retry_after("99999999999999999999999999999999", NULL, NOON) >= INT64_C(10000000000000));
    assert_int_equal(retry_after(NULL, NULL, NOON), -1);
    assert_int_equal(retry_after("", NULL, NOON), -1);
    assert_int_equal(retry_after("-5", NULL, NOON), -1);
    assert_int_equal(retry_after("5x", NULL, NOON), -1);
    assert_int_equal(retry_after("soon", NULL, NOON), -1);
}

static void test_after_date(void **state)
{
    (void)state;
    assert_int_equal(retry_after("Sun, 29 Nov 2026 12:00:30 GMT", NULL, NOON), 30000);
    assert_int_equal(retry_after("Sunday, 29-Nov-26 12:00:30 GMT", NULL, NOON), 30000); /* the two old forms of RFC 9110, section 5.6.7 */
    assert_int_equal(retry_after("Sun Nov 29 12:00:30 2026", NULL, NOON), 30000);
    assert_int_equal(retry_after("Sun, 29 Nov 2026 11:00:00 GMT", NULL, NOON), 0); /* has passed */
    /* The server's own clock counts: ours is an hour fast here. */
    assert_int_equal(retry_after("Sun, 29 Nov 2026 12:00:30 GMT", "Sun, 29 Nov 2026 12:00:20 GMT", NOON + 3600), 10000);
    assert_int_equal(retry_after("Sun, 29 Nov 2026 12:00:30 GMT", "no date", NOON), 30000);
}

/* Full jitter: anywhere between 0 and the back-off, which doubles up to its limit. */
static void test_wait(void **state)
{
    (void)state;
    static const int64_t MOST[] = {1000, 2000, 4000, 8000, 16000, 30000, 30000};
    struct random random = random_seeded(7);
    for (size_t i = 0; i < sizeof MOST / sizeof MOST[0]; i++) {
        int64_t low = INT64_MAX, high = 0;
        for (int k = 0; k < 400; k++) {
            const int64_t wait = retry_wait(&RETRY_POLICY, (int)i + 2, -1, &random);
            assert_in_range(wait, 0, MOST[i]);
            low = wait < low ? wait : low;
            high = wait > high ? wait : high;
        }
        assert_true(low < MOST[i] / 10 && high > MOST[i] * 9 / 10);
    }
    /* Never earlier than the server asked for; later by the jitter, so that not everybody comes back in the same second. */
    for (int k = 0; k < 100; k++) {
        assert_in_range(retry_wait(&RETRY_POLICY, 2, 5000, &random), 5000, 6000);
    }
}

static enum status no_random(struct random *random, void *bytes, size_t n, struct error *e)
{
    (void)random;
    (void)bytes;
    (void)n;
    (void)e;
    return ST_SYSTEM;
}

static void test_without_random(void **state)
{
    (void)state;
    struct random none = {.fill = no_random};
    assert_int_equal(retry_wait(&RETRY_POLICY, 3, -1, &none), 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statuses), cmocka_unit_test(test_after_seconds),  cmocka_unit_test(test_after_date),
        cmocka_unit_test(test_wait),     cmocka_unit_test(test_without_random),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
