#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_grows(void **state)
{
    (void)state;
    struct buffer b;
    buffer_init(&b, BUFFER_MAX_TEXT);
    assert_string_equal(buffer_text(&b), "");
    assert_true(buffer_add_text(&b, NULL));
    assert_true(buffer_add_text(&b, "ab"));
    assert_true(buffer_add(&b, "\0c", 2));
    assert_true(buffer_add_char(&b, 'd'));
    assert_true(buffer_add_format(&b, "%d%s", 42, "x"));
    assert_int_equal(b.length, 8);
    assert_memory_equal(b.data, "ab\0cd42x", 9);
    buffer_clear(&b);
    assert_int_equal(b.length, 0);
    assert_string_equal(buffer_text(&b), "");
    for (int i = 0; i < 10000; i++) {
        assert_true(buffer_add_format(&b, "%d,", i));
    }
    assert_string_equal(b.data + b.length - 10, "9998,9999,");
    buffer_release(&b);
    assert_null(b.data);
    buffer_release(&b);
}

static void test_max(void **state)
{
    (void)state;
    struct buffer b;
    buffer_init(&b, 10);
    assert_true(buffer_add_text(&b, "0123456789"));
    assert_false(buffer_add_char(&b, 'x'));
    assert_true(b.failed && b.full);
    assert_int_equal(b.length, 10);
    assert_string_equal(b.data, "0123456789");
    assert_false(buffer_add_text(&b, "")); /* stays failed */
    buffer_clear(&b);
    assert_true(buffer_add_text(&b, "012345678"));
    assert_false(buffer_add_format(&b, "%s", "ab"));
    assert_string_equal(b.data, "012345678");
    buffer_clear(&b);
    assert_false(buffer_reserve(&b, SIZE_MAX));
    assert_true(b.failed);
    buffer_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_grows), cmocka_unit_test(test_max)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
