/* What comes, or has come, of the suppliers of a round of requests: who is asked, and whose earlier request stands. */
#ifndef TENKEN_COMMAND_REQUEST_OUTCOME_H
#define TENKEN_COMMAND_REQUEST_OUTCOME_H

#include "command/named_codes.h"
#include "command/request_issue.h"

/* Zeroed to begin with. */
struct round_outcome {
    size_t counts[ISSUED_KINDS], enrolling;
    struct named_codes withdrawn;           /* suppliers whose earlier request no longer counts */
    size_t beside;                          /* files that were made and have a number in their names */
    char first[DATE_TEXT], last[DATE_TEXT]; /* when the requests are due that are written again */
};
enum status outcome_note(struct round_outcome *r, const struct supplier_record *s, const struct issue_outcome *one, struct error *e);
void outcome_release(struct round_outcome *r);

/* "2026-11-24", or from when to when. */
#define OUTCOME_DAYS 80
const char *outcome_days(const struct round_outcome *r, char out[OUTCOME_DAYS]);

/* Appends whose earlier request no longer counts; nothing when nobody's. */
void outcome_withdrawn(struct round_outcome *r, struct buffer *out);

/* What names such files have, and why, when there are any. */
#define OUTCOME_BESIDE 300
const char *outcome_beside(const struct round_outcome *r, char out[OUTCOME_BESIDE]);

/* Who has begun and keeps the request as it is, when anybody has. */
#define OUTCOME_BEGUN 300
const char *outcome_begun(const struct round_outcome *r, char out[OUTCOME_BEGUN]);

/* On screen, who is not asked again since it was closed for them, when there is anybody. */
#define OUTCOME_CLOSED 300
const char *outcome_closed(const struct round_outcome *r, char out[OUTCOME_CLOSED]);

/* Says what signing now would do, as lines of the view. */
enum status outcome_foresee(const struct issuing *x, const struct supplier_record *suppliers, size_t n, struct buffer *out,
                            struct error *e);

#endif
