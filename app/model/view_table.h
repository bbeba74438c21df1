/* A list as a screen shows it and a file takes it: columns and rows of texts, all in memory. */
#ifndef TENKEN_MODEL_VIEW_TABLE_H
#define TENKEN_MODEL_VIEW_TABLE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct view_column {
    const char *title; /* translated */
    int width;         /* of one that grows: columns of a terminal that it keeps when there is little room; of others: in a workbook */
    bool grow;         /* a name or a free text: cut before others are; those get what their longest cell takes */
    bool number;       /* right-aligned, sorted by number, the largest first */
};

#define VIEW_NO_NUMBER INT64_MIN

struct view_cell {
    const char *text; /* foreign: neutralised by whoever shows it */
    int64_t number;   /* what a column of numbers is sorted by */
};

struct view_row {
    const char *code; /* the supplier that the row is about, or "" */
    const char *key;  /* all texts of the row, folded, for searching, and behind their end its numbers; NULL until somebody searches */
    int64_t id;       /* what else tells the row */
    bool warning;     /* to be looked at */
    bool marked;      /* by the user */
};

#define VIEW_COLUMNS_MAX 256 /* the heat map as a table has one for each item */

/* Zeroed, then view_table_init. Owns everything; what is put in is copied, but for view_put_fixed. failed: memory ran out, to be looked at
 * once, at the end. */
struct view_table {
    struct arena arena;
    char title[200], remark[200]; /* above the table; the remark below the title */
    char note[600];               /* below that, as many lines as it takes; "" for none */
    bool note_warns;
    char empty[400]; /* instead of rows, when there are none; "" when nothing but that is to be said */
    struct view_column columns[VIEW_COLUMNS_MAX];
    size_t ncolumns;
    struct view_cell *cells;
    struct view_row *rows;
    size_t count, room;
    bool failed;
};

void view_table_init(struct view_table *t, const char *title, const struct view_column *columns, size_t ncolumns);
void view_table_release(struct view_table *t);
/* A new row of empty cells. */
void view_table_add(struct view_table *t, const char *code, int64_t id);
/* Cells of the last row. */
void view_put(struct view_table *t, size_t column, const char *text);
void view_put_number(struct view_table *t, size_t column, int64_t number, const char *text);
void view_put_count(struct view_table *t, size_t column, int64_t number); /* its digits as the text */
/* A text that stays as long as the program, and is not copied: of millions of cells. number as above, or VIEW_NO_NUMBER. */
void view_put_fixed(struct view_table *t, size_t column, int64_t number, const char *text);
void view_warn(struct view_table *t);

const struct view_cell *view_cell(const struct view_table *t, size_t row, size_t column);

/* Indices of the rows in which every word of `words` (folded, may be "") occurs, in a number as the whole of it, in the order of the
 * column: numbers descending, texts ascending, the other way round when reversed, ties as they are. column SIZE_MAX: as they are. order has
 * room for count; returns how many. Nothing is put in any more once there were words. */
size_t view_table_order(struct view_table *t, const char *words, size_t column, bool reversed, size_t *order);

#endif
