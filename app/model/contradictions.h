/* Which answers of a signed document contradict each other, as its "checks" say that travelled with it. */
#ifndef TENKEN_MODEL_CONTRADICTIONS_H
#define TENKEN_MODEL_CONTRADICTIONS_H

#include "base/buffer.h"
#include "model/condition.h"
#include "model/pack.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

#define CONTRADICTIONS_MAX 40

/* Appends "PACK:ITEM PACK:ITEM", each once, in the order of the checks, at most CONTRADICTIONS_MAX; nothing when there are none. What is no
 * such reference is left out: the text may stand in a command to be typed. */
void contradictions_add(struct buffer *out, const cJSON *document);

/* Whether the items asked, "PACK:ITEM PACK:ITEM", contradict each other as recorded by contradictions_add: each stands in a check whose
 * items are all asked and all recorded. False where the pack of that check is not at hand: a supplier is not accused on a guess. */
bool contradictions_among(const char *recorded, const char *asked, const struct catalog *catalog);

/* Appends how those items contradict each other, in the words that the firm saw itself: a line for each check that is about them and holds
 * for facts. */
void contradictions_say(struct buffer *out, const char *recorded, const char *asked, const struct catalog *catalog,
                        const struct facts *facts);

#endif
