/* Two periods of a portfolio side by side: what all suppliers come to by question, and each one for itself. */
#ifndef TENKEN_MODEL_TWO_YEARS_H
#define TENKEN_MODEL_TWO_YEARS_H

#include "model/portfolio_source.h"

/* How many answers of one supplier, or of all suppliers to one question, have changed which way. */
struct change_counts {
    uint64_t raised, lowered, other, fresh, gone;
};

struct question_years {
    uint64_t answered[2]; /* now, before: so many gave a level or did not know */
    uint64_t level_sum[2];
    /* Of suppliers that answered the question in both periods: means of others would compare other firms. */
    uint64_t both;
    int64_t risen;                /* levels in all, negative when they fell */
    struct change_counts changes; /* of suppliers that answered in both periods */
};

struct two_years {
    uint64_t suppliers[2]; /* that answered now, before; what is only begun is in no figure */
    uint64_t both;
    const struct portfolio_question *questions; /* the source's */
    struct question_years *of;                  /* one a question */
    size_t count;
};

/* Walks over all suppliers once. Without a period before, count is 0. */
enum status two_years_gather(struct two_years *out, struct portfolio_source *source, struct error *e);
void two_years_release(struct two_years *s);
/* Mean level × 100 (0…400), half up; SCORE_NONE when nobody answered. which: 0 now, 1 before. */
int two_years_mean(const struct question_years *q, int which);
/* By how much × 100 the mean level has changed among those who answered the question in both periods; false when nobody did. */
bool two_years_change(const struct question_years *q, int *change);
/* Whether the supplier answered in both periods, and so can be compared. */
bool two_years_both(const struct portfolio_years *row);
/* Of one supplier that answered in both periods; all zero for another. */
struct change_counts two_years_count(const struct portfolio_years *row, size_t questions);

/* What has become of the question, by its words and those of its levels; either NULL: its pack is not at hand. */
enum portfolio_question_kind question_compare(const struct item *now, const struct item *before);

/* Fixed English words for files: "raised", "lowered", "changed", "new", "gone", and "same", "reworded", "unsure", "new", "retired". */
const char *change_name(enum portfolio_change change);
const char *question_kind_name(enum portfolio_question_kind kind);

#endif
