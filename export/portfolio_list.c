#include "export/portfolio_sheets.h"

#include "base/i18n.h"

#define HEAD_HEIGHT 28.0 /* two lines */

static void plain_head(struct list *list)
{
    worksheet_set_row(list->sheet, 0, HEAD_HEIGHT, NULL);
    book_heads(&list->pb->book, list->sheet, 0, list->heads);
}

static enum status open_sheet(struct list *list, struct error *e)
{
    char name[160];
    struct portfolio_book *pb = list->pb;
    list->parts++;
    if (list->parts == 1) {
        snprintf(name, sizeof name, "%s", list->name);
    } else {
        snprintf(name, sizeof name, "%s (%d)", list->name, list->parts);
    }
    list->sheet = book_sheet(&pb->book, name, PAGE_LANDSCAPE, pb->note, e);
    if (!list->sheet) {
        return e ? e->status : ST_SYSTEM;
    }
    book_widths(&pb->book, list->sheet, list->widths, list->columns);
    book_table(list->sheet, list->head_rows, list->fixed_columns, list->pages_wide);
    if (list->draw_head) {
        list->draw_head(pb, list->sheet);
    } else {
        plain_head(list);
    }
    list->row = list->head_rows;
    return ST_OK;
}

static void filter(const struct list *list)
{
    int last = list->row > list->head_rows ? list->row - 1 : list->head_rows;
    worksheet_autofilter(list->sheet, (lxw_row_t)list->head_rows - 1, 0, (lxw_row_t)last, (lxw_col_t)(list->columns - 1));
    if (list->printed) {
        worksheet_print_area(list->sheet, 0, 0, (lxw_row_t)last, (lxw_col_t)(list->printed - 1));
    }
}

enum status list_begin(struct list *list, struct error *e)
{
    list->parts = 0;
    return open_sheet(list, e);
}

enum status list_row(struct list *list, int *row, struct error *e)
{
    if ((uint32_t)list->row >= list->pb->rows_max) {
        filter(list);
        enum status st = open_sheet(list, e);
        if (st != ST_OK) {
            return st;
        }
    }
    *row = list->row++;
    return ST_OK;
}

void list_end(struct list *list, const char *empty)
{
    struct portfolio_book *pb = list->pb;
    if (list->parts == 1 && list->row == list->head_rows) {
        book_text(&pb->book, list->sheet, list->row, 0, empty, STYLE_SUBTITLE);
    } else {
        filter(list);
    }
    if (list->parts > 1) {
        buffer_add_format(&pb->splits,
                          _n("The list \"%s\" has more rows than a sheet of Excel takes: it goes on in %d further sheet.",
                             "The list \"%s\" has more rows than a sheet of Excel takes: it goes on in %d further sheets.",
                             list->parts - 1),
                          list->name, list->parts - 1);
        buffer_add_char(&pb->splits, '\n');
    }
}

const char *verdict_shown(const struct portfolio_source *source, const char *verdict)
{
    return *verdict && source->verdict_words ? source->verdict_words(verdict) : verdict;
}
