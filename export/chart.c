#include "export/chart.h"

#include "base/i18n.h"

#define GRID 0xDDE3E8

static lxw_chart_font small(void)
{
    return (lxw_chart_font){.name = language_current() == LANGUAGE_JA ? "Yu Gothic" : "Calibri", .size = 8, .color = COLOR_INK};
}

lxw_chart *chart_begin(struct book *b, enum lxw_chart_type type, const char *title)
{
    lxw_chart *chart = workbook_add_chart(b->workbook, (uint8_t)type);
    if (!chart) {
        return NULL;
    }
    lxw_chart_font font = small();
    chart_axis_set_num_font(chart->x_axis, &font);
    chart_axis_set_num_font(chart->y_axis, &font);
    chart_legend_set_font(chart, &font);
    font.size = 10;
    font.bold = LXW_EXPLICIT_FALSE;
    if (title) {
        chart_title_set_name(chart, title);
    } else {
        chart_title_off(chart);
    }
    chart_title_set_name_font(chart, &font);
    lxw_chart_line none = {.none = LXW_TRUE};
    chart_chartarea_set_line(chart, &none);
    return chart;
}

void chart_series(lxw_chart *chart, struct cells categories, struct cells values, const char *name, lxw_color_t color)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        return;
    }
    lxw_chart_fill fill = {.color = color};
    lxw_chart_line line = {.color = color, .width = 2};
    chart_series_set_categories(series, categories.sheet, (lxw_row_t)categories.first, (lxw_col_t)categories.column,
                                (lxw_row_t)categories.last, (lxw_col_t)categories.column);
    chart_series_set_values(series, values.sheet, (lxw_row_t)values.first, (lxw_col_t)values.column, (lxw_row_t)values.last,
                            (lxw_col_t)values.column);
    if (name) {
        chart_series_set_name(series, name);
    }
    if (chart->type == LXW_CHART_RADAR || chart->type == LXW_CHART_RADAR_WITH_MARKERS) {
        chart_series_set_line(series, &line);
    } else {
        chart_series_set_fill(series, &fill);
    }
}

void chart_axes(lxw_chart *chart, double max, double unit)
{
    bool bars = chart->type == LXW_CHART_BAR || chart->type == LXW_CHART_BAR_STACKED_PERCENT;
    /* Of a bar chart libxlsxwriter calls the horizontal axis x, though it is the one of the values. */
    lxw_chart_axis *values = bars ? chart->x_axis : chart->y_axis;
    lxw_chart_line grid = {.color = GRID, .width = 0.5};
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_set_min(values, 0);
    if (max > 0) {
        chart_axis_set_max(values, max);
    }
    if (unit > 0) {
        chart_axis_set_major_unit(values, unit);
    }
    if (!bars) {
        return;
    }
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    chart_axis_set_reverse(chart->y_axis);
    /* Reversed categories would take the value axis with them to the top. */
    chart_axis_set_crossing_max(chart->y_axis);
}

void chart_place(struct book *b, lxw_worksheet *sheet, int row, int column, int width, int height, lxw_chart *chart)
{
    /* The size that a chart has without scaling. */
    lxw_chart_options options = {
        .x_offset = 2, .y_offset = 4, .x_scale = width / 480.0, .y_scale = height / 288.0, .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    lxw_error problem = worksheet_insert_chart_opt(sheet, (lxw_row_t)row, (lxw_col_t)column, chart, &options);
    if (problem != LXW_NO_ERROR && b->problem == LXW_NO_ERROR) {
        b->problem = problem;
    }
}
