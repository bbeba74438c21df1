#include "base/file.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

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
        size_t room = out->max - out->length;
        if (room > 64 * 1024) {
            room = 64 * 1024;
        }
        char past;
        if (room > 0 && !buffer_reserve(out, room)) {
            return fail_memory(e);
        }
        if (out->capacity > out->length + 1) {
            room = out->capacity - out->length - 1;
        }
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

enum status file_read(const char *path, struct buffer *out, struct error *e)
{
    struct stat st;
    buffer_clear(out);
    /* Looked at before opening, since opening alone can act on a device; and again after, since the name may have been given away. */
    if (stat(path, &st) != 0) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    if (!S_ISREG(st.st_mode)) {
        return refuse_kind(path, st.st_mode, e);
    }
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* non-blocking: a FIFO must not hang us */
    if (fd < 0) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    enum status result;
    if (fstat(fd, &st) != 0) {
        result = fail_errno(e, _("Cannot open %s"), path);
    } else if (!S_ISREG(st.st_mode)) {
        result = refuse_kind(path, st.st_mode, e);
    } else if ((uintmax_t)st.st_size > out->max) {
        result = refuse_size(path, out->max, e);
    } else if (!buffer_reserve(out, (size_t)st.st_size)) {
        result = fail_memory(e);
    } else {
        result = read_all(fd, path, out, e);
    }
    close(fd);
    return result;
}
