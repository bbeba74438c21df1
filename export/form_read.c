#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "export/book.h"
#include "export/form_layout.h"
#include "export/form_table.h"
#include "model/json.h"
#include "model/members.h"
#include "model/profile.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#define SHEETS_MAX 20
#define VALUE_MAX 4000 /* bytes of one cell, as of one text of an answer */

enum role { ROLE_ANSWERS, ROLE_INVENTORY, ROLE_MAP, ROLES };
static const char *const MARKS[ROLES] = {FORM_ANSWERS_MARK, FORM_INVENTORY_MARK, FORM_MAP_MARK};

struct reading {
    struct form *form;
    struct form_table tables[ROLES];
    bool there[ROLES];
    bool early; /* days are counted from 1904 */
    bool failed;
};

static const char *sheet_name(enum role role)
{
    return role == ROLE_INVENTORY ? _("Inventory") : _("Answers");
}

static void add_problem(struct reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_problem(struct reading *r, const char *format, ...)
{
    struct form *f = r->form;
    if (f->nproblems == FORM_PROBLEMS_MAX) {
        f->more = true;
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
    f->problems[f->nproblems] = strdup(buffer_text(&clean));
    r->failed |= f->problems[f->nproblems] == NULL;
    f->nproblems += f->problems[f->nproblems] != NULL;
    buffer_release(&clean);
}

/* ---- what cells mean ---- */

/* In compatibility form: full-width and circled digits are digits. "" when memory is short, which reads as an unknown word. */
static void plain(const char *text, char out[64])
{
    size_t n = 63;
    uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)text, strlen(text), NULL, &n);
    (void)snprintf(out, 64, "%.*s", normal == NULL ? 0 : (int)(n < 63 ? n : 63), normal == NULL ? "" : (const char *)normal);
    free(normal);
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcasecmp(word, *list) == 0) {
            return true;
        }
    }
    return false;
}

/* "3", "3 established", "3.0", "?" … to "3", "unknown", "na", "done", "not_done"; NULL for anything else. Words count in both languages,
 * whatever the one that the sheet was made in. */
static const char *answer_of(const char *text)
{
    static const char *const DIGITS[] = {"0", "1", "2", "3", "4"};
    static const char *const UNKNOWN[] = {"?", "unknown", "don't know", "わからない", "分からない", "不明", NULL};
    static const char *const NOT_APPLICABLE[] = {"-", "na", "n/a", "not applicable", "該当しない", "該当なし", "対象外", NULL};
    static const char *const DONE[] = {"○", "◯", "〇", "done", "済み", "済", NULL};
    static const char *const NOT_DONE[] = {"×", "x", "not yet", "まだ", "未", NULL};
    char word[64];
    plain(text, word);
    if (word[0] >= '0' && word[0] <= '4' && strchr(" :.\t", word[1]) != NULL) { /* also at the end */
        const char *rest = word + 1 + strspn(word + 1, ".0");
        return word[1] != '.' || *rest == '\0' ? DIGITS[word[0] - '0'] : NULL;
    }
    char *space = strchr(word, ' ');
    if (space != NULL && space - word <= 3) { /* a mark, and its words behind it */
        *space = '\0';
    }
    return is_one_of(word, UNKNOWN)          ? "unknown"
           : is_one_of(word, NOT_APPLICABLE) ? "na"
           : is_one_of(word, DONE)           ? "done"
           : is_one_of(word, NOT_DONE)       ? "not_done"
                                             : NULL;
}

