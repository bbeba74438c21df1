/* The sheets "Evidence" and "Inventory". */
#include "export/answers_sheets.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"

static void pointer_at(char *out, size_t size, int index, const char *member)
{
    snprintf(out, size, "/inventory/%d/%s", index, member);
}

static int write_evidence(struct answers_book *ab, lxw_worksheet *sheet, int row, const char *pack, const char *item, const cJSON *list)
{
    static const char *const members[] = {"title", "kind", "reference", "date", "sha256"};
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list)
    {
        book_text(&ab->book, sheet, row, 0, pack, STYLE_CELL);
        book_text(&ab->book, sheet, row, 1, item, STYLE_CELL_STRONG);
        for (int i = 0; i < 5; i++) {
            /* Where it lies is for those who may ask for it: a report is passed on. */
            const char *text = ab->report && i == 2 ? NULL : json_text(entry, members[i]);
            book_text(&ab->book, sheet, row, 2 + i, i == 1 ? choice_words(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, text) : text,
                      STYLE_CELL);
        }
        row++;
    }
    return row;
}

static int evidence_rows(struct answers_book *ab, lxw_worksheet *sheet)
{
    int row = 1;
    for (size_t i = 0; i < ab->questions.count; i++) {
        const struct question *q = &ab->questions.questions[i];
        if (!q->hidden && !q->repeated) {
            row =
                write_evidence(ab, sheet, row, text_of(q->pack->title), text_of(q->home_item->title), json_get(q->answer.tree, "evidence"));
        }
    }
    return row;
}

enum status answers_evidence(struct answers_book *ab, struct error *e)
{
    static const double widths[] = {22, 18, 32, 14, 42, 12, 34};
    const char *const heads[] = {_("Questionnaire"),    _("Item"), _("Evidence"), _("Kind"),
                                 _("Where to find it"), _("Date"), "SHA-256",     NULL};
    lxw_worksheet *sheet = answers_sheet(ab, _("Evidence"), PAGE_LANDSCAPE, NULL, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    book_widths(&ab->book, sheet, widths, 7);
    book_table(sheet, 1, 2, 1);
    book_heads(&ab->book, sheet, 0, heads);
    int rows = evidence_rows(ab, sheet);
    if (rows > 1) {
        worksheet_autofilter(sheet, 0, 0, (lxw_row_t)rows - 1, 6);
    } else {
        book_text(&ab->book, sheet, 1, 0, _("No evidence is named."), STYLE_SUBTITLE);
    }
    return ST_OK;
}

enum status answers_inventory(struct answers_book *ab, struct error *e)
{
    static const double widths[] = {40, 28, 18, 18, 18};
    static const char *const members[] = {"name", "vendor", "version"};
    const char *const heads[] = {_("Product or service"), _("Vendor"), _("Version"), _("Reachable from the internet"),
                                 _("Holds credentials"),  NULL};
    int index, row = 1;
    lxw_worksheet *sheet = answers_sheet(ab, _("Inventory"), PAGE_LANDSCAPE, &index, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    book_widths(&ab->book, sheet, widths, 5);
    book_table(sheet, 1, 1, 1);
    worksheet_set_row(sheet, 0, 28, NULL);
    book_heads(&ab->book, sheet, 0, heads);
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(ab->document, "inventory"))
    {
        char pointer[64];
        for (int i = 0; i < 3; i++) {
            pointer_at(pointer, sizeof pointer, row - 1, members[i]);
            answers_mapped_text(ab, sheet, index, row, i, pointer, i ? STYLE_CELL : STYLE_CELL_STRONG);
        }
        book_text(&ab->book, sheet, row, 3, json_true(entry, "internet") ? _("yes") : _("no"), STYLE_CELL_CENTER);
        book_text(&ab->book, sheet, row++, 4, json_true(entry, "credentials") ? _("yes") : _("no"), STYLE_CELL_CENTER);
    }
    if (row > 1) {
        worksheet_autofilter(sheet, 0, 0, (lxw_row_t)row - 1, 4);
    } else {
        book_text(&ab->book, sheet, 1, 0, _("No products are named."), STYLE_SUBTITLE);
    }
    return ST_OK;
}
