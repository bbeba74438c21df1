#include "tui/radar.h"

#include "base/utf8.h"
#include "base/width.h"
#include "model/pack.h"

#include <math.h>

#define LABEL_ROOM 16 /* columns kept on either side for labels */
#define DOTS_MAX 160  /* either way */

/* Dots that are set: of the rings and axes, and of the shape. A cell is two of its widths high, so that braille's 2×4 and the blocks' 1×2
 * dots are square, and plain characters are not. */
struct canvas {
    int across, down; /* dots in a cell */
    int rows, columns;
    unsigned char lines[DOTS_MAX][DOTS_MAX], shape[DOTS_MAX][DOTS_MAX];
    double row, column; /* the centre, in cells */
    double radius;      /* in rows; twice as many columns */
};

static double angle_of(int axis, int n)
{
    return 2.0 * 3.14159265358979323846 * axis / n;
}

/* How far the chart reaches below its centre, in radii: with an odd number no axis points straight down. */
static double depth_of(int n)
{
    return n % 2 == 0 ? 1.0 : cos(angle_of(1, 2 * n));
}

/* In rows; three rows are for labels and the chart's own last dots. */
static double radius_of(int n, int rows, int columns)
{
    const double high = (rows - 3) / (1.0 + depth_of(n));
    const double wide = (columns / 2 - LABEL_ROOM) / 2.0;
    return high < wide ? high : wide;
}

int radar_rows(int n, int rows, int columns)
{
    return (int)ceil(radius_of(n, rows, columns) * (1.0 + depth_of(n))) + 3;
}

/* Where a fraction of an axis lies, in dots. */
static void place(const struct canvas *c, int axis, int n, double fraction, double *x, double *y)
{
    *x = (c->column + 2.0 * c->radius * fraction * sin(angle_of(axis, n))) * c->across;
    *y = (c->row - c->radius * fraction * cos(angle_of(axis, n))) * c->down;
}

static void set_dot(unsigned char dots[DOTS_MAX][DOTS_MAX], double x, double y)
{
    const int column = (int)floor(x), row = (int)floor(y);
    if (row >= 0 && row < DOTS_MAX && column >= 0 && column < DOTS_MAX) {
        dots[row][column] = 1;
    }
}

/* every: 1 a line, more: a dotted one. */
static void draw_line(unsigned char dots[DOTS_MAX][DOTS_MAX], double x, double y, double to_x, double to_y, int every)
{
    const double way = fmax(fabs(to_x - x), fabs(to_y - y));
    const int steps = (int)ceil(way);
    for (int i = 0; i <= steps; i++) {
        const double part = steps == 0 ? 0.0 : (double)i / steps;
        if (i % every == 0) {
            set_dot(dots, x + (to_x - x) * part, y + (to_y - y) * part);
        }
    }
}

/* The outer ring and, where there are dots enough, the one half-way; axes. */
static void draw_rings(struct canvas *c, int n, bool dense)
{
    for (int half = dense ? 1 : 2; half <= 2; half++) {
        for (int i = 0; i < n; i++) {
            double x, y, to_x, to_y;
            place(c, i, n, half / 2.0, &x, &y);
            place(c, i + 1, n, half / 2.0, &to_x, &to_y);
            draw_line(c->lines, x, y, to_x, to_y, half == 2 ? 2 : 4);
        }
    }
    for (int i = 0; i < n; i++) {
        double x, y;
        place(c, i, n, 1.0, &x, &y);
        draw_line(c->lines, c->column * c->across, c->row * c->down, x, y, dense ? 4 : 2);
    }
}

static void draw_shape(struct canvas *c, const struct radar_axis *axes, int n)
{
    for (int i = 0; i < n; i++) {
        double x, y, to_x, to_y;
        const int from = axes[i].points, to = axes[(i + 1) % n].points;
        place(c, i, n, from < 0 ? 0.0 : from / 1000.0, &x, &y);
        place(c, i + 1, n, to < 0 ? 0.0 : to / 1000.0, &to_x, &to_y);
        draw_line(c->shape, x, y, to_x, to_y, 1);
    }
}

/* ---- cells ---- */

/* Bits of the dots of a cell, row by row. */
static unsigned bits_of(const struct canvas *c, const unsigned char dots[DOTS_MAX][DOTS_MAX], int row, int column)
{
    unsigned bits = 0;
    for (int y = 0; y < c->down; y++) {
        for (int x = 0; x < c->across; x++) {
            bits |= (unsigned)dots[row * c->down + y][column * c->across + x] << (y * c->across + x);
        }
    }
    return bits;
}

/* U+2800 and a bit for each dot, numbered down the left column, then the right one, and the lowest row last. */
static void braille(unsigned bits, char out[8])
{
    static const unsigned char DOTS[8] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    uint32_t c = 0x2800;
    for (int i = 0; i < 8; i++) {
        c |= (bits >> i & 1) != 0 ? DOTS[i] : 0U;
    }
    out[utf8_encode(c, out)] = '\0';
}

static const char *cell_of(enum radar_style style, unsigned bits, bool shape, char out[8])
{
    static const char *const blocks[] = {" ", "▀", "▄", "█"};
    switch (style) {
    case RADAR_BRAILLE:
        braille(bits, out);
        return out;
    case RADAR_BLOCKS:
        return shape ? blocks[bits & 3] : ".";
    default:
        return shape ? "*" : ".";
    }
}

