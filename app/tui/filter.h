/* The lists of the review: which questions deserve another look. The same on its screen and in plain mode. */
#ifndef TENKEN_TUI_FILTER_H
#define TENKEN_TUI_FILTER_H

#include "tui/session.h"

enum filter {
    FILTER_ALL,
    FILTER_OPEN,        /* not answered, or not confirmed */
    FILTER_UNCONFIRMED, /* carried over and not looked at yet */
    FILTER_UNKNOWN,
    FILTER_NA,
    FILTER_BELOW,
    FILTER_LATE, /* a plan whose day is past */
    FILTER_CONTRADICTION,
    FILTER_EVIDENCE, /* something is claimed and nothing named that shows it */
    FILTER_VENDOR,
    FILTERS
};

extern const char *const FILTER_NAMES[FILTERS]; /* N_, short */
extern const char *const FILTER_WORDS[FILTERS]; /* what is typed in plain mode */

/* question: asked, an index into the session's list. */
bool filter_passes(const struct session *s, size_t question, enum filter filter);
/* How many there are: questions; of answers that do not go together so many notes, as where they are handed in and in the results. */
size_t filter_count(const struct session *s, enum filter filter);
/* How many questions it holds: so many as are marked in the list of all. */
size_t filter_questions(const struct session *s, enum filter filter);

#endif
