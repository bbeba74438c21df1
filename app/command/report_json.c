#include "command/report_json.h"

#include "command/listing.h"
#include "command/periods.h"
#include "model/alarms.h"
#include "model/json.h"
#include "model/peers.h"
#include "model/portfolio_standing.h"
#include "model/portfolio_statistics.h"
#include "model/tier.h"
#include "model/two_years.h"

struct telling {
    struct portfolio_source *source;
    struct portfolio_statistics statistics;
    struct peer_groups peers;
    struct two_years years;
    struct alarms alarms;
    struct json_stream stream;
};

static enum status gather(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct telling *t = context;
    portfolio_statistics_add(&t->statistics, t->source, row);
    return portfolio_scored(row) ? peer_groups_add(&t->peers, row->employees, row->industry, row->total, e) : ST_OK;
}

static void put_score(cJSON *object, const char *key, int value)
{
    (void)json_put(object, key, value < 0 ? cJSON_CreateNull() : cJSON_CreateNumber(value));
}

/* null: too few to compare. deviation_score: tenths (偏差値 54.3 is 543). */
static cJSON *peers_of(const struct telling *t, const struct portfolio_supplier *row)
{
    size_t count = 0;
    const struct peers *p = !portfolio_scored(row) ? NULL : peer_groups_find(&t->peers, row->employees, row->industry, &count);
    if (p == NULL) {
        return cJSON_CreateNull();
    }
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "count", (double)p->count);
    cJSON_AddNumberToObject(o, "first_quartile", p->first);
    cJSON_AddNumberToObject(o, "median", p->median);
    cJSON_AddNumberToObject(o, "third_quartile", p->third);
    cJSON_AddNumberToObject(o, "deviation_score", peers_deviation_score(p, row->total));
    return o;
}

static enum status tell_supplier(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct telling *t = context;
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", row->code);
    put_clean(o, "name", row->name);
    put_clean(o, "tier", tier_name(row->tier));
    put_clean(o, "state", portfolio_state_name(row->state));
    put_score(o, "total", row->total);
    put_score(o, "floor", row->floor);
    put_score(o, "perceived", row->perceived);
    put_clean(o, "answered_on", row->answered_on);
    put_clean(o, "due", row->due);
    put_clean(o, "ended_on", row->ended_on);
    put_clean(o, "ended_reason", row->ended_reason);
    put_clean(o, "employees", row->employees);
    put_clean(o, "industry", row->industry);
    (void)json_put(o, "peers", peers_of(t, row));
    return json_stream_element(&t->stream, o, e);
}

static enum status tell_items(struct telling *t, struct error *e)
{
    enum status st = ST_OK;
    json_stream_list(&t->stream, "items");
    for (size_t i = 0; i < t->source->nitems && st == ST_OK; i++) {
        const struct portfolio_item_statistics *n = &t->statistics.items[i];
        cJSON *o = cJSON_CreateObject(), *levels = cJSON_CreateArray();
        put_clean(o, "pack", t->source->items[i].pack);
        put_clean(o, "item", t->source->items[i].id);
        put_clean(o, "title", t->source->items[i].title);
        for (int level = 0; level < LEVELS; level++) {
            cJSON_AddItemToArray(levels, cJSON_CreateNumber((double)n->levels[level]));
        }
        cJSON_AddItemToObject(o, "levels", levels);
        cJSON_AddNumberToObject(o, "unknown", (double)n->unknown);
        cJSON_AddNumberToObject(o, "na", (double)n->na);
        cJSON_AddNumberToObject(o, "below", (double)n->below);
        st = json_stream_element(&t->stream, o, e);
    }
    json_stream_list_end(&t->stream);
    return st;
}

