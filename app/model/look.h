/* The second pass: which answers deserve a closer look, why, and in which order. The first one asks for levels only. */
#ifndef TENKEN_MODEL_LOOK_H
#define TENKEN_MODEL_LOOK_H

#include "model/question.h"

/* Bits, in the order in which they are told. */
enum look_reason {
    LOOK_CONTRADICTION = 1, /* does not go together with another answer */
    LOOK_UNKNOWN = 2,       /* nobody has found out yet */
    LOOK_GAP = 4,           /* below its target, and no level planned */
    LOOK_VENDOR = 8,        /* the vendor was to be asked */
    LOOK_EVIDENCE = 16,     /* a claim of level 3 or 4 with nothing to show for it */
    LOOK_SCOPE = 32,        /* essential, level 2 or more, and not said of what */
    LOOK_END = 64
};

/* weight: what lies behind the reasons, in halves of a gap's priority (gap.h). */
struct look {
    size_t question;
    unsigned reasons;
    int weight;
    bool seen; /* looked at before, at the answer that stands there now */
};

/* The answered questions with a reason, worst and most essential first, ties by list order. seen: assessment_looked. The caller frees
 * *looks (NULL when *count is 0). */
enum status looks_find(const struct question_list *list, const struct check_hit *hits, size_t nhits, const cJSON *seen, struct look **looks,
                       size_t *count, struct error *e);

/* What "looked at" remembers of an answer: "0"–"4", "unknown", "na", "done", "not_done", "" for none. */
const char *look_state(const struct answer *a);

#endif
