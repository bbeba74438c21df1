/* UTF-8: validity, decoding, and making foreign text safe to show. */
#ifndef TENKEN_BASE_UTF8_H
#define TENKEN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* Decodes one character at s (n > 0 bytes left) into *c; returns its length 1–4, or 0 if the bytes are not UTF-8
 * (overlong, surrogate, beyond U+10FFFF, truncated: RFC 3629). */
size_t utf8_decode(const char *s, size_t n, uint32_t *c);
/* Writes c into out (4 bytes), returns the length, 0 for surrogates and beyond U+10FFFF. */
size_t utf8_encode(uint32_t c, char out[4]);
bool utf8_valid(const char *s, size_t n);

/* True for what must not reach a terminal, a cell or a page from foreign text: C0 and C1 controls, DEL, bidirectional
 * embeddings, overrides, isolates and marks, line and paragraph separators, BOM. Newline counts too. */
bool utf8_is_control(uint32_t c);

/* Whether such a character is among n bytes of valid UTF-8; much faster than looking at each. */
bool utf8_has_control(const char *s, size_t n);

/* Appends s with every such character and every invalid byte as U+FFFD; newlines and tabs stay when keep_lines. */
void utf8_clean(struct buffer *out, const char *s, size_t n, bool keep_lines);

/* After snprintf, which cuts at bytes, into a text of this size: drops a character that was cut in two, so that it does not turn into
 * replacement characters. */
void utf8_drop_half(char *text, size_t size);

#endif
