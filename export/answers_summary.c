/* The first two sheets: who answered and how it stands; the points by section. */
#include "export/answers_sheets.h"

#include "base/i18n.h"
#include "model/json.h"

#define LABEL_COLUMNS 3
#define CARD_COLUMNS 3
#define CHART_WIDTH 330
#define CHART_HEIGHT 320
#define CHART_ROWS 17 /* that a chart takes at the usual height */

/* A line "label: value"; the value is mapped when it is a member of the document (pointer). */
struct facts_table {
    struct answers_book *ab;
    lxw_worksheet *sheet;
    int index; /* in the map */
    int row;
};

static void fact(struct facts_table *t, const char *label, const char *value)
{
    if (!value || !*value) {
        return;
    }
    struct book *b = &t->ab->book;
    worksheet_set_row(t->sheet, (lxw_row_t)t->row, 16, NULL);
    book_wide_text(b, t->sheet, t->row, 0, LABEL_COLUMNS - 1, 200, label, STYLE_MUTED);
    book_wide_text(b, t->sheet, t->row, LABEL_COLUMNS, GRID_COLUMNS - 1, 60, value, STYLE_PLAIN);
    t->row++;
}

static void fact_member(struct facts_table *t, const char *label, const char *pointer)
{
    const cJSON *value = map_pointer_find(t->ab->document, pointer);
    if (!cJSON_IsString(value) || !value->valuestring[0]) {
        return;
    }
    answers_map_add(&t->ab->map, t->index, t->row, LABEL_COLUMNS, MAP_TEXT, pointer);
    fact(t, label, value->valuestring);
}

static void write_facts(struct facts_table *t)
{
    const cJSON *document = t->ab->document, *request = t->ab->in->request;
    char revision[32];
    snprintf(revision, sizeof revision, "%lld", (long long)json_integer(document, "revision", 0));
    if (json_true(document, "unfinished")) {
        book_wide_text(&t->ab->book, t->sheet, t->row++, 0, GRID_COLUMNS - 1, GRID_DIGITS,
                       _("Unfinished: not every question that was asked is answered yet."), STYLE_ALARM);
        t->row++;
    }
    fact(t, _("For"), json_text(json_get(request, "requester"), "name"));
    fact(t, _("Asked about"), json_text(request, "about"));
    fact_member(t, _("Reading of the name"), "/supplier/name_kana");
    fact_member(t, _("Corporate number"), "/supplier/corporate_number");
    fact_member(t, _("Supplier code"), "/supplier/supplier_code");
    fact_member(t, _("Employees"), "/supplier/employees");
    fact_member(t, _("Industry"), "/supplier/industry");
    fact_member(t, _("Contact"), "/supplier/contact/name");
    fact_member(t, _("E-mail"), "/supplier/contact/email");
    fact_member(t, _("Phone"), "/supplier/contact/phone");
    fact_member(t, _("Emergency phone"), "/supplier/contact/emergency_phone");
    fact_member(t, _("Issued at"), "/issued_at");
    fact(t, _("Revision"), revision);
    fact_member(t, _("Number of the assessment"), "/assessment_id");
    fact_member(t, _("Affirmed by"), "/affirmation/name");
    fact_member(t, _("Position"), "/affirmation/role");
}

static void points_text(int points, char out[16])
{
    if (points < 0) {
        snprintf(out, 16, "\xE2\x80\x93");
    } else {
        snprintf(out, 16, "%d.%d", points / 10, points % 10);
    }
}

static void belief_caption(int believed, int total, char *out, size_t size)
{
    int gap = believed - total;
    if (believed < 0) {
        snprintf(out, size, "%s", _("not asked"));
    } else if (total < 0) {
        snprintf(out, size, "%s", ""); /* nothing to compare with */
    } else if (gap == 0) {
        snprintf(out, size, "%s", _("as the answers say"));
    } else if (gap > 0) {
        snprintf(out, size, _("%d.%d higher than the answers say"), gap / 10, gap % 10);
    } else {
        snprintf(out, size, _("%d.%d lower than the answers say"), -gap / 10, -gap % 10);
    }
}

