/* A growable byte buffer with a named maximum. */
#ifndef TENKEN_BASE_BUFFER_H
#define TENKEN_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Owns data, which is always NUL-terminated after the first successful add (the NUL is not counted in length).
 * A failed add (memory, or more than max bytes: then full too) sets failed, which stays set: check once, at the end. */
struct buffer {
    char *data;
    size_t length;
    size_t capacity;
    size_t max;
    bool failed;
    bool full;
};

#define BUFFER_MAX_TEXT ((size_t)64 * 1024)            /* lines, messages, cells */
#define BUFFER_MAX_DOCUMENT ((size_t)16 * 1024 * 1024) /* one JSON document, one report */

void buffer_init(struct buffer *b, size_t max);
void buffer_release(struct buffer *b);
void buffer_wipe(struct buffer *b);                 /* overwrites what it held before it releases that */
void buffer_clear(struct buffer *b);                /* keeps the memory, clears failed */
void buffer_recycle(struct buffer *b, size_t keep); /* the same, but gives back memory of more than keep bytes */
/* Makes room for n more bytes, so that adds up to there cannot fail. */
bool buffer_reserve(struct buffer *b, size_t n);
bool buffer_add(struct buffer *b, const void *bytes, size_t n);
bool buffer_add_text(struct buffer *b, const char *text); /* NULL adds nothing */
bool buffer_add_char(struct buffer *b, char c);
bool buffer_add_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The contents as a C string, never NULL ("" when nothing was added). */
const char *buffer_text(const struct buffer *b);

#endif
