#include "command/view_data.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "command/portfolio_packs.h"
#include "command/view_kept.h"
#include "export/portfolio_words.h"
#include "model/portfolio_statistics.h"
#include "model/tier.h"
#include "store/portfolio_find.h"
#include "store/portfolio_report.h"

static enum status keep_levels(struct view_data *d, const int8_t *from, const int8_t **to, struct error *e)
{
    int8_t *copy = arena_add(&d->arena, d->view.nitems + 1);
    if (copy == NULL) {
        return fail_memory(e);
    }
    memcpy(copy, from, d->view.nitems);
    *to = copy;
    return ST_OK;
}

enum status view_data_keep(struct view_data *d, const struct portfolio_supplier *row, struct portfolio_supplier *to, struct error *e)
{
    struct portfolio_supplier s = *row;
    s.assessed = NULL; /* the screens show whose word the ratings are; the ratings are read with the page about one supplier */
    s.rating_words = NULL;
    const char **texts[] = {
        &s.code,         &s.name,          &s.verdict,       &s.answered_on,     &s.due,      &s.employees,   &s.industry,
        &s.contact_name, &s.contact_email, &s.contact_phone, &s.emergency_phone, &s.assessor, &s.ended_reason};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i] = arena_text(&d->arena, *texts[i]);
    }
    enum status st = d->arena.failed ? fail_memory(e) : ST_OK;
    if (st == ST_OK && row->levels != NULL) {
        st = keep_levels(d, row->levels, &s.levels, e);
    }
    if (st == ST_OK && row->targets != NULL) {
        st = keep_levels(d, row->targets, &s.targets, e);
    }
    if (st == ST_OK) {
        *to = s;
    }
    return st;
}

static enum status keep_supplier(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct view_data *d = context;
    if (d->nsuppliers == d->room) {
        const size_t room = d->room == 0 ? 1024 : d->room * 2;
        struct portfolio_supplier *suppliers = realloc(d->suppliers, room * sizeof *suppliers);
        if (suppliers == NULL) {
            return fail_memory(e);
        }
        d->suppliers = suppliers;
        d->room = room;
    }
    const enum status st = view_data_keep(d, row, &d->suppliers[d->nsuppliers], e);
    d->nsuppliers += st == ST_OK;
    return st;
}