void answers_cards(struct answers_book *ab, lxw_worksheet *sheet)
{
    static const enum style styles[] = {STYLE_CARD_LABEL, STYLE_CARD_WORD, STYLE_CARD_CAPTION};
    const struct score *score = &ab->score;
    char total[16], floor[16] = "\xE2\x80\x93", believed[16], belief[128], answered[48], rest[160];
    int64_t perceived = json_integer(ab->document, "perceived", -1);
    int expected = perceived < 0 ? SCORE_NONE : (int)perceived * LEVEL_POINTS;
    const char *weakest = "";
    points_text(score->total, total);
    points_text(expected, believed);
    belief_caption(expected, score->total, belief, sizeof belief);
    if (score->floor >= 0) {
        snprintf(floor, sizeof floor, "%d", score->floor);
    }
    if (score->weakest != SIZE_MAX) {
        weakest = text_of(ab->questions.questions[score->weakest].home_item->title);
    }
    snprintf(answered, sizeof answered, "%zu / %zu", score->answered, score->asked);
    snprintf(rest, sizeof rest, _("%zu don't know, %zu not applicable"), score->unknown, score->na);
    const char *const texts[3][4] = {
        {_("Total"), _("Weakest essential"), _("Expected beforehand"), _("Answered")},
        {total, floor, believed, answered},
        {_("of 100"), weakest, belief, rest},
    };
    static const double heights[] = {18, 34, 28};
    for (int part = 0; part < 3; part++) {
        worksheet_set_row(sheet, (lxw_row_t)(CARDS_ROW + part), heights[part], NULL);
        for (int place = 0; place < 4; place++) {
            book_wide_text(&ab->book, sheet, CARDS_ROW + part, place * CARD_COLUMNS, place * CARD_COLUMNS + CARD_COLUMNS - 1, 200,
                           texts[part][place], styles[part]);
        }
    }
}

/* Side by side; the first two that there are. */
int answers_chart_pair(struct answers_book *ab, lxw_worksheet *sheet, int row)
{
    int placed = 0;
    for (size_t p = 0; p < ab->npacks && placed < 2; p++) {
        lxw_chart *radar = charts_radar(ab, p);
        if (radar) {
            chart_place(&ab->book, sheet, row, placed++ * GRID_COLUMNS / 2, CHART_WIDTH, CHART_HEIGHT, radar);
        }
    }
    lxw_chart *sections = placed < 2 ? charts_sections(ab) : NULL;
    if (sections) {
        chart_place(&ab->book, sheet, row, placed++ * GRID_COLUMNS / 2, CHART_WIDTH, CHART_HEIGHT, sections);
    }
    return placed ? row + CHART_ROWS : row;
}

static const char *check_message(const struct answers_book *ab, const char *id)
{
    for (size_t p = 0; p < ab->npacks; p++) {
        const struct check *check = pack_check(ab->packs[p], id);
        if (check != NULL) {
            return text_of(check->message);
        }
    }
    return id;
}

static void write_checks(struct answers_book *ab, lxw_worksheet *sheet, int row)
{
    const cJSON *check;
    bool first = true;
    cJSON_ArrayForEach(check, json_get(ab->document, "checks"))
    {
        const char *id = json_text(check, "id");
        if (!id) {
            continue;
        }
        if (first) {
            book_wide_text(&ab->book, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS, _("Answers to look at together"), STYLE_HEADING);
        }
        first = false;
        book_wide_text(&ab->book, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS, check_message(ab, id), STYLE_PLAIN);
    }
}

