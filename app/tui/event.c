#include "tui/event.h"

#include "base/utf8.h"
#include "base/width.h"

#include <strings.h>

static const char *const NAMES[KEY_NAMES] = {
    [KEY_RETURN] = "Enter",
    [KEY_ESCAPE] = "Esc",
    [KEY_TAB] = "Tab",
    [KEY_BACK_TAB] = "BackTab",
    [KEY_RUBOUT] = "Backspace",
    [KEY_DELETE] = "Delete",
    [KEY_ARROW_UP] = "Up",
    [KEY_ARROW_DOWN] = "Down",
    [KEY_ARROW_LEFT] = "Left",
    [KEY_ARROW_RIGHT] = "Right",
    [KEY_WORD_LEFT] = "Ctrl-Left",
    [KEY_WORD_RIGHT] = "Ctrl-Right",
    [KEY_START] = "Home",
    [KEY_FINISH] = "End",
    [KEY_PAGE_UP] = "PgUp",
    [KEY_PAGE_DOWN] = "PgDn",
    [KEY_F2] = "F2",
};

struct event event_key(enum key key)
{
    return (struct event){.kind = EVENT_KEY, .key = key};
}

static struct event event_control(char letter)
{
    struct event event = event_key(KEY_CONTROL);
    event.text[0] = letter;
    return event;
}

struct event event_character(const char *bytes, size_t n)
{
    uint32_t c = 0;
    if (n >= EVENT_TEXT || utf8_decode(bytes, n, &c) != n) {
        return event_key(KEY_OTHER);
    }
    switch (c) {
    case '\r':
    case '\n':
        return event_key(KEY_RETURN);
    case '\t':
        return event_key(KEY_TAB);
    case '\b':
    case 0x7F:
        return event_key(KEY_RUBOUT);
    case 0x1B:
        return event_key(KEY_ESCAPE);
    default:
        break;
    }
    if (c >= 1 && c <= 26) {
        return event_control((char)('a' + (int)c - 1));
    }
    if (utf8_is_control(c)) {
        return event_key(KEY_OTHER);
    }
    struct event event = event_key(KEY_TEXT);
    memcpy(event.text, bytes, n);
    return event;
}

char event_command(const struct event *event)
{
    uint32_t c = 0;
    const size_t n = strlen(event->text);
    if (event->kind != EVENT_KEY || event->key != KEY_TEXT || n == 0 || utf8_decode(event->text, n, &c) != n) {
        return 0;
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
        c -= 0xFF01 - '!';
    }
    return c == 0x3000 ? ' ' : c > ' ' - 1 && c < 0x7F ? (char)c : 0;
}

bool key_parse(const char *token, struct event *out)
{
    for (int i = 0; i < KEY_NAMES; i++) {
        if (NAMES[i] != NULL && strcasecmp(NAMES[i], token) == 0) {
            *out = event_key((enum key)i);
            return true;
        }
    }
    if (strcasecmp(token, "Space") == 0) {
        *out = event_character(" ", 1);
        return true;
    }
    if (strncasecmp(token, "Ctrl-", 5) == 0 && token[5] >= 'A' && token[5] <= 'z' && token[6] == '\0') {
        *out = event_control((char)(token[5] | 0x20));
        return true;
    }
    uint32_t c = 0;
    const size_t n = strlen(token);
    if (n == 0 || n > 4 || utf8_decode(token, n, &c) != n || utf8_is_control(c)) {
        return false;
    }
    *out = event_character(token, n);
    return true;
}
