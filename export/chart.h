/* Charts in our workbooks: one look. Cells are given as row and column, 0-based. */
#ifndef TENKEN_EXPORT_CHART_H
#define TENKEN_EXPORT_CHART_H

#include "export/book.h"

/* One column of cells. */
struct cells {
    const char *sheet;
    int column, first, last; /* rows */
};

/* NULL: out of memory. size in pixels; title is plain text of ours. */
lxw_chart *chart_begin(struct book *b, enum lxw_chart_type type, const char *title);
void chart_series(lxw_chart *chart, struct cells categories, struct cells values, const char *name, lxw_color_t color);
/* Level axis 0–4, or points 0–100, or counts (max 0). Bars run from the top down, in the order of the table. */
void chart_axes(lxw_chart *chart, double max, double unit);
void chart_place(struct book *b, lxw_worksheet *sheet, int row, int column, int width, int height, lxw_chart *chart);

#endif
