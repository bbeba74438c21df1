#include "store/portfolio_report.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "model/gap.h"
#include "model/json.h"
#include "model/tier.h"
#include "store/portfolio_columns.h"
#include "store/portfolio_items.h"
#include "store/portfolio_rules.h"
#include "store/portfolio_sort.h"

struct report {
    struct portfolio *portfolio;
    char *period, *before;
    char today[DATE_TEXT];
    struct columns columns;
    int8_t *levels; /* of the supplier that is being visited */
    int8_t *targets;
    int8_t *assessed;
    struct answer_cell *cells; /* the same with targets and priorities */
};

/* What one assessment adds to its supplier's row. */
struct row_texts {
    struct arena arena;
    const char *name, *answered_on, *contact_name, *contact_email, *contact_phone, *verdict, *employees, *industry, *assessor;
};

/* What was stored is measured by the pack's target; the supplier's tier, which may change at any time, can raise it. */
static void note_answer(struct report *r, size_t at, enum portfolio_tier tier, int level, int target, int priority)
{
    const struct portfolio_item *item = &r->columns.items[at];
    const int raised = item->item == NULL ? target : tier_target(item->item, tier);
    if (raised > target && target >= 0) {
        const int reached = level == PORTFOLIO_UNKNOWN ? 0 : level;
        target = raised;
        priority = reached >= 0 && reached < raised ? (raised - reached) * item_weight(item->home, item->item) : 0;
    }
    r->levels[at] = (int8_t)level;
    r->targets[at] = (int8_t)target;
    r->cells[at] = (struct answer_cell){.level = (int8_t)level, .target = (int8_t)target, .priority = (int16_t)priority};
}

static enum status read_answers(struct report *r, int64_t assessment, enum portfolio_tier tier, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(r->portfolio, SQL_REPORT_ANSWERS, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_ANSWERS, row, 2, e)) == ST_OK) {
        struct stored_item item;
        for (const char *items = column_text(&row[1]); stored_item_next(&items, &item);) {
            const size_t at = columns_find(&r->columns, column_text(&row[0]), item.id);
            if (at != SIZE_MAX) {
                note_answer(r, at, tier, item.values[0], item.values[1], item.values[2]);
                r->assessed[at] = (int8_t)item.values[4];
            }
        }
    }
    sql_finish(r->portfolio, SQL_REPORT_ANSWERS);
    return st == ST_NO ? ST_OK : st;
}

static void note_assessment(struct sql_value row[20], struct portfolio_supplier *s, struct row_texts *t)
{
    const char *phone = column_text(&row[13])[0] != '\0' ? column_text(&row[13]) : column_text(&row[12]);
    t->name = arena_text(&t->arena, column_text(&row[1]));
    t->answered_on = arena_copy(&t->arena, column_text(&row[2]), strnlen(column_text(&row[2]), DATE_TEXT - 1));
    t->contact_name = arena_text(&t->arena, column_text(&row[10]));
    t->contact_email = arena_text(&t->arena, column_text(&row[11]));
    t->contact_phone = arena_text(&t->arena, phone);
    t->verdict = arena_text(&t->arena, column_text(&row[14]));
    t->employees = arena_text(&t->arena, column_text(&row[15]));
    t->industry = arena_text(&t->arena, column_text(&row[16]));
    s->state = column_integer(&row[3]) == 1 ? PORTFOLIO_UNFINISHED : PORTFOLIO_ANSWERED;
    if (row[17].type == SQL_INTEGER) {
        s->inventory = (unsigned)column_integer(&row[17]);
    }
    if (column_integer(&row[18]) == 1) { /* one claim among several is enough to call them all claimed */
        const bool known = column_text(&row[19])[0] != '\0' && s->ratings != PORTFOLIO_RATINGS_CLAIMED;
        s->ratings = known ? PORTFOLIO_RATINGS_KNOWN : PORTFOLIO_RATINGS_CLAIMED;
        t->assessor = known ? arena_text(&t->arena, column_text(&row[19])) : "";
    }
    s->score_differs = s->score_differs || column_integer(&row[9]) == 1;
    if (row[4].type == SQL_NULL && s->total >= 0) {
        return; /* an emergency questionnaire has no score: that of the year stays */
    }
    s->total = (int)column_integer(&row[4]);
    s->floor = (int)column_integer(&row[5]);
    s->perceived = (int)column_integer(&row[6]);
    s->answered = (uint64_t)column_integer(&row[7]);
    s->asked = (uint64_t)column_integer(&row[8]);
}

