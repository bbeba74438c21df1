/* Charts with an axis: columns and a line. */
#include "base/amount.h"
#include "export/html.h"
#include "export/svg.h"

#define WIDTH 520
#define HEIGHT 220
#define TOP 20
#define BOTTOM 26
#define TWO_LINES 40 /* below a line: two lines of text as large as the style draws them on a telephone */
#define ROOM (HEIGHT - TOP - BOTTOM)
#define LINE_ROOM (HEIGHT - TOP - TWO_LINES)

static void begin(struct buffer *page, const char *id, const char *title, int bottom)
{
    buffer_add_format(page, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"%s\"><title id=\"%s\">",
                      WIDTH, HEIGHT, WIDTH, HEIGHT, id, id);
    html_line(page, title);
    buffer_add_format(page, "</title><path class=\"grid\" d=\"M0 %dH%d\"/>", HEIGHT - bottom, WIDTH);
}

static void text_at(struct buffer *page, double x, double y, const char *text)
{
    buffer_add_format(page, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", x, y);
    html_line(page, text);
    buffer_add_text(page, "</text>");
}

void svg_columns(struct buffer *page, const char *id, const char *title, const struct svg_column *columns, size_t count)
{
    unsigned long long most = 1;
    for (size_t i = 0; i < count; i++) {
        most = columns[i].count > most ? columns[i].count : most;
    }
    begin(page, id, title, BOTTOM);
    const double step = (double)WIDTH / (double)(count > 0 ? count : 1);
    for (size_t i = 0; i < count; i++) {
        const double height = ROOM * (double)columns[i].count / (double)most, x = step * (double)i;
        buffer_add_format(page, "<rect class=\"fill\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>", x + step * 0.12,
                          HEIGHT - BOTTOM - height, step * 0.76, height);
        text_at(page, x + step / 2, HEIGHT - BOTTOM - height - 5, COUNT_TEXT(columns[i].count));
        text_at(page, x + step / 2, HEIGHT - 8, columns[i].label);
    }
    buffer_add_text(page, "</svg>\n");
}

static double height_of(int value)
{
    return HEIGHT - TWO_LINES - LINE_ROOM * value / 1000.0;
}

void svg_line(struct buffer *page, const char *id, const char *title, const struct svg_point *points, size_t count)
{
    const double step = (double)WIDTH / (double)(count > 0 ? count : 1);
    begin(page, id, title, TWO_LINES);
    buffer_add_text(page, "<polyline class=\"trend\" points=\"");
    for (size_t i = 0; i < count; i++) {
        if (points[i].value >= 0) {
            buffer_add_format(page, "%.1f,%.1f ", step * ((double)i + 0.5), height_of(points[i].value));
        }
    }
    buffer_add_text(page, "\"/>");
    for (size_t i = 0; i < count; i++) {
        const double x = step * ((double)i + 0.5);
        text_at(page, x, HEIGHT - 22, points[i].label);
        text_at(page, x, HEIGHT - 4, points[i].note);
        if (points[i].value >= 0) {
            char number[16];
            (void)snprintf(number, sizeof number, "%d.%d", points[i].value / 10, points[i].value % 10);
            buffer_add_format(page, "<circle class=\"fill\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", x, height_of(points[i].value));
            text_at(page, x, height_of(points[i].value) - 9, number);
        }
    }
    buffer_add_text(page, "</svg>\n");
}
