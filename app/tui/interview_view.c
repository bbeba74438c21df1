#include "tui/interview_view.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/choices.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/rating.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/words.h"

#define LEFT 9 /* of the levels' labels: cursor, two marks, digit */
#define LINE_LEFT 2
#define SIDE_ROWS_MIN 5 /* below the question, with its rule */
#define TEXT_ROWS_MAX 2 /* of one labelled text */
#define FOLLOWUPS_SHOWN 3

/* ---- what there is to say ---- */

static struct rating_line *add_line(struct interview_view *view, enum rating_line_kind kind, const char *label, const char *text)
{
    if (view->nlines == RATING_LINES) {
        return NULL;
    }
    struct rating_line *line = &view->lines[view->nlines];
    *line = (struct rating_line){.kind = kind};
    (void)snprintf(line->label, sizeof line->label, "%s", label);
    if (snprintf(line->text, sizeof line->text, "%s", text) < 0) { /* a long one is cut; it shows less of it anyway */
        return NULL;
    }
    view->nlines++;
    return line;
}

static void add_fact(struct interview_view *view, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        (void)add_line(view, LINE_FACT, label, text);
    }
}

static void add_reason(struct interview_view *view, const struct session *s, size_t question, const struct rating *rating)
{
    const struct answer *answer = &s->list.questions[question].answer;
    if (!rating_differs(answer)) {
        return;
    }
    if (!rating_lacks_reason(answer)) {
        (void)add_line(view, LINE_REASON, _("Reason"), rating->reason);
        return;
    }
    struct rating_line *line = add_line(view, LINE_REASON, _("Reason"), _("still open: r says why the two differ"));
    if (line != NULL) {
        line->warning = true;
    }
}

static void add_ratings(struct interview_view *view, const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    const struct rating rating = session_rating(s, question);
    const struct answer assessor = {.state = rating.assessor < 0 ? ANSWER_NONE : ANSWER_LEVEL, .level = rating.assessor};
    char words[WORDS_MAX];
    char level[ANSWER_WORDS];
    (void)add_line(view, LINE_FIRM, _("Firm"), question_words(q, words));
    if (!session_shows_assessor(s, question)) {
        return;
    }
    if (q->home_item->kind == ITEM_LEVEL) {
        (void)add_line(view, LINE_ASSESSOR, _("Assessor"), rating.assessor < 0 ? _("not rated yet") : answer_words(&assessor, level));
        add_reason(view, s, question, &rating);
    }
    (void)add_line(view, LINE_CONFIDENCE, _("How sure"), "");
    if (rating.note[0] != '\0') {
        (void)add_line(view, LINE_NOTE, _("Shared note"), rating.note);
    }
}

static void add_followups(struct interview_view *view, const struct session *s, size_t question)
{
    size_t found[FOLLOWUPS_SHOWN];
    char today[DATE_TEXT];
    session_today(s, today);
    const size_t n = followup_list(s->assessment, FOLLOWUPS_OPEN, &s->list.questions[question], today, found, FOLLOWUPS_SHOWN);
    for (size_t i = 0; i < n && i < FOLLOWUPS_SHOWN; i++) {
        const struct followup f = followup_view(s->assessment, found[i]);
        char text[FACT_TEXT];
        const int used =
            snprintf(text, sizeof text, "%s%s%s%s%s", f.text, f.owner[0] == '\0' ? "" : "  ", f.owner, f.due[0] == '\0' ? "" : "  ", f.due);
        add_fact(view, _("Follow-up"), used < 0 ? NULL : text);
    }
}

static void add_facts(struct interview_view *view, const struct session *s, size_t question)
{
    const struct answer *a = &s->list.questions[question].answer;
    const int evidence = cJSON_GetArraySize(json_get(a->tree, "evidence"));
    char text[FACT_TEXT];
    if (a->unconfirmed) {
        add_fact(view, "!", _("Unconfirmed, from before: y if it is still so."));
    }
    if (a->state == ANSWER_NA) {
        add_fact(view, _("Because"), json_text(a->tree, "na_reason"));
    }
    add_fact(view, _("Firm's note"), json_text(a->tree, "note"));
    if (a->planned_level >= 0 && a->planned_level < LEVELS) {
        const char *by = json_text(a->tree, "planned_by");
        (void)snprintf(text, sizeof text, "%d %s  %s", a->planned_level, _(LEVEL_LABELS[a->planned_level]), by == NULL ? "" : by);
        add_fact(view, _("Planned"), text);
    }
    if (evidence > 0) {
        (void)snprintf(text, sizeof text, _n("%d piece", "%d pieces", evidence), evidence);
        add_fact(view, _("Evidence"), text);
    }
    add_followups(view, s, question);
}

/* ---- places ---- */

