#include "net/href.h"

#include "base/digest.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#define SCHEME "https://"
#define SCHEME_LENGTH (sizeof SCHEME - 1)
#define DEFAULT_PORT ":443"

bool collection_url(struct buffer *out, const char *url)
{
    const size_t n = strlen(url);
    if (strncasecmp(url, SCHEME, SCHEME_LENGTH) != 0 || url[SCHEME_LENGTH] == '\0' || strpbrk(url, "?#") != NULL) {
        return false;
    }
    buffer_add(out, url, n);
    if (url[n - 1] != '/') {
        buffer_add_char(out, '/');
    }
    return !out->failed;
}

void collection_child(struct buffer *out, const char *collection, const char *name)
{
    buffer_add_text(out, collection);
    for (; *name != '\0'; name++) { /* RFC 3986: everything but the unreserved */
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", *name) != NULL) {
            buffer_add_char(out, *name);
        } else {
            buffer_add_format(out, "%%%02X", (unsigned char)*name);
        }
    }
}

/* Host and port, without a user name before them and without the port that https has anyway. */
static const char *authority(const char *address, size_t *n)
{
    const char *from = address + SCHEME_LENGTH;
    const size_t length = strcspn(from, "/");
    const char *at = memrchr(from, '@', length);
    const char *host = at == NULL ? from : at + 1;
    *n = (size_t)(from + length - host);
    if (*n > sizeof DEFAULT_PORT - 1 && strncmp(host + *n - (sizeof DEFAULT_PORT - 1), DEFAULT_PORT, sizeof DEFAULT_PORT - 1) == 0) {
        *n -= sizeof DEFAULT_PORT - 1;
    }
    return host;
}

/* The path of an address on the collection's host; NULL: it is on another. */
static const char *path_of(const char *href, const char *collection)
{
    if (href[0] == '/' && href[1] != '/') {
        return href;
    }
    if (strncasecmp(href, SCHEME, SCHEME_LENGTH) != 0) {
        return NULL;
    }
    size_t n, wanted;
    const char *host = authority(href, &n), *ours = authority(collection, &wanted);
    return n == wanted && strncasecmp(host, ours, n) == 0 && host[-1] == '/' && host[strcspn(host, "/")] == '/' ? host + strcspn(host, "/")
                                                                                                                : NULL;
}

/* Appends the segment, percent-decoded; false when a percent sign is not followed by two digits. */
static bool decode(struct buffer *out, const char *segment, size_t n)
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
    const bool same =
        decode(&x, a, na) && decode(&y, b, nb) && x.length == y.length && memcmp(buffer_text(&x), buffer_text(&y), x.length) == 0;
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
    return decode(name, path, n) ? HREF_CHILD : HREF_ELSEWHERE;
}
