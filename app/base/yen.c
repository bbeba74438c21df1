#include "base/yen.h"

#include "base/utf8.h"

#include <string.h>

enum { SIGN_YEN = 0xA5, SIGN_WIDE_YEN = 0xFFE5, KANJI_YEN = 0x5186, KANJI_MAN = 0x4E07, WIDE_SPACE = 0x3000 };

bool yen_read(const char *text, int64_t *yen)
{
    const size_t length = strlen(text);
    int64_t sum = 0;
    bool digits = false, times = false, ended = false, commas = false;
    int group = 0; /* digits since the start or the last comma */
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        const size_t step = utf8_decode(text + i, length - i, &c);
        if (step == 0) {
            return false;
        }
        i += step;
        c = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c == WIDE_SPACE ? ' ' : c;
        if (c >= '0' && c <= '9' && !times && !ended) {
            digits = true;
            group++;
            sum = sum * 10 + (int64_t)(c - '0');
        } else if (c == ',' && digits && !times && !ended && (commas ? group == 3 : group <= 3)) {
            commas = true;
            group = 0;
        } else if (c == KANJI_MAN && digits && !times) {
            times = true;
            sum *= 10000;
        } else if (c == KANJI_YEN && digits && !ended) {
            ended = true;
        } else if (c != ' ' && !((c == SIGN_YEN || c == SIGN_WIDE_YEN || c == '\\') && !digits)) {
            return false;
        }
        if (sum > YEN_MOST) {
            return false;
        }
    }
    *yen = sum;
    return digits && (!commas || group == 3); /* 10,00010,000 is what two amounts look like that ran into each other */
}