static int states_rows(struct interview_view *view, const struct question *q, int row)
{
    const int first = row;
    int column = LEFT - 2;
    for (int i = question_levels(q) == LEVELS ? CHOICE_UNKNOWN : CHOICE_NA; i < CHOICES; i++) {
        const int wide = 4 + width_text(choice_text(i));
        if (column > LEFT - 2 && column + wide > view->body.columns) {
            column = LEFT - 2;
            row++;
        }
        view->choices[i] = (struct area){row, column, 1, wide};
        column += wide + 2;
    }
    return row + 1 - first;
}

/* Blocks below each other from a row on; returns the row after the last. air: empty rows to hand out between them. */
static int place_blocks(struct interview_view *view, const struct question *q, bool with_why, int air)
{
    const int wide = view->body.columns;
    const int left = LEFT + view->label_columns + 2;
    const bool airy = air > question_levels(q) + 4; /* for a row between any two levels, too */
    int row = air > 3 ? 1 : 0;
    air -= row;
    memset(view->choices, 0, sizeof view->choices);
#define GAP() (air > 0 ? (air--, 1) : 0)
    const int from = view->text_column;
    view->question = (struct area){row, from, wrap_lines(text_of(q->home_item->text), wide - from), wide - from};
    row += view->question.rows + GAP();
    view->why = (struct area){row, from, with_why ? wrap_lines(text_of(q->home_item->why), wide - from) : 0, wide - from};
    row += with_why ? view->why.rows + GAP() : 0;
    for (int i = 0; i < question_levels(q); i++) {
        const int lines = wrap_lines(level_text(q, i), wide - left);
        view->choices[i] = (struct area){row, 0, lines > 0 ? lines : 1, wide};
        row += view->choices[i].rows + (airy && i + 1 < question_levels(q) ? GAP() : 0);
    }
    row += states_rows(view, q, row) + GAP();
    const int text = LINE_LEFT + view->line_label_columns + 2;
    for (int i = 0; i < view->nlines; i++) {
        const int lines = wrap_lines(view->lines[i].text, wide - text);
        view->lines[i].area = (struct area){row, text, lines < 1 ? 1 : lines > TEXT_ROWS_MAX ? TEXT_ROWS_MAX : lines, wide - text};
        row += view->lines[i].area.rows;
    }
    const int remark = wrap_lines(view->remark_text, wide - LINE_LEFT);
    row += remark > 0 ? GAP() : 0;
    view->remark = (struct area){row, LINE_LEFT, remark, wide - LINE_LEFT};
#undef GAP
    return row + remark;
}

static void measure_labels(struct interview_view *view, const struct question *q)
{
    view->label_columns = view->line_label_columns = 0;
    for (int i = 0; i < question_levels(q); i++) {
        const int wide = width_text(level_label(q, i));
        view->label_columns = wide > view->label_columns ? wide : view->label_columns;
    }
    for (int i = 0; i < view->nlines; i++) {
        const int wide = width_text(view->lines[i].label);
        view->line_label_columns = wide > view->line_label_columns ? wide : view->line_label_columns;
    }
}

/* The screen divided: where the question goes, where the side. Below it the side gets what the question leaves. */
static void divide(struct interview_view *view, const struct session *s, size_t question, struct area inside)
{
    const bool beside = inside.columns >= INTERVIEW_BESIDE;
    view->side = view->private = (struct area){0};
    if (s->presenter) {
        const int wide = inside.columns - 4 > TEXT_COLUMNS + LEFT ? TEXT_COLUMNS + LEFT : inside.columns - 1;
        view->body = (struct area){inside.row, (inside.columns - wide) / 3, inside.rows, wide};
    } else if (beside) {
        int wide = inside.columns * 58 / 100;
        wide = wide > TEXT_COLUMNS + LEFT ? TEXT_COLUMNS + LEFT : wide;
        int air = inside.columns - wide - TEXT_COLUMNS;
        air = air < 0 ? 0 : air / 3;
        view->body = (struct area){inside.row, air / 2, inside.rows, wide - 1};
        const int column = air / 2 + wide + 2 + air / 2;
        view->side = (struct area){inside.row, column, inside.rows, inside.columns - column - 1 - air / 2};
        view->side.columns = view->side.columns > TEXT_COLUMNS ? TEXT_COLUMNS : view->side.columns;
    } else {
        view->body = (struct area){inside.row, 0, inside.rows - SIDE_ROWS_MIN, inside.columns - 1};
        view->side = (struct area){0, 2, SIDE_ROWS_MIN - 1, inside.columns - 3};
    }
    if (view->side.columns > 0) {
        view->private = view->side;
        view->private.rows = interview_private(s, question, view->side, beside, NULL);
        view->side_rows = interview_side(s, question, view->side, 0, beside, NULL);
    }
}

