/* What the files of the real terminal share; nobody else includes it, and none but them includes curses. */
#ifndef TENKEN_TUI_TERM_PARTS_H
#define TENKEN_TUI_TERM_PARTS_H

#include "base/buffer.h"
#include "tui/paint.h"
#include "tui/terminal.h"

#include <curses.h>

#define PARTIAL_WAIT 50 /* ms: how long the bytes of one character may be apart */

struct screen_terminal {
    struct terminal terminal;
    SCREEN *screen;
    WINDOW *input; /* a pad, since reading from one never paints */
    struct grid shown;
    bool unknown; /* what the terminal shows is not `shown` */
    struct paint_ops paint;
    bool usual_move; /* the cursor moves as USUAL_MOVE says */
    char roles[ROLE_COUNT][64];
    struct buffer out;
    struct buffer paste;
    bool ask_width; /* still to be asked */
    bool asked;     /* and not answered yet */
    bool more;      /* curses may hold bytes that poll() cannot see */
    bool gone;      /* the terminal is: nothing can be read or written any more */
};

/* ---- term_looks.c ---- */
/* A terminfo string by its name; NULL when the terminal has none. */
const char *capability(const char *name);
/* Appends one without its padding ("$<5>"), which no terminal of today needs; NULL: nothing. */
void add_capability(struct buffer *out, const char *s);
/* How the terminal paints, and what each role looks like on it; paint.ascii is false then. */
void looks_init(struct screen_terminal *t, const struct terminal_options *options);

/* ---- term_input.c ---- */
/* Which keys, marks and answers of the terminal are known; the mouse. */
void input_init(struct screen_terminal *t);
/* Waits so long for the next event. False: there is none, or bytes that are none; *nothing: no byte came. */
bool input_read(struct screen_terminal *t, int milliseconds, struct event *out, bool *nothing);

#endif
