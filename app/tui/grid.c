#include "tui/grid.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/width.h"

static const struct cell BLANK = {.text = " ", .columns = 1, .role = ROLE_TEXT, .glyph = GLYPH_NONE};

const char *glyph_text(enum glyph glyph, bool ascii)
{
    static const char *const lines[GLYPH_COUNT] = {"", "─", "│", "┌", "┐", "└", "┘", "┬", "┴", "━", "─", "▲", "▼"};
    static const char *const plain[GLYPH_COUNT] = {"", "-", "|", "+", "+", "+", "+", "+", "+", "#", ".", "^", "v"};
    return ascii ? plain[glyph] : lines[glyph];
}

enum status grid_init(struct grid *g, int rows, int columns, struct error *e)
{
    rows = rows < 1 ? 1 : rows > GRID_ROWS_MAX ? GRID_ROWS_MAX : rows;
    columns = columns < 1 ? 1 : columns > GRID_COLUMNS_MAX ? GRID_COLUMNS_MAX : columns;
    struct cell *cells = malloc((size_t)rows * (size_t)columns * sizeof *cells);
    if (cells == NULL) {
        return fail_memory(e);
    }
    *g = (struct grid){.rows = rows, .columns = columns, .cells = cells};
    grid_clear(g);
    return ST_OK;
}

void grid_release(struct grid *g)
{
    free(g->cells);
    *g = (struct grid){0};
}

void grid_clear(struct grid *g)
{
    const size_t columns = (size_t)g->columns;
    for (size_t i = 0; i < columns; i++) {
        g->cells[i] = BLANK;
    }
    for (size_t row = 1; row < (size_t)g->rows; row++) {
        memcpy(g->cells + row * columns, g->cells, columns * sizeof *g->cells);
    }
    g->cursor_row = g->cursor_column = -1;
}

static struct cell *cell_at(const struct grid *g, int row, int column)
{
    if (row < 0 || column < 0 || row >= g->rows || column >= g->columns) {
        return NULL;
    }
    return &g->cells[(size_t)row * (size_t)g->columns + (size_t)column];
}

const struct cell *grid_cell(const struct grid *g, int row, int column)
{
    return cell_at(g, row, column);
}

/* Blanks a cell; when it was half of a wide cluster, the other half too, so that no half is ever left. */
static void erase(struct grid *g, int row, int column)
{
    struct cell *cell = cell_at(g, row, column);
    if (cell == NULL) {
        return;
    }
    struct cell *other = cell->columns == 2 ? cell_at(g, row, column + 1) : cell->columns == 0 ? cell_at(g, row, column - 1) : NULL;
    if (other != NULL) {
        const unsigned char role = other->role;
        *other = BLANK;
        other->role = role;
    }
    const unsigned char role = cell->role;
    *cell = BLANK;
    cell->role = role;
}

/* The text of one cluster made safe: no control, no invalid byte, at most CELL_TEXT - 1 bytes of whole characters. */
static void cluster_copy(char out[CELL_TEXT], const char *s, size_t n)
{
    size_t used = 0;
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t length = utf8_decode(s + i, n - i, &c);
        const bool bad = length == 0 || utf8_is_control(c);
        const char *from = bad ? "\xEF\xBF\xBD" : s + i;
        const size_t take = bad ? 3 : length;
        if (used + take >= CELL_TEXT) {
            break;
        }
        memcpy(out + used, from, take);
        used += take;
        i += length == 0 ? 1 : length;
    }
    out[used] = '\0';
}

static int put_cluster(struct grid *g, int row, int column, int wide, enum role role, const char *s, size_t n)
{
    struct cell *cell = cell_at(g, row, column);
    if (cell == NULL || (wide == 2 && cell_at(g, row, column + 1) == NULL)) {
        return wide;
    }
    erase(g, row, column);
    if (wide == 2) {
        erase(g, row, column + 1);
        *cell_at(g, row, column + 1) = (struct cell){.text = "", .columns = 0, .role = (unsigned char)role};
    }
    cell->columns = (unsigned char)wide;
    cell->role = (unsigned char)role;
    cluster_copy(cell->text, s, n);
    return wide;
}

/* Printable ASCII that nothing after it changes, and a cell that is no half of a wide cluster: nearly all of a screen, done the short way.
 */
