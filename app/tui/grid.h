/* The cell grid that every screen draws into. It knows nothing of terminals; it can be written as text for tests. */
#ifndef TENKEN_TUI_GRID_H
#define TENKEN_TUI_GRID_H

#include "base/error.h"
#include "tui/role.h"

#include <stddef.h>

struct buffer;

/* Bytes of one grapheme cluster with its NUL. A longer one (marks piled on marks) is cut between characters. */
#define CELL_TEXT 36
#define GRID_ROWS_MAX 500
#define GRID_COLUMNS_MAX 1000

/* columns: 1 or 2; 0 in the right half of a wide cluster, whose text is empty then. */
struct cell {
    char text[CELL_TEXT];
    unsigned char columns;
    unsigned char role;
    unsigned char glyph;
};

/* A rectangle of the grid; drawing outside of the grid is dropped. */
struct area {
    int row, column;
    int rows, columns;
};

/* Owns cells. cursor_row < 0: no cursor shown. */
struct grid {
    int rows, columns;
    struct cell *cells;
    int cursor_row, cursor_column;
};

enum status grid_init(struct grid *g, int rows, int columns, struct error *e);
void grid_release(struct grid *g);
void grid_clear(struct grid *g);
const struct cell *grid_cell(const struct grid *g, int row, int column); /* NULL outside */

/* Draws one line of text from the given column in at most `columns` columns. Controls are drawn as U+FFFD. Text that does not fit ends in
 * "…". Returns the columns used. */
int grid_text(struct grid *g, int row, int column, int columns, enum role role, const char *text);
/* The same for exactly n bytes and without the "…": what does not fit is dropped. */
int grid_bytes(struct grid *g, int row, int column, int columns, enum role role, const char *text, size_t n);
/* Ends at the given column (exclusive). Returns the columns used. */
int grid_text_right(struct grid *g, int row, int end, int columns, enum role role, const char *text);

/* Draws text wrapped (width_break_phrase) into the area from line `skip` of the text on. Returns how many lines the text has. */
int grid_wrap(struct grid *g, struct area area, int skip, enum role role, const char *text);
/* Lines that grid_wrap would need; 0 for "". */
int wrap_lines(const char *text, int columns);
/* A little less than `columns` when the last line would hold only a word or two, and the text takes no more lines that way. Japanese text
 * takes all of them: width_break_phrase sees to its last line. */
int wrap_balance(const char *text, int columns);

void grid_role(struct grid *g, struct area area, enum role role); /* changes the role, keeps the text */
void grid_blank(struct grid *g, struct area area, enum role role);
void grid_glyph(struct grid *g, int row, int column, enum role role, enum glyph glyph);
void grid_horizontal(struct grid *g, int row, int column, int columns, enum role role);
void grid_vertical(struct grid *g, int row, int column, int rows, enum role role);
void grid_box(struct grid *g, struct area area, enum role role); /* the border; the inside is blanked */
/* A bar of `columns` cells, filled for value of max (rounded; a value above 0 shows at least one cell). */
void grid_bar(struct grid *g, int row, int column, int columns, int value, int max);
/* Copies rows of a canvas, from its row `first` on, into the area (whose columns are those of the canvas), with the cursor if it is there.
 */
void grid_copy(struct grid *g, struct area area, const struct grid *canvas, int first);
void grid_cursor(struct grid *g, int row, int column);

/* One line a row, without trailing spaces. */
void grid_dump(const struct grid *g, bool ascii, struct buffer *out);

#endif
