#include "model/view_table.h"

#include "base/buffer.h"
#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 16

void view_table_init(struct view_table *t, const char *title, const struct view_column *columns, size_t ncolumns)
{
    *t = (struct view_table){.ncolumns = ncolumns};
    (void)snprintf(t->title, sizeof t->title, "%s", title);
    memcpy(t->columns, columns, ncolumns * sizeof *columns);
}

void view_table_release(struct view_table *t)
{
    free(t->cells);
    free(t->rows);
    arena_release(&t->arena);
    *t = (struct view_table){0};
}

void view_table_add(struct view_table *t, const char *code, int64_t id)
{
    if (t->count == t->room) {
        const size_t room = t->room == 0 ? 64 : t->room * 2;
        struct view_row *rows = realloc(t->rows, room * sizeof *rows);
        t->rows = rows == NULL ? t->rows : rows;
        struct view_cell *cells = rows == NULL ? NULL : realloc(t->cells, room * t->ncolumns * sizeof *cells);
        if (cells == NULL) {
            t->failed = true;
            return;
        }
        t->cells = cells;
        t->room = room;
    }
    t->rows[t->count] = (struct view_row){.code = arena_text(&t->arena, code), .id = id};
    for (size_t i = 0; i < t->ncolumns; i++) {
        t->cells[t->count * t->ncolumns + i] = (struct view_cell){"", VIEW_NO_NUMBER};
    }
    t->count++;
}

void view_put_number(struct view_table *t, size_t column, int64_t number, const char *text)
{
    if (!t->failed && t->count > 0) {
        t->cells[(t->count - 1) * t->ncolumns + column] = (struct view_cell){arena_text(&t->arena, text), number};
    }
}

void view_put_fixed(struct view_table *t, size_t column, int64_t number, const char *text)
{
    if (!t->failed && t->count > 0) {
        t->cells[(t->count - 1) * t->ncolumns + column] = (struct view_cell){text, number};
    }
}

void view_put(struct view_table *t, size_t column, const char *text)
{
    view_put_number(t, column, VIEW_NO_NUMBER, text);
}

void view_put_count(struct view_table *t, size_t column, int64_t number)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%lld", (long long)number);
    view_put_number(t, column, number, digits);
}

void view_warn(struct view_table *t)
{
    if (!t->failed && t->count > 0) {
        t->rows[t->count - 1].warning = true;
    }
}

const struct view_cell *view_cell(const struct view_table *t, size_t row, size_t column)
{
    return &t->cells[row * t->ncolumns + column];
}

struct sorting {
    const struct view_table *table;
    size_t column;
    bool reversed;
};

static int by_cell(const void *a, const void *b, void *context)
{
    const struct sorting *s = context;
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;
    const struct view_cell *p = view_cell(s->table, x, s->column), *q = view_cell(s->table, y, s->column);
    int order = 0;
    if (s->table->columns[s->column].number) {
        if ((p->number == VIEW_NO_NUMBER) != (q->number == VIEW_NO_NUMBER)) {
            return p->number == VIEW_NO_NUMBER ? 1 : -1; /* those without one last, either way round */
        }
        order = p->number > q->number ? -1 : p->number < q->number;
    } else {
        if ((p->text[0] == '\0') != (q->text[0] == '\0')) {
            return p->text[0] == '\0' ? 1 : -1;
        }
        order = strcmp(p->text, q->text);
    }
    order = s->reversed ? -order : order;
    return order != 0 ? order : x < y ? -1 : x > y;
}

/* The texts of the row, or its numbers, each cell folded on a line of its own. */
static void fold_cells(struct view_table *t, size_t row, bool numbers, struct buffer *key)
{
    (void)buffer_add_char(key, '\n');
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (t->columns[i].number == numbers) {
            t->failed = !text_fold_words(key, view_cell(t, row, i)->text) || t->failed;
            (void)buffer_add_char(key, '\n'); /* no word is found across two cells */
        }
    }
}

/* Texts are folded when they are searched first: to open a list of 60,000 rows nobody waits for it. */
static void make_keys(struct view_table *t)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_DOCUMENT);
    for (size_t row = 0; row < t->count && t->rows[row].key == NULL; row++) {
        buffer_clear(&key);
        fold_cells(t, row, false, &key);
        (void)buffer_add_char(&key, '\0');
        fold_cells(t, row, true, &key);
        const char *copy = arena_copy(&t->arena, buffer_text(&key), key.length);
        t->rows[row].key = key.failed || t->arena.failed ? "\0" : copy; /* two texts, whatever happens */
    }
    t->failed = t->failed || key.failed || t->arena.failed;
    buffer_release(&key);
}

/* A word to search for, and as it stands when it is a whole cell. */
struct word {
    const char *part, *whole;
};

/* A part of a text will do. Of a number not: "49" means what is called so, hardly one of all the totals that have these digits. */
static bool has_words(const char *key, const struct word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strstr(key, words[i].part) == NULL && strstr(key + strlen(key) + 1, words[i].whole) == NULL) {
            return false;
        }
    }
    return true;
}

/* Words apart, each folded. */
static size_t split(const char *text, struct buffer *memory, struct word *words)
{
    size_t starts[WORDS_MAX], parts[WORDS_MAX], n = 0;
    while (*text != '\0' && n < WORDS_MAX) {
        char word[256];
        const size_t length = strcspn(text, " \t");
        (void)snprintf(word, sizeof word, "%.*s", (int)length, text);
        parts[n] = memory->length;
        (void)text_fold_words(memory, word);
        (void)buffer_add_char(memory, '\0');
        starts[n] = memory->length;
        (void)buffer_add_char(memory, '\n');
        (void)text_fold_words(memory, word);
        (void)buffer_add_text(memory, "\n");
        (void)buffer_add_char(memory, '\0');
        n += starts[n] - parts[n] > 1;
        text += length + strspn(text + length, " \t");
    }
    for (size_t i = 0; i < n; i++) {
        words[i] = (struct word){memory->data + parts[i], memory->data + starts[i]};
    }
    return memory->failed ? 0 : n;
}

size_t view_table_order(struct view_table *t, const char *text, size_t column, bool reversed, size_t *order)
{
    struct buffer memory;
    struct word words[WORDS_MAX];
    size_t n = 0;
    buffer_init(&memory, BUFFER_MAX_TEXT);
    const size_t nwords = split(text, &memory, words);
    if (nwords > 0) {
        make_keys(t);
    }
    for (size_t i = 0; i < t->count; i++) {
        if (has_words(t->rows[i].key, words, nwords)) {
            order[n++] = i;
        }
    }
    buffer_release(&memory);
    if (column < t->ncolumns) {
        qsort_r(order, n, sizeof *order, by_cell, &(struct sorting){t, column, reversed});
    }
    return n;
}
