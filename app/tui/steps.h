/* Lists of steps, each with how it stands: handing in, and what follows an interview. */
#ifndef TENKEN_TUI_STEPS_H
#define TENKEN_TUI_STEPS_H

#include "tui/listing.h"

enum step_mark { MARK_OPEN, MARK_DONE, MARK_NONE }; /* none: it may be done or not */

/* One row: its number, title and mark, and in words how it stands. It must be shown. */
void step_draw(const struct listing *list, int index, const char *title, enum step_mark mark, const char *words, struct grid *g);

#endif
