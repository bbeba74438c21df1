/* What the suppliers plan: all of it by date, and the plans of answers that were taken in before layout 7. */
#include "base/i18n.h"
#include "model/envelope.h"
#include "model/json.h"
#include "model/planned.h"
#include "store/portfolio_keep.h"
#include "store/portfolio_year.h"

#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX ((size_t)1024 * 1024 * 1024)
#define ORIGINAL_MAX ((size_t)64 * 1024 * 1024)

/* ---- in the order of their dates ---- */

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
        if (!plan->there || y->levels[i] == PORTFOLIO_NOT_ASKED) {
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
                                  .level = y->levels[i],
                                  .planned = plan->level,
                                  .target = y->targets[i]};
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

/* ---- answers that were taken in before plans were kept ---- */

static enum status fill_pack(struct portfolio *p, int64_t assessment, const cJSON *pack, struct buffer *text, struct error *e)
{
    const cJSON *answer;
    buffer_clear(text);
    cJSON_ArrayForEach(answer, pack)
    {
        const struct answer a = answer_view(answer);
        planned_add(text, answer->string, &a);
    }
    planned_end(text);
    if (text->failed) {
        return fail_memory(e);
    }
    return text->length == 0
               ? ST_OK
               : sql_run(p, SQL_FILL_PLANS, SQL_VALUES(sql_text(buffer_text(text)), sql_integer(assessment), sql_text(pack->string)), e);
}

/* Signed JSON tells what it plans. A workbook or a sealed file is not opened here: its plans stay unknown until it is merged anew. */
static enum status fill_assessment(struct portfolio *p, int64_t assessment, const struct buffer *original, struct buffer *text,
                                   struct error *e)
{
    struct envelope envelope = {0};
    const bool readable = original->length > 0 && original->data[0] == '{';
    if (!readable || envelope_read(&envelope, original->data, original->length, "", true, NULL) != ST_OK) {
        return ST_OK;
    }
    enum status st = sql_run(p, SQL_FILL_NO_PLANS, SQL_VALUES(sql_integer(assessment)), e);
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(envelope.document, "answers"))
    {
        st = st == ST_OK ? fill_pack(p, assessment, pack, text, e) : st;
    }
    envelope_release(&envelope);
    return st;
}

enum status plans_fill(struct sql_connection *c, struct error *e)
{
    static char nowhere[] = "";
    struct portfolio p = {.sql = c, .location = nowhere};
    struct sql_value row[2];
    struct buffer original, text;
    buffer_init(&original, ORIGINAL_MAX);
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    enum status st = sql_start(&p, SQL_FILL_ASSESSMENTS, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(&p, SQL_FILL_ASSESSMENTS, row, 2, e)) == ST_OK) {
        const int64_t assessment = column_integer(&row[0]);
        uint8_t digest[SHA256_BYTES];
        struct error why = {0}; /* one damaged original keeps nobody from the rest */
        if (row[1].n != SHA256_BYTES) {
            continue;
        }
        memcpy(digest, row[1].bytes, SHA256_BYTES);
        st = portfolio_original(&p, digest, &original, &why);
        if (st == ST_OK) {
            st = fill_assessment(&p, assessment, &original, &text, e);
        } else {
            st = st == ST_SYSTEM ? fail(e, st, "%s", why.text) : ST_OK;
        }
    }
    sql_finish(&p, SQL_FILL_ASSESSMENTS);
    buffer_release(&original);
    buffer_release(&text);
    return st == ST_NO ? ST_OK : st;
}
