/* The columns of a list of the portfolio, and painting it. */
#include "tui/view_list_parts.h"

#include "base/amount.h"
#include "base/width.h"
#include "tui/ui.h"

#define MARK_COLUMNS 2
#define GAP 2

#define FOOT_LEAST 5

/* Where nothing opens that would say it in full, the row at the cursor does so at the foot: so many lines, the rule above them counted. */
static int foot_rows(const struct list_screen *v, int rows)
{
    const bool cut = v->query.kind == VIEW_CONFLICTS || v->query.kind == VIEW_CONFLICT;
    const int foot = rows / 3;
    return cut && v->shown > 0 && foot >= FOOT_LEAST ? foot : 0;
}

/* Widths: each column its own, those that grow share what is left; on a narrow screen the last ones fall away. */
void list_layout(struct screen *screen, int rows, int columns)
{
    struct list_screen *v = (struct list_screen *)(void *)screen;
    int used = MARK_COLUMNS, growing = 0;
    bool full = false;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const struct view_column *c = &v->table.columns[i];
        const int title = width_text(c->title);
        const int wide = c->width > title ? c->width : title;
        full = full || used + wide > columns - 1;
        v->widths[i] = full ? 0 : wide;
        used += v->widths[i] == 0 ? 0 : wide + GAP;
        growing += c->grow && v->widths[i] > 0;
    }
    const int left = columns + GAP - 1 - used;
    for (size_t i = 0; i < v->table.ncolumns && growing > 0 && left > 0; i++) {
        if (v->table.columns[i].grow && v->widths[i] > 0) {
            v->widths[i] += left / growing < 40 ? left / growing : 40;
        }
    }
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, (int)v->shown, (struct area){inside.row + 2, 0, inside.rows - 2 - foot_rows(v, inside.rows), columns});
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
    (void)grid_text(g, row, 0, MARK_COLUMNS, role,
                    r->marked    ? (cursor ? ">*" : " *")
                    : cursor     ? (r->warning ? ">!" : "> ")
                    : r->warning ? "! "
                                 : "  ");
    int column = MARK_COLUMNS;
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
        column += v->widths[i] + GAP;
    }
}

static void draw_heads(const struct list_screen *v, struct grid *g, int row)
{
    int column = MARK_COLUMNS;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const enum role role = i == v->column ? ROLE_ACCENT : ROLE_QUIET;
        if (v->widths[i] == 0) {
            continue;
        }
        if (v->table.columns[i].number) {
            (void)grid_text_right(g, row, column + v->widths[i], v->widths[i], role, v->table.columns[i].title);
        } else {
            (void)grid_text(g, row, column, v->widths[i], role, v->table.columns[i].title);
        }
        column += v->widths[i] + GAP;
    }
}

static void draw_foot(const struct list_screen *v, struct grid *g, struct area inside)
{
    const int rows = foot_rows(v, inside.rows), top = inside.row + inside.rows - rows;
    int column = MARK_COLUMNS;
    if (rows == 0) {
        return;
    }
    grid_horizontal(g, top, 0, g->columns, ROLE_QUIET);
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const struct area cell = {top + 1, column, rows - 1, v->widths[i]};
        if (v->widths[i] > 0) {
            (void)grid_wrap(g, cell, 0, ROLE_TEXT, view_cell(&v->table, v->order[v->list.at], i)->text);
            column += v->widths[i] + GAP;
        }
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
    (void)grid_text(g, inside.row, MARK_COLUMNS, inside.columns - MARK_COLUMNS - 1, ROLE_QUIET, v->table.remark);
    draw_heads(v, g, inside.row + 1);
    for (int i = v->list.top; i < v->list.count && listing_row(&v->list, i) >= 0; i++) {
        draw_row(v, g, listing_row(&v->list, i), v->order[i], i == v->list.at);
    }
    draw_foot(v, g, inside);
    if (v->list.count == 0) {
        (void)grid_text(g, inside.row + 3, MARK_COLUMNS, inside.columns - 4, ROLE_TEXT,
                        v->words[0] != '\0' ? _("No row has these words. Esc shows all again.") : _("Nothing here."));
    }
}
