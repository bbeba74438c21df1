/* What assessors make of suppliers' answers, beside what the firms say. Whose word it is stands in each row: without the signature of an
 * assessor whom the prime knows, it is the firm's. */
#include "export/portfolio_sheets.h"

#include "base/i18n.h"
#include "model/choices.h"

static void write_words(struct list *list, int row, const struct rating_words *words)
{
    struct book *b = &list->pb->book;
    if (words == NULL || words->reason == NULL) {
        book_text(b, list->sheet, row, 8, _("not known here"), STYLE_CELL);
        return;
    }
    book_text(b, list->sheet, row, 7, choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, words->confidence), STYLE_CELL_CENTER);
    book_text(b, list->sheet, row, 8, words->reason, STYLE_CELL);
    book_text(b, list->sheet, row, 9, words->note, STYLE_CELL);
}

static enum status write_row(struct list *list, const struct portfolio_supplier *s, size_t i, struct error *e)
{
    struct book *b = &list->pb->book;
    const struct portfolio_item *item = &list->pb->source->items[i];
    int row;
    const enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    book_text(b, list->sheet, row, 0, s->code, STYLE_CELL);
    book_text(b, list->sheet, row, 1, s->name, STYLE_CELL);
    book_text(b, list->sheet, row, 2, item->home ? text_of(item->home->title) : item->pack, STYLE_CELL);
    book_text(b, list->sheet, row, 3, item->title, STYLE_CELL);
    portfolio_mark(b, list->sheet, row, 4, s->levels[i]);
    portfolio_mark(b, list->sheet, row, 5, s->assessed[i]);
    const bool known = s->ratings == PORTFOLIO_RATINGS_KNOWN;
    book_text(b, list->sheet, row, 6, known ? s->assessor : _("only claimed by the firm"), known ? STYLE_CELL : STYLE_ALARM);
    write_words(list, row, s->rating_words == NULL ? NULL : &s->rating_words[i]);
    return ST_OK;
}

static enum status visit(void *context, const struct portfolio_supplier *s, struct error *e)
{
    struct list *list = context;
    enum status st = ST_OK;
    for (size_t i = 0; s->ratings != PORTFOLIO_RATINGS_NONE && i < list->pb->source->nitems && st == ST_OK; i++) {
        st = s->assessed[i] >= 0 ? write_row(list, s, i, e) : ST_OK;
    }
    return st;
}

enum status portfolio_sheet_assessors(struct portfolio_book *pb, struct error *e)
{
    static const double widths[] = {12, 32, 24, 28, 9, 10, 24, 18, 44, 44};
    const char *const heads[] = {
        _("Code"),     _("Supplier"),        _("Questionnaire"),   _("Item"), _("Level"), _("Assessor's level"), _("Whose word"),
        _("How sure"), _("Why they differ"), _("Assessor's note"), NULL};
    struct list list = {.pb = pb,
                        .name = _("Assessors"),
                        .heads = heads,
                        .widths = widths,
                        .columns = 10,
                        .head_rows = 1,
                        .fixed_columns = 2,
                        .pages_wide = 1};
    if (!pb->source->rated) {
        return ST_OK;
    }
    enum status st = list_begin(&list, e);
    st = st == ST_OK ? pb->source->suppliers(pb->source, visit, &list, e) : st;
    if (st == ST_OK) {
        list_end(&list, "");
    }
    return st;
}
