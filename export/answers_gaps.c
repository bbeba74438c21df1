/* The sheet "Gaps": what lies below its target, most urgent first, each with its next step. */
#include "export/answers_sheets.h"

#include "base/i18n.h"
#include "model/action_words.h"

enum column { ORDER, PACK, ITEM, LEVEL, TARGET, STEP, WHO, HOURS, INITIAL, MONTHLY, BASIS, PRIORITY, COLUMNS };

static void write_cost(struct answers_book *ab, lxw_worksheet *sheet, int row, int column, struct cost cost)
{
    char from[AMOUNT_TEXT], to[AMOUNT_TEXT], text[2 * AMOUNT_TEXT + 4];
    amount_text(cost.min, from);
    amount_text(cost.max, to);
    snprintf(text, sizeof text, cost.min == cost.max ? "%s" : "%s\xE2\x80\x93%s", from, to);
    book_text(&ab->book, sheet, row, column, text, STYLE_CELL_CENTER);
}

static void write_action(struct answers_book *ab, lxw_worksheet *sheet, int row, const struct pack *pack, const struct action *action)
{
    struct book *b = &ab->book;
    book_text(b, sheet, row, STEP, text_of(action->text), STYLE_CELL);
    book_text(b, sheet, row, WHO, who_words(action->who), STYLE_CELL_CENTER);
    if (action->hours > 0) {
        book_number(b, sheet, row, HOURS, action->hours, STYLE_CELL_CENTER);
    } else {
        book_text(b, sheet, row, HOURS, "", STYLE_CELL);
    }
    write_cost(ab, sheet, row, INITIAL, action->initial);
    write_cost(ab, sheet, row, MONTHLY, action->monthly);
    const char *source = action->cost_source ? pack_source_title(pack, action->cost_source) : NULL;
    bool free_of_cost = action->initial.max == 0 && action->monthly.max == 0;
    book_text(b, sheet, row, BASIS, source ? source : free_of_cost ? _("costs nothing") : _("estimate"), STYLE_CELL);
}

static void write_gap(struct answers_book *ab, lxw_worksheet *sheet, int row, const struct gap *gap)
{
    struct book *b = &ab->book;
    const struct question *q = &ab->questions.questions[gap->question];
    book_number(b, sheet, row, ORDER, row, STYLE_CELL_CENTER);
    book_text(b, sheet, row, PACK, text_of(q->pack->title), STYLE_CELL);
    book_text(b, sheet, row, ITEM, text_of(q->home_item->title), STYLE_CELL_STRONG);
    book_answer(b, sheet, row, LEVEL, q->answer.state, gap->level);
    book_number(b, sheet, row, TARGET, gap->target, STYLE_CELL_CENTER);
    book_number(b, sheet, row, PRIORITY, gap->priority, STYLE_CELL_CENTER);
    if (gap->action) {
        write_action(ab, sheet, row, q->home_pack, gap->action);
    } else {
        for (int column = STEP; column < PRIORITY; column++) {
            book_text(b, sheet, row, column, "", STYLE_CELL);
        }
    }
}

enum status answers_gaps(struct answers_book *ab, struct error *e)
{
    static const double widths[COLUMNS] = {6, 18, 16, 6, 6, 56, 9, 7, 15, 13, 16, 8};
    const char *const heads[] = {_("Order"),
                                 _("Questionnaire"),
                                 _("Item"),
                                 _("Level"),
                                 _("Target"),
                                 _("Next step"),
                                 _("Who"),
                                 _("Hours"),
                                 _("At first (yen)"),
                                 _("Monthly (yen)"),
                                 _("Basis of the costs"),
                                 _("Priority"),
                                 NULL};
    lxw_worksheet *sheet = answers_sheet(ab, _("Gaps"), PAGE_LANDSCAPE, NULL, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    book_widths(&ab->book, sheet, widths, COLUMNS);
    book_table(sheet, 1, 3, 1);
    worksheet_set_row(sheet, 0, 28, NULL);
    book_heads(&ab->book, sheet, 0, heads);
    for (size_t i = 0; i < ab->ngaps; i++) {
        write_gap(ab, sheet, (int)i + 1, &ab->gaps[i]);
    }
    if (ab->ngaps > 0) {
        worksheet_autofilter(sheet, 0, 0, (lxw_row_t)ab->ngaps, COLUMNS - 1);
    } else {
        book_text(&ab->book, sheet, 1, 0, _("Nothing lies below its target."), STYLE_SUBTITLE);
    }
    return ST_OK;
}
