/* Rows of the review: a question, what is answered, its goal, and letters for what is beside the answer. */
#include "tui/review_rows.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/json.h"
#include "tui/told_changes.h"
#include "tui/words.h"

/* "n" a note, "e" evidence, "p" a plan, "v" for the vendor, "c" not as it was signed, "!" a contradiction. */
static void flags_of(const struct session *s, size_t index, char out[FLAGS_TEXT])
{
    const struct question *q = &s->list.questions[index];
    size_t n = 0;
    if (session_contradiction(s, index) != NULL) {
        out[n++] = '!';
    }
    struct answer then;
    if (told_then(s, index, &then)) {
        out[n++] = 'c';
    }
    if (q->answer.ask_vendor) {
        out[n++] = 'v';
    }
    if (json_text(q->answer.tree, "note") != NULL) {
        out[n++] = 'n';
    }
    if (json_get(q->answer.tree, "evidence") != NULL) {
        out[n++] = 'e';
    }
    if (q->answer.planned_level >= 0) {
        out[n++] = 'p';
    }
    out[n] = '\0';
}

/* What a row says of the goal; "": nothing. */
static const char *goal_text(const struct session *s, size_t at, char out[WORDS_MAX])
{
    const struct question *q = &s->list.questions[at];
    int level = 0;
    out[0] = '\0';
    if (session_goal(s, at).late) {
        return _("plan is late");
    }
    if (question_in_scope(q, &level) && level < q->target) {
        (void)snprintf(out, WORDS_MAX, _("target %d"), q->target);
    }
    return out;
}

static int wider(int columns, const char *text)
{
    const int wide = width_text(text);
    return wide > columns ? wide : columns;
}

#define TITLE_COLUMN 6
#define TITLE_COLUMNS 21 /* at least */

void review_columns_place(struct review_columns *c, const struct session *s, const size_t *rows, int n, int columns)
{
    int title = TITLE_COLUMNS, words = 0, goal = 0, flags = 0;
    c->seen[0] = '\0';
    for (int i = 0; i < n; i++) {
        char text[WORDS_MAX];
        title = wider(title, question_title(&s->list.questions[rows[i]]));
        words = wider(words, question_words(&s->list.questions[rows[i]], text));
        goal = wider(goal, goal_text(s, rows[i], text));
        flags_of(s, rows[i], text);
        flags = wider(flags, text);
        for (const char *flag = text; *flag != '\0'; flag++) {
            if (strchr(c->seen, *flag) == NULL) {
                (void)snprintf(c->seen + strlen(c->seen), 2, "%c", *flag);
            }
        }
    }
    const int room = columns - 1 - flags - 1 - goal - 1 - words - 1 - TITLE_COLUMN;
    title = title > room ? room : title;
    title = title < TITLE_COLUMNS ? TITLE_COLUMNS : title;
    c->words = TITLE_COLUMN + title + 1;
    c->goal = c->words + words + 1 > 55 ? c->words + words + 1 : 55;
    c->flags = c->goal + goal + 1 > 68 ? c->goal + goal + 1 : 68;
}

void review_row_draw(const struct review_columns *c, const struct session *s, size_t at, bool here, int row, struct grid *g)
{
    const struct question *q = &s->list.questions[at];
    const enum role role = here ? ROLE_ACCENT : answer_given(&q->answer) ? ROLE_TEXT : ROLE_QUIET;
    char number[16];
    char words[WORDS_MAX];
    char goal[WORDS_MAX];
    char flags[FLAGS_TEXT];
    (void)snprintf(number, sizeof number, "%s%3d", here ? ">" : " ", question_number(s, at));
    (void)grid_text(g, row, 1, 5, role, number);
    (void)grid_text(g, row, TITLE_COLUMN, c->words - TITLE_COLUMN - 1, role, question_title(q));
    (void)grid_text(g, row, c->words, c->goal - c->words - 1, role, question_words(q, words));
    (void)grid_text(g, row, c->goal, c->flags - c->goal - 1, !here && session_goal(s, at).late ? ROLE_WARNING : role,
                    goal_text(s, at, goal));
    flags_of(s, at, flags);
    (void)grid_text(g, row, c->flags, FLAGS_TEXT, flags[0] == '!' ? ROLE_WARNING : role, flags);
    if (g->columns >= 110) {
        const int column = c->flags + FLAGS_TEXT - 1;
        (void)grid_text(g, row, column, g->columns - column - 2, here ? ROLE_ACCENT : ROLE_QUIET, text_of(q->home_item->text));
    }
}

void review_legend_draw(const struct review_columns *c, int row, struct grid *g)
{
    static const struct {
        char flag;
        const char *words;
    } FLAGS[] = {{'!', N_("another look")}, {'c', N_("changed since signed")},
                 {'v', N_("vendor")},       {'n', N_("note")},
                 {'e', N_("evidence")},     {'p', N_("plan")}};
    int column = 1;
    if (c->seen[0] != '\0') {
        column += grid_text(g, row, column, g->columns - 2, ROLE_QUIET, _("at the right:"));
    }
    for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++) {
        char text[WORDS_MAX];
        if (strchr(c->seen, FLAGS[i].flag) != NULL) {
            (void)snprintf(text, sizeof text, "  %c %s", FLAGS[i].flag, _(FLAGS[i].words));
            column += grid_text(g, row, column, g->columns - 1 - column, ROLE_QUIET, text);
        }
    }
}
