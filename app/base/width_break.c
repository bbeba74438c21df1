#include "base/width.h"

#include "base/utf8.h"

#include <uniwidth.h>

/* Characters that start no line: closing marks, sound marks, small kana, iteration marks (JIS X 4051, classes 2–5 and 9, 11). */
static const char no_start[] = "、。，．・：；？！‼⁇⁈⁉゛゜ゝゞヽヾ々〻ー‐゠–〜～’”）〕］｝〉》」』】〙〗〟｠»％‰℃…‥"
                               "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
                               "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.:;!?)]}%";
/* Characters that end no line: opening marks and what stands before a figure. */
static const char no_end[] = "‘“（〔［｛〈《「『【〘〖〝｟«｢￥＄￡([{";

static bool listed(const char *list, uint32_t c)
{
    char bytes[5] = "";
    return utf8_encode(c, bytes) > 0 && c != 0 && strstr(list, bytes) != NULL;
}

/* White space at which a line may end and which is swallowed there. */
static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000;
}

/* Between two such characters, or one such and a Latin word, a line may end. Hangul Jamo are the first of them. */
static bool is_wide(uint32_t c)
{
    return c >= 0x1100 && ((c >= 0xFF61 && c <= 0xFF9F) || uc_width(c, "UTF-8") == 2);
}

static bool may_break(uint32_t before, uint32_t after)
{
    if (!is_wide(before) && !is_wide(after)) {
        return false;
    }
    return !listed(no_start, after) && !listed(no_end, before);
}

static uint32_t first_character(const char *s, size_t n)
{
    uint32_t c = (unsigned char)s[0];
    if (c >= 0x80 && utf8_decode(s, n, &c) == 0) {
        return 0xFFFD;
    }
    return c;
}

size_t width_break(const char *s, int columns, size_t *next)
{
    size_t n = strlen(s);
    size_t end = 0;          /* of the last possible line found so far; 0: none yet */
    size_t after = 0;        /* where the text goes on after that */
    bool swallowing = false; /* within white space that began at end */
    uint32_t before = 0;
    int used = 0;
    size_t i = 0;
    while (i < n && s[i] != '\n') {
        int wide;
        size_t length = width_cluster(s + i, n - i, &wide);
        uint32_t c = first_character(s + i, n - i);
        if (is_space(c)) {
            if (!swallowing && i > 0 && !is_space(before)) {
                end = i;
            }
            swallowing = end > 0;
            if (swallowing) {
                after = i + length;
            }
        } else {
            swallowing = false;
            if (i > 0 && !is_space(before) && may_break(before, c)) {
                end = after = i;
            }
            if (used + wide > columns) {
                break;
            }
        }
        used += wide;
        before = c;
        i += length;
    }
    if (i == n || s[i] == '\n') {
        /* The rest fits, but perhaps not its trailing white space. */
        size_t line = swallowing && used > columns ? end : i;
        *next = i == n ? n : i + 1;
        return line;
    }
    if (end > 0) {
        *next = after;
        return end;
    }
    size_t cut = 0; /* a word longer than the line */
    used = 0;
    while (cut < i) {
        int wide;
        size_t length = width_cluster(s + cut, n - cut, &wide);
        if (cut > 0 && used + wide > columns) {
            break;
        }
        used += wide;
        cut += length;
    }
    *next = cut;
    return cut;
}
