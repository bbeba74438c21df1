/* Whether the cells of an answers workbook still show what is signed. */
#include "export/answers_map.h"
#include "export/answers_xlsx.h"
#include "export/cell_text.h"
#include "export/sheet_reader.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/envelope.h"
#include "model/json.h"

#define MAP_SHEETS_MAX 64

struct mapped_cell {
    int sheet;
    const char *cell;
    enum map_kind kind;
    const char *pointer;
    bool seen;
};

struct comparison {
    const cJSON *document;
    const cJSON *sheets;
    struct mapped_cell *cells; /* sorted by sheet and cell */
    size_t count;
    int sheet; /* the one that is walked over */
    struct cell_edits *out;
    struct buffer shown;
};

static int compare_cells(const void *a, const void *b)
{
    const struct mapped_cell *left = a, *right = b;
    return left->sheet != right->sheet ? (left->sheet > right->sheet) - (left->sheet < right->sheet) : strcmp(left->cell, right->cell);
}

static void copy_clean(char *out, size_t size, const char *text)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    cell_text(&clean, text);
    snprintf(out, size, "%s", buffer_text(&clean));
    buffer_release(&clean);
}

static void note_edit(struct comparison *c, const struct mapped_cell *cell)
{
    size_t at = c->out->count++;
    if (at >= CELL_EDITS_MAX) {
        return;
    }
    struct cell_edit *edit = &c->out->edits[at];
    const char *name = json_text(cJSON_GetArrayItem(c->sheets, cell->sheet), "name");
    copy_clean(edit->sheet, sizeof edit->sheet, name ? name : "");
    copy_clean(edit->cell, sizeof edit->cell, cell->cell);
    copy_clean(edit->member, sizeof edit->member, cell->pointer);
}

/* What the cell should show goes to c->shown; true when it is a number. */
static bool expected(struct comparison *c, const struct mapped_cell *cell)
{
    bool number;
    buffer_clear(&c->shown);
    map_shows(cell->kind, map_pointer_find(c->document, cell->pointer), &c->shown, &number);
    return number;
}

static enum status visit(void *context, const struct sheet_cell *cell, struct error *e)
{
    struct comparison *c = context;
    const struct mapped_cell key = {.sheet = c->sheet, .cell = cell->reference};
    struct mapped_cell *found = bsearch(&key, c->cells, c->count, sizeof key, compare_cells);
    if (!found) {
        return ST_OK;
    }
    /* A second cell of the same name could show something else than the first. */
    if (found->seen) {
        return fail(e, ST_INPUT, _("The cell %s stands twice in a sheet of the workbook."), cell->reference);
    }
    found->seen = true;
    bool number = expected(c, found);
    if (cell->formula || number != cell->number || strcmp(cell->text, buffer_text(&c->shown)) != 0) {
        note_edit(c, found);
    }
    return ST_OK;
}

static enum status refuse_map(struct error *e)
{
    return fail(e, ST_INPUT, _("The map of the workbook (%s) is not as it should be."), PACKAGE_MAP_PART);
}

static enum status read_entry(struct mapped_cell *out, const cJSON *entry, int sheets, struct error *e)
{
    const char *kind = json_text(entry, "kind");
    int64_t sheet = json_integer(entry, "sheet", -1);
    *out = (struct mapped_cell){.cell = json_text(entry, "cell"), .pointer = json_text(entry, "pointer")};
    if (!kind || !out->cell || !out->pointer || sheet < 0 || sheet >= sheets) {
        return refuse_map(e);
    }
    out->sheet = (int)sheet;
    if (strcmp(kind, "answer") != 0 && strcmp(kind, "text") != 0) {
        return refuse_map(e);
    }
    out->kind = strcmp(kind, "answer") == 0 ? MAP_ANSWER : MAP_TEXT;
    return ST_OK;
}

