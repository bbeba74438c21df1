/* Plain mode: the same session one line at a time, for screen readers, simple terminals and pipes. No boxes; every state is said in words.
 */
#ifndef TENKEN_TUI_PLAIN_H
#define TENKEN_TUI_PLAIN_H

#include "tui/session.h"

struct buffer;

struct plain_io {
    /* Puts the next line (without its newline) into line, which it clears; false at the end of input. */
    bool (*read)(void *context, struct buffer *line);
    void (*write)(void *context, const char *text);
    void *context;
    bool echoes; /* a terminal shows what is typed; otherwise the line of a prompt is ended after it was answered */
};

/* Asks until everything is answered and the user leaves, or the input ends. What was answered is saved by then, or session->problem says
 * why not. */
enum status answer_plain(struct session *session, const struct plain_io *io, struct error *e);

#endif
