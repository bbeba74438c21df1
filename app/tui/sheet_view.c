#include "tui/sheet_view.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/rating.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/words.h"

#define FOOT_ROWS 3
#define EDIT_COLUMNS 40  /* a cell is typed in at least so many */
#define NUMBER_COLUMNS 5 /* "> 12*" */

static const char *const HEADINGS[SHEET_COLUMNS] = {N_("Fm"), N_("As"), N_("Sure"), N_("Reason"), N_("Shared note"), N_("My note (stays)")};

/* ---- places ---- */

static void place_columns(struct sheet_view *view, const struct session *s, int columns)
{
    const bool large = columns >= 130;
    const int texts = s->presenter ? 2 : 3;
    view->title_column = 1 + NUMBER_COLUMNS + 1;
    view->title_columns = large ? 28 : columns >= 100 ? 20 : 15;
    int at = view->title_column + view->title_columns + 1;
    for (enum sheet_column c = SHEET_FIRM; c <= SHEET_CONFIDENCE; c++) {
        view->column[c] = at;
        view->columns[c] = c != SHEET_CONFIDENCE ? 2 : large ? 17 : 6;
        at += view->columns[c] + 1;
    }
    const int rest = columns - at - 1;
    for (enum sheet_column c = SHEET_REASON; c < SHEET_COLUMNS; c++) {
        view->column[c] = at + 1;
        view->columns[c] = sheet_column_shown(s, c) ? rest / texts - 2 : 0;
        at += view->columns[c] > 0 ? view->columns[c] + 2 : 0;
    }
}

static void place_filters(struct sheet_view *view, const struct sheet_state *state, int columns)
{
    int column = 1;
    for (enum sheet_filter f = SHEET_ALL; f < SHEET_FILTERS; f++) {
        char text[WORDS_MAX];
        view->counts[f] = 0;
        for (size_t i = 0; i < state->session->list.count; i++) {
            view->counts[f] += question_asked(&state->session->list.questions[i]) && sheet_passes(state->session, i, f, "");
        }
        (void)snprintf(text, sizeof text, " %s %d ", _(SHEET_FILTER_NAMES[f]), view->counts[f]);
        const bool shown = !(f == SHEET_PARKED && state->session->presenter) && column + width_text(text) < columns;
        view->filters[f] = (struct area){view->filters_row, column, shown ? 1 : 0, width_text(text)};
        column += shown ? width_text(text) + 1 : 0;
    }
}

void sheet_view_compute(struct sheet_view *view, const struct sheet_state *state, int count, int rows, int columns)
{
    const struct area inside = frame_inside(rows, columns);
    const bool searching = state->typing || state->query->length > 0;
    view->filters_row = inside.row;
    place_filters(view, state, columns);
    place_columns(view, state->session, columns);
    const int first = inside.row + (searching ? 3 : 2);
    view->foot = (struct area){inside.row + inside.rows - FOOT_ROWS, 1, FOOT_ROWS, columns - 2};
    listing_resize(&view->list, count, (struct area){first, 0, view->foot.row - 1 - first, columns});
}

struct area sheet_view_edit(const struct sheet_view *view, enum sheet_column column, int columns)
{
    const int wide = view->columns[column] > EDIT_COLUMNS ? view->columns[column] : EDIT_COLUMNS;
    const int left = view->column[column] + wide < columns ? view->column[column] : columns - 1 - wide;
    return (struct area){listing_row(&view->list, view->list.at), left, 1, wide};
}

enum sheet_column sheet_view_column(const struct sheet_view *view, int column)
{
    enum sheet_column c = SHEET_FIRM;
    while (c < SHEET_COLUMNS && (column < view->column[c] - 1 || column > view->column[c] + view->columns[c])) {
        c++;
    }
    return c;
}

enum sheet_filter sheet_view_filter(const struct sheet_view *view, int row, int column)
{
    enum sheet_filter f = SHEET_ALL;
    while (f < SHEET_FILTERS && (view->filters[f].rows == 0 || row != view->filters[f].row || column < view->filters[f].column ||
                                 column >= view->filters[f].column + view->filters[f].columns)) {
        f++;
    }
    return f;
}

