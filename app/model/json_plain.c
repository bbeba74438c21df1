#include "model/json_plain.h"

#include "base/utf8.h"

#include <endian.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

const char *json_plain_ascii(const char *s, const char *end)
{
#ifdef __SSE2__
    while (end - s >= 16) {
        const __m128i x = _mm_loadu_si128((const __m128i *)s);
        /* as signed bytes, those from 0x80 on are less than a blank, too */
        const __m128i found = _mm_or_si128(_mm_cmplt_epi8(x, _mm_set1_epi8(0x20)),
                                           _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('"')), _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'))));
        const unsigned where = (unsigned)_mm_movemask_epi8(found);
        if (where != 0) {
            return s + __builtin_ctz(where);
        }
        s += 16;
    }
#endif
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

typedef uint8_t sixteen __attribute__((vector_size(16)));

/* Whether the next fifteen bytes are five kana, kanji or other three-byte characters that need no look at special ranges: leads E1…EC. */
static inline bool five_characters(const char *s)
{
    static const sixteen KIND = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0};
    static const sixteen WANTED = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0};
    static const sixteen LOW = {0x0F, 0, 0, 0x0F, 0, 0, 0x0F, 0, 0, 0x0F, 0, 0, 0x0F, 0, 0, 0};
    static const sixteen NONE = {0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1}; /* no lead */
    sixteen x;
    uint64_t good[2];
    memcpy(&x, s, sizeof x);
    const sixteen lead = (x & LOW) | NONE;
    const sixteen fits = (sixteen)((x & KIND) == WANTED) & (sixteen)(lead != 0) & (sixteen)(lead < 13);
    memcpy(good, &fits, sizeof good);
    return (good[0] & good[1]) == UINT64_MAX;
}

const char *json_plain(const char *s, const char *end)
{
    for (;;) {
        s = json_plain_ascii(s, end);
        if (s == end || (unsigned char)*s < 0x80) {
            return s;
        }
        while (end - s >= 16 && five_characters(s)) {
            s += 15;
        }
        while (s < end && (unsigned char)*s >= 0x80) {
            /* the same, one by one */
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
        }
    }
}
