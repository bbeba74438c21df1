/* The lists of "tenken status", for people and as JSON. */
#ifndef TENKEN_COMMAND_STATUS_LISTS_H
#define TENKEN_COMMAND_STATUS_LISTS_H

#include "base/clock.h"
#include "command/alike_files.h"
#include "command/listing.h"
#include "command/next_step.h"

#include <stdbool.h>
#include <stdint.h>

struct portfolio;

struct status_view {
    bool json;
    struct json_stream stream;
    const char *database; /* as it was named, for commands that are shown */
    const char *period;   /* the one that is meant, or "" */
    bool meant;           /* it is the one that is meant when nobody names one */
    char today[DATE_TEXT];
    /* counted on the way */
    int64_t quarantined; /* files in quarantine */
    int64_t late, unasked;
    int64_t earlier;   /* suppliers with open requests of which nobody is reminded any more (struct status_counts) */
    int64_t beside;    /* suppliers that have answered for the period, and not another request of theirs */
    int64_t replaced;  /* rejected files that good ones have come for */
    int64_t elsewhere; /* rejected files of other periods */
    int64_t asking;    /* rejected files about which something is to be done */
    /* of the present list */
    int64_t lines;
    struct alike_files alike; /* those of its lines that are told of by status_file_shown */
    const char *title;        /* until its first line */
    char heading[STEP_TEXT];
    bool answered; /* the list of those who are waited for has the ones that have answered for the period */
    int held;      /* enum held_kind; -1 before the first line */
};

/* Inside a reading transaction. With json the stream is open, and stays so. */
enum status status_lists(struct portfolio *portfolio, struct status_view *v, struct error *e);

#endif
