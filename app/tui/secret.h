/* A passphrase being typed: never drawn, never handed to another program, wiped when it is done. It is only added to and taken from at its
 * end, since nobody can edit what is not shown. */
#ifndef TENKEN_TUI_SECRET_H
#define TENKEN_TUI_SECRET_H

#include "tui/editor.h"

#define SECRET_MAX 1024 /* bytes */

/* In place, so that no copy is left behind by a growing buffer. */
struct secret {
    char text[SECRET_MAX + 1];
    size_t length;
};

enum edit secret_key(struct secret *secret, const struct event *event);
/* One star for every character; with focus, the cursor behind them. */
void secret_draw(const struct secret *secret, struct grid *g, struct area area, bool focus);
void secret_wipe(struct secret *secret);

#endif
