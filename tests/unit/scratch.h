/* For tests that need files: an empty directory each. Include after cmocka.h. */
#ifndef TENKEN_TESTS_SCRATCH_H
#define TENKEN_TESTS_SCRATCH_H

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <unistd.h>

/* Each test runs in an empty directory of its own. */
static inline int enter(void **state)
{
    const char *base = getenv("TMP");
    char *directory = NULL;
    if (asprintf(&directory, "%s/fileXXXXXX", base ? base : "/tmp") < 0 || !mkdtemp(directory) || chdir(directory) != 0) {
        return -1;
    }
    *state = directory;
    return 0;
}

static inline int leave(void **state)
{
    DIR *entries = opendir(".");
    const struct dirent *entry;
    while (entries && (entry = readdir(entries)) != NULL) {
        (void)remove(entry->d_name);
    }
    if (entries) {
        closedir(entries);
    }
    int failed = chdir("/") != 0 || rmdir(*state) != 0;
    free(*state);
    return failed;
}

static inline int count_entries(void)
{
    int n = 0;
    DIR *entries = opendir(".");
    assert_non_null(entries);
    while (readdir(entries)) {
        n++;
    }
    closedir(entries);
    return n - 2; /* . and .. */
}

static inline void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static inline void holds(const char *path, const char *text)
{
    struct buffer b;
    struct error e = {.text = ""};
    buffer_init(&b, BUFFER_MAX_TEXT);
    if (file_read(path, &b, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    assert_string_equal(buffer_text(&b), text);
    buffer_release(&b);
}

#define SCRATCH_TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

#endif
