#include "command/view_kept.h"

#include "base/list.h"
#include "store/portfolio_report.h"

#include <stdlib.h>
#include <string.h>

static void forget(struct view_kept *k)
{
    free(k->plans.each);
    free(k->plans.items);
    free(k->years.each);
    free(k->firms.each);
    free(k->alarms.each);
    free(k->products.each);
    view_kept_forget_search(&k->search);
    arena_release(&k->arena);
    *k = (struct view_kept){0};
}

void view_kept_free(struct view_kept *k)
{
    if (k != NULL) {
        forget(k);
        free(k);
    }
}

static struct portfolio_item copy_item(struct view_kept *k, const struct portfolio_item *item)
{
    struct portfolio_item copy = *item;
    copy.pack = arena_text(&k->arena, item->pack);
    copy.id = arena_text(&k->arena, item->id);
    copy.title = copy.id;
    return copy;
}

static enum status keep_plan(void *context, const struct portfolio_plan *plan, struct error *e)
{
    struct view_kept *k = context;
    struct kept_plans *plans = &k->plans;
    struct portfolio_plan *each = list_room(plans->each, plans->count, &plans->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    plans->each = each;
    struct portfolio_plan *copy = &plans->each[plans->count++];
    *copy = *plan;
    copy->code = arena_text(&k->arena, plan->code);
    copy->name = arena_text(&k->arena, plan->name);
    copy->by = arena_text(&k->arena, plan->by);
    copy->owner = arena_text(&k->arena, plan->owner);
    return k->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status take_plans(struct view_kept *k, struct portfolio_source *source, struct error *e)
{
    k->plans.items = calloc(source->nitems + 1, sizeof *k->plans.items);
    if (k->plans.items == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < source->nitems; i++) {
        k->plans.items[i] = copy_item(k, &source->items[i]);
    }
    const enum status st = source->plans(source, keep_plan, k, e);
    k->plans.unknown = source->plans_unknown;
    k->plans.there = true;
    return st == ST_OK && k->arena.failed ? fail_memory(e) : st;
}

static enum status keep_years(struct view_kept *k, const struct two_years *years, struct error *e)
{
    k->years.each = calloc(years->count + 1, sizeof *k->years.each);
    if (k->years.each == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < years->count; i++) {
        const struct portfolio_question *q = &years->questions[i];
        k->years.each[i] = (struct kept_question){.kind = q->kind, .item = copy_item(k, q->item), .now = q->now, .years = years->of[i]};
    }
    k->years.count = years->count;
    k->years.both = years->both;
    k->years.there = true;
    return k->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status take_years(struct view_kept *k, struct portfolio_source *source, struct error *e)
{
    struct two_years years;
    k->years.now = arena_text(&k->arena, source->period);
    k->years.before = arena_text(&k->arena, source->period_before);
    enum status st = two_years_gather(&years, source, e);
    if (st == ST_OK) {
        st = keep_years(k, &years, e);
        two_years_release(&years);
    }
    return st;
}

enum status view_kept_now(struct view_data *d, struct portfolio *p, struct error *e)
{
    struct portfolio_moment now;
    char today[DATE_TEXT];
    if (d->kept == NULL && (d->kept = calloc(1, sizeof *d->kept)) == NULL) {
        return fail_memory(e);
    }
    struct view_kept *k = d->kept;
    const enum status st = portfolio_moment(p, &now, e);
    local_day(clock_now(&d->program->clock), today);
    if (st == ST_OK && !(portfolio_unchanged(&k->moment, &now) && strcmp(k->period, d->shown_period) == 0 && strcmp(k->day, today) == 0)) {
        forget(k);
        k->moment = now;
        memcpy(k->period, d->shown_period, sizeof k->period);
        memcpy(k->day, today, sizeof k->day);
    }
    return st;
}

static enum status look(struct view_data *d, struct portfolio *p, struct error *e)
{
    enum status st = portfolio_begin(p, false, e);
    if (st == ST_OK) {
        st = view_kept_now(d, p, e);
        portfolio_rollback(p);
    }
    return st;
}

typedef enum status taking(struct view_kept *k, struct portfolio_source *source, struct error *e);

/* A source of what was read before where that holds still, which it borrows. */
static enum status with_source(struct view_data *d, struct portfolio *p, view_reading *read, void *context, struct error *e)
{
    const struct portfolio_reading before = view_data_reading(d);
    const int64_t now = clock_now(&d->program->clock);
    struct portfolio_source source;
    enum status st = portfolio_source_again(&source, p, &d->catalog, &before, now, e);
    st = st == ST_NO ? portfolio_source_open(&source, p, &d->catalog, d->shown_period, true, now, e) : st;
    if (st == ST_OK) {
        st = read(context, &source, e);
        portfolio_source_release(&source);
    }
    return st;
}

struct taken {
    struct view_data *data;
    struct portfolio *portfolio;
    taking *what;
};

static enum status take(void *context, struct portfolio_source *source, struct error *e)
{
    const struct taken *t = context;
    const enum status st = view_kept_now(t->data, t->portfolio, e);
    return st == ST_OK ? t->what(t->data->kept, source, e) : st;
}

static enum status keep(struct view_data *d, taking *what, struct error *e)
{
    struct portfolio *p = NULL;
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? look(d, p, e) : st;
    if (st == ST_OK && !(what == take_plans ? d->kept->plans.there : d->kept->years.there)) {
        st = with_source(d, p, take, &(struct taken){d, p, what}, e);
        if (st != ST_OK) {
            forget(d->kept);
        }
    }
    portfolio_close(p);
    return st;
}

enum status view_kept_plans(struct view_data *d, const struct kept_plans **out, struct error *e)
{
    const enum status st = keep(d, take_plans, e);
    *out = st == ST_OK ? &d->kept->plans : NULL;
    return st;
}

enum status view_kept_years(struct view_data *d, const struct kept_years **out, struct error *e)
{
    const enum status st = keep(d, take_years, e);
    *out = st == ST_OK ? &d->kept->years : NULL;
    return st;
}

enum status view_read(struct view_data *d, view_reading *read, void *context, struct error *e)
{
    struct portfolio *p = NULL;
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? with_source(d, p, read, context, e) : st;
    portfolio_close(p);
    return st;
}
