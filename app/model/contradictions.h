/* Which answers of a signed document contradict each other, as its "checks" say that travelled with it. */
#ifndef TENKEN_MODEL_CONTRADICTIONS_H
#define TENKEN_MODEL_CONTRADICTIONS_H

#include "base/buffer.h"
#include "model/condition.h"
#include "model/question.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

#define CONTRADICTIONS_MAX 40

/* What answers contradict each other, as a document's "checks"; NULL: out of memory. */
cJSON *contradictions_to_json(const struct question_list *list, const struct catalog *catalog, const struct facts *facts);

/* Whether a hit of a document's "checks" is one to ask about: of answers that are only begun, if it lies between questions that are
 * answered, and not between one and what is still to come, as the products that run. */
bool contradiction_counts(const cJSON *document, const cJSON *hit);

/* Appends "PACK:ITEM PACK:ITEM" of those that count, each once, in the order of the checks, at most CONTRADICTIONS_MAX; nothing when there
 * are none. What is no such reference is left out: the text may stand in a command to be typed. */
void contradictions_add(struct buffer *out, const cJSON *document);

/* Whether the items asked, "PACK:ITEM PACK:ITEM", contradict each other, or what stands beside them, as recorded by contradictions_add:
 * each stands in a check whose items are all asked and all recorded; one of a single item has to hold for facts, too. False where the pack
 * of that check is not at hand: a supplier is not accused on a guess. */
bool contradictions_among(const char *recorded, const char *asked, const struct catalog *catalog, const struct facts *facts);

/* Each check that is about those items and holds for facts: how they contradict each other. */
typedef void contradiction_visit(void *context, const struct check *check);
void contradictions_each(const char *recorded, const char *asked, const struct catalog *catalog, const struct facts *facts,
                         contradiction_visit *visit, void *context);

#endif
