#include "base/clock.h"

#define DAY 86400

static int64_t now_system(const struct clock *c)
{
    (void)c;
    return (int64_t)time(NULL);
}

static int64_t now_fixed(const struct clock *c)
{
    return c->fixed;
}

struct clock clock_system(void)
{
    return (struct clock){.now = now_system};
}

struct clock clock_fixed(int64_t seconds)
{
    return (struct clock){.now = now_fixed, .fixed = seconds};
}

int64_t clock_now(const struct clock *c)
{
    return c->now(c);
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 to the first day of year. */
static int64_t days_before_year(int year)
{
    int64_t y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 - 719162;
}

struct date {
    int year, month, day;
};

static struct date date_of(int64_t days)
{
    int year = 1970 + (int)(days / 366);
    while (days_before_year(year + 1) <= days) {
        year++;
    }
    days -= days_before_year(year);
    int month = 1;
    while (days >= days_in_month(year, month)) {
        days -= days_in_month(year, month++);
    }
    return (struct date){year, month, (int)days + 1};
}

/* What lies outside the years 1970–9999 is shown as the nearest end. */
static int64_t clamp(int64_t seconds)
{
    int64_t last = days_before_year(10000) * DAY - 1;
    return seconds < 0 ? 0 : seconds > last ? last : seconds;
}

static void put_digits(char *out, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--, value /= 10) {
        out[i] = (char)('0' + value % 10);
    }
}

void date_format(int64_t seconds, char out[DATE_TEXT])
{
    struct date d = date_of(clamp(seconds) / DAY);
    put_digits(out, d.year, 4);
    out[4] = '-';
    put_digits(out + 5, d.month, 2);
    out[7] = '-';
    put_digits(out + 8, d.day, 2);
    out[10] = '\0';
}

void time_format(int64_t seconds, char out[TIME_TEXT])
{
    int in_day = (int)(clamp(seconds) % DAY);
    date_format(seconds, out);
    out[10] = 'T';
    put_digits(out + 11, in_day / 3600, 2);
    out[13] = ':';
    put_digits(out + 14, in_day / 60 % 60, 2);
    out[16] = ':';
    put_digits(out + 17, in_day % 60, 2);
    out[19] = 'Z';
    out[20] = '\0';
}

/* True when text has the shape of pattern, in which 0 stands for any digit. Never reads past text's end. */
static bool shaped(const char *text, const char *pattern)
{
    for (; *pattern; text++, pattern++) {
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern) {
            return false;
        }
    }
    return *text == '\0';
}

static int number(const char *text, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; i++) {
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static bool day_parse(const char *text, int64_t *days)
{
    int year = number(text, 4), month = number(text + 5, 2), day = number(text + 8, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
        return false;
    }
    *days = days_before_year(year) + day - 1;
    for (int m = 1; m < month; m++) {
        *days += days_in_month(year, m);
    }
    return true;
}

bool date_parse(const char *text, int64_t *seconds)
{
    int64_t days;
    if (!text || !shaped(text, "0000-00-00") || !day_parse(text, &days)) {
        return false;
    }
    *seconds = days * DAY;
    return true;
}

bool time_parse(const char *text, int64_t *seconds)
{
    int64_t days;
    if (!text || !shaped(text, "0000-00-00T00:00:00Z") || !day_parse(text, &days)) {
        return false;
    }
    int hour = number(text + 11, 2), minute = number(text + 14, 2), second = number(text + 17, 2);
    if (hour > 23 || minute > 59 || second > 59) {
        return false;
    }
    *seconds = days * DAY + hour * 3600 + minute * 60 + second;
    return true;
}