/* The side below takes the rows that the question does not need, and is moved up to it. */
static void fit_below(struct interview_view *view, struct area inside)
{
    const int spare = inside.rows - 1 - view->height;
    const int want = view->side_rows + view->private.rows;
    int rows = spare > want ? want : spare;
    rows = rows < SIDE_ROWS_MIN - 1 ? SIDE_ROWS_MIN - 1 : rows;
    view->body.rows = inside.rows - 1 - rows;
    view->side.row = inside.row + view->body.rows + 1;
    view->side.rows = rows;
}

void interview_view_compute(struct interview_view *view, const struct session *s, size_t question, int cursor, int rows, int columns)
{
    const struct question *q = &s->list.questions[question];
    const struct area inside = frame_inside(rows, columns);
    char number[NUMBER_TEXT];
    view->text_column = question_number_words(s, question, number);
    view->nlines = 0;
    add_ratings(view, s, question);
    add_facts(view, s, question);
    question_remark(s, question, view->remark_text);
    measure_labels(view, q);
    divide(view, s, question, inside);
    const bool below = view->side.columns > 0 && view->side.row != inside.row;
    const int room = below ? inside.rows - 1 - view->side_rows - view->private.rows : inside.rows;
    const int bare = place_blocks(view, q, false, 0);
    const bool why = place_blocks(view, q, true, 0) + 2 <= room;
    const int least = why ? place_blocks(view, q, true, 0) : bare;
    view->height = place_blocks(view, q, why, room > least ? room - least : 0);
    if (below) {
        fit_below(view, inside);
    }
    if (view->private.rows > 0) {
        view->private.row = view->side.row + view->side.rows - view->private.rows;
        view->side.rows -= view->private.rows + (below ? 0 : 1);
    }
    const struct area *must = &view->choices[cursor < 0 ? 0 : cursor];
    const int most = view->height - view->body.rows;
    view->scroll = must->row + must->rows + 2 - view->body.rows;
    view->scroll = view->scroll > most ? most : view->scroll;
    view->scroll = view->scroll < 0 ? 0 : view->scroll;
}

/* ---- the mouse ---- */

static bool within(struct area a, int row, int column)
{
    return row >= a.row && row < a.row + a.rows && column >= a.column && column < a.column + a.columns;
}

/* Where a word of confidence stands in its line; the first choice, none, is not shown. */
static struct area confidence_area(const struct rating_line *line, size_t i)
{
    int column = line->area.column;
    for (size_t k = 1; k < i; k++) {
        column += width_text(_(CONFIDENCE_CHOICES[k].label)) + 3;
    }
    return (struct area){line->area.row, column, 1, width_text(_(CONFIDENCE_CHOICES[i].label)) + 2};
}

struct interview_spot interview_view_spot(const struct interview_view *view, const struct session *s, size_t question, int row, int column)
{
    const struct question *q = &s->list.questions[question];
    struct interview_spot spot = {.choice = -1, .line = -1};
    if (!within(view->body, row, column)) {
        return spot;
    }
    row += view->scroll - view->body.row;
    column -= view->body.column;
    for (int i = 0; i < CHOICES; i++) {
        if ((i >= LEVELS || i < question_levels(q)) && within(view->choices[i], row, column)) {
            spot.choice = i;
        }
    }
    for (int i = 0; i < view->nlines; i++) {
        const struct rating_line *line = &view->lines[i];
        if (row < line->area.row || row >= line->area.row + line->area.rows) {
            continue;
        }
        spot.line = i;
        for (size_t k = 1; line->kind == LINE_CONFIDENCE && k < CONFIDENCE_CHOICE_COUNT; k++) {
            if (within(confidence_area(line, k), row, column)) {
                spot.confidence = CONFIDENCE_CHOICES[k].value;
            }
        }
    }
    return spot;
}

/* ---- painting ---- */

static void draw_level(const struct interview_view *view, const struct session *s, size_t question, int level, bool here, struct grid *g)
{
    const struct question *q = &s->list.questions[question];
    const struct area area = view->choices[level];
    const bool firm = choice_given(q, level);
    const bool assessor = q->home_item->kind == ITEM_LEVEL && session_rating(s, question).assessor == level;
    const enum role role = here ? ROLE_ACCENT : firm || assessor ? ROLE_STRONG : ROLE_TEXT;
    const char key[2] = {(char)('0' + level), '\0'};
    const int left = LEFT + view->label_columns + 2;
    (void)grid_text(g, area.row, 0, 1, role, here ? ">" : "");
    (void)grid_text(g, area.row, 1, 2, role, firm ? _("Fm") : "");
    (void)grid_text(g, area.row, 4, 2, role, assessor ? _("As") : "");
    (void)grid_text(g, area.row, LEFT - 2, 1, role, key);
    (void)grid_text(g, area.row, LEFT, view->label_columns, role, level_label(q, level));
    (void)grid_wrap(g, (struct area){area.row, left, area.rows, area.columns - left}, 0, role, level_text(q, level));
}

