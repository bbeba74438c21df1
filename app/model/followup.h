/* Follow-ups: what was agreed in the interview and is to come later, with whoever does it and by when. They are the firm's as well, so they
 * lie in its draft ("followups"), and those about a question that a recipient asks go into the signed answers. */
#ifndef TENKEN_MODEL_FOLLOWUP_H
#define TENKEN_MODEL_FOLLOWUP_H

#include "model/assessment.h"

/* Borrowed from the draft; "" for what is not there. */
struct followup {
    const char *pack, *item; /* the question's home; "" for one about no question, which stays in the draft */
    const char *text, *owner;
    const char *due, *done_at, *created_at; /* dates */
    bool done;                              /* done_at is there, or "done": true, as other tools may say it */
};

struct followup followup_of(const cJSON *entry); /* one entry of a draft or of signed answers */
size_t followup_count(const struct assessment *a);
struct followup followup_view(const struct assessment *a, size_t i); /* all "" beyond the end */

/* q: the question that it is about, or NULL. The text must not be blank; owner and due may be "". At most FOLLOWUPS_MAX. */
enum status followup_add(struct assessment *a, const struct question *q, const char *text, const char *owner, const char *due,
                         const struct clock *clock, struct error *e);
/* member: text, owner, due, done_at ("" takes the last three away: opens it again). */
enum status followup_set(struct assessment *a, size_t i, const char *member, const char *value, struct error *e);
enum status followup_remove(struct assessment *a, size_t i, struct error *e);

enum followup_which { FOLLOWUPS_ALL, FOLLOWUPS_OPEN, FOLLOWUPS_OVERDUE, FOLLOWUPS_DONE };
/* Indices, in the order in which they are due (those without a date last), then as they were made. today: a date; overdue is an open one
 * due before it. q: only those about this question, or NULL. Fills at most max; returns how many there are. */
size_t followup_list(const struct assessment *a, enum followup_which which, const struct question *q, const char *today, size_t *out,
                     size_t max);

#endif
