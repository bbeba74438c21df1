/* The first sheet: where the suppliers stand, and what is weakest across them. */
#include "export/chart.h"
#include "export/portfolio_sheets.h"

#include "base/amount.h"
#include "base/clock.h"
#include "base/i18n.h"

#define COLUMNS 12
#define COLUMN_WIDTH 7.3
#define CARD 3          /* columns */
#define CARD_LETTERS 26 /* that a line of them has room for */
#define WEAKEST_SHOWN 15
#define TABLES_ROW 9
#define CHARTS_ROW 24
#define HALF 6     /* columns of one half of the page */
#define COUNT_AT 4 /* of a half: where its counts stand, two columns wide */

static void card(struct portfolio_book *pb, lxw_worksheet *sheet, int part, int place, const char *text)
{
    static const enum style styles[] = {STYLE_CARD_LABEL, STYLE_CARD_WORD, STYLE_CARD_CAPTION};
    book_wide_text(&pb->book, sheet, 3 + part, place * CARD, place * CARD + CARD - 1, CARD_LETTERS, text, styles[part]);
}

static void write_cards(struct portfolio_book *pb, lxw_worksheet *sheet)
{
    const struct portfolio_statistics *s = &pb->statistics;
    char count[AMOUNT_TEXT], of[64], mean[32] = "\xE2\x80\x93", late[AMOUNT_TEXT], held[AMOUNT_TEXT];
    int total = portfolio_mean(s);
    amount_text((int64_t)s->answered, count);
    snprintf(of, sizeof of, _("of %s suppliers"), COUNT_TEXT(s->suppliers));
    if (total >= 0) {
        snprintf(mean, sizeof mean, "%d.%d", total / 10, total % 10);
    }
    amount_text((int64_t)s->states[PORTFOLIO_LATE], late);
    amount_text((int64_t)s->held, held);
    const char *const texts[3][4] = {
        {_("Answered"), _("Mean total"), _("Late"), _("Held back")},
        {count, mean, late, held},
        {of, _("of 100"), _("nothing finished came by the due date"), _("quarantine and conflicts")},
    };
    for (int part = 0; part < 3; part++) {
        worksheet_set_row(sheet, (lxw_row_t)(3 + part), part == 1 ? 34 : 18, NULL);
        for (int place = 0; place < 4; place++) {
            card(pb, sheet, part, place, texts[part][place]);
        }
    }
}

static void count_row(struct portfolio_book *pb, lxw_worksheet *sheet, int row, int half, const char *label, uint64_t count,
                      enum style style)
{
    int first = half * HALF;
    book_wide_text(&pb->book, sheet, row, first, first + COUNT_AT - 1, 200, label, style);
    book_number(&pb->book, sheet, row, first + COUNT_AT, (double)count, STYLE_CELL_COUNT);
}

static void count_head(struct portfolio_book *pb, lxw_worksheet *sheet, int row, int half, const char *label)
{
    int first = half * HALF;
    book_wide_text(&pb->book, sheet, row, first, first + COUNT_AT - 1, 200, label, STYLE_HEAD);
    book_text(&pb->book, sheet, row, first + COUNT_AT, _("Suppliers"), STYLE_HEAD);
}

static void tier_row(struct portfolio_book *pb, lxw_worksheet *sheet, int row, enum portfolio_tier tier)
{
    char label[96];
    const int mean = portfolio_tier_mean(&pb->statistics, tier);
    if (mean >= 0) {
        snprintf(label, sizeof label, _("%s, mean %d.%d"), tier_said(tier), mean / 10, mean % 10);
    } else {
        snprintf(label, sizeof label, "%s", tier_said(tier));
    }
    count_row(pb, sheet, row, 1, label, pb->statistics.tiers[tier].suppliers, STYLE_CELL_LINE);
}

