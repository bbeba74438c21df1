#include "base/error.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

/* Copies text into e as one safe line: no control or bidirectional characters, nothing that is not UTF-8, whole characters only.
 * The sentence may quote a hostile file and goes to a terminal. */
static void set_text(struct error *e, const char *text)
{
    size_t n = strlen(text), used = 0;
    for (size_t i = 0; i < n;) {
        uint32_t c;
        char out[4];
        size_t length = utf8_decode(text + i, n - i, &c);
        i += length > 0 ? length : 1;
        if (length == 0 || utf8_is_control(c)) {
            c = 0xFFFD;
        }
        size_t written = utf8_encode(c, out);
        if (used + written >= sizeof e->text) {
            break;
        }
        memcpy(e->text + used, out, written);
        used += written;
    }
    e->text[used] = '\0';
}

enum status fail(struct error *e, enum status st, const char *format, ...)
{
    if (!e) {
        return st;
    }
    char text[sizeof e->text]; /* not e->text itself: the arguments may point into it */
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n < 0) {
        text[0] = '\0';
    }
    utf8_drop_half(text, sizeof text);
    e->status = st;
    set_text(e, text);
    return st;
}

static enum status status_of_errno(int number)
{
    switch (number) {
    case ENOENT:
    case EISDIR:
    case ENOTDIR:
    case EEXIST:
    case ELOOP:
    case ENAMETOOLONG:
        return ST_INPUT;
    default:
        return ST_SYSTEM;
    }
}

/* The reasons that users meet, translated here: the C library speaks the user's language only where its own translations are installed. */
static const char *reason_of(int number, char *other, size_t size)
{
    switch (number) {
    case ENOENT:
        return _("No such file or directory");
    case ENOTDIR:
        return _("Not a directory");
    case EISDIR:
        return _("Is a directory");
    case EEXIST:
        return _("File exists");
    case EACCES:
        return _("Permission denied");
    case EPERM:
        return _("Operation not permitted");
    case EROFS:
        return _("Read-only file system");
    case ENOSPC:
        return _("the disk is full; make room and try again");
    case EDQUOT:
        return _("Disk quota exceeded");
    case EIO:
        return _("Input/output error");
    case ENAMETOOLONG:
        return _("File name too long");
    default:
        return strerror_r(number, other, size);
    }
}

enum status fail_errno(struct error *e, const char *format, ...)
{
    int number = errno;
    enum status st = status_of_errno(number);
    if (!e) {
        return st;
    }
    char text[sizeof e->text];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n < 0) {
        text[0] = '\0';
    }
    utf8_drop_half(text, sizeof text);
    char other[128];
    return fail(e, st, "%s: %s", text, reason_of(number, other, sizeof other));
}

enum status fail_memory(struct error *e)
{
    return fail(e, ST_SYSTEM, "%s", _("Not enough memory."));
}

enum status fail_prefix(struct error *e, const char *prefix)
{
    if (!e) {
        return ST_INPUT;
    }
    return fail(e, e->status, "%s: %s", prefix, e->text);
}
