/* The second pass: which answers deserve a closer look, why, and in which order. The first one asks for levels only. */
#ifndef TENKEN_MODEL_LOOK_H
#define TENKEN_MODEL_LOOK_H

#include "model/goal.h"

/* Bits, in the order in which they are told. */
enum look_reason {
    LOOK_CONTRADICTION = 1, /* does not go together with another answer */
    LOOK_UNKNOWN = 2,       /* nobody has found out yet */
    LOOK_LATE = 4,          /* a level was planned for a day that is past */
    LOOK_GAP = 8,           /* below its target, and no level planned */
    LOOK_VENDOR = 16,       /* the vendor was to be asked */
    LOOK_EVIDENCE = 32,     /* a claim of level 3 or 4 with nothing to show for it */
    LOOK_SCOPE = 64,        /* essential, level 2 or more, and not said of what */
    LOOK_END = 128
};

/* weight: what lies behind the reasons, in halves of a gap's priority (gap.h). */
struct look {
    size_t question;
    unsigned reasons;
    int weight;
    bool seen; /* looked at before, at the answer that stands there now */
};

/* The answered questions of a's list with a reason, worst and most essential first, ties by list order. today: YYYY-MM-DD. The caller frees
 * *looks (NULL when *count is 0). */
enum status looks_find(const struct assessment *a, const struct question_list *list, const struct check_hit *hits, size_t nhits,
                       const char *today, struct look **looks, size_t *count, struct error *e);

/* What "looked at" remembers of an answer: "0"–"4", "unknown", "na", "done", "not_done", "" for none. */
const char *look_state(const struct answer *a);

#endif