/* A state says where the answers of a supplier stand; what is begun may be late, too, and is no state of its own then. */
static const char *state_label(const struct portfolio_statistics *s, enum portfolio_state state, char out[96])
{
    if (state == PORTFOLIO_LATE && s->begun_late > 0) {
        (void)snprintf(out, 96, _("late (begun: %s)"), COUNT_TEXT(s->begun_late));
        return out;
    }
    return state == PORTFOLIO_CONFLICT     ? _("answered, in conflict")
           : state == PORTFOLIO_UNFINISHED ? _("begun, not late")
                                           : state_words(state);
}

/* Left: states, then weakest essentials; right: bands of the total, then tiers. Row by row, since rows must come in order. */
static void write_tables(struct portfolio_book *pb, lxw_worksheet *sheet)
{
    const struct portfolio_statistics *s = &pb->statistics;
    const int floors = TABLES_ROW + 1 + PORTFOLIO_STATES, tiers = TABLES_ROW + 1 + PORTFOLIO_BANDS;
    for (int row = TABLES_ROW; row <= floors + LEVELS || row <= tiers + 3; row++) {
        int state = row - TABLES_ROW - 1, level = row - floors - 1, band = row - TABLES_ROW - 1;
        if (row == TABLES_ROW) {
            count_head(pb, sheet, row, 0, _("State"));
            count_head(pb, sheet, row, 1, _("Total"));
            continue;
        }
        if (state < PORTFOLIO_STATES) {
            char words[96];
            count_row(pb, sheet, row, 0, state_label(s, (enum portfolio_state)state, words), s->states[state], STYLE_CELL_LINE);
        } else if (row == floors) {
            count_head(pb, sheet, row, 0, _("Weakest essential item"));
        } else if (level < LEVELS) {
            char label[96];
            snprintf(label, sizeof label, "%d %s", level, _(LEVEL_LABELS[level]));
            count_row(pb, sheet, row, 0, label, s->floors[level], (enum style)(STYLE_LEVEL_0 + level));
        }
        if (row == tiers) {
            count_head(pb, sheet, row, 1, _("Tier"));
        } else if (row == tiers + 1) {
            tier_row(pb, sheet, row, PORTFOLIO_TIER_HIGHER);
        } else if (row == tiers + 2) {
            tier_row(pb, sheet, row, PORTFOLIO_TIER_BASE);
        } else if (row == tiers + 3 && s->tiers[PORTFOLIO_TIER_UNSET].suppliers > 0) {
            tier_row(pb, sheet, row, PORTFOLIO_TIER_UNSET);
        } else if (band < PORTFOLIO_BANDS) {
            char label[32];
            snprintf(label, sizeof label, "%d\xE2\x80\x93%d", band * 10, band == PORTFOLIO_BANDS - 1 ? 100 : band * 10 + 9);
            count_row(pb, sheet, row, 1, label, s->bands[band], STYLE_CELL_LINE);
        }
    }
}

/* Of an axis that counts suppliers: without it, few of them would have halves between them. 0: the reader's program chooses. */
static double whole_unit(const uint64_t *counts, size_t n)
{
    uint64_t most = 0;
    for (size_t i = 0; i < n; i++) {
        most = counts[i] > most ? counts[i] : most;
    }
    return most <= 10 ? 1 : 0;
}

