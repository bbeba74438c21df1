#include "export/answers_map.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "export/book.h"
#include "export/cell_text.h"
#include "model/json.h"

static const char *const KINDS[] = {[MAP_TEXT] = "text", [MAP_ANSWER] = "answer"};

void answers_map_begin(struct answers_map *m)
{
    *m = (struct answers_map){.tree = cJSON_CreateObject()};
    m->sheets = cJSON_AddArrayToObject(m->tree, "sheets");
    m->cells = cJSON_AddArrayToObject(m->tree, "cells");
    m->failed = !m->sheets || !m->cells || !json_put_text(m->tree, "format", MAP_FORMAT);
}

void answers_map_release(struct answers_map *m)
{
    cJSON_Delete(m->tree);
    *m = (struct answers_map){0};
}

int answers_map_sheet(struct answers_map *m, const char *name)
{
    char part[64];
    int index = cJSON_GetArraySize(m->sheets);
    snprintf(part, sizeof part, "/xl/worksheets/sheet%d.xml", index + 1);
    cJSON *sheet = cJSON_CreateObject();
    if (!json_put_text(sheet, "name", name) || !json_put_text(sheet, "part", part) || !cJSON_AddItemToArray(m->sheets, sheet)) {
        cJSON_Delete(sheet);
        m->failed = true;
    }
    return index;
}

void answers_map_add(struct answers_map *m, int sheet, int row, int column, enum map_kind kind, const char *pointer)
{
    char reference[16];
    lxw_rowcol_to_cell(reference, (lxw_row_t)row, (lxw_col_t)column);
    cJSON *cell = cJSON_CreateObject();
    if (!json_put_integer(cell, "sheet", sheet) || !json_put_text(cell, "cell", reference) || !json_put_text(cell, "kind", KINDS[kind]) ||
        !json_put_text(cell, "pointer", pointer) || !cJSON_AddItemToArray(m->cells, cell)) {
        cJSON_Delete(cell);
        m->failed = true;
    }
}

enum status answers_map_write(const struct answers_map *m, struct buffer *out, struct error *e)
{
    return m->failed ? fail_memory(e) : json_canonical(m->tree, out, e);
}

static void add_token(struct buffer *out, const char *text)
{
    buffer_add_char(out, '/');
    for (; *text; text++) {
        if (*text == '~') {
            buffer_add_text(out, "~0");
        } else if (*text == '/') {
            buffer_add_text(out, "~1");
        } else {
            buffer_add_char(out, *text);
        }
    }
}

void map_pointer_answer(struct buffer *out, const char *pack, const char *item, const char *member)
{
    buffer_add_text(out, "/answers");
    add_token(out, pack);
    add_token(out, item);
    if (member) {
        add_token(out, member);
    }
}

/* Unescapes the token that ends before end into out; false when it does not fit or has a lone ~. */
static bool read_token(const char *text, const char *end, char *out, size_t size)
{
    size_t n = 0;
    for (; text < end; text++) {
        char c = *text;
        if (c == '~') {
            text++;
            if (text == end || (*text != '0' && *text != '1')) {
                return false;
            }
            c = *text == '0' ? '~' : '/';
        }
        if (n + 1 >= size) {
            return false;
        }
        out[n++] = c;
    }
    out[n] = '\0';
    return true;
}

static const cJSON *element(const cJSON *array, const char *token)
{
    size_t digits = strspn(token, "0123456789");
    if (digits == 0 || digits > 6 || token[digits] || (token[0] == '0' && digits > 1)) {
        return NULL;
    }
    return cJSON_GetArrayItem(array, (int)strtol(token, NULL, 10));
}

const cJSON *map_pointer_find(const cJSON *document, const char *pointer)
{
    const cJSON *at = document;
    while (at && *pointer == '/') {
        char token[128];
        const char *end = pointer + 1 + strcspn(pointer + 1, "/");
        if (!read_token(pointer + 1, end, token, sizeof token)) {
            return NULL;
        }
        at = cJSON_IsArray(at) ? element(at, token) : cJSON_IsObject(at) ? json_get(at, token) : NULL;
        pointer = end;
    }
    return *pointer ? NULL : at;
}

void map_shows(enum map_kind kind, const cJSON *value, struct buffer *out, bool *number)
{
    *number = false;
    if (kind == MAP_TEXT) {
        if (cJSON_IsString(value)) {
            cell_text(out, value->valuestring);
        }
        return;
    }
    const struct answer answer = answer_view(cJSON_IsObject(value) ? value : NULL);
    switch (answer.state) {
    case ANSWER_LEVEL:
        *number = true;
        buffer_add_char(out, (char)('0' + answer.level));
        break;
    case ANSWER_UNKNOWN:
        buffer_add_text(out, MARK_UNKNOWN);
        break;
    case ANSWER_NA:
        buffer_add_text(out, MARK_NA);
        break;
    case ANSWER_DONE:
        buffer_add_text(out, MARK_DONE);
        break;
    case ANSWER_NOT_DONE:
        buffer_add_text(out, MARK_NOT_DONE);
        break;
    case ANSWER_NONE:
        break;
    }
}
