#include "base/mail_address.h"

#include "base/utf8.h"
#include "base/width.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>

/* Blanks, Hangul fillers, which look like blanks, and what is no character at all. */
static bool is_nothing(uint32_t c)
{
    return uc_is_property_white_space(c) || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || (c & 0xFFFE) == 0xFFFE;
}

static bool fits(uint32_t c, const char *s, size_t length)
{
    int columns;
    if (c < 0x80) {
        return c > ' ' && c < 0x7F && strchr("\"(),:;<>[\\]", (int)c) == NULL;
    }
    (void)width_cluster(s, length, &columns);
    return columns > 0 && !utf8_is_control(c) && !is_nothing(c);
}

static bool is_one(const char *s, size_t n)
{
    size_t at = n;
    for (size_t i = 0, length; i < n; i += length) {
        uint32_t c;
        length = utf8_decode(s + i, n - i, &c);
        if (length == 0 || !fits(c, s + i, length) || (c == '@' && at < n)) {
            return false;
        }
        at = c == '@' ? i : at;
    }
    return at > 0 && at + 1 < n;
}

const char *mail_address(const char *text)
{
    size_t n = 0;
    for (const char *s = text; s != NULL; s += n) {
        s += strspn(s, " ");
        n = strcspn(s, ",;");
        size_t end = n;
        while (end > 0 && s[end - 1] == ' ') {
            end--;
        }
        if (!is_one(s, end)) {
            return "";
        }
        if (s[n] == '\0') {
            return text;
        }
        n++;
    }
    return "";
}
