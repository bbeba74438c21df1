#include "command/file_same.h"

#include "base/file.h"

#include <string.h>

enum status files_same(const char *a, const char *b, bool *same, struct error *e)
{
    struct file_digest first, second;
    enum status st = file_sha256(a, INT64_MAX, &first, e);
    st = st == ST_OK ? file_sha256(b, INT64_MAX, &second, e) : st;
    *same = st == ST_OK && strcmp(first.sha256, second.sha256) == 0;
    return st;
}
