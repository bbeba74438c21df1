#include "store/portfolio_csv.h"

#include "base/file.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "store/portfolio_csv_row.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

static const char BOM[] = "\xEF\xBB\xBF";

static bool is_utf16(const char *text, size_t n)
{
    return n >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
}

static enum status check_encoding(struct csv *csv, struct error *e)
{
    const char *text = csv->at;
    if (is_utf16(text, (size_t)(csv->end - csv->at))) {
        return fail(e, ST_INPUT, _("%s is UTF-16: save it as \"CSV UTF-8\" and try again."), csv->name);
    }
    if (zip_likely(text, (size_t)(csv->end - text))) {
        return fail(e, ST_INPUT, _("%s is a workbook: in Excel, save the sheet with the list as \"CSV UTF-8\", and use that file."),
                    csv->name);
    }
    size_t line = 1;
    for (const char *p = text; p < csv->end;) {
        uint32_t c;
        const size_t length = utf8_decode(p, (size_t)(csv->end - p), &c);
        if (length == 0) {
            return fail(e, ST_INPUT,
                        _("%s, line %zu: this is not UTF-8 (perhaps Shift_JIS): in Excel, save it as \"CSV UTF-8\" and try again."),
                        csv->name, line);
        }
        if (c == 0) {
            return fail(e, ST_INPUT, _("%s, line %zu: a NUL character does not belong in a CSV file."), csv->name, line);
        }
        line += c == '\n';
        p += length;
    }
    return ST_OK;
}

