#include "export/svg.h"

#include "base/width.h"
#include "export/html.h"

#include <math.h>

#define BAR_WIDTH 200
#define BAR_HEIGHT 10

#define BOX_WIDTH 14
#define BOX_STEP 17

#define RADAR_WIDTH 460
#define RADAR_HEIGHT 310
#define RADAR_RADIUS 115
#define RADAR_LEVELS 4
#define LABEL_COLUMNS 16 /* of a line beside the radar */
#define LABEL_LINES 2
#define LABEL_HEIGHT 13
#define CROWDED 14 /* axes, from which on labels have one line */

void svg_bar(struct buffer *page, int points, int goal)
{
    const int width = points < 0 ? 0 : (points > 1000 ? 1000 : points) * BAR_WIDTH / 1000;
    buffer_add_format(page, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">", BAR_WIDTH, BAR_HEIGHT + 4,
                      BAR_WIDTH, BAR_HEIGHT + 4);
    buffer_add_format(page, "<rect class=\"rail\" x=\"0\" y=\"2\" width=\"%d\" height=\"%d\" rx=\"2\"/>", BAR_WIDTH, BAR_HEIGHT);
    buffer_add_format(page, "<rect class=\"fill\" x=\"0\" y=\"2\" width=\"%d\" height=\"%d\" rx=\"2\"/>", width, BAR_HEIGHT);
    if (goal >= 0) {
        const int x = (goal > 1000 ? 1000 : goal) * (BAR_WIDTH - 2) / 1000 + 1;
        buffer_add_format(page, "<path class=\"goal\" d=\"M%d 0V%d\"/>", x, BAR_HEIGHT + 4);
    }
    buffer_add_text(page, "</svg>");
}

void svg_level(struct buffer *page, int level, int target)
{
    buffer_add_format(page, "<svg class=\"level\" viewBox=\"0 0 %d 15\" width=\"%d\" height=\"15\" aria-hidden=\"true\">", 4 * BOX_STEP,
                      4 * BOX_STEP);
    for (int i = 0; i < 4; i++) {
        buffer_add_format(page, "<rect class=\"%s\" x=\"%d\" y=\"0\" width=\"%d\" height=\"10\" rx=\"1\"/>", i < level ? "fill" : "rail",
                          i * BOX_STEP, BOX_WIDTH);
    }
    if (target > 0) {
        buffer_add_format(page, "<path class=\"goal\" d=\"M%d 13.5H%d\"/>", 0, (target - 1) * BOX_STEP + BOX_WIDTH);
    }
    buffer_add_text(page, "</svg>");
}

/* Where a value of an axis lies; tenths of a pixel are fine enough, and print the same everywhere. */
static void point(struct buffer *page, size_t axis, size_t count, double radius)
{
    const double angle = 2 * M_PI * (double)axis / (double)count;
    buffer_add_format(page, "%.1f,%.1f ", RADAR_WIDTH / 2.0 + radius * sin(angle), RADAR_HEIGHT / 2.0 - radius * cos(angle));
}

/* At one level all round, or at each axis' own. */
#define AT_VALUES 0
#define AT_TARGETS (-1)

static void polygon(struct buffer *page, const char *class, const struct svg_axis *axes, size_t count, int level)
{
    buffer_add_format(page, "<polygon class=\"%s\" points=\"", class);
    for (size_t i = 0; i < count; i++) {
        const int at = level > 0 ? level : level == AT_VALUES ? axes[i].value : axes[i].target;
        point(page, i, count, RADAR_RADIUS * at / (double)RADAR_LEVELS);
    }
    buffer_add_text(page, "\"/>");
}

static void label_line(struct buffer *page, double x, double y, const char *anchor, const char *text, size_t n, bool cut)
{
    char *line = strndup(text, n);
    buffer_add_format(page, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
    html_line(page, line == NULL ? "" : line);
    buffer_add_text(page, cut ? "…</text>" : "</text>");
    free(line);
}

/* Up to two lines beside the end of an axis; what does not fit is cut, and stands in full in the table and in the text alternative. */
static void label(struct buffer *page, const char *text, size_t axis, size_t count)
{
    const double angle = 2 * M_PI * (double)axis / (double)count, across = sin(angle), up = cos(angle);
    const double x = RADAR_WIDTH / 2.0 + (RADAR_RADIUS + 10) * across, middle = RADAR_HEIGHT / 2.0 - (RADAR_RADIUS + 12) * up;
    const char *anchor = across > 0.2 ? "start" : across < -0.2 ? "end" : "middle";
    const int room = count > CROWDED ? 1 : LABEL_LINES;
    size_t next = 0, n = width_break(text, LABEL_COLUMNS, &next);
    const int lines = text[next] == '\0' ? 1 : room;
    double y = middle + 4 - (lines - 1) * (up > 0.9 ? LABEL_HEIGHT : up < -0.9 ? 0 : LABEL_HEIGHT / 2.0);
    for (int i = 0; i < lines; i++) {
        label_line(page, x, y, anchor, text, n, i == lines - 1 && text[next] != '\0');
        text += next;
        y += LABEL_HEIGHT;
        n = width_break(text, LABEL_COLUMNS, &next);
    }
}

void svg_radar(struct buffer *page, const char *id, const char *title, const struct svg_axis *axes, size_t count)
{
    buffer_add_format(page, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"%s\"><title id=\"%s\">",
                      RADAR_WIDTH, RADAR_HEIGHT, RADAR_WIDTH, RADAR_HEIGHT, id, id);
    html_line(page, title);
    buffer_add_text(page, "</title>");
    for (int level = 1; level <= RADAR_LEVELS; level++) {
        polygon(page, "grid", axes, count, level);
    }
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(page, "<polyline class=\"grid\" points=\"");
        point(page, i, count, 0);
        point(page, i, count, RADAR_RADIUS);
        buffer_add_text(page, "\"/>");
    }
    polygon(page, "ring", axes, count, AT_TARGETS);
    polygon(page, "shape", axes, count, AT_VALUES);
    for (size_t i = 0; i < count; i++) {
        label(page, axes[i].label, i, count);
    }
    buffer_add_text(page, "</svg>\n");
}