/* All of the supplier's assessments of the period, the newest last: where two answer the same item, the newer one counts. *any: there is
 * one. */
static enum status read_assessments(struct report *r, int64_t supplier, struct portfolio_supplier *s, struct row_texts *t, bool *any,
                                    struct error *e)
{
    struct sql_value row[20];
    *any = false;
    memset(r->levels, PORTFOLIO_NOT_ASKED, r->columns.nitems);
    memset(r->targets, -1, r->columns.nitems);
    memset(r->assessed, -1, r->columns.nitems);
    memset(r->cells, 0, r->columns.nitems * sizeof *r->cells);
    enum status st = sql_start(r->portfolio, SQL_REPORT_ASSESSMENTS, SQL_VALUES(sql_integer(supplier), sql_text(r->period)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_ASSESSMENTS, row, 20, e)) == ST_OK) {
        *any = true;
        note_assessment(row, s, t);
        st = read_answers(r, column_integer(&row[0]), s->tier, e);
    }
    sql_finish(r->portfolio, SQL_REPORT_ASSESSMENTS);
    return st == ST_NO ? ST_OK : st;
}

static enum portfolio_state state_without_answers(const struct report *r, const char *due, bool quarantined)
{
    if (quarantined) {
        return PORTFOLIO_QUARANTINED;
    }
    return due[0] != '\0' && strcmp(due, r->today) < 0 ? PORTFOLIO_LATE : PORTFOLIO_WAITING;
}

static enum status visit_row(struct report *r, struct sql_value row[10], struct row_texts *t, portfolio_supplier_visit *visit,
                             void *context, struct error *e)
{
    struct portfolio_supplier s = {
        .code = column_text(&row[1]),
        .tier = tier_of(&row[3]),
        .total = SCORE_NONE,
        .floor = SCORE_NONE,
        .perceived = SCORE_NONE,
        .due = column_text(&row[7]),
    };
    bool any;
    arena_clear(&t->arena);
    t->name = t->answered_on = t->contact_name = t->contact_email = t->contact_phone = t->verdict = t->employees = t->industry =
        t->assessor = "";
    const enum status st = read_assessments(r, column_integer(&row[0]), &s, t, &any, e);
    if (st != ST_OK) {
        return st;
    }
    s.name = column_text(&row[2])[0] != '\0' ? column_text(&row[2]) : t->name;
    s.answered_on = t->answered_on;
    s.verdict = t->verdict;
    s.employees = t->employees;
    s.industry = t->industry;
    s.contact_name = t->contact_name;
    s.contact_email = t->contact_email[0] != '\0' ? t->contact_email : column_text(&row[6]);
    s.contact_phone = t->contact_phone;
    s.levels = any ? r->levels : NULL;
    s.targets = any ? r->targets : NULL;
    s.assessed = any ? r->assessed : NULL;
    s.assessor = t->assessor;
    if (!any) {
        s.state = state_without_answers(r, s.due, column_integer(&row[8]) == 1);
    }
    if (column_integer(&row[9]) == 1) {
        s.state = PORTFOLIO_CONFLICT;
    }
    return visit(context, &s, e);
}

static enum status walk_suppliers(struct portfolio_source *source, portfolio_supplier_visit *visit, void *context, struct error *e)
{
    struct report *r = source->context;
    struct sql_value row[10];
    struct row_texts texts = {0};
    enum status st = sql_start(r->portfolio, SQL_REPORT_SUPPLIERS, SQL_VALUES(sql_text(r->period)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_SUPPLIERS, row, 10, e)) == ST_OK) {
        st = visit_row(r, row, &texts, visit, context, e);
        if (st != ST_OK) {
            arena_release(&texts.arena);
            sql_finish(r->portfolio, SQL_REPORT_SUPPLIERS);
            return st;
        }
    }
    arena_release(&texts.arena);
    sql_finish(r->portfolio, SQL_REPORT_SUPPLIERS);
    return st == ST_NO ? ST_OK : st;
}

struct collecting {
    struct report *report;
    struct gap_sort *sort;
};

static enum status collect_gaps(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct collecting *c = context;
    if (row->levels == NULL) {
        return ST_OK;
    }
    return gap_sort_add(c->sort, row->code, row->name, c->report->cells, c->report->columns.nitems, e);
}

