/* Writes the canonical form (RFC 8785) of what the strict reader accepts while it reads: integers and words stand in the source as they do
 * in the canonical form, and so do strings without escapes; only members change places. Internal to the reader. */
#ifndef TENKEN_MODEL_JSON_EMIT_H
#define TENKEN_MODEL_JSON_EMIT_H

#include "base/buffer.h"
#include "model/json_members.h"
#include "model/json_scan.h"

/* Borrows both buffers; scratch is overwritten. The canonical form is never longer than the source. */
struct json_emit {
    struct buffer *out, *scratch;
    bool on; /* off: nothing is written, each function returns at once */
};

/* Room for the canonical form of n bytes of source: the functions below write without looking. False: out of memory, or over out's max. */
bool json_emit_begin(struct json_emit *w, size_t n);
static inline void json_emit_char(struct json_emit *w, char c)
{
    if (w->on) {
        w->out->data[w->out->length++] = c;
    }
}
/* Bytes of the source that are canonical as they stand. What is written is never longer than the source before them, and so there is always
 * room for what is left of the source. */
static inline void json_emit_bytes(struct json_emit *w, const struct scan *source, const char *bytes, size_t n)
{
    if (w->on) {
        scan_bytes(source, w->out->data + w->out->length, bytes, n);
        w->out->length += n;
    }
}
/* A checked string with escapes; text: the same unescaped. */
void json_emit_escaped(struct json_emit *w, const struct scan_string *raw, const char *text);
/* A checked string; text is needed only when it has escapes. */
static inline void json_emit_string(struct json_emit *w, const struct scan *source, const struct scan_string *raw, const char *text)
{
    if (raw->escapes) {
        json_emit_escaped(w, raw, text);
    } else {
        json_emit_bytes(w, source, raw->text - 1, raw->length + 2);
    }
}
/* Puts the members of the object that just ends, which were written one after the other with commas between, into this order. */
void json_emit_reorder(struct json_emit *w, const struct json_member *members, size_t n);
void json_emit_end(struct json_emit *w);

#endif
