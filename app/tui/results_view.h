/* The results drawn on a canvas as wide as the text and as high as need be; the screen shows a part of it. */
#ifndef TENKEN_TUI_RESULTS_VIEW_H
#define TENKEN_TUI_RESULTS_VIEW_H

#include "tui/results.h"

#define RESULT_PARTS 8
#define RESULT_GROUPS 64

/* Rows that belong together, of which a page holds all or none: the first, and the one behind the last. */
struct results_group {
    int from, to;
};

struct results_view {
    int room;                /* rows of the window: the chart is made to fit */
    int chart;               /* which chart */
    enum radar_style style;  /* how it is drawn */
    int parts[RESULT_PARTS]; /* rows where parts begin, ascending; set by drawing */
    int nparts;
    struct results_group groups[RESULT_GROUPS]; /* ascending; set by drawing */
    int ngroups;
    int chart_from, chart_to; /* its first row and the one behind its last; the same: there is none. Set by drawing */
};

/* Rows that are enough for any contents. */
int results_view_rows(const struct results *r);
/* Returns the rows used. */
int results_view_draw(struct results_view *view, const struct results *r, struct grid *canvas);

#endif
