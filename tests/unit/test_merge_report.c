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

struct captured {
    int fd, kept;
    char path[16], text[1024];
};

static void capture(struct captured *c)
{
    (void)snprintf(c->path, sizeof c->path, "stdout-XXXXXX");
    c->fd = mkstemp(c->path);
    c->kept = dup(STDOUT_FILENO);
    assert_true(c->fd >= 0 && c->kept >= 0);
    (void)fflush(stdout);
    (void)dup2(c->fd, STDOUT_FILENO);
}

/* Closes the report and reads what it wrote. */
static void close_captured(struct captured *c, struct merge_report *r, bool complete)
{
    const struct walk walk = {.arguments = NULL};
    merge_report_close(r, complete, &walk);
    (void)fflush(stdout);
    (void)dup2(c->kept, STDOUT_FILENO);
    (void)close(c->kept);
    const ssize_t n = pread(c->fd, c->text, sizeof c->text - 1, 0);
    assert_true(n > 0);
    c->text[n] = '\0';
    (void)close(c->fd);
    (void)unlink(c->path);
}

static struct merge_left left_file(enum merge_state state, const char *path)
{
    return (struct merge_left){
        .state = state, .path = path, .reason = "", .verdict = "unreadable", .code = "", .name = "", .certificate = ""};
}

/* What a failed transaction took back is in no list, as it is in no count. */
static void taken_back(void **state)
{
    (void)state;
    struct merge_report r;
    struct captured c;
    struct error e;
    struct merge_left file = left_file(MERGE_REJECTED, "committed.json");
    capture(&c);
    merge_report_open(&r, "p.db", true);
    assert_int_equal(merge_report_left(&r, &file, &e), ST_OK);
    r.counts.files = 1;
    assert_int_equal(merge_report_committed(&r, &e), ST_OK);
    file.path = "lost.json";
    assert_int_equal(merge_report_left(&r, &file, &e), ST_OK);
    close_captured(&c, &r, false);
    assert_non_null(strstr(c.text, "committed.json"));
    assert_null(strstr(c.text, "lost.json"));
}

/* Three times the same bytes and one other file, so many of which are there in the end: never as many copies as files. */
static void copies_of(unsigned long long there, const char *expected)
{
    static const uint8_t DIGESTS[4][SHA256_BYTES] = {{1}, {2}, {1}, {1}};
    struct merge_report r;
    struct captured c;
    struct error e;
    struct merge_left file = left_file(MERGE_CONFLICT, "a.json");
    capture(&c);
    merge_report_open(&r, "p.db", true);
    for (size_t i = 0; i < 4; i++) {
        file.digest = DIGESTS[i];
        assert_int_equal(merge_report_left(&r, &file, &e), ST_OK);
    }
    r.counts.states[MERGE_CONFLICT] = there;
    close_captured(&c, &r, true);
    assert_non_null(strstr(c.text, expected));
}

static void copies(void **state)
{
    (void)state;
    copies_of(4, "\"conflict_copies\": 2,");
    copies_of(2, "\"conflict_copies\": 0,");
    copies_of(0, "\"conflict_copies\": 0,");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_a_terminal),
        cmocka_unit_test(into_a_log),
        cmocka_unit_test(taken_back),
        cmocka_unit_test(copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
