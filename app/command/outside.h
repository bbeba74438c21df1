/* Files and the user's editor, for the screens (tui/outside.h). */
#ifndef TENKEN_COMMAND_OUTSIDE_H
#define TENKEN_COMMAND_OUTSIDE_H

#include "tui/outside.h"

extern const struct outside outside_here;

/* The part in outside_edit.c. */
enum status outside_edit(const char *text, struct buffer *out, struct error *e);

#endif
