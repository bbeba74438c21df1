#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void test_there_and_back(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},          {"2000-02-29T12:34:56Z", 951827696},  {"2026-11-21T00:00:00Z", 1795219200},
        {"2038-01-19T03:14:08Z", 2147483648}, {"2100-03-01T00:00:00Z", 4107542400}, {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[TIME_TEXT];
        int64_t seconds = -1;
        time_format(cases[i].seconds, text);
        assert_string_equal(text, cases[i].text);
        assert_true(time_parse(cases[i].text, &seconds));
        assert_true(seconds == cases[i].seconds);
    }
}

static void test_every_day(void **state)
{
    (void)state;
    char last[DATE_TEXT] = "", text[DATE_TEXT];
    for (int64_t day = 0; day < 140000; day++) { /* past 2350: two centuries that are no leap years */
        int64_t seconds = -1;
        date_format(day * 86400 + 86399, text);
        if (strcmp(text, last) <= 0 || !date_parse(text, &seconds) || seconds != day * 86400) {
            fail_msg("day %d: %s after %s", (int)day, text, last);
        }
        memcpy(last, text, sizeof last);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const char *const dates[] = {"",           "2026",       "2026-1-01",   "2026-01-1",   "2026-13-01", "2026-00-01",
                                        "2026-01-00", "2026-01-32", "2025-02-29",  "2100-02-29",  "2026-04-31", "1969-12-31",
                                        "0000-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ", "+026-01-01", "2026-01-01T",
                                        "20260101",   "２026-01-01"};
    static const char *const times[] = {"",
                                        "2026-01-01",
                                        "2026-01-01T24:00:00Z",
                                        "2026-01-01T00:60:00Z",
                                        "2026-01-01T00:00:60Z",
                                        "2026-01-01T00:00:00",
                                        "2026-01-01T00:00:00z",
                                        "2026-01-01 00:00:00Z",
                                        "2026-01-01T00:00:00+00:00",
                                        "2026-01-01T00:00:00.0Z",
                                        "2026-01-01T00:00:00Z\n",
                                        "2025-02-29T00:00:00Z"};
    int64_t seconds = 7;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        assert_false(date_parse(dates[i], &seconds));
    }
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_false(time_parse(times[i], &seconds));
    }
    assert_false(date_parse(NULL, &seconds));
    assert_false(time_parse(NULL, &seconds));
    assert_true(seconds == 7);
}

static void test_out_of_range(void **state)
{
    (void)state;
    char text[TIME_TEXT];
    time_format(-1, text);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    time_format(INT64_MAX, text);
    assert_string_equal(text, "9999-12-31T23:59:59Z");
}

/* Zones by rule, not by name: no zone data is needed. */
static void test_local(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *time, *local;
    } cases[] = {
        {"UTC", "2026-11-20T15:00:00Z", "2026-11-20 15:00"},
        {"JST-9", "2026-11-20T14:59:59Z", "2026-11-20 23:59"},
        {"JST-9", "2026-11-20T15:00:00Z", "2026-11-21 00:00"},
        {"JST-9", "2026-12-31T15:00:00Z", "2027-01-01 00:00"},
        {"PST8PDT,M3.2.0,M11.1.0", "2026-11-21T07:59:59Z", "2026-11-20 23:59"},
        {"PST8PDT,M3.2.0,M11.1.0", "2026-07-01T07:00:00Z", "2026-07-01 00:00"}, /* an hour earlier in summer */
        {"PST8PDT,M3.2.0,M11.1.0", "1970-01-01T00:00:00Z", "1970-01-01 00:00"}, /* nothing lies before it */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[TIME_TEXT], day[DATE_TEXT];
        int64_t seconds = 0;
        assert_int_equal(setenv("TZ", cases[i].zone, 1), 0);
        tzset();
        assert_true(time_parse(cases[i].time, &seconds));
        local_text(seconds, text);
        assert_string_equal(text, cases[i].local);
        text[DATE_TEXT - 1] = '\0';
        assert_string_equal(local_day_of(cases[i].time, day), text);
        const struct clock clock = clock_fixed(seconds);
        local_today(&clock, day);
        assert_string_equal(day, text);
    }
    char day[DATE_TEXT];
    assert_string_equal(local_day_of("2026-11-21", day), "2026-11-21");
    assert_string_equal(local_day_of("", day), "");
    assert_string_equal(local_day_of(NULL, day), "");
}

static void test_clocks(void **state)
{
    (void)state;
    struct clock fixed = clock_fixed(42), system = clock_system();
    assert_true(clock_now(&fixed) == 42);
    assert_true(clock_now(&system) > 1600000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_every_day), cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_out_of_range),   cmocka_unit_test(test_local),     cmocka_unit_test(test_clocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
