/* CSV of the portfolio: quoting, and nothing that a spreadsheet takes for a formula. */
#include "tests/unit/portfolio_fixture.h"

#include "base/buffer.h"
#include "export/csv_table.h"
#include "export/portfolio_tables.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void becomes(const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    csv_text(&out, text);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void fields_are_quoted_and_harmless(void **state)
{
    (void)state;
    becomes("", "\"\"");
    becomes("plain, with comma", "\"plain, with comma\"");
    becomes("say \"hi\"", "\"say \"\"hi\"\"\"");
    becomes("two\r\nlines", "\"two\nlines\"");
    becomes("=1+1", "\"'=1+1\"");
    becomes("+81-3", "\"'+81-3\"");
    becomes("-1", "\"'-1\"");
    becomes("@SUM(A1)", "\"'@SUM(A1)\"");
    becomes("\t=1", "\"'\t=1\"");
    becomes("＝1", "\"'＝1\"");
    becomes("\n=1", "\"'\n=1\"");
    becomes(" \r\n\t　\xC2\xA0＋1", "\"' \n\t　\xC2\xA0＋1\"");
    becomes(" 1-2", "\" 1-2\"");
    becomes("-", "\"-\"");
    becomes("a=1", "\"a=1\"");
    becomes("\033[2J\xE2\x80\xAE", "\"\xEF\xBF\xBD[2J\xEF\xBF\xBD\"");
}

static void telephones_are_one_line(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    csv_line(&out, "03-0000\n=1\t2\r3");
    assert_string_equal(buffer_text(&out), "\"03-0000\xEF\xBF\xBD=1\xEF\xBF\xBD\x32\xEF\xBF\xBD\x33\"");
    buffer_release(&out);
}

static void number_becomes(const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    csv_number(&out, text);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void numbers_stay_numbers(void **state)
{
    (void)state;
    number_becomes("-6.8", "-6.8");
    number_becomes("+89.9", "89.9");
    number_becomes("0", "0");
    number_becomes("12", "12");
    number_becomes("", "\"\"");
    number_becomes("45%", "\"45%\"");
    number_becomes("-1+2", "\"'-1+2\"");
    number_becomes("+-1", "\"'+-1\"");
    number_becomes("-", "\"-\"");
    number_becomes("1.", "\"1.\"");
}

static char *table(enum portfolio_file file, int suppliers)
{
    static struct fixture f;
    struct error e = {0};
    char *text = NULL;
    size_t n = 0;
    fixture_make(&f, suppliers);
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    assert_int_equal(portfolio_file_write(&f.source, file, out, &e), ST_OK);
    assert_int_equal(fclose(out), 0);
    return text;
}

static int lines(const char *text)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, "\r\n")) != NULL; at += 2) {
        n++;
    }
    return n;
}

static void suppliers_by_items(void **state)
{
    (void)state;
    char *text = table(PORTFOLIO_SUPPLIERS, 8);
    assert_memory_equal(text, "\xEF\xBB\xBF\"supplier_code\",\"name\",\"tier\",\"state\",\"total\"", 48);
    assert_non_null(strstr(text, "\"contact_phone\",\"emergency_phone\",\"ended_on\",\"ended_reason\",\"basic10:1\",\"basic10:2\""));
    assert_non_null(strstr(text,
                           "\r\n\"S00001\",\"'=HYPERLINK(\"\"http://"
                           "example.invalid\"\",\"\"x\"\")\",\"\",\"answered\",40.0,0,75.0,24,25,no,\"none\",\"trusted\",\"2026-10-01\""));
    /* Not answered: no figures at all, and empty levels. */
    assert_non_null(strstr(text, "\"S00008\",\"見本製作所 8\",\"base\",\"late\",,,,0,25,no,\"none\",\"\",\"\",\"2026-11-15\""));
    assert_non_null(strstr(text, "\"000-0000-0001\",\"\",\"\",\"\",,,,"));
    assert_int_equal(lines(text), 9);
    free(text);
}

