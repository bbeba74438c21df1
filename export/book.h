/* What all our workbooks share: opening and closing, formats, safe text, page set-up. */
#ifndef TENKEN_EXPORT_BOOK_H
#define TENKEN_EXPORT_BOOK_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/answer.h"

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <xlsxwriter.h>

enum style {
    STYLE_TITLE,
    STYLE_SUBTITLE,
    STYLE_HEADING,
    STYLE_PLAIN, /* wrapped text without a border */
    STYLE_STRONG,
    STYLE_MUTED,
    STYLE_MONO,
    STYLE_CARD_LABEL, /* the big figures of a summary: label, figure, caption */
    STYLE_CARD_POINTS,
    STYLE_CARD_WORD,
    STYLE_CARD_CAPTION,
    STYLE_HEAD, /* of a table: one line or more, upright */
    STYLE_HEAD_TURNED,
    STYLE_CELL,      /* of a table: wrapped text */
    STYLE_CELL_LINE, /* one line */
    STYLE_CELL_STRONG,
    STYLE_CELL_CENTER,
    STYLE_CELL_COUNT,  /* 1,234 */
    STYLE_CELL_POINTS, /* 52.5 */
    STYLE_CELL_MEAN,   /* 1.25 */
    STYLE_CELL_CHANGE, /* +2.5 */
    STYLE_CELL_YEN,
    STYLE_CELL_DATE, /* 2026-11-21 */
    STYLE_CELL_TIME, /* 2026-11-21 10:30 */
    STYLE_LEVEL_0,   /* … STYLE_LEVEL_0 + 4 */
    STYLE_LEVEL_1,
    STYLE_LEVEL_2,
    STYLE_LEVEL_3,
    STYLE_LEVEL_4,
    STYLE_UNKNOWN,
    STYLE_NA,
    STYLE_UNANSWERED,
    STYLE_ALARM, /* late, rejected, edited */
    STYLE_ALARM_LINE,
    STYLE_ALARM_DATE,
    STYLE_INPUT, /* to be filled in: text, not locked */
    STYLES,
};

/* Orange to blue, light in the middle: told apart by colour-blind readers and in a grey print, and by the number in any case. */
extern const lxw_color_t LEVEL_COLORS[LEVELS];
#define COLOR_INK 0x1F2933
#define COLOR_QUIET 0x616E7C
#define COLOR_ACCENT 0x1F5F8B
#define COLOR_UNKNOWN 0xD9D0E3
#define COLOR_TARGET 0x9AA5B1

/* A sheet whose columns have stated widths: rows become as high as their wrapped texts need, which no program works out when it opens a
 * workbook and which is lost in print. */
struct fitted_sheet {
    lxw_worksheet *sheet;
    double *widths;
    int columns;
    int row, lines; /* the row that was written to last, and its height so far */
};

/* Failures of single cells add up in `problem`, so that they are checked once, when the book is finished. */
struct book {
    lxw_workbook *workbook;
    lxw_format *styles[STYLES];
    bool wraps[STYLES];
    struct fitted_sheet *fitted;
    size_t nfitted;
    struct buffer clean, stored; /* scratch for texts */
    lxw_error problem;
    char *path; /* where it is written to */
    int memory; /* the file in memory, or -1 */
    locale_t numeric, before;
};

/* path: the file to write, or NULL for a book that book_finish hands out as bytes. created: seconds, for the properties: equal input then
 * gives an equal file. rows_in_order: constant memory; cells must come row by row in each sheet. */
enum status book_begin(struct book *b, const char *path, const char *title, int64_t created, bool rows_in_order, struct error *e);
/* Writes the file. out: for a book in memory, else NULL. Releases b in any case. */
enum status book_finish(struct book *b, struct buffer *out, struct error *e);
/* The same for a book that has a path and takes long: go_on is asked meanwhile, some dozens of times a second. ST_NO, without a sentence:
 * it said no. */
typedef bool book_go_on(void *context);
enum status book_finish_while(struct book *b, book_go_on *go_on, void *context, struct error *e);
void book_abandon(struct book *b);

/* A sheet with our page set-up: A4, footer with the sheet's name, `note` (may be "") and page numbers. */
enum page { PAGE_PORTRAIT, PAGE_LANDSCAPE };
lxw_worksheet *book_sheet(struct book *b, const char *name, enum page page, const char *note, struct error *e);
/* The first `rows` rows are repeated on each page and stay in view, as do the first `columns` columns; the sheet is as wide as `wide`
 * pages. */
void book_table(lxw_worksheet *sheet, int rows, int columns, int wide);

/* Text of any origin: never a formula, never a link, cleaned. NULL counts as "". */
void book_text(struct book *b, lxw_worksheet *sheet, int row, int column, const char *text, enum style style);
void book_number(struct book *b, lxw_worksheet *sheet, int row, int column, double number, enum style style);
/* A day "YYYY-MM-DD" as Excel's own, to be sorted, filtered and counted with; what is no day stays text. */
void book_date(struct book *b, lxw_worksheet *sheet, int row, int column, const char *date, enum style style);
/* Seconds since 1970, in the time zone that is to be shown. */
void book_time(struct book *b, lxw_worksheet *sheet, int row, int column, int64_t seconds);
/* 0…1000 as 0.0–100.0; below 0: a dash. */
void book_points(struct book *b, lxw_worksheet *sheet, int row, int column, int points, enum style style);
/* Merges cells of one row; the row becomes as high as the text needs in `width` columns of digits. Not for books with rows in order. */
void book_wide_text(struct book *b, lxw_worksheet *sheet, int row, int first, int last, int width, const char *text, enum style style);
/* Header cells from `column` on; a list that ends with NULL. */
void book_heads(struct book *b, lxw_worksheet *sheet, int row, const char *const *texts);
/* Sets the widths of the first columns, in digits; from then on book_text fits the rows' heights. */
void book_widths(struct book *b, lxw_worksheet *sheet, const double *widths, int count);

/* An answer as it stands in a level column: a number, "?" (unknown), "-" (not applicable), "○" or "×" (kind done), or nothing. */
#define MARK_UNKNOWN "?"
#define MARK_NA "-"
#define MARK_DONE "\xE2\x97\x8B"
#define MARK_NOT_DONE "\xC3\x97"
void book_answer(struct book *b, lxw_worksheet *sheet, int row, int column, enum answer_state state, int level);

#endif
