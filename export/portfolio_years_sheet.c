/* This period beside the one before: by question, by supplier, and every answer that has changed. */
#include "base/i18n.h"
#include "export/portfolio_sheets.h"
#include "model/portfolio_view.h"
#include "model/two_years.h"

#define HEAD 48 /* "Total 2025" */

struct comparing {
    struct portfolio_book *pb;
    struct two_years years;
    char totals[2][HEAD], floors[2][HEAD], means[2][HEAD], levels[2][HEAD], answered[2][HEAD]; /* now, before */
    struct list list;
};

static void name_heads(struct comparing *c)
{
    const char *const periods[] = {c->pb->source->period, c->pb->source->period_before};
    for (int which = 0; which < 2; which++) {
        (void)snprintf(c->totals[which], HEAD, _("Total %s"), periods[which]);
        (void)snprintf(c->floors[which], HEAD, _("Weakest essential %s"), periods[which]);
        (void)snprintf(c->means[which], HEAD, _("Mean level %s"), periods[which]);
        (void)snprintf(c->levels[which], HEAD, _("Answer %s"), periods[which]);
        (void)snprintf(c->answered[which], HEAD, _("Answered %s"), periods[which]);
    }
}

static const char *questionnaire(const struct portfolio_item *item)
{
    return item->home ? text_of(item->home->title) : item->pack;
}

static void count_cell(struct list *list, int row, int column, uint64_t count)
{
    book_number(&list->pb->book, list->sheet, row, column, (double)count, STYLE_CELL_COUNT);
}

static void blank_cell(struct list *list, int row, int column)
{
    book_text(&list->pb->book, list->sheet, row, column, "", STYLE_CELL_LINE);
}

/* A mean level × 100, or nothing. */
static void mean_cell(struct list *list, int row, int column, int mean)
{
    if (mean >= 0) {
        book_number(&list->pb->book, list->sheet, row, column, mean / 100.0, STYLE_CELL_MEAN);
    } else {
        blank_cell(list, row, column);
    }
}

/* A zero would be an answer: what was not asked in one of the years has nothing there. */
static void answered_cells(struct list *list, int row, enum portfolio_question_kind kind, const struct question_years *n)
{
    const bool asked[2] = {kind != PORTFOLIO_QUESTION_RETIRED, kind != PORTFOLIO_QUESTION_NEW};
    for (int which = 0; which < 2; which++) {
        if (asked[which]) {
            count_cell(list, row, 5 - which, n->answered[which]);
        } else {
            blank_cell(list, row, 5 - which);
        }
        mean_cell(list, row, 7 - which, two_years_mean(n, which));
    }
    if (asked[0] && asked[1]) {
        count_cell(list, row, 8, n->changes.raised);
        count_cell(list, row, 9, n->changes.lowered);
    } else {
        blank_cell(list, row, 8);
        blank_cell(list, row, 9);
    }
}

static enum status write_questions(struct comparing *c, struct error *e)
{
    static const double widths[] = {28, 8, 34, 28, 13, 13, 12, 12, 13, 13};
    const char *const heads[] = {_("Questionnaire"),
                                 _("Number"),
                                 _("Item"),
                                 _("Question"),
                                 c->answered[1],
                                 c->answered[0],
                                 c->means[1],
                                 c->means[0],
                                 _("Suppliers that raised it"),
                                 _("Suppliers that lowered it"),
                                 NULL};
    struct list list = {.pb = c->pb,
                        .name = _("Questions, two years"),
                        .heads = heads,
                        .widths = widths,
                        .columns = 10,
                        .head_rows = 1,
                        .fixed_columns = 3,
                        .pages_wide = 1};
    struct book *b = &c->pb->book;
    enum status st = list_begin(&list, e);
    for (size_t i = 0; i < c->years.count && st == ST_OK; i++) {
        const struct portfolio_question *q = &c->years.questions[i];
        const struct question_years *n = &c->years.of[i];
        char number[VIEW_NUMBER_TEXT];
        int row;
        st = list_row(&list, &row, e);
        if (st == ST_OK) {
            book_text(b, list.sheet, row, 0, questionnaire(q->item), STYLE_CELL);
            book_text(b, list.sheet, row, 1, view_item_number(q->item, number), STYLE_CELL_CENTER);
            book_text(b, list.sheet, row, 2, q->item->title, STYLE_CELL);
            book_text(b, list.sheet, row, 3, question_kind_words(q->kind),
                      q->kind == PORTFOLIO_QUESTION_SAME ? STYLE_CELL : STYLE_CELL_STRONG);
            answered_cells(&list, row, q->kind, n);
        }
    }
    if (st == ST_OK) {
        list_end(&list, "");
    }
    return st;
}

static enum status visit_supplier(void *context, const struct portfolio_years *s, struct error *e)
{
    struct comparing *c = context;
    struct list *list = &c->list;
    struct book *b = &c->pb->book;
    int row;
    if (!two_years_both(s)) {
        return ST_OK;
    }
    const enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    const struct change_counts n = two_years_count(s, c->years.count);
    book_text(b, list->sheet, row, 0, s->code, STYLE_CELL);
    book_text(b, list->sheet, row, 1, s->name, STYLE_CELL);
    book_text(b, list->sheet, row, 2, tier_words(s->tier), STYLE_CELL_LINE);
    book_points(b, list->sheet, row, 3, s->total[1], STYLE_CELL_POINTS);
    book_points(b, list->sheet, row, 4, s->total[0], STYLE_CELL_POINTS);
    if (s->total[0] >= 0 && s->total[1] >= 0) {
        book_number(b, list->sheet, row, 5, (s->total[0] - s->total[1]) / 10.0, STYLE_CELL_CHANGE);
    } else {
        book_text(b, list->sheet, row, 5, "", STYLE_CELL);
    }
    portfolio_mark(b, list->sheet, row, 6, s->floor[1]);
    portfolio_mark(b, list->sheet, row, 7, s->floor[0]);
    count_cell(list, row, 8, n.raised);
    count_cell(list, row, 9, n.lowered);
    count_cell(list, row, 10, n.other);
    count_cell(list, row, 11, n.fresh);
    count_cell(list, row, 12, n.gone);
    return ST_OK;
}

