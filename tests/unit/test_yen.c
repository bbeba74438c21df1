/* Yen as people type them. */
#include "base/yen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void reads(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t yen;
    } GOOD[] = {{"0", 0},
                {"10000", 10000},
                {"10,000", 10000},
                {"¥10,000", 10000},
                {"￥１０，０００", 10000},
                {"１００００円", 10000},
                {"1万", 10000},
                {"１万円", 10000},
                {"20万 円", 200000},
                {"1,234,567", 1234567},
                {"1,000万円", 10000000},
                {"1000000000000", 1000000000000}};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
        int64_t yen = -1;
        assert_int_equal(yen_read(GOOD[i].text, &yen), GOOD[i].yen >= 0);
        assert_int_equal(yen, GOOD[i].yen);
    }
    static const char *const BAD[] = {"",
                                      " ",
                                      "円",
                                      "万",
                                      "-1",
                                      "5k",
                                      "1.5万",
                                      "1万2",
                                      "10円5",
                                      ",5",
                                      "1000000000001",
                                      "99999999999999999999",
                                      "\xFF",
                                      "1¥",
                                      "10,00010,000",
                                      "10,0000",
                                      "1,00",
                                      "1000,000",
                                      "10,000,00",
                                      "1,,000",
                                      "10,000,"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        int64_t yen = -1;
        assert_false(yen_read(BAD[i], &yen));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads)};
    return cmocka_run_group_tests_name("yen", tests, NULL, NULL);
}
