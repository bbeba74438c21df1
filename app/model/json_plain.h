/* Shared by the JSON reader and writers: the hot loop over a string's bytes. */
#ifndef TENKEN_MODEL_JSON_PLAIN_H
#define TENKEN_MODEL_JSON_PLAIN_H

#include <stddef.h>

/* The largest integer n such that n and n + 1 are both doubles (RFC 7493, section 2.2). */
#define JSON_INTEGER_MAX 9007199254740991

/* Advances over characters that stand for themselves in a JSON string. Stops at end, at a quote, a backslash, a control character below
 * U+0020 (these four need an escape) or at bytes that are not UTF-8. */
const char *json_plain(const char *s, const char *end);
/* The same, and stops at whatever is not ASCII. */
const char *json_plain_ascii(const char *s, const char *end);

#endif
