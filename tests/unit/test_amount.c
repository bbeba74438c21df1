/* Thousands stand apart. */
#include "base/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void separators(void **state)
{
    (void)state;
    assert_string_equal(COUNT_TEXT(0), "0");
    assert_string_equal(COUNT_TEXT(999), "999");
    assert_string_equal(COUNT_TEXT(1000u), "1,000");
    assert_string_equal(COUNT_TEXT(60000ULL), "60,000");
    assert_string_equal(COUNT_TEXT(1234567), "1,234,567");
    assert_string_equal(COUNT_TEXT(-123456), "-123,456");
    assert_string_equal(COUNT_TEXT(INT64_MIN), "-9,223,372,036,854,775,808");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(separators)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
