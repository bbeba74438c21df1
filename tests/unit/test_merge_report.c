/* What a long merge says of its progress: how far, how fast, how long still; a line that moves on a terminal, one line a minute otherwise.
 */
#include "command/merge_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

static int64_t time_now;

static int64_t now(void)
{
    return time_now;
}

/* What is printed on stderr by a report of so many files at that time, with so many to come. */
static void said(struct merge_report *r, int64_t at, unsigned long long files, size_t remaining, char out[256])
{
    char path[] = "stderr-XXXXXX";
    const int fd = mkstemp(path), kept = dup(STDERR_FILENO);
    assert_true(fd >= 0 && kept >= 0);
    (void)fflush(stderr);
    (void)dup2(fd, STDERR_FILENO);
    time_now = at;
    r->counts.files = files;
    if (merge_report_due(r)) {
        merge_report_progress(r, remaining);
    }
    (void)fflush(stderr);
    (void)dup2(kept, STDERR_FILENO);
    (void)close(kept);
    const ssize_t n = pread(fd, out, 255, 0);
    assert_true(n >= 0);
    out[n] = '\0';
    (void)close(fd);
    (void)unlink(path);
}

static void on_a_terminal(void **state)
{
    (void)state;
    struct merge_report r = {.json = true};
    char text[256];
    time_now = 1000;
    merge_report_time(&r, true, now);
    said(&r, 1199, 500, 9500, text);
    assert_string_equal(text, "");
    said(&r, 1999, 2500, 7500, text);
    assert_string_equal(text, "[#####...............] 2,500 of 10,000 files, 2,500 a second, about 4 s left");
    said(&r, 2100, 3000, 7000, text);
    assert_string_equal(text, "");
    said(&r, 2999, 10, 10000, text); /* the line before is overwritten */
    assert_string_equal(text, "\r\033[K[....................] 10 of 10,010 files, 5 a second, about 33 min left");
    said(&r, 3999, 10000, 0, text);
    assert_string_equal(text, "\r\033[K[####################] 10,000 of 10,000 files, 3,333 a second, about 1 s left");
}

static void into_a_log(void **state)
{
    (void)state;
    struct merge_report r = {.json = false};
    char text[256];
    time_now = 0;
    merge_report_time(&r, false, now);
    said(&r, 59999, 600, 1200, text);
    assert_string_equal(text, "");
    said(&r, 60000, 600, 1200, text);
    assert_string_equal(text, "600 of 1,800 files, 9 a second, about 2 min left\n");
    said(&r, 119999, 1200, 600, text);
    assert_string_equal(text, "");
    said(&r, 120000, 0, 5, text);
    assert_string_equal(text, "0 of 5 files\n");
}

/* What a failed transaction took back is in no list, as it is in no count. */
static void taken_back(void **state)
{
    (void)state;
    struct merge_report r;
    struct walk walk = {.arguments = NULL};
    struct error e;
    struct merge_left file = {.state = MERGE_REJECTED,
                              .path = "committed.json",
                              .reason = "",
                              .verdict = "unreadable",
                              .code = "",
                              .name = "",
                              .certificate = ""};
    char path[] = "stdout-XXXXXX", text[1024];
    const int fd = mkstemp(path), kept = dup(STDOUT_FILENO);
    assert_true(fd >= 0 && kept >= 0);
    (void)fflush(stdout);
    (void)dup2(fd, STDOUT_FILENO);
    merge_report_open(&r, "p.db", true);
    assert_int_equal(merge_report_rejected(&r, &file, &e), ST_OK);
    r.counts.files = 1;
    assert_int_equal(merge_report_committed(&r, &e), ST_OK);
    file.path = "lost.json";
    assert_int_equal(merge_report_rejected(&r, &file, &e), ST_OK);
    merge_report_close(&r, false, &walk);
    (void)fflush(stdout);
    (void)dup2(kept, STDOUT_FILENO);
    (void)close(kept);
    const ssize_t n = pread(fd, text, sizeof text - 1, 0);
    assert_true(n > 0);
    text[n] = '\0';
    (void)close(fd);
    (void)unlink(path);
    assert_non_null(strstr(text, "committed.json"));
    assert_null(strstr(text, "lost.json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_a_terminal),
        cmocka_unit_test(into_a_log),
        cmocka_unit_test(taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
