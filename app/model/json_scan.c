/* Tokens of strict JSON, each checked to the last byte. */
#include "model/json_scan.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json_plain.h"

#include <stdarg.h>

/* Line and column are counted only when something is wrong. */
bool scan_refuse(struct scan *s, const char *at, const char *format, ...)
{
    size_t line = 1, column = 1;
    for (const char *p = s->start; p < at; p++) {
        if (*p == '\n') {
            line++;
            column = 1;
        } else if ((*p & 0xC0) != 0x80) {
            column++;
        }
    }
    char reason[512];
    va_list args;
    va_start(args, format);
    if (vsnprintf(reason, sizeof reason, format, args) < 0) {
        reason[0] = '\0';
    }
    va_end(args);
    /* TRANSLATORS: the file, where in it, and a sentence that says what is wrong. */
    fail(s->e, ST_INPUT, _("%s, line %zu, column %zu: %s"), s->what, line, column, reason);
    return false;
}

bool scan_ends_early(struct scan *s)
{
    return scan_refuse(s, s->end, "%s", _("The text ends too early; the file is cut off."));
}

bool scan_refuse_character(struct scan *s, const char *at)
{
    uint32_t c;
    size_t n = utf8_decode(at, (size_t)(s->end - at), &c);
    if (n == 0) {
        return scan_refuse(s, at, "%s", _("This is not UTF-8 text."));
    }
    if (utf8_is_control(c)) {
        return scan_refuse(s, at, _("The control character U+%04X cannot stand here."), (unsigned)c);
    }
    return scan_refuse(s, at, _("“%.*s” cannot stand here; this is not JSON."), (int)n, at);
}

/* Four hex digits at s, or -1. */
static int32_t hex4(const char *s, const char *end)
{
    int32_t value = 0;
    if (end - s < 4) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        int d = hex_value(s[i]);
        if (d < 0) {
            return -1;
        }
        value = value << 4 | d;
    }
    return value;
}

/* Checks one \uXXXX (or a pair of surrogates) at s->at and goes past it. */
static bool scan_unicode_escape(struct scan *s, struct scan_string *raw)
{
    const char *from = s->at;
    int32_t unit = hex4(from + 2, s->end);
    if (unit < 0) {
        return s->end - from < 6 && memchr(from, '"', (size_t)(s->end - from)) == NULL
                   ? scan_ends_early(s)
                   : scan_refuse(s, from, "%s", _("After \\u four hexadecimal digits are needed."));
    }
    if (unit == 0) {
        return scan_refuse(s, from, "%s", _("The character U+0000 is not allowed in a text."));
    }
    uint32_t c = (uint32_t)unit;
    s->at += 6;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        int32_t low = unit < 0xDC00 && s->end - s->at >= 6 && s->at[0] == '\\' && s->at[1] == 'u' ? hex4(s->at + 2, s->end) : -1;
        if (low < 0xDC00 || low > 0xDFFF) {
            return scan_refuse(s, from, _("\\u%04x is half of a character; the other half is missing."), (unsigned)unit);
        }
        c = 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
        s->at += 6;
    }
    raw->unescaped += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (c >= 0x80) {
        raw->ascii = false;
    }
    return true;
}

/* The text ends in the middle of a character: a file that was cut off. */
static bool half_character(const char *at, const char *end)
{
    const unsigned char lead = (unsigned char)*at;
    const ptrdiff_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (end - at >= needed || lead > 0xF4) {
        return false;
    }
    while (++at < end && ((unsigned char)*at & 0xC0) == 0x80) {
    }
    return at == end;
}

/* s->at is at the opening quote; goes past the closing one. */
bool scan_text(struct scan *s, struct scan_string *raw)
{
    const char *quote = s->at++;
    *raw = (struct scan_string){.text = s->at, .ascii = true};
    for (;;) {
        const char *run = json_plain(s->at, s->end);
        raw->unescaped += (size_t)(run - s->at);
        s->at = run;
        if (run == s->end) {
            return scan_ends_early(s);
        }
        if (*run == '"') {
            break;
        }
        if (*run != '\\') {
            if ((unsigned char)*run < 0x20) {
                return scan_refuse(s, run, _("The control character U+%04X must be written as an escape in a text."), (unsigned)*run);
            }
            return half_character(run, s->end) ? scan_ends_early(s) : scan_refuse(s, run, "%s", _("This is not UTF-8 text."));
        }
        raw->escapes = true;
        if (s->end - run < 2) {
            return scan_ends_early(s);
        }
        if (run[1] == 'u') {
            if (!scan_unicode_escape(s, raw)) {
                return false;
            }
        } else if (strchr("\"\\/bfnrt", run[1]) && run[1] != '\0') {
            raw->unescaped++;
            s->at += 2;
        } else {
            return scan_refuse(s, run, "%s", _("After a backslash only one of \" \\ / b f n r t u can stand."));
        }
    }
    raw->length = (size_t)(s->at - raw->text);
    s->at++;
    if (raw->unescaped > s->limits->string) {
        return scan_refuse(s, quote, _("This text is longer than the limit of %zu bytes."), s->limits->string);
    }
    return true;
}

