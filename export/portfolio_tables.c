#include "export/portfolio_tables.h"

#include "base/mail_address.h"
#include "export/csv_table.h"
#include "export/portfolio_tables_years.h"
#include "model/gap.h"
#include "model/portfolio_standing.h"

static const char *const NAMES[PORTFOLIO_FILES] = {
    [PORTFOLIO_SUPPLIERS] = "suppliers.csv",   [PORTFOLIO_GAPS] = "gaps.csv",
    [PORTFOLIO_INVENTORY] = "inventory.csv",   [PORTFOLIO_ITEMS] = "items.csv",
    [PORTFOLIO_QUARANTINE] = "quarantine.csv", [PORTFOLIO_CONFLICTS] = "conflicts.csv",
    [PORTFOLIO_REJECTED] = "rejected.csv",     [PORTFOLIO_PLANS] = "plans.csv",
    [PORTFOLIO_YEARS] = "years.csv",           [PORTFOLIO_CHANGES] = "changes.csv",
    [PORTFOLIO_QUESTIONS] = "questions.csv",
};

const char *portfolio_file_name(enum portfolio_file file)
{
    return NAMES[file];
}

static const char *tier(enum portfolio_tier value)
{
    static const char *const words[] = {[PORTFOLIO_TIER_UNSET] = "", [PORTFOLIO_TIER_BASE] = "base", [PORTFOLIO_TIER_HIGHER] = "higher"};
    return words[value];
}

static enum status visit_supplier(void *context, const struct portfolio_supplier *s, struct error *e)
{
    struct csv_table *t = context;
    table_text(t, s->code);
    table_text(t, s->name);
    table_text(t, tier(s->tier));
    table_text(t, portfolio_state_name(s->state));
    table_score(t, s->total);
    table_number_or_none(t, s->floor, SCORE_NONE);
    table_score(t, s->perceived);
    table_number(t, (long long)s->answered);
    table_number(t, (long long)s->asked);
    table_yes(t, s->score_differs);
    table_text(t, s->ratings == PORTFOLIO_RATINGS_KNOWN ? "known" : s->ratings == PORTFOLIO_RATINGS_CLAIMED ? "claimed" : "none");
    table_text(t, s->verdict);
    table_text(t, s->answered_on);
    table_text(t, s->due);
    table_text(t, s->contact_name);
    table_text(t, mail_address(s->contact_email));
    table_line(t, s->contact_phone);
    table_line(t, s->emergency_phone);
    table_text(t, s->ended_on);
    table_text(t, s->ended_reason);
    for (size_t i = 0; i < t->source->nitems; i++) {
        table_level(t, s->levels ? s->levels[i] : PORTFOLIO_UNANSWERED);
    }
    return table_end_row(t, e);
}

static enum status write_suppliers(struct csv_table *t, struct error *e)
{
    static const char *const names[] = {"supplier_code",
                                        "name",
                                        "tier",
                                        "state",
                                        "total",
                                        "floor",
                                        "perceived",
                                        "answered",
                                        "asked",
                                        "claims_other_score",
                                        "assessor_ratings",
                                        "verdict",
                                        "answered_on",
                                        "due",
                                        "contact_name",
                                        "contact_email",
                                        "contact_phone",
                                        "emergency_phone",
                                        "ended_on",
                                        "ended_reason"};
    table_begin(t);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        table_text(t, names[i]);
    }
    for (size_t i = 0; i < t->source->nitems; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s:%s", t->source->items[i].pack, t->source->items[i].id);
        table_text(t, name);
    }
    enum status st = table_end_row(t, e);
    return st == ST_OK ? t->source->suppliers(t->source, visit_supplier, t, e) : st;
}

static enum status visit_gap(void *context, const struct portfolio_gap *g, struct error *e)
{
    struct csv_table *t = context;
    const struct portfolio_item *item = &t->source->items[g->item];
    const struct action *action = item->item ? gap_action(item->item, g->level) : NULL;
    table_number(t, g->priority);
    table_text(t, g->code);
    table_text(t, g->name);
    table_text(t, item->pack);
    table_text(t, item->id);
    table_text(t, item->title);
    table_level(t, g->unknown ? PORTFOLIO_UNKNOWN : g->level);
    table_number(t, g->target);
    table_text(t, action ? text_of(action->text) : "");
    table_number_or_none(t, action ? action->initial.max : -1, -1);
    table_number_or_none(t, action ? action->monthly.max : -1, -1);
    return table_end_row(t, e);
}

