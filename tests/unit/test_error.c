/* Sentences for people, safe to print whatever is quoted in them. */
#include "base/error.h"
#include "base/utf8.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* cmocka's, which nobody needs */

static void test_fills(void **state)
{
    (void)state;
    struct error e = {.status = ST_OK, .text = ""};
    assert_int_equal(fail(&e, ST_INPUT, "%s, line %d", "あ.json", 3), ST_INPUT);
    assert_int_equal(e.status, ST_INPUT);
    assert_string_equal(e.text, "あ.json, line 3");
    assert_int_equal(fail(NULL, ST_USAGE, "nobody reads %s", "this"), ST_USAGE);
    assert_int_equal(fail_memory(&e), ST_SYSTEM);
    assert_int_equal(e.status, ST_SYSTEM);
    assert_true(e.text[0] != '\0');
}

static void test_cleans(void **state)
{
    (void)state;
    struct error e;
    fail(&e, ST_INPUT,
         "a\x1b[31mb\r\nc\x7f\xC2\x9B"
         "d\xE2\x80\xAE"
         "e\xFF"
         "f\xEF\xBB\xBF");
    assert_string_equal(e.text, "a�[31mb��c��d�e�f�");
}

static void test_prefix(void **state)
{
    (void)state;
    struct error e;
    fail(&e, ST_NO, "the signature is wrong");
    assert_int_equal(fail_prefix(&e, "a\nb.json"), ST_NO);
    assert_string_equal(e.text, "a�b.json: the signature is wrong");
    assert_int_equal(fail(&e, ST_INPUT, "Before: %s", e.text), ST_INPUT); /* its own text as an argument */
    assert_string_equal(e.text, "Before: a�b.json: the signature is wrong");
}

static void test_errno(void **state)
{
    (void)state;
    static const struct {
        int number;
        enum status status;
    } cases[] = {{ENOENT, ST_INPUT}, {EISDIR, ST_INPUT},  {ENOMEM, ST_SYSTEM}, {ENOSPC, ST_SYSTEM},
                 {EROFS, ST_SYSTEM}, {EACCES, ST_SYSTEM}, {EIO, ST_SYSTEM}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error e;
        errno = cases[i].number;
        assert_int_equal(fail_errno(&e, "Cannot open %s", "x"), cases[i].status);
        char wanted[200];
        (void)snprintf(wanted, sizeof wanted, "Cannot open x: %s",
                       cases[i].number == ENOSPC ? "the disk is full; make room and try again" : strerror(cases[i].number));
        assert_string_equal(e.text, wanted);
    }
}

/* However long the text and wherever it is cut: terminated, valid, and no half character shown as damage. */
static void test_cuts_whole_characters(void **state)
{
    (void)state;
    static char text[4000];
    for (int shift = 0; shift < 3; shift++) {
        struct error e;
        memset(text, 'a', (size_t)shift);
        for (size_t i = (size_t)shift; i + 3 < sizeof text; i += 3) {
            memcpy(text + i, "あ", 3);
        }
        fail(&e, ST_INPUT, "%s", text);
        size_t n = strlen(e.text);
        assert_true(n < sizeof e.text && n > sizeof e.text - 8);
        assert_true(utf8_valid(e.text, n));
        assert_null(strstr(e.text, "\uFFFD"));
        memset(text, '\x1b', sizeof text - 1); /* grows threefold when cleaned */
        fail(&e, ST_INPUT, "%s", text);
        assert_true(strlen(e.text) < sizeof e.text);
        assert_true(utf8_valid(e.text, strlen(e.text)));
        memset(text, 0, sizeof text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fills),
        cmocka_unit_test(test_cleans),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_errno),
        cmocka_unit_test(test_cuts_whole_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
