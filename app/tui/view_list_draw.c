/* The columns of a list of the portfolio, and painting it. */
#include "tui/view_list_parts.h"

#include "base/amount.h"
#include "base/width.h"
#include "tui/ui.h"

#define FOOT_LEAST 5

/* Where the row at the cursor says at the foot what is cut: so many lines, the rule above them counted. As many for every row, so that the
 * list does not move under the cursor. */
static int foot_rows(const struct list_screen *v, int rows, int columns)
{
    const int most = rows / 3, cut = list_cut_columns(&v->table, v->needs, v->widths), wide = columns - LIST_MARK_COLUMNS - 1;
    if (v->shown == 0 || most < FOOT_LEAST || wide < 1) {
        return 0;
    }
    if (v->query.kind == VIEW_CONFLICT) { /* each text under its own column */
        return most;
    }
    const int lines = (cut + cut / 8) / wide + 1; /* some of a line is lost where it breaks */
    return cut == 0 ? 0 : lines + 1 < most ? lines + 1 : most;
}

void list_layout(struct screen *screen, int rows, int columns)
{
    struct list_screen *v = (struct list_screen *)(void *)screen;
    const struct area inside = frame_inside(rows, columns);
    list_widths(&v->table, v->needs, v->usually, columns, v->widths);
    const int lines = wrap_lines(v->table.note, columns - LIST_MARK_COLUMNS - 1), most = inside.rows / 3;
    v->noted = lines < most ? lines : most;
    v->foot = foot_rows(v, inside.rows, columns);
    const int above = 2 + v->noted; /* remark and heads */
    listing_resize(&v->list, (int)v->shown, (struct area){inside.row + above, 0, inside.rows - above - v->foot, columns});
}

const char *list_cell(const struct view_table *t, size_t row, size_t column, char out[AMOUNT_TEXT])
{
    const char *text = view_cell(t, row, column)->text;
    const bool whole = t->columns[column].number && text[strspn(text, "0123456789")] == '\0' && strlen(text) > 3;
    return whole ? amount_text(view_cell(t, row, column)->number, out) : text;
}

static void draw_row(const struct list_screen *v, struct grid *g, int row, size_t at, bool cursor)
{
    const struct view_row *r = &v->table.rows[at];
    const enum role role = cursor ? ROLE_SELECTED : r->warning ? ROLE_STRONG : ROLE_TEXT;
    grid_blank(g, (struct area){row, 0, 1, g->columns}, cursor ? ROLE_SELECTED : ROLE_TEXT);
    (void)grid_text(g, row, 0, LIST_MARK_COLUMNS, role,
                    r->marked    ? (cursor ? ">*" : " *")
                    : cursor     ? (r->warning ? ">!" : "> ")
                    : r->warning ? "! "
                                 : "  ");
    int column = LIST_MARK_COLUMNS;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        char amount[AMOUNT_TEXT];
        const char *text = list_cell(&v->table, at, i, amount);
        if (v->widths[i] == 0) {
            continue;
        }
        if (v->table.columns[i].number) {
            (void)grid_text_right(g, row, column + v->widths[i], v->widths[i], role, text);
        } else {
            (void)grid_text(g, row, column, v->widths[i], role, text);
        }
        column += v->widths[i] + LIST_GAP;
    }
}

static void draw_heads(const struct list_screen *v, struct grid *g, int row)
{
    int column = LIST_MARK_COLUMNS;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const enum role role = i == v->column ? ROLE_ACCENT : ROLE_QUIET;
        if (v->widths[i] == 0) {
            continue;
        }
        const int right = column + v->widths[i];
        int end = right;
        if (v->table.columns[i].number) {
            (void)grid_text_right(g, row, right, v->widths[i], role, v->table.columns[i].title);
        } else {
            end = column + grid_text(g, row, column, v->widths[i], role, v->table.columns[i].title);
        }
        if (i == v->column) { /* in the gap, or before it; numbers begin with the largest */
            grid_glyph(g, row, end, role, v->table.columns[i].number != v->reversed ? GLYPH_DOWN : GLYPH_UP);
        }
        column += v->widths[i] + LIST_GAP;
    }
}