static bool line_ends(const struct csv *csv)
{
    return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

static void skip_line_end(struct csv *csv)
{
    if (csv->at < csv->end && *csv->at == '\r') {
        csv->at++;
    }
    if (csv->at < csv->end && *csv->at == '\n') {
        csv->at++;
    }
    csv->next_line++;
}

static enum status read_quoted(struct csv *csv, struct error *e)
{
    csv->at++;
    for (;; csv->at++) {
        if (csv->at == csv->end) {
            return fail(e, ST_INPUT, _("%s, line %zu: a quotation mark is opened and never closed."), csv->name, csv->line);
        }
        if (*csv->at == '"') {
            csv->at++;
            if (csv->at == csv->end || *csv->at != '"') {
                break;
            }
        }
        buffer_add_char(&csv->text, *csv->at);
    }
    if (!line_ends(csv) && *csv->at != ',') {
        return fail(e, ST_INPUT, _("%s, line %zu, field %zu: after a closing quotation mark a comma or the end of the line must follow."),
                    csv->name, csv->line, csv->count + 1);
    }
    return ST_OK;
}

static enum status read_field(struct csv *csv, struct error *e)
{
    if (csv->count == CSV_COLUMNS_MAX) {
        return fail(e, ST_INPUT, _("%s, line %zu: more than %d fields."), csv->name, csv->line, CSV_COLUMNS_MAX);
    }
    csv->offsets[csv->count] = csv->text.length;
    enum status st = ST_OK;
    if (csv->at < csv->end && *csv->at == '"') {
        st = read_quoted(csv, e);
    } else {
        const char *start = csv->at;
        while (!line_ends(csv) && *csv->at != ',') {
            csv->at++;
        }
        buffer_add(&csv->text, start, (size_t)(csv->at - start));
    }
    buffer_add_char(&csv->text, '\0');
    csv->count++;
    if (st == ST_OK && csv->text.failed) {
        return fail(e, ST_INPUT, _("%s, line %zu: the line is longer than the limit of %zu bytes."), csv->name, csv->line, csv->text.max);
    }
    return st;
}

enum status csv_row_read(struct csv *csv, struct error *e)
{
    while (csv->at < csv->end && line_ends(csv)) {
        skip_line_end(csv);
    }
    if (csv->at == csv->end) {
        return ST_NO;
    }
    csv->line = csv->next_line;
    csv->count = 0;
    buffer_clear(&csv->text);
    for (;;) {
        const enum status st = read_field(csv, e);
        if (st != ST_OK) { /* where the next row begins is not known */
            csv->at = csv->end;
            csv->cut = true;
            return st;
        }
        if (line_ends(csv)) {
            break;
        }
        csv->at++; /* the comma */
    }
    skip_line_end(csv);
    return ST_OK;
}

const char *csv_row_field(const struct csv *csv, size_t at)
{
    return csv->text.data + csv->offsets[at];
}

/* Bytes of the blank that stands there; the ideographic space is what Japanese keyboards give. 0: none. */
#define WIDE_SPACE "\xE3\x80\x80"
static size_t blank_at(const char *text)
{
    return *text != '\0' && strchr(" \t\r\n", *text) != NULL ? 1 : strncmp(text, WIDE_SPACE, 3) == 0 ? 3 : 0;
}

/* The apostrophe that every CSV file of ours has before what a spreadsheet would compute (export/FORMAT.md): it is none of the text. */
static size_t guard_at(const char *text)
{
    static const char *const FORMULAS[] = {"'=", "'+", "'-", "'@", "'\xEF\xBC\x9D", "'\xEF\xBC\x8B", "'\xEF\xBC\x8D", "'\xEF\xBC\xA0"};
    for (size_t i = 0; i < sizeof FORMULAS / sizeof FORMULAS[0]; i++) {
        if (strncmp(text, FORMULAS[i], strlen(FORMULAS[i])) == 0) {
            return 1;
        }
    }
    return 0;
}

/* White space around a field is never meant. */
void csv_row_trim(struct csv *csv, size_t at)
{
    char *text = csv->text.data + csv->offsets[at];
    size_t n = strlen(text), skip = 0;
    for (size_t length; (length = blank_at(text + skip)) > 0;) {
        skip += length;
    }
    for (;;) {
        if (n > skip && blank_at(text + n - 1) == 1) {
            n--;
        } else if (n >= skip + 3 && blank_at(text + n - 3) == 3) {
            n -= 3;
        } else {
            break;
        }
    }
    text[n] = '\0';
    csv->offsets[at] += skip + guard_at(text + skip);
}

enum status csv_open(struct csv *csv, const char *bytes, size_t n, const char *name, const struct csv_column *columns, size_t ncolumns,
                     struct error *e)
{
    csv->name = name;
    csv->at = bytes;
    csv->end = bytes + n;
    csv->next_line = 1;
    csv->columns = columns;
    csv->ncolumns = ncolumns;
    buffer_init(&csv->text, BUFFER_MAX_TEXT);
    buffer_init(&csv->past, BUFFER_MAX_TEXT);
    buffer_init(&csv->closed, BUFFER_MAX_TEXT);
    buffer_init(&csv->heads, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < CSV_COLUMNS_MAX; i++) {
        csv->place[i] = SIZE_MAX;
    }
    const enum status st = check_encoding(csv, e);
    if (st != ST_OK) {
        return st;
    }
    if (n >= 3 && memcmp(bytes, BOM, 3) == 0) {
        csv->at += 3;
    }
    return csv_heads_read(csv, e);
}

/* What a Japanese Excel writes unless told otherwise. Left as it is when it is UTF-8, or nothing that this can read: csv_open says so. */
static void take_shift_jis(struct csv *csv)
{
    const char *bytes = csv->bytes.data;
    const size_t n = csv->bytes.length;
    if (zip_likely(bytes, n) || is_utf16(bytes, n) || utf8_valid(bytes, n)) {
        return;
    }
    const iconv_t converter = iconv_open("UTF-8", "CP932");
    if (converter == (iconv_t)-1) {
        return;
    }
    struct buffer out;
    buffer_init(&out, CSV_FILE_MAX);
    char *in = csv->bytes.data, part[4096];
    size_t left = csv->bytes.length;
    bool whole = true;
    while (left > 0 && whole) {
        char *at = part;
        size_t room = sizeof part;
        const size_t before = left;
        whole = (iconv(converter, &in, &left, &at, &room) != (size_t)-1 || left < before) && buffer_add(&out, part, sizeof part - room);
    }
    (void)iconv_close(converter);
    if (whole) {
        buffer_release(&csv->bytes);
        csv->bytes = out;
        csv->recoded = true;
    } else {
        buffer_release(&out);
    }
}

enum status csv_read(struct csv *csv, const char *path, const struct csv_column *columns, size_t ncolumns, struct error *e)
{
    buffer_init(&csv->bytes, CSV_FILE_MAX);
    const enum status st = file_read(path, &csv->bytes, e);
    if (st != ST_OK) {
        return st;
    }
    take_shift_jis(csv);
    return csv_open(csv, buffer_text(&csv->bytes), csv->bytes.length, path, columns, ncolumns, e);
}

/* Spreadsheets write rows that were emptied as commas. */
static bool is_empty(const struct csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        if (csv_row_field(csv, i)[0] != '\0') {
            return false;
        }
    }
    return true;
}

