/* The last day of a month, and the next day of a name, as an owner writes them in a plan. */
#include "tui/due_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char TODAY[] = "2026-11-21";

static void reads(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day;
        bool meant;
    } GOOD[] = {{"2027-03-31", "2027-03-31", false},
                {"2027年3月31日", "2027-03-31", false},
                {"2027年③月31日", "2027-03-31", false},
                {"", "", false},
                {"2027-03", "2027-03-31", true},
                {"2027/2", "2027-02-28", true},
                {"2028-02", "2028-02-29", true},
                {"2027年3月末", "2027-03-31", true},
                {"２０２７年３月末日", "2027-03-31", true},
                {"2027年4月", "2027-04-30", true},
                {"2027年末", "2027-12-31", true},
                {"3月末", "2027-03-31", true},
                {"12月", "2026-12-31", true},
                {"11月21日", "2026-11-21", true},
                {"11月20日", "2027-11-20", true},
                {"end of March", "2027-03-31", true},
                {"End of November", "2026-11-30", true},
                {"the end of Sept 2027", "2027-09-30", true},
                {"March 2027", "2027-03-31", true},
                {"31 March 2027", "2027-03-31", true},
                {"March 31, 2027", "2027-03-31", true},
                {"by 1 Dec.", "2026-12-01", true},
                {"end of 2027", "2027-12-31", true},
                {"March 1", "2027-03-01", true}};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
        char out[WORDS_MAX];
        bool meant = !GOOD[i].meant;
        assert_string_equal(due_date(GOOD[i].text, TODAY, out, &meant), GOOD[i].day);
        assert_int_equal(meant, GOOD[i].meant);
    }
}

static void leaves_alone(void **state)
{
    (void)state;
    static const char *const BAD[] = {"never",       "soon",
                                      "3",           "3/31",
                                      "2027",        "末",
                                      "2027-13",     "13月",
                                      "31 April",    "2月30日",
                                      "2027-02-30",  "end of 3 March",
                                      "March April", "March 2027 2028",
                                      "ma",          "2027-3-1-1",
                                      "99999-03",    "3月末末",
                                      "0月",         "March 0",
                                      "来月末",      "2026年7月8日1"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        char out[WORDS_MAX], plain[WORDS_MAX];
        bool meant = true;
        assert_string_equal(due_date(BAD[i], TODAY, out, &meant), plain_date(BAD[i], plain));
        assert_false(meant);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads), cmocka_unit_test(leaves_alone)};
    return cmocka_run_group_tests_name("due dates", tests, NULL, NULL);
}
