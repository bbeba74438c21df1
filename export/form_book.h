/* A workbook that was filled in and came back: its sheets found by the marks in their hidden parts, its cells read with limits, and what is
 * wrong with single cells put into words. A hidden first row names what each column holds, a hidden first column what each row is about, so
 * that columns may be moved and rows sorted without an answer reaching the wrong question. */
#ifndef TENKEN_EXPORT_FORM_BOOK_H
#define TENKEN_EXPORT_FORM_BOOK_H

#include "export/form.h"
#include "export/form_value.h"

#define FORM_BOOK_SHEETS 3

/* What a kind of workbook consists of. */
struct form_kind {
    const char *marks[FORM_BOOK_SHEETS]; /* a cell that says which sheet it is */
    const char *names[FORM_BOOK_SHEETS]; /* N_(); for sentences */
    int sheets;
    int needed[2];       /* sheets without which it is none of this kind; the second is the map */
    const char *refusal; /* N_("%s: …"): it is none of this kind */
};

/* Owns the tables; problems are the caller's. */
struct form_book {
    const struct form_kind *kind;
    struct form_table tables[FORM_BOOK_SHEETS];
    bool there[FORM_BOOK_SHEETS];
    bool early;  /* days are counted from 1904 */
    bool failed; /* memory */
    struct form_problems *problems;
    size_t said; /* how many problems, also those beyond the limit */
};

/* A workbook with macros is refused. */
enum status form_book_open(struct form_book *b, const struct form_kind *kind, struct form_problems *problems, const char *bytes, size_t n,
                           const char *name, struct error *e);
void form_book_release(struct form_book *b);

void form_problem(struct form_book *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *form_sheet_name(const struct form_book *b, int sheet);
/* The column whose hidden head is this member; -1 when there is none. */
int form_column(const struct form_book *b, int sheet, const char *member);
/* A cell to be read, or NULL: empty, or a problem that has been said. */
const struct form_cell *form_input(struct form_book *b, int sheet, int row, int column);
/* A text that people wrote, put into the object; controls are refused like everywhere. */
void form_read_text(struct form_book *b, int sheet, int row, int column, const char *member, cJSON *out);
void form_put(struct form_book *b, cJSON *object, const char *member, const char *text);
void form_bad_answer(struct form_book *b, int sheet, const struct form_cell *cell);
/* A day in the cell, put into the object as a date. */
void form_read_day(struct form_book *b, int sheet, int row, int column, const char *member, cJSON *out);

/* ---- the map: the second of kind->needed ---- */

/* Its lines of these names (a list that ends with NULL) as texts, and {"packs": {id: digest}}. */
void form_read_map(struct form_book *b, const char *const *names, cJSON *about);
/* The i-th line called `name`; false behind the last one. more: "" when there is none. */
bool form_map_next(const struct form_book *b, const char *name, size_t *at, const char **value, const char **more);
/* Every row that the sheet was made with must still be there: a deleted one is no "not answered". sheet_of says where a row belongs. */
void form_find_missing(struct form_book *b, int (*sheet_of)(const char *row));

#endif
