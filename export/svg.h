/* Charts drawn as inline SVG: no script, no style attribute (the page's policy forbids both); colours come from the page's style. */
#ifndef TENKEN_EXPORT_SVG_H
#define TENKEN_EXPORT_SVG_H

#include "base/buffer.h"

#include <stddef.h>

/* Classes, which page.css colours: rail (the whole), fill (the value), goal (a target or an expectation), grid, shape and ring (of a
 * radar).
 */

/* A bar of 0…1000 points (below 0: empty), with an optional stroke at `goal` (below 0: none). Says nothing to a screen reader: the number
 * stands beside it as text. */
void svg_bar(struct buffer *page, int points, int goal);
/* Four boxes, as many filled as the level says, a stroke below the target. Silent, too. */
void svg_level(struct buffer *page, int level, int target);

struct svg_axis {
    const char *label; /* foreign text is fine */
    int value, target; /* 0…4 */
};
/* A radar of 3…SVG_AXES_MAX axes; its text alternative is `title`, under the id `id` (both are set into the page; id is ours). */
#define SVG_AXES_MAX 24
void svg_radar(struct buffer *page, const char *id, const char *title, const struct svg_axis *axes, size_t count);

/* Columns with their counts above and their labels below; the text alternative as for the radar. */
struct svg_column {
    const char *label;
    unsigned long long count;
};
void svg_columns(struct buffer *page, const char *id, const char *title, const struct svg_column *columns, size_t count);
/* A line through values of 0…1000 (below 0: left out), its labels below, and what else is to be said of each point under them. */
struct svg_point {
    const char *label, *note;
    int value;
};
void svg_line(struct buffer *page, const char *id, const char *title, const struct svg_point *points, size_t count);

#endif
