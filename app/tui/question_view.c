#include "tui/question_view.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/check_words.h"
#include "tui/ui.h"

#define RAIL_NARROW 26 /* room for the titles and, beside them, the texts of every installed pack at 80 columns */
#define RAIL_WIDE 34
#define MARK_COLUMNS 4 /* ">[2]" */

const char *level_label(const struct question *q, int level)
{
    if (q->home_item->kind == ITEM_DONE) {
        return level == 0 ? _("not done") : _("done");
    }
    return _(LEVEL_LABELS[level]);
}

const char *level_text(const struct question *q, int level)
{
    return q->home_item->kind == ITEM_DONE ? "" : text_of(q->home_item->levels[level]);
}

int question_levels(const struct question *q)
{
    return q->home_item->kind == ITEM_DONE ? 2 : LEVELS;
}

const char *choice_text(int choice)
{
    switch (choice) {
    case CHOICE_UNKNOWN:
        return _("don't know");
    case CHOICE_NA:
        return _("not applicable");
    default:
        return _("ask vendor");
    }
}

const char *choice_key(int choice)
{
    return choice == CHOICE_UNKNOWN ? "x" : choice == CHOICE_NA ? "-" : "v";
}

bool choice_given(const struct question *q, int choice)
{
    const struct answer *a = &q->answer;
    switch (choice) {
    case CHOICE_UNKNOWN:
        return a->state == ANSWER_UNKNOWN;
    case CHOICE_NA:
        return a->state == ANSWER_NA;
    case CHOICE_VENDOR:
        return a->ask_vendor;
    default:
        return (a->state == ANSWER_LEVEL && a->level == choice) || (a->state == ANSWER_DONE && choice == 1) ||
               (a->state == ANSWER_NOT_DONE && choice == 0);
    }
}

/* ---- what there is to say ---- */

/* A remark that the last answer brought up stands below the next question: it says which one it is about. */
static void name_question(const struct session *s, const struct check_hit *hit, size_t question, char out[REMARK_TEXT])
{
    const size_t about = session_other(s, hit, question);
    if (about != SIZE_MAX) {
        (void)snprintf(out, REMARK_TEXT, "%d %s: ", question_number(s, about), question_title(&s->list.questions[about]));
    }
}

const struct check_hit *question_hit(const struct session *s, size_t question)
{
    const struct check_hit *hit = session_hit(s, question);
    for (size_t i = 0; hit == NULL && s->remark != NULL && i < s->nhits; i++) {
        const struct check *check = s->hits[i].check;
        hit = check == s->remark && !(check->advice && check_about_inventory(check)) ? &s->hits[i] : NULL;
    }
    return hit;
}

void question_remark(const struct session *s, size_t question, char out[REMARK_TEXT])
{
    const struct check_hit *hit = question_hit(s, question);
    const bool own = session_hit(s, question) != NULL;
    out[0] = '\0';
    if (hit == NULL) {
        return;
    }
    if (!own && check_about_inventory(hit->check)) {
        name_question(s, hit, question, out);
    }
    const size_t named = strlen(out);
    const size_t room = REMARK_TEXT - named;
    out += named;
    const size_t other = session_other(s, hit, question);
    if (check_about_inventory(hit->check)) {
        struct buffer text;
        buffer_init(&text, BUFFER_MAX_TEXT);
        check_words(&text, s, hit->check);
        (void)snprintf(out, room, _("%s  i: go to the list"), buffer_text(&text));
        buffer_release(&text);
    } else if (other == SIZE_MAX) {
        (void)snprintf(out, room, "%s", text_of(hit->check->message));
    } else {
        struct buffer about;
        char words[ANSWER_WORDS];
        buffer_init(&about, BUFFER_MAX_TEXT);
        check_about(&about, s, hit->check);
        (void)snprintf(out, room, _("%s%s  g: %d %s (%s)"), buffer_text(&about), text_of(hit->check->message), question_number(s, other),
                       question_title(&s->list.questions[other]), answer_words(&s->list.questions[other].answer, words));
        buffer_release(&about);
    }
}

