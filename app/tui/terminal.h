/* A terminal: something that shows a grid and reports events. Two of them: the real one (term_*.c) and the key script (script.c). */
#ifndef TENKEN_TUI_TERMINAL_H
#define TENKEN_TUI_TERMINAL_H

#include "base/error.h"
#include "tui/event.h"

struct grid;
struct terminal;

struct terminal_ops {
    void (*size)(const struct terminal *, int *rows, int *columns);
    void (*show)(struct terminal *, const struct grid *);
    /* Waits for the next event; uses no CPU meanwhile. A failure ends the loop as a hang-up does. */
    enum status (*wait)(struct terminal *, struct event *, struct error *);
    bool (*ascii)(const struct terminal *);   /* lines are drawn in ASCII: other characters may be missing or two columns wide */
    bool (*pending)(const struct terminal *); /* more input is there already: painting can wait */
    void (*bell)(struct terminal *);
    /* Gives the terminal to another program, as it was found, and takes it back; everything is painted again afterwards. */
    void (*pause)(struct terminal *);
    void (*resume)(struct terminal *);
    void (*close)(struct terminal *); /* restores the terminal and frees */
};

struct terminal {
    const struct terminal_ops *ops;
};

struct terminal_options {
    bool no_colour;      /* NO_COLOR */
    bool light;          /* dark text on a light background, when that is known */
    bool ascii;          /* draw lines in ASCII */
    int ambiguous_width; /* 1 or 2; 0: ask the terminal */
};
/* ST_NO, without a sentence: this kind of terminal cannot show full screens (TERM names none that is known, or a simple one).
 * The real terminal on stdin and stdout. Restores it on close. SIGTERM, SIGHUP and Ctrl-C become EVENT_HANGUP; Ctrl-Z suspends. */
enum status terminal_open(const struct terminal_options *options, struct terminal **out, struct error *e);

/* Plays a key script (tests/screens/README.md) and keeps the last screen. name: for error sentences. */
struct script_options {
    int rows, columns;
    bool ascii;
};
enum status script_open(const char *text, size_t n, const char *name, const struct script_options *options, struct terminal **out,
                        struct error *e);
/* The screen that was shown last, as text; borrowed until close. */
const char *script_screen(const struct terminal *terminal);

#endif
