/* Tokens of strict JSON, for the reader: where they end, whether they are well-formed, and the sentence when they are not. */
#ifndef TENKEN_MODEL_JSON_SCAN_H
#define TENKEN_MODEL_JSON_SCAN_H

#include "model/json.h"

#include <endian.h>
#include <string.h>

/* Functions that return bool leave the refusal in e when they return false. */
struct scan {
    const char *start, *end, *at; /* the text, and how far it is read */
    const struct json_limits *limits;
    const char *what; /* its name, for sentences */
    struct error *e;
};

/* A string as it stands in the text, checked. */
struct scan_string {
    const char *text; /* after the quote */
    size_t length;    /* in the source */
    size_t unescaped;
    bool escapes;
    bool ascii; /* as far as escapes go */
};

/* Refuses with line and column of at, which are counted only now. Always false. */
bool scan_refuse(struct scan *s, const char *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool scan_ends_early(struct scan *s);
bool scan_refuse_character(struct scan *s, const char *at);

/* Called before and after every token. */
static inline void scan_space(struct scan *s)
{
    const char *at = s->at, *end = s->end;
    while (at < end && (unsigned char)*at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
        uint64_t next;
        at++;
        while (end - at >= 8) { /* the indentation of a line */
            memcpy(&next, at, sizeof next);
            next = le64toh(next) ^ UINT64_C(0x2020202020202020);
            if (next != 0) {
                at += __builtin_ctzll(next) / 8;
                break;
            }
            at += 8;
        }
    }
    s->at = at;
}

/* Each of these begins at its first character and goes past its last. */
bool scan_text(struct scan *s, struct scan_string *raw); /* a string, at its quote */
bool scan_key(struct scan *s, struct scan_string *raw);  /* the same, ASCII only */
bool scan_number(struct scan *s, double *number);        /* at - or a digit */
bool scan_word(struct scan *s, const char *word);        /* true, false, null */

#define SCAN_SHORT 16
/* Copies n bytes of the text. Most pieces are short, and copying sixteen bytes costs less than calling memcpy: to has room for so many, or
 * for all that is left of the text. */
static inline void scan_bytes(const struct scan *s, char *to, const char *from, size_t n)
{
    if (n <= SCAN_SHORT && s->end - from >= SCAN_SHORT) {
        memcpy(to, from, SCAN_SHORT);
    } else {
        memcpy(to, from, n);
    }
}

/* Writes a checked string and a NUL, unescaped + 1 bytes. */
void scan_copy(const struct scan_string *raw, char *out);

#endif