static void place_charts(struct portfolio_book *pb, lxw_worksheet *sheet)
{
    struct book *b = &pb->book;
    const char *name = sheet->name;
    int floors = TABLES_ROW + 2 + PORTFOLIO_STATES;
    lxw_chart *bands = chart_begin(b, LXW_CHART_COLUMN, _("Suppliers by total"));
    lxw_chart *weakest = chart_begin(b, LXW_CHART_COLUMN, _("Suppliers by weakest essential item"));
    if (!bands || !weakest) {
        return;
    }
    chart_series(bands, (struct cells){name, HALF, TABLES_ROW + 1, TABLES_ROW + PORTFOLIO_BANDS},
                 (struct cells){name, HALF + COUNT_AT, TABLES_ROW + 1, TABLES_ROW + PORTFOLIO_BANDS}, NULL, COLOR_ACCENT);
    chart_series(weakest, (struct cells){name, 0, floors, floors + LEVELS - 1}, (struct cells){name, COUNT_AT, floors, floors + LEVELS - 1},
                 NULL, LEVEL_COLORS[0]);
    lxw_chart_fill fills[LEVELS];
    lxw_chart_point points[LEVELS];
    lxw_chart_point *list[LEVELS + 1] = {NULL};
    for (int i = 0; i < LEVELS; i++) {
        fills[i] = (lxw_chart_fill){.color = LEVEL_COLORS[i]};
        points[i] = (lxw_chart_point){.fill = &fills[i]};
        list[i] = &points[i];
    }
    lxw_chart_series *series = STAILQ_FIRST(weakest->series_list);
    if (series) {
        chart_series_set_points(series, list);
    }
    lxw_chart *const charts[] = {weakest, bands};
    const struct portfolio_statistics *s = &pb->statistics;
    const double units[] = {whole_unit(s->floors, LEVELS), whole_unit(s->bands, PORTFOLIO_BANDS)};
    for (int i = 0; i < 2; i++) {
        chart_axes(charts[i], 0, units[i]);
        chart_legend_set_position(charts[i], LXW_CHART_LEGEND_NONE);
        chart_set_series_gap(charts[i], 40);
        chart_place(b, sheet, CHARTS_ROW, i * HALF, 330, 280, charts[i]);
    }
}

static void weakest_row(struct portfolio_book *pb, lxw_worksheet *sheet, int row, size_t index)
{
    struct book *b = &pb->book;
    const struct portfolio_item_statistics *item = &pb->statistics.items[index];
    double answers = (double)portfolio_item_answers(item);
    book_wide_text(b, sheet, row, 0, 2, 200, pb->source->items[index].title, STYLE_CELL_LINE);
    book_number(b, sheet, row, 3, portfolio_item_mean(item) / 100.0, STYLE_CELL_POINTS);
    book_number(b, sheet, row, 4, (double)item->below, STYLE_CELL_COUNT);
    book_number(b, sheet, row, 5, (double)item->below * 100.0 / answers, STYLE_CELL_COUNT);
    for (int level = 0; level < LEVELS; level++) {
        book_number(b, sheet, row, 6 + level, (double)item->levels[level], STYLE_CELL_COUNT);
    }
    book_number(b, sheet, row, 6 + LEVELS, (double)item->unknown, STYLE_CELL_COUNT);
}

static void weakest_heads(struct portfolio_book *pb, lxw_worksheet *sheet, int row)
{
    struct book *b = &pb->book;
    const char *const heads[] = {_("Mean level"), _("Below target"), _("Below target, %")};
    worksheet_set_row(sheet, (lxw_row_t)row, 30, NULL);
    book_wide_text(b, sheet, row, 0, 2, 200, _("Item"), STYLE_HEAD);
    for (int i = 0; i < 3; i++) {
        book_text(b, sheet, row, 3 + i, heads[i], STYLE_HEAD);
    }
    for (int level = 0; level < LEVELS; level++) {
        book_number(b, sheet, row, 6 + level, level, (enum style)(STYLE_LEVEL_0 + level));
    }
    book_text(b, sheet, row, 6 + LEVELS, MARK_UNKNOWN, STYLE_UNKNOWN);
}

static void place_weakest_chart(struct portfolio_book *pb, lxw_worksheet *sheet, int first, int last, int below)
{
    lxw_chart *chart = chart_begin(&pb->book, LXW_CHART_BAR_STACKED_PERCENT, _("Answers by level, in percent"));
    if (!chart) {
        return;
    }
    for (int i = 0; i <= LEVELS; i++) {
        char label[96];
        if (i < LEVELS) {
            snprintf(label, sizeof label, "%d %s", i, _(LEVEL_LABELS[i]));
        } else {
            snprintf(label, sizeof label, MARK_UNKNOWN " %s", answer_label(ANSWER_UNKNOWN, 0));
        }
        chart_series(chart, (struct cells){sheet->name, 0, first, last}, (struct cells){sheet->name, 6 + i, first, last}, label,
                     i < LEVELS ? LEVEL_COLORS[i] : COLOR_UNKNOWN);
    }
    chart_axes(chart, 0, 0);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_set_series_gap(chart, 30);
    chart_place(&pb->book, sheet, below + 1, 0, 660, 120 + 22 * (last - first + 1), chart);
}

