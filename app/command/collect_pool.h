/* Fetching what is new, several files at a time. */
#ifndef TENKEN_COMMAND_COLLECT_POOL_H
#define TENKEN_COMMAND_COLLECT_POOL_H

#include "command/collect_source.h"
#include "store/collected.h"

#include <stdbool.h>

struct collect_limits {
    unsigned at_once;  /* 1 … COLLECT_SLOTS_MAX */
    int64_t file_max;  /* bytes of one file */
    int64_t total_max; /* bytes of all in one run, about: files on their way are finished */
};

enum collect_result {
    COLLECT_LEFT, /* not tried: the run ended before */
    COLLECT_NEW,
    COLLECT_KNOWN, /* needed no fetching */
    COLLECT_SAME,  /* fetched, and its content was there already */
    COLLECT_REFUSED,
    COLLECT_FAILED,
};

struct collect_file {
    enum collect_result result;
    char *reason; /* owned; of those refused and failed */
};

/* Called by one thread at a time, after each file and, with the same figures, about every second in between. False: stop. */
typedef bool collect_progress(void *context, size_t done, size_t all, int64_t bytes);

/* files: one for each offer, in the same order, zeroed by the caller, who also frees the reasons. *bytes: fetched in all. A failure is this
 * side's; what was taken until then is noted. Gives up when one file after the other fails: then the way is at fault, not the files. */
enum status collect_fetch(struct collect_source *source, struct collected *into, const struct offers *offers,
                          const struct collect_limits *limits, collect_progress *progress, void *context, struct collect_file *files,
                          int64_t *bytes, struct error *e);

#endif
