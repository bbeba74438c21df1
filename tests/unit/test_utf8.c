#include "base/buffer.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Every character goes there and back; what lies between and beyond does not. */
static void test_every_character(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x110010; c++) {
        char bytes[4];
        uint32_t back = 0;
        size_t n = utf8_encode(c, bytes);
        if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) {
            assert_int_equal(n, 0);
            continue;
        }
        if (n == 0 || utf8_decode(bytes, n, &back) != n || back != c) {
            fail_msg("U+%04X", c);
        }
        for (size_t cut = 0; cut < n; cut++) {
            assert_int_equal(utf8_decode(bytes, cut, &back), 0);
        }
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xC2",
        "\xC2\x41",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xE3\x81",
        "\xE3\x41\x81",
        "\xE3\x81\x41",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF0\x9F\x98",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xF8\x88\x80\x80\x80",
        "\xFC\x84\x80\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t c;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &c), 0);
        assert_false(utf8_valid(bad[i], strlen(bad[i])));
    }
    assert_true(utf8_valid("aé日😀", strlen("aé日😀")));
    assert_true(utf8_valid("", 0));
    assert_false(utf8_valid("ok\xFF", 3));
}

/* Alone, and at every place of a text that is longer than what is looked at in one step, also behind other characters that are no plain
 * ones. */
static void test_has_control(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        const size_t n = utf8_encode(c, bytes);
        if (n > 0 && utf8_has_control(bytes, n) != utf8_is_control(c)) {
            fail_msg("U+%04X", c);
        }
    }
    static const uint32_t some[] = {0x1F, 0x20, 0x7E, 0x7F, 0x85, 0xA0, 0x61C, 0x2013, 0x202E, 0x3000, 0xFF08, 0xFEFF, 0x1F600};
    static const char *const around[] = {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "点検点検点検点検点検点検", "（é…）（é…）（é…）（é…）"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
            for (size_t at = 0; at <= strlen(around[k]); at++) {
                if (((unsigned char)around[k][at] & 0xC0) == 0x80) {
                    continue; /* within a character */
                }
                char text[64], bytes[4];
                const size_t n = utf8_encode(some[i], bytes);
                const int length = snprintf(text, sizeof text, "%.*s%.*s%s", (int)at, around[k], (int)n, bytes, around[k] + at);
                if (utf8_has_control(text, (size_t)length) != utf8_is_control(some[i])) {
                    fail_msg("U+%04X at %zu of %s", some[i], at, around[k]);
                }
            }
        }
    }
    assert_false(utf8_has_control("", 0));
}

static void cleans(const char *text, bool keep_lines, const char *wanted)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    utf8_clean(&out, text, strlen(text), keep_lines);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_release(&out);
}

static void test_clean(void **state)
{
    (void)state;
    cleans("", false, "");
    cleans("点検 ok 😀 e\u0301 👨\u200d👩\u200d👧", false, "点検 ok 😀 e\u0301 👨\u200d👩\u200d👧"); /* joiners stay */
    cleans("a\nb\tc", true, "a\nb\tc");
    cleans("a\nb\tc\r", false, "a�b�c�");
    cleans("\r\v\f", true, "���");
    cleans("\x1b]0;title\x07", true, "�]0;title�");
    cleans("\xC2\x9B"
           "31m",
           false, "�31m");
    cleans("a\u202Eb\u2066c\u2069d\u200Fe\u061Cf\u2028g\uFEFFh", false, "a�b�c�d�e�f�g�h");
    cleans("\xFF\xE3\x81x", false, "���x");
}

static void test_clean_keeps_nul_out(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    utf8_clean(&out, "a\0b", 3, true);
    assert_string_equal(buffer_text(&out), "a�b");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_character),     cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_has_control),         cmocka_unit_test(test_clean),
        cmocka_unit_test(test_clean_keeps_nul_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