static enum status walk_gaps(struct portfolio_source *source, portfolio_gap_visit *visit, void *context, struct error *e)
{
    struct gap_sort sort = {0};
    struct collecting collecting = {.report = source->context, .sort = &sort};
    enum status st = walk_suppliers(source, collect_gaps, &collecting, e);
    if (st == ST_OK) {
        st = gap_sort_visit(&sort, visit, context, e);
    }
    gap_sort_release(&sort);
    return st;
}

static enum status walk_products(struct portfolio_source *source, portfolio_product_visit *visit, void *context, struct error *e)
{
    struct report *r = source->context;
    struct sql_value row[8];
    enum status st = sql_start(r->portfolio, SQL_REPORT_PRODUCTS, SQL_VALUES(sql_text(r->period)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_PRODUCTS, row, 8, e)) == ST_OK) {
        char day[DATE_TEXT];
        (void)snprintf(day, sizeof day, "%s", column_text(&row[7]));
        const struct portfolio_product product = {
            .code = column_text(&row[0]),
            .name = column_text(&row[1]),
            .product = column_text(&row[2]),
            .vendor = column_text(&row[3]),
            .version = column_text(&row[4]),
            .internet = column_integer(&row[5]) == 1,
            .credentials = column_integer(&row[6]) == 1,
            .answered_on = day,
        };
        st = visit(context, &product, e);
        if (st != ST_OK) {
            sql_finish(r->portfolio, SQL_REPORT_PRODUCTS);
            return st;
        }
    }
    sql_finish(r->portfolio, SQL_REPORT_PRODUCTS);
    return st == ST_NO ? ST_OK : st;
}

static enum status walk_files(struct report *r, enum merge_state state, portfolio_incident_visit *visit, void *context, struct error *e)
{
    struct sql_value row[7];
    enum status st = sql_start(r->portfolio, SQL_REPORT_INCIDENTS, SQL_VALUES(sql_text(merge_state_name(state)), sql_text(r->period)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_INCIDENTS, row, 7, e)) == ST_OK) {
        char fingerprint[SHA256_TEXT] = "";
        if (row[5].type == SQL_BLOB && row[5].n == SHA256_BYTES) {
            hex_encode(row[5].bytes, SHA256_BYTES, fingerprint);
        }
        const struct portfolio_incident incident = {
            .file = column_text(&row[0]),
            .received = column_text(&row[1]),
            .code = column_text(&row[2]),
            .name = column_text(&row[3]),
            .verdict = column_text(&row[4]),
            .fingerprint = fingerprint,
            .reason = column_text(&row[6]),
        };
        st = visit(context, &incident, e);
        if (st != ST_OK) {
            sql_finish(r->portfolio, SQL_REPORT_INCIDENTS);
            return st;
        }
    }
    sql_finish(r->portfolio, SQL_REPORT_INCIDENTS);
    return st == ST_NO ? ST_OK : st;
}

static enum status walk_unreadable(struct report *r, portfolio_incident_visit *visit, void *context, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(r->portfolio, SQL_REPORT_UNREADABLE, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_UNREADABLE, row, 3, e)) == ST_OK) {
        const struct portfolio_incident incident = {
            .file = column_text(&row[0]),
            .received = column_text(&row[1]),
            .reason = column_text(&row[2]),
            .code = "",
            .name = "",
            .verdict = "unreadable",
            .fingerprint = "",
        };
        st = visit(context, &incident, e);
        if (st != ST_OK) {
            sql_finish(r->portfolio, SQL_REPORT_UNREADABLE);
            return st;
        }
    }
    sql_finish(r->portfolio, SQL_REPORT_UNREADABLE);
    return st == ST_NO ? ST_OK : st;
}

static enum status walk_incidents(struct portfolio_source *source, enum portfolio_incident_kind kind, portfolio_incident_visit *visit,
                                  void *context, struct error *e)
{
    static const enum merge_state STATES[] = {
        [PORTFOLIO_INCIDENT_QUARANTINED] = MERGE_QUARANTINED,
        [PORTFOLIO_INCIDENT_CONFLICT] = MERGE_CONFLICT,
        [PORTFOLIO_INCIDENT_REJECTED] = MERGE_REJECTED,
    };
    struct report *r = source->context;
    const enum status st = walk_files(r, STATES[kind], visit, context, e);
    return st == ST_OK && kind == PORTFOLIO_INCIDENT_REJECTED ? walk_unreadable(r, visit, context, e) : st;
}

