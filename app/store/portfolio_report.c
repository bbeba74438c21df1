#include "store/portfolio_report.h"

#include "base/digest.h"
#include "base/sentence.h"
#include "model/portfolio_standing.h"
#include "store/portfolio_period.h"
#include "store/portfolio_rules.h"
#include "store/portfolio_status.h"
#include "store/portfolio_urgent.h"
#include "store/portfolio_year.h"

#include <stdlib.h>
#include <string.h>

#define SUPPLIER_COLUMNS 13 /* of SQL_REPORT_SUPPLIERS */

/* Who has not answered this period is rung at the number that came with the answers before; and what answers do not name stays as it was
 * told before, as letters have it (EMAIL_OF). Whom a reply to an alarm names is told with the alarm (store/portfolio_find.h). */
static enum status last_contact(struct report *r, int64_t supplier, struct row_texts *t, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(r->portfolio, SQL_REPORT_CONTACT, SQL_VALUES(sql_integer(supplier)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_CONTACT, row, 4, e)) == ST_OK) {
        year_contact(t, row);
    }
    sql_finish(r->portfolio, SQL_REPORT_CONTACT);
    return st == ST_NO ? ST_OK : st;
}

/* What the supplier said, else what the prime's list has. */
static const char *reached_by(const char *said, const char *listed)
{
    return said[0] != '\0' ? said : listed;
}

static enum status visit_row(struct report *r, struct sql_value row[SUPPLIER_COLUMNS], struct row_texts *t, report_row_visit *visit,
                             void *context, struct error *e)
{
    struct portfolio_supplier s = {
        .code = column_text(&row[1]),
        .tier = tier_of(&row[3]),
        .total = SCORE_NONE,
        .floor = SCORE_NONE,
        .perceived = SCORE_NONE,
        .due = column_text(&row[7]),
        .held = column_integer(&row[8]) == 1,
        .ended_reason = column_text(&row[12]),
    };
    (void)local_day_of(column_text(&row[11]), s.ended_on);
    s.ended = s.ended_on[0] != '\0' && strcmp(column_text(&row[11]), r->span.until) < 0;
    r->visited = column_integer(&row[0]);
    arena_clear(&t->arena);
    t->name = t->answered_on = t->contact_name = t->contact_email = t->contact_phone = t->emergency_phone = t->verdict = t->employees =
        t->industry = t->assessor = "";
    enum status st = year_read(&r->now, r->portfolio, column_integer(&row[0]), &s, t, e);
    const bool any = s.documents > 0;
    const bool silent = !any && t->contact_name[0] == '\0' && t->contact_phone[0] == '\0' && t->emergency_phone[0] == '\0';
    const bool unaddressed = t->contact_email[0] == '\0' && column_text(&row[6])[0] == '\0';
    if (st == ST_OK && (silent || unaddressed)) {
        st = last_contact(r, column_integer(&row[0]), t, e);
    }
    if (st != ST_OK) {
        return st;
    }
    s.name = column_text(&row[2])[0] != '\0' ? column_text(&row[2]) : t->name;
    s.answered_on = t->answered_on;
    s.verdict = t->verdict;
    s.employees = t->employees;
    s.industry = t->industry;
    s.contact_name = t->contact_name;
    /* letters of a year without answers go where the prime sends its mail; the person of last year is rung at that person's number */
    s.contact_email = silent && column_text(&row[6])[0] != '\0' ? column_text(&row[6]) : reached_by(t->contact_email, column_text(&row[6]));
    s.contact_phone = reached_by(t->contact_phone, column_text(&row[10]));
    s.emergency_phone = t->emergency_phone;
    s.levels = any ? r->now.levels : NULL;
    s.targets = any ? r->now.targets : NULL;
    s.assessed = any ? r->now.assessed : NULL;
    s.rating_words = r->now.rated ? r->now.ratings : NULL;
    s.assessor = t->assessor;
    const struct portfolio_standing standing = {
        .answered = s.finished > 0, .begun = any, .held = s.held, .conflict = column_integer(&row[9]) == 1, .ended = s.ended, .due = s.due};
    s.state = portfolio_standing_state(&standing, r->today);
    s.due = s.state == PORTFOLIO_ENDED ? "" : s.due; /* no day is waited for */
    return visit(context, &s, column_integer(&row[0]), e);
}

/* The rows of a statement that was started with st. */
static enum status walk_rows(struct report *r, enum sql_statement statement, enum status st, report_row_visit *visit, void *context,
                             struct error *e)
{
    struct sql_value row[SUPPLIER_COLUMNS];
    struct row_texts texts = {0};
    while (st == ST_OK && (st = sql_next(r->portfolio, statement, row, SUPPLIER_COLUMNS, e)) == ST_OK) {
        st = visit_row(r, row, &texts, visit, context, e);
        if (st != ST_OK) {
            arena_release(&texts.arena);
            sql_finish(r->portfolio, statement);
            return st;
        }
    }
    arena_release(&texts.arena);
    sql_finish(r->portfolio, statement);
    return st == ST_NO ? ST_OK : st;
}

