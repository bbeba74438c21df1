#include "model/near.h"

#include <setjmp.h> /* cmocka needs these first */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_slips(void **state)
{
    (void)state;
    assert_int_equal(near_slips("s03", "s03"), 0);
    assert_int_equal(near_slips("s03", "s3"), 1);
    assert_int_equal(near_slips("s03", "s30"), 1);
    assert_int_equal(near_slips("", "s03"), 3);
    assert_int_equal(near_slips("ふおちげと", "ふおていげと"), 2);
    assert_int_equal(near_slips("s03", "0123456789012345678901234567890123456789012345678901234567890123456789"), NEAR_LONG);
}

static void test_inside(void **state)
{
    (void)state;
    assert_int_equal(near_slips_inside("gatway", "examplemailgateway42"), 1);
    assert_int_equal(near_slips_inside("exampelmial", "theexamplemail"), 2);
    assert_int_equal(near_slips_inside("gateway", "x"), 7);
    assert_int_equal(near_slips_inside("", "x"), 0);
    assert_int_equal(near_slips_inside("abc", "0123456789012345678901234567890123456789012345678901234567890123456789abc"), 3);
}

static void test_length(void **state)
{
    (void)state;
    assert_int_equal(near_length("ふおa"), 3);
    assert_int_equal(near_slips_likely(3), 0);
    assert_int_equal(near_slips_likely(17), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slips), cmocka_unit_test(test_inside), cmocka_unit_test(test_length)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
