#include "export/form_table.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "D12" to numbers from 0; false for anything that is no place in a sheet. */
static bool place(const char *reference, int *row, int *column)
{
    long letters = 0, digits = 0;
    const char *c = reference;
    for (; *c >= 'A' && *c <= 'Z' && letters < 20000; c++) {
        letters = letters * 26 + (*c - 'A' + 1);
    }
    for (; *c >= '0' && *c <= '9' && digits < 2000000; c++) {
        digits = digits * 10 + (*c - '0');
    }
    *column = (int)letters - 1;
    *row = (int)digits - 1;
    return *c == '\0' && letters > 0 && letters <= 16384 && digits > 0 && digits <= 1048576;
}

const char *form_reference(int row, int column, char out[FORM_REFERENCE])
{
    char letters[4] = "";
    int n = 0;
    for (int c = column + 1; c > 0 && n < 3; c = (c - 1) / 26) {
        letters[n++] = (char)('A' + (c - 1) % 26);
    }
    char turned[4] = "";
    for (int i = 0; i < n; i++) {
        turned[i] = letters[n - 1 - i];
    }
    (void)snprintf(out, FORM_REFERENCE, "%s%d", turned, row + 1);
    return out;
}

/* Without white space at either end. NULL: out of memory. */
static char *trimmed(const char *text)
{
    static const char SPACE[] = " \t\r\n";
    text += strspn(text, SPACE);
    size_t n = strlen(text);
    while (n > 0 && strchr(SPACE, text[n - 1]) != NULL) {
        n--;
    }
    return strndup(text, n);
}

static enum status keep(void *context, const struct sheet_cell *cell, struct error *e)
{
    struct form_table *t = context;
    struct form_cell kept = {.number = cell->number, .formula = cell->formula};
    if (cell->text[0] == '\0' && !cell->formula) {
        return ST_OK;
    }
    if (!place(cell->reference, &kept.row, &kept.column)) {
        return fail(e, ST_INPUT, _("A cell of the workbook says that it is at \"%s\"."), cell->reference);
    }
    if (t->count == FORM_CELLS_MAX) {
        return fail(e, ST_INPUT, _("A sheet of the workbook holds more than %d cells."), FORM_CELLS_MAX);
    }
    if (t->count == t->room) {
        const size_t room = t->room == 0 ? 256 : 2 * t->room;
        struct form_cell *grown = realloc(t->cells, room * sizeof *grown);
        if (grown == NULL) {
            return fail_memory(e);
        }
        t->cells = grown;
        t->room = room;
    }
    kept.text = trimmed(cell->text);
    if (kept.text == NULL) {
        return fail_memory(e);
    }
    t->cells[t->count++] = kept;
    return ST_OK;
}

static int by_place(const void *a, const void *b)
{
    const struct form_cell *x = a, *y = b;
    return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x->column > y->column) - (x->column < y->column);
}

enum status form_table_read(struct form_table *t, struct package_reader *reader, const char *part, const struct shared_strings *strings,
                            struct error *e)
{
    *t = (struct form_table){0};
    const enum status st = sheet_cells(reader, part, strings, keep, t, e);
    if (st != ST_OK) {
        form_table_release(t);
    } else if (t->count > 0) {
        qsort(t->cells, t->count, sizeof *t->cells, by_place);
    }
    return st;
}

void form_table_release(struct form_table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        free(t->cells[i].text);
    }
    free(t->cells);
    *t = (struct form_table){0};
}

const struct form_cell *form_table_cell(const struct form_table *t, int row, int column)
{
    const struct form_cell wanted = {.row = row, .column = column};
    return t->count == 0 ? NULL : bsearch(&wanted, t->cells, t->count, sizeof *t->cells, by_place);
}

const struct form_cell *form_table_find(const struct form_table *t, const char *text)
{
    for (size_t i = 0; i < t->count; i++) {
        if (strcmp(t->cells[i].text, text) == 0) {
            return &t->cells[i];
        }
    }
    return NULL;
}