enum status portfolio_sheet_weakest_items(struct portfolio_book *pb, lxw_worksheet *sheet, struct error *e)
{
    size_t *order = malloc((pb->statistics.nitems + 1) * sizeof *order);
    if (!order) {
        return fail_memory(e);
    }
    struct buffer missing;
    buffer_init(&missing, BUFFER_MAX_TEXT);
    packs_missing_words(pb->source, &missing);
    const int n = (int)portfolio_weakest(&pb->statistics, order);
    int drawn = 0; /* in the chart: more bars than these say nothing */
    while (drawn < n && drawn < WEAKEST_SHOWN && pb->statistics.items[order[drawn]].below > 0) {
        drawn++;
    }
    worksheet_set_column(sheet, 0, COLUMNS - 1, COLUMN_WIDTH, NULL);
    worksheet_set_row(sheet, 0, 34, NULL);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 2, 2);
    book_wide_text(&pb->book, sheet, 0, 0, COLUMNS - 1, 60, _("Where the suppliers are weakest"), STYLE_TITLE);
    if (missing.length > 0) {
        book_wide_text(&pb->book, sheet, 1, 0, COLUMNS - 1, 84, buffer_text(&missing), STYLE_ALARM);
    }
    weakest_heads(pb, sheet, 2);
    for (int i = 0; i < n; i++) {
        weakest_row(pb, sheet, 3 + i, order[i]);
    }
    if (drawn > 0) {
        place_weakest_chart(pb, sheet, 3, 2 + drawn, 3 + n);
    } else if (n > 0) {
        book_wide_text(&pb->book, sheet, 4 + n, 0, COLUMNS - 1, 84, _("Nobody is below a target."), STYLE_SUBTITLE);
    } else if (missing.length == 0) {
        book_wide_text(&pb->book, sheet, 3, 0, COLUMNS - 1, 84, _("Nobody has answered yet."), STYLE_SUBTITLE);
    }
    free(order);
    const bool failed = missing.failed;
    buffer_release(&missing);
    return failed ? fail_memory(e) : ST_OK;
}

void portfolio_sheet_summary(struct portfolio_book *pb, lxw_worksheet *sheet)
{
    const struct portfolio_statistics *s = &pb->statistics;
    char title[128], when[160], date[DATE_TEXT];
    local_day(pb->source->as_of, date);
    snprintf(title, sizeof title, _("Security of our suppliers, %s"), pb->source->period);
    snprintf(when, sizeof when, _("As of %s"), date);
    worksheet_set_column(sheet, 0, COLUMNS - 1, COLUMN_WIDTH, NULL);
    worksheet_set_row(sheet, 0, 34, NULL);
    worksheet_fit_to_pages(sheet, 1, 1);
    book_wide_text(&pb->book, sheet, 0, 0, COLUMNS - 1, 60, title, STYLE_TITLE);
    book_text(&pb->book, sheet, 1, 0, *pb->source->owner ? pb->source->owner : when, STYLE_SUBTITLE);
    if (*pb->source->owner) {
        book_text(&pb->book, sheet, 1, 2 * CARD, when, STYLE_SUBTITLE);
    }
    if (pb->alarms.burning > 0) {
        char burning[ALARMS_TEXT];
        book_wide_text(&pb->book, sheet, 2, 0, COLUMNS - 1, 84, alarms_words(&pb->alarms, burning), STYLE_ALARM);
    }
    write_cards(pb, sheet);
    if (s->believed > 0) {
        char overrated[OVERRATED_TEXT];
        book_wide_text(&pb->book, sheet, 7, 0, COLUMNS - 1, 84, overrated_words(s->overrated, s->believed, overrated), STYLE_PLAIN);
    }
    write_tables(pb, sheet);
    place_charts(pb, sheet);
}
