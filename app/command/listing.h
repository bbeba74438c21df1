/* Printing lists of any length with foreign text in them, for people and as JSON. */
#ifndef TENKEN_COMMAND_LISTING_H
#define TENKEN_COMMAND_LISTING_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdio.h>

/* Text with every control character replaced, padded with spaces to columns (0: no padding; wider text is not cut). */
void print_text(FILE *out, const char *text, int columns);
/* One line: the formatted sentence, cleaned as a whole, so that its arguments may be foreign. */
void print_sentence(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds the text so cleaned; "" and NULL become null. Memory failures are left to the printing of the object. */
void put_clean(cJSON *object, const char *key, const char *text);

/* One JSON object on stdout, written member by member, so that a list of 100,000 needs no more memory than one of ten. */
struct json_stream {
    size_t members, elements;
};
void json_stream_open(struct json_stream *s);
void json_stream_list(struct json_stream *s, const char *key);                           /* a member that is an array; elements follow */
enum status json_stream_element(struct json_stream *s, cJSON *element, struct error *e); /* takes ownership */
void json_stream_list_end(struct json_stream *s);
void json_stream_integer(struct json_stream *s, const char *key, long long value);
enum status json_stream_member(struct json_stream *s, const char *key, cJSON *value, struct error *e); /* takes ownership */
void json_stream_close(struct json_stream *s);

#endif
