/* What was collected: each content once, under a name of its own, whatever happened before. */
#include "base/digest.h"
#include "store/collected.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

static struct collected *open_it(void)
{
    struct error e = {.text = ""};
    struct collected *c = NULL;
    if (collected_open(&c, "in", "https://h/up/", &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    return c;
}

/* Offers content under this name, as if it had just been fetched. */
static enum status take(struct collected *c, const char *name, const char *version, const char *content, enum collected_kind *kind)
{
    const struct offer offer = {.name = name, .version = version, .size = (int64_t)strlen(content)};
    char sha256[SHA256_TEXT];
    struct error e = {.text = ""};
    char *part = collected_part(c, 0);
    put(part, content);
    sha256_hex(content, strlen(content), sha256);
    const enum status st = collected_take(c, &offer, part, sha256, kind, &e);
    if (st == ST_OK) {
        assert_int_not_equal(access(part, F_OK), 0);
    }
    free(part);
    return st;
}

static bool knows(struct collected *c, const char *name, const char *version, int64_t size)
{
    return collected_knows(c, &(struct offer){.name = name, .version = version, .size = size});
}

static void clear(void)
{
    (void)!system("rm -rf in .in.collect"); /* the scratch directory's own clearing is flat */
}

static void once_and_whole(void **state)
{
    (void)state;
    enum collected_kind kind;
    struct collected *c = open_it();
    assert_false(knows(c, "a.json", "1", 3));
    assert_int_equal(take(c, "a.json", "1", "one", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_NEW);
    holds("in/a.json", "one");
    assert_true(knows(c, "a.json", "1", 3));
    assert_false(knows(c, "a.json", "2", 3));
    assert_false(knows(c, "a.json", "1", 4));
    assert_false(knows(c, "b.json", "1", 3));
    /* the same content under another name */
    assert_int_equal(take(c, "b.json", "1", "one", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_SAME);
    assert_int_not_equal(access("in/b.json", F_OK), 0);
    assert_true(knows(c, "b.json", "1", 3));
    /* other content under the same name */
    assert_int_equal(take(c, "a.json", "2", "two", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_NEW);
    holds("in/a.json", "one");
    holds("in/3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3-a.json", "two");
    assert_int_equal(collected_note(c, NULL), ST_OK);
    collected_close(c);
    /* remembered, also when the file was moved away */
    assert_int_equal(unlink("in/a.json"), 0);
    c = open_it();
    assert_true(knows(c, "a.json", "1", 3));
    assert_true(knows(c, "a.json", "2", 3));
    assert_int_equal(take(c, "c.json", "9", "one", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_SAME);
    collected_close(c);
    clear();
}

/* Two customers' folders may hold files of one name, size and time. */
static void sources_are_told_apart(void **state)
{
    (void)state;
    enum collected_kind kind;
    struct error e = {.text = ""};
    struct collected *c = open_it();
    assert_int_equal(take(c, "a.json", "1", "one", &kind), ST_OK);
    assert_int_equal(collected_note(c, &e), ST_OK);
    collected_close(c);
    assert_int_equal(collected_open(&c, "in", "/media/stick", &e), ST_OK);
    assert_false(knows(c, "a.json", "1", 3));
    assert_int_equal(take(c, "a.json", "1", "two", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_NEW);
    assert_true(knows(c, "a.json", "1", 3));
    collected_close(c);
    clear();
}

static void names_that_promise(void **state)
{
    (void)state;
    enum collected_kind kind;
    struct collected *c = open_it();
#define ONE "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    assert_int_equal(take(c, ONE ".p7m", "1", "damaged", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_WRONG);
    assert_int_not_equal(access("in/" ONE ".p7m", F_OK), 0);
    assert_false(knows(c, ONE ".p7m", "1", 7));
    assert_int_equal(take(c, ONE ".p7m", "1", "one", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_NEW);
    /* the name says all, whatever the server says of it */
    assert_true(knows(c, ONE ".p7m", "", -1));
    assert_false(knows(c, "x.p7m", "", -1));
    collected_close(c);
    clear();
}

static void a_list_that_was_lost_or_cut(void **state)
{
    (void)state;
    enum collected_kind kind;
    struct collected *c = open_it();
    assert_int_equal(take(c, "a b%.json", "\"x y\"", "one", &kind), ST_OK);
    assert_int_equal(take(c, "b", "2", "two", &kind), ST_OK);
    assert_int_equal(collected_note(c, NULL), ST_OK);
    collected_close(c);
    struct stat about;
    assert_int_equal(stat(".in.collect/list", &about), 0);
    assert_int_equal(truncate(".in.collect/list", about.st_size - 3), 0);
    put(".in.collect/0.part", "half");
    c = open_it();
    assert_int_not_equal(access(".in.collect/0.part", F_OK), 0);
    assert_true(knows(c, "a b%.json", "\"x y\"", 3));
    assert_false(knows(c, "b", "2", 3));
    assert_int_equal(take(c, "b", "2", "two", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_SAME); /* found in its place */
    assert_int_equal(collected_note(c, NULL), ST_OK);
    collected_close(c);
    c = open_it();
    assert_true(knows(c, "b", "2", 3));
    collected_close(c);
    assert_int_equal(unlink(".in.collect/list"), 0);
    c = open_it();
    assert_false(knows(c, "b", "2", 3));
    assert_int_equal(take(c, "b", "2", "two", &kind), ST_OK);
    assert_int_equal(kind, COLLECTED_SAME);
    collected_close(c);
    clear();
}

static void things_in_the_way(void **state)
{
    (void)state;
    struct error e = {.text = ""};
    enum collected_kind kind;
    struct collected *c = open_it(), *second = NULL;
    assert_int_equal(collected_open(&second, "in", "https://h/up/", &e), ST_INPUT); /* one at a time */
    assert_null(second);
    put("outside", "mine");
    assert_int_equal(symlink("../outside", "in/a"), 0);
    assert_int_equal(mkdir("in/d", 0700), 0);
    assert_int_equal(take(c, "a", "1", "one", &kind), ST_OK);
    assert_int_equal(take(c, "d", "1", "two", &kind), ST_OK);
    holds("outside", "mine");
    holds("in/" ONE "-a", "one");
    holds("in/3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3-d", "two");
    collected_close(c);
    assert_int_equal(collected_open(&c, "/", "x", &e), ST_INPUT);
    assert_int_equal(collected_open(&c, "outside", "x", &e), ST_INPUT);
    clear();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(once_and_whole),     SCRATCH_TEST(sources_are_told_apart),
        SCRATCH_TEST(names_that_promise), SCRATCH_TEST(a_list_that_was_lost_or_cut),
        SCRATCH_TEST(things_in_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
