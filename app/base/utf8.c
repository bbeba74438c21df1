#include "base/utf8.h"

#include "base/buffer.h"

#include <endian.h>
#include <string.h>

/* RFC 3629, section 4: the second byte's range depends on the first, which shuts out overlong forms, surrogates and what
 * lies beyond U+10FFFF. */
size_t utf8_decode(const char *s, size_t n, uint32_t *c)
{
    const unsigned char *b = (const unsigned char *)s;
    if (n == 0) {
        return 0;
    }
    if (b[0] < 0x80) {
        *c = b[0];
        return 1;
    }
    size_t length;
    unsigned char low = 0x80, high = 0xBF;
    uint32_t value;
    if (b[0] >= 0xC2 && b[0] <= 0xDF) {
        length = 2;
        value = b[0] & 0x1Fu;
    } else if (b[0] >= 0xE0 && b[0] <= 0xEF) {
        length = 3;
        value = b[0] & 0x0Fu;
        if (b[0] == 0xE0) {
            low = 0xA0;
        }
        if (b[0] == 0xED) {
            high = 0x9F;
        }
    } else if (b[0] >= 0xF0 && b[0] <= 0xF4) {
        length = 4;
        value = b[0] & 0x07u;
        if (b[0] == 0xF0) {
            low = 0x90;
        }
        if (b[0] == 0xF4) {
            high = 0x8F;
        }
    } else {
        return 0;
    }
    if (n < length || b[1] < low || b[1] > high) {
        return 0;
    }
    value = value << 6 | (b[1] & 0x3Fu);
    for (size_t i = 2; i < length; i++) {
        if ((b[i] & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (b[i] & 0x3Fu);
    }
    *c = value;
    return length;
}

size_t utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            return 0;
        }
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    if (c > 0x10FFFF) {
        return 0;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool utf8_valid(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t length = utf8_decode(s + i, n - i, &c);
        if (length == 0) {
            return false;
        }
        i += length;
    }
    return true;
}

bool utf8_is_control(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) {
        return true;
    }
    if (c < 0x061C) {
        return false;
    }
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

typedef uint8_t sixteen __attribute__((vector_size(16)));

/* How many of sixteen bytes stand before the first that needs a closer look. Plain are ' ' to '~', the bytes that follow in a character
 * (80 to BF), and E3 to EC, which begin U+3000 to U+CFFF. What utf8_is_control refuses is ASCII or begins with another byte. */
static inline size_t plain_bytes(const char *s)
{
    sixteen x;
    uint64_t odd[2];
    memcpy(&x, s, sizeof x);
    const sixteen plain = (sixteen)(x - 0x20 < 0x5F) | (sixteen)(x - 0x80 < 0x40) | (sixteen)(x - 0xE3 < 0x0A);
    memcpy(odd, &plain, sizeof odd);
    odd[0] = ~le64toh(odd[0]);
    odd[1] = ~le64toh(odd[1]);
    return odd[0] != 0 ? (size_t)__builtin_ctzll(odd[0]) / 8 : odd[1] != 0 ? 8 + (size_t)__builtin_ctzll(odd[1]) / 8 : sizeof x;
}

bool utf8_has_control(const char *s, size_t n)
{
    char padded[sizeof(sixteen)];
    if (n < sizeof padded) {
        memset(padded, ' ', sizeof padded);
        memcpy(padded, s, n);
        s = padded;
        n = sizeof padded;
    }
    for (size_t i = 0; i < n;) {
        const size_t from = n - i < sizeof(sixteen) ? n - sizeof(sixteen) : i; /* at the end some are looked at once more */
        const size_t to = from + plain_bytes(s + from);
        if (to > i) {
            i = to;
            continue;
        }
        uint32_t c = 0; /* a character begins here: its first byte is not plain */
        const size_t length = utf8_decode(s + i, n - i, &c);
        if (length == 0 || utf8_is_control(c)) {
            return true;
        }
        i += length;
    }
    return false;
}

void utf8_clean(struct buffer *out, const char *s, size_t n, bool keep_lines)
{
    size_t kept = 0; /* start of the run not yet added */
    size_t i = 0;
    while (i < n) {
        uint32_t c = 0;
        size_t length = utf8_decode(s + i, n - i, &c);
        bool line = keep_lines && (c == '\n' || c == '\t');
        if (length > 0 && (line || !utf8_is_control(c))) {
            i += length;
            continue;
        }
        buffer_add(out, s + kept, i - kept);
        buffer_add(out, "\xEF\xBF\xBD", 3);
        i += length > 0 ? length : 1;
        kept = i;
    }
    buffer_add(out, s + kept, n - kept);
}

void utf8_drop_half(char *text, size_t size)
{
    size_t n = strlen(text);
    if (n + 1 < size) {
        return;
    }
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        unsigned char c = (unsigned char)text[n - back];
        if (c < 0x80) {
            return;
        }
        if (c >= 0xC0) {
            uint32_t decoded;
            if (utf8_decode(text + n - back, back, &decoded) != back) {
                text[n - back] = '\0';
            }
            return;
        }
    }
}
