/* How a portfolio keeps what belongs to single answers beside their levels: an object, item id -> array, as text. An empty text stands for
 * an object without members. */
#ifndef TENKEN_MODEL_KEPT_H
#define TENKEN_MODEL_KEPT_H

#include "base/buffer.h"

#include <cjson/cJSON.h>

/* Opens the item's array; the first one opens the object. item holds nothing that JSON escapes. */
void kept_item(struct buffer *out, const char *item);
/* An element: the text, or "" when it is none. first: of its array. */
void kept_text(struct buffer *out, const cJSON *text, bool first);
/* Closes the object that kept_item opened, if it did. */
void kept_end(struct buffer *out);
/* An element of an array that was read again; never NULL. */
const char *kept_text_at(const cJSON *array, int i);

#endif
