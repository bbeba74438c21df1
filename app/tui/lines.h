/* Texts of many lines as screens read them. */
#ifndef TENKEN_TUI_LINES_H
#define TENKEN_TUI_LINES_H

#include "tui/grid.h"

/* Draws the text into the area from line `skip` on; a line that is wrapped goes on under its own indentation, one that begins with "# " is
 * a heading. g NULL: draws nothing. Returns how many lines the text has in the area's columns. */
int lines_draw(struct grid *g, struct area area, int skip, const char *text);

#endif
