/* The heat map, suppliers down and items across, and the list of those that are missing: one walk over the suppliers. */
#include "export/portfolio_sheets.h"

#include "base/i18n.h"
#include "export/portfolio_words.h"
#include "model/portfolio_standing.h"
#include "model/portfolio_statistics.h"

#define LEFT 6   /* columns before the items */
#define RIGHT 10 /* columns behind them: on the screen, not printed */
#define ITEM_WIDTH 3.7
#define ITEMS_A_PAGE 40 /* more items than this are printed on two pages side by side */
#define TURNED_HEIGHT 118.0

struct walk {
    struct portfolio_book *pb;
    struct list map, missing;
};

static void draw_packs(struct portfolio_book *pb, lxw_worksheet *sheet)
{
    const struct portfolio_source *source = pb->source;
    for (size_t first = 0, next; first < source->nitems; first = next) {
        const struct portfolio_item *item = &source->items[first];
        for (next = first + 1; next < source->nitems && strcmp(source->items[next].pack, item->pack) == 0; next++) {
            ;
        }
        const char *title = item->home ? text_of(item->home->title) : item->pack;
        if (next - first > 1) {
            book_wide_text(&pb->book, sheet, 0, LEFT + (int)first, LEFT + (int)next - 1, 1000, title, STYLE_HEAD);
        } else {
            book_text(&pb->book, sheet, 0, LEFT + (int)first, title, STYLE_HEAD);
        }
    }
}

static void draw_map_head(struct portfolio_book *pb, lxw_worksheet *sheet)
{
    const char *const left[LEFT + 1] = {_("Code"), _("Supplier"), _("Tier"), _("State"), _("Total"), _("Weakest essential"), NULL};
    const char *const right[RIGHT] = {_("Overrated by"),    _("Answered"),
                                      _("Answered on"),     _("Signature"),
                                      _("Remark"),          _("Firms of its size and industry"),
                                      _("Deviation score"), _("Their lower quartile"),
                                      _("Their median"),    _("Their upper quartile")};
    int behind = LEFT + (int)pb->source->nitems;
    draw_packs(pb, sheet);
    worksheet_set_row(sheet, 1, TURNED_HEIGHT, NULL);
    book_heads(&pb->book, sheet, 1, left);
    for (size_t i = 0; i < pb->source->nitems; i++) {
        book_text(&pb->book, sheet, 1, LEFT + (int)i, pb->source->items[i].title, STYLE_HEAD_TURNED);
    }
    for (int i = 0; i < RIGHT; i++) {
        book_text(&pb->book, sheet, 1, behind + i, right[i], STYLE_HEAD);
    }
}

void portfolio_mark(struct book *b, lxw_worksheet *sheet, int row, int column, int level)
{
    switch (level) {
    case PORTFOLIO_UNKNOWN:
        book_answer(b, sheet, row, column, ANSWER_UNKNOWN, 0);
        break;
    case PORTFOLIO_NA:
        book_answer(b, sheet, row, column, ANSWER_NA, 0);
        break;
    case PORTFOLIO_DONE:
        book_answer(b, sheet, row, column, ANSWER_DONE, 0);
        break;
    case PORTFOLIO_NOT_DONE:
        book_answer(b, sheet, row, column, ANSWER_NOT_DONE, 0);
        break;
    default:
        if (level >= 0 && level < LEVELS) {
            book_answer(b, sheet, row, column, ANSWER_LEVEL, level);
        } else {
            book_answer(b, sheet, row, column, ANSWER_NONE, 0);
        }
    }
}