/* Which packs there are: answers to another one change the columns. */
static enum status keep_packs(struct view_data *d, const struct portfolio_source *source, struct error *e)
{
    d->packs = calloc(source->npacks + 1, sizeof *d->packs);
    if (d->packs == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < source->npacks; i++) {
        d->packs[i] = (struct portfolio_pack){.id = arena_text(&d->arena, source->packs[i].id),
                                              .version = arena_text(&d->arena, source->packs[i].version),
                                              .digest = arena_text(&d->arena, source->packs[i].digest)};
    }
    d->npacks = source->npacks;
    return d->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status keep_items(struct view_data *d, const struct portfolio_source *source, struct error *e)
{
    d->items = calloc(source->nitems + 1, sizeof *d->items);
    if (d->items == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < source->nitems; i++) {
        d->items[i] = source->items[i];
        d->items[i].pack = arena_text(&d->arena, source->items[i].pack);
        d->items[i].id = arena_text(&d->arena, source->items[i].id);
        d->items[i].title = arena_text(&d->arena, source->items[i].title);
    }
    d->view.items = d->items;
    d->view.nitems = source->nitems;
    return d->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status keep_held(void *context, const struct status_line *line, struct error *e)
{
    struct view_data *d = ((void **)context)[0];
    const size_t list = *(const size_t *)((void **)context)[1];
    if ((d->nheld[list] & (d->nheld[list] - 1)) == 0) { /* full at powers of two */
        struct view_held *held = realloc(d->held[list], (d->nheld[list] * 2 + 1) * sizeof *held);
        if (held == NULL) {
            return fail_memory(e);
        }
        d->held[list] = held;
    }
    d->held[list][d->nheld[list]++] = (struct view_held){
        .certificate = arena_text(&d->held_arena, line->certificate),
        .subject = arena_text(&d->held_arena, line->subject),
        .code = arena_text(&d->held_arena, line->code),
        .name = arena_text(&d->held_arena, line->name),
        .reason = arena_text(&d->held_arena, line->reason),
        .verdict = arena_text(&d->held_arena, line->verdict),
        .file = arena_text(&d->held_arena, line->file),
        .received_at = arena_text(&d->held_arena, line->received_at),
        .files = line->count,
        .held = line->held,
        .cause = line->cause,
        .replaced = line->replaced && !line->accepted,
        .accepted = line->accepted,
        .known = arena_text(&d->held_arena, line->other),
        .period = arena_text(&d->held_arena, line->period),
        .alarm = line->alarm,
        .about = arena_text(&d->held_arena, line->about),
    };
    return d->held_arena.failed ? fail_memory(e) : ST_OK;
}

static enum status read_held(struct view_data *d, struct portfolio *p, struct error *e)
{
    static const enum status_list LISTS[2] = {STATUS_QUARANTINE, STATUS_REJECTED};
    enum status st = ST_OK;
    for (size_t i = 0; i < 2 && st == ST_OK; i++) {
        void *context[] = {d, &i};
        st = portfolio_status(p, LISTS[i], keep_held, context, e);
    }
    return st;
}

static enum status gather(struct view_data *d, struct error *e)
{
    const struct portfolio_source source = {.items = d->items, .nitems = d->view.nitems};
    enum status st = portfolio_statistics_init(&d->statistics, &source, e);
    for (size_t i = 0; i < 3 && st == ST_OK; i++) {
        st = portfolio_statistics_init(&d->tiers[i], &source, e);
    }
    d->heat = st == ST_OK ? calloc(d->nsuppliers + 1, sizeof *d->heat) : NULL;
    if (st == ST_OK && d->heat == NULL) {
        st = fail_memory(e);
    }
    for (size_t i = 0; i < d->nsuppliers && st == ST_OK; i++) {
        const struct portfolio_supplier *s = &d->suppliers[i];
        portfolio_statistics_add(&d->statistics, &source, s);
        portfolio_statistics_add(&d->tiers[s->tier], &source, s);
        if (portfolio_scored(s)) {
            st = peer_groups_add(&d->peers, s->employees, s->industry, s->total, e);
        }
        d->heat[i] = (struct view_heat){s->code, s->name, s->total, s->levels, s->targets, state_words(s->state)};
    }
    d->view.heat = d->heat;
    d->view.nheat = d->nsuppliers;
    return st == ST_OK ? peer_groups_measure(&d->peers, e) : st;
}

static void forget_sums(struct view_data *d)
{
    free(d->heat);
    d->heat = NULL;
    peer_groups_release(&d->peers);
    portfolio_statistics_release(&d->statistics);
    for (size_t i = 0; i < 3; i++) {
        portfolio_statistics_release(&d->tiers[i]);
    }
}

static void name_it(struct view_data *d)
{
    (void)snprintf(d->view.title, sizeof d->view.title, _("%s   %s of %s answered"), d->shown_period, COUNT_TEXT(d->statistics.answered),
                   COUNT_TEXT(d->statistics.suppliers));
}

static enum status read_all(struct view_data *d, struct portfolio *p, struct error *e)
{
    struct portfolio_source source;
    enum status st = portfolio_source_open(&source, p, &d->catalog, view_data_period(d), true, clock_now(&d->program->clock), e);
    if (st != ST_OK) {
        return st;
    }
    (void)snprintf(d->shown_period, sizeof d->shown_period, "%s", source.period);
    d->periods = source.periods;
    d->plans_unknown = source.plans_unknown;
    d->view.period = d->shown_period;
    d->view.turns = portfolio_period_next(&d->periods, d->shown_period) != NULL;
    local_day(source.as_of, d->read_on);
    (void)snprintf(d->read_for, sizeof d->read_for, "%s", d->period);
    st = portfolio_moment(p, &d->moment, e);
    d->known = d->moment;
    st = st == ST_OK ? keep_items(d, &source, e) : st;
    st = st == ST_OK ? keep_packs(d, &source, e) : st;
    if (st == ST_OK) {
        st = source.suppliers(&source, keep_supplier, d, e);
    }
    if (st == ST_OK) {
        st = gather(d, e);
    }
    st = st == ST_OK ? read_held(d, p, e) : st;
    portfolio_source_release(&source);
    name_it(d);
    return st;
}

static void forget_held(struct view_data *d)
{
    for (size_t i = 0; i < 2; i++) {
        free(d->held[i]);
        d->held[i] = NULL;
        d->nheld[i] = 0;
    }
    arena_release(&d->held_arena);
}

static void forget(struct view_data *d)
{
    free(d->suppliers);
    free(d->items);
    free(d->packs);
    forget_sums(d);
    forget_held(d);
    arena_release(&d->arena);
    d->suppliers = NULL;
    d->items = NULL;
    d->packs = NULL;
    d->nsuppliers = d->room = d->view.nitems = d->view.nheat = 0;
}

enum status view_data_load(struct view_data *d, struct error *e)
{
    struct portfolio *p = NULL;
    struct view_data fresh = {.view = d->view,
                              .program = d->program,
                              .database = d->database,
                              .opener = d->opener,
                              .opener_file = d->opener_file,
                              .passphrase_file = d->passphrase_file,
                              .kept = d->kept};
    memcpy(fresh.period, d->period, sizeof fresh.period);
    enum status st = view_data_open(d, false, &p, e);
    if (st == ST_OK) {
        st = portfolio_packs_load(p, &d->catalog, e);
    }
    fresh.catalog = d->catalog;
    if (st == ST_OK) {
        st = read_all(&fresh, p, e);
    }
    portfolio_close(p);
    if (st == ST_OK) {
        forget(d);
        *d = fresh;
        d->view.period = d->shown_period; /* not that of fresh */
    } else {
        forget(&fresh);
    }
    return st;
}

enum status view_data_sum(struct view_data *d, struct error *e)
{
    struct view_data fresh = {.view = d->view, .suppliers = d->suppliers, .nsuppliers = d->nsuppliers, .items = d->items};
    const enum status st = gather(&fresh, e);
    if (st != ST_OK) {
        forget_sums(&fresh);
        return st;
    }
    forget_sums(d);
    d->heat = fresh.heat;
    d->view.heat = d->heat;
    d->peers = fresh.peers;
    d->statistics = fresh.statistics;
    memcpy(d->tiers, fresh.tiers, sizeof d->tiers);
    name_it(d);
    return ST_OK;
}

enum status view_data_held(struct view_data *d, struct portfolio *p, struct error *e)
{
    struct view_data fresh = {.database = d->database};
    const enum status st = read_held(&fresh, p, e);
    if (st != ST_OK) {
        forget_held(&fresh);
        return st;
    }
    forget_held(d);
    memcpy(d->held, fresh.held, sizeof d->held);
    memcpy(d->nheld, fresh.nheld, sizeof d->nheld);
    d->held_arena = fresh.held_arena;
    return ST_OK;
}

enum status view_data_turn(struct view_data *d, struct error *e)
{
    char before[sizeof d->period];
    const char *next = portfolio_period_next(&d->periods, d->shown_period);
    if (next == NULL) {
        return ST_OK;
    }
    memcpy(before, d->period, sizeof before);
    (void)snprintf(d->period, sizeof d->period, "%s", next);
    const enum status st = view_data_load(d, e);
    if (st != ST_OK) {
        memcpy(d->period, before, sizeof before);
    }
    return st;
}

struct portfolio_reading view_data_reading(const struct view_data *d)
{
    return (struct portfolio_reading){.period = d->shown_period,
                                      .packs = d->packs,
                                      .npacks = d->npacks,
                                      .items = d->items,
                                      .nitems = d->view.nitems,
                                      .periods = &d->periods,
                                      .suppliers = d->suppliers,
                                      .nsuppliers = d->nsuppliers,
                                      .plans_unknown = d->plans_unknown,
                                      .moment = d->moment};
}

const char *view_data_period(const struct view_data *d)
{
    return d->period[0] == '\0' ? NULL : d->period;
}

const char *view_tier_words(enum portfolio_tier tier)
{
    return tier == PORTFOLIO_TIER_HIGHER ? _("Higher") : tier == PORTFOLIO_TIER_BASE ? _("Base") : _("Not set");
}

void view_data_speak(struct view_data *d)
{
    struct portfolio *p = NULL;
    struct error ignored = {0};
    for (size_t i = 0; i < d->view.nitems; i++) {
        d->items[i].title = view_item_title(&d->items[i]);
    }
    for (size_t i = 0; i < d->nsuppliers; i++) {
        d->heat[i].state = state_words(d->suppliers[i].state);
    }
    if (view_data_open(d, false, &p, &ignored) == ST_OK) {
        (void)view_data_held(d, p, &ignored); /* else the sentences stay in the other language */
    }
    portfolio_close(p);
    name_it(d);
}

void view_data_release(struct view_data *d)
{
    view_kept_free(d->kept);
    d->kept = NULL;
    forget(d);
}

/* They are in the order of codes. */
const struct portfolio_supplier *view_data_supplier(const struct view_data *d, const char *code)
{
    size_t low = 0, high = d->nsuppliers;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(d->suppliers[middle].code, code);
        if (order == 0) {
            return &d->suppliers[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
