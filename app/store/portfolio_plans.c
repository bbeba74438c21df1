/* What the suppliers plan: all of it by date. */
#include "store/portfolio_year.h"

#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX ((size_t)1024 * 1024 * 1024)

struct sorted_plan {
    char by[DATE_TEXT];
    uint32_t supplier, owner; /* offsets into texts */
    uint16_t item;
    int8_t level, planned, target;
};

struct plan_sort {
    struct report *report;
    struct sorted_plan *plans;
    size_t count, room;
    struct buffer texts; /* code NUL name NUL owner NUL … */
};

static enum status add_plan(struct plan_sort *s, const struct sorted_plan *plan, struct error *e)
{
    if (s->count == s->room) {
        const size_t room = s->room == 0 ? 1024 : s->room * 2;
        struct sorted_plan *plans = realloc(s->plans, room * sizeof *plans);
        if (plans == NULL) {
            return fail_memory(e);
        }
        s->plans = plans;
        s->room = room;
    }
    s->plans[s->count++] = *plan;
    return ST_OK;
}

static enum status collect(void *context, const struct portfolio_supplier *row, int64_t supplier, struct error *e)
{
    struct plan_sort *s = context;
    const struct year *y = &s->report->now;
    const size_t start = s->texts.length;
    bool named = false;
    enum status st = ST_OK;
    (void)supplier;
    for (size_t i = 0; row->levels != NULL && i < y->columns.nitems && st == ST_OK; i++) {
        const struct item_plan *plan = &y->plans[i];
        const bool reached = plan->level >= 0 && row->levels[i] >= plan->level;
        if (!plan->there || reached || row->levels[i] == PORTFOLIO_NOT_ASKED) {
            continue;
        }
        if (!named) {
            buffer_add(&s->texts, row->code, strlen(row->code) + 1);
            buffer_add(&s->texts, row->name, strlen(row->name) + 1);
            named = true;
        }
        struct sorted_plan one = {.supplier = (uint32_t)start,
                                  .owner = (uint32_t)s->texts.length,
                                  .item = (uint16_t)i,
                                  .level = row->levels[i],
                                  .planned = plan->level,
                                  .target = row->targets[i]};
        (void)snprintf(one.by, sizeof one.by, "%s", plan->by);
        st = buffer_add(&s->texts, plan->owner, strlen(plan->owner) + 1) ? add_plan(s, &one, e) : fail_memory(e);
    }
    return st;
}

/* By date, those without one last. Suppliers came in the order of their codes, so their offsets sort the same way. */
static int compare(const void *a, const void *b)
{
    const struct sorted_plan *x = a, *y = b;
    const int order = strcmp(x->by[0] == '\0' ? "~" : x->by, y->by[0] == '\0' ? "~" : y->by);
    if (order != 0) {
        return order;
    }
    if (x->supplier != y->supplier) {
        return x->supplier < y->supplier ? -1 : 1;
    }
    return x->item < y->item ? -1 : x->item > y->item;
}

static enum status visit_all(struct plan_sort *s, portfolio_plan_visit *visit, void *context, struct error *e)
{
    enum status st = ST_OK;
    if (s->count > 0) {
        qsort(s->plans, s->count, sizeof *s->plans, compare);
    }
    for (size_t i = 0; i < s->count && st == ST_OK; i++) {
        const struct sorted_plan *p = &s->plans[i];
        const char *code = s->texts.data + p->supplier;
        const struct portfolio_plan row = {
            .code = code,
            .name = code + strlen(code) + 1,
            .item = p->item,
            .level = p->level,
            .planned = p->planned,
            .target = p->target,
            .by = p->by,
            .owner = s->texts.data + p->owner,
            .overdue = p->by[0] != '\0' && strcmp(p->by, s->report->today) < 0,
        };
        st = visit(context, &row, e);
    }
    return st;
}

enum status report_plans(struct portfolio_source *source, portfolio_plan_visit *visit, void *context, struct error *e)
{
    struct report *r = source->context;
    struct plan_sort sort = {.report = r};
    buffer_init(&sort.texts, TEXTS_MAX);
    r->now.plans = calloc(r->now.columns.nitems + 1, sizeof *r->now.plans);
    enum status st = r->now.plans == NULL ? fail_memory(e) : report_walk(r, collect, &sort, e);
    free(r->now.plans);
    r->now.plans = NULL;
    st = st == ST_OK ? visit_all(&sort, visit, context, e) : st;
    free(sort.plans);
    buffer_release(&sort.texts);
    return st;
}
