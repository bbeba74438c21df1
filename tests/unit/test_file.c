/* Reads under a cap, replacing in one step, locks. */
#include "base/buffer.h"
#include "base/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

static void test_read(void **state)
{
    (void)state;
    struct buffer b;
    struct error e;
    buffer_init(&b, 5);
    put("empty", "");
    put("five", "12345");
    put("six", "123456");
    assert_int_equal(file_read("empty", &b, &e), ST_OK);
    assert_int_equal(b.length, 0);
    assert_int_equal(file_read("five", &b, &e), ST_OK);
    assert_string_equal(b.data, "12345");
    assert_int_equal(file_read("empty", &b, &e), ST_OK); /* cleared first */
    assert_string_equal(buffer_text(&b), "");
    assert_int_equal(file_read("six", &b, &e), ST_INPUT);
    assert_string_equal(e.text, "six is larger than the limit of 5 bytes.");
    buffer_release(&b);
}

/* procfs says 0 bytes and gives more: the cap holds for what is read, not for what was announced. */
static void test_read_more_than_announced(void **state)
{
    (void)state;
    struct buffer b;
    struct error e;
    buffer_init(&b, 10);
    assert_int_equal(file_read("/proc/self/status", &b, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "10 bytes"));
    buffer_release(&b);
    buffer_init(&b, BUFFER_MAX_TEXT);
    assert_int_equal(file_read("/proc/self/status", &b, &e), ST_OK);
    assert_true(b.length > 10);
    buffer_release(&b);
}

static void test_sha256(void **state)
{
    (void)state;
    struct file_digest d;
    struct error e;
    put("abc", "abc");
    assert_int_equal(file_sha256("abc", 3, &d, &e), ST_OK);
    assert_string_equal(d.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); /* FIPS 180-4 */
    assert_int_equal(d.size, 3);
    assert_true(d.modified > 0);
    assert_int_equal(file_sha256("abc", 2, &d, &e), ST_INPUT);
    assert_string_equal(e.text, "abc is larger than the limit of 2 bytes.");
    assert_int_equal(file_sha256("/proc/self/maps", 10, &d, &e), ST_INPUT); /* says 0 bytes and gives more */
    assert_int_equal(file_sha256(".", 10, &d, &e), ST_INPUT);
    assert_int_equal(file_sha256("gone", 10, &d, &e), ST_INPUT);
}

