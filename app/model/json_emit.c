#include "model/json_emit.h"

#include <stdio.h>

bool json_emit_begin(struct json_emit *w, size_t n)
{
    buffer_clear(w->out);
    buffer_clear(w->scratch);
    return buffer_reserve(w->out, n) && buffer_reserve(w->scratch, n);
}

/* One character that cannot stand for itself, as RFC 8785, section 3.2.2.2 wants it: at most as long as any escape in the source. */
static size_t escape(char *to, unsigned char c)
{
    static const char letters[] = "btnvfr"; /* from U+0008; there is no \v */
    static const char hex[] = "0123456789abcdef";
    to[0] = '\\';
    if (c == '"' || c == '\\') {
        to[1] = (char)c;
        return 2;
    }
    if (c >= 0x08 && c <= 0x0D && c != 0x0B) {
        to[1] = letters[c - 0x08];
        return 2;
    }
    memcpy(to + 1, "u00", 3);
    to[4] = hex[c >> 4];
    to[5] = hex[c & 15];
    return 6;
}

void json_emit_escaped(struct json_emit *w, const struct scan_string *raw, const char *text)
{
    if (!w->on) {
        return;
    }
    char *to = w->out->data + w->out->length;
    *to++ = '"';
    for (size_t i = 0; i < raw->unescaped; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            *to++ = (char)c;
        } else {
            to += escape(to, c);
        }
    }
    *to++ = '"';
    w->out->length = (size_t)(to - w->out->data);
}

/* Most members are as short as this; so many bytes are copied without calling memcpy. */
#define MOVED_AT_ONCE 32

void json_emit_reorder(struct json_emit *w, const struct json_member *members, size_t n)
{
    if (!w->on || n == 0) {
        return;
    }
    size_t begin = members[0].from;
    for (size_t i = 1; i < n; i++) {
        begin = members[i].from < begin ? members[i].from : begin;
    }
    const size_t all = w->out->length - begin;
    memcpy(w->scratch->data, w->out->data + begin, all);
    char *to = w->out->data + begin;
    size_t done = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t length = members[i].to - members[i].from, from = members[i].from - begin;
        if (i > 0) {
            to[done++] = ',';
        }
        if (length <= MOVED_AT_ONCE && done + MOVED_AT_ONCE <= all && from + MOVED_AT_ONCE <= all) {
            memcpy(to + done, w->scratch->data + from, MOVED_AT_ONCE); /* what is too much the next one overwrites */
        } else {
            memcpy(to + done, w->scratch->data + from, length);
        }
        done += length;
    }
}

void json_emit_end(struct json_emit *w)
{
    w->out->data[w->out->length] = '\0';
}
