/* Times as the clock on the wall has them: what is shown to people, who compare it with a clock, a mail or a call. */
#ifndef TENKEN_COMMAND_WALL_TIME_H
#define TENKEN_COMMAND_WALL_TIME_H

#include "base/clock.h"

/* What time_format and date_format make the local time and day of. Where there is no time zone: as given. */
int64_t wall_seconds(int64_t seconds);
/* "YYYY-MM-DD hh:mm". */
void wall_text(int64_t seconds, char out[TIME_TEXT]);

#endif
