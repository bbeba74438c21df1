/* Which request of several is still open, for a letter to its supplier, and its file. */
#ifndef TENKEN_COMMAND_MAIL_FURTHER_H
#define TENKEN_COMMAND_MAIL_FURTHER_H

#include "base/buffer.h"
#include "base/clock.h"
#include "model/record_check.h"
#include "store/portfolio_status.h"

struct still_open {
    const struct catalog *catalog;
    const char *until;
    bool found;
    char *file; /* of it, as the command that wrote it named it; NULL not known */
    char issued[DATE_TEXT];
    char packs[RECORD_PACKS_MAX * SHA256_TEXT]; /* their digests by commas */
};

/* The first one that is due on the day of the line and not answered. The line stays as long as what is found. */
enum status still_open_find(struct still_open *out, struct portfolio *p, const struct catalog *catalog, const struct status_line *line,
                            struct error *e);
void still_open_release(struct still_open *open);
/* Says that it is open, of which day and with which questionnaires, in the current language; without them when they are not known. */
void still_open_say(const struct still_open *open, const struct status_line *line, struct buffer *out);

#endif