/* ---- places ---- */

/* " 1. ", " 10. ": the number keeps off the frame, and the text off the number. */
int question_number_words(const struct session *s, size_t question, char out[NUMBER_TEXT])
{
    return snprintf(out, NUMBER_TEXT, " %d. ", question_number(s, question));
}

struct heights {
    int question, why, levels[LEVELS], nlevels, states, facts, remark;
};

static int sum_of(const struct heights *h, int gaps)
{
    int sum = h->question + h->states + h->facts + h->remark + h->why;
    for (int i = 0; i < h->nlevels; i++) {
        sum += h->levels[i];
    }
    return sum + gaps;
}

/* Width of "x I do not know". */
static int state_columns(int choice)
{
    return MARK_COLUMNS + 1 + width_text(choice_text(choice));
}

static void place_states(struct question_view *view, const struct question *q, int row)
{
    int column = 0;
    const int first = question_levels(q) == LEVELS ? CHOICE_UNKNOWN : CHOICE_NA;
    for (int i = first; i < CHOICES; i++) {
        const int wide = state_columns(i);
        if (column > 0 && column + wide > view->body.columns) {
            column = 0;
            row++;
        }
        view->choices[i] = (struct area){row, column, 1, wide};
        column += wide + 1;
    }
}

static int states_rows(struct question_view *view, const struct question *q)
{
    place_states(view, q, 0);
    return view->choices[CHOICE_VENDOR].row + 1;
}

static int level_rows(const struct question *q, int level, int columns)
{
    const int lines = wrap_lines(level_text(q, level), columns);
    return lines > 0 ? lines : 1;
}

#define FACT_ROWS 4 /* of a long note, where there is room */

/* gap: columns between the labels and their texts; fact_rows: at most, of what asks for nothing. */
static struct heights measure(struct question_view *view, const struct question *q, int gap, int fact_rows)
{
    const int columns = view->body.columns;
    int facts = 0;
    for (int i = 0; i < view->nfacts; i++) {
        const int all = wrap_lines(view->facts[i], columns - 2);
        const int lines = view->facts[i][0] == '!' || all < fact_rows ? all : fact_rows;
        view->fact_rows[i] = lines;
        facts += lines;
    }
    struct heights h = {.question = wrap_lines(text_of(q->home_item->text), columns - view->text_column),
                        .why = wrap_lines(text_of(q->home_item->why), columns - view->text_column),
                        .nlevels = question_levels(q),
                        .facts = facts,
                        .remark = wrap_lines(view->remark_text, columns - 2)};
    view->label_columns = 0;
    for (int i = 0; i < h.nlevels; i++) {
        const int wide = width_text(level_label(q, i));
        view->label_columns = wide > view->label_columns ? wide : view->label_columns;
    }
    view->text_left = MARK_COLUMNS + 1 + view->label_columns + gap;
    for (int i = 0; i < h.nlevels; i++) {
        h.levels[i] = level_rows(q, i, columns - view->text_left);
    }
    h.states = states_rows(view, q);
    return h;
}

/* Puts the blocks below each other with as much air as there is room for: first the gaps between blocks, then those between levels. When
 * even the bare blocks do not fit, the reason why goes first, then it scrolls. */
