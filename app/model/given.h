/* Answers that were given before a customer asked. An answer lives once, for all customers; a later request finds it given. It is not
 * taken for granted: the answer keeps a mark for that request, "to_confirm": [{"request": digest, "for": whom it was given for (absent:
 * nobody in particular), "on": the day}], until somebody looks at it with this customer in mind. A mark concerns its own request alone:
 * the answer goes on to count for the firm and for those who asked earlier, and only the marked request's projection takes it as
 * unconfirmed. Answering anew or confirming removes the marks. */
#ifndef TENKEN_MODEL_GIVEN_H
#define TENKEN_MODEL_GIVEN_H

#include "model/assessment.h"

/* Marks the answers that a request (its document, held by the draft) finds given; after an alert about something else it finds none
 * (set_aside.h). */
enum status given_mark(struct assessment *a, const cJSON *request, const struct catalog *catalog, const struct clock *clock,
                       struct error *e);
/* Whether the answer object waits to be confirmed for the request with this digest; NULL: for any. answer may be NULL. */
bool given_waits(const cJSON *answer, const char *digest);
/* How many asked questions of the list do. */
size_t given_count(const struct question_list *list, const char *digest);
/* Whether anybody has to look at this answer before it can be signed away: carried over from a year before, or marked. */
bool question_to_confirm(const struct question *q);
/* "Mihon Denki, Mihon Motors": the customers whom a mark of one of these answers concerns. */
void given_customers(struct buffer *out, const struct assessment *a, const cJSON *const *answers, size_t n);
/* Whether answers to this pack were handed in already: signed for a customer who asks it, or for nobody in particular. */
bool given_handed(const struct assessment *a, const char *pack);
/* Whom the answer was given for ("" nobody in particular) and when; false: it has no mark. */
bool given_before(const cJSON *answer, const char **customer, const char **on);

/* Of a draft's answers, when read. */
enum status given_check(const cJSON *answers, struct error *e);

#endif
