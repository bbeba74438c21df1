/* Plain mode: the same session one line at a time, for screen readers, simple terminals and pipes. No boxes; every state is said in words.
 */
#ifndef TENKEN_TUI_PLAIN_H
#define TENKEN_TUI_PLAIN_H

#include "tui/session.h"

struct buffer;

/* Room that is made for a passphrase, so that no copy of it is left behind by a growing buffer. */
#define PLAIN_SECRET_MAX 1100

struct plain_io {
    /* Puts the next line (without its newline) into line, which it clears; false at the end of input. */
    bool (*read)(void *context, struct buffer *line);
    void (*write)(void *context, const char *text);
    /* Asks for a passphrase without showing what is typed; false at the end of input. The caller wipes line. */
    bool (*secret)(void *context, const char *prompt, struct buffer *line);
    /* Drops what was typed at a terminal while something took a moment: it was no answer to anything. NULL: nobody types. */
    void (*forget)(void *context);
    /* Columns of the terminal that shows what is written, at this moment; 0: it is none, or its width is not known. A line for it ends
     * between words; elsewhere a sentence is one line. */
    int (*columns)(void *context);
    void *context;
    bool echoes; /* a terminal shows what is typed; otherwise the line of a prompt is ended after it was answered */
};

/* Asks until everything is answered and the user leaves, or the input ends. What was answered is saved by then, or session->problem says
 * why not. */
enum status answer_plain(struct session *session, const struct plain_io *io, struct error *e);

#endif
