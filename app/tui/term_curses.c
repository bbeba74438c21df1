/* The real terminal: its modes, showing, waiting. Curses finds out what the terminal can do, sets its modes and decodes its keys; the
 * painting is our own (paint.c), since curses reckons with one width table for all terminals and ours can be told (ambiguous widths). */
#include "tui/term_parts.h"

#include "base/i18n.h"
#include "tui/term_signals.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

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
    signals_stop();
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
    if (t->ask_width) { /* draw an ambiguous character in the corner and ask where the cursor is now (term_input.c) */
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
    return !signals_got.hangup && input_ready(0);
}

static void term_bell(struct terminal *terminal)
{
    write_text(own(terminal), "\a");
}

static bool take_signal(struct screen_terminal *t, struct event *out)
{
    signals_drain();
    if (signals_got.hangup || t->gone) {
        *out = (struct event){.kind = EVENT_HANGUP};
        return true;
    }
    if (signals_got.stop) {
        signals_got.stop = 0;
        suspend(t);
        *out = (struct event){.kind = EVENT_RESIZE}; /* the window may have changed meanwhile */
        return true;
    }
    if (signals_got.resumed) { /* after SIGSTOP, which nobody sees coming: a shell may have set other modes */
        signals_got.resumed = 0;
        (void)reset_prog_mode();
        t->unknown = true;
        *out = (struct event){.kind = EVENT_RESIZE};
        return true;
    }
    if (signals_got.resize) {
        int rows = 0;
        int columns = 0;
        signals_got.resize = 0;
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
            struct pollfd in[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = signals_descriptor(), .events = POLLIN}};
            if (poll(in, 2, -1) < 0 && errno != EINTR) {
                return fail_errno(e, _("The terminal cannot be read"));
            }
            if (in[0].revents == 0) {
                continue;
            }
        }
        bool nothing = false;
        if (input_read(t, more ? 0 : PARTIAL_WAIT, out, &nothing)) {
            return ST_OK;
        }
        t->gone = t->gone || (nothing && !more && input_ended());
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
    looks_init(t, options);
    t->paint.ascii = options->ascii || options->ambiguous_width == 2 || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    t->ask_width = options->ambiguous_width == 0 && !t->paint.ascii;
    buffer_init(&t->out, BUFFER_MAX_DOCUMENT);
    buffer_init(&t->paste, PASTE_MAX);
    set_modes();
    input_init(t);
    modes_enter(t);
    *out = &t->terminal;
    return ST_OK;
}
