/* The bytes that turn one shown grid into the next: only what changed. Pure, so that it is tested without a terminal. */
#ifndef TENKEN_TUI_PAINT_H
#define TENKEN_TUI_PAINT_H

#include "tui/grid.h"

struct buffer;

/* How a terminal does it. move: cursor to a cell. role: attributes of a role, complete (whatever was set before). */
struct paint_ops {
    void (*move)(void *context, struct buffer *out, int row, int column);
    void (*role)(void *context, struct buffer *out, enum role role);
    void (*cursor)(void *context, struct buffer *out, bool visible);
    void *context;
    bool ascii;
};

/* shown: what the terminal shows (of another size or NULL: an unknown screen, everything is painted). Appends nothing when
 * nothing changed. */
void paint(const struct paint_ops *ops, const struct grid *shown, const struct grid *next, struct buffer *out);

#endif