static void draw_cells(const struct canvas *c, struct grid *g, struct area area, enum radar_style style)
{
    for (int row = 0; row < c->rows; row++) {
        for (int column = 0; column < c->columns; column++) {
            char text[8];
            const unsigned shape = bits_of(c, c->shape, row, column), lines = bits_of(c, c->lines, row, column);
            if (shape != 0 || lines != 0) {
                (void)grid_text(g, area.row + row, area.column + column, 1, shape != 0 ? ROLE_ACCENT : ROLE_QUIET,
                                cell_of(style, shape != 0 ? shape : lines, shape != 0, text));
            }
        }
    }
}

/* ---- labels ---- */

struct label {
    int row, column, columns; /* column: where it starts, or with left ends */
    bool left;
};

static void points_text(int points, char out[16])
{
    (void)(points < 0 ? snprintf(out, 16, "-") : snprintf(out, 16, "%d.%d", points / 10, points % 10));
}

static void draw_label(struct grid *g, const struct label *label, const struct radar_axis *axis)
{
    char points[16];
    points_text(axis->points, points);
    const int number = (int)strlen(points);
    const int room = label->columns - number - 1;
    const int wide = width_text(axis->label) < room ? width_text(axis->label) : room;
    const int start = label->left ? label->column - wide - 1 - number : label->column;
    const int used = grid_text(g, label->row, start, wide, ROLE_TEXT, axis->label);
    (void)grid_text(g, label->row, start + used + 1, number, ROLE_STRONG, points);
}

/* Where each label wishes to be: outside of the outer ring, on the axis' own side. Top and bottom are centred. */
static void wish_labels(const struct canvas *c, struct area area, const struct radar_axis *axes, int n, struct label *labels)
{
    for (int i = 0; i < n; i++) {
        const double across = sin(angle_of(i, n)), up = cos(angle_of(i, n));
        struct label *label = &labels[i];
        label->row = area.row + (int)floor(c->row - (c->radius + 1.0) * up);
        label->left = across < -1e-6;
        if (fabs(across) < 1e-6) {
            char points[16];
            points_text(axes[i].points, points);
            const int wide = width_text(axes[i].label) + 1 + (int)strlen(points);
            label->columns = wide < area.columns ? wide : area.columns;
            label->column = area.column + (int)c->column - label->columns / 2;
            label->row = up > 0 ? area.row : area.row + area.rows - 1;
            continue;
        }
        const int column = area.column + (int)floor(c->column + (2.0 * c->radius + 2.0) * across);
        label->column = label->left ? column : column + 1;
        label->columns = label->left ? column - area.column : area.column + area.columns - label->column;
    }
}

/* Labels of one side have rows of their own, in the order of their axes; the first and the last row of the chart are for the centred ones.
 */
static void spread(struct label *labels, const int *order, int count, int first, int last)
{
    for (int k = 0; k < count; k++) {
        const int least = k == 0 ? first : labels[order[k - 1]].row + 1;
        labels[order[k]].row = labels[order[k]].row < least ? least : labels[order[k]].row;
    }
    for (int k = count - 1; k >= 0; k--) {
        const int most = k == count - 1 ? last : labels[order[k + 1]].row - 1;
        labels[order[k]].row = labels[order[k]].row > most ? most : labels[order[k]].row;
    }
}

static void spread_sides(struct label *labels, struct area area, int n)
{
    int right[RADAR_AXES_MAX], left[RADAR_AXES_MAX];
    int rights = 0, lefts = 0;
    const int half = (n - 1) / 2; /* axes strictly on each side */
    for (int i = 1; i <= half; i++) {
        right[rights++] = i;
        left[lefts++] = n - i;
    }
    const int last = area.row + area.rows - 1 - (n % 2 == 0);
    spread(labels, right, rights, area.row + 1, last);
    spread(labels, left, lefts, area.row + 1, last);
}

void radar_draw(struct grid *g, struct area area, const struct radar_axis *axes, int n, enum radar_style style)
{
    struct canvas *c = calloc(1, sizeof *c);
    struct label labels[RADAR_AXES_MAX];
    if (c == NULL || n < RADAR_AXES_MIN || n > RADAR_AXES_MAX) {
        free(c);
        return;
    }
    c->across = style == RADAR_BRAILLE ? 2 : 1;
    c->down = style == RADAR_BRAILLE ? 4 : style == RADAR_BLOCKS ? 2 : 1;
    c->radius = radius_of(n, area.rows, area.columns);
    area.rows = radar_rows(n, area.rows, area.columns);
    c->rows = area.rows * c->down > DOTS_MAX ? DOTS_MAX / c->down : area.rows;
    c->columns = area.columns * c->across > DOTS_MAX ? DOTS_MAX / c->across : area.columns;
    c->row = 1.5 + c->radius;
    c->column = area.columns / 2.0;
    draw_rings(c, n, style == RADAR_BRAILLE);
    draw_shape(c, axes, n);
    wish_labels(c, area, axes, n, labels);
    spread_sides(labels, area, n);
    draw_cells(c, g, area, style);
    for (int i = 0; i < n; i++) {
        draw_label(g, &labels[i], &axes[i]);
    }
    free(c);
}
