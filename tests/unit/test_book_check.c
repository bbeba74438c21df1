/* A workbook that lost something on the way is not taken for whole. */
#include "export/book_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

/* Whether a package with this one part counts as whole. */
static bool whole(const char *part, size_t n)
{
    char path[] = "/tmp/tenken-test-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    zip_t *zip = zip_open(path, ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    assert_true(zip_file_add(zip, "xl/worksheets/sheet1.xml", zip_source_buffer(zip, part, n, 0), 0) >= 0);
    assert_int_equal(zip_close(zip), 0);
    const bool found = book_whole(path);
    unlink(path);
    return found;
}

static bool whole_text(const char *part)
{
    return whole(part, strlen(part));
}

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"a\">"
#define CELL "<c r=\"A1\" s=\"5\" t=\"inlineStr\"><is><t>5 &lt; 6, &quot;x&quot;</t></is></c>"

static void test_small(void **state)
{
    (void)state;
    assert_true(whole_text(HEAD "<row r=\"1\">" CELL "<c r=\"B1\"/></row></worksheet>"));
    assert_true(whole_text(HEAD "</worksheet>\n"));
    assert_true(whole_text("<a/>"));
    static const char *const DAMAGED[] = {
        "",
        HEAD,
        HEAD "<row r=\"1\">" CELL "</row>",
        HEAD "<row r=\"1\">" CELL "</worksheet>",
        HEAD "<row r=\"1\">" CELL "</row></worksheet",
        HEAD "<row r=\"1\"><c r=\"A1\" s=\"5</row></worksheet>",
        HEAD "<row r=\"1\"><c r=\"A1\" s=<c r=\"A2\"/></row></worksheet>",
        HEAD "<row r=\"1\"></c></row></worksheet>",
        HEAD "</worksheet><row/>",
        HEAD "</worksheet></worksheet>",
        HEAD "<></></worksheet>",
    };
    for (size_t i = 0; i < sizeof DAMAGED / sizeof DAMAGED[0]; i++) {
        if (whole_text(DAMAGED[i])) {
            fail_msg("counted as whole: %s", DAMAGED[i]);
        }
    }
}

/* Larger than what is looked at in one go; then cut off anywhere, and with pages of a disk missing in the middle. */
static void test_large(void **state)
{
    (void)state;
    enum { ROWS = 4000, PAGE = 4096 };
    static char text[ROWS * 160];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", HEAD);
    for (int i = 0; i < ROWS; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "<row r=\"%d\">" CELL "<c r=\"B%d\"><v>%d</v></c></row>", i, i, i);
    }
    n += (size_t)snprintf(text + n, sizeof text - n, "</worksheet>");
    assert_true(whole(text, n));
    for (size_t cut = 1; cut < n; cut += n / 50) {
        assert_false(whole(text, n - cut));
    }
    for (size_t at = PAGE; at + 2 * PAGE < n; at += 30 * (size_t)PAGE) {
        static char damaged[sizeof text];
        memcpy(damaged, text, n);
        memset(damaged + at, '\0', PAGE);
        assert_false(whole(damaged, n));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