/* How many firms of its size and industry there are, itself included, and where it stands among them when they are enough. */
static void write_peers(struct portfolio_book *pb, lxw_worksheet *sheet, int row, int column, const struct portfolio_supplier *s)
{
    struct book *b = &pb->book;
    size_t count = 0;
    const struct peers *p = !portfolio_scored(s) ? NULL : peer_groups_find(&pb->peers, s->employees, s->industry, &count);
    if (count == 0) {
        book_text(b, sheet, row, column, "", STYLE_CELL_LINE);
    } else {
        book_number(b, sheet, row, column, (double)count, STYLE_CELL_COUNT);
    }
    if (p != NULL) {
        book_number(b, sheet, row, column + 1, peers_deviation_score(p, s->total) / 10.0, STYLE_CELL_POINTS);
    } else {
        book_text(b, sheet, row, column + 1,
                  !portfolio_scored(s) ? ""
                  : count == 0         ? _("size or industry not named")
                                       : _("too few to compare"),
                  STYLE_CELL_LINE);
    }
    const int quartiles[] = {p == NULL ? SCORE_NONE : p->first, p == NULL ? SCORE_NONE : p->median, p == NULL ? SCORE_NONE : p->third};
    for (int i = 0; i < 3; i++) {
        book_points(b, sheet, row, column + 2 + i, quartiles[i], STYLE_CELL_POINTS);
    }
}

static void write_behind(struct portfolio_book *pb, lxw_worksheet *sheet, int row, const struct portfolio_supplier *s)
{
    struct book *b = &pb->book;
    int column = LEFT + (int)pb->source->nitems;
    char progress[48] = "";
    if (s->asked > 0) {
        snprintf(progress, sizeof progress, "%llu / %llu", (unsigned long long)s->answered, (unsigned long long)s->asked);
    }
    if (s->total >= 0 && s->perceived >= 0) {
        book_number(b, sheet, row, column, (s->perceived - s->total) / 10.0, STYLE_CELL_CHANGE);
    } else {
        book_text(b, sheet, row, column, "", STYLE_CELL_LINE);
    }
    book_text(b, sheet, row, column + 1, progress, STYLE_CELL_CENTER);
    book_date(b, sheet, row, column + 2, s->answered_on, STYLE_CELL_DATE);
    book_text(b, sheet, row, column + 3, verdict_shown(pb->source, s->verdict), STYLE_CELL_LINE);
    book_text(b, sheet, row, column + 4,
              s->score_differs                                    ? _("claims another score")
              : s->contradiction == PORTFOLIO_CONTRADICTION_NEW   ? _("contradictory")
              : s->contradiction == PORTFOLIO_CONTRADICTION_ASKED ? _("contradictory, asked about")
              : s->ratings == PORTFOLIO_RATINGS_CLAIMED           ? _("assessor only claimed")
                                                                  : "",
              STYLE_ALARM_LINE);
    write_peers(pb, sheet, row, column + 5, s);
}

/* Nothing came, and nothing had to, or has to any more. */
static bool has_time(const struct portfolio_supplier *s)
{
    return s->state == PORTFOLIO_WAITING || s->state == PORTFOLIO_UNASKED || s->state == PORTFOLIO_ENDED;
}

static void write_supplier(struct portfolio_book *pb, lxw_worksheet *sheet, int row, const struct portfolio_supplier *s)
{
    struct book *b = &pb->book;
    bool wanting = s->state != PORTFOLIO_ANSWERED && !has_time(s);
    char state[STANDING_TEXT];
    book_text(b, sheet, row, 0, s->code, STYLE_CELL);
    book_text(b, sheet, row, 1, s->name, STYLE_CELL);
    book_text(b, sheet, row, 2, tier_words(s->tier), STYLE_CELL_LINE);
    book_text(b, sheet, row, 3, standing_words(s, state), wanting ? STYLE_ALARM : STYLE_CELL);
    book_points(b, sheet, row, 4, s->total, STYLE_CELL_POINTS);
    book_answer(b, sheet, row, 5, s->floor >= 0 ? ANSWER_LEVEL : ANSWER_NONE, s->floor);
    for (size_t i = 0; i < pb->source->nitems; i++) {
        portfolio_mark(b, sheet, row, LEFT + (int)i, s->levels ? s->levels[i] : PORTFOLIO_UNANSWERED);
    }
    write_behind(pb, sheet, row, s);
}

