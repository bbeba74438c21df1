/* The real terminal, the only file that includes curses. Curses finds out what the terminal can do, sets its modes and decodes its keys;
 * the painting is our own (paint.c), since curses reckons with one width table for all terminals and ours can be told (ambiguous widths).
 */
#include "tui/terminal.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "tui/paint.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define ESCAPE_WAIT 25  /* ms: how long the bytes of one key may be apart */
#define PARTIAL_WAIT 50 /* ms: the same for the bytes of one character */

enum own_code { /* above all of curses' own */
                CODE_PASTE_BEGIN = KEY_MAX + 1,
                CODE_PASTE_END,
                CODE_WORD_LEFT,
                CODE_WORD_RIGHT,
                CODE_NARROW, /* the terminal's answer: an ambiguous character took one column */
                CODE_WIDE,
};

struct screen_terminal {
    struct terminal terminal;
    SCREEN *screen;
    WINDOW *input; /* a pad, since reading from one never paints */
    struct grid shown;
    bool unknown; /* what the terminal shows is not `shown` */
    struct paint_ops paint;
    char roles[ROLE_COUNT][64];
    struct buffer out;
    struct buffer paste;
    bool ask_width; /* still to be asked */
    bool asked;     /* and not answered yet */
    bool more;      /* curses may hold bytes that poll() cannot see */
    bool gone;      /* the terminal is: nothing can be read or written any more */
};

/* Signals only leave a mark and wake poll(). */
static volatile sig_atomic_t got_hangup, got_resize, got_stop, got_continue;
static int wake[2] = {-1, -1};

static void on_signal(int number)
{
    const int saved = errno;
    if (number == SIGWINCH) {
        got_resize = 1;
    } else if (number == SIGTSTP) {
        got_stop = 1;
    } else if (number == SIGCONT) {
        got_continue = 1;
    } else {
        got_hangup = 1;
    }
    (void)!write(wake[1], "", 1);
    errno = saved;
}

static const int SIGNALS[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
#define SIGNAL_COUNT (sizeof SIGNALS / sizeof *SIGNALS)
static struct sigaction before[SIGNAL_COUNT];

static bool signals_catch(void)
{
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        return false;
    }
    got_hangup = got_resize = got_stop = got_continue = 0;
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = on_signal};
        (void)sigaction(SIGNALS[i], &action, &before[i]);
    }
    return true;
}

static void signals_restore(void)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaction(SIGNALS[i], &before[i], NULL);
    }
    (void)close(wake[0]);
    (void)close(wake[1]);
}

static struct screen_terminal *own(struct terminal *terminal)
{
    return (struct screen_terminal *)(void *)terminal;
}

static void write_all(struct screen_terminal *t, const char *bytes, size_t n)
{
    while (n > 0 && !t->gone) {
        const ssize_t done = write(STDOUT_FILENO, bytes, n);
        if (done >= 0) {
            bytes += done;
            n -= (size_t)done;
        } else if (errno == EAGAIN) {
            struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
            (void)poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            t->gone = true;
        }
    }
}

static void write_text(struct screen_terminal *t, const char *text)
{
    write_all(t, text, strlen(text));
}

/* A terminfo string without its padding ("$<5>"), which no terminal of today needs. */
static void add_capability(struct buffer *out, const char *s)
{
    if (s == NULL || s == (const char *)-1) {
        return;
    }
    for (; *s != '\0'; s++) {
        if (s[0] == '$' && s[1] == '<' && strchr(s, '>') != NULL) {
            s = strchr(s, '>');
        } else {
            (void)buffer_add_char(out, *s);
        }
    }
}

static const char *capability(const char *name)
{
    const char *s = tigetstr(name);
    return s == (const char *)-1 ? NULL : s;
}

static void paint_move(void *context, struct buffer *out, int row, int column)
{
    (void)context;
    add_capability(out, tiparm(tigetstr("cup"), row, column));
}

static void paint_role(void *context, struct buffer *out, enum role role)
{
    const struct screen_terminal *t = context;
    (void)buffer_add_text(out, t->roles[role]);
}

static void paint_cursor(void *context, struct buffer *out, bool visible)
{
    (void)context;
    add_capability(out, capability(visible ? "cnorm" : "civis"));
}

/* ---- looks ---- */

/* One entry a kind of terminal. Colours of the 256 table are chosen to be legible on white and on black (contrast 4:1 at least). */
struct look {
    const char *attribute; /* terminfo name, or NULL */
    const char *attribute2;
    int colour; /* -1: the terminal's own */
};

static void set_look(struct screen_terminal *t, enum role role, struct look look)
{
    struct buffer b;
    buffer_init(&b, sizeof t->roles[0] - 1);
    add_capability(&b, capability("sgr0"));
    if (look.attribute != NULL) {
        add_capability(&b, capability(look.attribute));
    }
    if (look.attribute2 != NULL) {
        add_capability(&b, capability(look.attribute2));
    }
    if (look.colour >= 0 && capability("setaf") != NULL) {
        add_capability(&b, tiparm(capability("setaf"), look.colour));
    }
    if (!b.failed) {
        memcpy(t->roles[role], buffer_text(&b), b.length + 1);
    }
    buffer_release(&b);
}

