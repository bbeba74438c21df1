/* Which answers of a signed document contradict each other, as its "checks" say that travelled with it. */
#ifndef TENKEN_MODEL_CONTRADICTIONS_H
#define TENKEN_MODEL_CONTRADICTIONS_H

#include "base/buffer.h"

#include <cjson/cJSON.h>

#define CONTRADICTIONS_MAX 40

/* Appends "PACK:ITEM PACK:ITEM", each once, in the order of the checks, at most CONTRADICTIONS_MAX; nothing when there are none. What is no
 * such reference is left out: the text may stand in a command to be typed. */
void contradictions_add(struct buffer *out, const cJSON *document);

#endif
