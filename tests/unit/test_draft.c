/* Drafts on disk: nothing lost, whatever happens while saving. */
#include "base/buffer.h"
#include "model/json.h"
#include "store/draft.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

static struct clock noon(void)
{
    return clock_fixed(1795262400); /* 2026-11-21T12:00:00Z */
}

static void create(const char *path)
{
    struct clock clock = clock_fixed(1795219200);
    struct assessment a;
    struct draft d;
    struct error e = {.text = ""};
    assert_int_equal(assessment_new(&a, "2026", &clock, &e), ST_OK);
    if (draft_create(&d, path, &a, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    assert_null(a.tree); /* moved */
    draft_close(&d);
}

/* One session that answers perceived=n and saves. */
static void session(const char *path, int n)
{
    struct clock clock = noon();
    struct draft d;
    struct error e = {.text = ""};
    if (draft_open(&d, path, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    assert_int_equal(assessment_set_perceived(&d.assessment, n, &e), ST_OK);
    if (draft_save(&d, &clock, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    draft_close(&d);
}

static int perceived(const char *path)
{
    struct draft d;
    struct error e = {.text = ""};
    if (draft_open_for_reading(&d, path, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    int n = (int)json_integer(d.assessment.tree, "perceived", -1);
    draft_close(&d);
    return n;
}

static void test_create(void **state)
{
    (void)state;
    struct clock clock = noon();
    struct assessment a;
    struct draft d;
    struct error e;
    struct stat st;
    create("a.tenken");
    assert_int_equal(stat("a.tenken", &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(count_entries(), 1);
    assert_int_equal(assessment_new(&a, "2027", &clock, &e), ST_OK);
    assert_int_equal(draft_create(&d, "a.tenken", &a, &e), ST_INPUT);
    assert_string_equal(e.text, "a.tenken exists already; it is not overwritten.");
    assert_non_null(a.tree); /* still the caller's */
    assessment_release(&a);
    assert_int_equal(count_entries(), 1);
}

static void test_save(void **state)
{
    (void)state;
    struct stat st;
    struct error e;
    struct draft d;
    create("a.tenken");
    assert_int_equal(chmod("a.tenken", 0644), 0);
    session("a.tenken", 3);
    assert_int_equal(perceived("a.tenken"), 3);
    assert_int_equal(stat("a.tenken", &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600); /* answers are nobody else's business */
    assert_int_equal(draft_open_for_reading(&d, "a.tenken", &e), ST_OK);
    assert_string_equal(json_text(d.assessment.tree, "saved_at"), "2026-11-21T12:00:00Z");
    struct clock clock = noon();
    assert_int_equal(draft_save(&d, &clock, &e), ST_INPUT);
    draft_close(&d);
    draft_close(&d); /* twice does no harm */
}

/* One version a session, not one an answer; the fourth falls off. */
static void test_versions(void **state)
{
    (void)state;
    struct clock clock = noon();
    struct draft d;
    struct error e;
    create("a.tenken");
    for (int n = 0; n < 4; n++) {
        session("a.tenken", n);
    }
    assert_int_equal(perceived("a.tenken"), 3);
    assert_int_equal(perceived("a.tenken.1"), 2);
    assert_int_equal(perceived("a.tenken.2"), 1);
    assert_int_equal(perceived("a.tenken.3"), 0);
    assert_int_equal(count_entries(), 4);
    assert_int_equal(draft_open(&d, "a.tenken", &e), ST_OK);
    for (int n = 0; n <= 4; n++) {
        assert_int_equal(assessment_set_perceived(&d.assessment, n, &e), ST_OK);
        assert_int_equal(draft_save(&d, &clock, &e), ST_OK);
    }
    draft_close(&d);
    assert_int_equal(perceived("a.tenken"), 4);
    assert_int_equal(perceived("a.tenken.1"), 3);
    assert_int_equal(perceived("a.tenken.3"), 1);
    assert_int_equal(draft_open(&d, "a.tenken", &e), ST_OK); /* looking alone keeps nothing */
    draft_close(&d);
    assert_int_equal(perceived("a.tenken.1"), 3);
    assert_int_equal(count_entries(), 4);
}

static void test_new_draft_has_no_version(void **state)
{
    (void)state;
    struct clock clock = noon();
    struct assessment a;
    struct draft d;
    struct error e;
    assert_int_equal(assessment_new(&a, "2026", &clock, &e), ST_OK);
    assert_int_equal(draft_create(&d, "a.tenken", &a, &e), ST_OK);
    assert_int_equal(draft_save(&d, &clock, &e), ST_OK);
    draft_close(&d);
    assert_int_equal(count_entries(), 1);
}

static void test_through_a_link(void **state)
{
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    create("d/a.tenken");
    assert_int_equal(symlink("d/a.tenken", "link.tenken"), 0);
    session("link.tenken", 2);
    assert_int_equal(perceived("d/a.tenken"), 2);
    assert_int_equal(perceived("d/a.tenken.1"), -1);
    assert_int_equal(unlink("d/a.tenken") | unlink("d/a.tenken.1"), 0);
}

static void test_locked(void **state)
{
    (void)state;
    struct draft d, second;
    struct error e;
    create("a.tenken");
    assert_int_equal(draft_open(&d, "a.tenken", &e), ST_OK);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        enum status st = draft_open(&second, "a.tenken", &e);
        char pid[24];
        (void)snprintf(pid, sizeof pid, "%ld", (long)getppid());
        _exit(st == ST_INPUT && strstr(e.text, "a.tenken") && strstr(e.text, pid) ? 0 : 1);
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(perceived("a.tenken"), -1); /* reading is allowed */
    draft_close(&d);
    session("a.tenken", 1);
}

static void test_read_only(void **state)
{
    (void)state;
    struct draft d;
    struct error e;
    create("a.tenken");
    assert_int_equal(chmod("a.tenken", 0444), 0);
    assert_int_equal(draft_open(&d, "a.tenken", &e), ST_SYSTEM);
    assert_non_null(strstr(e.text, "a.tenken is read-only"));
    assert_int_equal(perceived("a.tenken"), -1);
    assert_int_equal(count_entries(), 1);
}

/* The draft in memory goes on unchanged, the file is the old one, and with room again the save succeeds. */
static void test_disk_full(void **state)
{
    (void)state;
    struct clock clock = noon();
    struct rlimit before, small;
    struct draft d;
    struct error e;
    create("a.tenken");
    session("a.tenken", 1);
    session("a.tenken", 2);
    assert_int_equal(draft_open(&d, "a.tenken", &e), ST_OK);
    assert_int_equal(assessment_set_perceived(&d.assessment, 4, &e), ST_OK);
    assert_true(json_put_text(d.assessment.tree, "saved_at", "2026-01-01T00:00:00Z"));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 64;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status first = draft_save(&d, &clock, &e), second = draft_save(&d, &clock, &e);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(first, ST_SYSTEM);
    assert_int_equal(second, ST_SYSTEM);
    assert_non_null(strstr(e.text, "a.tenken"));
    assert_string_equal(json_text(d.assessment.tree, "saved_at"), "2026-01-01T00:00:00Z");
    assert_int_equal(perceived("a.tenken"), 2);
    assert_int_equal(perceived("a.tenken.1"), 1); /* no version was pushed out */
    assert_int_equal(perceived("a.tenken.2"), -1);
    assert_int_equal(count_entries(), 4); /* with the lock */
    assert_int_equal(draft_save(&d, &clock, &e), ST_OK);
    draft_close(&d);
    assert_int_equal(perceived("a.tenken"), 4);
    assert_int_equal(perceived("a.tenken.1"), 2);
}

/* What a killed session left is cleared away by the next. */
static void test_leftovers(void **state)
{
    (void)state;
    create("a.tenken");
    put(".a.tenken.4711-3.tmp", "half");
    put(".a.tenken.0-0.tmp", "half");
    put(".a.tenken.lock", "4711\n");
    session("a.tenken", 1);
    assert_int_equal(count_entries(), 2);
    assert_int_equal(perceived("a.tenken.1"), -1);
}

static void refuses(const char *text, const char *words)
{
    struct draft d;
    struct error e = {.text = ""};
    put("bad.tenken", text);
    assert_int_equal(draft_open(&d, "bad.tenken", &e), ST_INPUT);
    if (strncmp(e.text, "bad.tenken", 10) != 0 || !strstr(e.text, words)) {
        fail_msg("wanted \"bad.tenken… %s\", got \"%s\"", words, e.text);
    }
    holds("bad.tenken", text); /* untouched */
    assert_int_equal(count_entries(), 1);
}

static void test_refuses(void **state)
{
    (void)state;
    refuses("", "too early");
    refuses("{\"format\":\"tenken-draft/1\",\"per", "too early");
    refuses("Dear customer", "line 1, column 1");
    refuses("[]", "no draft");
    refuses("{\"format\":\"tenken-answers/1\"}", "no draft");
    refuses("{\"format\":\"tenken-draft/2\",\"later\":true}", "2");
    refuses("{\"format\":\"tenken-draft/1\",\"period\":2026,\"packs\":[]}", "period");
    struct draft d;
    struct error e;
    assert_int_equal(draft_open(&d, "none.tenken", &e), ST_INPUT);
    assert_int_equal(draft_open(&d, ".", &e), ST_INPUT);
    assert_int_equal(mkfifo("fifo.tenken", 0600), 0);
    alarm(20);
    assert_int_equal(draft_open(&d, "fifo.tenken", &e), ST_INPUT);
    assert_int_equal(draft_open_for_reading(&d, "fifo.tenken", &e), ST_INPUT);
    alarm(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_create),         SCRATCH_TEST(test_save),
        SCRATCH_TEST(test_versions),       SCRATCH_TEST(test_new_draft_has_no_version),
        SCRATCH_TEST(test_through_a_link), SCRATCH_TEST(test_locked),
        SCRATCH_TEST(test_read_only),      SCRATCH_TEST(test_disk_full),
        SCRATCH_TEST(test_leftovers),      SCRATCH_TEST(test_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