static enum status visit_product(void *context, const struct portfolio_product *p, struct error *e)
{
    struct csv_table *t = context;
    table_text(t, p->product);
    table_text(t, p->vendor);
    table_text(t, p->version);
    table_yes(t, p->internet);
    table_yes(t, p->credentials);
    table_text(t, p->code);
    table_text(t, p->name);
    table_text(t, p->answered_on);
    return table_end_row(t, e);
}

static enum status write_items(struct csv_table *t, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < t->source->nitems && st == ST_OK; i++) {
        const struct portfolio_item *item = &t->source->items[i];
        table_text(t, item->pack);
        table_text(t, item->id);
        table_text(t, item->title);
        table_text(t, item->item ? text_of(item->item->text) : "");
        table_number_or_none(t, item->target, -1);
        table_number_or_none(t, item->item ? item->item->weight : -1, -1);
        table_yes(t, item->item && item->item->essential);
        st = table_end_row(t, e);
    }
    return st;
}

static enum status visit_incident(void *context, const struct portfolio_incident *i, struct error *e)
{
    struct csv_table *t = context;
    table_text(t, i->file);
    table_text(t, i->received);
    table_text(t, i->code);
    table_text(t, i->name);
    table_text(t, i->verdict);
    table_text(t, i->reason);
    table_text(t, i->fingerprint);
    return table_end_row(t, e);
}

static enum status write_incidents(struct csv_table *t, enum portfolio_incident_kind kind, struct error *e)
{
    static const char *const names[] = {"file", "received_at", "supplier_code", "name", "verdict", "reason", "certificate_sha256", NULL};
    enum status st = table_heads(t, names, e);
    return st == ST_OK ? t->source->incidents(t->source, kind, visit_incident, t, e) : st;
}

static enum status write_table(struct csv_table *t, enum portfolio_file file, struct error *e)
{
    static const char *const gaps[] = {
        "priority",        "supplier_code",   "name", "pack", "item", "title", "level", "target", "next_step",
        "initial_max_yen", "monthly_max_yen", NULL};
    static const char *const products[] = {"product",       "vendor", "version",     "internet", "credentials",
                                           "supplier_code", "name",   "answered_on", NULL};
    static const char *const items[] = {"pack", "item", "title", "question", "target", "weight", "essential", NULL};
    enum status st = ST_OK;
    switch (file) {
    case PORTFOLIO_SUPPLIERS:
        return write_suppliers(t, e);
    case PORTFOLIO_GAPS:
        st = table_heads(t, gaps, e);
        return st == ST_OK ? t->source->gaps(t->source, visit_gap, t, e) : st;
    case PORTFOLIO_INVENTORY:
        st = table_heads(t, products, e);
        return st == ST_OK ? t->source->products(t->source, visit_product, t, e) : st;
    case PORTFOLIO_ITEMS:
        st = table_heads(t, items, e);
        return st == ST_OK ? write_items(t, e) : st;
    case PORTFOLIO_QUARANTINE:
        return write_incidents(t, PORTFOLIO_INCIDENT_QUARANTINED, e);
    case PORTFOLIO_CONFLICTS:
        return write_incidents(t, PORTFOLIO_INCIDENT_CONFLICT, e);
    case PORTFOLIO_REJECTED:
        return write_incidents(t, PORTFOLIO_INCIDENT_REJECTED, e);
    case PORTFOLIO_PLANS:
        return table_plans(t, e);
    case PORTFOLIO_YEARS:
        return table_years(t, e);
    case PORTFOLIO_CHANGES:
        return table_changes(t, e);
    case PORTFOLIO_QUESTIONS:
        return table_questions(t, e);
    case PORTFOLIO_FILES:
        break;
    }
    return st;
}

enum status portfolio_file_write(struct portfolio_source *source, enum portfolio_file file, FILE *out, struct error *e)
{
    struct csv_table t = {.source = source, .out = out};
    buffer_init(&t.row, BUFFER_MAX_DOCUMENT);
    enum status st = write_table(&t, file, e);
    buffer_release(&t.row);
    return st;
}
