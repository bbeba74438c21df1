#include "tui/paint.h"

#include "base/buffer.h"

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->text[0] == b->text[0] && a->columns == b->columns && a->role == b->role && a->glyph == b->glyph &&
           (a->text[0] == '\0' || (a->text[1] == '\0' && b->text[1] == '\0') || strcmp(a->text, b->text) == 0);
}

/* Terminals disagree about everything but plain ASCII and the common wide characters: after any other the cursor's place is stated anew, so
 * that a wrong guess spoils one cell and never the line. */
static bool certain(const struct cell *cell)
{
    const unsigned char first = (unsigned char)cell->text[0];
    if (cell->glyph != GLYPH_NONE) {
        return true;
    }
    if (first < 0x80) {
        return cell->text[1] == '\0';
    }
    /* One character of three bytes in U+3000–U+9FFF or U+AC00–U+EFFF (kana, kanji, Hangul), drawn two columns wide. */
    return cell->columns == 2 && cell->text[3] == '\0' && first >= 0xE3 && first <= 0xED;
}

/* A move is eight bytes: up to so many unchanged cells are rather written again. */
#define BRIDGE 6

/* Writes the cells again from where the cursor is; false when they are not all plain and in the role that is set. */
static bool bridge(const struct grid *next, int row, int from, int to, int role, struct buffer *out)
{
    if (from < 0 || from > to || to - from > BRIDGE) {
        return false;
    }
    for (int column = from; column < to; column++) {
        const struct cell *cell = grid_cell(next, row, column);
        if (cell->role != role || cell->columns != 1 || cell->glyph != GLYPH_NONE || !certain(cell)) {
            return false;
        }
    }
    for (int column = from; column < to; column++) {
        (void)buffer_add_text(out, grid_cell(next, row, column)->text);
    }
    return true;
}

static void paint_row(const struct paint_ops *ops, const struct grid *shown, const struct grid *next, int row, int *role,
                      struct buffer *out)
{
    const struct cell *cells = grid_cell(next, row, 0), *old = shown == NULL ? NULL : grid_cell(shown, row, 0);
    int at = -1; /* the column where the terminal's cursor is, -1: elsewhere */
    for (int column = 0; column < next->columns; column++) {
        const struct cell *cell = cells + column;
        const bool changed =
            old == NULL || !same_cell(cell, old + column) || (cell->columns == 2 && !same_cell(cell + 1, old + column + 1));
        if (cell->columns == 0 || !changed) {
            continue;
        }
        if (at != column && !bridge(next, row, at, column, *role, out)) {
            ops->move(ops->context, out, row, column);
        }
        if (*role != cell->role) {
            ops->role(ops->context, out, (enum role)cell->role);
            *role = cell->role;
        }
        (void)buffer_add_text(out, cell->glyph != GLYPH_NONE ? glyph_text((enum glyph)cell->glyph, ops->ascii) : cell->text);
        at = certain(cell) ? column + cell->columns : -1;
    }
}

void paint(const struct paint_ops *ops, const struct grid *shown, const struct grid *next, struct buffer *out)
{
    if (shown != NULL && (shown->rows != next->rows || shown->columns != next->columns)) {
        shown = NULL;
    }
    const size_t before = out->length;
    int role = -1;
    for (int row = 0; row < next->rows; row++) {
        paint_row(ops, shown, next, row, &role, out);
    }
    const bool cursor_moved = shown == NULL || shown->cursor_row != next->cursor_row || shown->cursor_column != next->cursor_column;
    if (role > 0) {
        ops->role(ops->context, out, ROLE_TEXT);
    }
    if (next->cursor_row >= 0 && (cursor_moved || out->length != before)) {
        ops->move(ops->context, out, next->cursor_row, next->cursor_column);
    }
    if (shown == NULL || (shown->cursor_row >= 0) != (next->cursor_row >= 0)) {
        ops->cursor(ops->context, out, next->cursor_row >= 0);
    }
}
