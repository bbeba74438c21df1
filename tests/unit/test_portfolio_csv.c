#include "store/portfolio_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct csv_column COLUMNS[] = {{"code", true, {NULL}}, {"name", true, {"名前"}}, {"note", false, {NULL}}};

struct reading {
    struct csv csv;
    struct error e;
};

static enum status open_text(struct reading *r, const char *text, size_t n)
{
    r->e = (struct error){0};
    return csv_open(&r->csv, text, n, "list.csv", COLUMNS, 3, &r->e);
}

static void expect_row(struct reading *r, size_t line, const char *code, const char *name, const char *note)
{
    assert_int_equal(csv_next(&r->csv, &r->e), ST_OK);
    assert_int_equal(r->csv.line, line);
    assert_string_equal(csv_field(&r->csv, 0), code);
    assert_string_equal(csv_field(&r->csv, 1), name);
    if (note == NULL) {
        assert_null(csv_field(&r->csv, 2));
    } else {
        assert_string_equal(csv_field(&r->csv, 2), note);
    }
}

#define OPEN(r, text) assert_int_equal(open_text(r, text, sizeof(text) - 1), ST_OK)

static void test_reads(void **state)
{
    (void)state;
    struct reading r = {0};
    OPEN(&r, "\xEF\xBB\xBFnote,code,name\r\n"
             "\"a, \"\"b\"\"\r\nsecond\",S1, 見本製作所\xE3\x80\x80\r\n"
             "\r\n"
             ",,\r\n"
             "x,\t S2 ,\"  \"");
    expect_row(&r, 2, "S1", "見本製作所", "a, \"b\"\r\nsecond");
    expect_row(&r, 5, "S2", "", "x");
    assert_int_equal(csv_next(&r.csv, &r.e), ST_NO);
    csv_close(&r.csv);

    /* as our own files have it before what a spreadsheet would compute */
    OPEN(&r, "note,code,name\n\"'+81-3-0000-0000\",S1,'＝見本\n'81,S2,-\n");
    expect_row(&r, 2, "S1", "＝見本", "+81-3-0000-0000");
    expect_row(&r, 3, "S2", "-", "'81");
    csv_close(&r.csv);

    OPEN(&r, "名前,CODE\na,S1\n"); /* another head of the same column, and capitals */
    expect_row(&r, 2, "S1", "a", NULL);
    csv_close(&r.csv);

    r.csv = (struct csv){.others = true};
    OPEN(&r, "size,code,,name,colour\n10,S1,,a,blue\n");
    expect_row(&r, 2, "S1", "a", NULL);
    assert_string_equal(buffer_text(&r.csv.past), "size, colour");
    csv_close(&r.csv);
    r.csv = (struct csv){0};

    OPEN(&r, "code,name\nS1,a\nS2,b\n");
    expect_row(&r, 2, "S1", "a", NULL);
    expect_row(&r, 3, "S2", "b", NULL);
    assert_int_equal(csv_next(&r.csv, &r.e), ST_NO);
    csv_close(&r.csv);
}

static void test_refuses_header(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        const char *sentence;
    } cases[] = {
        {"", 0, "list.csv is empty"},
        {"\xEF\xBB\xBF", 3, "list.csv is empty"},
        {"code\n", 5, "line 1: the column \"name\" is missing"},
        {"code,name,colour\n", 17, "line 1, column 3: \"colour\" is not a column"},
        {"code,name,code\n", 15, "line 1, column 3: \"code\" is there twice"},
        {"code;name\n", 10, "separated by commas"},
        {"code,name\nS1,\x8C\xA9\x96{\n", 18, "line 2: this is not UTF-8 (perhaps Shift_JIS)"},
        {"\xFF\xFE"
         "c\0",
         4, "UTF-16"},
        {"code,name\nS1,\0\n", 15, "line 2: a NUL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r = {0};
        assert_int_equal(open_text(&r, cases[i].text, cases[i].n), ST_INPUT);
        if (strstr(r.e.text, cases[i].sentence) == NULL) {
            fail_msg("case %zu: %s", i, r.e.text);
        }
        csv_close(&r.csv);
    }
}

static void test_refuses_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *sentence;
    } cases[] = {
        {"code,name\nS1\n", "line 2: it has 1 fields, the line of heads has 2"},
        {"code,name\n\nS1,a,b\n", "line 3: it has 3 fields, the line of heads has 2"},
        {"code,name\nS1,\"a\n\n", "line 2: a quotation mark is opened and never closed"},
        {"code,name\n\"S1\n\",a,b\n", "line 2: it has 3 fields"},
        {"code,name\nS1,\"a\"b\n", "line 2, field 2: after a closing quotation mark"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r = {0};
        assert_int_equal(open_text(&r, cases[i].text, strlen(cases[i].text)), ST_OK);
        assert_int_equal(csv_next(&r.csv, &r.e), ST_INPUT);
        if (strstr(r.e.text, cases[i].sentence) == NULL) {
            fail_msg("case %zu: %s", i, r.e.text);
        }
        csv_close(&r.csv);
    }
    /* too many fields, too long a line: named limits, not memory */
    struct reading r = {0};
    char many[200] = "code,name\n";
    memset(many + 10, ',', 100);
    assert_int_equal(open_text(&r, many, 110), ST_OK);
    assert_int_equal(csv_next(&r.csv, &r.e), ST_INPUT);
    assert_non_null(strstr(r.e.text, "more than 32 fields"));
    csv_close(&r.csv);
    const size_t n = BUFFER_MAX_TEXT + 20;
    char *big = malloc(n);
    assert_non_null(big);
    memset(big, 'x', n);
    memcpy(big, "code,name\n", 10);
    assert_int_equal(open_text(&r, big, n), ST_OK);
    assert_int_equal(csv_next(&r.csv, &r.e), ST_INPUT);
    assert_non_null(strstr(r.e.text, "longer than the limit"));
    csv_close(&r.csv);
    free(big);
}

static void test_refuse_names_place(void **state)
{
    (void)state;
    struct reading r = {0};
    OPEN(&r, "name,code\na,b\n");
    assert_int_equal(csv_next(&r.csv, &r.e), ST_OK);
    assert_int_equal(csv_refuse(&r.csv, 0, &r.e, "is bad."), ST_INPUT);
    assert_string_equal(r.e.text, "list.csv, line 2, column code: is bad.");
    csv_close(&r.csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads), cmocka_unit_test(test_refuses_header),
                                       cmocka_unit_test(test_refuses_rows), cmocka_unit_test(test_refuse_names_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
