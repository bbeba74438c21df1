/* Addresses that others wrote, before they go to a program that puts them into a mail's head. */
#include "base/mail_address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void addresses(void **state)
{
    (void)state;
    static const char *const texts[] = {"a@b",
                                        "taro.mihon+sec@mihon.example",
                                        "o'brien@mihon.example",
                                        "情報@見本.example",
                                        "a@mihon.example, b@mihon.example; c@mihon.example",
                                        " a@mihon.example "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_ptr_equal(mail_address(texts[i]), texts[i]);
    }
}

static void none(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        " ",
                                        "なし",
                                        "taro",
                                        "@mihon.example",
                                        "taro@",
                                        "a@b@c",
                                        "a b@mihon.example",
                                        "a@mihon.example,",
                                        "a@mihon.example, none",
                                        "Taro <taro@mihon.example>",
                                        "\"taro\"@mihon.example",
                                        "x\nBcc: evil@evil.example@mihon.example",
                                        "x\r@mihon.example",
                                        "x\ty@mihon.example",
                                        "a@mihon.example\n",
                                        "\x1B[31m@mihon.example",
                                        "\x7F@mihon.example",
                                        "\xC2\x9B@mihon.example",
                                        "\xE2\x80\xAEx@mihon.example",
                                        "\xE2\x80\x8Bx@mihon.example",
                                        "\xE2\x80\xA8x@mihon.example",
                                        "\xE3\x80\x80x@mihon.example",
                                        "\xE2\x80\x83x@mihon.example",
                                        "\xE3\x85\xA4x@mihon.example",
                                        "\xF3\xA0\x81\x81x@mihon.example",
                                        "\xEF\xBF\xBFx@mihon.example",
                                        "\xFFx@mihon.example"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_string_equal(mail_address(texts[i]), "");
    }
    assert_string_equal(mail_address(NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),
        cmocka_unit_test(none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
