#include "base/file.h"
#include "base/file_path.h"

#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_END ".tmp"
#define HOST_BYTES 256
#define NAME_PART 200 /* of the file's name in the temporary name: NAME_MAX is 255 */

/* ".NAME." as the temporary files of path begin: hidden, and beside it since rename works within a file system only. */
static char *temporary_prefix(const char *name)
{
    char *prefix = NULL;
    return asprintf(&prefix, ".%.*s.", NAME_PART, name) < 0 ? NULL : prefix;
}

/* Which computer this is, in a name: a process id tells nothing on another one, whose files may lie in the same directory. */
static uint32_t this_host(void)
{
    char host[HOST_BYTES] = "";
    uint32_t hash = 2166136261U; /* FNV-1a */
    (void)gethostname(host, sizeof host - 1);
    for (const char *c = host; *c != '\0'; c++) {
        hash = (hash ^ (unsigned char)*c) * 16777619U;
    }
    return hash;
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
    const uint32_t host = this_host();
    int fd = -1;
    for (int attempt = 0; attempt < 100; attempt++) {
        unsigned number = atomic_fetch_add(&counter, 1);
        free(*temporary);
        if (asprintf(temporary, "%s/%s%ld-%u-%08" PRIx32 TEMPORARY_END, directory, prefix, (long)getpid(), number, host) < 0) {
            *temporary = NULL;
            errno = ENOMEM;
            break;
        }
        fd = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST) { /* EEXIST: left by a killed process that had our number */
            break;
        }
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
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return false;
        }
        bytes += written;
        n -= (size_t)written;
    }
    return true;
}

static bool close_durably(int *fd)
{
    bool done = fsync(*fd) == 0;
    int kept = errno;
    if (close(*fd) != 0 && done) {
        kept = errno;
        done = false;
    }
    *fd = -1;
    errno = kept;
    return done;
}

/* The rename is durable only when the directory is. Some file systems cannot do it, and a directory may be writable but not
 * readable: neither is a failure to save. */
static bool sync_directory(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return errno == EACCES;
    }
    bool done = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
    int kept = errno;
    close(fd);
    errno = kept;
    return done;
}

/* Gives the temporary file its name; with exclusive only when nothing has that name yet. */
static bool put_in_place(const char *temporary, const char *path, bool exclusive)
{
    if (!exclusive) {
        return rename(temporary, path) == 0;
    }
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return false;
    }
    /* File systems without RENAME_NOREPLACE: link refuses an existing name too. */
    return link(temporary, path) == 0 && unlink(temporary) == 0;
}

enum status file_put_new(const char *from, const char *to, struct error *e)
{
    if (put_in_place(from, to, true)) {
        return ST_OK;
    }
    return errno == EEXIST ? ST_NO : fail_errno(e, _("Cannot write %s"), to);
}

enum status directory_sync(const char *path, struct error *e)
{
    return sync_directory(path) ? ST_OK : fail_errno(e, _("Cannot write %s"), path);
}

static void replacement_release(struct file_replacement *r)
{
    if (r->fd >= 0) {
        close(r->fd);
    }
    free(r->path);
    free(r->target);
    free(r->directory);
    free(r->temporary);
    *r = (struct file_replacement){.fd = -1};
}

/* What stands at the target already may be in the way. */
static enum status check_target(const struct file_replacement *r, struct error *e)
{
    struct stat st;
    if (r->exclusive && lstat(r->target, &st) == 0) {
        return fail(e, ST_INPUT, _("%s exists already; it is not overwritten."), r->path);
    }
    if (r->exclusive || stat(r->target, &st) != 0 || S_ISREG(st.st_mode)) {
        return ST_OK;
    }
    /* Renaming over a device or a pipe would remove it. */
    return S_ISDIR(st.st_mode) ? fail(e, ST_INPUT, _("%s is a directory, not a file."), r->path)
                               : fail(e, ST_INPUT, _("%s is not a regular file."), r->path);
}

static enum status begin(struct file_replacement *r, const char *path, mode_t mode, bool exclusive, struct error *e)
{
    char *name = NULL;
    *r = (struct file_replacement){.fd = -1, .exclusive = exclusive, .path = strdup(path)};
    r->target = exclusive ? strdup(path) : file_resolve(path);
    enum status result = ST_OK;
    if (!r->path || !r->target || !file_split(r->target, &r->directory, &name)) {
        result = fail_errno(e, _("Cannot write %s"), path);
    } else {
        result = check_target(r, e);
        if (result == ST_OK && (r->fd = open_temporary(r->directory, name, mode, &r->temporary)) < 0) {
            result = fail_errno(e, _("Cannot write %s"), path);
        }
    }
    free(name);
    if (result != ST_OK) {
        replacement_release(r);
    }
    return result;
}