static enum status read_map(struct comparison *c, const cJSON *map, struct error *e)
{
    const char *format = json_text(map, "format");
    const cJSON *cells = json_get(map, "cells"), *entry;
    if (!format) {
        return refuse_map(e);
    }
    enum status st = format_check(format, "tenken-map", PACKAGE_MAP_PART, e);
    if (st != ST_OK) {
        return st;
    }
    c->sheets = json_get(map, "sheets");
    int sheets = cJSON_GetArraySize(c->sheets), count = cJSON_GetArraySize(cells);
    if (!cJSON_IsArray(c->sheets) || !cJSON_IsArray(cells) || sheets > MAP_SHEETS_MAX || count < 1 || count > MAP_CELLS_MAX) {
        return refuse_map(e);
    }
    c->cells = calloc((size_t)count, sizeof *c->cells);
    if (!c->cells) {
        return fail_memory(e);
    }
    cJSON_ArrayForEach(entry, cells)
    {
        st = read_entry(&c->cells[c->count++], entry, sheets, e);
        if (st != ST_OK) {
            return st;
        }
    }
    qsort(c->cells, c->count, sizeof *c->cells, compare_cells);
    for (size_t i = 1; i < c->count; i++) {
        if (compare_cells(&c->cells[i - 1], &c->cells[i]) == 0) {
            return refuse_map(e);
        }
    }
    return ST_OK;
}

/* Walks over every sheet that the map names a cell of; then a mapped cell that is not there at all must have nothing to show. */
static enum status compare(struct comparison *c, struct package_reader *reader, struct error *e)
{
    struct shared_strings strings;
    enum status st = shared_strings_read(&strings, reader, e);
    for (size_t i = 0; i < c->count && st == ST_OK; i++) {
        if (i > 0 && c->cells[i].sheet == c->cells[i - 1].sheet) {
            continue;
        }
        c->sheet = c->cells[i].sheet;
        const char *part = json_text(cJSON_GetArrayItem(c->sheets, c->sheet), "part");
        st = part ? sheet_cells(reader, part, &strings, visit, c, e) : refuse_map(e);
    }
    for (size_t i = 0; i < c->count && st == ST_OK; i++) {
        if (!c->cells[i].seen) {
            expected(c, &c->cells[i]);
            if (c->shown.length > 0) {
                note_edit(c, &c->cells[i]);
            }
        }
    }
    shared_strings_release(&strings);
    return st;
}

static enum status check_package(struct comparison *c, struct package_reader *reader, const char *name, struct error *e)
{
    struct buffer text;
    size_t index = package_find(reader, PACKAGE_MAP_PART);
    if (index == SIZE_MAX) {
        return fail(e, ST_INPUT, _("%s: the workbook has no map of its cells."), name);
    }
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    enum status st = package_read(reader, index, &text, e);
    cJSON *map = st == ST_OK ? json_read(buffer_text(&text), text.length, &JSON_LIMITS_DOCUMENT, PACKAGE_MAP_PART, e) : NULL;
    if (map) {
        st = read_map(c, map, e);
        if (st == ST_OK) {
            st = compare(c, reader, e);
        }
        cJSON_Delete(map);
    } else if (st == ST_OK) {
        st = ST_INPUT;
    }
    buffer_release(&text);
    return st;
}

enum status answers_xlsx_check_cells(const void *bytes, size_t n, const char *name, const cJSON *document, struct cell_edits *out,
                                     struct error *e)
{
    struct comparison c = {.document = document, .out = out};
    struct package_reader *reader;
    *out = (struct cell_edits){0};
    enum status st = package_open(&reader, bytes, n, name, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&c.shown, 4 * CELL_UNITS_MAX + 4);
    st = check_package(&c, reader, name, e);
    free(c.cells);
    buffer_release(&c.shown);
    package_close(reader);
    if (st != ST_OK || out->count == 0) {
        return st;
    }
    return fail(e, ST_NO, _("%s: edited: cell %s of the sheet \"%s\" no longer shows what is signed."), name, out->edits[0].cell,
                out->edits[0].sheet);
}
