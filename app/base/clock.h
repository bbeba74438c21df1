/* Time, injected: libraries never ask the system themselves. */
#ifndef TENKEN_BASE_CLOCK_H
#define TENKEN_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_SECONDS 86400

/* Seconds since 1970-01-01T00:00:00Z. */
struct clock {
    int64_t (*now)(const struct clock *);
    int64_t fixed;
};

struct clock clock_system(void);
struct clock clock_fixed(int64_t seconds);
int64_t clock_now(const struct clock *c);

/* "YYYY-MM-DDThh:mm:ssZ" and "YYYY-MM-DD" (UTC), years 1970–9999, existing days only, nothing before or after. */
#define TIME_TEXT 21
#define DATE_TEXT 11
void time_format(int64_t seconds, char out[TIME_TEXT]);
void date_format(int64_t seconds, char out[DATE_TEXT]);
bool time_parse(const char *text, int64_t *seconds);
bool date_parse(const char *text, int64_t *seconds); /* midnight UTC of that day */

/* As the clock and the calendar on the wall have it: whatever is compared with a day that people wrote, and every moment that they read.
 * Moments in files stay UTC. The time zone is the system's (TZ); where there is none: UTC. */
int64_t local_seconds(int64_t seconds); /* what time_format and date_format make the local time and day of */
void local_day(int64_t seconds, char out[DATE_TEXT]);
void local_text(int64_t seconds, char out[TIME_TEXT]); /* "YYYY-MM-DD hh:mm" */
void local_today(const struct clock *c, char out[DATE_TEXT]);
void local_year(const struct clock *c, char out[DATE_TEXT]); /* "2026" */
/* The day of a time in a file; what is none as far as it is a day, NULL as "". Returns out. */
const char *local_day_of(const char *time, char out[DATE_TEXT]);
/* The same moment with the time of day. Returns out, or the text itself where it is no time. */
const char *local_text_of(const char *time, char out[TIME_TEXT]);

#endif
