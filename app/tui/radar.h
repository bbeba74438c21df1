/* A radar chart in a grid: three to twelve axes, drawn with braille dots, half blocks, or plain characters. */
#ifndef TENKEN_TUI_RADAR_H
#define TENKEN_TUI_RADAR_H

#include "tui/grid.h"

#define RADAR_AXES_MIN 3
#define RADAR_AXES_MAX 12
#define RADAR_ROWS_MIN 11

/* Braille: eight dots a cell. Blocks: two; their width is ambiguous. Plain: ASCII. */
enum radar_style { RADAR_BRAILLE, RADAR_BLOCKS, RADAR_PLAIN, RADAR_STYLES };

/* points: 0…1000, or SCORE_NONE (at the centre, labelled "-"). The first axis points up, the others follow clockwise. */
struct radar_axis {
    const char *label;
    int points;
};

/* Rows that a chart of n axes takes at this width so that labels keep room beside it, at most `rows`. */
int radar_rows(int n, int rows, int columns);
/* Draws into the area (at least RADAR_ROWS_MIN rows and 60 columns): rings at the levels, axes, the shape of the answers, and around it
 * each axis' label with its points. Labels share no cell with each other nor with the chart. */
void radar_draw(struct grid *g, struct area area, const struct radar_axis *axes, int n, enum radar_style style);

#endif
