#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_text(void **state)
{
    (void)state;
    struct text both = {.ja = "点検", .en = "check"}, ja = {.ja = "点検", .en = ""}, none = {0};
    assert_int_equal(language_current(), LANGUAGE_EN);
    assert_string_equal(text_of(both), "check");
    assert_string_equal(text_of(ja), "点検");
    assert_string_equal(text_of(none), "");
    language_set(LANGUAGE_JA);
    assert_string_equal(text_of(both), "点検");
    assert_string_equal(language_code(language_current()), "ja");
    language_set(LANGUAGE_EN);
    assert_string_equal(language_code(language_current()), "en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