static bool put_plain(struct grid *g, int row, int column, enum role role, const char *s, size_t n)
{
    const unsigned char c = (unsigned char)s[0];
    struct cell *cell = cell_at(g, row, column);
    if (c < 0x20 || c >= 0x7F || (n > 1 && (s[1] & 0x80) != 0) || cell == NULL || cell->columns != 1) {
        return false;
    }
    cell->text[0] = s[0];
    cell->text[1] = '\0';
    cell->role = (unsigned char)role;
    cell->glyph = GLYPH_NONE;
    return true;
}

int grid_bytes(struct grid *g, int row, int column, int columns, enum role role, const char *text, size_t n)
{
    int used = 0;
    for (size_t i = 0; i < n;) {
        if (used < columns && put_plain(g, row, column + used, role, text + i, n - i)) {
            used++;
            i++;
            continue;
        }
        int wide = 1;
        size_t length = width_cluster(text + i, n - i, &wide);
        uint32_t c = 0;
        if (utf8_decode(text + i, length, &c) == 0 || utf8_is_control(c)) {
            wide = 1; /* drawn as U+FFFD, or as a space for tabs and newlines */
        }
        if (c == '\t' || c == '\n') {
            wide = used + 1 <= columns ? put_cluster(g, row, column + used, 1, role, " ", 1) : 1;
        } else if (wide == 0) { /* a mark with nothing before it */
            i += length;
            continue;
        } else if (used + wide <= columns) {
            (void)put_cluster(g, row, column + used, wide, role, text + i, length);
        }
        if (used + wide > columns) {
            break;
        }
        used += wide;
        i += length;
    }
    return used;
}

int grid_text(struct grid *g, int row, int column, int columns, enum role role, const char *text)
{
    if (columns <= 0) {
        return 0;
    }
    if (width_text(text) <= columns) {
        return grid_bytes(g, row, column, columns, role, text, strlen(text));
    }
    const int dots = width_text("…");
    if (columns < dots) {
        return 0;
    }
    const int used = grid_bytes(g, row, column, columns - dots, role, text, width_prefix(text, columns - dots));
    return used + grid_bytes(g, row, column + used, dots, role, "…", strlen("…"));
}

int grid_text_right(struct grid *g, int row, int end, int columns, enum role role, const char *text)
{
    const int wide = width_text(text);
    const int used = wide < columns ? wide : columns;
    return grid_text(g, row, end - used, used, role, text);
}

int grid_wrap(struct grid *g, struct area area, int skip, enum role role, const char *text)
{
    int line = 0;
    if (area.columns < 2) {
        return 0;
    }
    for (const char *rest = text; *rest != '\0'; line++) {
        size_t next = 0;
        const size_t n = width_break_phrase(rest, area.columns, &next);
        if (line >= skip && line - skip < area.rows) {
            (void)grid_bytes(g, area.row + line - skip, area.column, area.columns, role, rest, n);
        }
        rest += next;
    }
    return line;
}

int wrap_lines(const char *text, int columns)
{
    struct grid nowhere = {0};
    return grid_wrap(&nowhere, (struct area){.columns = columns}, 0, ROLE_TEXT, text);
}

static int bytes_width(const char *text, size_t n)
{
    int wide = 0;
    for (size_t i = 0; i < n;) {
        int one = 0;
        i += width_cluster(text + i, n - i, &one);
        wide += one;
    }
    return wide;
}

/* Columns that the last line takes. */
static int last_line(const char *text, int columns)
{
    int wide = 0;
    for (size_t next = 0; *text != '\0'; text += next) {
        wide = bytes_width(text, width_break_phrase(text, columns, &next));
    }
    return wide;
}

/* From U+3000 on: what follows are the wide characters. */
static bool has_japanese(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0xE3) {
        text++;
    }
    return *text != '\0';
}

int wrap_balance(const char *text, int columns)
{
    if (has_japanese(text)) {
        return columns;
    }
    const int lines = wrap_lines(text, columns);
    int best = columns;
    while (lines > 1 && best > columns * 2 / 3 && last_line(text, best) < columns / 3 && wrap_lines(text, best - 1) == lines) {
        best--;
    }
    return best;
}