/* ---- painting ---- */

static void draw_filters(const struct sheet_view *view, const struct sheet_state *state, struct grid *g)
{
    for (enum sheet_filter f = SHEET_ALL; f < SHEET_FILTERS; f++) {
        char text[WORDS_MAX];
        const bool here = f == state->filter;
        const struct area area = view->filters[f];
        (void)snprintf(text, sizeof text, here ? "[%s %d]" : " %s %d ", _(SHEET_FILTER_NAMES[f]), view->counts[f]);
        if (area.rows > 0) {
            (void)grid_text(g, area.row, area.column, area.columns,
                            here                  ? ROLE_ACCENT
                            : view->counts[f] > 0 ? ROLE_TEXT
                                                  : ROLE_QUIET,
                            text);
        }
    }
}

static void draw_headings(const struct sheet_view *view, const struct sheet_state *state, int row, struct grid *g)
{
    (void)grid_text(g, row, view->title_column, view->title_columns, ROLE_QUIET,
                    state->order == SHEET_BY_NUMBER ? _("Question") : _(SHEET_ORDER_NAMES[state->order]));
    for (enum sheet_column c = SHEET_FIRM; c < SHEET_COLUMNS; c++) {
        if (view->columns[c] > 0) {
            (void)grid_text(g, row, view->column[c], view->columns[c], c == SHEET_PRIVATE ? ROLE_PRIVATE : ROLE_QUIET, _(HEADINGS[c]));
        }
    }
}

/* In a narrow column one word must do. */
static const char *confidence_words(const char *confidence, int columns)
{
    static const char *const NAMES[][3] = {
        {"heard", N_("heard"), N_("heard")}, {"document", N_("paper"), N_("document read")}, {"seen", N_("seen"), N_("seen working")}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strcmp(confidence, NAMES[i][0]) == 0) {
            return _(NAMES[i][columns < 10 ? 1 : 2]);
        }
    }
    return "";
}

static const char *cell_words(const struct sheet_view *view, const struct session *s, size_t question, enum sheet_column column,
                              char out[WORDS_MAX])
{
    const struct question *q = &s->list.questions[question];
    const struct rating rating = session_rating(s, question);
    switch (column) {
    case SHEET_FIRM:
        (void)snprintf(out, WORDS_MAX, "%c", answer_mark(q));
        return out;
    case SHEET_ASSESSOR:
        (void)snprintf(out, WORDS_MAX, rating.assessor < 0 ? "." : "%d", rating.assessor);
        return q->home_item->kind == ITEM_DONE || !session_shows_assessor(s, question) ? "" : out;
    case SHEET_CONFIDENCE:
        return confidence_words(rating.confidence, view->columns[column]);
    default:
        break;
    }
    if (column == SHEET_REASON && session_shows_assessor(s, question) && rating_lacks_reason(&q->answer)) {
        return _("! why?");
    }
    /* The first line; a text of many bytes is cut, the cell shows less of it anyway. */
    const char *text = sheet_text(s, question, column);
    (void)snprintf(out, WORDS_MAX, "%.*s%s",
                   (int)width_prefix(text, WORDS_MAX / 4) < (int)strcspn(text, "\n") ? (int)width_prefix(text, WORDS_MAX / 4)
                                                                                     : (int)strcspn(text, "\n"),
                   text, strchr(text, '\n') != NULL ? " …" : "");
    return out;
}