static void choose_looks(struct screen_terminal *t, const struct terminal_options *options)
{
    const int colours = options->no_colour ? 0 : tigetnum("colors");
    const bool many = colours >= 256;
    const bool few = colours >= 8 && !many;
    set_look(t, ROLE_TEXT, (struct look){NULL, NULL, -1});
    set_look(t, ROLE_STRONG, (struct look){"bold", NULL, -1});
    set_look(t, ROLE_QUIET, many ? (struct look){NULL, NULL, 243} : (struct look){"dim", NULL, -1});
    set_look(t, ROLE_ACCENT, (struct look){"bold", NULL, many ? 31 : !few ? -1 : options->light ? COLOR_BLUE : COLOR_CYAN});
    set_look(t, ROLE_SELECTED, (struct look){"rev", NULL, -1});
    set_look(t, ROLE_WARNING, (struct look){"bold", NULL, many ? 166 : !few ? -1 : options->light ? COLOR_RED : COLOR_YELLOW});
    set_look(t, ROLE_FIELD, (struct look){"smul", NULL, -1});
    set_look(t, ROLE_PRIVATE, (struct look){NULL, NULL, many ? 133 : few ? COLOR_MAGENTA : -1});
}

/* ---- modes ---- */

/* Flow control and "literal next" would take Ctrl-S, Ctrl-Q and Ctrl-V away; signals stay with the terminal. */
static void set_modes(void)
{
    struct termios modes;
    (void)cbreak();
    (void)noecho();
    (void)nonl();
    if (tcgetattr(STDIN_FILENO, &modes) == 0) {
        modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
        modes.c_lflag &= ~(tcflag_t)IEXTEN;
        (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
    }
    (void)def_prog_mode();
}

static void modes_enter(struct screen_terminal *t)
{
    (void)clearok(stdscr, TRUE);
    (void)refresh(); /* curses' own preparations: alternate screen, mouse, modes; the screen is empty afterwards */
    write_text(t, "\033[?2004h");
    t->unknown = true;
}

static void modes_leave(struct screen_terminal *t)
{
    buffer_clear(&t->out);
    (void)buffer_add_text(&t->out, "\033[?2004l");
    add_capability(&t->out, capability("sgr0"));
    add_capability(&t->out, capability("cnorm"));
    write_all(t, t->out.data, t->out.length);
    (void)endwin();
}

static void suspend(struct screen_terminal *t)
{
    modes_leave(t);
    struct sigaction normal = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    (void)sigaction(SIGTSTP, &normal, &ours);
    (void)raise(SIGTSTP); /* stops here */
    (void)sigaction(SIGTSTP, &ours, NULL);
    got_continue = 0;
    modes_enter(t);
}

/* ---- the ops ---- */

static void term_size(const struct terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    struct winsize size;
    *rows = LINES;
    *columns = COLS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        *rows = size.ws_row;
        *columns = size.ws_col;
    }
}

/* Empties the terminal's screen, and what is known of it with it. False: out of memory, everything will be painted. */
static bool clear_shown(struct screen_terminal *t, const struct grid *next)
{
    add_capability(&t->out, t->roles[ROLE_TEXT]);
    add_capability(&t->out, capability("civis"));
    add_capability(&t->out, capability("clear"));
    if (t->ask_width) { /* draw an ambiguous character in the corner and ask where the cursor is now: CODE_NARROW or CODE_WIDE */
        (void)buffer_add_text(&t->out, "─\033[6n\r  ");
        t->ask_width = false;
        t->asked = true;
    }
    if (t->shown.rows == next->rows && t->shown.columns == next->columns) {
        grid_clear(&t->shown);
        return true;
    }
    grid_release(&t->shown);
    return grid_init(&t->shown, next->rows, next->columns, NULL) == ST_OK;
}

static void term_show(struct terminal *terminal, const struct grid *next)
{
    struct screen_terminal *t = own(terminal);
    buffer_clear(&t->out);
    if (t->unknown || t->shown.rows != next->rows || t->shown.columns != next->columns) {
        t->unknown = !clear_shown(t, next);
    }
    paint(&t->paint, t->unknown ? NULL : &t->shown, next, &t->out);
    write_all(t, t->out.data, t->out.length);
    if (!t->unknown) {
        memcpy(t->shown.cells, next->cells, (size_t)next->rows * (size_t)next->columns * sizeof *next->cells);
        t->shown.cursor_row = next->cursor_row;
        t->shown.cursor_column = next->cursor_column;
    }
}

static bool input_ready(int milliseconds)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&in, 1, milliseconds) > 0;
}

static bool term_ascii(const struct terminal *terminal)
{
    return ((const struct screen_terminal *)(const void *)terminal)->paint.ascii;
}

static bool term_pending(const struct terminal *terminal)
{
    (void)terminal;
    return !got_hangup && input_ready(0);
}

