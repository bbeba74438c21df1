#include "command/file_same.h"

#include "base/file.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLACES_MAX 10000

enum status files_same(const char *a, const char *b, bool *same, struct error *e)
{
    struct file_digest first, second;
    enum status st = file_sha256(a, INT64_MAX, &first, e);
    st = st == ST_OK ? file_sha256(b, INT64_MAX, &second, e) : st;
    *same = st == ST_OK && strcmp(first.sha256, second.sha256) == 0;
    return st;
}

/* ST_NO: another file is there. */
static enum status place(const char *made, const char *path, struct error *e)
{
    bool same = false;
    enum status st = file_put_new(made, path, e);
    if (st != ST_NO) {
        return st;
    }
    st = files_same(made, path, &same, e);
    if (same) {
        (void)unlink(made);
    }
    return st == ST_OK && !same ? ST_NO : st;
}

enum status file_place_apart(const char *made, const char *directory, const char *name, char **path, struct error *e)
{
    for (int n = 1; n < PLACES_MAX; n++) {
        char number[16] = "";
        if (n > 1) {
            (void)snprintf(number, sizeof number, "-%d", n);
        }
        if (asprintf(path, "%s/%s%s.csv", directory, name, number) < 0) {
            *path = NULL;
            return fail_memory(e);
        }
        const enum status st = place(made, *path, e);
        if (st != ST_NO) {
            return st;
        }
        free(*path);
        *path = NULL;
    }
    return fail(e, ST_INPUT, _("%s holds too many files %s-….csv: choose another directory."), directory, name);
}