enum status report_walk(struct report *r, report_row_visit *visit, void *context, struct error *e)
{
    if (r->known != NULL) {
        return known_walk(r, visit, context, e);
    }
    const enum status st = sql_start(r->portfolio, SQL_REPORT_SUPPLIERS,
                                     SQL_VALUES(sql_text(r->now.period), sql_text(r->span.until), sql_text(r->span.from)), e);
    return walk_rows(r, SQL_REPORT_SUPPLIERS, st, visit, context, e);
}

enum status report_walk_one(struct report *r, const char *code, report_row_visit *visit, void *context, struct error *e)
{
    const enum status st = sql_start(r->portfolio, SQL_REPORT_SUPPLIER, SQL_VALUES(sql_text(r->now.period), sql_text(code)), e);
    return walk_rows(r, SQL_REPORT_SUPPLIER, st, visit, context, e);
}

struct suppliers_visit {
    portfolio_supplier_visit *visit;
    void *context;
};

static enum status visit_supplier(void *context, const struct portfolio_supplier *row, int64_t supplier, struct error *e)
{
    const struct suppliers_visit *v = context;
    (void)supplier;
    return v->visit(v->context, row, e);
}

static enum status walk_suppliers(struct portfolio_source *source, portfolio_supplier_visit *visit, void *context, struct error *e)
{
    return report_walk(source->context, visit_supplier, &(struct suppliers_visit){visit, context}, e);
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
    return gap_sort_add(c->sort, row->code, row->name, c->report->now.cells, c->report->now.columns.nitems, e);
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
    enum status st = sql_start(r->portfolio, SQL_REPORT_PRODUCTS, SQL_VALUES(sql_text(r->now.period)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_PRODUCTS, row, 8, e)) == ST_OK) {
        char day[DATE_TEXT];
        const struct portfolio_product product = {
            .code = column_text(&row[0]),
            .name = column_text(&row[1]),
            .product = column_text(&row[2]),
            .vendor = column_text(&row[3]),
            .version = column_text(&row[4]),
            .internet = column_integer(&row[5]) == 1,
            .credentials = column_integer(&row[6]) == 1,
            .answered_on = local_day_of(column_text(&row[7]), day),
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

struct incidents_visit {
    portfolio_incident_visit *visit;
    void *context;
};

static enum status visit_held(void *context, const struct status_line *line, struct error *e)
{
    const struct incidents_visit *v = context;
    const struct portfolio_incident incident = {
        .file = line->file,
        .received = line->received_at,
        .code = line->code,
        .name = line->name,
        .verdict = line->verdict,
        .fingerprint = line->certificate,
        .reason = line->reason,
    };
    return v->visit(v->context, &incident, e);
}

static enum status walk_files(struct report *r, enum merge_state state, portfolio_incident_visit *visit, void *context, struct error *e)
{
    struct sql_value row[7];
    struct buffer reason;
    buffer_init(&reason, BUFFER_MAX_TEXT);
    enum status st = sql_start(r->portfolio, SQL_REPORT_INCIDENTS,
                               SQL_VALUES(sql_text(merge_state_name(state)), sql_text(r->now.period), sql_integer(r->meant)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_INCIDENTS, row, 7, e)) == ST_OK) {
        char fingerprint[SHA256_TEXT] = "";
        if (row[5].type == SQL_BLOB && row[5].n == SHA256_BYTES) {
            hex_encode(row[5].bytes, SHA256_BYTES, fingerprint);
        }
        buffer_clear(&reason);
        const bool said = sentence_say(&reason, column_text(&row[6]));
        const struct portfolio_incident incident = {
            .file = column_text(&row[0]),
            .received = column_text(&row[1]),
            .code = column_text(&row[2]),
            .name = column_text(&row[3]),
            .verdict = column_text(&row[4]),
            .fingerprint = fingerprint,
            .reason = buffer_text(&reason),
        };
        st = said ? visit(context, &incident, e) : fail_memory(e);
        if (st != ST_OK) {
            sql_finish(r->portfolio, SQL_REPORT_INCIDENTS);
            buffer_release(&reason);
            return st;
        }
    }
    sql_finish(r->portfolio, SQL_REPORT_INCIDENTS);
    buffer_release(&reason);
    return st == ST_NO ? ST_OK : st;
}

static enum status walk_unreadable(struct report *r, portfolio_incident_visit *visit, void *context, struct error *e)
{
    struct sql_value row[3];
    struct buffer reason;
    buffer_init(&reason, BUFFER_MAX_TEXT);
    enum status st = sql_start(r->portfolio, SQL_REPORT_UNREADABLE, SQL_VALUES(sql_text(r->now.period), sql_integer(r->meant)), e);
    while (st == ST_OK && (st = sql_next(r->portfolio, SQL_REPORT_UNREADABLE, row, 3, e)) == ST_OK) {
        buffer_clear(&reason);
        const bool said = sentence_say(&reason, column_text(&row[2]));
        const struct portfolio_incident incident = {
            .file = column_text(&row[0]),
            .received = column_text(&row[1]),
            .reason = buffer_text(&reason),
            .code = "",
            .name = "",
            .verdict = "unreadable",
            .fingerprint = "",
        };
        st = said ? visit(context, &incident, e) : fail_memory(e);
        if (st != ST_OK) {
            sql_finish(r->portfolio, SQL_REPORT_UNREADABLE);
            buffer_release(&reason);
            return st;
        }
    }
    sql_finish(r->portfolio, SQL_REPORT_UNREADABLE);
    buffer_release(&reason);
    return st == ST_NO ? ST_OK : st;
}

static enum status walk_incidents(struct portfolio_source *source, enum portfolio_incident_kind kind, portfolio_incident_visit *visit,
                                  void *context, struct error *e)
{
    static const enum merge_state STATES[] = {
        [PORTFOLIO_INCIDENT_CONFLICT] = MERGE_CONFLICT,
        [PORTFOLIO_INCIDENT_REJECTED] = MERGE_REJECTED,
    };
    struct report *r = source->context;
    if (kind == PORTFOLIO_INCIDENT_QUARANTINED) { /* with whom it is from, and why it is held now, as status has it */
        return portfolio_held_files(r->portfolio, r->now.period, r->meant, visit_held, &(struct incidents_visit){visit, context}, e);
    }
    const enum status st = walk_files(r, STATES[kind], visit, context, e);
    return st == ST_OK && kind == PORTFOLIO_INCIDENT_REJECTED ? walk_unreadable(r, visit, context, e) : st;
}

static enum status walk_alarms(struct portfolio_source *source, urgent_visit *visit, void *context, struct error *e)
{
    const struct report *r = source->context;
    return portfolio_urgent(r->portfolio, visit, context, e);
}

static enum status find_period(struct portfolio_source *out, struct report *r, const char *wanted, struct error *e)
{
    char usual[PORTFOLIO_PERIOD_TEXT];
    const enum status st = portfolio_periods_read(r->portfolio, &out->periods, e);
    if (st != ST_OK) {
        return st;
    }
    (void)snprintf(usual, sizeof usual, "%s", out->periods.usual);
    if (usual[0] == '\0') {
        (void)snprintf(usual, sizeof usual, "%.4s", r->today); /* nothing has come yet */
    }
    r->meant = wanted == NULL || strcmp(wanted, usual) == 0;
    r->now.period = strdup(wanted != NULL ? wanted : usual);
    r->before = r->now.period == NULL ? NULL : strdup(portfolio_period_before(&out->periods, r->now.period));
    r->span = portfolio_period_span(&out->periods, wanted != NULL ? wanted : usual);
    return r->before == NULL ? fail_memory(e) : ST_OK;
}

static enum status load(struct portfolio_source *out, struct report *r, const char *period, struct error *e)
{
    int64_t files = 0, rated = 0, unplanned = 0;
    enum status st = find_period(out, r, period, e);
    if (st == ST_OK) {
        st = year_load(&r->now, r->portfolio, r->catalog, true, e);
    }
    if (st == ST_OK) {
        st = sql_number(r->portfolio, SQL_REPORT_FILES, SQL_VALUES(sql_text(r->now.period)), &files, e);
    }
    if (st == ST_OK) {
        st = sql_number(r->portfolio, SQL_REPORT_RATED, SQL_VALUES(sql_text(r->now.period)), &rated, e);
    }
    if (st == ST_OK) {
        st = sql_number(r->portfolio, SQL_REPORT_UNPLANNED, SQL_VALUES(sql_text(r->now.period)), &unplanned, e);
    }
    if (st != ST_OK) {
        return st;
    }
    out->period = r->now.period;
    out->period_before = r->before;
    out->from = r->span.from;
    out->until = r->span.until;
    out->files = (uint64_t)files;
    out->rated = rated > 0;
    out->plans_unknown = (uint64_t)unplanned;
    out->packs = r->now.columns.packs;
    out->npacks = r->now.columns.npacks;
    out->items = r->now.columns.items;
    out->nitems = r->now.columns.nitems;
    return ST_OK;
}

enum status portfolio_source_open(struct portfolio_source *out, struct portfolio *portfolio, const struct catalog *catalog,
                                  const char *period, bool alarms, int64_t as_of, struct error *e)
{
    struct report *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return fail_memory(e);
    }
    r->portfolio = portfolio;
    r->catalog = catalog;
    r->now.columns.year_only = !alarms;
    local_day(as_of, r->today);
    *out = (struct portfolio_source){
        .owner = "",
        .as_of = as_of,
        .suppliers = walk_suppliers,
        .gaps = walk_gaps,
        .products = walk_products,
        .incidents = walk_incidents,
        .plans = report_plans,
        .questions = report_questions,
        .years = report_years,
        .years_of = report_years_of,
        .alarms = walk_alarms,
        .context = r,
    };
    enum status st = portfolio_begin(portfolio, false, e);
    if (st == ST_OK) {
        st = load(out, r, period, e);
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
    report_years_release(r);
    year_release(&r->now);
    free(r->before);
    free(r);
    *source = (struct portfolio_source){0};
}
