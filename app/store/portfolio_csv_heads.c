#include "base/fold.h"
#include "base/i18n.h"
#include "store/portfolio_csv_row.h"

#include <stdint.h>
#include <string.h>

#define TITLE_ROWS 10 /* at most, above the heads */

/* By what its letters are: "Supplier code" and "supplier_code" are the same, so are full and half width. */
static bool is_same(const char *folded, const char *name)
{
    struct buffer other;
    buffer_init(&other, BUFFER_MAX_TEXT);
    const bool same = text_fold(&other, name) && strcmp(folded, buffer_text(&other)) == 0;
    buffer_release(&other);
    return same;
}

static bool is_called(const struct csv_column *column, const char *folded)
{
    if (is_same(folded, column->name)) {
        return true;
    }
    for (size_t i = 0; i < CSV_NAMES_MAX && column->also[i] != NULL; i++) {
        if (is_same(folded, column->also[i])) {
            return true;
        }
    }
    return false;
}

static size_t wanted(const struct csv *csv, const char *name)
{
    struct buffer folded;
    size_t found = SIZE_MAX;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    if (name[0] != '\0' && text_fold(&folded, name)) {
        for (size_t i = 0; i < csv->ncolumns && found == SIZE_MAX; i++) {
            found = is_called(&csv->columns[i], buffer_text(&folded)) ? i : SIZE_MAX;
        }
    }
    buffer_release(&folded);
    return found;
}

static void add_name(struct buffer *out, const char *name)
{
    if (name[0] == '\0') {
        return;
    }
    buffer_add_text(out, out->length > 0 ? ", " : "");
    buffer_add_text(out, name);
}

void csv_columns(const struct csv *csv, struct buffer *out)
{
    for (size_t i = 0; i < csv->ncolumns; i++) {
        add_name(out, csv->columns[i].name);
        if (csv->columns[i].also[0] != NULL) {
            (void)buffer_add_format(out, " (%s)", csv->columns[i].also[0]);
        }
    }
}

/* As the row that was read last is written: in Japanese or not. */
static const char *name_of(const struct csv *csv, const struct csv_column *column)
{
    if (column->also[0] == NULL) {
        return column->name;
    }
    for (size_t i = 0; i < csv->text.length; i++) {
        if ((unsigned char)csv->text.data[i] >= 0x80) {
            return column->also[0];
        }
    }
    return column->name;
}

static enum status refuse_missing(const struct csv *csv, struct error *e, size_t column, bool none)
{
    struct buffer names;
    const char *name = name_of(csv, &csv->columns[column]);
    buffer_init(&names, BUFFER_MAX_TEXT);
    csv_columns(csv, &names);
    const enum status st =
        none ? fail(e, ST_INPUT,
                    _("%s, line %zu: there are no heads of columns here. Make them the first row; the column \"%s\" has to be there. "
                      "Columns that can be used: %s."),
                    csv->name, csv->line, name, buffer_text(&names))
             : fail(e, ST_INPUT, _("%s, line %zu: the column \"%s\" is missing. Columns that can be used: %s."), csv->name, csv->line, name,
                    buffer_text(&names));
    buffer_release(&names);
    return st;
}

static enum status refuse_unknown(const struct csv *csv, struct error *e, size_t at)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    csv_columns(csv, &names);
    const enum status st =
        fail(e, ST_INPUT, _("%s, line %zu, column %zu: \"%s\" is not a column that is known here. Columns that can be used: %s."),
             csv->name, csv->line, at + 1, csv_row_field(csv, at), buffer_text(&names));
    buffer_release(&names);
    return st;
}

static enum status take_head(struct csv *csv, size_t at, struct error *e)
{
    const char *name = csv_row_field(csv, at);
    const size_t column = wanted(csv, name);
    if (column == SIZE_MAX && csv->count == 1 && strpbrk(name, ";\t") != NULL) {
        return fail(e, ST_INPUT, _("%s, line %zu: the columns must be separated by commas."), csv->name, csv->line);
    }
    if (column == SIZE_MAX && !csv->others) {
        return refuse_unknown(csv, e, at);
    }
    if (column == SIZE_MAX) {
        add_name(&csv->past, name);
        return ST_OK;
    }
    if (csv->place[column] != SIZE_MAX) {
        const char *first = csv->heads.data + csv->head[column];
        return strcmp(first, name) == 0
                   ? fail(e, ST_INPUT, _("%s, line %zu, column %zu: \"%s\" is there twice."), csv->name, csv->line, at + 1, name)
                   : fail(e, ST_INPUT,
                          _("%s, line %zu, column %zu: \"%s\" and \"%s\" mean the same column here. Give the one that is not meant "
                            "another name."),
                          csv->name, csv->line, at + 1, first, name);
    }
    csv->place[column] = at;
    csv->head[column] = csv->heads.length;
    return buffer_add(&csv->heads, name, strlen(name) + 1) ? ST_OK : fail_memory(e);
}

/* Columns that the row names; *whole: those that must be there are among them. */
static size_t names_in(struct csv *csv, bool *whole)
{
    size_t known = 0;
    bool found[CSV_COLUMNS_MAX] = {false};
    for (size_t i = 0; i < csv->count; i++) {
        csv_row_trim(csv, i);
        const size_t column = wanted(csv, csv_row_field(csv, i));
        if (column != SIZE_MAX && !found[column]) {
            found[column] = true;
            known++;
        }
    }
    *whole = true;
    for (size_t i = 0; i < csv->ncolumns; i++) {
        *whole = *whole && (found[i] || !csv->columns[i].required);
    }
    return known;
}

/* People put a title above their lists. The row with the heads is the first that has all that must be there, else the one that has most
 * of what is known, and is what is read last; *known: how many. */
static enum status find_heads(struct csv *csv, size_t *known, struct error *e)
{
    struct spot {
        const char *at;
        size_t line;
    } heads = {csv->at, csv->next_line};
    bool whole = false;
    size_t rows = 0;
    for (size_t i = 0; i <= (csv->others ? TITLE_ROWS : 0) && !whole; i++) {
        const struct spot here = {csv->at, csv->next_line};
        const enum status st = csv_row_read(csv, e);
        if (st != ST_OK && i == 0) {
            return st;
        }
        if (st != ST_OK) {
            break;
        }
        const size_t names = names_in(csv, &whole);
        if (i == 0 || whole || names > *known) {
            heads = here;
            rows = i;
            *known = names;
        }
    }
    csv->at = heads.at;
    csv->next_line = heads.line;
    csv->cut = false;
    const enum status st = csv_row_read(csv, e);
    csv->above = rows > 0 ? csv->line : 0;
    return st;
}

enum status csv_heads_read(struct csv *csv, struct error *e)
{
    size_t known = 0;
    enum status st = find_heads(csv, &known, e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("%s is empty: the first line must name the columns."), csv->name);
    }
    csv->width = csv->count;
    for (size_t i = 0; i < csv->count && st == ST_OK; i++) {
        csv_row_trim(csv, i);
        st = take_head(csv, i, e);
    }
    for (size_t i = 0; i < csv->ncolumns && st == ST_OK; i++) {
        if (csv->columns[i].required && csv->place[i] == SIZE_MAX) {
            st = refuse_missing(csv, e, i, known == 0);
        }
    }
    return st;
}
