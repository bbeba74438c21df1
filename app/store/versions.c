#include "store/versions.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"

#include <unistd.h>

/* A name as file_sweep expects it; the lock holder has it alone. */
static char *temporary_name(const char *path)
{
    char *directory, *name, *temporary = NULL;
    if (!file_split(path, &directory, &name)) {
        return NULL;
    }
    if (asprintf(&temporary, "%s/.%.200s.0-0.tmp", directory, name) < 0) {
        temporary = NULL;
    }
    free(directory);
    free(name);
    return temporary;
}

static enum status copy(const char *from, const char *to, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(from, &bytes, e);
    if (st == ST_OK) {
        st = file_write_atomic(to, bytes.data, bytes.length, 0600, e);
    }
    buffer_release(&bytes);
    return st;
}

enum status version_keep(struct kept_version *kept, const char *path, struct error *e)
{
    enum status st = ST_OK;
    kept->temporary = NULL;
    kept->path = file_resolve(path);
    if (kept->path) {
        kept->temporary = temporary_name(kept->path);
    }
    if (!kept->temporary) {
        st = fail_errno(e, _("Cannot keep the earlier version of %s"), path);
    } else {
        (void)unlink(kept->temporary);
        if (link(kept->path, kept->temporary) != 0) { /* not every file system has hard links */
            st = copy(kept->path, kept->temporary, e);
        }
    }
    if (st != ST_OK) {
        version_release(kept);
    }
    return st;
}

void version_commit(struct kept_version *kept, int count)
{
    for (int number = count; number >= 1; number--) {
        char *from = NULL, *to = NULL;
        if (asprintf(&to, "%s.%d", kept->path, number) < 0) {
            to = NULL;
        }
        if (number > 1 && asprintf(&from, "%s.%d", kept->path, number - 1) < 0) {
            from = NULL;
        }
        if (to && (from || number == 1)) {
            (void)rename(number == 1 ? kept->temporary : from, to);
        }
        free(from);
        free(to);
    }
}

void version_release(struct kept_version *kept)
{
    if (kept->temporary) {
        (void)unlink(kept->temporary); /* gone already when committed */
    }
    free(kept->temporary);
    free(kept->path);
    *kept = (struct kept_version){.path = NULL};
}
