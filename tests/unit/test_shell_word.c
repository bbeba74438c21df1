#include "base/shell_word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } cases[] = {
        {"prime.db", "prime.db"},
        {"/srv/2026/取引先.db", "/srv/2026/取引先.db"},
        {"S-0001_a", "S-0001_a"},
        {"my suppliers.db", "'my suppliers.db'"},
        {"", "''"},
        {"$(reboot)", "'$(reboot)'"},
        {"a;b", "'a;b'"},
        {"~/x", "'~/x'"},
        {"it's", "'it'\\''s'"},
        {"x'; rm -r *; '", "'x'\\''; rm -r *; '\\'''"},
        {"a\nb", "'a\nb'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[SHELL_WORD];
        assert_string_equal(shell_word(cases[i].text, out), cases[i].word);
    }
}

/* What a shell makes of them is the text again. */
static void test_shell(void **state)
{
    (void)state;
    static const char *const texts[] = {"my suppliers.db", "it's", "$HOME `id` \\ \"x\" !! # & | * ? [a]", "x'; echo no; '"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char out[SHELL_WORD], command[SHELL_WORD + 32], back[256] = "";
        (void)snprintf(command, sizeof command, "printf '%%s' %s", shell_word(texts[i], out));
        FILE *shell = popen(command, "r");
        assert_non_null(shell);
        assert_int_equal(fread(back, 1, sizeof back - 1, shell), strlen(texts[i]));
        assert_int_equal(pclose(shell), 0);
        assert_string_equal(back, texts[i]);
    }
}

static void test_too_long(void **state)
{
    (void)state;
    char out[SHELL_WORD], text[SHELL_WORD + 1];
    memset(text, ' ', SHELL_WORD);
    text[SHELL_WORD] = '\0';
    assert_ptr_equal(shell_word(text, out), text);
    text[SHELL_WORD - 3] = '\0'; /* two quotes and the end */
    assert_int_equal(strlen(shell_word(text, out)), SHELL_WORD - 1);
    text[SHELL_WORD - 4] = '\'';
    assert_ptr_equal(shell_word(text, out), text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_shell),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