/* Writes the checked string, unescaped, and a NUL. */
static void unescape(const struct scan_string *raw, char *out)
{
    const char *s = raw->text, *end = raw->text + raw->length;
    while (s < end) {
        const char *backslash = memchr(s, '\\', (size_t)(end - s));
        size_t run = (size_t)((backslash ? backslash : end) - s);
        memcpy(out, s, run);
        out += run;
        s += run;
        if (!backslash) {
            break;
        }
        if (s[1] != 'u') {
            static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
            *out++ = to[strchr(from, s[1]) - from];
            s += 2;
            continue;
        }
        uint32_t c = (uint32_t)hex4(s + 2, end);
        s += 6;
        if (c >= 0xD800 && c <= 0xDBFF) {
            c = 0x10000 + ((c - 0xD800) << 10) + ((uint32_t)hex4(s + 2, end) - 0xDC00);
            s += 6;
        }
        out += utf8_encode(c, out);
    }
    *out = '\0';
}

void scan_copy(const struct scan_string *raw, char *out)
{
    if (raw->escapes) {
        unescape(raw, out);
    } else {
        memcpy(out, raw->text, raw->length);
        out[raw->length] = '\0';
    }
}

/* As scan_text, for a key: ASCII only. */
bool scan_key(struct scan *s, struct scan_string *raw)
{
    const char *quote = s->at;
    const char *end = json_plain_ascii(quote + 1, s->end);
    size_t length = (size_t)(end - quote - 1);
    if (end < s->end && *end == '"' && length <= s->limits->string) { /* nearly all of them */
        *raw = (struct scan_string){.text = quote + 1, .length = length, .unescaped = length, .ascii = true};
        s->at = end + 1;
        return true;
    }
    if (!scan_text(s, raw)) {
        return false;
    }
    for (size_t i = 0; i < raw->length && raw->ascii; i++) {
        raw->ascii = (unsigned char)raw->text[i] < 0x80;
    }
    return raw->ascii || scan_refuse(s, quote, "%s", _("A key may hold ASCII characters only."));
}

bool scan_number(struct scan *s, double *number)
{
    const char *from = s->at;
    bool negative = *s->at == '-';
    int64_t value = 0;
    if (negative) {
        s->at++;
    }
    const char *digits = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9') {
        if (value <= JSON_INTEGER_MAX) {
            value = value * 10 + (*s->at - '0');
        }
        s->at++;
    }
    if (s->at == digits) {
        return s->at == s->end ? scan_ends_early(s) : scan_refuse_character(s, s->at);
    }
    if (*digits == '0' && s->at - digits > 1) {
        return scan_refuse(s, from, "%s", _("A number may not begin with a zero."));
    }
    if (s->at < s->end && (*s->at == '.' || *s->at == 'e' || *s->at == 'E')) {
        return scan_refuse(s, from, "%s", _("Only whole numbers are allowed, without point or exponent."));
    }
    if (negative && value == 0) {
        return scan_refuse(s, from, "%s", _("Zero has no sign: write 0."));
    }
    if (value > JSON_INTEGER_MAX) {
        return scan_refuse(s, from, "%s", _("This number is too large; whole numbers go up to 9007199254740991."));
    }
    *number = (double)(negative ? -value : value);
    return true;
}

bool scan_word(struct scan *s, const char *word)
{
    size_t n = strlen(word), left = (size_t)(s->end - s->at);
    if (left < n && memcmp(s->at, word, left) == 0) {
        return scan_ends_early(s);
    }
    if (left < n || memcmp(s->at, word, n) != 0) {
        return scan_refuse_character(s, s->at);
    }
    s->at += n;
    return true;
}
