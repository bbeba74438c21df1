#include "tui/due_date.h"

#include "base/utf8.h"

#include <ctype.h>

enum { KANJI_YEAR = 0x5E74, KANJI_MONTH = 0x6708, KANJI_DAY = 0x65E5, KANJI_END = 0x672B };

/* What was found so far; 0: not yet. */
struct parts {
    int year, month, day;
    bool end;   /* of the month, or of the year */
    bool named; /* the month by its name, or with its sign: a day may stand on either side of it */
};

static bool set(int *part, int value)
{
    const bool free = *part == 0 && value > 0;
    *part = value;
    return free;
}

/* A number, and the sign that follows it. */
static bool take_number(struct parts *p, int value, uint32_t sign)
{
    if (sign == KANJI_MONTH) {
        p->named = true;
        return set(&p->month, value);
    }
    if (sign == KANJI_YEAR || value > 31) {
        return set(&p->year, value);
    }
    if (sign == KANJI_DAY || p->named) {
        return set(&p->day, value);
    }
    return p->year > 0 ? set(p->month == 0 ? &p->month : &p->day, value) : set(&p->day, value); /* 2027-03, 31 March */
}

static bool take_word(struct parts *p, const char *word, size_t length)
{
    static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
    static const char *const fillers[] = {"of", "the", "by"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        if (strlen(fillers[i]) == length && strncmp(fillers[i], word, length) == 0) {
            return true;
        }
    }
    if (length == 3 && strncmp(word, "end", 3) == 0) {
        const bool once = !p->end;
        p->end = true;
        return once;
    }
    for (int i = 0; i < 12; i++) {
        if (length >= 3 && length <= strlen(months[i]) && strncmp(months[i], word, length) == 0) {
            p->named = true;
            return set(&p->month, i + 1);
        }
    }
    return false;
}

static bool take_sign(struct parts *p, uint32_t c)
{
    if (c == KANJI_END) {
        const bool once = !p->end;
        p->end = true;
        return once && (p->year > 0 || p->month > 0);
    }
    return c == ' ' || c == ',' || c == '-' || c == '/' || c == '.' || (c == KANJI_DAY && p->end);
}

static bool read_parts(const char *text, struct parts *p)
{
    const size_t length = strlen(text);
    *p = (struct parts){0};
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t n = 0;
        while (i + n < length && isalpha((unsigned char)text[i + n])) {
            n++;
        }
        if (n > 0) {
            if (!take_word(p, text + i, n)) {
                return false;
            }
            i += n;
            continue;
        }
        int value = 0;
        for (; i < length && isdigit((unsigned char)text[i]) && n < 5; i++, n++) {
            value = value * 10 + (text[i] - '0');
        }
        const size_t step = i < length ? utf8_decode(text + i, length - i, &c) : 0;
        if (n > 0) {
            i += c == KANJI_YEAR || c == KANJI_MONTH || c == KANJI_DAY ? step : 0;
            if (n > 4 || !take_number(p, value, c)) {
                return false;
            }
            continue;
        }
        i += step == 0 ? 1 : step;
        if (!take_sign(p, c)) {
            return false;
        }
    }
    return true;
}

/* The day of this year, or the last of its month; false when there is none. */
static bool day_of(const struct parts *p, int year, char out[DATE_TEXT])
{
    const int last = p->day > 0 ? p->day : 31, first = p->day > 0 ? p->day : 28;
    for (int day = last; day >= first; day--) {
        char text[WORDS_MAX];
        int64_t seconds;
        (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, p->month, day);
        if (date_parse(text, &seconds)) {
            date_format(seconds, out);
            return true;
        }
    }
    return false;
}

const char *due_date(const char *text, const char *today, char out[WORDS_MAX], bool *meant)
{
    struct parts p;
    int64_t seconds;
    char lower[WORDS_MAX], day[DATE_TEXT];
    *meant = false;
    if (date_parse(plain_date(text, out), &seconds) || out[0] == '\0') {
        return out;
    }
    (void)plain_ascii(text, lower);
    for (char *c = lower; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    if (!read_parts(lower, &p) || (p.end && p.day > 0)) {
        return out;
    }
    p.month = p.month == 0 && p.end && p.year > 0 ? 12 : p.month;
    if (p.month == 0 || (!p.named && p.year == 0)) {
        return out;
    }
    const int this_year = (int)strtol(today, NULL, 10);
    const int year = p.year > 0 ? p.year : this_year;
    const bool past = day_of(&p, year, day) && p.year == 0 && strcmp(day, today) < 0;
    if (day_of(&p, past ? year + 1 : year, day)) {
        *meant = true;
        (void)snprintf(out, WORDS_MAX, "%s", day);
    }
    return out;
}

const char *due_example(const char *today, char out[WORDS_MAX])
{
    const long year = strtol(today, NULL, 10) + 1;
    (void)snprintf(out, WORDS_MAX, "%04ld-03-31", year < 9999 ? year : 9999);
    return out;
}