static enum status find_period(struct report *r, const char *wanted, struct error *e)
{
    struct sql_value row[1] = {{.type = SQL_NULL}};
    char year[DATE_TEXT];
    enum status st = sql_start(r->portfolio, SQL_REPORT_PERIOD, SQL_NONE, e);
    if (st == ST_OK) {
        st = sql_next(r->portfolio, SQL_REPORT_PERIOD, row, 1, e);
    }
    (void)snprintf(year, sizeof year, "%.4s", r->today); /* nothing has come yet */
    const char *period = wanted != NULL ? wanted : column_text(&row[0])[0] != '\0' ? column_text(&row[0]) : year;
    if (st == ST_OK) {
        r->period = strdup(period);
    }
    sql_finish(r->portfolio, SQL_REPORT_PERIOD);
    return st == ST_OK && r->period == NULL ? fail_memory(e) : st;
}

static enum status find_period_before(struct report *r, struct error *e)
{
    struct sql_value row[1] = {{.type = SQL_NULL}};
    enum status st = sql_start(r->portfolio, SQL_REPORT_PERIOD_BEFORE, SQL_VALUES(sql_text(r->period)), e);
    if (st == ST_OK) {
        st = sql_next(r->portfolio, SQL_REPORT_PERIOD_BEFORE, row, 1, e);
    }
    if (st == ST_OK) {
        r->before = strdup(column_text(&row[0]));
    }
    sql_finish(r->portfolio, SQL_REPORT_PERIOD_BEFORE);
    return st == ST_OK && r->before == NULL ? fail_memory(e) : st;
}

static enum status load(struct portfolio_source *out, struct report *r, const struct catalog *catalog, const char *period, struct error *e)
{
    int64_t files = 0, rated = 0;
    enum status st = find_period(r, period, e);
    if (st == ST_OK) {
        st = find_period_before(r, e);
    }
    if (st == ST_OK) {
        st = columns_load(&r->columns, r->portfolio, catalog, r->period, e);
    }
    if (st == ST_OK) {
        st = sql_number(r->portfolio, SQL_REPORT_FILES, SQL_VALUES(sql_text(r->period)), &files, e);
    }
    if (st == ST_OK) {
        st = sql_number(r->portfolio, SQL_REPORT_RATED, SQL_VALUES(sql_text(r->period)), &rated, e);
    }
    if (st != ST_OK) {
        return st;
    }
    r->levels = calloc(r->columns.nitems + 1, sizeof *r->levels);
    r->targets = calloc(r->columns.nitems + 1, sizeof *r->targets);
    r->cells = calloc(r->columns.nitems + 1, sizeof *r->cells);
    r->assessed = calloc(r->columns.nitems + 1, sizeof *r->assessed);
    if (r->levels == NULL || r->assessed == NULL || r->targets == NULL || r->cells == NULL) {
        return fail_memory(e);
    }
    out->period = r->period;
    out->period_before = r->before;
    out->files = (uint64_t)files;
    out->rated = rated > 0;
    out->packs = r->columns.packs;
    out->npacks = r->columns.npacks;
    out->items = r->columns.items;
    out->nitems = r->columns.nitems;
    return ST_OK;
}

enum status portfolio_source_open(struct portfolio_source *out, struct portfolio *portfolio, const struct catalog *catalog,
                                  const char *period, int64_t as_of, struct error *e)
{
    struct report *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return fail_memory(e);
    }
    r->portfolio = portfolio;
    date_format(as_of, r->today);
    *out = (struct portfolio_source){
        .owner = "",
        .as_of = as_of,
        .suppliers = walk_suppliers,
        .gaps = walk_gaps,
        .products = walk_products,
        .incidents = walk_incidents,
        .context = r,
    };
    enum status st = portfolio_begin(portfolio, false, e);
    if (st == ST_OK) {
        st = load(out, r, catalog, period, e);
    }
    if (st != ST_OK) {
        portfolio_source_release(out);
    }
    return st;
}

void portfolio_source_release(struct portfolio_source *source)
{
    struct report *r = source->context;
    if (r == NULL) {
        return;
    }
    portfolio_rollback(r->portfolio);
    columns_release(&r->columns);
    free(r->levels);
    free(r->assessed);
    free(r->targets);
    free(r->cells);
    free(r->period);
    free(r->before);
    free(r);
    *source = (struct portfolio_source){0};
}
