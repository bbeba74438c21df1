/* What suppliers plan, by date, and this period beside the one before, question by question. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/view_data.h"
#include "export/portfolio_words.h"
#include "model/two_years.h"
#include "store/portfolio_report.h"

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

struct showing {
    struct portfolio_source source;
    struct view_table *table;
    int64_t overdue;
};

static enum status plan_row(void *context, const struct portfolio_plan *p, struct error *e)
{
    struct showing *s = context;
    struct view_table *t = s->table;
    static const char *const digits[LEVELS] = {"0", "1", "2", "3", "4"};
    char change[16];
    (void)e;
    view_table_add(t, p->code, (int64_t)p->item);
    view_put(t, 0, p->by);
    view_put(t, 1, p->code);
    view_put(t, 2, p->name);
    view_put(t, 3, s->source.items[p->item].title);
    (void)snprintf(change, sizeof change, "%.1s > %.1s", p->level < 0 ? "?" : digits[p->level], p->planned < 0 ? "?" : digits[p->planned]);
    view_put(t, 4, change);
    view_put(t, 5, p->owner);
    if (p->overdue) {
        view_warn(t);
        s->overdue++;
    }
    return ST_OK;
}

static enum status open_source(struct view_data *d, struct portfolio **p, struct showing *s, struct error *e)
{
    const enum status st = view_data_open(d, false, p, e);
    return st == ST_OK ? portfolio_source_open(&s->source, *p, &d->catalog, d->shown_period, clock_now(&d->program->clock), e) : st;
}

enum status view_plans(struct view_data *d, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {{_("Planned for"), 10, false, false}, {_("Code"), 8, false, false},
                                          {_("Supplier"), 14, true, false},     {_("Item"), 14, true, false},
                                          {_("Level"), 5, false, false},        {_("Who does it"), 12, true, false}};
    struct portfolio *p = NULL;
    struct showing s = {.table = out};
    view_table_init(out, view_kind_words(VIEW_PLANS), columns, COUNT(columns));
    enum status st = open_source(d, &p, &s, e);
    if (st == ST_OK) {
        st = s.source.plans(&s.source, plan_row, &s, e);
        if (s.source.plans_unknown > 0) {
            (void)snprintf(out->remark, sizeof out->remark, _("Overdue: %s, with !. Of %s suppliers the plans are not known here."),
                           COUNT_TEXT(s.overdue), COUNT_TEXT(s.source.plans_unknown));
        } else {
            (void)snprintf(out->remark, sizeof out->remark, _("Overdue: %s, with !. The earliest first, those without a date last."),
                           COUNT_TEXT(s.overdue));
        }
        portfolio_source_release(&s.source);
    }
    portfolio_close(p);
    return st;
}

static void put_mean(struct view_table *t, size_t column, int mean)
{
    char text[16];
    if (mean >= 0) {
        (void)snprintf(text, sizeof text, "%d.%02d", mean / 100, mean % 100);
        view_put_number(t, column, mean, text);
    }
}

static void question_row(struct view_table *t, const struct portfolio_question *q, const struct question_years *n)
{
    const int before = two_years_mean(n, 1), now = two_years_mean(n, 0);
    char text[16], number[VIEW_NUMBER_TEXT];
    view_table_add(t, "", q->now == SIZE_MAX ? -1 : (int64_t)q->now);
    view_put(t, 0, q->item->title);
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
    view_put(t, 7, view_item_number(q->item, number));
    view_put(t, 8, q->item->home != NULL ? text_of(q->item->home->title) : q->item->pack);
    if (change < 0) {
        view_warn(t);
    }
}

enum status view_years(struct view_data *d, struct view_table *out, struct error *e)
{
    struct portfolio *p = NULL;
    struct showing s = {.table = out};
    struct two_years years;
    enum status st = open_source(d, &p, &s, e);
    if (st != ST_OK) {
        portfolio_close(p);
        return st;
    }
    const struct view_column columns[] = {
        {_("Item"), 18, true, false},     {"-", 6, false, true},      {"-", 6, false, true},
        {"+/-", 6, false, true},          {_("Up"), 5, false, true},  {_("Down"), 5, false, true},
        {_("Question"), 14, true, false}, {_("No."), 3, true, false}, {_("Questionnaire"), 10, true, false}};
    view_table_init(out, view_kind_words(VIEW_YEARS), columns, COUNT(columns));
    const char *const periods[] = {arena_text(&out->arena, s.source.period_before), arena_text(&out->arena, s.source.period)};
    for (size_t i = 0; i < 2; i++) {
        out->columns[1 + i].title = periods[i] == NULL || periods[i][0] == '\0' ? "-" : periods[i];
    }
    st = two_years_gather(&years, &s.source, e);
    if (st == ST_OK && years.count == 0) {
        (void)snprintf(out->remark, sizeof out->remark, _("There are no answers from before %s to compare with."), s.source.period);
    } else if (st == ST_OK) {
        (void)snprintf(out->remark, sizeof out->remark,
                       _n("Mean levels of all; +/- of the %s supplier that answered in both years.",
                          "Mean levels of all; +/- of the %s suppliers that answered in both years.", years.both),
                       COUNT_TEXT(years.both));
        for (size_t i = 0; i < years.count; i++) {
            question_row(out, &years.questions[i], &years.of[i]);
        }
        two_years_release(&years);
    }
    portfolio_source_release(&s.source);
    portfolio_close(p);
    return st;
}
