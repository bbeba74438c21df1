/* Keys, characters, pastes and the mouse, from the bytes that the terminal sends. */
#include "tui/term_parts.h"

#include "base/utf8.h"

#define ESCAPE_WAIT 25 /* ms: how long the bytes of one key may be apart */

enum own_code { /* above all of curses' own */
                CODE_PASTE_BEGIN = KEY_MAX + 1,
                CODE_PASTE_END,
                CODE_WORD_LEFT,
                CODE_WORD_RIGHT,
                CODE_NARROW, /* the terminal's answer: an ambiguous character took one column */
                CODE_WIDE,
};

void input_init(struct screen_terminal *t)
{
    set_escdelay(ESCAPE_WAIT);
    (void)keypad(t->input, TRUE);
    (void)mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    (void)mouseinterval(0);
    (void)define_key("\033[200~", CODE_PASTE_BEGIN);
    (void)define_key("\033[201~", CODE_PASTE_END);
    /* Some terminals, and multiplexers between, send the arrows of normal mode all the same. */
    (void)define_key("\033[A", KEY_UP);
    (void)define_key("\033[B", KEY_DOWN);
    (void)define_key("\033[C", KEY_RIGHT);
    (void)define_key("\033[D", KEY_LEFT);
    (void)define_key("\033[H", KEY_HOME);
    (void)define_key("\033[1~", KEY_HOME); /* the Linux console, PuTTY, tmux */
    (void)define_key("\033[4~", KEY_END);
    (void)define_key("\033[7~", KEY_HOME); /* rxvt */
    (void)define_key("\033[8~", KEY_END);
    (void)define_key("\033[F", KEY_END);
    (void)define_key("\033OQ", KEY_F(2));
    (void)define_key("\033[12~", KEY_F(2));
    (void)define_key("\033[1;5D", CODE_WORD_LEFT);
    (void)define_key("\033[1;5C", CODE_WORD_RIGHT);
    (void)define_key("\033[1;2R", CODE_NARROW);
    (void)define_key("\033[1;3R", CODE_WIDE);
}

/* Reads one byte, or the code of a key (above 255); ERR when there is none within the time. */
static int read_byte(struct screen_terminal *t, int milliseconds)
{
    wtimeout(t->input, milliseconds);
    return wgetch(t->input);
}

/* Reads one character (OK) or key (KEY_CODE_YES); ERR when there is none within the time. Put together here, not by curses, which would
 * swallow what follows a byte that is no UTF-8: that byte becomes U+FFFD, and the next one is a character of its own. */
static int read_code(struct screen_terminal *t, int milliseconds, wint_t *code)
{
    char bytes[4];
    uint32_t c = 0;
    int byte = read_byte(t, milliseconds);
    if (byte == ERR) {
        return ERR;
    }
    if (byte > 255) {
        *code = (wint_t)byte;
        return KEY_CODE_YES;
    }
    bytes[0] = (char)byte;
    const size_t length = byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1;
    size_t n = 1;
    while (n < length) {
        byte = read_byte(t, PARTIAL_WAIT);
        if (byte < 0x80 || byte > 0xBF) {
            if (byte != ERR) {
                (void)ungetch(byte);
                t->more = true;
            }
            break;
        }
        bytes[n++] = (char)byte;
    }
    *code = utf8_decode(bytes, n, &c) == n ? c : 0xFFFD;
    return OK;
}

/* A sequence that curses does not know arrives as Esc and characters: its digits must not be taken for answers. */
static bool swallow_sequence(struct screen_terminal *t)
{
    wint_t code = 0;
    if (read_code(t, 0, &code) != OK) {
        return false;
    }
    if (code != '[' && code != 'O') {
        (void)unget_wch((wchar_t)code);
        return false;
    }
    int length = 0;
    bool going = true;
    while (going && read_code(t, ESCAPE_WAIT, &code) == OK) {
        length++;
        going = code < 0x40 || code > 0x7E;
    }
    if (!going && code == 'M' && length == 1) { /* a mouse report of the oldest kind: three characters follow */
        for (int i = 0; i < 3; i++) {
            (void)read_code(t, ESCAPE_WAIT, &code);
        }
    }
    return true;
}