/* Two documents: the whole of each text, side by side. */
static void draw_beside(const struct list_screen *v, struct grid *g, int top)
{
    int column = LIST_MARK_COLUMNS;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const struct area cell = {top, column, v->foot - 1, v->widths[i]};
        if (v->widths[i] > 0) {
            (void)grid_wrap(g, cell, 0, ROLE_TEXT, view_cell(&v->table, v->order[v->list.at], i)->text);
            column += v->widths[i] + LIST_GAP;
        }
    }
}

/* What of the row at the cursor is cut or has no column, each with its head. */
static void draw_cut(const struct list_screen *v, struct grid *g, int top)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        char amount[AMOUNT_TEXT];
        const char *cell = list_cell(&v->table, v->order[v->list.at], i, amount);
        if (cell[0] != '\0' && width_text(cell) > v->widths[i]) {
            (void)buffer_add_format(&text, "%s%s: %s", text.length > 0 ? "   " : "", v->table.columns[i].title, cell);
        }
    }
    const struct area area = {top, LIST_MARK_COLUMNS, v->foot - 1, g->columns - LIST_MARK_COLUMNS - 1};
    (void)grid_wrap(g, area, 0, ROLE_TEXT, buffer_text(&text));
    buffer_release(&text);
}

static void draw_foot(const struct list_screen *v, struct grid *g, struct area inside)
{
    const int top = inside.row + inside.rows - v->foot;
    if (v->foot == 0) {
        return;
    }
    grid_horizontal(g, top, 0, g->columns, ROLE_QUIET);
    if (v->query.kind == VIEW_CONFLICT) {
        draw_beside(v, g, top + 1);
    } else {
        draw_cut(v, g, top + 1);
    }
}

void list_draw(struct screen *screen, struct grid *g)
{
    struct list_screen *v = (struct list_screen *)(void *)screen;
    char right[VIEW_WORDS * 2], title[VIEW_WORDS];
    if (v->words[0] != '\0') {
        (void)snprintf(right, sizeof right, _("%s of %s with \"%s\""), COUNT_TEXT(v->shown), COUNT_TEXT(v->table.count), v->words);
    } else {
        (void)snprintf(right, sizeof right, "%s / %s", COUNT_TEXT(v->shown == 0 ? 0 : v->list.at + 1), COUNT_TEXT(v->table.count));
    }
    const struct area inside = frame_draw(screen, g, view_title(v->view, v->query.kind, v->table.title, title), right);
    (void)grid_text(g, inside.row, LIST_MARK_COLUMNS, inside.columns - LIST_MARK_COLUMNS - 1, ROLE_QUIET, v->table.remark);
    const struct area note = {inside.row + 1, LIST_MARK_COLUMNS, v->noted, inside.columns - LIST_MARK_COLUMNS - 1};
    (void)grid_wrap(g, note, 0, v->table.note_warns ? ROLE_WARNING : ROLE_QUIET, v->table.note);
    draw_heads(v, g, inside.row + 1 + v->noted);
    for (int i = v->list.top; i < v->list.count && listing_row(&v->list, i) >= 0; i++) {
        draw_row(v, g, listing_row(&v->list, i), v->order[i], i == v->list.at);
    }
    draw_foot(v, g, inside);
    if (v->list.count == 0) {
        const struct area area = {inside.row + 3 + v->noted, LIST_MARK_COLUMNS, inside.rows - 3 - v->noted, inside.columns - 4};
        (void)grid_wrap(g, area, 0, ROLE_TEXT,
                        v->words[0] != '\0'         ? _("No row has these words. Esc shows all again.")
                        : v->table.empty[0] != '\0' ? v->table.empty
                                                    : _("Nothing here."));
    }
}
