/* Gaps, products in use, and files that were not merged. */
#include "export/portfolio_sheets.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "export/cell_text.h"
#include "model/gap.h"

static enum status visit_gap(void *context, const struct portfolio_gap *gap, struct error *e)
{
    struct list *list = context;
    struct book *b = &list->pb->book;
    const struct portfolio_item *item = &list->pb->source->items[gap->item];
    const struct action *action = item->item ? gap_action(item->item, gap->level) : NULL;
    int row;
    enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    book_number(b, list->sheet, row, 0, gap->priority, STYLE_CELL_COUNT);
    book_text(b, list->sheet, row, 1, gap->code, STYLE_CELL);
    book_text(b, list->sheet, row, 2, gap->name, STYLE_CELL);
    book_text(b, list->sheet, row, 3, item->home ? text_of(item->home->title) : item->pack, STYLE_CELL);
    book_text(b, list->sheet, row, 4, item->title, STYLE_CELL);
    book_answer(b, list->sheet, row, 5, gap->unknown ? ANSWER_UNKNOWN : ANSWER_LEVEL, gap->level);
    book_number(b, list->sheet, row, 6, gap->target, STYLE_CELL_CENTER);
    book_text(b, list->sheet, row, 7, action ? text_of(action->text) : "", STYLE_CELL);
    if (action) {
        book_number(b, list->sheet, row, 8, action->initial.max, STYLE_CELL_YEN);
        book_number(b, list->sheet, row, 9, action->monthly.max, STYLE_CELL_YEN);
    } else {
        book_text(b, list->sheet, row, 8, "", STYLE_CELL);
        book_text(b, list->sheet, row, 9, "", STYLE_CELL);
    }
    return ST_OK;
}

enum status portfolio_sheet_gaps(struct portfolio_book *pb, struct error *e)
{
    static const double widths[] = {9, 10, 26, 25, 22, 7, 7, 58, 12, 12};
    const char *const heads[] = {_("Priority"), _("Code"),   _("Supplier"),  _("Questionnaire"),           _("Item"),
                                 _("Level"),    _("Target"), _("Next step"), _("At first, at most (yen)"), _("Monthly, at most (yen)"),
                                 NULL};
    struct list list = {
        .pb = pb, .name = _("Gaps"), .heads = heads, .widths = widths, .columns = 10, .head_rows = 1, .fixed_columns = 3, .pages_wide = 1};
    enum status st = list_begin(&list, e);
    if (st == ST_OK) {
        st = pb->source->gaps(pb->source, visit_gap, &list, e);
    }
    if (st == ST_OK) {
        list_end(&list, _("Nobody is below a target."));
    }
    return st;
}

static enum status visit_product(void *context, const struct portfolio_product *p, struct error *e)
{
    struct list *list = context;
    struct book *b = &list->pb->book;
    int row;
    enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    book_text(b, list->sheet, row, 0, p->product, STYLE_CELL_STRONG);
    book_text(b, list->sheet, row, 1, p->vendor, STYLE_CELL);
    book_text(b, list->sheet, row, 2, p->version, STYLE_CELL);
    book_text(b, list->sheet, row, 3, p->internet ? _("yes") : "", STYLE_CELL_CENTER);
    book_text(b, list->sheet, row, 4, p->credentials ? _("yes") : "", STYLE_CELL_CENTER);
    book_text(b, list->sheet, row, 5, p->code, STYLE_CELL);
    book_text(b, list->sheet, row, 6, p->name, STYLE_CELL);
    book_date(b, list->sheet, row, 7, p->answered_on, STYLE_CELL_DATE);
    return ST_OK;
}

enum status portfolio_sheet_products(struct portfolio_book *pb, struct error *e)
{
    static const double widths[] = {30, 20, 12, 17, 17, 12, 30, 12};
    const char *const heads[] = {
        _("Product"),  _("Vendor"),      _("Version"), _("Reachable from the internet"), _("Holds credentials"), _("Code"),
        _("Supplier"), _("Answered on"), NULL};
    struct list list = {.pb = pb,
                        .name = _("Inventory"),
                        .heads = heads,
                        .widths = widths,
                        .columns = 8,
                        .head_rows = 1,
                        .fixed_columns = 1,
                        .pages_wide = 1};
    enum status st = list_begin(&list, e);
    if (st == ST_OK) {
        st = pb->source->products(pb->source, visit_product, &list, e);
    }
    if (st == ST_OK) {
        list_end(&list, _("No supplier has named a product."));
    }
    return st;
}

static enum status visit_incident(void *context, const struct portfolio_incident *i, struct error *e)
{
    struct list *list = context;
    struct book *b = &list->pb->book;
    char fingerprint[CELL_FINGERPRINT];
    int64_t received;
    int row;
    enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    book_text(b, list->sheet, row, 0, i->file, STYLE_CELL);
    if (time_parse(i->received, &received)) {
        book_time(b, list->sheet, row, 1, local_seconds(received));
    } else {
        book_text(b, list->sheet, row, 1, i->received, STYLE_CELL);
    }
    book_text(b, list->sheet, row, 2, i->code, STYLE_CELL);
    book_text(b, list->sheet, row, 3, i->name, STYLE_CELL);
    book_text(b, list->sheet, row, 4, verdict_shown(list->pb->source, i->verdict), STYLE_CELL);
    book_text(b, list->sheet, row, 5, i->reason, STYLE_CELL);
    cell_fingerprint(i->fingerprint, fingerprint);
    book_text(b, list->sheet, row, 6, fingerprint, STYLE_CELL);
    return ST_OK;
}

enum status portfolio_sheet_incidents(struct portfolio_book *pb, struct error *e)
{
    static const double widths[] = {30, 16, 10, 24, 30, 42, 40};
    const char *const heads[] = {_("File"),
                                 _("Received"),
                                 _("Code"),
                                 _("Name as claimed"),
                                 _("Signature"),
                                 _("Reason"),
                                 _("Fingerprint of the signer's certificate"),
                                 NULL};
    const struct {
        enum portfolio_incident_kind kind;
        const char *name, *empty;
    } kinds[] = {
        {PORTFOLIO_INCIDENT_QUARANTINED, _("Quarantine"), _("Nothing is in quarantine.")},
        {PORTFOLIO_INCIDENT_CONFLICT, _("Conflicts"), _("No conflict is open.")},
        {PORTFOLIO_INCIDENT_REJECTED, _("Rejected"), _("No file was rejected.")},
    };
    enum status st = ST_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && st == ST_OK; i++) {
        struct list list = {.pb = pb,
                            .name = kinds[i].name,
                            .heads = heads,
                            .widths = widths,
                            .columns = 7,
                            .head_rows = 1,
                            .fixed_columns = 1,
                            .pages_wide = 1};
        st = list_begin(&list, e);
        if (st == ST_OK) {
            st = pb->source->incidents(pb->source, kinds[i].kind, visit_incident, &list, e);
        }
        if (st == ST_OK) {
            list_end(&list, kinds[i].empty);
        }
    }
    return st;
}