static void place_blocks(struct question_view *view, const struct question *q)
{
    struct heights h = measure(view, q, 2, FACT_ROWS); /* with one, a label reads as the first word of its text */
    const int room = view->body.rows;
    if (sum_of(&h, 0) > room) {
        h = measure(view, q, 2, 1);
    }
    if (sum_of(&h, 0) > room) {
        h = measure(view, q, 1, 1);
    }
    if (sum_of(&h, 0) > room) {
        h.why = 0;
    }
    const int blocks = 2 + (h.why > 0) + (h.facts > 0) + (h.remark > 0);
    const int spare = room - sum_of(&h, 0);
    const bool airy = spare >= blocks + h.nlevels + 3;
    int gaps = spare; /* handed out from the top: below the question, above the levels, below them … */
    int row = airy ? 2 : spare > blocks ? 1 : 0;
    gaps -= row;
#define GAP() (gaps > 0 ? (gaps--, 1) : 0)
    const int wide = view->body.columns;
    const int left = view->text_column;
    view->question = (struct area){row, left, h.question, wrap_balance(text_of(q->home_item->text), wide - left)};
    row += h.question + GAP();
    view->why = (struct area){row, left, h.why, wrap_balance(text_of(q->home_item->why), wide - left)};
    row += h.why > 0 ? h.why + GAP() : 0;
    for (int i = 0; i < CHOICES; i++) {
        view->choices[i] = (struct area){0};
    }
    for (int i = 0; i < h.nlevels; i++) {
        view->choices[i] = (struct area){row, 0, h.levels[i], wide};
        row += h.levels[i] + (airy && i + 1 < h.nlevels ? GAP() : 0);
    }
    row += GAP();
    place_states(view, q, row);
    row += h.states;
    row += h.facts > 0 ? GAP() : 0;
    view->facts_row = row;
    row += h.facts;
    row += h.remark > 0 ? GAP() : 0;
    view->remark = (struct area){row, 2, h.remark, wide - 2};
    view->height = row + h.remark;
#undef GAP
}

void question_view_compute(struct question_view *view, const struct session *s, size_t question, int cursor, int rows, int columns)
{
    const struct question *q = &s->list.questions[question];
    const struct area inside = frame_inside(rows, columns);
    const int rail = columns >= 110 ? RAIL_WIDE : RAIL_NARROW;
    int text = columns - rail - 1; /* the mark of the cursor, mostly blank, is the margin */
    int left = rail + 1;
    if (text > TEXT_COLUMNS) { /* air to the left of the text, not a longer line */
        const int air = (text - TEXT_COLUMNS) / 3;
        left += air > 8 ? 8 : air;
        text = TEXT_COLUMNS;
    }
    view->rail = (struct area){inside.row, 0, inside.rows, rail};
    view->body = (struct area){inside.row, left, inside.rows, text};
    char number[NUMBER_TEXT];
    view->text_column = question_number_words(s, question, number);
    question_facts_collect(view, s, question);
    question_remark(s, question, view->remark_text);
    place_blocks(view, q);

    const struct area *must = &view->choices[cursor < 0 ? 0 : cursor];
    view->scroll = 0;
    if (view->height > view->body.rows) {
        const int end = must->row + must->rows + 2;
        const int most = view->height - view->body.rows;
        view->scroll = end > view->body.rows ? end - view->body.rows : 0;
        view->scroll = view->scroll > view->read ? view->scroll : view->read;
        view->scroll = cursor >= CHOICE_UNKNOWN || view->scroll > most ? most : view->scroll; /* below these nothing is chosen: read on */
    }
}

int question_view_choice(const struct question_view *view, const struct question *q, int row, int column)
{
    row += view->scroll - view->body.row;
    column -= view->body.column;
    for (int i = 0; i < CHOICES; i++) {
        const struct area *a = &view->choices[i];
        const bool shown = i >= LEVELS || i < question_levels(q);
        if (shown && row >= a->row && row < a->row + a->rows && column >= a->column && column < a->column + a->columns) {
            return i;
        }
    }
    return -1;
}

/* ---- painting ---- */

/* ">[2] throughout": the cursor and the given answer are shapes, not only colours. */
static int draw_mark(struct grid *g, struct area area, const char *key, bool here, bool given)
{
    char mark[16];
    (void)snprintf(mark, sizeof mark, given ? "%s[%s]" : "%s %s ", here ? ">" : " ", key);
    return grid_text(g, area.row, area.column, area.columns, here ? ROLE_ACCENT : given ? ROLE_STRONG : ROLE_TEXT, mark);
}

