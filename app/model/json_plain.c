#include "model/json_plain.h"

#include "base/utf8.h"

const char *json_plain(const char *s, const char *end)
{
    while (s < end) {
        unsigned char lead = (unsigned char)*s;
        if (lead < 0x80) {
            if (lead < 0x20 || lead == '"' || lead == '\\')
                return s;
            s++;
            continue;
        }
        /* Kana, kanji and most other three-byte characters, which need no look at special ranges. */
        if (lead > 0xE0 && lead < 0xED && end - s >= 3) {
            if ((s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80)
                return s;
            s += 3;
            continue;
        }
        uint32_t c;
        size_t length = utf8_decode(s, (size_t)(end - s), &c);
        if (length == 0)
            return s;
        s += length;
    }
    return s;
}