static void every_table_has_its_rows(void **state)
{
    (void)state;
    static const int rows[PORTFOLIO_FILES] = {4, 4, 3, FIXTURE_ITEMS + 1, 2, 1, 2, 4, 3, 0, FIXTURE_ITEMS + 2};
    for (int file = 0; file < PORTFOLIO_FILES; file++) {
        char *text = table((enum portfolio_file)file, 3);
        if (file != PORTFOLIO_CHANGES) { /* counted below */
            assert_int_equal(lines(text), rows[file]);
        }
        assert_memory_equal(text, "\xEF\xBB\xBF\"", 4);
        assert_null(strchr(text, '\033'));
        assert_null(strstr(text, ",\"="));
        assert_null(strstr(text, ",\"+"));
        assert_null(strstr(text, ",\"@"));
        assert_non_null(strstr(portfolio_file_name((enum portfolio_file)file), ".csv"));
        free(text);
    }
}

static void plans_say_what_is_overdue(void **state)
{
    (void)state;
    char *text = table(PORTFOLIO_PLANS, 3);
    assert_non_null(strstr(text,
                           "\r\n\"2026-10-31\",yes,\"S00001\",\"'=HYPERLINK(\"\"http://example.invalid\"\",\"\"x\"\")\",\"basic10\",\"1\","
                           "\"復旧テスト 1\",1,3,4,\"'=1+1 <b>\xEF\xBF\xBD[2J\"\r\n"));
    assert_non_null(
        strstr(text, "\"2027-03-31\",no,\"S00002\",\"見本製作所 2\",\"basic10\",\"2\",\"バックアップ 2\",\"unknown\",2,3,\"総務 花子\""));
    assert_non_null(strstr(text, "\"\",no,\"S00003\",\"見本製作所 3\",\"basic10\",\"3\",\"復旧テスト 3\",0,,,\"\""));
    free(text);
}

/* Only those who answered in both years are compared, and only what has changed is listed. */
static void years_compare(void **state)
{
    (void)state;
    int changed = 0, raised = 0;
    for (int i = 0; i < 3; i += 2) {
        for (int j = 0; j < FIXTURE_ITEMS; j++) {
            changed += j + 2 >= FIXTURE_ITEMS || fixture_level(i, j) != 1;
        }
    }
    char *text = table(PORTFOLIO_CHANGES, 3);
    assert_int_equal(lines(text), changed + 2 + 1); /* the retired question of both, and the heads */
    assert_null(strstr(text, "S00002"));
    assert_non_null(strstr(text, "\"basic10\",\"old\",\"'=old\",\"retired\",2,\"not_asked\",\"gone\"\r\n"));
    assert_non_null(strstr(text, "\"supply-chain\",\"25\",\"復旧テスト 25\",\"new\",\"not_asked\","));
    assert_non_null(strstr(text, "\"basic10\",\"4\",\"バックアップ 4\",\"reworded\",1,"));
    free(text);
    for (int j = 0; j < FIXTURE_ITEMS - 2; j++) {
        raised += fixture_level(0, j) > 1;
    }
    text = table(PORTFOLIO_YEARS, 3);
    char wanted[32];
    snprintf(wanted, sizeof wanted, ",55.0,1,60.0,2,%d,", raised);
    assert_non_null(strstr(text, wanted));
    free(text);
    text = table(PORTFOLIO_QUESTIONS, 3);
    assert_non_null(strstr(text, "\"basic10\",\"1\",\"復旧テスト 1\",\"same\",2,1.00,"));
    assert_non_null(strstr(text, "\"supply-chain\",\"24\",\"バックアップ 24\",\"new\",0,,"));
    assert_non_null(strstr(text, "\"old\",\"'=old\",\"retired\",2,2.00,0,,0,0\r\n"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_and_harmless),
        cmocka_unit_test(telephones_are_one_line),
        cmocka_unit_test(numbers_stay_numbers),
        cmocka_unit_test(suppliers_by_items),
        cmocka_unit_test(every_table_has_its_rows),
        cmocka_unit_test(plans_say_what_is_overdue),
        cmocka_unit_test(years_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
