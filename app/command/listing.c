#include "command/listing.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/json.h"

#include <stdarg.h>

static void clean(struct buffer *out, const char *text)
{
    buffer_init(out, BUFFER_MAX_DOCUMENT);
    utf8_clean(out, text, strlen(text), false);
}

void print_text(FILE *out, const char *text, int columns)
{
    struct buffer safe;
    clean(&safe, text);
    (void)fputs(buffer_text(&safe), out);
    for (int width = width_text(buffer_text(&safe)); width < columns; width++) {
        (void)fputc(' ', out);
    }
    buffer_release(&safe);
}

void print_sentence(FILE *out, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (n >= 0) {
        print_text(out, text, 0);
        fputc('\n', out);
        free(text);
    }
}

void put_clean(cJSON *object, const char *key, const char *text)
{
    struct buffer safe;
    clean(&safe, text == NULL ? "" : text);
    (void)json_put(object, key, safe.length == 0 ? cJSON_CreateNull() : cJSON_CreateString(buffer_text(&safe)));
    buffer_release(&safe);
}

static enum status print_value(cJSON *value, struct error *e)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    enum status st = value == NULL ? fail_memory(e) : json_canonical(value, &out, e);
    (void)fwrite(buffer_text(&out), 1, out.length, stdout); /* a failed write is noticed at exit */
    buffer_release(&out);
    cJSON_Delete(value);
    return st;
}

static void begin_member(struct json_stream *s, const char *key)
{
    printf("%s\n \"%s\": ", s->members++ == 0 ? "" : ",", key);
}

void json_stream_open(struct json_stream *s)
{
    *s = (struct json_stream){0};
    printf("{");
}

void json_stream_list(struct json_stream *s, const char *key)
{
    begin_member(s, key);
    s->elements = 0;
    printf("[");
}

enum status json_stream_element(struct json_stream *s, cJSON *element, struct error *e)
{
    printf("%s\n  ", s->elements++ == 0 ? "" : ",");
    return print_value(element, e);
}

void json_stream_list_end(struct json_stream *s)
{
    printf("%s]", s->elements == 0 ? "" : "\n ");
}

void json_stream_integer(struct json_stream *s, const char *key, long long value)
{
    begin_member(s, key);
    printf("%lld", value);
}

enum status json_stream_member(struct json_stream *s, const char *key, cJSON *value, struct error *e)
{
    begin_member(s, key);
    return print_value(value, e);
}

void json_stream_close(struct json_stream *s)
{
    printf("%s}\n", s->members == 0 ? "" : "\n");
}