static enum status write_suppliers(struct comparing *c, struct error *e)
{
    static const double widths[] = {12, 30, 12, 9, 9, 9, 14, 14, 13, 13, 13, 14, 14};
    const char *const heads[] = {_("Code"),
                                 _("Supplier"),
                                 _("Tier"),
                                 c->totals[1],
                                 c->totals[0],
                                 _("Change"),
                                 c->floors[1],
                                 c->floors[0],
                                 _("Answers raised"),
                                 _("Answers lowered"),
                                 _("Answered otherwise"),
                                 _("Not asked before"),
                                 _("No longer asked"),
                                 NULL};
    c->list = (struct list){.pb = c->pb,
                            .name = _("Suppliers, two years"),
                            .heads = heads,
                            .widths = widths,
                            .columns = 13,
                            .head_rows = 1,
                            .fixed_columns = 2,
                            .pages_wide = 1};
    enum status st = list_begin(&c->list, e);
    st = st == ST_OK ? c->pb->source->years(c->pb->source, visit_supplier, c, e) : st;
    if (st == ST_OK) {
        list_end(&c->list, _("No supplier has answered in both years."));
    }
    return st;
}

static enum status visit_changes(void *context, const struct portfolio_years *s, struct error *e)
{
    struct comparing *c = context;
    struct list *list = &c->list;
    struct book *b = &c->pb->book;
    enum status st = ST_OK;
    for (size_t i = 0; two_years_both(s) && i < c->years.count && st == ST_OK; i++) {
        const enum portfolio_change change = portfolio_change(s->levels[1][i], s->levels[0][i]);
        const struct portfolio_question *q = &c->years.questions[i];
        char number[VIEW_NUMBER_TEXT];
        int row;
        if (change == PORTFOLIO_CHANGE_NONE || q->kind == PORTFOLIO_QUESTION_NEW || q->kind == PORTFOLIO_QUESTION_RETIRED) {
            continue; /* the sheet of questions says once what thousands of rows would repeat */
        }
        st = list_row(list, &row, e);
        if (st == ST_OK) {
            book_text(b, list->sheet, row, 0, s->code, STYLE_CELL);
            book_text(b, list->sheet, row, 1, s->name, STYLE_CELL);
            book_text(b, list->sheet, row, 2, questionnaire(q->item), STYLE_CELL);
            book_text(b, list->sheet, row, 3, view_item_number(q->item, number), STYLE_CELL_CENTER);
            book_text(b, list->sheet, row, 4, q->item->title, STYLE_CELL);
            portfolio_mark(b, list->sheet, row, 5, s->levels[1][i]);
            portfolio_mark(b, list->sheet, row, 6, s->levels[0][i]);
            book_text(b, list->sheet, row, 7, portfolio_change_words(change),
                      change == PORTFOLIO_CHANGE_LOWERED ? STYLE_ALARM : STYLE_CELL);
            book_text(b, list->sheet, row, 8, q->kind == PORTFOLIO_QUESTION_SAME ? "" : question_kind_words(q->kind), STYLE_CELL);
        }
    }
    return st;
}

static enum status write_changes(struct comparing *c, struct error *e)
{
    static const double widths[] = {12, 30, 28, 8, 34, 10, 10, 18, 28};
    const char *const heads[] = {_("Code"),    _("Supplier"), _("Questionnaire"), _("Number"),   _("Item"),
                                 c->levels[1], c->levels[0],  _("Change"),        _("Question"), NULL};
    c->list = (struct list){.pb = c->pb,
                            .name = _("Changed answers"),
                            .heads = heads,
                            .widths = widths,
                            .columns = 9,
                            .head_rows = 1,
                            .fixed_columns = 2,
                            .pages_wide = 1};
    enum status st = list_begin(&c->list, e);
    st = st == ST_OK ? c->pb->source->years(c->pb->source, visit_changes, c, e) : st;
    if (st == ST_OK) {
        list_end(&c->list, _("No answer has changed."));
    }
    return st;
}

/* One sheet that says so. */
static enum status write_nothing(struct portfolio_book *pb, struct error *e)
{
    lxw_worksheet *sheet = book_sheet(&pb->book, _("Changed answers"), PAGE_PORTRAIT, pb->note, e);
    if (sheet == NULL) {
        return ST_SYSTEM;
    }
    char text[200];
    (void)snprintf(text, sizeof text, _("There are no answers from before %s to compare with."), pb->source->period);
    book_text(&pb->book, sheet, 0, 0, text, STYLE_SUBTITLE);
    return ST_OK;
}

enum status portfolio_sheet_years(struct portfolio_book *pb, struct error *e)
{
    struct comparing c = {.pb = pb};
    enum status st = two_years_gather(&c.years, pb->source, e);
    if (st != ST_OK || c.years.count == 0) {
        return st == ST_OK ? write_nothing(pb, e) : st;
    }
    name_heads(&c);
    st = write_questions(&c, e);
    st = st == ST_OK ? write_suppliers(&c, e) : st;
    st = st == ST_OK ? write_changes(&c, e) : st;
    two_years_release(&c.years);
    return st;
}
