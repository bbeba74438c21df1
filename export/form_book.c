#include "export/form_book.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "export/form_layout.h"
#include "model/json.h"
#include "model/members.h"
#include "model/profile.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHEETS_MAX 20
#define VALUE_MAX 4000 /* bytes of one cell, as of one text of an answer */

static const struct form_table *map_of(const struct form_book *b)
{
    return &b->tables[b->kind->needed[1]];
}

void form_problem(struct form_book *b, const char *format, ...)
{
    struct form_problems *p = b->problems;
    b->said++;
    if (p->count == FORM_PROBLEMS_MAX) {
        p->more = true;
        return;
    }
    char text[1024];
    struct buffer clean;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, text, strlen(text), false);
    p->texts[p->count] = strdup(buffer_text(&clean));
    b->failed |= p->texts[p->count] == NULL;
    p->count += p->texts[p->count] != NULL;
    buffer_release(&clean);
}

void form_problems_release(struct form_problems *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->texts[i]);
    }
    *p = (struct form_problems){0};
}

const char *form_sheet_name(const struct form_book *b, int sheet)
{
    return _(b->kind->names[sheet]);
}

/* ---- cells ---- */

int form_column(const struct form_book *b, int sheet, const char *member)
{
    const struct form_table *t = &b->tables[sheet];
    const struct form_cell *mark = form_table_find(t, b->kind->marks[sheet]);
    for (size_t i = 0; i < t->count; i++) {
        if (t->cells[i].row == mark->row && strcmp(t->cells[i].text, member) == 0) {
            return t->cells[i].column;
        }
    }
    return -1;
}

const struct form_cell *form_input(struct form_book *b, int sheet, int row, int column)
{
    const struct form_cell *cell = column < 0 ? NULL : form_table_cell(&b->tables[sheet], row, column);
    char where[FORM_REFERENCE];
    if (cell == NULL) {
        return NULL;
    }
    if (cell->formula) {
        form_problem(b, _("Sheet \"%s\", cell %s: there is a formula. Type the answer itself."), form_sheet_name(b, sheet),
                     form_reference(row, column, where));
        return NULL;
    }
    if (strlen(cell->text) > VALUE_MAX) {
        form_problem(b, _("Sheet \"%s\", cell %s: the text is longer than %d bytes."), form_sheet_name(b, sheet),
                     form_reference(row, column, where), VALUE_MAX);
        return NULL;
    }
    return cell->text[0] == '\0' ? NULL : cell;
}

void form_put(struct form_book *b, cJSON *object, const char *member, const char *text)
{
    b->failed |= !json_put_text(object, member, text);
}

void form_read_text(struct form_book *b, int sheet, int row, int column, const char *member, cJSON *out)
{
    const struct form_cell *cell = form_input(b, sheet, row, column);
    struct error why = {0};
    char number[32], where[FORM_REFERENCE];
    if (cell == NULL) {
        return;
    }
    const char *text = form_text_of(cell, number);
    if (text_check(text, VALUE_MAX, true, member, &why) == ST_OK) {
        form_put(b, out, member, text);
    } else {
        form_problem(b, _("Sheet \"%s\", cell %s: %s"), form_sheet_name(b, sheet), form_reference(row, column, where), why.text);
    }
}

void form_read_day(struct form_book *b, int sheet, int row, int column, const char *member, cJSON *out)
{
    const struct form_cell *cell = form_input(b, sheet, row, column);
    char date[DATE_TEXT], where[FORM_REFERENCE];
    if (cell != NULL && form_day_of(cell, b->early, date)) {
        form_put(b, out, member, date);
    } else if (cell != NULL) {
        form_problem(b, _("Sheet \"%s\", cell %s: \"%.60s\" is no day; write it as 2026-11-21."), form_sheet_name(b, sheet),
                     form_reference(row, column, where), cell->text);
    }
}

void form_bad_answer(struct form_book *b, int sheet, const struct form_cell *cell)
{
    char where[FORM_REFERENCE];
    form_problem(b, _("Sheet \"%s\", cell %s: \"%.60s\" is none of the answers that the arrow offers."), form_sheet_name(b, sheet),
                 form_reference(cell->row, cell->column, where), cell->text);
}

/* ---- the map ---- */

bool form_map_next(const struct form_book *b, const char *name, size_t *at, const char **value, const char **more)
{
    const struct form_table *t = map_of(b);
    const int column = form_table_find(t, b->kind->marks[b->kind->needed[1]])->column;
    for (; *at < t->count; (*at)++) {
        const struct form_cell *cell = &t->cells[*at];
        const struct form_cell *first = form_table_cell(t, cell->row, column + 1), *second = form_table_cell(t, cell->row, column + 2);
        if (cell->column == column && first != NULL && strcmp(cell->text, name) == 0) {
            *value = first->text;
            *more = second == NULL ? "" : second->text;
            (*at)++;
            return true;
        }
    }
    return false;
}

