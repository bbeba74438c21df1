/* Charts of the answers workbook, and the sheet at the end that holds their figures. */
#include "export/answers_sheets.h"

#include "base/i18n.h"

enum { SECTION, POINTS, ITEM = 3, LEVEL, TARGET };

void charts_plan(const struct answers_book *ab, struct answers_charts *c)
{
    *c = (struct answers_charts){.sheet = _("Chart data")};
    for (size_t p = 0; p < ab->score.npacks; p++) {
        for (size_t s = 0; s < ab->score.packs[p].pack->nsections; s++) {
            c->section_last += ab->score.packs[p].sections[s] != SCORE_NONE;
        }
    }
    int row = 1;
    for (size_t p = 0; p < ab->npacks; p++) {
        c->item_first[p] = row;
        for (size_t i = 0; i < ab->questions.count; i++) {
            c->item_count[p] += ab->questions.questions[i].pack == ab->packs[p] && question_in_scope(&ab->questions.questions[i], NULL);
        }
        row += c->item_count[p];
    }
}

lxw_chart *charts_radar(struct answers_book *ab, size_t pack)
{
    const struct answers_charts *c = ab->charts;
    if (c->item_count[pack] < RADAR_LEAST) {
        return NULL;
    }
    lxw_chart *chart = chart_begin(&ab->book, LXW_CHART_RADAR_WITH_MARKERS, text_of(ab->packs[pack]->title));
    if (!chart) {
        return NULL;
    }
    int first = c->item_first[pack], last = first + c->item_count[pack] - 1;
    chart_series(chart, (struct cells){c->sheet, ITEM, first, last}, (struct cells){c->sheet, TARGET, first, last}, _("Target"),
                 COLOR_TARGET);
    chart_series(chart, (struct cells){c->sheet, ITEM, first, last}, (struct cells){c->sheet, LEVEL, first, last}, _("Answer"),
                 COLOR_ACCENT);
    chart_axes(chart, LEVELS - 1, 1);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    return chart;
}

lxw_chart *charts_sections(struct answers_book *ab)
{
    const struct answers_charts *c = ab->charts;
    lxw_chart *chart = c->section_last > 0 ? chart_begin(&ab->book, LXW_CHART_BAR, _("Points by section, of 100")) : NULL;
    if (!chart) {
        return NULL;
    }
    chart_series(chart, (struct cells){c->sheet, SECTION, 1, c->section_last}, (struct cells){c->sheet, POINTS, 1, c->section_last}, NULL,
                 COLOR_ACCENT);
    chart_axes(chart, 100, 25);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_set_series_gap(chart, 40);
    return chart;
}

static void write_sections(struct answers_book *ab, lxw_worksheet *sheet)
{
    int row = 1;
    for (size_t p = 0; p < ab->score.npacks; p++) {
        const struct pack_score *score = &ab->score.packs[p];
        for (size_t s = 0; s < score->pack->nsections; s++) {
            if (score->sections[s] == SCORE_NONE) {
                continue;
            }
            book_text(&ab->book, sheet, row, SECTION, text_of(score->pack->sections[s].title), STYLE_CELL_LINE);
            book_points(&ab->book, sheet, row++, POINTS, score->sections[s], STYLE_CELL_POINTS);
        }
    }
}

static void write_items(struct answers_book *ab, lxw_worksheet *sheet)
{
    int row = 1, level;
    for (size_t p = 0; p < ab->npacks; p++) {
        for (size_t i = 0; i < ab->questions.count; i++) {
            const struct question *q = &ab->questions.questions[i];
            if (q->pack != ab->packs[p] || !question_in_scope(q, &level)) {
                continue;
            }
            book_text(&ab->book, sheet, row, ITEM, text_of(q->home_item->title), STYLE_CELL_LINE);
            book_number(&ab->book, sheet, row, LEVEL, level, STYLE_CELL_CENTER);
            book_number(&ab->book, sheet, row++, TARGET, q->target, STYLE_CELL_CENTER);
        }
    }
}

enum status answers_chart_data(struct answers_book *ab, struct error *e)
{
    static const double widths[] = {28, 9, 3, 28, 9, 9};
    lxw_worksheet *sheet = answers_sheet(ab, ab->charts->sheet, PAGE_PORTRAIT, NULL, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    book_widths(&ab->book, sheet, widths, 6);
    worksheet_fit_to_pages(sheet, 1, 0);
    book_text(&ab->book, sheet, 0, SECTION, _("Section"), STYLE_HEAD);
    book_text(&ab->book, sheet, 0, POINTS, _("Points"), STYLE_HEAD);
    book_text(&ab->book, sheet, 0, ITEM, _("Item"), STYLE_HEAD);
    book_text(&ab->book, sheet, 0, LEVEL, _("Level"), STYLE_HEAD);
    book_text(&ab->book, sheet, 0, TARGET, _("Target"), STYLE_HEAD);
    write_sections(ab, sheet);
    write_items(ab, sheet);
    return ST_OK;
}