static void draw_row(const struct sheet_view *view, const struct sheet_state *state, int index, struct grid *g)
{
    const struct session *s = state->session;
    const size_t question = state->rows[index];
    const struct question *q = &s->list.questions[question];
    const int row = listing_row(&view->list, index);
    const bool here = index == view->list.at;
    char text[WORDS_MAX];
    (void)snprintf(text, sizeof text, "%s%3d%s", here ? ">" : " ", question_number(s, question), session_parked(s, question) ? "*" : "");
    (void)grid_text(g, row, 1, NUMBER_COLUMNS, here ? ROLE_ACCENT : ROLE_TEXT, text);
    (void)grid_text(g, row, view->title_column, view->title_columns, here ? ROLE_ACCENT : ROLE_TEXT, question_title(q));
    for (enum sheet_column c = SHEET_FIRM; c < SHEET_COLUMNS; c++) {
        if (view->columns[c] == 0) {
            continue;
        }
        const char *words = cell_words(view, s, question, c, text);
        const bool cursor = here && c == state->column;
        const enum role role = cursor                ? ROLE_SELECTED
                               : words[0] == '!'     ? ROLE_WARNING
                               : c == SHEET_PRIVATE  ? ROLE_PRIVATE
                               : c <= SHEET_ASSESSOR ? ROLE_STRONG
                                                     : ROLE_TEXT;
        if (cursor) {
            grid_blank(g, (struct area){row, view->column[c], 1, view->columns[c]}, role);
        }
        (void)grid_text(g, row, view->column[c], view->columns[c], role, words);
    }
}

/* The question in full, and the cell as far as there is room. */
static void draw_foot(const struct sheet_view *view, const struct sheet_state *state, struct grid *g)
{
    const struct session *s = state->session;
    grid_horizontal(g, view->foot.row - 1, 0, g->columns, ROLE_QUIET);
    if (view->list.count == 0) {
        return;
    }
    const size_t question = state->rows[view->list.at];
    const struct question *q = &s->list.questions[question];
    struct area area = view->foot;
    area.rows = 1;
    (void)grid_wrap(g, area, 0, ROLE_STRONG, text_of(q->home_item->text));
    area.row++;
    area.rows = view->foot.rows - 1;
    if (sheet_is_text(state->column)) {
        (void)grid_wrap(g, area, 0, state->column == SHEET_PRIVATE ? ROLE_PRIVATE : ROLE_TEXT, sheet_text(s, question, state->column));
    } else if (q->home_item->kind == ITEM_LEVEL) { /* what the level under the cursor says, the firm's or the assessor's */
        const struct rating rating = session_rating(s, question);
        const int level = state->column == SHEET_ASSESSOR && rating.assessor >= 0 ? rating.assessor : rating.firm;
        char words[WORDS_MAX * 3];
        if (level >= 0 &&
            snprintf(words, sizeof words, "%d %s: %s", level, _(LEVEL_LABELS[level]), text_of(q->home_item->levels[level])) > 0) {
            (void)grid_wrap(g, area, 0, ROLE_QUIET, words);
        }
    }
}

void sheet_view_draw(const struct sheet_view *view, const struct sheet_state *state, struct grid *g)
{
    const int headings = view->list.area.row - 1;
    draw_filters(view, state, g);
    if (headings > view->filters_row + 1) {
        const int label = grid_text(g, view->filters_row + 1, 2, 20, ROLE_TEXT, _("Search:"));
        editor_draw(state->query, g, (struct area){view->filters_row + 1, 3 + label, 1, 50}, state->typing);
    }
    draw_headings(view, state, headings, g);
    for (int i = 0; i < view->list.count; i++) {
        if (listing_row(&view->list, i) >= 0) {
            draw_row(view, state, i, g);
        }
    }
    if (view->columns[SHEET_PRIVATE] > 0) { /* what stays is fenced off from what leaves */
        grid_vertical(g, headings, view->column[SHEET_PRIVATE] - 1, view->list.area.rows + 1, ROLE_PRIVATE);
    }
    if (view->list.count == 0) {
        (void)grid_text(g, view->list.area.row, 4, g->columns - 8, ROLE_QUIET, _("Nothing on this list."));
    }
    draw_foot(view, state, g);
    if (state->edit != NULL) {
        editor_draw(state->edit, g, sheet_view_edit(view, state->column, g->columns), true);
    }
}