/* "2026-11-21", "2026/11/21", or a spreadsheet's day number, to YYYY-MM-DD. False for anything else. */
static bool day_of(const struct form_cell *cell, bool early, char out[DATE_TEXT])
{
    int64_t at;
    if (cell->number) {
        const double days = strtod(cell->text, NULL);
        if (!(days >= 1 && days < 2958466)) { /* 9999-12-31 */
            return false;
        }
        /* Day 25569 is 1970-01-01 (ECMA-376-1, 18.17.4.1); workbooks of old Macs count from 1904. */
        at = ((int64_t)floor(days) - 25569 + (early ? 1462 : 0)) * 86400;
        if (at < 0) {
            return false;
        }
        date_format(at, out);
        return true;
    }
    char word[64];
    unsigned year, month, day;
    int end = 0;
    plain(cell->text, word);
    for (char *c = word; *c != '\0'; c++) {
        *c = *c == '/' || *c == '.' ? '-' : *c;
    }
    if (sscanf(word, "%4u-%2u-%2u%n", &year, &month, &day, &end) != 3 || word[end] != '\0') {
        return false;
    }
    (void)snprintf(out, DATE_TEXT, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
    return date_parse(out, &at);
}

/* A text cell as it is; a number without the dress of the format (a corporate number typed as a number). */
static const char *text_of_cell(const struct form_cell *cell, char number[32])
{
    if (!cell->number) {
        return cell->text;
    }
    const double value = strtod(cell->text, NULL);
    if (fabs(value) < 1e15 && floor(value) == value) {
        (void)snprintf(number, 32, "%.0f", value);
        return number;
    }
    return cell->text;
}

/* ---- walking over a sheet ---- */

/* A cell to be read, or NULL: empty, or a problem that has been said. */
static const struct form_cell *input(struct reading *r, enum role role, int row, int column)
{
    const struct form_cell *cell = column < 0 ? NULL : form_table_cell(&r->tables[role], row, column);
    char where[FORM_REFERENCE];
    if (cell == NULL) {
        return NULL;
    }
    if (cell->formula) {
        add_problem(r, _("Sheet \"%s\", cell %s: there is a formula. Type the answer itself."), sheet_name(role),
                    form_reference(row, column, where));
        return NULL;
    }
    if (strlen(cell->text) > VALUE_MAX) {
        add_problem(r, _("Sheet \"%s\", cell %s: the text is longer than %d bytes."), sheet_name(role), form_reference(row, column, where),
                    VALUE_MAX);
        return NULL;
    }
    return cell->text[0] == '\0' ? NULL : cell;
}

/* The column whose hidden head is this member; -1 when there is none. */
static int column_of(const struct form_table *t, const struct form_cell *mark, const char *member)
{
    for (size_t i = 0; i < t->count; i++) {
        if (t->cells[i].row == mark->row && strcmp(t->cells[i].text, member) == 0) {
            return t->cells[i].column;
        }
    }
    return -1;
}

static void bad_answer(struct reading *r, const struct form_cell *cell)
{
    char where[FORM_REFERENCE];
    add_problem(r, _("Sheet \"%s\", cell %s: \"%.60s\" is none of the answers that the arrow offers."), sheet_name(ROLE_ANSWERS),
                form_reference(cell->row, cell->column, where), cell->text);
}

static void bad_day(struct reading *r, const struct form_cell *cell)
{
    char where[FORM_REFERENCE];
    add_problem(r, _("Sheet \"%s\", cell %s: \"%.60s\" is no day; write it as 2026-11-21."), sheet_name(ROLE_ANSWERS),
                form_reference(cell->row, cell->column, where), cell->text);
}

struct columns {
    int answer, na_reason, note, done_at;
};

static void put_text(struct reading *r, cJSON *object, const char *member, const char *text)
{
    r->failed |= !json_put_text(object, member, text);
}

/* A text that people wrote; controls are refused like everywhere. */
static void read_text(struct reading *r, int row, int column, const char *member, cJSON *out)
{
    const struct form_cell *cell = input(r, ROLE_ANSWERS, row, column);
    struct error why = {0};
    char number[32], where[FORM_REFERENCE];
    if (cell == NULL) {
        return;
    }
    const char *text = text_of_cell(cell, number);
    if (text_check(text, VALUE_MAX, true, member, &why) == ST_OK) {
        put_text(r, out, member, text);
    } else {
        add_problem(r, _("Sheet \"%s\", cell %s: %s"), sheet_name(ROLE_ANSWERS), form_reference(row, column, where), why.text);
    }
}

static void read_item(struct reading *r, const char *key, int row, const struct columns *c)
{
    cJSON *item = cJSON_CreateObject();
    const struct form_cell *answer = input(r, ROLE_ANSWERS, row, c->answer);
    const char *word = answer == NULL ? NULL : answer_of(answer->text);
    if (answer != NULL && word == NULL) {
        bad_answer(r, answer);
    } else if (word != NULL) {
        put_text(r, item, "answer", word);
    }
    read_text(r, row, c->na_reason, "na_reason", item);
    if (word != NULL && strcmp(word, "na") == 0 && json_text(item, "na_reason") == NULL) {
        char where[FORM_REFERENCE];
        add_problem(r, _("Sheet \"%s\", cell %s: \"not applicable\" needs a reason here."), sheet_name(ROLE_ANSWERS),
                    form_reference(row, c->na_reason < 0 ? c->answer : c->na_reason, where));
        json_remove(item, "answer");
    }
    read_text(r, row, c->note, "note", item);
    const struct form_cell *day = input(r, ROLE_ANSWERS, row, c->done_at);
    char date[DATE_TEXT];
    if (day != NULL && day_of(day, r->early, date)) {
        put_text(r, item, "done_at", date);
    } else if (day != NULL) {
        bad_day(r, day);
    }
    r->failed |= !json_put(r->form->answers, key, item);
}

/* A value chosen from a list stands before its words: "E Manufacturing". */
static bool is_code(const char *path)
{
    return strcmp(path, "industry") == 0 || strcmp(path, "employees") == 0 || strcmp(path, "corporate_number") == 0;
}

static void read_field(struct reading *r, const char *path, int row, int column)
{
    const struct form_cell *cell = input(r, ROLE_ANSWERS, row, column);
    char number[32], code[64], where[FORM_REFERENCE];
    struct error why = {0};
    if (cell == NULL) {
        return;
    }
    const char *text = text_of_cell(cell, number);
    if (is_code(path)) {
        plain(text, code);
        code[strcspn(code, " ")] = '\0';
        text = code;
    }
    if (profile_check(path, text, &why) == ST_OK) {
        put_text(r, r->form->supplier, path, text);
    } else {
        add_problem(r, _("Sheet \"%s\", cell %s: %s"), sheet_name(ROLE_ANSWERS), form_reference(row, column, where), why.text);
    }
}

static void read_row(struct reading *r, const struct form_cell *key, const struct columns *c)
{
    char where[FORM_REFERENCE];
    if (strncmp(key->text, FORM_SUPPLIER, strlen(FORM_SUPPLIER)) == 0) {
        read_field(r, key->text + strlen(FORM_SUPPLIER), key->row, c->answer);
    } else if (strcmp(key->text, FORM_PERCEIVED) == 0) {
        const struct form_cell *cell = input(r, ROLE_ANSWERS, key->row, c->answer);
        const char *word = cell == NULL ? NULL : answer_of(cell->text);
        if (word != NULL && word[1] == '\0') {
            r->form->perceived = word[0] - '0';
        } else if (cell != NULL) {
            bad_answer(r, cell);
        }
    } else if (json_get(r->form->answers, key->text) != NULL) {
        add_problem(r, _("Sheet \"%s\", row %d: the question \"%s\" is there twice; the first one counts."), sheet_name(ROLE_ANSWERS),
                    key->row + 1, key->text);
    } else if (item_reference(key->text, NULL, (char[PACK_ID_TEXT]){0}, (char[ITEM_ID_TEXT]){0})) {
        read_item(r, key->text, key->row, c);
    } else {
        add_problem(r, _("Sheet \"%s\", cell %s: the hidden name of the question is not one."), sheet_name(ROLE_ANSWERS),
                    form_reference(key->row, key->column, where));
    }
}

static enum status read_answers(struct reading *r, const char *name, struct error *e)
{
    const struct form_table *t = &r->tables[ROLE_ANSWERS];
    const struct form_cell *mark = form_table_find(t, FORM_ANSWERS_MARK);
    const struct columns c = {
        .answer = column_of(t, mark, "answer"),
        .na_reason = column_of(t, mark, "na_reason"),
        .note = column_of(t, mark, "note"),
        .done_at = column_of(t, mark, "done_at"),
    };
    if (c.answer < 0) {
        return fail(e, ST_INPUT, _("%s: the hidden first row was changed: it no longer says which column holds the answers."), name);
    }
    for (size_t i = 0; i < t->count; i++) {
        const struct form_cell *cell = &t->cells[i];
        if (cell->column == mark->column && cell->row > mark->row) {
            read_row(r, cell, &c);
        }
    }
    return ST_OK;
}

static void read_product(struct reading *r, int row, const int columns[FORM_PRODUCT_COLUMNS])
{
    cJSON *entry = cJSON_CreateObject();
    bool any = false;
    for (int i = 0; i < FORM_PRODUCT_COLUMNS; i++) {
        const struct form_cell *cell = input(r, ROLE_INVENTORY, row, columns[i]);
        char number[32];
        if (i < FORM_PRODUCT_TEXTS) {
            put_text(r, entry, FORM_PRODUCT[i], cell == NULL ? "" : text_of_cell(cell, number));
            any |= cell != NULL;
        } else {
            r->failed |= !json_put(entry, FORM_PRODUCT[i], cJSON_CreateBool(cell != NULL));
        }
    }
    if (any && json_text(entry, "name")[0] == '\0') {
        char where[FORM_REFERENCE];
        add_problem(r, _("Sheet \"%s\", cell %s: the name of the product is missing."), sheet_name(ROLE_INVENTORY),
                    form_reference(row, columns[0], where));
        any = false;
    }
    if (!any) {
        cJSON_Delete(entry);
    } else if (!cJSON_AddItemToArray(r->form->inventory, entry)) {
        cJSON_Delete(entry);
        r->failed = true;
    }
}

static void read_inventory(struct reading *r)
{
    const struct form_table *t = &r->tables[ROLE_INVENTORY];
    const struct form_cell *mark = form_table_find(t, FORM_INVENTORY_MARK);
    int columns[FORM_PRODUCT_COLUMNS];
    for (int i = 0; i < FORM_PRODUCT_COLUMNS; i++) {
        columns[i] = column_of(t, mark, FORM_PRODUCT[i]);
    }
    for (size_t i = 0; i < t->count && cJSON_GetArraySize(r->form->inventory) < INVENTORY_MAX; i++) {
        const struct form_cell *cell = &t->cells[i];
        if (cell->column == mark->column && strncmp(cell->text, FORM_INVENTORY, strlen(FORM_INVENTORY)) == 0) {
            read_product(r, cell->row, columns);
        }
    }
}

/* ---- the map ---- */

static void read_map(struct reading *r)
{
    static const char *const NAMES[] = {"period", "request_id", "request_digest", "code", "supplier_code"};
    const struct form_table *t = &r->tables[ROLE_MAP];
    cJSON *packs = cJSON_AddObjectToObject(r->form->about, "packs");
    for (size_t i = 0; i < t->count; i++) {
        const struct form_cell *name = &t->cells[i];
        const struct form_cell *value = form_table_cell(t, name->row, name->column + 1);
        const struct form_cell *more = form_table_cell(t, name->row, name->column + 2);
        if (value == NULL || name->column != form_table_find(t, FORM_MAP_MARK)->column) {
            continue;
        }
        for (size_t k = 0; k < sizeof NAMES / sizeof NAMES[0]; k++) {
            if (strcmp(name->text, NAMES[k]) == 0) {
                put_text(r, r->form->about, NAMES[k], value->text);
            }
        }
        if (strcmp(name->text, "pack") == 0 && more != NULL && pack_id_valid(value->text)) {
            put_text(r, packs, value->text, more->text);
        }
    }
}

/* Every row that the sheet was made with must still be there: a deleted one is no "not answered". */
static void find_missing(struct reading *r)
{
    const struct form_table *t = &r->tables[ROLE_MAP];
    for (size_t i = 0; i + 1 < t->count; i++) {
        const struct form_cell *value = form_table_cell(t, t->cells[i].row, t->cells[i].column + 1);
        if (strcmp(t->cells[i].text, FORM_ROW_KEY) != 0 || value == NULL) {
            continue;
        }
        const bool product = strncmp(value->text, FORM_INVENTORY, strlen(FORM_INVENTORY)) == 0;
        const enum role role = product ? ROLE_INVENTORY : ROLE_ANSWERS;
        if (!r->there[role] || form_table_find(&r->tables[role], value->text) == NULL) {
            add_problem(r, _("Sheet \"%s\": the row of \"%s\" is missing."), sheet_name(role), value->text);
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

static enum status read_tables(struct reading *r, struct package_reader *reader, struct error *e)
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
        for (int role = 0; st == ST_OK && role < ROLES; role++) {
            if (!r->there[role] && form_table_find(&table, MARKS[role]) != NULL) {
                r->tables[role] = table;
                r->there[role] = true;
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

static enum status read_all(struct reading *r, struct package_reader *reader, const char *name, struct error *e)
{
    if (has_macros(reader)) {
        return fail(e, ST_INPUT, _("%s: the workbook holds macros and is not read. Save it as .xlsx without macros."), name);
    }
    enum status st = read_tables(r, reader, e);
    if (st != ST_OK) {
        return st;
    }
    if (!r->there[ROLE_ANSWERS] || !r->there[ROLE_MAP]) {
        return fail(e, ST_INPUT, _("%s: this is no answer sheet of this program, or its hidden parts were removed."), name);
    }
    r->early = counts_from_1904(reader);
    read_map(r);
    st = read_answers(r, name, e);
    if (st == ST_OK && r->there[ROLE_INVENTORY]) {
        read_inventory(r);
    }
    if (st == ST_OK) {
        find_missing(r);
    }
    return st == ST_OK && r->failed ? fail_memory(e) : st;
}

enum status form_read(const char *bytes, size_t n, const char *name, struct form *out, struct error *e)
{
    struct package_reader *reader = NULL;
    *out = (struct form){.about = cJSON_CreateObject(),
                         .supplier = cJSON_CreateObject(),
                         .answers = cJSON_CreateObject(),
                         .inventory = cJSON_CreateArray(),
                         .perceived = -1};
    struct reading r = {.form = out};
    enum status st = out->about == NULL || out->supplier == NULL || out->answers == NULL || out->inventory == NULL ? fail_memory(e) : ST_OK;
    if (st == ST_OK) {
        st = package_open(&reader, bytes, n, name, e);
    }
    if (st == ST_OK) {
        st = read_all(&r, reader, name, e);
        package_close(reader);
    }
    for (int role = 0; role < ROLES; role++) {
        form_table_release(&r.tables[role]);
    }
    if (st != ST_OK) {
        form_release(out);
    }
    return st;
}

void form_release(struct form *f)
{
    cJSON_Delete(f->about);
    cJSON_Delete(f->supplier);
    cJSON_Delete(f->answers);
    cJSON_Delete(f->inventory);
    for (size_t i = 0; i < f->nproblems; i++) {
        free(f->problems[i]);
    }
    *f = (struct form){0};
}