/* Everything up to the end mark. The time between two characters is limited, so that a lost end mark cannot hang the program. */
static struct event read_paste(struct screen_terminal *t)
{
    buffer_clear(&t->paste);
    for (;;) {
        const int byte = read_byte(t, 1000); /* bytes as they come: whoever takes the paste cleans it */
        if (byte == ERR || byte == CODE_PASTE_END) {
            break;
        }
        if (byte <= 255 && !t->paste.failed) {
            (void)buffer_add_char(&t->paste, (char)(byte == '\r' ? '\n' : byte));
        }
    }
    return (struct event){
        .kind = EVENT_PASTE, .paste = buffer_text(&t->paste), .paste_length = t->paste.length, .paste_cut = t->paste.failed};
}

static bool read_mouse(struct event *out)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK) {
        return false;
    }
    if ((mouse.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) != 0) {
        *out = (struct event){.kind = EVENT_WHEEL, .row = (mouse.bstate & BUTTON4_PRESSED) != 0 ? -1 : 1};
        return true;
    }
    *out = (struct event){.kind = EVENT_CLICK, .row = mouse.y, .column = mouse.x};
    return (mouse.bstate & BUTTON1_PRESSED) != 0;
}

static enum key function_key(wint_t code)
{
    static const struct {
        wint_t code;
        enum key key;
    } table[] = {{KEY_UP, KEY_ARROW_UP},
                 {KEY_DOWN, KEY_ARROW_DOWN},
                 {KEY_LEFT, KEY_ARROW_LEFT},
                 {KEY_RIGHT, KEY_ARROW_RIGHT},
                 {KEY_HOME, KEY_START},
                 {KEY_FIND, KEY_START},
                 {KEY_END, KEY_FINISH},
                 {KEY_SELECT, KEY_FINISH},
                 {KEY_PPAGE, KEY_PAGE_UP},
                 {KEY_NPAGE, KEY_PAGE_DOWN},
                 {KEY_ENTER, KEY_RETURN},
                 {KEY_BTAB, KEY_BACK_TAB},
                 {KEY_BACKSPACE, KEY_RUBOUT},
                 {KEY_DC, KEY_DELETE},
                 {KEY_SLEFT, KEY_WORD_LEFT},
                 {KEY_SRIGHT, KEY_WORD_RIGHT},
                 {CODE_WORD_LEFT, KEY_WORD_LEFT},
                 {CODE_WORD_RIGHT, KEY_WORD_RIGHT},
                 {KEY_F(2), KEY_F2}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].code == code) {
            return table[i].key;
        }
    }
    return KEY_OTHER;
}

/* The event of one code; false when it is none. */
static bool decode(struct screen_terminal *t, int kind, wint_t code, struct event *out)
{
    if (kind == OK) {
        if (code == 0x1B) {
            t->more = true;
            *out = event_key(swallow_sequence(t) ? KEY_OTHER : KEY_ESCAPE);
            return out->key == KEY_ESCAPE;
        }
        char bytes[4];
        const size_t n = utf8_encode((uint32_t)code, bytes);
        *out = event_character(bytes, n);
        return n > 0;
    }
    switch (code) {
    case KEY_RESIZE:
        return false; /* SIGWINCH tells */
    case KEY_MOUSE:
        t->more = true;
        return read_mouse(out);
    case CODE_PASTE_BEGIN:
        *out = read_paste(t);
        return true;
    case CODE_WIDE:
        t->asked = false;
        t->paint.ascii = t->unknown = true;
        *out = (struct event){.kind = EVENT_AMBIGUOUS, .column = 2};
        return true;
    case CODE_NARROW:
        t->asked = false;
        *out = (struct event){.kind = EVENT_AMBIGUOUS, .column = 1};
        return true;
    default:
        *out = event_key(function_key(code));
        return out->key != KEY_OTHER;
    }
}

bool input_read(struct screen_terminal *t, int milliseconds, struct event *out, bool *nothing)
{
    wint_t code = 0;
    const int kind = read_code(t, milliseconds, &code);
    *nothing = kind == ERR;
    return kind != ERR && decode(t, kind, code, out);
}
