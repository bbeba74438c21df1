/* What a collection says: counts and reasons on stdout (--json) or for people, progress on stderr. */
#ifndef TENKEN_COMMAND_COLLECT_REPORT_H
#define TENKEN_COMMAND_COLLECT_REPORT_H

#include "command/collect_pool.h"

#include <stdbool.h>

struct collect_report {
    const char *into;
    bool json, terminal;
    bool shown; /* a moving line stands there */
    int64_t bytes;
};

void collect_report_open(struct collect_report *r, const char *into, bool json);
/* A collect_progress; context: the report. */
bool collect_report_progress(void *context, size_t done, size_t all, int64_t bytes);
/* Prints everything. ST_NO when something was refused, failed or is left. e: where a failure of printing goes; NULL: the collection itself
 * failed, which the caller says, and what is printed is how far it came. */
enum status collect_report_close(struct collect_report *r, const struct offers *offers, const struct collect_file *files, struct error *e);

#endif
