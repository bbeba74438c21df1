/* What suppliers plan, by date, and this period beside the one before, question by question. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/view_kept.h"
#include "export/portfolio_words.h"

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

static void plan_row(struct view_table *t, const struct kept_plans *plans, const struct portfolio_plan *p)
{
    static const char *const digits[LEVELS] = {"0", "1", "2", "3", "4"};
    char change[16];
    view_table_add(t, p->code, (int64_t)p->item);
    view_put(t, 0, p->by);
    view_put(t, 1, p->code);
    view_put(t, 2, p->name);
    view_put(t, 3, view_item_title(&plans->items[p->item]));
    (void)snprintf(change, sizeof change, "%.1s > %.1s", p->level < 0 ? "?" : digits[p->level], p->planned < 0 ? "?" : digits[p->planned]);
    view_put(t, 4, change);
    view_put(t, 5, p->owner);
    if (p->overdue) {
        view_warn(t);
    }
}

enum status view_plans(struct view_data *d, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {{_("Planned for"), 10, false, false}, {_("Code"), 8, false, false},
                                          {_("Supplier"), 14, true, false},     {_("Item"), 14, true, false},
                                          {_("Level"), 5, false, false},        {_("Who does it"), 12, true, false}};
    const struct kept_plans *plans;
    uint64_t overdue = 0;
    view_table_init(out, view_kind_words(VIEW_PLANS), columns, COUNT(columns));
    const enum status st = view_kept_plans(d, &plans, e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; i < plans->count; i++) {
        plan_row(out, plans, &plans->each[i]);
        overdue += plans->each[i].overdue;
    }
    if (plans->unknown > 0) {
        (void)snprintf(out->remark, sizeof out->remark, _("Overdue: %s, with !. Of %s suppliers the plans are not known here."),
                       COUNT_TEXT(overdue), COUNT_TEXT(plans->unknown));
    } else {
        (void)snprintf(out->remark, sizeof out->remark, _("Overdue: %s, with !. The earliest first, those without a date last."),
                       COUNT_TEXT(overdue));
    }
    return ST_OK;
}

static void put_mean(struct view_table *t, size_t column, int mean)
{
    char text[16];
    if (mean >= 0) {
        (void)snprintf(text, sizeof text, "%d.%02d", mean / 100, mean % 100);
        view_put_number(t, column, mean, text);
    }
}

static void question_row(struct view_table *t, const struct kept_question *q)
{
    const struct question_years *n = &q->years;
    const int before = two_years_mean(n, 1), now = two_years_mean(n, 0);
    char text[16], number[VIEW_NUMBER_TEXT];
    view_table_add(t, "", q->now == SIZE_MAX ? -1 : (int64_t)q->now);
    view_put(t, 0, view_item_title(&q->item));
    put_mean(t, 1, before);
    put_mean(t, 2, now);
    int change;
    if (two_years_change(n, &change)) {
        const int size = change < 0 ? -change : change;
        (void)snprintf(text, sizeof text, "%s%d.%02d", change < 0 ? "-" : "+", size / 100, size % 100);
        view_put_number(t, 3, change, text);
    }
    view_put_count(t, 4, (int64_t)n->changes.raised);
    view_put_count(t, 5, (int64_t)n->changes.lowered);
    view_put(t, 6, q->kind == PORTFOLIO_QUESTION_SAME ? "" : question_kind_words(q->kind));
    view_put(t, 7, view_item_number(&q->item, number));
    view_put(t, 8, q->item.home != NULL ? text_of(q->item.home->title) : q->item.pack);
    if (change < 0) {
        view_warn(t);
    }
}

enum status view_years(struct view_data *d, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {
        {_("Item"), 18, true, false},     {"-", 6, false, true},      {"-", 6, false, true},
        {"+/-", 6, false, true},          {_("Up"), 5, false, true},  {_("Down"), 5, false, true},
        {_("Question"), 14, true, false}, {_("No."), 3, true, false}, {_("Questionnaire"), 10, true, false}};
    const struct kept_years *years;
    view_table_init(out, view_kind_words(VIEW_YEARS), columns, COUNT(columns));
    const enum status st = view_kept_years(d, &years, e);
    if (st != ST_OK) {
        return st;
    }
    const char *const periods[] = {years->before, years->now};
    for (size_t i = 0; i < 2; i++) {
        out->columns[1 + i].title = periods[i][0] == '\0' ? "-" : arena_text(&out->arena, periods[i]);
    }
    if (years->count == 0) {
        (void)snprintf(out->remark, sizeof out->remark, _("There are no answers from before %s to compare with."), years->now);
        return ST_OK;
    }
    (void)snprintf(out->remark, sizeof out->remark,
                   _n("Mean levels of all; +/- of the %s supplier that answered in both years.",
                      "Mean levels of all; +/- of the %s suppliers that answered in both years.", years->both),
                   COUNT_TEXT(years->both));
    for (size_t i = 0; i < years->count; i++) {
        question_row(out, &years->each[i]);
    }
    return ST_OK;
}
