#include "export/table_xlsx.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "export/book.h"
#include "export/decimal.h"

#define ROWS_MAX 1048575u
#define WIDE 40.0 /* of a column that grows, in digits */

#define ASKED_EVERY 512 /* rows */

/* The list's title as far as Excel takes it for the name of a sheet: at most 31 of its characters, none of []:*?/\. Returns out, or a word
 * of ours. */
#define SHEET_UNITS 31 /* of UTF-16 */
#define SHEET_NAME (SHEET_UNITS * 4 + 1)
static const char *sheet_name(const char *title, char out[SHEET_NAME])
{
    struct buffer clean;
    size_t n = 0, units = 0, bytes = 0;
    uint32_t c = 0;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, title, strlen(title), false);
    for (const char *at = buffer_text(&clean); *at != '\0'; at += bytes) {
        bytes = utf8_decode(at, strlen(at), &c);
        const bool refused = c < 0x80 && strchr("[]:*?/\\'", (int)c) != NULL;
        units += c > 0xFFFF ? 2 : 1;
        if (units > SHEET_UNITS) {
            break;
        }
        n += utf8_encode(refused ? ' ' : c, out + n);
    }
    buffer_release(&clean);
    while (n > 0 && out[n - 1] == ' ') {
        n--;
    }
    out[n] = '\0';
    return n > 0 ? out : _("List");
}

/* As it is shown, but a number; false for what is shown otherwise ("12%"), which stays the text that people read. */
static bool write_number(struct book *b, lxw_worksheet *sheet, int row, int column, const char *text)
{
    double value;
    int places;
    if (!decimal_read(text, &value, &places)) {
        return false;
    }
    const bool is_signed = text[0] == '+' || text[0] == '-';
    book_number(b, sheet, row, column, value,
                places > 1                 ? STYLE_CELL_MEAN
                : places == 1 && is_signed ? STYLE_CELL_CHANGE
                : places == 1              ? STYLE_CELL_POINTS
                                           : STYLE_CELL_COUNT);
    return true;
}

static bool write_sheet(struct book *b, lxw_worksheet *sheet, const struct view_table *t, const size_t *order, size_t n, table_go_on *go_on,
                        void *context)
{
    double widths[VIEW_COLUMNS_MAX];
    for (size_t i = 0; i < t->ncolumns; i++) {
        widths[i] = t->columns[i].grow ? WIDE : t->columns[i].width + 4;
        book_text(b, sheet, 0, (int)i, t->columns[i].title, STYLE_HEAD);
    }
    book_widths(b, sheet, widths, (int)t->ncolumns);
    book_table(sheet, 1, 1, 1);
    for (size_t row = 0; row < n; row++) {
        if (row % ASKED_EVERY == 0 && go_on != NULL && !go_on(context, row)) {
            return false;
        }
        for (size_t i = 0; i < t->ncolumns; i++) {
            const struct view_cell *cell = view_cell(t, order[row], i);
            if (!t->columns[i].number || !write_number(b, sheet, (int)row + 1, (int)i, cell->text)) {
                book_text(b, sheet, (int)row + 1, (int)i, cell->text, STYLE_CELL);
            }
        }
    }
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)n, (lxw_col_t)(t->ncolumns - 1));
    return true;
}

struct packing {
    table_go_on *go_on;
    void *context;
    size_t rows;
};

static bool packing_goes_on(void *context)
{
    const struct packing *p = context;
    return p->go_on(p->context, p->rows);
}

enum status table_xlsx_write(const struct view_table *table, const size_t *order, size_t n, int64_t created, const char *path,
                             table_go_on *go_on, void *context, struct error *e)
{
    struct book b;
    if (n > ROWS_MAX) {
        return fail(e, ST_INPUT, _("A sheet of Excel takes %u rows; write a .csv file instead, or filter the list."), ROWS_MAX);
    }
    enum status st = book_begin(&b, path, table->title, created, true, e);
    if (st != ST_OK) {
        return st;
    }
    char name[SHEET_NAME];
    lxw_worksheet *sheet = book_sheet(&b, sheet_name(table->title, name), PAGE_LANDSCAPE, table->title, e);
    if (sheet == NULL) {
        book_abandon(&b);
        return ST_SYSTEM;
    }
    if (!write_sheet(&b, sheet, table, order, n, go_on, context)) {
        book_abandon(&b);
        return ST_NO;
    }
    return go_on == NULL ? book_finish(&b, NULL, e) : book_finish_while(&b, packing_goes_on, &(struct packing){go_on, context, n}, e);
}
