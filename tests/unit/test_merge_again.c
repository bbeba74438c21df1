/* Files that an earlier merge has read: which of them need not be opened again. */
#include "command/merge_stamp.h"
#include "command/merge_walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "portfolio_case.h"
#include "scratch.h"

#include <fcntl.h>
#include <sys/stat.h>

static bool held;

static bool ask_held(void *context, const char *digest)
{
    (void)context;
    (void)digest;
    return held;
}

static struct known_files *load(struct portfolio *p)
{
    struct known_files *known = NULL;
    OK(known_files_load(&known, p, ask_held, NULL, &e));
    return known;
}

/* What a file with this stamp is, unread: -1 it has to be read. */
static int unchanged(struct portfolio *p, const uint8_t stamp[STAMP_BYTES])
{
    struct known_files *known = load(p);
    enum merge_state state;
    const bool found = known_files_unchanged(known, stamp, &state);
    known_files_free(known);
    return found ? (int)state : -1;
}

static struct stat at_noon(void)
{
    return (struct stat){.st_ino = 7,
                         .st_size = 24000,
                         .st_mtim = {.tv_sec = NOW, .tv_nsec = 123456789},
                         .st_ctim = {.tv_sec = NOW + 1, .tv_nsec = 123456789}};
}

static void differs(const struct stat *about)
{
    const struct stat before = at_noon();
    uint8_t a[STAMP_BYTES], b[STAMP_BYTES];
    assert_true(merge_stamp(&before, a));
    assert_true(merge_stamp(about, b));
    assert_memory_not_equal(a, b, STAMP_BYTES);
}

static void test_stamp(void **state)
{
    (void)state;
    struct stat s = at_noon();
    uint8_t a[STAMP_BYTES], b[STAMP_BYTES];
    s.st_dev = 1;
    assert_true(merge_stamp(&s, a));
    s.st_dev = 2; /* the same disk after the next start */
    s.st_atim.tv_sec = NOW;
    s.st_nlink = 1;
    assert_true(merge_stamp(&s, b));
    assert_memory_equal(a, b, STAMP_BYTES);
    s = at_noon();
    s.st_ino++;
    differs(&s);
    s = at_noon();
    s.st_size++;
    differs(&s);
    s = at_noon();
    s.st_mtim.tv_sec--;
    differs(&s);
    s = at_noon();
    s.st_mtim.tv_nsec--;
    differs(&s);
    s = at_noon();
    s.st_ctim.tv_sec--;
    differs(&s);
    s = at_noon();
    s.st_ctim.tv_nsec--;
    differs(&s);
    s.st_ctim.tv_nsec = 0; /* whole seconds */
    assert_false(merge_stamp(&s, a));
    s.st_ctim.tv_nsec = 120000000; /* hundredths */
    assert_false(merge_stamp(&s, a));
}

static void test_settled(void **state)
{
    (void)state;
    struct stat s = at_noon(); /* changed within the second NOW + 1 */
    assert_false(merge_stamp_settled(&s, NOW + 1));
    assert_false(merge_stamp_settled(&s, NOW + 3));
    assert_true(merge_stamp_settled(&s, NOW + 4));
    s.st_mtim.tv_sec = NOW + 2; /* by a clock that is ahead */
    assert_false(merge_stamp_settled(&s, NOW + 4));
    assert_true(merge_stamp_settled(&s, NOW + 5));
}

static const uint8_t ONE[STAMP_BYTES] = "one", TWO[STAMP_BYTES] = "two", THREE[STAMP_BYTES] = "three";

#define STATE(p, ...) (receive((p), 1, NOW, &(struct file_case){__VA_ARGS__}).state)

