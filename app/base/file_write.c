#include "base/file.h"
#include "base/file_path.h"

#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_END ".tmp"
#define NAME_PART 200 /* of the file's name in the temporary name: NAME_MAX is 255 */

/* ".NAME." as the temporary files of path begin: hidden, and beside it since rename works within a file system only. */
static char *temporary_prefix(const char *name)
{
    char *prefix = NULL;
    return asprintf(&prefix, ".%.*s.", NAME_PART, name) < 0 ? NULL : prefix;
}

/* Makes a new temporary file; *temporary is owned by the caller. */
static int open_temporary(const char *directory, const char *name, mode_t mode, char **temporary)
{
    static atomic_uint counter;
    char *prefix = temporary_prefix(name);
    *temporary = NULL;
    if (!prefix) {
        errno = ENOMEM;
        return -1;
    }
    int fd = -1;
    for (int attempt = 0; attempt < 100; attempt++) {
        unsigned number = atomic_fetch_add(&counter, 1);
        free(*temporary);
        if (asprintf(temporary, "%s/%s%ld-%u" TEMPORARY_END, directory, prefix, (long)getpid(), number) < 0) {
            *temporary = NULL;
            errno = ENOMEM;
            break;
        }
        fd = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST) /* EEXIST: left by a killed process that had our number */
            break;
    }
    int kept = errno;
    free(prefix);
    errno = kept;
    return fd;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        n -= (size_t)written;
    }
    return true;
}

/* Writes, makes durable and closes. */
static bool fill(int fd, const void *bytes, size_t n)
{
    bool done = write_all(fd, bytes, n) && fsync(fd) == 0;
    int kept = errno;
    if (close(fd) != 0 && done)
        return false;
    errno = kept;
    return done;
}

/* The rename is durable only when the directory is. Some file systems cannot do it, and a directory may be writable but not
 * readable: neither is a failure to save. */
static bool sync_directory(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES;
    bool done = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
    int kept = errno;
    close(fd);
    errno = kept;
    return done;
}

/* Gives the temporary file its name; with exclusive only when nothing has that name yet. */
static bool put_in_place(const char *temporary, const char *path, bool exclusive)
{
    if (!exclusive)
        return rename(temporary, path) == 0;
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    /* File systems without RENAME_NOREPLACE: link refuses an existing name too. */
    return link(temporary, path) == 0 && unlink(temporary) == 0;
}

static enum status write_file(const char *path, const void *bytes, size_t n, mode_t mode, bool exclusive, struct error *e)
{
    char *directory = NULL, *name = NULL, *temporary = NULL;
    struct stat st;
    char *target = exclusive ? strdup(path) : file_resolve(path);
    if (!target || !file_split(target, &directory, &name)) {
        enum status result = fail_errno(e, _("Cannot write %s"), path);
        free(target);
        return result;
    }
    enum status result = ST_OK;
    if (exclusive && lstat(target, &st) == 0) {
        result = fail(e, ST_INPUT, _("%s exists already; it is not overwritten."), path);
    } else if (!exclusive && stat(target, &st) == 0 && !S_ISREG(st.st_mode)) {
        /* Renaming over a device or a pipe would remove it. */
        result = S_ISDIR(st.st_mode) ? fail(e, ST_INPUT, _("%s is a directory, not a file."), path)
                                     : fail(e, ST_INPUT, _("%s is not a regular file."), path);
    } else {
        int fd = open_temporary(directory, name, mode, &temporary);
        if (fd < 0) {
            result = fail_errno(e, _("Cannot write %s"), path);
        } else if (!fill(fd, bytes, n) || !put_in_place(temporary, target, exclusive)) {
            if (exclusive && errno == EEXIST)
                result = fail(e, ST_INPUT, _("%s exists already; it is not overwritten."), path);
            else
                result = fail_errno(e, _("Cannot write %s"), path);
            unlink(temporary);
        } else if (!sync_directory(directory)) {
            result = fail_errno(e, _("Cannot write %s"), path);
        }
    }
    free(temporary);
    free(directory);
    free(name);
    free(target);
    return result;
}

enum status file_write_atomic(const char *path, const void *bytes, size_t n, mode_t mode, struct error *e)
{
    return write_file(path, bytes, n, mode, false, e);
}

enum status file_create(const char *path, const void *bytes, size_t n, mode_t mode, struct error *e)
{
    return write_file(path, bytes, n, mode, true, e);
}

/* ".NAME.PID-NUMBER.tmp" */
static bool is_temporary(const char *entry, const char *prefix)
{
    size_t n = strlen(prefix);
    if (strncmp(entry, prefix, n) != 0)
        return false;
    const char *rest = entry + n;
    size_t digits = strspn(rest, "0123456789");
    if (digits == 0 || rest[digits] != '-')
        return false;
    rest += digits + 1;
    digits = strspn(rest, "0123456789");
    return digits > 0 && strcmp(rest + digits, TEMPORARY_END) == 0;
}

void file_sweep(const char *path)
{
    char *directory = NULL, *name = NULL, *prefix = NULL;
    char *target = file_resolve(path);
    DIR *entries = NULL;
    if (target && file_split(target, &directory, &name) && (prefix = temporary_prefix(name)) != NULL &&
        (entries = opendir(directory)) != NULL) {
        const struct dirent *entry;
        while ((entry = readdir(entries)) != NULL) {
            if (is_temporary(entry->d_name, prefix))
                unlinkat(dirfd(entries), entry->d_name, 0);
        }
    }
    if (entries)
        closedir(entries);
    free(prefix);
    free(directory);
    free(name);
    free(target);
}
