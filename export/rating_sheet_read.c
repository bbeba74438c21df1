#include "base/i18n.h"
#include "export/form_book.h"
#include "export/form_layout.h"
#include "export/rating_sheet_layout.h"
#include "model/choices.h"
#include "model/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum sheet { SHEET_ROWS, SHEET_MAP, SHEETS };
static const struct form_kind KIND = {.marks = {RATING_ROWS_MARK, RATING_MAP_MARK},
                                      .names = {N_("Interview"), N_("Interview")},
                                      .sheets = SHEETS,
                                      .needed = {SHEET_ROWS, SHEET_MAP},
                                      .refusal = N_("this is no interview sheet of this program, or its hidden parts were removed.")};

struct reading {
    struct rating_sheet *out;
    struct form_book book;
    int columns[RATING_MEMBERS];
};

static bool item_key(const char *text)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    return item_reference(text, NULL, pack, item);
}

/* "PACK:ITEM member" */
static void read_before(struct reading *r)
{
    const char *name, *value;
    for (size_t at = 0; form_map_next(&r->book, RATING_BEFORE, &at, &name, &value);) {
        char key[PACK_ID_TEXT + ITEM_ID_TEXT];
        const size_t n = strcspn(name, " ");
        if (n >= sizeof key || name[n] == '\0') {
            continue;
        }
        (void)snprintf(key, sizeof key, "%.*s", (int)n, name);
        for (int m = 0; m < RATING_MEMBERS && item_key(key); m++) {
            if (strcmp(name + n + 1, RATING_MEMBER_NAMES[m]) != 0) {
                continue;
            }
            if (json_get(r->out->before, key) == NULL) {
                r->book.failed |= !json_put(r->out->before, key, cJSON_CreateObject());
            }
            form_put(&r->book, json_get(r->out->before, key), RATING_MEMBER_NAMES[m], value);
        }
    }
}

/* "2", "2 document read", and the words of formats.md; NULL for anything else. */
static const char *confidence_of(const char *text)
{
    char word[FORM_PLAIN];
    form_plain(text, word);
    for (size_t i = 1; i < CONFIDENCE_CHOICE_COUNT; i++) {
        if (strcasecmp(word, CONFIDENCE_CHOICES[i].value) == 0 || (word[0] == (char)('0' + i) && strchr(" :.\t", word[1]) != NULL)) {
            return CONFIDENCE_CHOICES[i].value;
        }
    }
    return NULL;
}

static void read_choice(struct reading *r, int row, enum rating_member member, cJSON *item)
{
    const struct form_cell *cell = form_input(&r->book, SHEET_ROWS, row, r->columns[member]);
    if (cell == NULL) {
        return;
    }
    const char *word = member == RATING_CONFIDENCE ? confidence_of(cell->text) : form_answer_of(cell->text);
    if (word != NULL && (member != RATING_LEVEL || word[1] == '\0')) {
        form_put(&r->book, item, RATING_MEMBER_NAMES[member], word);
    } else {
        form_bad_answer(&r->book, SHEET_ROWS, cell);
    }
}

static void read_member(struct reading *r, int row, enum rating_member member, cJSON *item, const cJSON *before)
{
    const char *name = RATING_MEMBER_NAMES[member], *was = json_text(before, name);
    const size_t said = r->book.said;
    if (r->columns[member] >= 0) {
        if (member == RATING_ANSWER || member == RATING_LEVEL || member == RATING_CONFIDENCE) {
            read_choice(r, row, member, item);
        } else if (member == RATING_DONE_AT) {
            form_read_day(&r->book, SHEET_ROWS, row, r->columns[member], name, item);
        } else {
            form_read_text(&r->book, SHEET_ROWS, row, r->columns[member], name, item);
        }
    }
    /* A cell that cannot be read, or a column that is not there any more, is no wish to remove what was in it. */
    if ((r->book.said != said || r->columns[member] < 0) && was != NULL) {
        form_put(&r->book, item, name, was);
    }
}

static void read_row(struct reading *r, const struct form_cell *key)
{
    char where[FORM_REFERENCE];
    if (!item_key(key->text)) {
        form_problem(&r->book, _("Sheet \"%s\", cell %s: the hidden name of the question is not one."),
                     form_sheet_name(&r->book, SHEET_ROWS), form_reference(key->row, key->column, where));
        return;
    }
    if (json_get(r->out->rows, key->text) != NULL) {
        form_problem(&r->book, _("Sheet \"%s\", row %d: the question \"%s\" is there twice; the first one counts."),
                     form_sheet_name(&r->book, SHEET_ROWS), key->row + 1, key->text);
        return;
    }
    cJSON *item = cJSON_CreateObject();
    for (int m = 0; m < RATING_MEMBERS; m++) {
        read_member(r, key->row, (enum rating_member)m, item, json_get(r->out->before, key->text));
    }
    r->book.failed |= !json_put(r->out->rows, key->text, item);
}

static int sheet_of(const char *row)
{
    (void)row;
    return SHEET_ROWS;
}

static enum status read_all(struct reading *r, const char *name, struct error *e)
{
    static const char *const NAMES[] = {"period", "firm", "draft", NULL};
    const struct form_table *t = &r->book.tables[SHEET_ROWS];
    const struct form_cell *mark = form_table_find(t, RATING_ROWS_MARK);
    form_read_map(&r->book, NAMES, r->out->about);
    read_before(r);
    int found = 0;
    for (int m = 0; m < RATING_MEMBERS; m++) {
        r->columns[m] = form_column(&r->book, SHEET_ROWS, RATING_MEMBER_NAMES[m]);
        found += r->columns[m] >= 0;
    }
    if (found == 0) {
        return fail(e, ST_INPUT, _("%s: the hidden first row was changed: it no longer says which column holds the answers."), name);
    }
    for (size_t i = 0; i < t->count; i++) {
        if (t->cells[i].column == mark->column && t->cells[i].row > mark->row) {
            read_row(r, &t->cells[i]);
        }
    }
    form_find_missing(&r->book, sheet_of);
    return r->book.failed ? fail_memory(e) : ST_OK;
}

enum status rating_sheet_read(const char *bytes, size_t n, const char *name, struct rating_sheet *out, struct error *e)
{
    *out = (struct rating_sheet){.about = cJSON_CreateObject(), .rows = cJSON_CreateObject(), .before = cJSON_CreateObject()};
    struct reading r = {.out = out};
    enum status st = out->about == NULL || out->rows == NULL || out->before == NULL ? fail_memory(e) : ST_OK;
    st = st == ST_OK ? form_book_open(&r.book, &KIND, &out->problems, bytes, n, name, e) : st;
    st = st == ST_OK ? read_all(&r, name, e) : st;
    form_book_release(&r.book);
    if (st != ST_OK) {
        rating_sheet_release(out);
    }
    return st;
}

void rating_sheet_release(struct rating_sheet *s)
{
    cJSON_Delete(s->about);
    cJSON_Delete(s->rows);
    cJSON_Delete(s->before);
    form_problems_release(&s->problems);
    *s = (struct rating_sheet){0};
}
