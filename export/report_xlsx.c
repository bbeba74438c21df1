#include "export/report_xlsx.h"

#include "base/i18n.h"
#include "export/answers_sheets.h"
#include "export/report_sheets.h"
#include "model/json.h"

static void begin_front(struct report_book *rb, lxw_worksheet *sheet)
{
    struct book *b = &rb->ab.book;
    const cJSON *record = rb->in->record;
    const char *name = json_text(json_get(record, "supplier"), "name"), *period = json_text(record, "period");
    char line[512], day[DATE_TEXT];
    local_day(rb->in->made_at, day);
    answers_grid(sheet);
    worksheet_fit_to_pages(sheet, 1, 1);
    worksheet_set_row(sheet, 0, 34, NULL);
    book_wide_text(b, sheet, 0, 0, GRID_COLUMNS - 1, 42, name != NULL && name[0] != '\0' ? name : _("(no name yet)"), STYLE_TITLE);
    (void)snprintf(line, sizeof line, _("Report after the interview, %s"), period == NULL ? "" : period);
    book_wide_text(b, sheet, 1, 0, 6, 200, line, STYLE_SUBTITLE);
    (void)snprintf(line, sizeof line, _("as of %s"), day);
    book_wide_text(b, sheet, 1, 7, GRID_COLUMNS - 1, 200, line, STYLE_SUBTITLE);
}

static int write_notice(struct report_book *rb, lxw_worksheet *sheet, int row)
{
    struct book *b = &rb->ab.book;
    if (rb->in->assessor != NULL && rb->in->assessor[0] != '\0') {
        char line[512];
        (void)snprintf(line, sizeof line, _("The interview was held by %.400s."), rb->in->assessor);
        book_wide_text(b, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS, line, STYLE_PLAIN);
    }
    book_wide_text(b, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS,
                   _("This report is for the owner. It shows the firm's whole record, so it is for none of its customers."), STYLE_PLAIN);
    book_wide_text(b, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS, _("It is not the signed answers."), STYLE_PLAIN);
    return row + 1;
}

static enum status write_front(struct report_book *rb, struct error *e)
{
    lxw_worksheet *sheet = answers_sheet(&rb->ab, _("Report"), PAGE_PORTRAIT, NULL, e);
    if (sheet == NULL) {
        return ST_SYSTEM;
    }
    begin_front(rb, sheet);
    answers_cards(&rb->ab, sheet);
    const int row = report_first_steps(rb, sheet, write_notice(rb, sheet, CARDS_END));
    (void)answers_chart_pair(&rb->ab, sheet, row + 1);
    return ST_OK;
}

static enum status load(struct report_book *rb, struct error *e)
{
    struct answers_book *ab = &rb->ab;
    const struct question_list *list = rb->in->list;
    /* A list of its own: the book releases it. */
    enum status st = question_list_build(&ab->questions, rb->in->catalog, list->packs, list->npacks, rb->in->facts, NULL, e);
    for (size_t i = 0; st == ST_OK && i < list->count && i < ab->questions.count; i++) {
        ab->questions.questions[i].target = list->questions[i].target; /* raised by requests */
    }
    for (size_t i = 0; i < list->npacks && ab->npacks < ANSWERS_PACKS_MAX; i++) {
        ab->packs[ab->npacks++] = list->packs[i];
    }
    st = st == ST_OK ? score_compute(&ab->questions, &ab->score, e) : st;
    return st == ST_OK ? gaps_find(&ab->questions, &ab->gaps, &ab->ngaps, e) : st;
}

static enum status write_book(struct report_book *rb, struct buffer *out, struct error *e)
{
    struct answers_charts charts;
    struct answers_book *ab = &rb->ab;
    const char *name = json_text(json_get(rb->in->record, "supplier"), "name"), *period = json_text(rb->in->record, "period");
    char title[160];
    (void)snprintf(ab->note, sizeof ab->note, "%.400s %.40s", name == NULL ? "" : name, period == NULL ? "" : period);
    (void)snprintf(title, sizeof title, _("Report after the interview, %s"), period == NULL ? "" : period);
    enum status st = book_begin(&ab->book, NULL, title, rb->in->made_at, false, e);
    if (st != ST_OK) {
        return st;
    }
    charts_plan(ab, &charts);
    ab->charts = &charts;
    st = write_front(rb, e);
    st = st == ST_OK ? report_plan(rb, e) : st;
    st = st == ST_OK ? report_views(rb, e) : st;
    st = st == ST_OK ? report_followups(rb, e) : st;
    st = st == ST_OK ? answers_scores(ab, e) : st;
    st = st == ST_OK ? answers_gaps(ab, e) : st;
    st = st == ST_OK ? answers_table(ab, e) : st;
    st = st == ST_OK ? answers_evidence(ab, e) : st;
    st = st == ST_OK ? answers_inventory(ab, e) : st;
    st = st == ST_OK ? answers_chart_data(ab, e) : st;
    ab->charts = NULL;
    if (st == ST_OK) {
        return book_finish(&ab->book, out, e);
    }
    book_abandon(&ab->book);
    return st;
}

enum status report_xlsx_write(const struct answers_html_input *in, struct buffer *out, struct error *e)
{
    const struct answers_xlsx_input none = {.catalog = in->catalog};
    struct report_book rb = {.in = in, .ab = {.in = &none, .document = in->record, .report = true}};
    answers_map_begin(&rb.ab.map);
    enum status st = load(&rb, e);
    st = st == ST_OK ? write_book(&rb, out, e) : st;
    free(rb.ab.gaps);
    score_release(&rb.ab.score);
    question_list_release(&rb.ab.questions);
    answers_map_release(&rb.ab.map);
    return st;
}
