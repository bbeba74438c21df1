#include "export/portfolio_tables_years.h"

#include "model/two_years.h"

static enum status visit_plan(void *context, const struct portfolio_plan *p, struct error *e)
{
    struct csv_table *t = context;
    const struct portfolio_item *item = &t->source->items[p->item];
    table_text(t, p->by);
    table_yes(t, p->overdue);
    table_text(t, p->code);
    table_text(t, p->name);
    table_text(t, item->pack);
    table_text(t, item->id);
    table_text(t, item->title);
    table_level(t, p->level);
    table_number_or_none(t, p->planned, -1);
    table_number_or_none(t, p->target, -1);
    table_text(t, p->owner);
    return table_end_row(t, e);
}

enum status table_plans(struct csv_table *t, struct error *e)
{
    static const char *const names[] = {"planned_by", "overdue", "supplier_code", "name",   "pack",  "item",
                                        "title",      "level",   "planned_level", "target", "owner", NULL};
    const enum status st = table_heads(t, names, e);
    return st == ST_OK ? t->source->plans(t->source, visit_plan, t, e) : st;
}

struct changing {
    struct csv_table *table;
    const struct portfolio_question *questions;
    size_t count;
};

static enum status visit_years(void *context, const struct portfolio_years *row, struct error *e)
{
    const struct changing *c = context;
    struct csv_table *t = c->table;
    if (!two_years_both(row)) {
        return ST_OK;
    }
    const struct change_counts n = two_years_count(row, c->count);
    table_text(t, row->code);
    table_text(t, row->name);
    for (int which = 1; which >= 0; which--) {
        table_score(t, row->total[which]);
        table_number_or_none(t, row->floor[which], SCORE_NONE);
    }
    table_number(t, (long long)n.raised);
    table_number(t, (long long)n.lowered);
    table_number(t, (long long)n.other);
    table_number(t, (long long)n.fresh);
    table_number(t, (long long)n.gone);
    return table_end_row(t, e);
}

enum status table_years(struct csv_table *t, struct error *e)
{
    static const char *const names[] = {"supplier_code", "name",    "total_before", "floor_before", "total", "floor",
                                        "raised",        "lowered", "changed",      "new",          "gone",  NULL};
    struct changing c = {.table = t};
    enum status st = t->source->questions(t->source, &c.questions, &c.count, e);
    st = st == ST_OK ? table_heads(t, names, e) : st;
    return st == ST_OK ? t->source->years(t->source, visit_years, &c, e) : st;
}

static enum status visit_changes(void *context, const struct portfolio_years *row, struct error *e)
{
    const struct changing *c = context;
    struct csv_table *t = c->table;
    enum status st = ST_OK;
    for (size_t i = 0; two_years_both(row) && i < c->count && st == ST_OK; i++) {
        const enum portfolio_change change = portfolio_change(row->levels[1][i], row->levels[0][i]);
        if (change == PORTFOLIO_CHANGE_NONE) {
            continue;
        }
        const struct portfolio_question *q = &c->questions[i];
        table_text(t, row->code);
        table_text(t, row->name);
        table_text(t, q->item->pack);
        table_text(t, q->item->id);
        table_text(t, q->item->title);
        table_text(t, question_kind_name(q->kind));
        table_level(t, row->levels[1][i]);
        table_level(t, row->levels[0][i]);
        table_text(t, change_name(change));
        st = table_end_row(t, e);
    }
    return st;
}

enum status table_changes(struct csv_table *t, struct error *e)
{
    static const char *const names[] = {"supplier_code", "name", "pack", "item", "title", "question", "before", "now", "change", NULL};
    struct changing c = {.table = t};
    enum status st = t->source->questions(t->source, &c.questions, &c.count, e);
    st = st == ST_OK ? table_heads(t, names, e) : st;
    return st == ST_OK ? t->source->years(t->source, visit_changes, &c, e) : st;
}

enum status table_questions(struct csv_table *t, struct error *e)
{
    static const char *const names[] = {"pack", "item",   "title",   "question", "answered_before", "mean_before", "answered",
                                        "mean", "raised", "lowered", NULL};
    struct two_years s;
    enum status st = two_years_gather(&s, t->source, e);
    if (st != ST_OK) {
        return st;
    }
    st = table_heads(t, names, e);
    for (size_t i = 0; i < s.count && st == ST_OK; i++) {
        const struct portfolio_question *q = &s.questions[i];
        table_text(t, q->item->pack);
        table_text(t, q->item->id);
        table_text(t, q->item->title);
        table_text(t, question_kind_name(q->kind));
        for (int which = 1; which >= 0; which--) {
            table_number(t, (long long)s.of[i].answered[which]);
            table_mean(t, two_years_mean(&s.of[i], which));
        }
        table_number(t, (long long)s.of[i].changes.raised);
        table_number(t, (long long)s.of[i].changes.lowered);
        st = table_end_row(t, e);
    }
    two_years_release(&s);
    return st;
}
