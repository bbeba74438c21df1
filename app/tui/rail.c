/* The rail of the question screen: sections with their progress, questions with the answer given. */
#include "tui/question_view.h"

#include "base/i18n.h"
#include "tui/words.h"

/* One row of the rail: a section's heading, or a question. */
struct rail_row {
    size_t question; /* the question, or the first one of the section */
    bool heading;
};

/* True when this question is the first asked one of its section. */
static bool opens_section(const struct session *s, size_t question)
{
    const size_t before = session_step(s, question, -1);
    const struct question *q = &s->list.questions[question];
    return before == SIZE_MAX || s->list.questions[before].pack != q->pack || s->list.questions[before].item->section != q->item->section;
}

/* Visits the rows in order; stops when visit returns true. */
static int find_row(const struct session *s, size_t question, int wanted, struct rail_row *out)
{
    int row = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        if (!question_asked(&s->list.questions[i])) {
            continue;
        }
        if (opens_section(s, i)) {
            if (row > 0) {
                if (row == wanted) {
                    *out = (struct rail_row){SIZE_MAX, true};
                    return row;
                }
                row++; /* an empty row between sections */
            }
            if (row == wanted) {
                *out = (struct rail_row){i, true};
                return row;
            }
            row++;
        }
        if (row == wanted || i == question) {
            *out = (struct rail_row){i, false};
            return row;
        }
        row++;
    }
    *out = (struct rail_row){SIZE_MAX, true};
    return row;
}

/* The rail's first shown row: the current question a little above the middle, no empty rows at the end. */
static int first_row(const struct session *s, size_t question, struct area rail)
{
    struct rail_row row;
    const int here = find_row(s, question, -1, &row);
    const int count = find_row(s, SIZE_MAX, -1, &row);
    int first = here - rail.rows * 2 / 5;
    if (first > count - rail.rows) {
        first = count - rail.rows;
    }
    return first < 0 ? 0 : first;
}

static void draw_heading(const struct session *s, size_t first, struct area rail, int at, struct grid *g)
{
    const struct question *q = &s->list.questions[first];
    int asked = 0;
    int answered = 0;
    char progress[32];
    for (size_t i = first; i < s->list.count; i++) {
        const struct question *other = &s->list.questions[i];
        if (other->pack == q->pack && other->item->section == q->item->section && question_asked(other)) {
            asked++;
            answered += answer_given(&other->answer);
        }
    }
    (void)snprintf(progress, sizeof progress, "%d/%d", answered, asked);
    const int used = grid_text_right(g, at, rail.columns, 8, ROLE_QUIET, progress);
    (void)grid_text(g, at, 1, rail.columns - used - 2, ROLE_QUIET, text_of(q->pack->sections[q->item->section].title));
}

static void draw_question(const struct session *s, size_t index, bool here, struct area rail, int at, struct grid *g)
{
    const struct question *q = &s->list.questions[index];
    const enum role role = here ? ROLE_ACCENT : ROLE_TEXT;
    char text[WORDS_MAX];
    if (here) { /* a bar, no ">": that one stands at the levels, where the arrows move it */
        grid_glyph(g, at, 0, role, GLYPH_VERTICAL);
    }
    (void)snprintf(text, sizeof text, "%2d", question_number(s, index));
    (void)grid_text(g, at, 1, 3, role, text);
    (void)grid_text(g, at, 4, rail.columns - 6, role, question_title(q));
    const char mark[2] = {answer_mark(q), '\0'};
    if (session_contradiction(s, index) != NULL) {
        (void)grid_text(g, at, rail.columns - 2, 1, ROLE_WARNING, "!");
    }
    (void)grid_text(g, at, rail.columns - 1, 1, mark[0] == '.' ? ROLE_QUIET : role, mark);
}

void rail_draw(const struct session *s, size_t question, struct area rail, struct grid *g)
{
    const int first = first_row(s, question, rail);
    for (int i = 0; i < rail.rows; i++) {
        struct rail_row row;
        (void)find_row(s, SIZE_MAX, first + i, &row);
        if (row.question == SIZE_MAX) {
            continue;
        }
        if (row.heading) {
            draw_heading(s, row.question, rail, rail.row + i, g);
        } else {
            draw_question(s, row.question, row.question == question, rail, rail.row + i, g);
        }
    }
}

size_t rail_question(const struct session *s, size_t question, struct area rail, int at)
{
    struct rail_row row;
    if (at < rail.row || at >= rail.row + rail.rows) {
        return SIZE_MAX;
    }
    (void)find_row(s, SIZE_MAX, first_row(s, question, rail) + at - rail.row, &row);
    return row.question;
}
