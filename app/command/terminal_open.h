/* Opening what screens are shown on: the user's terminal, or a key script. */
#ifndef TENKEN_COMMAND_TERMINAL_OPEN_H
#define TENKEN_COMMAND_TERMINAL_OPEN_H

#include "base/buffer.h"
#include "tui/terminal.h"

#include <stdbool.h>

bool terminal_here(void);
/* ambiguous: columns of ambiguous characters, 0: ask the terminal. What the environment says (NO_COLOR, TERM, COLORFGBG) is followed. */
enum status open_terminal(int ambiguous, struct terminal **out, struct error *e);
/* script: filled with the file; released by the caller after the terminal is closed, also on failure. */
enum status open_script(const char *path, const struct script_options *options, struct buffer *script, struct terminal **out,
                        struct error *e);

#endif