static void test_read_refuses(void **state)
{
    (void)state;
    struct buffer b;
    struct error e;
    buffer_init(&b, BUFFER_MAX_TEXT);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(symlink("fifo", "link"), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    alarm(20); /* a hang is a failure */
    assert_int_equal(file_read("fifo", &b, &e), ST_INPUT);
    assert_string_equal(e.text, "fifo is not a regular file.");
    assert_int_equal(file_read("link", &b, &e), ST_INPUT);
    assert_int_equal(file_read("/dev/zero", &b, &e), ST_INPUT);
    assert_int_equal(file_read(".", &b, &e), ST_INPUT);
    assert_string_equal(e.text, ". is a directory, not a file.");
    assert_int_equal(file_read("none", &b, &e), ST_INPUT);
    assert_string_equal(e.text, "Cannot open none: No such file or directory");
    assert_int_equal(file_read("loop", &b, &e), ST_INPUT);
    assert_int_equal(file_read("", &b, &e), ST_INPUT);
    alarm(0);
    buffer_release(&b);
}

static void test_write(void **state)
{
    (void)state;
    struct stat st;
    struct error e;
    assert_int_equal(file_write_atomic("new", "one", 3, 0600, &e), ST_OK);
    holds("new", "one");
    assert_int_equal(stat("new", &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(file_write_atomic("new", "", 0, 0600, &e), ST_OK);
    holds("new", "");
    assert_int_equal(count_entries(), 1);
}

/* A link stays a link, and the file that it leads to is replaced; also one that is not there yet. */
static void test_write_follows_link(void **state)
{
    (void)state;
    struct stat st;
    struct error e;
    assert_int_equal(mkdir("d", 0700), 0);
    put("d/real", "old");
    assert_int_equal(symlink("d/real", "link"), 0);
    assert_int_equal(symlink("d/later", "dangling"), 0);
    assert_int_equal(file_write_atomic("link", "new", 3, 0600, &e), ST_OK);
    assert_int_equal(file_write_atomic("dangling", "made", 4, 0600, &e), ST_OK);
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    holds("d/real", "new");
    holds("d/later", "made");
    assert_int_equal(unlink("d/real") | unlink("d/later"), 0);
}

static void test_write_refuses(void **state)
{
    (void)state;
    struct error e;
    struct stat st;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(file_write_atomic("d", "x", 1, 0600, &e), ST_INPUT);
    assert_int_equal(file_write_atomic("fifo", "x", 1, 0600, &e), ST_INPUT);
    assert_int_equal(lstat("fifo", &st), 0);
    assert_true(S_ISFIFO(st.st_mode)); /* not renamed away */
    assert_int_equal(file_write_atomic("/dev/null", "x", 1, 0600, &e), ST_INPUT);
    assert_int_equal(file_write_atomic("none/x", "x", 1, 0600, &e), ST_INPUT);
    assert_string_equal(e.text, "Cannot write none/x: No such file or directory");
    assert_int_equal(file_write_atomic("loop", "x", 1, 0600, &e), ST_INPUT);
    assert_int_equal(file_write_atomic("", "x", 1, 0600, &e), ST_INPUT);
    assert_int_equal(count_entries(), 3);
}

/* A disk that takes only part: the old file stays whole and nothing is left lying about. */
static void test_write_when_full(void **state)
{
    (void)state;
    static char big[64 * 1024];
    struct error e;
    struct rlimit before, small;
    memset(big, 'x', sizeof big);
    put("draft", "the old text");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status replaced = file_write_atomic("draft", big, sizeof big, 0600, &e);
    enum status created = file_create("fresh", big, sizeof big, 0600, NULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(replaced, ST_SYSTEM);
    assert_int_equal(created, ST_SYSTEM);
    assert_string_equal(e.text, "Cannot write draft: File too large");
    holds("draft", "the old text");
    assert_int_equal(count_entries(), 1);
}

static void test_create(void **state)
{
    (void)state;
    struct error e;
    assert_int_equal(file_create("new", "one", 3, 0600, &e), ST_OK);
    assert_int_equal(file_create("new", "two", 3, 0600, &e), ST_INPUT);
    assert_string_equal(e.text, "new exists already; it is not overwritten.");
    holds("new", "one");
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(file_create("dangling", "x", 1, 0600, &e), ST_INPUT);
    assert_int_equal(count_entries(), 2);
}

/* Names as long as the file system takes still leave room for the temporary name. */
static void test_long_name(void **state)
{
    (void)state;
    char name[256];
    struct error e;
    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(file_write_atomic(name, "one", 3, 0600, &e), ST_OK);
    holds(name, "one");
}

static void test_sweep(void **state)
{
    (void)state;
    put("a.tenken", "x");
    put(".a.tenken.123-0.tmp", "left");
    put(".a.tenken.123-45.tmp", "left");
    put(".a.tenken.lock", "kept");
    put(".a.tenken.x-1.tmp", "kept");
    put(".b.tenken.1-1.tmp", "kept");
    file_sweep("a.tenken");
    assert_int_equal(count_entries(), 4);
    holds(".b.tenken.1-1.tmp", "kept");
}

static pid_t ended(void)
{
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    return child;
}

/* The end of the names of temporary files that this computer makes: "-HOST.tmp". */
static const char *host_end(void)
{
    static char end[32];
    struct file_replacement r;
    struct error e;
    assert_int_equal(file_replace_begin(&r, "host", 0600, &e), ST_OK);
    (void)snprintf(end, sizeof end, "%s", strrchr(r.temporary, '-'));
    file_replace_abandon(&r);
    return end;
}

static void leave_temporary(const char *name, long process, const char *end)
{
    char path[128];
    (void)snprintf(path, sizeof path, ".%s.%ld-0%s", name, process, end);
    put(path, "left");
}

/* Without a lock nobody who may still be writing loses anything, here or at another computer. */
static void test_sweep_abandoned(void **state)
{
    (void)state;
    struct error e;
    struct file_replacement r;
    const pid_t gone = ended();
    leave_temporary("report.xlsx", (long)getpid(), host_end());
    leave_temporary("report.xlsx", gone, host_end());
    leave_temporary("report.xlsx", gone, "-0badcafe.tmp");
    leave_temporary("report.xlsx", gone, ".tmp"); /* of nobody knows which computer */
    assert_int_equal(file_write_atomic("other.xlsx", "x", 1, 0600, &e), ST_OK);
    assert_int_equal(count_entries(), 5);
    assert_int_equal(file_replace_begin(&r, "report.xlsx", 0600, &e), ST_OK);
    file_replace_abandon(&r);
    assert_int_equal(count_entries(), 4);
    char left[64];
    (void)snprintf(left, sizeof left, ".report.xlsx.%ld-0%s", (long)gone, host_end());
    assert_int_not_equal(access(left, F_OK), 0);
}

/* Of many files in one directory. */
static void test_sweep_directory(void **state)
{
    (void)state;
    const pid_t gone = ended();
    leave_temporary("letter-S1-2026.html", gone, host_end());
    leave_temporary("letter.S2.html", gone, host_end());
    leave_temporary("letter-S3.html", (long)getpid(), host_end());
    leave_temporary("letter-S4.html", gone, "-0badcafe.tmp");
    put(".hidden", "kept");
    put("1-2.tmp", "kept");
    put(".tmp", "kept");
    directory_sweep(".");
    directory_sweep("missing");
    assert_int_equal(count_entries(), 5);
}

/* Takes the lock in a child, says so, and holds it until told to end. */
static pid_t holder(const char *path, int told[2])
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready) | pipe(told), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct file_lock lock;
        close(told[1]);
        byte = file_lock(&lock, path, NULL) == ST_OK ? 'y' : 'n';
        if (write(ready[1], &byte, 1) != 1 || read(told[0], &byte, 1) < 0) {
            _exit(1);
        }
        file_unlock(&lock);
        _exit(0);
    }
    close(ready[1]);
    close(told[0]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    assert_int_equal(byte, 'y');
    return child;
}

static void test_lock(void **state)
{
    (void)state;
    struct file_lock lock;
    struct error e;
    char pid[24];
    int told[2], ended;
    put("draft", "x");
    assert_int_equal(symlink("draft", "other-name"), 0);
    pid_t child = holder("draft", told);
    (void)snprintf(pid, sizeof pid, "%ld", (long)child);
    assert_int_equal(file_lock(&lock, "draft", &e), ST_INPUT);
    assert_non_null(strstr(e.text, "draft"));
    assert_non_null(strstr(e.text, pid));
    assert_int_equal(file_lock(&lock, "other-name", &e), ST_INPUT);
    assert_int_equal(file_write_atomic("draft", "y", 1, 0600, &e), ST_OK); /* the lock survives the replacing */
    assert_int_equal(file_lock(&lock, "draft", &e), ST_INPUT);
    close(told[1]);
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(file_lock(&lock, "draft", &e), ST_OK);
    struct file_lock second;
    assert_int_equal(file_lock(&second, "draft", &e), ST_INPUT); /* also within one process */
    file_unlock(&second);
    file_unlock(&lock);
    assert_int_equal(count_entries(), 2); /* no lock file is left */
}

static void test_replace(void **state)
{
    (void)state;
    struct file_replacement r;
    struct error e;
    put("report", "old");
    assert_int_equal(file_replace_begin(&r, "report", 0600, &e), ST_OK);
    put(r.temporary, "half");
    holds("report", "old");
    file_replace_abandon(&r);
    assert_int_equal(count_entries(), 1);
    assert_int_equal(file_replace_begin(&r, "report", 0600, &e), ST_OK);
    put(r.temporary, "new");
    assert_int_equal(file_replace_commit(&r, &e), ST_OK);
    holds("report", "new");
    assert_int_equal(count_entries(), 1);
    assert_int_equal(file_replace_begin(&r, "none/report", 0600, &e), ST_INPUT);
    assert_int_equal(file_replace_begin(&r, ".", 0600, &e), ST_INPUT);
    assert_int_equal(count_entries(), 1);
}

static void test_lock_of_killed(void **state)
{
    (void)state;
    struct file_lock lock;
    struct error e;
    int told[2];
    pid_t child = holder("draft", told);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    close(told[1]);
    assert_int_equal(file_lock(&lock, "draft", &e), ST_OK);
    file_unlock(&lock);
    file_unlock(&lock); /* twice does no harm */
    assert_int_equal(file_lock(&lock, "none/draft", &e), ST_INPUT);
    assert_int_equal(count_entries(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_read),
        SCRATCH_TEST(test_read_more_than_announced),
        SCRATCH_TEST(test_sha256),
        SCRATCH_TEST(test_read_refuses),
        SCRATCH_TEST(test_write),
        SCRATCH_TEST(test_write_follows_link),
        SCRATCH_TEST(test_write_refuses),
        SCRATCH_TEST(test_write_when_full),
        SCRATCH_TEST(test_create),
        SCRATCH_TEST(test_long_name),
        SCRATCH_TEST(test_replace),
        SCRATCH_TEST(test_sweep),
        SCRATCH_TEST(test_sweep_abandoned),
        SCRATCH_TEST(test_sweep_directory),
        SCRATCH_TEST(test_lock),
        SCRATCH_TEST(test_lock_of_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
