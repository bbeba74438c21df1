/* What the files of a portfolio's list share; nobody else includes it. */
#ifndef TENKEN_TUI_VIEW_LIST_PARTS_H
#define TENKEN_TUI_VIEW_LIST_PARTS_H

#include "base/amount.h"
#include "tui/listing.h"
#include "tui/view.h"

#define LIST_KEYS_MAX 21
#define LIST_MARK_COLUMNS 2
#define LIST_GAP 2
#define LIST_CELL_EXTRA 5 /* ": " and the space between two, at the foot */

struct list_screen {
    struct screen screen;
    struct portfolio_view *view;
    struct view_query query;
    struct view_table table;
    size_t decisions; /* the view's when it was read */
    size_t *order;    /* rows shown, in order */
    size_t shown;
    size_t column; /* sorted by, SIZE_MAX: as they came */
    bool reversed;
    char words[VIEW_WORDS];
    bool settled; /* of two side by side: nothing is in conflict any more */
    struct listing list;
    int needs[VIEW_COLUMNS_MAX];             /* columns that the longest cell takes */
    int usually[VIEW_COLUMNS_MAX];           /* columns that most cells take */
    int widths[VIEW_COLUMNS_MAX];            /* 0: fell away */
    int noted;                               /* lines that the note above the heads takes */
    int foot;                                /* lines at the foot, the rule above them counted */
    struct key_help keys[LIST_KEYS_MAX + 1]; /* those that work in a list of its kind */
};

/* ---- view_list_marks.c ---- */
void mark_all(struct list_screen *v); /* all that are shown, or none when all are marked */
/* The rows that stand out: on the board those exposed to the internet. */
void mark_warned(struct list_screen *v);
/* Asks for a file and writes the marked rows to it, or all that are shown when none is marked. */
struct effect write_chosen(struct list_screen *v);
/* The reminders and questions for mail merge. */
struct effect write_letters(struct list_screen *v);
/* Whether the rows of the list are suppliers. */
bool asks_suppliers(const struct list_screen *v);
/* Requests to those marked, or to all that are shown. */
struct effect ask_chosen(struct list_screen *v);
/* The same as a list for "tenken request new". */
struct effect list_recipients(struct list_screen *v);

/* ---- view_list_settle.c ---- */
/* Whether there is a conflict at the cursor. */
bool may_settle(const struct list_screen *v);
/* Asks who said that the file at the cursor holds, or what is held now instead of it. */
struct effect settle_conflict(struct list_screen *v, bool this);

/* ---- view_list_close.c ---- */
/* Asks why what is open to the supplier at the cursor is closed, and closes it; what is closed already it opens again. */
struct effect close_alarm(struct list_screen *v);

/* ---- view_list_draw.c: the operations of the screen (screen.h) ---- */
void list_layout(struct screen *screen, int rows, int columns);
void list_draw(struct screen *screen, struct grid *g);

/* ---- view_list_widths.c ---- */
/* Columns of the terminal that the longest cell of each column takes, and most of its cells. */
void list_measure(const struct view_table *t, int *needs, int *usually);
/* Widths on a line of so many columns; on a narrow one the last ones fall away (0). */
void list_widths(const struct view_table *t, const int *needs, const int *usually, int columns, int *widths);
/* Columns that what is cut or fell away takes at most, with its heads, one after the other; 0: all is shown. */
int list_cut_columns(const struct view_table *t, const int *needs, const int *widths);

/* A cell as it is shown: a count with its thousands apart, which files are given without. */
const char *list_cell(const struct view_table *t, size_t row, size_t column, char out[AMOUNT_TEXT]);

#endif
