/* What the suppliers plan, by date. */
#include "base/i18n.h"
#include "export/portfolio_sheets.h"

static enum status visit(void *context, const struct portfolio_plan *p, struct error *e)
{
    struct list *list = context;
    struct book *b = &list->pb->book;
    const struct portfolio_item *item = &list->pb->source->items[p->item];
    int row;
    const enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    book_date(b, list->sheet, row, 0, p->by, p->overdue ? STYLE_ALARM_DATE : STYLE_CELL_DATE);
    book_text(b, list->sheet, row, 1, p->overdue ? _("overdue") : p->by[0] == '\0' ? _("no date") : "", STYLE_CELL);
    book_text(b, list->sheet, row, 2, p->code, STYLE_CELL);
    book_text(b, list->sheet, row, 3, p->name, STYLE_CELL);
    book_text(b, list->sheet, row, 4, item->home ? text_of(item->home->title) : item->pack, STYLE_CELL);
    book_text(b, list->sheet, row, 5, item->title, STYLE_CELL);
    portfolio_mark(b, list->sheet, row, 6, p->level);
    portfolio_mark(b, list->sheet, row, 7, p->planned < 0 ? PORTFOLIO_UNANSWERED : p->planned);
    if (p->target >= 0) {
        book_number(b, list->sheet, row, 8, p->target, STYLE_CELL_CENTER);
    } else {
        book_text(b, list->sheet, row, 8, "", STYLE_CELL);
    }
    book_text(b, list->sheet, row, 9, p->owner, STYLE_CELL);
    return ST_OK;
}

enum status portfolio_sheet_plans(struct portfolio_book *pb, struct error *e)
{
    static const double widths[] = {12, 10, 12, 30, 26, 26, 7, 8, 8, 30};
    const char *const heads[] = {_("Planned for"),   _("Overdue"),     _("Code"),  _("Supplier"),
                                 _("Questionnaire"), _("Item"),        _("Level"), _("Planned level"),
                                 _("Target"),        _("Who does it"), NULL};
    struct list list = {
        .pb = pb, .name = _("Plans"), .heads = heads, .widths = widths, .columns = 10, .head_rows = 1, .fixed_columns = 4, .pages_wide = 1};
    enum status st = list_begin(&list, e);
    st = st == ST_OK ? pb->source->plans(pb->source, visit, &list, e) : st;
    if (st == ST_OK) {
        list_end(&list,
                 pb->source->plans_unknown > 0 ? _("No plan is known here: see the last sheet.") : _("No supplier has stated a plan."));
    }
    return st;
}
