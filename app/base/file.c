#include "base/file.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#define MORE_BYTES ((size_t)64 * 1024) /* room for what a file has grown by */

static enum status refuse_kind(const char *path, mode_t mode, struct error *e)
{
    if (S_ISDIR(mode)) {
        return fail(e, ST_INPUT, _("%s is a directory, not a file."), path);
    }
    return fail(e, ST_INPUT, _("%s is not a regular file."), path);
}

static enum status refuse_size(const char *path, size_t max, struct error *e)
{
    if (max >= 1024 * 1024) {
        return fail(e, ST_INPUT, _("%s is larger than the limit of %zu MB."), path, max / (1024 * 1024));
    }
    return fail(e, ST_INPUT, _("%s is larger than the limit of %zu bytes."), path, max);
}

/* Reads up to and one byte past the limit: a file may grow after it was measured. */
static enum status read_all(int fd, const char *path, struct buffer *out, struct error *e)
{
    for (;;) {
        const size_t left = out->max - out->length;
        if (out->capacity <= out->length + 1 && left > 0 && !buffer_reserve(out, left < MORE_BYTES ? left : MORE_BYTES)) {
            return fail_memory(e);
        }
        const size_t room = out->capacity - out->length - 1;
        char past;
        ssize_t got = read(fd, room > 0 ? out->data + out->length : &past, room > 0 ? room : 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail_errno(e, _("Cannot read %s"), path);
        }
        if (got == 0) {
            return ST_OK;
        }
        if (room == 0) {
            return refuse_size(path, out->max, e);
        }
        out->length += (size_t)got;
        out->data[out->length] = '\0';
    }
}

/* Looked at before opening, since opening alone can act on a device; and again after, since the name may have been given away. */
static enum status open_regular(const char *path, int *fd, struct stat *st, struct error *e)
{
    if (stat(path, st) != 0) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    if (!S_ISREG(st->st_mode)) {
        return refuse_kind(path, st->st_mode, e);
    }
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* non-blocking: a FIFO must not hang us */
    if (*fd < 0) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    enum status result = ST_OK;
    if (fstat(*fd, st) != 0) {
        result = fail_errno(e, _("Cannot open %s"), path);
    } else if (!S_ISREG(st->st_mode)) {
        result = refuse_kind(path, st->st_mode, e);
    }
    if (result != ST_OK) {
        (void)close(*fd);
    }
    return result;
}

enum status file_read(const char *path, struct buffer *out, struct error *e)
{
    struct stat st;
    int fd = -1;
    buffer_clear(out);
    enum status result = open_regular(path, &fd, &st, e);
    if (result != ST_OK) {
        return result;
    }
    if ((uintmax_t)st.st_size > out->max) {
        result = refuse_size(path, out->max, e);
    } else if (!buffer_reserve(out, (size_t)st.st_size)) {
        result = fail_memory(e);
    } else {
        result = read_all(fd, path, out, e);
    }
    close(fd);
    return result;
}

static enum status digest_all(int fd, const char *path, int64_t max, struct file_digest *out, struct error *e)
{
    unsigned char piece[64 * 1024];
    struct sha256 *sha = sha256_new();
    enum status result = sha == NULL ? fail_memory(e) : ST_OK;
    ssize_t got = 1;
    while (result == ST_OK && got != 0) {
        got = read(fd, piece, sizeof piece);
        if (got < 0 && errno != EINTR) {
            result = fail_errno(e, _("Cannot read %s"), path);
        } else if (got > 0) {
            out->size += got;
            result = out->size > max ? refuse_size(path, (size_t)max, e) : ST_OK;
            sha256_add(sha, piece, (size_t)got);
        }
    }
    sha256_end(sha, out->sha256);
    return result;
}

enum status file_sha256(const char *path, int64_t max, struct file_digest *out, struct error *e)
{
    struct stat st;
    int fd = -1;
    *out = (struct file_digest){.size = 0};
    enum status result = open_regular(path, &fd, &st, e);
    if (result != ST_OK) {
        return result;
    }
    out->modified = st.st_mtime;
    result = st.st_size > max ? refuse_size(path, (size_t)max, e) : digest_all(fd, path, max, out, e);
    (void)close(fd);
    return result;
}