enum status answers_summary(struct answers_book *ab, struct error *e)
{
    struct facts_table t = {.ab = ab, .row = CARDS_END};
    char subtitle[160];
    lxw_worksheet *sheet = t.sheet = answers_sheet(ab, _("Summary"), PAGE_PORTRAIT, &t.index, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    const char *period = json_text(ab->document, "period");
    const char *name = json_text(json_get(ab->document, "supplier"), "name");
    snprintf(subtitle, sizeof subtitle, _("Security self-assessment, %s"), period ? period : "");
    answers_grid(sheet);
    worksheet_fit_to_pages(sheet, 1, 1);
    worksheet_set_row(sheet, 0, 34, NULL);
    answers_map_add(&ab->map, t.index, 0, 0, MAP_TEXT, "/supplier/name");
    book_wide_text(&ab->book, sheet, 0, 0, GRID_COLUMNS - 1, 42, name ? name : "", STYLE_TITLE);
    book_wide_text(&ab->book, sheet, 1, 0, GRID_COLUMNS - 1, 200, subtitle, STYLE_SUBTITLE);
    answers_cards(ab, sheet);
    write_facts(&t);
    if (ab->missing) {
        book_wide_text(&ab->book, sheet, t.row++, 0, GRID_COLUMNS - 1, GRID_DIGITS,
                       _("A questionnaire that was answered is not at hand here: its answers are listed, but not scored."), STYLE_ALARM);
    }
    write_checks(ab, sheet, answers_chart_pair(ab, sheet, t.row + 1));
    return ST_OK;
}

static void score_row(struct answers_book *ab, lxw_worksheet *sheet, int row, const char *name, int points, int floor, enum style style)
{
    struct book *b = &ab->book;
    book_wide_text(b, sheet, row, 0, 9, 200, name, style);
    book_points(b, sheet, row, 10, points, STYLE_CELL_POINTS);
    if (floor >= 0) {
        book_answer(b, sheet, row, 11, ANSWER_LEVEL, floor);
    } else {
        book_text(b, sheet, row, 11, "", STYLE_CELL);
    }
}

static int score_table(struct answers_book *ab, lxw_worksheet *sheet, int row)
{
    struct book *b = &ab->book;
    worksheet_set_row(sheet, (lxw_row_t)row, 30, NULL);
    book_wide_text(b, sheet, row, 0, 9, 200, _("Questionnaire and section"), STYLE_HEAD);
    book_text(b, sheet, row, 10, _("Points of 100"), STYLE_HEAD);
    book_text(b, sheet, row++, 11, _("Weakest essential"), STYLE_HEAD);
    for (size_t p = 0; p < ab->score.npacks; p++) {
        const struct pack_score *score = &ab->score.packs[p];
        score_row(ab, sheet, row++, text_of(score->pack->title), score->total, score->floor, STYLE_CELL_STRONG);
        for (size_t s = 0; s < score->pack->nsections; s++) {
            score_row(ab, sheet, row++, text_of(score->pack->sections[s].title), score->sections[s], SCORE_NONE, STYLE_CELL_LINE);
        }
    }
    return row;
}

enum status answers_scores(struct answers_book *ab, struct error *e)
{
    lxw_worksheet *sheet = answers_sheet(ab, _("Scores"), PAGE_PORTRAIT, NULL, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    answers_grid(sheet);
    worksheet_fit_to_pages(sheet, 1, 1);
    int row = score_table(ab, sheet, 0) + 1;
    lxw_chart *sections = charts_sections(ab);
    int height = 90 + 26 * ab->charts->section_last;
    if (sections) {
        chart_place(&ab->book, sheet, row, 0, 2 * CHART_WIDTH, height, sections);
    }
    row += height / 20 + 2;
    int place = 0;
    /* The first two radars are on the summary. */
    for (size_t p = 0, seen = 0; p < ab->npacks; p++) {
        lxw_chart *radar = ab->charts->item_count[p] >= RADAR_LEAST && ++seen > 2 ? charts_radar(ab, p) : NULL;
        if (!radar) {
            continue;
        }
        chart_place(&ab->book, sheet, row + place / 2 * CHART_ROWS, place % 2 * GRID_COLUMNS / 2, CHART_WIDTH, CHART_HEIGHT, radar);
        place++;
    }
    return ST_OK;
}
