#include "base/file_path.h"

#include <errno.h>
#include <limits.h>
#include <strings.h>
#include <unistd.h>

#define LINKS_MAX 40 /* as the kernel's own limit */

const char *file_last(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

bool file_is_litter(const char *name)
{
    switch (name[0]) { /* asked of every file of a merge */
    case '.':
        return true;
    case '~':
        return name[1] == '$';
    case 'T':
    case 't':
        return strcasecmp(name, "Thumbs.db") == 0;
    case 'D':
    case 'd':
        return strcasecmp(name, "desktop.ini") == 0;
    default:
        return false;
    }
}

bool file_split(const char *path, char **directory, char **name)
{
    const char *slash = strrchr(path, '/');
    const char *last = file_last(path);
    if (*last == '\0') {
        errno = *path ? EISDIR : ENOENT;
        return false;
    }
    if (!slash) {
        *directory = strdup(".");
    } else {
        *directory = strndup(path, slash == path ? 1 : (size_t)(slash - path));
    }
    *name = strdup(last);
    if (*directory && *name) {
        return true;
    }
    free(*directory);
    free(*name);
    errno = ENOMEM;
    return false;
}

/* What a link at path says, relative to the directory of path. NULL: errno EINVAL or ENOENT when there is no link. */
static char *follow(const char *path)
{
    char target[PATH_MAX];
    ssize_t n = readlink(path, target, sizeof target);
    if (n < 0) {
        return NULL;
    }
    if ((size_t)n == sizeof target) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    char *directory, *name, *joined = NULL;
    if (target[0] == '/') {
        return strndup(target, (size_t)n);
    }
    if (!file_split(path, &directory, &name)) {
        return NULL;
    }
    if (asprintf(&joined, "%s/%.*s", directory, (int)n, target) < 0) {
        joined = NULL;
        errno = ENOMEM;
    }
    free(directory);
    free(name);
    return joined;
}

char *file_resolve(const char *path)
{
    char *current = strdup(path);
    for (int links = 0; current && links < LINKS_MAX; links++) {
        char *next = follow(current);
        if (!next) {
            if (errno == EINVAL || errno == ENOENT) {
                return current;
            }
            int kept = errno;
            free(current);
            errno = kept;
            return NULL;
        }
        free(current);
        current = next;
    }
    if (current) {
        free(current);
        errno = ELOOP;
    }
    return NULL;
}
