/* What workbooks to be filled in share: drop-downs, colours, locked cells, and the hidden sheet that says what is what. Only
 * the files export/form_*.c and export/rating_sheet_*.c include this. */
#ifndef TENKEN_EXPORT_FORM_PARTS_H
#define TENKEN_EXPORT_FORM_PARTS_H

#include "export/book.h"
#include "model/pack.h"

/* The hidden sheet: lines of a name, a value and sometimes one thing more. */
struct form_map {
    struct book *book;
    lxw_worksheet *sheet;
    int row;
};
enum status form_map_begin(struct form_map *m, struct book *b, struct error *e);
/* Nothing when value is NULL; more may be NULL. */
void form_map_line(struct form_map *m, const char *name, const char *value, const char *more);
void form_map_end(struct form_map *m); /* hides it */

/* What a cell offers. Excel takes at most 255 characters for all lines of a list. */
#define FORM_OFFERS_MAX 24
#define FORM_OFFER_TEXT 100
struct form_offers {
    char text[FORM_OFFERS_MAX][FORM_OFFER_TEXT];
    char *list[FORM_OFFERS_MAX + 1];
    size_t count;
};
void form_offers_add(struct form_offers *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Levels "0 not yet" … "4 improving". */
void form_offers_levels(struct form_offers *o);
void form_offer(struct book *b, lxw_worksheet *sheet, int row, int column, struct form_offers *o);
/* The answers that an item of this kind takes. */
void form_offer_answer(struct book *b, lxw_worksheet *sheet, int row, int column, enum item_kind kind);
/* An answer takes its colour as soon as it is chosen. */
void form_color_answers(struct book *b, lxw_worksheet *sheet, int first_row, int last_row, int column);
void form_comment(struct book *b, lxw_worksheet *sheet, int row, int column, const char *text);
/* Hides what only the reader needs (the first row, the first column), and locks all but the cells to be filled in. */
void form_lock(lxw_worksheet *sheet);

#endif
