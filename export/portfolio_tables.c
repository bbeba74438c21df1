#include "export/portfolio_tables.h"

#include "base/buffer.h"
#include "export/cell_text.h"
#include "model/gap.h"

#define BOM "\xEF\xBB\xBF"

static const char *const NAMES[PORTFOLIO_FILES] = {
    [PORTFOLIO_SUPPLIERS] = "suppliers.csv",   [PORTFOLIO_GAPS] = "gaps.csv",
    [PORTFOLIO_INVENTORY] = "inventory.csv",   [PORTFOLIO_ITEMS] = "items.csv",
    [PORTFOLIO_QUARANTINE] = "quarantine.csv", [PORTFOLIO_CONFLICTS] = "conflicts.csv",
    [PORTFOLIO_REJECTED] = "rejected.csv",
};

/* A row is put together in memory and written at once. */
struct table {
    struct portfolio_source *source;
    FILE *out;
    struct buffer row;
};

const char *portfolio_file_name(enum portfolio_file file)
{
    return NAMES[file];
}

/* What spreadsheets take for the beginning of a formula; in Japanese also the full-width forms. */
static bool like_a_formula(const char *text)
{
    static const char *const beginnings[] = {"=", "+", "-", "@", "\t", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (strncmp(text, beginnings[i], strlen(beginnings[i])) == 0) {
            return true;
        }
    }
    return false;
}

void csv_text(struct buffer *out, const char *text)
{
    struct buffer clean;
    buffer_init(&clean, 4 * CELL_UNITS_MAX + 4);
    cell_text(&clean, text);
    buffer_add_text(out, like_a_formula(buffer_text(&clean)) ? "\"'" : "\"");
    for (const char *c = buffer_text(&clean); *c; c++) {
        if (*c == '"') {
            buffer_add_char(out, '"');
        }
        buffer_add_char(out, *c);
    }
    buffer_add_char(out, '"');
    out->failed = out->failed || clean.failed;
    buffer_release(&clean);
}

static void separate(struct table *t)
{
    if (t->row.length > 0) {
        buffer_add_char(&t->row, ',');
    }
}

static void text(struct table *t, const char *s)
{
    separate(t);
    csv_text(&t->row, s);
}

static void number(struct table *t, long long n)
{
    separate(t);
    buffer_add_format(&t->row, "%lld", n);
}

/* An empty field where there is no number. */
static void number_or_none(struct table *t, long long n, long long none)
{
    separate(t);
    if (n != none) {
        buffer_add_format(&t->row, "%lld", n);
    }
}

static void yes(struct table *t, bool value)
{
    separate(t);
    buffer_add_text(&t->row, value ? "yes" : "no");
}

static enum status end_row(struct table *t, struct error *e)
{
    buffer_add_text(&t->row, "\r\n");
    if (t->row.failed) {
        return fail_memory(e);
    }
    fwrite(t->row.data, 1, t->row.length, t->out);
    buffer_clear(&t->row);
    return ST_OK;
}

static enum status heads(struct table *t, const char *const *names, struct error *e)
{
    fputs(BOM, t->out);
    for (; *names; names++) {
        text(t, *names);
    }
    return end_row(t, e);
}

static const char *tier(enum portfolio_tier value)
{
    static const char *const words[] = {[PORTFOLIO_TIER_UNSET] = "", [PORTFOLIO_TIER_BASE] = "base", [PORTFOLIO_TIER_HIGHER] = "higher"};
    return words[value];
}

static const char *state(enum portfolio_state value)
{
    static const char *const words[] = {
        [PORTFOLIO_ANSWERED] = "answered", [PORTFOLIO_UNFINISHED] = "unfinished",   [PORTFOLIO_WAITING] = "waiting",
        [PORTFOLIO_LATE] = "late",         [PORTFOLIO_QUARANTINED] = "quarantined", [PORTFOLIO_CONFLICT] = "conflict",
    };
    return words[value];
}

static void level(struct table *t, int value)
{
    switch (value) {
    case PORTFOLIO_UNKNOWN:
        text(t, "unknown");
        break;
    case PORTFOLIO_NA:
        text(t, "na");
        break;
    case PORTFOLIO_DONE:
        text(t, "done");
        break;
    case PORTFOLIO_NOT_DONE:
        text(t, "not_done");
        break;
    case PORTFOLIO_NOT_ASKED:
        text(t, "not_asked");
        break;
    default:
        number_or_none(t, value, PORTFOLIO_UNANSWERED);
    }
}

