/* What happens at a terminal: keys, text, paste, mouse, a new size, the end. */
#ifndef TENKEN_TUI_EVENT_H
#define TENKEN_TUI_EVENT_H

#include <stdbool.h>
#include <stddef.h>

enum key {
    KEY_TEXT, /* a character; event.text */
    KEY_RETURN,
    KEY_ESCAPE,
    KEY_TAB,
    KEY_BACK_TAB,
    KEY_RUBOUT,
    KEY_DELETE,
    KEY_ARROW_UP,
    KEY_ARROW_DOWN,
    KEY_ARROW_LEFT,
    KEY_ARROW_RIGHT,
    KEY_WORD_LEFT,
    KEY_WORD_RIGHT,
    KEY_START,
    KEY_FINISH,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_F2,
    KEY_CONTROL, /* Ctrl and a letter; event.text[0] is the lower-case letter */
    KEY_OTHER,   /* a key without meaning here */
    KEY_NAMES
};

enum event_kind {
    EVENT_KEY,
    EVENT_PASTE,     /* event.paste, event.paste_length */
    EVENT_CLICK,     /* event.row, event.column */
    EVENT_WHEEL,     /* event.row: -1 up, 1 down */
    EVENT_RESIZE,    /* the terminal's size() has changed */
    EVENT_AMBIGUOUS, /* event.column: the columns (1 or 2) that the terminal gives to ambiguous characters */
    EVENT_HANGUP,    /* SIGHUP, SIGTERM, Ctrl-C, end of input: keep everything and leave */
};

#define EVENT_TEXT 8
#define PASTE_MAX ((size_t)64 * 1024)

/* paste is borrowed from the terminal until its next wait(). paste_cut: more than PASTE_MAX bytes came; the rest was dropped. */
struct event {
    enum event_kind kind;
    enum key key;
    char text[EVENT_TEXT];
    int row, column;
    const char *paste;
    size_t paste_length;
    bool paste_cut;
};

struct event event_key(enum key key);
/* One character, UTF-8. Control characters become their keys (Tab, Enter, Ctrl and a letter …). */
struct event event_character(const char *bytes, size_t n);

/* The character of a command key: full-width letters, digits and signs (an input method left on) count as their ASCII ones.
 * 0 when the event is no single ASCII character. */
char event_command(const struct event *event);

/* One token of a key script: a key's name, "Space", "Ctrl-X", or one character. False when it is none. */
bool key_parse(const char *token, struct event *out);

#endif