/* A word that closes lists may be the very one by which a row is known. */
static bool is_key(const struct csv *csv)
{
    return csv->is_key != NULL && csv->place[0] < csv->count && csv->is_key(csv->context, csv_row_field(csv, csv->place[0]));
}

enum status csv_next(struct csv *csv, struct error *e)
{
    enum status st;
    while ((st = csv_row_read(csv, e)) == ST_OK) {
        for (size_t i = 0; i < csv->count; i++) {
            csv_row_trim(csv, i);
        }
        if (csv->closings && csv_row_closes(csv) && !is_key(csv)) {
            csv_row_note_closed(csv);
        } else if (!is_empty(csv)) {
            break;
        }
    }
    if (st == ST_OK && csv->count != csv->width) {
        return fail(e, ST_INPUT, _("%s, line %zu: it has %zu fields, the line of heads has %zu."), csv->name, csv->line, csv->count,
                    csv->width);
    }
    return st;
}

const char *csv_field(const struct csv *csv, size_t column)
{
    return csv->place[column] == SIZE_MAX ? NULL : csv_row_field(csv, csv->place[column]);
}

enum status csv_put(struct csv *csv, size_t column, const char *text, struct error *e)
{
    const size_t at = csv->text.length;
    if (!buffer_add(&csv->text, text, strlen(text) + 1)) {
        return fail_memory(e);
    }
    csv->offsets[csv->place[column]] = at;
    return ST_OK;
}

enum status csv_plain(struct csv *csv, size_t column, bool *changed, struct error *e)
{
    const char *text = csv_field(csv, column);
    struct buffer plain;
    if (changed != NULL) {
        *changed = false;
    }
    if (text == NULL) {
        return ST_OK;
    }
    buffer_init(&plain, BUFFER_MAX_TEXT);
    enum status st = text_plain(&plain, text) ? ST_OK : fail_memory(e);
    if (st == ST_OK && strcmp(buffer_text(&plain), text) != 0) {
        st = csv_put(csv, column, buffer_text(&plain), e);
        if (changed != NULL) {
            *changed = true;
        }
    }
    buffer_release(&plain);
    return st;
}

enum status csv_text_check(const struct csv *csv, size_t column, struct error *e)
{
    const char *text = csv_field(csv, column);
    if (text == NULL) {
        return ST_OK;
    }
    if (strpbrk(text, "\r\n") != NULL) {
        return csv_refuse(csv, column, e, _("there is a line break inside the cell (Alt+Enter in Excel): take it out."));
    }
    return utf8_has_control(text, strlen(text)) ? csv_refuse(csv, column, e, _("it holds control characters.")) : ST_OK;
}

enum status csv_refuse(const struct csv *csv, size_t column, struct error *e, const char *sentence)
{
    return fail(e, ST_INPUT, _("%s, line %zu, column %s: %s"), csv->name, csv->line,
                csv->place[column] == SIZE_MAX ? csv->columns[column].name : csv->heads.data + csv->head[column], sentence);
}

void csv_close(struct csv *csv)
{
    buffer_release(&csv->text);
    buffer_release(&csv->past);
    buffer_release(&csv->closed);
    buffer_release(&csv->heads);
    buffer_release(&csv->bytes);
}
