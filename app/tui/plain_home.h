/* Home one line at a time. */
#ifndef TENKEN_TUI_PLAIN_HOME_H
#define TENKEN_TUI_PLAIN_HOME_H

#include "tui/home.h"
#include "tui/plain.h"

/* Returns when the user leaves or chose what the command has to open; home->choice and home->gone say which. */
enum status home_plain(struct home *home, const struct plain_io *io, struct error *e);

#endif