static void term_bell(struct terminal *terminal)
{
    write_text(own(terminal), "\a");
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

static bool take_signal(struct screen_terminal *t, struct event *out)
{
    char drain[32];
    while (read(wake[0], drain, sizeof drain) > 0) {
    }
    if (got_hangup || t->gone) {
        *out = (struct event){.kind = EVENT_HANGUP};
        return true;
    }
    if (got_stop) {
        got_stop = 0;
        suspend(t);
        *out = (struct event){.kind = EVENT_RESIZE}; /* the window may have changed meanwhile */
        return true;
    }
    if (got_continue) { /* after SIGSTOP, which nobody sees coming: a shell may have set other modes */
        got_continue = 0;
        (void)reset_prog_mode();
        t->unknown = true;
        *out = (struct event){.kind = EVENT_RESIZE};
        return true;
    }
    if (got_resize) {
        int rows = 0;
        int columns = 0;
        got_resize = 0;
        term_size(&t->terminal, &rows, &columns);
        (void)resize_term(rows, columns);
        t->unknown = true;
        *out = (struct event){.kind = EVENT_RESIZE};
        return true;
    }
    return false;
}

/* Readable without a byte to read: the other end is closed. */
static bool input_ended(void)
{
    int n = 0;
    return input_ready(0) && (ioctl(STDIN_FILENO, FIONREAD, &n) != 0 || n == 0);
}

static enum status term_wait(struct terminal *terminal, struct event *out, struct error *e)
{
    struct screen_terminal *t = own(terminal);
    for (;;) {
        if (take_signal(t, out)) {
            return ST_OK;
        }
        const bool more = t->more;
        t->more = false;
        if (!more) {
            struct pollfd in[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
            if (poll(in, 2, -1) < 0 && errno != EINTR) {
                return fail_errno(e, _("The terminal cannot be read"));
            }
            if (in[0].revents == 0) {
                continue;
            }
        }
        wint_t code = 0;
        const int kind = read_code(t, more ? 0 : PARTIAL_WAIT, &code);
        if (kind == ERR) {
            if (!more && input_ended()) {
                t->gone = true;
            }
        } else if (decode(t, kind, code, out)) {
            return ST_OK;
        }
    }
}

static void term_pause(struct terminal *terminal)
{
    modes_leave(own(terminal));
}

static void term_resume(struct terminal *terminal)
{
    modes_enter(own(terminal));
}

static void term_close(struct terminal *terminal)
{
    struct screen_terminal *t = own(terminal);
    modes_leave(t);
    if (t->asked) { /* an answer that comes now would stand on the shell's command line */
        (void)tcflush(STDIN_FILENO, TCIFLUSH);
    }
    (void)delwin(t->input);
    delscreen(t->screen);
    signals_restore();
    grid_release(&t->shown);
    buffer_release(&t->out);
    buffer_release(&t->paste);
    free(t);
}

enum status terminal_open(const struct terminal_options *options, struct terminal **out, struct error *e)
{
    static const struct terminal_ops ops = {.size = term_size,
                                            .show = term_show,
                                            .wait = term_wait,
                                            .ascii = term_ascii,
                                            .pending = term_pending,
                                            .bell = term_bell,
                                            .pause = term_pause,
                                            .resume = term_resume,
                                            .close = term_close};
    struct screen_terminal *t = calloc(1, sizeof *t);
    if (t == NULL) {
        return fail_memory(e);
    }
    if (!signals_catch()) {
        free(t);
        return fail_errno(e, _("The terminal cannot be opened"));
    }
    t->screen = newterm(NULL, stdout, stdin);
    t->input = t->screen == NULL ? NULL : newpad(1, 1);
    if (t->input == NULL || capability("cup") == NULL || capability("clear") == NULL) {
        if (t->screen != NULL) {
            (void)endwin();
            delscreen(t->screen);
        }
        signals_restore();
        free(t);
        return ST_NO;
    }
    t->terminal.ops = &ops;
    t->paint = (struct paint_ops){.move = paint_move, .role = paint_role, .cursor = paint_cursor, .context = t};
    t->paint.ascii = options->ascii || options->ambiguous_width == 2 || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    t->ask_width = options->ambiguous_width == 0 && !t->paint.ascii;
    buffer_init(&t->out, BUFFER_MAX_DOCUMENT);
    buffer_init(&t->paste, PASTE_MAX);
    set_modes();
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
    (void)define_key("\033[F", KEY_END);
    (void)define_key("\033OQ", KEY_F(2));
    (void)define_key("\033[12~", KEY_F(2));
    (void)define_key("\033[1;5D", CODE_WORD_LEFT);
    (void)define_key("\033[1;5C", CODE_WORD_RIGHT);
    (void)define_key("\033[1;2R", CODE_NARROW);
    (void)define_key("\033[1;3R", CODE_WIDE);
    choose_looks(t, options);
    modes_enter(t);
    *out = &t->terminal;
    return ST_OK;
}