enum status file_replace_commit(struct file_replacement *r, struct error *e)
{
    enum status result = ST_OK;
    if (!close_durably(&r->fd) || !put_in_place(r->temporary, r->target, r->exclusive)) {
        if (r->exclusive && errno == EEXIST) {
            result = fail(e, ST_INPUT, _("%s exists already; it is not overwritten."), r->path);
        } else {
            result = fail_errno(e, _("Cannot write %s"), r->path);
        }
        unlink(r->temporary);
    } else if (!sync_directory(r->directory)) {
        result = fail_errno(e, _("Cannot write %s"), r->path);
    }
    replacement_release(r);
    return result;
}

void file_replace_abandon(struct file_replacement *r)
{
    if (r->temporary) {
        unlink(r->temporary);
    }
    replacement_release(r);
}

static enum status write_file(const char *path, const void *bytes, size_t n, mode_t mode, bool exclusive, struct error *e)
{
    struct file_replacement r;
    enum status result = begin(&r, path, mode, exclusive, e);
    if (result != ST_OK) {
        return result;
    }
    if (!write_all(r.fd, bytes, n)) {
        result = fail_errno(e, _("Cannot write %s"), path);
        file_replace_abandon(&r);
        return result;
    }
    return file_replace_commit(&r, e);
}

enum status file_write_atomic(const char *path, const void *bytes, size_t n, mode_t mode, struct error *e)
{
    return write_file(path, bytes, n, mode, false, e);
}

enum status file_create(const char *path, const void *bytes, size_t n, mode_t mode, struct error *e)
{
    return write_file(path, bytes, n, mode, true, e);
}

/* By a process of this computer that is gone. What an earlier version left does not say of which computer. */
static bool is_abandoned(long process, const char *host)
{
    return host[0] == '-' && strtoul(host + 1, NULL, 16) == this_host() && process > 0 && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* "PID-NUMBER-HOST.tmp", and "PID-NUMBER.tmp" of earlier versions. */
static bool is_end(const char *text, bool abandoned)
{
    const long process = strtol(text, NULL, 10);
    for (int i = 0; i < 2; i++) {
        const size_t digits = strspn(text, "0123456789");
        if (digits == 0 || (i == 0 && text[digits] != '-')) {
            return false;
        }
        text += digits + (i == 0);
    }
    const char *host = text;
    if (host[0] == '-') {
        text += 1 + strspn(text + 1, "0123456789abcdef");
    }
    return strcmp(text, TEMPORARY_END) == 0 && (!abandoned || is_abandoned(process, host));
}

/* The temporary files that begin with prefix, which is of one file, or "." of all in the directory. abandoned: no others than those. */
static void sweep_directory(const char *directory, const char *prefix, bool abandoned)
{
    const size_t n = strlen(prefix);
    DIR *entries = opendir(directory);
    const struct dirent *entry;
    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        const char *name = entry->d_name, *end = name + n;
        if (strncmp(name, prefix, n) != 0) {
            continue;
        }
        if (n == 1) { /* behind the name, which may have points itself */
            const char *last = strrchr(name, '.');
            end = last > name ? memrchr(name, '.', (size_t)(last - name)) : NULL;
            end = end != NULL && end > name ? end + 1 : "";
        }
        if (is_end(end, abandoned)) {
            (void)unlinkat(dirfd(entries), name, 0);
        }
    }
    if (entries != NULL) {
        (void)closedir(entries);
    }
}

static void sweep(const char *path, bool abandoned)
{
    char *directory = NULL, *name = NULL, *prefix = NULL;
    char *target = file_resolve(path);
    if (target && file_split(target, &directory, &name) && (prefix = temporary_prefix(name)) != NULL) {
        sweep_directory(directory, prefix, abandoned);
    }
    free(prefix);
    free(directory);
    free(name);
    free(target);
}

void file_sweep(const char *path)
{
    sweep(path, false);
}

void directory_sweep(const char *path)
{
    sweep_directory(path, ".", true);
}

enum status file_replace_begin(struct file_replacement *r, const char *path, mode_t mode, struct error *e)
{
    sweep(path, true);
    return begin(r, path, mode, false, e);
}
