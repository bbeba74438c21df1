#include "base/day_text.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

/* "2026/12/5" and "2026年12月5日" as "2026-12-5". */
static void add_joined(struct buffer *out, const char *plain)
{
    static const char *const JOINTS[] = {"/", ".", "年", "月"};
    while (*plain != '\0') {
        size_t length = 0;
        for (size_t i = 0; length == 0 && i < sizeof JOINTS / sizeof JOINTS[0]; i++) {
            length = strncmp(plain, JOINTS[i], strlen(JOINTS[i])) == 0 ? strlen(JOINTS[i]) : 0;
        }
        if (length > 0) {
            (void)buffer_add_char(out, '-');
        } else if (strcmp(plain, "日") == 0) {
            return;
        } else {
            (void)buffer_add_char(out, *plain);
        }
        plain += length > 0 ? length : 1;
    }
}

bool day_form(const char *text, char out[DATE_TEXT])
{
    struct buffer plain, joined;
    int year, month, day, end = 0;
    buffer_init(&plain, BUFFER_MAX_TEXT);
    buffer_init(&joined, BUFFER_MAX_TEXT);
    if (text_plain(&plain, text)) {
        add_joined(&joined, buffer_text(&plain));
    }
    const char *word = buffer_text(&joined);
    const bool good =
        sscanf(word, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && word[end] == '\0' && year > 0 && month > 0 && day > 0;
    if (good) {
        (void)snprintf(out, DATE_TEXT, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    }
    buffer_release(&plain);
    buffer_release(&joined);
    return good;
}

bool day_read(const char *text, char out[DATE_TEXT])
{
    char day[DATE_TEXT];
    int64_t at;
    const bool good = day_form(text, day) && date_parse(day, &at);
    if (good || out != text) {
        (void)snprintf(out, DATE_TEXT, "%s", good ? day : text);
    }
    return good;
}

const char *day_words(const char *day, char out[DAY_WORDS])
{
    unsigned year, month, number;
    int64_t at;
    if (language_current() == LANGUAGE_JA && date_parse(day, &at) && sscanf(day, "%4u-%2u-%2u", &year, &month, &number) == 3) {
        (void)snprintf(out, DAY_WORDS, "%u年%u月%u日", year, month, number);
    } else {
        (void)snprintf(out, DAY_WORDS, "%s", day);
    }
    return out;
}