static enum status tell_figures(struct telling *t, struct error *e)
{
    const struct portfolio_statistics *s = &t->statistics;
    const int mean = portfolio_mean(s);
    cJSON *periods = cJSON_CreateObject(), *tiers = cJSON_CreateObject();
    put_clean(periods, "period", t->source->period);
    put_clean(periods, "before", t->source->period_before);
    enum status st = json_stream_member(&t->stream, "period", cJSON_DetachItemFromObjectCaseSensitive(periods, "period"), e);
    st = st == ST_OK ? json_stream_member(&t->stream, "period_before", cJSON_DetachItemFromObjectCaseSensitive(periods, "before"), e) : st;
    cJSON_Delete(periods);
    st = st == ST_OK ? json_stream_member(&t->stream, "periods", periods_json(&t->source->periods), e) : st;
    json_stream_integer(&t->stream, "plans_unknown", (long long)t->source->plans_unknown);
    json_stream_integer(&t->stream, "suppliers_count", (long long)s->suppliers);
    json_stream_integer(&t->stream, "answered", (long long)s->answered);
    json_stream_integer(&t->stream, "begun", (long long)s->begun);
    json_stream_integer(&t->stream, "late", (long long)s->states[PORTFOLIO_LATE]);
    json_stream_integer(&t->stream, "not_asked", (long long)s->states[PORTFOLIO_UNASKED]);
    json_stream_integer(&t->stream, "ended", (long long)s->states[PORTFOLIO_ENDED]);
    json_stream_integer(&t->stream, "held_back", (long long)s->held);
    for (int tier = PORTFOLIO_TIER_UNSET; tier <= PORTFOLIO_TIER_HIGHER; tier++) {
        cJSON *o = cJSON_AddObjectToObject(tiers, tier == PORTFOLIO_TIER_UNSET ? "none" : tier_name((enum portfolio_tier)tier));
        cJSON_AddNumberToObject(o, "suppliers", (double)s->tiers[tier].suppliers);
        put_score(o, "mean", portfolio_tier_mean(s, (enum portfolio_tier)tier));
    }
    if (st == ST_OK) {
        st = json_stream_member(&t->stream, "mean", mean < 0 ? cJSON_CreateNull() : cJSON_CreateNumber(mean), e);
    }
    if (st == ST_OK) {
        return json_stream_member(&t->stream, "tiers", tiers, e);
    }
    cJSON_Delete(tiers);
    return st;
}

static void put_level(cJSON *object, const char *key, int level)
{
    static const struct {
        int level;
        const char *name;
    } NAMES[] = {{PORTFOLIO_UNKNOWN, "unknown"},     {PORTFOLIO_NA, "na"},
                 {PORTFOLIO_NOT_ASKED, "not_asked"}, {PORTFOLIO_DONE, "done"},
                 {PORTFOLIO_NOT_DONE, "not_done"},   {PORTFOLIO_UNANSWERED, NULL}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        if (NAMES[i].level == level) {
            (void)json_put(object, key, NAMES[i].name == NULL ? cJSON_CreateNull() : cJSON_CreateString(NAMES[i].name));
            return;
        }
    }
    (void)json_put_integer(object, key, level);
}

static enum status tell_plan(void *context, const struct portfolio_plan *p, struct error *e)
{
    struct telling *t = context;
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", p->code);
    put_clean(o, "pack", t->source->items[p->item].pack);
    put_clean(o, "item", t->source->items[p->item].id);
    put_level(o, "level", p->level);
    put_score(o, "planned_level", p->planned);
    put_clean(o, "planned_by", p->by);
    put_clean(o, "owner", p->owner);
    (void)json_put(o, "overdue", cJSON_CreateBool(p->overdue));
    return json_stream_element(&t->stream, o, e);
}

static enum status tell_years(void *context, const struct portfolio_years *row, struct error *e)
{
    struct telling *t = context;
    if (!two_years_both(row)) {
        return ST_OK;
    }
    cJSON *o = cJSON_CreateObject(), *changes = cJSON_CreateArray();
    put_clean(o, "supplier_code", row->code);
    put_score(o, "total_before", row->total[1]);
    put_score(o, "total", row->total[0]);
    put_score(o, "floor_before", row->floor[1]);
    put_score(o, "floor", row->floor[0]);
    for (size_t i = 0; i < t->years.count; i++) {
        const enum portfolio_change change = portfolio_change(row->levels[1][i], row->levels[0][i]);
        if (change != PORTFOLIO_CHANGE_NONE) {
            cJSON *c = cJSON_CreateObject();
            put_clean(c, "pack", t->years.questions[i].item->pack);
            put_clean(c, "item", t->years.questions[i].item->id);
            put_clean(c, "change", change_name(change));
            put_level(c, "before", row->levels[1][i]);
            put_level(c, "now", row->levels[0][i]);
            (void)cJSON_AddItemToArray(changes, c);
        }
    }
    (void)json_put(o, "changes", changes);
    return json_stream_element(&t->stream, o, e);
}

static enum status tell_questions(struct telling *t, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < t->years.count && st == ST_OK; i++) {
        const struct portfolio_question *q = &t->years.questions[i];
        const struct question_years *n = &t->years.of[i];
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "pack", q->item->pack);
        put_clean(o, "item", q->item->id);
        put_clean(o, "title", q->item->title);
        put_clean(o, "question", question_kind_name(q->kind));
        put_score(o, "mean_before", two_years_mean(n, 1));
        put_score(o, "mean", two_years_mean(n, 0));
        (void)json_put_integer(o, "raised", (int64_t)n->changes.raised);
        (void)json_put_integer(o, "lowered", (int64_t)n->changes.lowered);
        st = json_stream_element(&t->stream, o, e);
    }
    return st;
}

