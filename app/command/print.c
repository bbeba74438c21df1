#include "command/print.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/width.h"

static void cleaned(struct buffer *out, const char *text)
{
    buffer_init(out, BUFFER_MAX_TEXT);
    if (text != NULL) {
        utf8_clean(out, text, strlen(text), false);
    }
}

void print_clean(const char *text)
{
    struct buffer line;
    cleaned(&line, text);
    (void)fputs(buffer_text(&line), stdout);
    buffer_release(&line);
}

void print_padded(const char *text, int columns)
{
    struct buffer line;
    cleaned(&line, text);
    const char *s = buffer_text(&line);
    const size_t n = width_prefix(s, columns);
    (void)fwrite(s, 1, n, stdout);
    int used = width_text(s);
    if (s[n] != '\0') {
        char *part = strndup(s, n);
        used = part == NULL ? columns : width_text(part);
        free(part);
    }
    (void)printf("%*s", columns > used ? columns - used : 0, "");
    buffer_release(&line);
}

void print_wrapped(const char *text, int indent, int column)
{
    struct buffer line;
    buffer_init(&line, BUFFER_MAX_TEXT);
    if (text != NULL) {
        utf8_clean(&line, text, strlen(text), true);
    }
    const char *s = buffer_text(&line);
    if (*s == '\0') {
        (void)putchar('\n');
    }
    while (*s != '\0') {
        size_t next = 0;
        const int room = PRINT_COLUMNS - (column > indent ? column : indent);
        const size_t n = width_break_phrase(s, room < 10 ? 10 : room, &next);
        (void)printf("%*s", column >= indent ? 0 : indent - column, "");
        (void)fwrite(s, 1, n, stdout);
        (void)putchar('\n');
        s += next;
        column = 0;
    }
    buffer_release(&line);
}

void print_bar(int score, int cells)
{
    const int full = score < 0 ? 0 : (score * cells + 500) / 1000;
    for (int i = 0; i < cells; i++) {
        (void)putchar(i < full ? '#' : '.');
    }
}