void form_read_map(struct form_book *b, const char *const *names, cJSON *about)
{
    cJSON *packs = cJSON_AddObjectToObject(about, "packs");
    const char *value, *more;
    for (; *names != NULL; names++) {
        size_t at = 0;
        while (form_map_next(b, *names, &at, &value, &more)) {
            form_put(b, about, *names, value);
        }
    }
    for (size_t at = 0; form_map_next(b, "pack", &at, &value, &more);) {
        if (more[0] != '\0' && pack_id_valid(value)) {
            form_put(b, packs, value, more);
        }
    }
}

void form_find_missing(struct form_book *b, int (*sheet_of)(const char *row))
{
    const char *row, *more;
    for (size_t at = 0; form_map_next(b, FORM_ROW_KEY, &at, &row, &more);) {
        const int sheet = sheet_of(row);
        if (!b->there[sheet] || form_table_find(&b->tables[sheet], row) == NULL) {
            form_problem(b, _("Sheet \"%s\": the row of \"%s\" is missing."), form_sheet_name(b, sheet), row);
        }
    }
}

/* ---- the workbook ---- */

static bool has_macros(const struct package_reader *reader)
{
    for (size_t i = 0; i < package_count(reader); i++) {
        const char *name = package_name(reader, i);
        if (strcasestr(name, "vbaProject") != NULL || strcasestr(name, "/macrosheets/") != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_sheet(const char *part)
{
    return strncmp(part, "/xl/worksheets/", 15) == 0 && strchr(part + 15, '/') == NULL;
}

static enum status read_tables(struct form_book *b, struct package_reader *reader, struct error *e)
{
    struct shared_strings strings;
    enum status st = shared_strings_read(&strings, reader, e);
    int sheets = 0;
    for (size_t i = 0; st == ST_OK && i < package_count(reader) && sheets < SHEETS_MAX; i++) {
        struct form_table table;
        if (!is_sheet(package_name(reader, i))) {
            continue;
        }
        sheets++;
        st = form_table_read(&table, reader, package_name(reader, i), &strings, e);
        for (int k = 0; st == ST_OK && k < b->kind->sheets; k++) {
            if (!b->there[k] && form_table_find(&table, b->kind->marks[k]) != NULL) {
                b->tables[k] = table;
                b->there[k] = true;
                table = (struct form_table){0};
            }
        }
        if (st == ST_OK) {
            form_table_release(&table);
        }
    }
    shared_strings_release(&strings);
    return st;
}

static bool counts_from_1904(struct package_reader *reader)
{
    struct buffer bytes;
    const size_t index = package_find(reader, "/xl/workbook.xml");
    buffer_init(&bytes, PACKAGE_PART_MAX);
    const bool read = index != SIZE_MAX && package_read(reader, index, &bytes, NULL) == ST_OK;
    const bool early =
        read && (strstr(buffer_text(&bytes), "date1904=\"1\"") != NULL || strstr(buffer_text(&bytes), "date1904=\"true\"") != NULL);
    buffer_release(&bytes);
    return early;
}

static enum status read_all(struct form_book *b, struct package_reader *reader, const char *name, struct error *e)
{
    if (has_macros(reader)) {
        return fail(e, ST_INPUT, _("%s: the workbook holds macros and is not read. Save it as .xlsx without macros."), name);
    }
    const enum status st = read_tables(b, reader, e);
    if (st == ST_OK && (!b->there[b->kind->needed[0]] || !b->there[b->kind->needed[1]])) {
        return fail(e, ST_INPUT, "%s: %s", name, _(b->kind->refusal));
    }
    b->early = counts_from_1904(reader);
    return st;
}

enum status form_book_open(struct form_book *b, const struct form_kind *kind, struct form_problems *problems, const char *bytes, size_t n,
                           const char *name, struct error *e)
{
    struct package_reader *reader = NULL;
    *b = (struct form_book){.kind = kind, .problems = problems};
    enum status st = package_open(&reader, bytes, n, name, e);
    if (st == ST_OK) {
        st = read_all(b, reader, name, e);
        package_close(reader);
    }
    return st;
}

void form_book_release(struct form_book *b)
{
    for (int i = 0; i < FORM_BOOK_SHEETS; i++) {
        form_table_release(&b->tables[i]);
    }
}
