/* The two views of each question, and what was agreed to come later. */
#include "export/report_sheets.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"
#include "model/rating.h"

enum view_column { VIEW_NUMBER, VIEW_ITEM, VIEW_FIRM, VIEW_ASSESSOR, VIEW_DIFFERS, VIEW_SURE, VIEW_REASON, VIEW_NOTE, VIEW_COLUMNS };

static void view_row(struct report_book *rb, lxw_worksheet *sheet, int row, size_t index)
{
    struct book *b = &rb->ab.book;
    const struct question *q = &rb->in->list->questions[index];
    const struct rating rating = rating_view(&q->answer);
    const bool differs = rating_differs(&q->answer), silent = rating_lacks_reason(&q->answer);
    book_number(b, sheet, row, VIEW_NUMBER, question_list_number(rb->in->list, index), STYLE_CELL_CENTER);
    book_text(b, sheet, row, VIEW_ITEM, text_of(q->home_item->title), STYLE_CELL_STRONG);
    book_answer(b, sheet, row, VIEW_FIRM, q->answer.state, q->answer.level);
    book_answer(b, sheet, row, VIEW_ASSESSOR, rating.assessor >= 0 ? ANSWER_LEVEL : ANSWER_NONE, rating.assessor);
    book_text(b, sheet, row, VIEW_DIFFERS, differs ? _("differs") : "", STYLE_CELL_CENTER);
    book_text(b, sheet, row, VIEW_SURE, choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, rating.confidence), STYLE_CELL_CENTER);
    book_text(b, sheet, row, VIEW_REASON, silent ? _("no reason given yet") : rating.reason, silent ? STYLE_ALARM : STYLE_CELL);
    book_text(b, sheet, row, VIEW_NOTE, rating.note, STYLE_CELL);
}

/* Those that differ first. */
enum status report_views(struct report_book *rb, struct error *e)
{
    static const double widths[VIEW_COLUMNS] = {6, 24, 8, 9, 10, 16, 44, 44};
    const char *const heads[] = {_("No."),     _("Item"),     _("Your answer"),     _("Assessor"),
                                 _("Differs"), _("How sure"), _("Why they differ"), _("Assessor's note"),
                                 NULL};
    lxw_worksheet *sheet = answers_sheet(&rb->ab, _("Two views"), PAGE_LANDSCAPE, NULL, e);
    int row = 1;
    if (sheet == NULL) {
        return ST_SYSTEM;
    }
    book_widths(&rb->ab.book, sheet, widths, VIEW_COLUMNS);
    book_table(sheet, 1, 2, 1);
    worksheet_set_row(sheet, 0, 28, NULL);
    book_heads(&rb->ab.book, sheet, 0, heads);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < rb->in->list->count; i++) {
            const struct question *q = &rb->in->list->questions[i];
            const bool differs = rating_differs(&q->answer);
            if (!q->hidden && !q->repeated && json_get(q->answer.tree, "assessor") != NULL && differs == (pass == 0)) {
                view_row(rb, sheet, row++, i);
            }
        }
    }
    if (row > 1) {
        worksheet_autofilter(sheet, 0, 0, (lxw_row_t)row - 1, VIEW_COLUMNS - 1);
    } else {
        book_text(&rb->ab.book, sheet, 1, 0, _("The assessor has rated nothing yet."), STYLE_SUBTITLE);
    }
    return ST_OK;
}

enum followup_column { ABOUT, AGREED, OWNER, DUE, STATE, DONE_ON, FOLLOWUP_COLUMNS };

static void followup_row(struct report_book *rb, lxw_worksheet *sheet, int row, const cJSON *entry)
{
    struct book *b = &rb->ab.book;
    const char *pack = json_text(entry, "pack"), *item = json_text(entry, "item"), *done = json_text(entry, "done_at");
    const char *due = json_text(entry, "due");
    const size_t at = pack == NULL || item == NULL ? SIZE_MAX : question_find(rb->in->list, pack, item);
    char today[DATE_TEXT];
    local_day(rb->in->made_at, today);
    const bool finished = done != NULL || json_true(entry, "done"), late = !finished && due != NULL && strcmp(due, today) < 0;
    book_text(b, sheet, row, ABOUT, at == SIZE_MAX ? _("the firm as a whole") : text_of(rb->in->list->questions[at].home_item->title),
              STYLE_CELL_STRONG);
    book_text(b, sheet, row, AGREED, json_text(entry, "text"), STYLE_CELL);
    book_text(b, sheet, row, OWNER, json_text(entry, "owner"), STYLE_CELL);
    book_text(b, sheet, row, DUE, due, STYLE_CELL_CENTER);
    book_text(b, sheet, row, STATE, finished ? _("done") : late ? _("overdue") : _("still open"), late ? STYLE_ALARM : STYLE_CELL_CENTER);
    book_text(b, sheet, row, DONE_ON, done, STYLE_CELL_CENTER);
}

enum status report_followups(struct report_book *rb, struct error *e)
{
    static const double widths[FOLLOWUP_COLUMNS] = {26, 60, 22, 13, 12, 13};
    const char *const heads[] = {_("About"), _("Agreed next"), _("Who does it"), _("By (date)"), _("State"), _("Done on"), NULL};
    lxw_worksheet *sheet = answers_sheet(&rb->ab, _("Follow-ups"), PAGE_LANDSCAPE, NULL, e);
    int row = 1;
    if (sheet == NULL) {
        return ST_SYSTEM;
    }
    book_widths(&rb->ab.book, sheet, widths, FOLLOWUP_COLUMNS);
    book_table(sheet, 1, 1, 1);
    book_heads(&rb->ab.book, sheet, 0, heads);
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(rb->in->record, "followups"))
    {
        followup_row(rb, sheet, row++, entry);
    }
    if (row > 1) {
        worksheet_autofilter(sheet, 0, 0, (lxw_row_t)row - 1, FOLLOWUP_COLUMNS - 1);
    } else {
        book_text(&rb->ab.book, sheet, 1, 0, _("Nothing was left for later."), STYLE_SUBTITLE);
    }
    return ST_OK;
}
