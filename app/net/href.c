#include "net/href.h"

#include "base/digest.h"
#include "model/upload_url.h"

#include <stdint.h>
#include <string.h>

#define SCHEME_LENGTH (sizeof "https://" - 1)

/* The path of an address on the collection's host; NULL: it is on another. */
static const char *path_of(const char *href, const char *collection)
{
    if (href[0] == '/' && href[1] != '/') {
        return href;
    }
    if (!upload_url_valid(href) || !upload_url_same_host(href, collection)) {
        return NULL;
    }
    const char *path = strchr(href + SCHEME_LENGTH, '/');
    return path == NULL ? "/" : path;
}

bool percent_decode(struct buffer *out, const char *segment, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char digits[3] = "";
        uint8_t byte;
        if (segment[i] != '%') {
            buffer_add_char(out, segment[i]);
            continue;
        }
        if (n - i < 3) {
            return false;
        }
        memcpy(digits, segment + i + 1, 2);
        if (!hex_decode(digits, &byte, 1)) {
            return false;
        }
        buffer_add_char(out, (char)byte);
        i += 2;
    }
    return !out->failed;
}

/* Servers choose what they percent-encode: segments are the same when they are so decoded. */
static bool same_segment(const char *a, size_t na, const char *b, size_t nb)
{
    struct buffer x, y;
    buffer_init(&x, BUFFER_MAX_TEXT);
    buffer_init(&y, BUFFER_MAX_TEXT);
    const bool same = percent_decode(&x, a, na) && percent_decode(&y, b, nb) && x.length == y.length &&
                      memcmp(buffer_text(&x), buffer_text(&y), x.length) == 0;
    buffer_release(&x);
    buffer_release(&y);
    return same;
}

enum href_kind href_read(const char *href, const char *collection, struct buffer *name, bool *folder)
{
    const char *path = path_of(href, collection), *base = collection + SCHEME_LENGTH;
    base += strcspn(base, "/");
    if (path == NULL || strpbrk(path, "?#") != NULL) {
        return HREF_ELSEWHERE;
    }
    for (;;) { /* both stand at a slash */
        base++;
        path++;
        const size_t n = strcspn(base, "/"), m = strcspn(path, "/");
        if (base[n] == '\0') { /* the collection's own path is over: what is left is the name */
            break;
        }
        if (!same_segment(base, n, path, m)) {
            return HREF_ELSEWHERE;
        }
        base += n;
        path += m;
        if (path[0] == '\0') { /* "/up" for "/up/" */
            return base[1] == '\0' ? HREF_SELF : HREF_ELSEWHERE;
        }
    }
    const size_t n = strcspn(path, "/");
    if (n == 0) {
        return path[0] == '\0' ? HREF_SELF : HREF_ELSEWHERE;
    }
    *folder = path[n] == '/';
    if (*folder && path[n + 1] != '\0') {
        return HREF_ELSEWHERE;
    }
    return percent_decode(name, path, n) ? HREF_CHILD : HREF_ELSEWHERE;
}