static void test_known_by_stamp(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    (void)pin(p, "S1", 'a', false);
    held = false;
    struct known_files *known = load(p);
    assert_false(known_files_stamped(known));
    known_files_free(known);
    assert_int_equal(STATE(p, .bytes = "r1", .letter = 'a', .stamp = ONE), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "u", .letter = 'u', .signer = SIGNER_UNKNOWN, .stamp = TWO), MERGE_QUARANTINED);
    assert_int_equal(STATE(p, .bytes = "d", .letter = 'd', .signer = SIGNER_REFUSED, .stamp = THREE), MERGE_REJECTED);
    known = load(p);
    assert_true(known_files_stamped(known));
    known_files_free(known);
    assert_int_equal(unchanged(p, ONE), MERGE_UNCHANGED);
    assert_int_equal(unchanged(p, TWO), -1); /* its signer may be known by now */
    assert_int_equal(unchanged(p, THREE), -1);
    held = true;
    assert_int_equal(unchanged(p, ONE), -1); /* its pack has come: to be scored */
    held = false;

    /* accepted from the original, of which no stamp is known: that of the file stays true */
    (void)pin(p, "S3", 'u', false);
    assert_int_equal(STATE(p, .bytes = "u", .letter = 'u'), MERGE_MERGED);
    assert_int_equal(unchanged(p, TWO), MERGE_UNCHANGED);
    assert_int_equal(STATE(p, .bytes = "r2", .letter = 'a', .revision = 2, .content = '2'), MERGE_MERGED);
    assert_int_equal(unchanged(p, ONE), MERGE_SUPERSEDED);

    /* the directory was copied */
    uint8_t digest[SHA256_BYTES];
    sha256_bytes("r1", 2, digest);
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_stamp(p, digest, THREE, &e));
    OK(portfolio_commit(p, &e));
    assert_int_equal(unchanged(p, THREE), MERGE_SUPERSEDED);
    assert_int_equal(unchanged(p, ONE), -1);
    portfolio_close(p);
}

/* The next entry of the walk is opened, or what it is without that. */
static void expect_entry(struct walk *w, const char *path, int unread)
{
    struct walk_entry entry;
    OK(walk_next(w, &entry, &e));
    assert_string_equal(entry.path, path);
    assert_int_equal(entry.unchanged ? (int)entry.state : -1, unread);
    assert_int_equal(entry.fd >= 0, unread < 0);
    assert_string_equal(entry.problem.text, "");
    if (entry.fd >= 0) {
        (void)close(entry.fd);
    }
}

static void expect_walk(const struct known_files *known, int one, int two)
{
    struct walk w;
    struct walk_entry entry;
    struct error none = {0};
    char *arguments[] = {(char[]){"files"}, (char[]){"files/one"}};
    OK(walk_open(&w, arguments, 2, "p.db", known, &e));
    expect_entry(&w, "files/one", one);
    expect_entry(&w, "files/two", two);
    expect_entry(&w, "files/one", one); /* named by the user */
    assert_int_equal(walk_next(&w, &entry, &none), ST_NO);
    walk_close(&w);
}

static void test_walk(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    struct stat about;
    uint8_t stamp[STAMP_BYTES];
    held = false;
    (void)pin(p, "S1", 'a', false);
    assert_int_equal(mkdir("files", 0700), 0);
    put("files/one", "one");
    put("files/two", "two");
    struct known_files *known = load(p);
    expect_walk(known, -1, -1);
    known_files_free(known);
    assert_int_equal(stat("files/one", &about), 0);
    assert_true(merge_stamp(&about, stamp));
    assert_int_equal(STATE(p, .bytes = "one", .letter = 'a', .stamp = stamp), MERGE_MERGED);
    known = load(p);
    expect_walk(known, MERGE_UNCHANGED, -1);
    expect_walk(NULL, -1, -1);
    const struct timespec back[] = {about.st_atim, about.st_mtim};
    struct stat now = about;
    put("files/one", "two");
    while (now.st_ctim.tv_sec == about.st_ctim.tv_sec && now.st_ctim.tv_nsec == about.st_ctim.tv_nsec) { /* until the clock has ticked */
        assert_int_equal(utimensat(AT_FDCWD, "files/one", back, 0), 0);
        assert_int_equal(stat("files/one", &now), 0);
    }
    assert_int_equal(now.st_mtim.tv_nsec, about.st_mtim.tv_nsec);
    expect_walk(known, -1, -1); /* same size and mtime, but not the same ctime */
    known_files_free(known);
    portfolio_close(p);
    assert_int_equal(remove("files/one"), 0);
    assert_int_equal(remove("files/two"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {SCRATCH_TEST(test_stamp), SCRATCH_TEST(test_settled), SCRATCH_TEST(test_known_by_stamp),
                                       SCRATCH_TEST(test_walk)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
