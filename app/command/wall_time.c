#include "command/wall_time.h"

#include <stdio.h>
#include <time.h>

int64_t wall_seconds(int64_t seconds)
{
    const time_t t = (time_t)seconds;
    struct tm tm;
    return localtime_r(&t, &tm) == NULL ? seconds : seconds + tm.tm_gmtoff;
}

void wall_text(int64_t seconds, char out[TIME_TEXT])
{
    char time[TIME_TEXT];
    time_format(wall_seconds(seconds), time);
    (void)snprintf(out, TIME_TEXT, "%.10s %.5s", time, time + 11);
}
