#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>

void buffer_init(struct buffer *b, size_t max)
{
    *b = (struct buffer){.max = max};
}

void buffer_release(struct buffer *b)
{
    free(b->data);
    *b = (struct buffer){.max = b->max};
}

void buffer_wipe(struct buffer *b)
{
    if (b->data) {
        explicit_bzero(b->data, b->capacity);
    }
    buffer_release(b);
}

void buffer_clear(struct buffer *b)
{
    b->length = 0;
    b->failed = b->full = false;
    if (b->data) {
        b->data[0] = '\0';
    }
}

void buffer_recycle(struct buffer *b, size_t keep)
{
    if (b->capacity > keep) {
        buffer_release(b);
    }
    buffer_clear(b);
}

bool buffer_reserve(struct buffer *b, size_t n)
{
    if (b->failed) {
        return false;
    }
    /* length <= max always holds, so neither side can overflow */
    if (n > b->max - b->length || b->max == SIZE_MAX) {
        b->failed = b->full = true;
        return false;
    }
    size_t needed = b->length + n + 1;
    if (needed <= b->capacity) {
        return true;
    }
    size_t capacity = b->capacity < 64 ? 64 : b->capacity;
    while (capacity < needed) {
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    }
    if (capacity > b->max + 1) {
        capacity = b->max + 1;
    }
    char *data = realloc(b->data, capacity);
    if (!data) {
        b->failed = true;
        return false;
    }
    b->data = data;
    b->data[b->length] = '\0';
    b->capacity = capacity;
    return true;
}

bool buffer_add(struct buffer *b, const void *bytes, size_t n)
{
    if (!buffer_reserve(b, n)) {
        return false;
    }
    if (n > 0) {
        memcpy(b->data + b->length, bytes, n);
    }
    b->length += n;
    b->data[b->length] = '\0';
    return true;
}

bool buffer_add_text(struct buffer *b, const char *text)
{
    return text ? buffer_add(b, text, strlen(text)) : !b->failed;
}

bool buffer_add_char(struct buffer *b, char c)
{
    return buffer_add(b, &c, 1);
}

bool buffer_add_format(struct buffer *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    bool done = n >= 0 && buffer_reserve(b, (size_t)n);
    if (done) {
        done = vsnprintf(b->data + b->length, (size_t)n + 1, format, again) == n;
        if (done) {
            b->length += (size_t)n;
        } else {
            b->data[b->length] = '\0';
        }
    }
    va_end(again);
    if (!done) {
        b->failed = true;
    }
    return done;
}

const char *buffer_text(const struct buffer *b)
{
    return b->data ? b->data : "";
}