static enum status tell_request(void *context, size_t alarm, const struct urgent_request *r, enum urgent_state state, struct error *e)
{
    struct telling *t = context;
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "alarm", (double)alarm);
    put_clean(o, "supplier_code", r->code);
    put_clean(o, "name", r->name);
    put_clean(o, "state", urgent_state_name(state));
    cJSON_AddBoolToObject(o, "to_ring", urgent_to_ring(r, state, t->alarms.today));
    put_clean(o, "asked_at", r->issued_at);
    put_clean(o, "due", r->due);
    put_clean(o, "replied_at", r->replied_at);
    put_clean(o, "phone", r->ring);
    put_clean(o, "contact_name", r->contact_name);
    put_clean(o, "email", r->email);
    put_clean(o, "ended_at", r->ended_at);
    put_clean(o, "closed_at", r->closed_at);
    put_clean(o, "closed_reason", r->closed_reason);
    put_clean(o, "quarantined_in_its_name_at", r->held_at);
    put_clean(o, "rejected_in_its_name_at", r->rejected_at);
    return json_stream_element(&t->stream, o, e);
}

/* What was asked after an alert, and of each supplier the request that counts: "alarm" is the place in the first list. */
static enum status tell_alarms(struct telling *t, struct error *e)
{
    enum status st = ST_OK;
    json_stream_list(&t->stream, "alarms");
    for (size_t i = 0; i < t->alarms.count && st == ST_OK; i++) {
        const struct alarm *a = &t->alarms.each[i];
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "about", a->about);
        put_clean(o, "first_asked_at", a->first);
        put_clean(o, "last_asked_at", a->last);
        put_clean(o, "due", a->due);
        cJSON_AddBoolToObject(o, "open", alarm_burns(a));
        cJSON_AddNumberToObject(o, "asked", (double)a->asked);
        for (int state = URGENT_WAITING; state < URGENT_STATES; state++) {
            cJSON_AddNumberToObject(o, urgent_state_name((enum urgent_state)state), (double)a->states[state]);
        }
        cJSON_AddNumberToObject(o, "ended", (double)a->ended);
        cJSON_AddNumberToObject(o, "to_ring", (double)a->to_ring);
        st = json_stream_element(&t->stream, o, e);
    }
    json_stream_list_end(&t->stream);
    json_stream_list(&t->stream, "alarm_requests");
    st = st == ST_OK ? alarms_visit(&t->alarms, t->source, tell_request, t, e) : st;
    json_stream_list_end(&t->stream);
    return st;
}

/* Lists behind the suppliers: plans, and what has changed since the period before. */
static enum status tell_lists(struct telling *t, struct error *e)
{
    struct portfolio_source *source = t->source;
    json_stream_list(&t->stream, "plans");
    enum status st = source->plans(source, tell_plan, t, e);
    json_stream_list_end(&t->stream);
    json_stream_list(&t->stream, "questions");
    st = st == ST_OK ? tell_questions(t, e) : st;
    json_stream_list_end(&t->stream);
    json_stream_list(&t->stream, "years");
    st = st == ST_OK && t->years.count > 0 ? source->years(source, tell_years, t, e) : st;
    json_stream_list_end(&t->stream);
    return st == ST_OK ? tell_alarms(t, e) : st;
}

enum status report_json(struct portfolio_source *source, struct error *e)
{
    struct telling t = {.source = source};
    enum status st = portfolio_statistics_init(&t.statistics, source, e);
    if (st == ST_OK) {
        st = source->suppliers(source, gather, &t, e);
    }
    if (st == ST_OK) {
        st = peer_groups_measure(&t.peers, e);
    }
    if (st == ST_OK) {
        st = two_years_gather(&t.years, source, e);
    }
    if (st == ST_OK) {
        st = alarms_gather(&t.alarms, source, e);
    }
    if (st == ST_OK) {
        json_stream_open(&t.stream);
        st = tell_figures(&t, e);
        st = st == ST_OK ? tell_items(&t, e) : st;
        json_stream_list(&t.stream, "suppliers");
        st = st == ST_OK ? source->suppliers(source, tell_supplier, &t, e) : st;
        json_stream_list_end(&t.stream);
        st = st == ST_OK ? tell_lists(&t, e) : st;
        json_stream_close(&t.stream);
    }
    alarms_release(&t.alarms);
    two_years_release(&t.years);
    peer_groups_release(&t.peers);
    portfolio_statistics_release(&t.statistics);
    return st;
}
