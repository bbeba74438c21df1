#include "model/json_plain.h"

#include "base/utf8.h"

#include <endian.h>

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

const char *json_plain_ascii(const char *s, const char *end)
{
    while (end - s >= 8) {
        uint64_t x;
        memcpy(&x, s, sizeof x);
        x = le64toh(x);
        const uint64_t quote = x ^ EACH_BYTE('"'), backslash = x ^ EACH_BYTE('\\');
        /* Subtracting sets the top bit of a byte that is too small. A borrow can only come from such a byte, which lies below: the lowest
         * bit set is always right. */
        const uint64_t found = (x | (x - EACH_BYTE(0x20)) | (quote - EACH_BYTE(1)) | (backslash - EACH_BYTE(1))) & EACH_BYTE(0x80);
        if (found) {
            return s + __builtin_ctzll(found) / 8;
        }
        s += 8;
    }
    while (s < end && (unsigned char)*s >= 0x20 && (unsigned char)*s < 0x80 && *s != '"' && *s != '\\') {
        s++;
    }
    return s;
}

const char *json_plain(const char *s, const char *end)
{
    for (;;) {
        s = json_plain_ascii(s, end);
        if (s == end || (unsigned char)*s < 0x80) {
            return s;
        }
        do {
            /* Kana, kanji and most other three-byte characters, which need no look at special ranges. */
            if ((unsigned char)*s > 0xE0 && (unsigned char)*s < 0xED && end - s >= 3) {
                if ((s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80) {
                    return s;
                }
                s += 3;
                continue;
            }
            uint32_t c;
            size_t length = utf8_decode(s, (size_t)(end - s), &c);
            if (length == 0) {
                return s;
            }
            s += length;
        } while (s < end && (unsigned char)*s >= 0x80);
    }
}