static void write_missing(struct portfolio_book *pb, lxw_worksheet *sheet, int row, const struct portfolio_supplier *s)
{
    struct book *b = &pb->book;
    char state[STANDING_TEXT];
    book_text(b, sheet, row, 0, s->code, STYLE_CELL);
    book_text(b, sheet, row, 1, s->name, STYLE_CELL);
    book_text(b, sheet, row, 2, tier_words(s->tier), STYLE_CELL_LINE);
    book_text(b, sheet, row, 3, standing_words(s, state), has_time(s) ? STYLE_CELL : STYLE_ALARM);
    book_date(b, sheet, row, 4, s->due, STYLE_CELL_DATE);
    book_text(b, sheet, row, 5, s->contact_name, STYLE_CELL);
    book_text(b, sheet, row, 6, s->contact_email, STYLE_CELL);
    book_text(b, sheet, row, 7, s->contact_phone, STYLE_CELL_LINE);
    book_text(b, sheet, row, 8, s->emergency_phone, STYLE_CELL_LINE);
}

static enum status visit(void *context, const struct portfolio_supplier *s, struct error *e)
{
    struct walk *w = context;
    int row;
    portfolio_statistics_add(&w->pb->statistics, w->pb->source, s);
    enum status st = list_row(&w->map, &row, e);
    if (st != ST_OK) {
        return st;
    }
    write_supplier(w->pb, w->map.sheet, row, s);
    if (portfolio_state_answered(s->state) || s->state == PORTFOLIO_ENDED) { /* the other answers are in a list of their own */
        return ST_OK;
    }
    st = list_row(&w->missing, &row, e);
    if (st == ST_OK) {
        write_missing(w->pb, w->missing.sheet, row, s);
    }
    return st;
}

static enum status visit_peer(void *context, const struct portfolio_supplier *s, struct error *e)
{
    struct portfolio_book *pb = context;
    return portfolio_scored(s) ? peer_groups_add(&pb->peers, s->employees, s->industry, s->total, e) : ST_OK;
}

static double *map_widths(size_t nitems)
{
    static const double left[LEFT] = {10, 28, 10, 20, 7, 10.5}, right[RIGHT] = {10, 9, 11, 16, 18, 12, 24, 11, 11, 11};
    double *widths = malloc((LEFT + nitems + RIGHT) * sizeof *widths);
    if (!widths) {
        return NULL;
    }
    memcpy(widths, left, sizeof left);
    for (size_t i = 0; i < nitems; i++) {
        widths[LEFT + i] = ITEM_WIDTH;
    }
    memcpy(widths + LEFT + nitems, right, sizeof right);
    return widths;
}

enum status portfolio_sheet_suppliers(struct portfolio_book *pb, struct error *e)
{
    static const double missing_widths[] = {12, 34, 11, 18, 12, 20, 32, 18, 18};
    const char *const missing_heads[] = {_("Code"),    _("Supplier"), _("Tier"),  _("State"),           _("Due"),
                                         _("Contact"), _("E-mail"),   _("Phone"), _("Emergency phone"), NULL};
    double *widths = map_widths(pb->source->nitems);
    if (!widths) {
        return fail_memory(e);
    }
    struct walk w = {
        .pb = pb,
        .map = {.pb = pb,
                .name = _("Suppliers"),
                .widths = widths,
                .columns = LEFT + (int)pb->source->nitems + RIGHT,
                .printed = LEFT + (int)pb->source->nitems,
                .head_rows = 2,
                .fixed_columns = 2,
                .pages_wide = pb->source->nitems > ITEMS_A_PAGE ? 2 : 1,
                .draw_head = draw_map_head},
        .missing = {.pb = pb,
                    .name = _("Missing"),
                    .heads = missing_heads,
                    .widths = missing_widths,
                    .columns = 9,
                    .head_rows = 1,
                    .fixed_columns = 2,
                    .pages_wide = 1},
    };
    enum status st = pb->source->suppliers(pb->source, visit_peer, pb, e);
    if (st == ST_OK) {
        st = peer_groups_measure(&pb->peers, e);
    }
    if (st == ST_OK) {
        st = list_begin(&w.map, e);
    }
    if (st == ST_OK) {
        st = list_begin(&w.missing, e);
    }
    if (st == ST_OK) {
        st = pb->source->suppliers(pb->source, visit, &w, e);
    }
    if (st == ST_OK) {
        list_end(&w.map, _("No suppliers yet."));
        list_end(&w.missing, _("Every supplier has answered."));
    }
    free(widths);
    return st;
}
