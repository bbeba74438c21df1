#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "export/form_book.h"
#include "export/form_layout.h"
#include "model/json.h"
#include "model/members.h"
#include "model/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum role { ROLE_ANSWERS, ROLE_INVENTORY, ROLE_MAP, ROLES };
static const struct form_kind KIND = {.marks = {FORM_ANSWERS_MARK, FORM_INVENTORY_MARK, FORM_MAP_MARK},
                                      .names = {N_("Answers"), N_("Inventory"), N_("Answers")},
                                      .sheets = ROLES,
                                      .needed = {ROLE_ANSWERS, ROLE_MAP},
                                      .refusal = N_("this is no answer sheet of this program, or its hidden parts were removed.")};

struct reading {
    struct form *form;
    struct form_book book;
};

struct columns {
    int answer, na_reason, note, done_at;
};

static void read_item(struct reading *r, const char *key, int row, const struct columns *c)
{
    cJSON *item = cJSON_CreateObject();
    const struct form_cell *answer = form_input(&r->book, ROLE_ANSWERS, row, c->answer);
    const char *word = answer == NULL ? NULL : form_answer_of(answer->text);
    if (answer != NULL && word == NULL) {
        form_bad_answer(&r->book, ROLE_ANSWERS, answer);
    } else if (word != NULL) {
        form_put(&r->book, item, "answer", word);
    }
    form_read_text(&r->book, ROLE_ANSWERS, row, c->na_reason, "na_reason", item);
    if (word != NULL && strcmp(word, "na") == 0 && json_text(item, "na_reason") == NULL) {
        char where[FORM_REFERENCE];
        form_problem(&r->book, _("Sheet \"%s\", cell %s: \"not applicable\" needs a reason here."), form_sheet_name(&r->book, ROLE_ANSWERS),
                     form_reference(row, c->na_reason < 0 ? c->answer : c->na_reason, where));
        json_remove(item, "answer");
    }
    form_read_text(&r->book, ROLE_ANSWERS, row, c->note, "note", item);
    form_read_day(&r->book, ROLE_ANSWERS, row, c->done_at, "done_at", item);
    r->book.failed |= !json_put(r->form->answers, key, item);
}

/* A value chosen from a list stands before its words: "E Manufacturing". */
static bool is_code(const char *path)
{
    return strcmp(path, "industry") == 0 || strcmp(path, "employees") == 0 || strcmp(path, "corporate_number") == 0;
}

/* What Japanese keyboards write in full width. */
static bool is_address(const char *path)
{
    return strcmp(path, "contact.email") == 0 || strcmp(path, "contact.phone") == 0 || strcmp(path, "contact.emergency_phone") == 0;
}

/* The words beside the cell of a member of the profile. */
static const char *label_of(const char *path)
{
    for (size_t i = 0; i < FORM_FIELDS; i++) {
        if (strcmp(FORM_FIELD[i].path, path) == 0) {
            return _(FORM_FIELD[i].label);
        }
    }
    return path;
}

/* why: begins with the member's path and a colon; people know the cell by its label. */
static void refuse_field(struct reading *r, const char *path, int row, int column, const struct error *why)
{
    char where[FORM_REFERENCE];
    struct buffer text;
    const size_t n = strlen(path);
    const bool named = strncmp(why->text, path, n) == 0 && why->text[n] == ':';
    buffer_init(&text, BUFFER_MAX_TEXT);
    buffer_add_text(&text, named ? label_of(path) : "");
    buffer_add_text(&text, why->text + (named ? n : 0));
    form_problem(&r->book, _("Sheet \"%s\", cell %s: %s"), form_sheet_name(&r->book, ROLE_ANSWERS), form_reference(row, column, where),
                 buffer_text(&text));
    buffer_release(&text);
}

static void read_field(struct reading *r, const char *path, int row, int column)
{
    const struct form_cell *cell = form_input(&r->book, ROLE_ANSWERS, row, column);
    char number[32], code[FORM_PLAIN];
    struct error why = {0};
    struct buffer plain;
    if (cell == NULL) {
        return;
    }
    const char *text = form_text_of(cell, number);
    buffer_init(&plain, BUFFER_MAX_TEXT);
    if (is_code(path)) {
        form_plain(text, code);
        code[strcspn(code, " ")] = '\0';
        text = code;
    } else if (is_address(path)) {
        r->book.failed |= !text_plain(&plain, text);
        text = buffer_text(&plain);
    }
    if (profile_check(path, text, &why) == ST_OK) {
        form_put(&r->book, r->form->supplier, path, text);
    } else {
        refuse_field(r, path, row, column, &why);
    }
    buffer_release(&plain);
}