static void draw_level(const struct question_view *view, const struct question *q, int level, bool here, struct grid *g)
{
    const struct area area = view->choices[level];
    const bool given = choice_given(q, level);
    const enum role role = here ? ROLE_ACCENT : given ? ROLE_STRONG : ROLE_TEXT;
    const char key[2] = {(char)('0' + level), '\0'};
    (void)draw_mark(g, area, key, here, given);
    (void)grid_text(g, area.row, MARK_COLUMNS + 1, view->label_columns, role, level_label(q, level));
    const int left = view->text_left;
    const int wide = wrap_balance(level_text(q, level), view->body.columns - left);
    (void)grid_wrap(g, (struct area){area.row, left, area.rows, wide}, 0, role, level_text(q, level));
}

void question_head_draw(const struct session *s, size_t question, struct area text, struct area why, struct grid *g)
{
    const struct item *item = s->list.questions[question].home_item;
    char number[NUMBER_TEXT];
    (void)question_number_words(s, question, number);
    (void)grid_text(g, text.row, 0, text.column, ROLE_STRONG, number);
    (void)grid_wrap(g, text, 0, ROLE_STRONG, text_of(item->text));
    (void)grid_wrap(g, why, 0, ROLE_QUIET, text_of(item->why));
}

void question_remark_draw(struct area area, const char *remark, struct grid *g)
{
    if (area.rows > 0) {
        (void)grid_text(g, area.row, 0, 2, ROLE_WARNING, "!");
        (void)grid_wrap(g, area, 0, ROLE_TEXT, remark);
    }
}

/* What asks for something (it begins with "!") is told whole; of a note the line shows the beginning. */
static void draw_fact(const char *fact, struct area area, struct grid *g)
{
    if (fact[0] != '!' && area.rows == 1) {
        (void)grid_text(g, area.row, area.column, area.columns, ROLE_QUIET, fact);
        return;
    }
    (void)grid_wrap(g, area, 0, fact[0] == '!' ? ROLE_TEXT : ROLE_QUIET, fact);
}

static void draw_contents(const struct question_view *view, const struct session *s, size_t question, int cursor, struct grid *g)
{
    const struct question *q = &s->list.questions[question];
    question_head_draw(s, question, view->question, view->why, g);
    for (int i = 0; i < question_levels(q); i++) {
        draw_level(view, q, i, cursor == i, g);
    }
    for (int i = CHOICE_UNKNOWN; i < CHOICES; i++) {
        const struct area area = view->choices[i];
        if (area.rows > 0) {
            (void)draw_mark(g, area, choice_key(i), cursor == i, choice_given(q, i));
            (void)grid_text(g, area.row, area.column + MARK_COLUMNS + 1, area.columns, cursor == i ? ROLE_ACCENT : ROLE_TEXT,
                            choice_text(i));
        }
    }
    int row = view->facts_row;
    for (int i = 0; i < view->nfacts; i++) {
        draw_fact(view->facts[i], (struct area){row, 2, view->fact_rows[i], view->body.columns - 2}, g);
        row += view->fact_rows[i];
    }
    question_remark_draw(view->remark, view->remark_text, g);
}

void question_view_draw(const struct question_view *view, const struct session *s, size_t question, int cursor, struct grid *g)
{
    struct grid canvas;
    const int rows = view->height > view->body.rows ? view->height : view->body.rows;
    if (grid_init(&canvas, rows, view->body.columns, NULL) == ST_OK) {
        draw_contents(view, s, question, cursor, &canvas);
        grid_copy(g, view->body, &canvas, view->scroll);
        if (view->height - view->scroll > view->body.rows) { /* nothing ends in mid sentence without a mark, nor goes on behind it */
            const struct area *b = &view->body;
            const char *on = _(" … Space reads on");
            (void)grid_text(g, b->row + b->rows - 1, b->column + b->columns - width_text(on), width_text(on), ROLE_WARNING, on);
        }
        grid_release(&canvas);
    }
    frame_divide(g, view->rail.columns, view->rail.row, view->rail.rows);
    rail_draw(s, question, view->rail, g);
}
