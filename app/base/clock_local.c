#include "base/clock.h"

#include <stdio.h>
#include <time.h>

int64_t local_seconds(int64_t seconds)
{
    const time_t t = (time_t)seconds;
    struct tm tm;
    return localtime_r(&t, &tm) == NULL ? seconds : seconds + tm.tm_gmtoff;
}

void local_day(int64_t seconds, char out[DATE_TEXT])
{
    date_format(local_seconds(seconds), out);
}

void local_text(int64_t seconds, char out[TIME_TEXT])
{
    char time[TIME_TEXT];
    time_format(local_seconds(seconds), time);
    (void)snprintf(out, TIME_TEXT, "%.10s %.5s", time, time + 11);
}

const char *local_day_of(const char *time, char out[DATE_TEXT])
{
    int64_t seconds;
    if (time_parse(time, &seconds)) {
        local_day(seconds, out);
    } else {
        (void)snprintf(out, DATE_TEXT, "%.10s", time == NULL ? "" : time);
    }
    return out;
}

const char *local_text_of(const char *time, char out[TIME_TEXT])
{
    int64_t seconds;
    if (!time_parse(time, &seconds)) {
        return time;
    }
    local_text(seconds, out);
    return out;
}

void local_today(const struct clock *c, char out[DATE_TEXT])
{
    local_day(clock_now(c), out);
}

void local_year(const struct clock *c, char out[DATE_TEXT])
{
    local_today(c, out);
    out[4] = '\0';
}
