/* Texts that a consultant uses again and again, for all clients of a workspace (tenken-snippets/1). They may quote one client before
 * another, so they are as private as the notes: on a disk only encrypted, on a screen never while it is turned to a firm. */
#ifndef TENKEN_MODEL_SNIPPETS_H
#define TENKEN_MODEL_SNIPPETS_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer;

#define SNIPPETS_MAX 1000
#define SNIPPET_TEXT_MAX 4000 /* bytes, what a note takes (ANSWER_TEXT_MAX) */

/* tree: { "format": "tenken-snippets/1", "snippets": [text…] }, the one used last first. Members that this version does not know are kept.
 */
struct snippets {
    cJSON *tree;
};

enum status snippets_new(struct snippets *s, struct error *e);
/* Strict and capped. name: for the sentence on refusal. */
enum status snippets_read(struct snippets *s, const char *bytes, size_t n, const char *name, struct error *e);
enum status snippets_write(const struct snippets *s, struct buffer *out, struct error *e);
/* Overwrites the texts before it gives their memory back. */
void snippets_release(struct snippets *s);

size_t snippets_count(const struct snippets *s);
const char *snippets_text(const struct snippets *s, size_t i); /* borrowed; "" beyond the end */
/* Puts a text first; one that is there already moves there. Refused: blank, too long, too many. */
enum status snippets_add(struct snippets *s, const char *text, struct error *e);
/* It was used: it comes first from now on. */
void snippets_used(struct snippets *s, size_t i);
void snippets_remove(struct snippets *s, size_t i);

/* Indices of those that begin with the words, then those that hold them further on, upper and lower case alike. Fills at most max; returns
 * how many there are. */
size_t snippets_find(const struct snippets *s, const char *words, size_t *out, size_t max);

#endif
