/* Collecting from a folder: a share, a USB stick, where mail attachments were saved. */
#include "base/i18n.h"
#include "command/collect_source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)64 * 1024)

struct folder {
    struct collect_source source;
    char *location; /* without links and dots */
    int fd;
};

static enum status take(const struct folder *f, const char *name, struct offers *out, struct error *e)
{
    struct stat about;
    char version[64];
    const size_t n = strlen(name);
    if (fstatat(f->fd, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT ? ST_OK : offers_refuse(out, name, n, _("It cannot be looked at."), e);
    }
    if (S_ISDIR(about.st_mode)) {
        out->collections++;
        return ST_OK;
    }
    if (!S_ISREG(about.st_mode)) { /* a link could lead to a file of the prime's own */
        return offers_refuse(out, name, n, _("It is no regular file."), e);
    }
    (void)snprintf(version, sizeof version, "%lld.%09ld", (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
    return offers_take(out, name, n, about.st_size, version, e);
}

static enum status list(struct collect_source *s, struct offers *out, struct error *e)
{
    const struct folder *f = (const struct folder *)s;
    const int copy = openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (dir == NULL) {
        const enum status st = fail_errno(e, _("Cannot read %s"), f->location);
        if (copy >= 0) {
            (void)close(copy);
        }
        return st;
    }
    enum status st = ST_OK;
    const struct dirent *entry;
    while (st == ST_OK && (errno = 0, entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            st = take(f, entry->d_name, out, e);
        }
    }
    if (st == ST_OK && errno != 0) {
        st = fail_errno(e, _("Cannot read %s"), f->location);
    }
    (void)closedir(dir);
    return st == ST_OK ? offers_finish(out, e) : st;
}

bool collect_write(int fd, const void *bytes, size_t n)
{
    for (const char *from = bytes; n > 0;) {
        const ssize_t written = write(fd, from, n);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        from += written < 0 ? 0 : written;
        n -= written < 0 ? 0 : (size_t)written;
    }
    return true;
}

static enum fetched copy(int from, int to, int64_t max, struct error *e)
{
    char bytes[PIECE];
    for (int64_t size = 0;;) {
        const ssize_t n = read(from, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            (void)fail_errno(e, "%s", _("It could not be read"));
            return FETCH_FAILED;
        }
        if (n == 0) {
            return FETCH_DONE;
        }
        size += n;
        if (size > max) {
            (void)fail(e, ST_INPUT, _("It is larger than %lld MB."), (long long)(max / 1024 / 1024));
            return FETCH_REFUSED;
        }
        if (!collect_write(to, bytes, (size_t)n)) {
            (void)fail_errno(e, "%s", _("The disk did not take it"));
            return FETCH_BROKEN;
        }
    }
}

static enum fetched fetch(struct collect_source *s, unsigned slot, const struct offer *offer, int fd, int64_t max, struct error *e)
{
    const struct folder *f = (const struct folder *)s;
    struct stat about;
    (void)slot;
    /* it may have become another thing since it was listed: a pipe must not make this hang */
    const int from = openat(f->fd, offer->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (from < 0 || fstat(from, &about) != 0) {
        (void)fail_errno(e, "%s", _("It could not be read"));
        if (from >= 0) {
            (void)close(from);
        }
        return FETCH_FAILED;
    }
    enum fetched result = FETCH_REFUSED;
    if (S_ISREG(about.st_mode)) {
        result = copy(from, fd, max, e);
    } else {
        (void)fail(e, ST_INPUT, "%s", _("It is no regular file."));
    }
    (void)close(from);
    return result;
}

static void folder_free(struct collect_source *s)
{
    struct folder *f = (struct folder *)s;
    if (f->fd >= 0) {
        (void)close(f->fd);
    }
    free(f->location);
    free(f);
}

enum status collect_folder_new(struct collect_source **out, const char *location, struct error *e)
{
    struct folder *f = calloc(1, sizeof *f);
    *out = NULL;
    if (f == NULL) {
        return fail_memory(e);
    }
    f->location = realpath(location, NULL);
    f->source = (struct collect_source){.list = list, .fetch = fetch, .free = folder_free, .name = f->location};
    f->fd = f->location == NULL ? -1 : open(f->location, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (f->fd < 0) {
        const enum status st = fail_errno(e, _("Cannot open %s"), location);
        folder_free(&f->source);
        return st;
    }
    *out = &f->source;
    return ST_OK;
}
