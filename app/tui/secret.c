#include "tui/secret.h"

#include "base/utf8.h"

#include <string.h>

static enum edit add(struct secret *secret, const char *text, size_t n)
{
    uint32_t c = 0;
    for (size_t i = 0; i < n;) { /* the first line of a paste, without controls */
        const size_t step = utf8_decode(text + i, n - i, &c);
        if (step == 0 || utf8_is_control(c)) {
            n = i;
            break;
        }
        i += step;
    }
    if (secret->length + n > SECRET_MAX) {
        return EDIT_FULL;
    }
    memcpy(secret->text + secret->length, text, n);
    secret->length += n;
    secret->text[secret->length] = '\0';
    return n > 0 ? EDIT_CHANGED : EDIT_MOVED;
}

static void take_last(struct secret *secret)
{
    while (secret->length > 0 && ((unsigned char)secret->text[secret->length - 1] & 0xC0) == 0x80) {
        secret->text[--secret->length] = '\0';
    }
    if (secret->length > 0) {
        secret->text[--secret->length] = '\0';
    }
}

enum edit secret_key(struct secret *secret, const struct event *event)
{
    if (event->kind == EVENT_PASTE) {
        return add(secret, event->paste, event->paste_length);
    }
    if (event->kind != EVENT_KEY) {
        return EDIT_IGNORED;
    }
    switch (event->key) {
    case KEY_TEXT:
        return add(secret, event->text, strlen(event->text));
    case KEY_RUBOUT:
        take_last(secret);
        return EDIT_CHANGED;
    case KEY_CONTROL:
        if (event->text[0] == 'u') {
            secret_wipe(secret);
            return EDIT_CHANGED;
        }
        return EDIT_IGNORED;
    default:
        return EDIT_IGNORED;
    }
}

void secret_draw(const struct secret *secret, struct grid *g, struct area area, bool focus)
{
    int n = 0;
    grid_blank(g, area, ROLE_FIELD);
    for (size_t i = 0; i < secret->length; i++) {
        if (((unsigned char)secret->text[i] & 0xC0) != 0x80 && n + 1 < area.columns) {
            (void)grid_bytes(g, area.row, area.column + n++, 1, ROLE_FIELD, "*", 1);
        }
    }
    if (focus) {
        g->cursor_row = area.row;
        g->cursor_column = area.column + n;
    }
}

void secret_wipe(struct secret *secret)
{
    explicit_bzero(secret, sizeof *secret);
}
