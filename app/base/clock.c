#include "base/clock.h"

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

/* Days of the year before the first of month, 1–13. */
static int days_before_month(int year, int month)
{
    static const int days[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    return days[month - 1] + (month > 2 && leap(year));
}

static int days_in_month(int year, int month)
{
    return days_before_month(year, month + 1) - days_before_month(year, month);
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
    while (days >= days_before_month(year, month + 1)) {
        month++;
    }
    return (struct date){year, month, (int)days - days_before_month(year, month) + 1};
}

/* What lies outside the years 1970–9999 is shown as the nearest end. */
static int64_t clamp(int64_t seconds)
{
    int64_t last = days_before_year(10000) * DAY_SECONDS - 1;
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
    struct date d = date_of(clamp(seconds) / DAY_SECONDS);
    put_digits(out, d.year, 4);
    out[4] = '-';
    put_digits(out + 5, d.month, 2);
    out[7] = '-';
    put_digits(out + 8, d.day, 2);
    out[10] = '\0';
}

void time_format(int64_t seconds, char out[TIME_TEXT])
{
    int in_day = (int)(clamp(seconds) % DAY_SECONDS);
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

/* So many digits as a number, with what must follow them. -1: something else stands there. Never reads past text's end. */
static int number(const char *text, int digits, char end)
{
    int value = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return text[digits] == end ? value : -1;
}

/* YYYY-MM-DD, then end. */
static bool day_parse(const char *text, char end, int64_t *days)
{
    const int year = number(text, 4, '-');
    const int month = year < 1970 ? -1 : number(text + 5, 2, '-');
    const int day = month < 1 || month > 12 ? -1 : number(text + 8, 2, end);
    if (day < 1 || day > days_in_month(year, month)) {
        return false;
    }
    *days = days_before_year(year) + days_before_month(year, month) + day - 1;
    return true;
}

bool date_parse(const char *text, int64_t *seconds)
{
    int64_t days;
    if (!text || !day_parse(text, '\0', &days)) {
        return false;
    }
    *seconds = days * DAY_SECONDS;
    return true;
}

bool time_parse(const char *text, int64_t *seconds)
{
    int64_t days;
    if (!text || !day_parse(text, 'T', &days)) {
        return false;
    }
    const int hour = number(text + 11, 2, ':');
    const int minute = hour < 0 || hour > 23 ? -1 : number(text + 14, 2, ':');
    const int second = minute < 0 || minute > 59 ? -1 : number(text + 17, 2, 'Z');
    if (second < 0 || second > 59 || text[20] != '\0') {
        return false;
    }
    *seconds = days * DAY_SECONDS + hour * 3600 + minute * 60 + second;
    return true;
}