static enum status visit_supplier(void *context, const struct portfolio_supplier *s, struct error *e)
{
    struct table *t = context;
    text(t, s->code);
    text(t, s->name);
    text(t, tier(s->tier));
    text(t, state(s->state));
    number_or_none(t, s->total, SCORE_NONE);
    number_or_none(t, s->floor, SCORE_NONE);
    number_or_none(t, s->perceived, SCORE_NONE);
    number(t, (long long)s->answered);
    number(t, (long long)s->asked);
    yes(t, s->score_differs);
    text(t, s->ratings == PORTFOLIO_RATINGS_KNOWN ? "known" : s->ratings == PORTFOLIO_RATINGS_CLAIMED ? "claimed" : "none");
    text(t, s->verdict);
    text(t, s->answered_on);
    text(t, s->due);
    text(t, s->contact_name);
    text(t, s->contact_email);
    text(t, s->contact_phone);
    for (size_t i = 0; i < t->source->nitems; i++) {
        level(t, s->levels ? s->levels[i] : PORTFOLIO_UNANSWERED);
    }
    return end_row(t, e);
}

static enum status write_suppliers(struct table *t, struct error *e)
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
                                        "contact_phone"};
    fputs(BOM, t->out);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        text(t, names[i]);
    }
    for (size_t i = 0; i < t->source->nitems; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s:%s", t->source->items[i].pack, t->source->items[i].id);
        text(t, name);
    }
    enum status st = end_row(t, e);
    return st == ST_OK ? t->source->suppliers(t->source, visit_supplier, t, e) : st;
}

static enum status visit_gap(void *context, const struct portfolio_gap *g, struct error *e)
{
    struct table *t = context;
    const struct portfolio_item *item = &t->source->items[g->item];
    const struct action *action = item->item ? gap_action(item->item, g->level) : NULL;
    number(t, g->priority);
    text(t, g->code);
    text(t, g->name);
    text(t, item->pack);
    text(t, item->id);
    text(t, item->title);
    level(t, g->unknown ? PORTFOLIO_UNKNOWN : g->level);
    number(t, g->target);
    text(t, action ? text_of(action->text) : "");
    number_or_none(t, action ? action->initial.max : -1, -1);
    number_or_none(t, action ? action->monthly.max : -1, -1);
    return end_row(t, e);
}

static enum status visit_product(void *context, const struct portfolio_product *p, struct error *e)
{
    struct table *t = context;
    text(t, p->product);
    text(t, p->vendor);
    text(t, p->version);
    yes(t, p->internet);
    yes(t, p->credentials);
    text(t, p->code);
    text(t, p->name);
    text(t, p->answered_on);
    return end_row(t, e);
}

static enum status write_items(struct table *t, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < t->source->nitems && st == ST_OK; i++) {
        const struct portfolio_item *item = &t->source->items[i];
        text(t, item->pack);
        text(t, item->id);
        text(t, item->title);
        text(t, item->item ? text_of(item->item->text) : "");
        number(t, item->target);
        number_or_none(t, item->item ? item->item->weight : -1, -1);
        yes(t, item->item && item->item->essential);
        st = end_row(t, e);
    }
    return st;
}

static enum status visit_incident(void *context, const struct portfolio_incident *i, struct error *e)
{
    struct table *t = context;
    text(t, i->file);
    text(t, i->received);
    text(t, i->code);
    text(t, i->name);
    text(t, i->verdict);
    text(t, i->reason);
    text(t, i->fingerprint);
    return end_row(t, e);
}

static enum status write_incidents(struct table *t, enum portfolio_incident_kind kind, struct error *e)
{
    static const char *const names[] = {"file", "received_at", "supplier_code", "name", "verdict", "reason", "certificate_sha256", NULL};
    enum status st = heads(t, names, e);
    return st == ST_OK ? t->source->incidents(t->source, kind, visit_incident, t, e) : st;
}

static enum status write_table(struct table *t, enum portfolio_file file, struct error *e)
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
        st = heads(t, gaps, e);
        return st == ST_OK ? t->source->gaps(t->source, visit_gap, t, e) : st;
    case PORTFOLIO_INVENTORY:
        st = heads(t, products, e);
        return st == ST_OK ? t->source->products(t->source, visit_product, t, e) : st;
    case PORTFOLIO_ITEMS:
        st = heads(t, items, e);
        return st == ST_OK ? write_items(t, e) : st;
    case PORTFOLIO_QUARANTINE:
        return write_incidents(t, PORTFOLIO_INCIDENT_QUARANTINED, e);
    case PORTFOLIO_CONFLICTS:
        return write_incidents(t, PORTFOLIO_INCIDENT_CONFLICT, e);
    case PORTFOLIO_REJECTED:
        return write_incidents(t, PORTFOLIO_INCIDENT_REJECTED, e);
    case PORTFOLIO_FILES:
        break;
    }
    return st;
}

enum status portfolio_file_write(struct portfolio_source *source, enum portfolio_file file, FILE *out, struct error *e)
{
    struct table t = {.source = source, .out = out};
    buffer_init(&t.row, BUFFER_MAX_DOCUMENT);
    enum status st = write_table(&t, file, e);
    buffer_release(&t.row);
    return st;
}