static void read_row(struct reading *r, const struct form_cell *key, const struct columns *c)
{
    char where[FORM_REFERENCE];
    if (strncmp(key->text, FORM_SUPPLIER, strlen(FORM_SUPPLIER)) == 0) {
        read_field(r, key->text + strlen(FORM_SUPPLIER), key->row, c->answer);
    } else if (strcmp(key->text, FORM_PERCEIVED) == 0) {
        const struct form_cell *cell = form_input(&r->book, ROLE_ANSWERS, key->row, c->answer);
        const char *word = cell == NULL ? NULL : form_answer_of(cell->text);
        if (word != NULL && word[1] == '\0') {
            r->form->perceived = word[0] - '0';
        } else if (cell != NULL) {
            form_bad_answer(&r->book, ROLE_ANSWERS, cell);
        }
    } else if (json_get(r->form->answers, key->text) != NULL) {
        form_problem(&r->book, _("Sheet \"%s\", row %d: the question \"%s\" is there twice; the first one counts."),
                     form_sheet_name(&r->book, ROLE_ANSWERS), key->row + 1, key->text);
    } else if (item_reference(key->text, NULL, (char[PACK_ID_TEXT]){0}, (char[ITEM_ID_TEXT]){0})) {
        read_item(r, key->text, key->row, c);
    } else {
        form_problem(&r->book, _("Sheet \"%s\", cell %s: the hidden name of the question is not one."),
                     form_sheet_name(&r->book, ROLE_ANSWERS), form_reference(key->row, key->column, where));
    }
}

static enum status read_answers(struct reading *r, const char *name, struct error *e)
{
    const struct form_table *t = &r->book.tables[ROLE_ANSWERS];
    const struct form_cell *mark = form_table_find(t, FORM_ANSWERS_MARK);
    const struct columns c = {
        .answer = form_column(&r->book, ROLE_ANSWERS, "answer"),
        .na_reason = form_column(&r->book, ROLE_ANSWERS, "na_reason"),
        .note = form_column(&r->book, ROLE_ANSWERS, "note"),
        .done_at = form_column(&r->book, ROLE_ANSWERS, "done_at"),
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
        const struct form_cell *cell = form_input(&r->book, ROLE_INVENTORY, row, columns[i]);
        char number[32];
        if (i < FORM_PRODUCT_TEXTS) {
            form_put(&r->book, entry, FORM_PRODUCT[i], cell == NULL ? "" : form_text_of(cell, number));
            any |= cell != NULL;
        } else {
            r->book.failed |= !json_put(entry, FORM_PRODUCT[i], cJSON_CreateBool(cell != NULL));
        }
    }
    if (any && json_text(entry, "name")[0] == '\0') {
        char where[FORM_REFERENCE];
        form_problem(&r->book, _("Sheet \"%s\", cell %s: the name of the product is missing."), form_sheet_name(&r->book, ROLE_INVENTORY),
                     form_reference(row, columns[0], where));
        any = false;
    }
    if (!any) {
        cJSON_Delete(entry);
    } else if (!cJSON_AddItemToArray(r->form->inventory, entry)) {
        cJSON_Delete(entry);
        r->book.failed = true;
    }
}

static void read_inventory(struct reading *r)
{
    const struct form_table *t = &r->book.tables[ROLE_INVENTORY];
    const struct form_cell *mark = form_table_find(t, FORM_INVENTORY_MARK);
    int columns[FORM_PRODUCT_COLUMNS];
    for (int i = 0; i < FORM_PRODUCT_COLUMNS; i++) {
        columns[i] = form_column(&r->book, ROLE_INVENTORY, FORM_PRODUCT[i]);
    }
    for (size_t i = 0; i < t->count && cJSON_GetArraySize(r->form->inventory) < INVENTORY_MAX; i++) {
        const struct form_cell *cell = &t->cells[i];
        if (cell->column == mark->column && strncmp(cell->text, FORM_INVENTORY, strlen(FORM_INVENTORY)) == 0) {
            read_product(r, cell->row, columns);
        }
    }
}

static int sheet_of(const char *row)
{
    return strncmp(row, FORM_INVENTORY, strlen(FORM_INVENTORY)) == 0 ? ROLE_INVENTORY : ROLE_ANSWERS;
}

static enum status read_all(struct reading *r, const char *name, struct error *e)
{
    static const char *const NAMES[] = {"period", "request_id", "request_digest", "code", "supplier_code", NULL};
    form_read_map(&r->book, NAMES, r->form->about);
    const enum status st = read_answers(r, name, e);
    if (st == ST_OK && r->book.there[ROLE_INVENTORY]) {
        read_inventory(r);
    }
    if (st == ST_OK) {
        form_find_missing(&r->book, sheet_of);
    }
    return st == ST_OK && r->book.failed ? fail_memory(e) : st;
}

enum status form_read(const char *bytes, size_t n, const char *name, struct form *out, struct error *e)
{
    *out = (struct form){.about = cJSON_CreateObject(),
                         .supplier = cJSON_CreateObject(),
                         .answers = cJSON_CreateObject(),
                         .inventory = cJSON_CreateArray(),
                         .perceived = -1};
    struct reading r = {.form = out};
    enum status st = out->about == NULL || out->supplier == NULL || out->answers == NULL || out->inventory == NULL ? fail_memory(e) : ST_OK;
    st = st == ST_OK ? form_book_open(&r.book, &KIND, &out->problems, bytes, n, name, e) : st;
    st = st == ST_OK ? read_all(&r, name, e) : st;
    form_book_release(&r.book);
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
    form_problems_release(&f->problems);
    *f = (struct form){0};
}
