/* The letters to suppliers: one page for each that has answered. */
#ifndef TENKEN_COMMAND_REPORT_LETTERS_H
#define TENKEN_COMMAND_REPORT_LETTERS_H

#include "command/command.h"
#include "model/portfolio_source.h"
#include "store/portfolio.h"

struct letters_options {
    const char *directory;
    const char *to;      /* a supplier's code, or NULL: everybody */
    const char *by;      /* a day, or NULL: LETTERS_DAYS after the report */
    const char *contact; /* whom to ask, "" when not known */
};
#define LETTERS_DAYS 90

/* Writes DIRECTORY/letter-CODE-PERIOD.html, mode 0600, and says how many. ST_NO when --to names nobody that has answered. */
enum status report_letters_write(struct portfolio_source *source, struct portfolio *portfolio, const struct catalog *catalog,
                                 const struct letters_options *options, struct error *e);

#endif
