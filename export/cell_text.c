#include "export/cell_text.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/utf8.h"

#define ELLIPSIS "\xE2\x80\xA6"

static bool writable(uint32_t c)
{
    return c == '\n' || c == '\t' || !(utf8_is_control(c) || c == 0xFFFE || c == 0xFFFF);
}

/* The bytes of text that fit into units UTF-16 code units as the cell is stored (see cell_text_encode). */
static size_t fitting(const char *text, size_t n, size_t units)
{
    size_t at = 0;
    while (at < n) {
        uint32_t c = 0;
        size_t length = utf8_decode(text + at, n - at, &c);
        size_t needs = c >= 0x10000 ? 2 : text[at] == '_' && text[at + 1] == 'x' ? 7 : 1;
        if (length == 0) {
            length = 1;
        }
        if (needs > units) {
            break;
        }
        units -= needs;
        at += length;
    }
    return at;
}

void cell_text(struct buffer *out, const char *text)
{
    size_t n = strlen(text), whole = n;
    if (n > CELL_UNITS_MAX / 7 && fitting(text, n, CELL_UNITS_MAX) < n) {
        n = fitting(text, n, CELL_UNITS_MAX - 1);
    }
    size_t kept = 0, i = 0;
    while (i < n) {
        uint32_t c = 0;
        size_t length = utf8_decode(text + i, n - i, &c);
        if (length > 0 && writable(c)) {
            i += length;
            continue;
        }
        buffer_add(out, text + kept, i - kept);
        if (!(c == '\r' && text[i + 1] == '\n')) {
            buffer_add(out, "\xEF\xBF\xBD", 3);
        }
        i += length > 0 ? length : 1;
        kept = i;
    }
    buffer_add(out, text + kept, n - kept);
    if (n < whole) {
        buffer_add_text(out, ELLIPSIS);
    }
}

static int hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Whether _xHHHH_ stands at text; then the number goes to *value. */
static bool escape_at(const char *text, size_t n, uint32_t *value)
{
    if (n < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
        return false;
    }
    *value = 0;
    for (int i = 2; i < 6; i++) {
        if (hex(text[i]) < 0) {
            return false;
        }
        *value = *value << 4 | (uint32_t)hex(text[i]);
    }
    return true;
}

void cell_text_encode(struct buffer *out, const char *text)
{
    size_t n = strlen(text), kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t value;
        if (!escape_at(text + i, n - i, &value)) {
            continue;
        }
        buffer_add(out, text + kept, i - kept);
        buffer_add_text(out, "_x005F");
        kept = i;
    }
    buffer_add(out, text + kept, n - kept);
}

void cell_text_decode(struct buffer *out, const char *text, size_t n)
{
    size_t kept = 0, i = 0;
    while (i < n) {
        uint32_t value;
        char bytes[4];
        if (!escape_at(text + i, n - i, &value)) {
            i++;
            continue;
        }
        buffer_add(out, text + kept, i - kept);
        size_t length = utf8_encode(value, bytes);
        if (length > 0) {
            buffer_add(out, bytes, length);
        } else {
            buffer_add(out, "\xEF\xBF\xBD", 3);
        }
        i += 7;
        kept = i;
    }
    buffer_add(out, text + kept, n - kept);
}

void cell_fingerprint(const char *sha256, char out[CELL_FINGERPRINT])
{
    size_t used = 0;
    for (size_t i = 0; sha256[i] != '\0' && used + 2 < CELL_FINGERPRINT; i++) {
        if (i > 0 && i % 4 == 0) {
            out[used++] = i == SHA256_BYTES ? '\n' : ' ';
        }
        out[used++] = sha256[i];
    }
    out[used] = '\0';
}