static void draw_state(const struct interview_view *view, const struct question *q, int choice, bool here, struct grid *g)
{
    const struct area area = view->choices[choice];
    const enum role role = here ? ROLE_ACCENT : choice_given(q, choice) ? ROLE_STRONG : ROLE_QUIET;
    char text[WORDS_MAX];
    (void)snprintf(text, sizeof text, choice_given(q, choice) ? "[%s] %s" : "%s %s", choice_key(choice), choice_text(choice));
    (void)grid_text(g, area.row, area.column - 1, 1, role, here ? ">" : "");
    (void)grid_text(g, area.row, area.column, area.columns, role, text);
}

static void draw_confidence(const struct rating_line *line, const char *now, struct grid *g)
{
    for (size_t i = 1; i < CONFIDENCE_CHOICE_COUNT; i++) {
        const bool here = strcmp(now, CONFIDENCE_CHOICES[i].value) == 0;
        const struct area area = confidence_area(line, i);
        char text[WORDS_MAX];
        (void)snprintf(text, sizeof text, here ? "[%s]" : " %s ", _(CONFIDENCE_CHOICES[i].label));
        (void)grid_text(g, area.row, area.column - 1, area.columns, here ? ROLE_STRONG : ROLE_QUIET, text);
    }
}

static void draw_line(const struct interview_view *view, const struct rating_line *line, const struct rating *rating,
                      enum rating_focus focus, struct grid *g)
{
    const bool here = (line->kind == LINE_FIRM && focus == FOCUS_FIRM) || (line->kind == LINE_ASSESSOR && focus == FOCUS_ASSESSOR);
    const enum role role = line->warning ? ROLE_WARNING : here ? ROLE_ACCENT : line->kind <= LINE_ASSESSOR ? ROLE_STRONG : ROLE_TEXT;
    (void)grid_text(g, line->area.row, 0, 1, role, here ? ">" : line->warning ? "!" : "");
    (void)grid_text(g, line->area.row, LINE_LEFT, view->line_label_columns, here ? role : line->warning ? role : ROLE_QUIET, line->label);
    if (line->kind == LINE_CONFIDENCE) {
        draw_confidence(line, rating->confidence, g);
    } else {
        (void)grid_wrap(g, line->area, 0, role, line->text);
    }
}

static void draw_body(const struct interview_view *view, const struct session *s, size_t question, int cursor, enum rating_focus focus,
                      struct grid *g)
{
    const struct question *q = &s->list.questions[question];
    const struct rating rating = session_rating(s, question);
    question_head_draw(s, question, view->question, view->why, g);
    for (int i = 0; i < question_levels(q); i++) {
        draw_level(view, s, question, i, cursor == i, g);
    }
    for (int i = CHOICE_UNKNOWN; i < CHOICES; i++) {
        if (view->choices[i].rows > 0) {
            draw_state(view, q, i, cursor == i, g);
        }
    }
    for (int i = 0; i < view->nlines; i++) {
        draw_line(view, &view->lines[i], &rating, focus, g);
    }
    question_remark_draw(view->remark, view->remark_text, g);
}

void interview_view_draw(const struct interview_view *view, const struct session *s, size_t question, int cursor, enum rating_focus focus,
                         int side_top, struct grid *g)
{
    struct grid canvas;
    const bool beside = view->side.row == view->body.row;
    const int rows = view->height > view->body.rows ? view->height : view->body.rows;
    if (grid_init(&canvas, rows, view->body.columns, NULL) == ST_OK) {
        draw_body(view, s, question, cursor, focus, &canvas);
        grid_copy(g, view->body, &canvas, view->scroll);
        grid_release(&canvas);
    }
    if (view->side.columns == 0) {
        return;
    }
    if (beside) {
        frame_divide(g, view->side.column - 2, view->body.row, view->body.rows);
    } else {
        grid_horizontal(g, view->side.row - 1, 0, g->columns, ROLE_QUIET);
    }
    (void)interview_side(s, question, view->side, side_top, beside, g);
    if (view->side_rows > view->side.rows) { /* on the rule above, or in the empty row below */
        (void)grid_text_right(g, beside ? view->side.row + view->side.rows : view->side.row - 1, view->side.column + view->side.columns, 20,
                              ROLE_QUIET, _(" Space: more "));
    }
    if (view->private.rows > 0) {
        (void)interview_private(s, question, view->private, beside, g);
    }
}
