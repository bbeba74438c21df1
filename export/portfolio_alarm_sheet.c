/* What was asked after an alert, and where each supplier stands: who has to be rung comes first. */
#include "base/clock.h"
#include "base/i18n.h"
#include "export/portfolio_sheets.h"

struct walk {
    struct list list;
    bool ring; /* those to be rung, else the others */
};

/* What there is to say beside the state. */
static void put_remark(struct buffer *out, const struct urgent_request *r, enum urgent_state state)
{
    char words[URGENT_TEXT], ended[ENDED_TEXT], day[DATE_TEXT];
    if (urgent_set_aside(r)) { /* the words tell nothing else then */
        buffer_add_text(out, urgent_state_words(r, state, words));
    }
    if (r->ended_at[0] != '\0') {
        buffer_add_format(out, "%s%s", out->length > 0 ? _(", ") : "", ended_words(local_day_of(r->ended_at, day), "", ended));
    }
    if (state == URGENT_CLOSED) {
        buffer_add_format(out, "%s%s %s", out->length > 0 ? _(", ") : "", local_day_of(r->closed_at, day), r->closed_reason);
    }
}

static enum status visit(void *context, size_t alarm, const struct urgent_request *r, enum urgent_state state, struct error *e)
{
    struct walk *w = context;
    struct list *list = &w->list;
    struct book *b = &list->pb->book;
    const bool ring = urgent_to_ring(r, state, list->pb->alarms.today);
    char name[ALARM_NAME], day[DATE_TEXT];
    struct buffer remark;
    int row;
    if (ring != w->ring) {
        return ST_OK;
    }
    const enum status st = list_row(list, &row, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&remark, BUFFER_MAX_TEXT);
    put_remark(&remark, r, state);
    book_text(b, list->sheet, row, 0, urgent_state_label(state), ring ? STYLE_ALARM : STYLE_CELL);
    book_text(b, list->sheet, row, 1, alarm_name(&list->pb->alarms.each[alarm], name), STYLE_CELL);
    book_text(b, list->sheet, row, 2, r->code, STYLE_CELL);
    book_text(b, list->sheet, row, 3, r->name, STYLE_CELL);
    book_text(b, list->sheet, row, 4, tier_words(r->tier), STYLE_CELL_LINE);
    book_text(b, list->sheet, row, 5, r->ring, STYLE_CELL_LINE);
    book_text(b, list->sheet, row, 6, r->contact_name, STYLE_CELL);
    book_text(b, list->sheet, row, 7, r->email, STYLE_CELL);
    book_date(b, list->sheet, row, 8, local_day_of(r->issued_at, day), STYLE_CELL_DATE);
    book_date(b, list->sheet, row, 9, r->due, ring && state != URGENT_HELP ? STYLE_ALARM_DATE : STYLE_CELL_DATE);
    book_date(b, list->sheet, row, 10, local_day_of(r->replied_at, day), STYLE_CELL_DATE);
    book_text(b, list->sheet, row, 11, buffer_text(&remark), STYLE_CELL);
    const bool failed = remark.failed;
    buffer_release(&remark);
    return failed ? fail_memory(e) : ST_OK;
}

enum status portfolio_sheet_alarms(struct portfolio_book *pb, struct error *e)
{
    static const double widths[] = {18, 22, 12, 28, 11, 17, 16, 28, 11, 11, 11, 30};
    const char *const heads[] = {_("State"),         _("About"),   _("Code"),   _("Supplier"), _("Tier"),
                                 _("Phone to ring"), _("Contact"), _("E-mail"), _("Asked on"), _("Due on"),
                                 _("Replied on"),    _("Remark"),  NULL};
    struct walk w = {.list = {.pb = pb,
                              .name = _("Alarms"),
                              .heads = heads,
                              .widths = widths,
                              .columns = 12,
                              .head_rows = 1,
                              .fixed_columns = 4,
                              .pages_wide = 1},
                     .ring = true};
    if (pb->alarms.count == 0) {
        return ST_OK;
    }
    enum status st = list_begin(&w.list, e);
    st = st == ST_OK ? alarms_visit(&pb->alarms, pb->source, visit, &w, e) : st;
    w.ring = false;
    st = st == ST_OK ? alarms_visit(&pb->alarms, pb->source, visit, &w, e) : st;
    if (st == ST_OK) {
        list_end(&w.list, "");
    }
    return st;
}
