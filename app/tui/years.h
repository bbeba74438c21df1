/* This year beside last year, in words: the same on its screen and in plain mode. */
#ifndef TENKEN_TUI_YEARS_H
#define TENKEN_TUI_YEARS_H

#include "model/alike.h"
#include "model/compare.h"
#include "tui/session.h"
#include "tui/words.h"

struct buffer;

struct years {
    const struct session *session;
    const cJSON *past; /* NULL when the draft knows no last year */
    struct score score;
    struct comparison comparison;
    struct alike alike;
    cJSON *products; /* what has become of them, as facts_diff has it; NULL without a last year */
};

/* Of the session's list and draft, which must not change meanwhile. */
enum status years_compute(struct years *y, const struct session *session, struct error *e);
void years_release(struct years *y);

/* Each appends a line, or several with newlines between; nothing when there is nothing to say. */
void years_totals(struct buffer *out, const struct years *y);
void years_weakest(struct buffer *out, const struct years *y);     /* now and then, once all is answered */
void years_counts(struct buffer *out, const struct years *y);      /* raised, lowered, new, reworded, kept, retired */
void years_unconfirmed(struct buffer *out, const struct years *y); /* and on a line of its own: to be confirmed */

/* Beside the answers: planned days that were put off, or are past without anything done; products that came, went or changed. */
void years_plans(struct buffer *out, const struct years *y);
void years_products(struct buffer *out, const struct years *y);

/* Why another level is asked for than then; nothing when the target is the same, was not known, or the question does not apply. */
void target_words(struct buffer *out, const struct years *y, const struct compared *c);
/* "higher", "lower", "same", "new question" …: short, for a column. */
const char *change_words(const struct compared *c);
/* Of a question that is not asked now: whether it may come again. */
const char *gone_words(const struct compared *c);
/* The title now, or then. */
const char *compared_title(const struct years *y, const struct compared *c);

#endif
