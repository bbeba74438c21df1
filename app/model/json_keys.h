/* Keys that the formats name, so that the reader need not copy each of them for each answer. */
#ifndef TENKEN_MODEL_JSON_KEYS_H
#define TENKEN_MODEL_JSON_KEYS_H

#include <stddef.h>

/* The static copy of a frequent key, or NULL. text: n bytes, not terminated. */
const char *json_frequent_key(const char *text, size_t n);

#endif
