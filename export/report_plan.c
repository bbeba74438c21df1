/* What to do first, and what has been promised and chosen. */
#include "export/report_sheets.h"

#include "base/i18n.h"
#include "base/yen.h"
#include "model/action_words.h"
#include "model/json.h"

#define FIRST_STEPS 3

/* "staff, once up to ¥10,000" */
static void effort(const struct action *action, struct buffer *out)
{
    char yen[YEN_TEXT];
    const enum plan_price price = plan_price(action);
    (void)buffer_add_text(out, who_words(action->who));
    if (price != PRICE_MONEY) {
        (void)buffer_add_format(out, "%s%s", _(", "),
                                price == PRICE_VENDOR ? _("cost: what the vendor's contract says") : _("costs nothing"));
    }
    if (action->initial.max > 0) {
        (void)buffer_add_text(out, _(", "));
        (void)buffer_add_format(out, _("once up to %s"), yen_text(action->initial.max, yen));
    }
    if (action->monthly.max > 0) {
        (void)buffer_add_text(out, _(", "));
        (void)buffer_add_format(out, _("each month up to %s"), yen_text(action->monthly.max, yen));
    }
}

int report_first_steps(struct report_book *rb, lxw_worksheet *sheet, int row)
{
    struct book *b = &rb->ab.book;
    size_t steps[FIRST_STEPS];
    const bool budget = rb->in->plan != NULL;
    const size_t n = rb->in->first == NULL ? 0 : plan_first(rb->in->first, steps, FIRST_STEPS);
    book_wide_text(b, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS, _("What to do first"), STYLE_HEADING);
    if (n == 0) {
        book_wide_text(b, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS,
                       budget ? _("No step is known that would fit the budget and bring an answer closer to its target.")
                              : _("No step is known that costs nothing and would bring an answer closer to its target."),
                       STYLE_PLAIN);
        return row;
    }
    for (size_t i = 0; i < n; i++) {
        const struct plan_step *step = &rb->in->first->steps[steps[i]];
        struct buffer text;
        buffer_init(&text, BUFFER_MAX_TEXT);
        (void)buffer_add_format(&text, "%zu. %s\n%s (", i + 1, text_of(rb->in->list->questions[step->question].home_item->title),
                                text_of(step->action->text));
        effort(step->action, &text);
        (void)buffer_add_char(&text, ')');
        book_wide_text(b, sheet, row++, 0, GRID_COLUMNS - 1, GRID_DIGITS, buffer_text(&text), STYLE_PLAIN);
        buffer_release(&text);
    }
    return row;
}

enum column { ITEM, NOW, TARGET_LEVEL, BY, OWNER, STEP, EFFORT, COLUMNS };

static bool promised(const struct question *q)
{
    return q->answer.planned_level >= 0 || json_text(q->answer.tree, "planned_by") != NULL;
}

/* The step that the chosen plan takes for this question, the first one; NULL when none. */
static const struct action *chosen_step(const struct report_book *rb, const struct question *q)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(rb->in->plan, "actions"))
    {
        const char *pack = json_text(entry, "pack"), *item = json_text(entry, "item"), *id = json_text(entry, "action");
        const size_t at = pack == NULL || item == NULL ? SIZE_MAX : question_find(rb->in->list, pack, item);
        if (id == NULL || at == SIZE_MAX || rb->in->list->questions[at].home_item != q->home_item) {
            continue;
        }
        for (size_t i = 0; i < q->home_item->nactions; i++) {
            if (strcmp(q->home_item->actions[i].id, id) == 0) {
                return &q->home_item->actions[i];
            }
        }
    }
    return NULL;
}

static void plan_row(struct report_book *rb, lxw_worksheet *sheet, int row, const struct question *q, const struct action *action)
{
    struct book *b = &rb->ab.book;
    struct buffer cost;
    buffer_init(&cost, BUFFER_MAX_TEXT);
    book_text(b, sheet, row, ITEM, text_of(q->home_item->title), STYLE_CELL_STRONG);
    book_answer(b, sheet, row, NOW, q->answer.state, q->answer.level);
    const int level = q->answer.planned_level;
    book_answer(b, sheet, row, TARGET_LEVEL, level >= 0 ? ANSWER_LEVEL : ANSWER_NONE, level);
    book_text(b, sheet, row, BY, json_text(q->answer.tree, "planned_by"), STYLE_CELL_CENTER);
    book_text(b, sheet, row, OWNER, json_text(q->answer.tree, "owner"), STYLE_CELL);
    if (action != NULL) {
        effort(action, &cost);
    }
    book_text(b, sheet, row, STEP, action == NULL ? "" : text_of(action->text), STYLE_CELL);
    book_text(b, sheet, row, EFFORT, buffer_text(&cost), STYLE_CELL);
    buffer_release(&cost);
}

enum status report_plan(struct report_book *rb, struct error *e)
{
    static const double widths[COLUMNS] = {22, 8, 9, 13, 18, 54, 26};
    const char *const heads[] = {_("Item"),        _("Answer"), _("Level to reach"), _("By (date)"),
                                 _("Who does it"), _("Step"),   _("Effort"),         NULL};
    lxw_worksheet *sheet = answers_sheet(&rb->ab, _("Plan"), PAGE_LANDSCAPE, NULL, e);
    int row = 1;
    if (sheet == NULL) {
        return ST_SYSTEM;
    }
    book_widths(&rb->ab.book, sheet, widths, COLUMNS);
    book_table(sheet, 1, 1, 1);
    worksheet_set_row(sheet, 0, 28, NULL);
    book_heads(&rb->ab.book, sheet, 0, heads);
    for (size_t i = 0; i < rb->in->list->count; i++) {
        const struct question *q = &rb->in->list->questions[i];
        const struct action *action = q->hidden || q->repeated ? NULL : chosen_step(rb, q);
        if (!q->hidden && !q->repeated && (promised(q) || action != NULL)) {
            plan_row(rb, sheet, row++, q, action);
        }
    }
    if (row > 1) {
        worksheet_autofilter(sheet, 0, 0, (lxw_row_t)row - 1, COLUMNS - 1);
    } else {
        book_text(&rb->ab.book, sheet, 1, 0, _("Nothing has been planned with a date yet."), STYLE_SUBTITLE);
    }
    return ST_OK;
}
