/* What something costs, in words: the one form of money on the screens. */
#include "tui/money_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void amounts(void **unused)
{
    (void)unused;
    char out[WORDS_MAX];
    assert_string_equal(money_words(out, 40000, 3000), "¥40,000 once, ¥3,000 a month");
    assert_string_equal(money_words(out, 40000, 0), "¥40,000 once");
    assert_string_equal(money_words(out, 0, 3000), "¥3,000 a month");
    assert_string_equal(money_words(out, 0, 0), "¥0 once");
}

static void ranges(void **unused)
{
    (void)unused;
    char out[WORDS_MAX];
    assert_string_equal(money_range_words(out, (struct cost){15000, 40000}, (struct cost){0, 3000}),
                        "¥15,000–40,000 once, ¥0–3,000 a month");
    assert_string_equal(money_range_words(out, (struct cost){0, 0}, (struct cost){500, 500}), "¥500 a month");
    assert_string_equal(money_range_words(out, (struct cost){0, 0}, (struct cost){0, 0}), "¥0 once");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(amounts), cmocka_unit_test(ranges)};
    return cmocka_run_group_tests_name("money words", tests, NULL, NULL);
}