void grid_role(struct grid *g, struct area area, enum role role)
{
    for (int row = area.row; row < area.row + area.rows; row++) {
        for (int column = area.column; column < area.column + area.columns; column++) {
            struct cell *cell = cell_at(g, row, column);
            if (cell != NULL) {
                cell->role = (unsigned char)role;
            }
        }
    }
}

void grid_blank(struct grid *g, struct area area, enum role role)
{
    for (int row = area.row; row < area.row + area.rows; row++) {
        for (int column = area.column; column < area.column + area.columns; column++) {
            erase(g, row, column);
        }
    }
    grid_role(g, area, role);
}

void grid_glyph(struct grid *g, int row, int column, enum role role, enum glyph glyph)
{
    struct cell *cell = cell_at(g, row, column);
    if (cell != NULL) {
        erase(g, row, column);
        cell->role = (unsigned char)role;
        cell->glyph = (unsigned char)glyph;
    }
}

void grid_horizontal(struct grid *g, int row, int column, int columns, enum role role)
{
    for (int i = 0; i < columns; i++) {
        grid_glyph(g, row, column + i, role, GLYPH_HORIZONTAL);
    }
}

void grid_vertical(struct grid *g, int row, int column, int rows, enum role role)
{
    for (int i = 0; i < rows; i++) {
        grid_glyph(g, row + i, column, role, GLYPH_VERTICAL);
    }
}

void grid_box(struct grid *g, struct area area, enum role role)
{
    const int bottom = area.row + area.rows - 1;
    const int right = area.column + area.columns - 1;
    grid_blank(g, area, ROLE_TEXT);
    grid_horizontal(g, area.row, area.column, area.columns, role);
    grid_horizontal(g, bottom, area.column, area.columns, role);
    grid_vertical(g, area.row, area.column, area.rows, role);
    grid_vertical(g, area.row, right, area.rows, role);
    grid_glyph(g, area.row, area.column, role, GLYPH_TOP_LEFT);
    grid_glyph(g, area.row, right, role, GLYPH_TOP_RIGHT);
    grid_glyph(g, bottom, area.column, role, GLYPH_BOTTOM_LEFT);
    grid_glyph(g, bottom, right, role, GLYPH_BOTTOM_RIGHT);
}

void grid_bar(struct grid *g, int row, int column, int columns, int value, int max)
{
    int filled = max > 0 ? (value * columns * 2 + max) / (max * 2) : 0;
    if (value > 0 && filled == 0) {
        filled = 1;
    }
    for (int i = 0; i < columns; i++) {
        grid_glyph(g, row, column + i, i < filled ? ROLE_ACCENT : ROLE_QUIET, i < filled ? GLYPH_BAR : GLYPH_BAR_REST);
    }
}

void grid_copy(struct grid *g, struct area area, const struct grid *canvas, int first)
{
    int columns = area.columns < canvas->columns ? area.columns : canvas->columns;
    columns = columns < g->columns - area.column ? columns : g->columns - area.column;
    for (int row = 0; columns > 0 && row < area.rows && first + row < canvas->rows; row++) {
        struct cell *to = cell_at(g, area.row + row, area.column);
        if (to != NULL) {
            memcpy(to, grid_cell(canvas, first + row, 0), (size_t)columns * sizeof *to);
        }
    }
    if (canvas->cursor_row >= first && canvas->cursor_row < first + area.rows) {
        grid_cursor(g, area.row + canvas->cursor_row - first, area.column + canvas->cursor_column);
    }
}

void grid_cursor(struct grid *g, int row, int column)
{
    g->cursor_row = row;
    g->cursor_column = column < g->columns ? column : g->columns - 1;
}

void grid_dump(const struct grid *g, bool ascii, struct buffer *out)
{
    for (int row = 0; row < g->rows; row++) {
        int last = g->columns - 1;
        while (last >= 0) {
            const struct cell *cell = grid_cell(g, row, last);
            if (cell->glyph != GLYPH_NONE || (cell->text[0] != ' ' && cell->columns > 0)) {
                break;
            }
            last--;
        }
        for (int column = 0; column <= last; column++) {
            const struct cell *cell = grid_cell(g, row, column);
            (void)buffer_add_text(out, cell->glyph != GLYPH_NONE ? glyph_text((enum glyph)cell->glyph, ascii) : cell->text);
        }
        (void)buffer_add_char(out, '\n');
    }
}
