/* After an alert a customer asks the same questions about one thing after another (request.h, "about"). What was answered about the first
 * says nothing about the second: it is set aside for the request that it was given for, and the questions begin anew. Never exported.
 *
 *   "set_aside": [{request: digest, answers: {pack: {item: answer}}}] */
#ifndef TENKEN_MODEL_SET_ASIDE_H
#define TENKEN_MODEL_SET_ASIDE_H

#include "model/assessment.h"

/* When the request, which the draft holds since now, asks emergency packs about something else than earlier ones did. catalog: with its
 * packs. */
enum status set_aside_for(struct assessment *a, const cJSON *request, const struct catalog *catalog, struct error *e);
/* Whether the answers to the pack were set aside for the request with this digest (NULL or "": none). */
bool set_aside_holds(const struct assessment *a, const char *digest, const char *pack);
/* Puts the answers that were set aside for this request in the place of those of now; the same once more brings these back. */
enum status set_aside_exchange(struct assessment *a, const char *digest, struct error *e);

/* Of a draft, when read. */
enum status set_aside_check(const cJSON *draft, struct error *e);

#endif
