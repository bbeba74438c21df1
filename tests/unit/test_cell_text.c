#include "base/buffer.h"
#include "export/cell_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void becomes(const char *in, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 1 << 20);
    cell_text(&out, in);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void cleans(void **state)
{
    (void)state;
    becomes("", "");
    becomes("点検\tA\nB", "点検\tA\nB");
    becomes("=1+1", "=1+1");
    becomes("a\r\nb", "a\nb");
    becomes("a\rb", "a\xEF\xBF\xBD"
                    "b");
    becomes("\033[31m", "\xEF\xBF\xBD[31m");
    becomes("\xE2\x80\xAEtxt", "\xEF\xBF\xBDtxt"); /* right-to-left override */
    becomes("\xEF\xBF\xBE", "\xEF\xBF\xBD");       /* U+FFFE: not allowed in XML */
    becomes("\xff", "\xEF\xBF\xBD");
    becomes("\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
}

/* UTF-16 units as Excel counts them. */
static size_t units(const char *s)
{
    size_t n = 0;
    for (; *s; s++) {
        n += ((unsigned char)*s & 0xC0) != 0x80 ? ((unsigned char)*s >= 0xF0 ? 2 : 1) : 0;
    }
    return n;
}

static void keeps_the_limit(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "点", "\xF0\x9F\x98\x80", "_x0041_"};
    for (size_t p = 0; p < 4; p++) {
        struct buffer in, out, stored;
        buffer_init(&in, 1 << 20);
        buffer_init(&out, 1 << 20);
        buffer_init(&stored, 1 << 20);
        for (int i = 0; i < CELL_UNITS_MAX + 10; i++) {
            buffer_add_text(&in, pieces[p]);
        }
        cell_text(&out, buffer_text(&in));
        cell_text_encode(&stored, buffer_text(&out));
        assert_false(out.failed || stored.failed);
        assert_true(units(buffer_text(&stored)) <= CELL_UNITS_MAX);
        assert_true(units(buffer_text(&stored)) > CELL_UNITS_MAX / 2);
        assert_string_equal(buffer_text(&out) + out.length - 3, "…");
        buffer_release(&in);
        buffer_release(&out);
        buffer_release(&stored);
    }
}

static void escapes_and_back(void **state)
{
    (void)state;
    static const struct {
        const char *text, *stored;
    } cases[] = {
        {"plain_x", "plain_x"}, {"_x001B_", "_x005F_x001B_"}, {"a_x000D__x000a_b", "a_x005F_x000D__x005F_x000a_b"},
        {"_x001G_", "_x001G_"}, {"_x005F_", "_x005F_x005F_"}, {"__x0041_", "__x005F_x0041_"},
        {"_x004", "_x004"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer stored, back;
        buffer_init(&stored, 4096);
        buffer_init(&back, 4096);
        cell_text_encode(&stored, cases[i].text);
        assert_string_equal(buffer_text(&stored), cases[i].stored);
        cell_text_decode(&back, buffer_text(&stored), stored.length);
        assert_string_equal(buffer_text(&back), cases[i].text);
        buffer_release(&stored);
        buffer_release(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cleans), cmocka_unit_test(keeps_the_limit), cmocka_unit_test(escapes_and_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
