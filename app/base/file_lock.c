#include "base/file.h"
#include "base/file_path.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOLDER 256 /* bytes of "user@computer" */

/* Belongs to the open file, not to the process: a second opening in the same process is refused too, and closing some other descriptor
 * of the file does not drop it, as it would with classic record locks. The kernel gives it up when the process dies. */
static bool take(int fd)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(fd, F_OFD_SETLK, &whole) == 0;
}

static char *lock_path(const char *path)
{
    char *directory, *name, *lock = NULL, *target = file_resolve(path);
    if (target && file_split(target, &directory, &name)) {
        if (asprintf(&lock, "%s/.%s.lock", directory, name) < 0) {
            lock = NULL;
            errno = ENOMEM;
        }
        free(directory);
        free(name);
    }
    int kept = errno;
    free(target);
    errno = kept;
    return lock;
}

/* "user@computer", so that on a shared folder people can be told whom to ask. */
static void write_holder(char *out, size_t size)
{
    char host[HOST_NAME_MAX + 1] = "", room[1024];
    struct passwd entry, *found = NULL;
    if (gethostname(host, sizeof host - 1) != 0) {
        host[0] = '\0';
    }
    const bool named = getpwuid_r(geteuid(), &entry, room, sizeof room, &found) == 0 && found != NULL;
    (void)snprintf(out, size, "%s@%s", named ? found->pw_name : "", host);
}

static enum status refuse_taken(int fd, const char *path, struct error *e)
{
    char text[HOLDER + 24] = "", own[HOLDER];
    const ssize_t n = pread(fd, text, sizeof text - 1, 0);
    char *end = text;
    const long pid = n > 0 ? strtol(text, &end, 10) : 0;
    if (pid <= 0 || *end != '\n') {
        return fail(e, ST_INPUT, _("%s is open in another window. Close it there first."), path);
    }
    char *holder = end + 1;
    holder[strcspn(holder, "\n")] = '\0';
    write_holder(own, sizeof own);
    if (holder[0] == '\0' || strcmp(holder, own) == 0) {
        return fail(e, ST_INPUT, _("%s is open in another window (process %ld). Close it there first."), path, pid);
    }
    return fail(e, ST_INPUT, _("%s is open at %s (process %ld). Close it there first, or ask whoever works there."), path, holder, pid);
}

/* True when the descriptor is the file that has the name now: its former holder may have removed it between our open and our lock. */
static bool still_named(int fd, const char *name)
{
    struct stat held, named;
    return fstat(fd, &held) == 0 && stat(name, &named) == 0 && held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

enum status file_lock(struct file_lock *lock, const char *path, struct error *e)
{
    *lock = (struct file_lock){.fd = -1};
    char *name = lock_path(path);
    if (!name) {
        return fail_errno(e, _("Cannot lock %s"), path);
    }
    for (;;) {
        int fd = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
        if (fd < 0) {
            enum status st = fail_errno(e, _("Cannot lock %s"), path);
            free(name);
            return st;
        }
        if (!take(fd)) {
            enum status st = errno == EAGAIN || errno == EACCES ? refuse_taken(fd, path, e) : fail_errno(e, _("Cannot lock %s"), path);
            close(fd);
            free(name);
            return st;
        }
        if (!still_named(fd, name)) {
            close(fd);
            continue;
        }
        /* Only for the sentence of whoever comes second: a failure to write it does no harm. */
        char holder[HOLDER], text[HOLDER + 24];
        write_holder(holder, sizeof holder);
        int n = snprintf(text, sizeof text, "%ld\n%s\n", (long)getpid(), holder);
        if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n) {
            errno = 0;
        }
        lock->fd = fd;
        lock->path = name;
        return ST_OK;
    }
}

void file_unlock(struct file_lock *lock)
{
    if (lock->fd >= 0 && lock->path) {
        unlink(lock->path); /* while held: nobody else can hold a lock on this name now */
        close(lock->fd);
    }
    free(lock->path);
    *lock = (struct file_lock){.fd = -1};
}
