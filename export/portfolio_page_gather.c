#include "export/portfolio_page.h"

#include "export/portfolio_words.h"
#include "model/portfolio_standing.h"

static void forget(struct page_supplier *s)
{
    free(s->code);
    free(s->name);
    free(s->due);
    free(s->standing);
    free(s->contact);
    *s = (struct page_supplier){0};
}

static void forget_list(struct page_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        forget(&list->each[i]);
    }
}

static enum status take(struct page_supplier *out, const struct portfolio_supplier *row, struct error *e)
{
    char standing[STANDING_TEXT];
    *out = (struct page_supplier){
        .code = strdup(row->code),
        .name = strdup(row->name),
        .due = strdup(row->due),
        .standing = strdup(standing_words(row, standing)),
        .contact = strdup(row->contact_email[0] != '\0' ? row->contact_email : portfolio_phone(row)),
        .total = row->total,
        .floor = row->floor,
    };
    if (out->code == NULL || out->name == NULL || out->due == NULL || out->standing == NULL || out->contact == NULL) {
        forget(out);
        return fail_memory(e);
    }
    return ST_OK;
}

/* Keeps the WORST_MAX lowest totals; of equals the one that came first. */
static enum status note_worst(struct tier_figures *tier, const struct portfolio_supplier *row, struct error *e)
{
    size_t at = tier->nworst;
    while (at > 0 && tier->worst[at - 1].total > row->total) {
        at--;
    }
    if (at == WORST_MAX) {
        return ST_OK;
    }
    struct page_supplier taken;
    const enum status st = take(&taken, row, e);
    if (st != ST_OK) {
        return st;
    }
    if (tier->nworst == WORST_MAX) {
        forget(&tier->worst[--tier->nworst]);
    }
    memmove(&tier->worst[at + 1], &tier->worst[at], (tier->nworst - at) * sizeof tier->worst[0]);
    tier->worst[at] = taken;
    tier->nworst++;
    return ST_OK;
}

static enum status note_named(struct page_list *list, const struct portfolio_supplier *row, struct error *e)
{
    if (list->count == LIST_MAX) {
        return ST_OK;
    }
    const enum status st = take(&list->each[list->count], row, e);
    list->count += st == ST_OK;
    return st;
}

static enum status gather(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct portfolio_page *p = context;
    struct tier_figures *tier = &p->tiers[row->tier];
    portfolio_statistics_add(&p->statistics, p->source, row);
    tier->answered += portfolio_state_answered(row->state);
    tier->late += row->state == PORTFOLIO_LATE;
    enum status st = row->state == PORTFOLIO_LATE ? note_named(&p->late, row, e) : ST_OK;
    if (portfolio_held_back(row)) {
        st = note_named(&p->held, row, e);
    }
    if (st != ST_OK) {
        return st;
    }
    return portfolio_scored(row) ? note_worst(tier, row, e) : ST_OK;
}

enum status portfolio_page_gather(struct portfolio_page *p, struct error *e)
{
    const enum status st = portfolio_statistics_init(&p->statistics, p->source, e);
    if (st != ST_OK) {
        return st;
    }
    const enum status gathered = p->source->suppliers(p->source, gather, p, e);
    const enum status compared = gathered == ST_OK ? two_years_gather(&p->two, p->source, e) : gathered;
    return compared == ST_OK ? portfolio_page_alarms_gather(p, e) : compared;
}

void portfolio_page_release(struct portfolio_page *p)
{
    for (size_t t = 0; t < PORTFOLIO_TIERS; t++) {
        for (size_t i = 0; i < p->tiers[t].nworst; i++) {
            forget(&p->tiers[t].worst[i]);
        }
    }
    forget_list(&p->late);
    forget_list(&p->held);
    for (size_t i = 0; p->ringing != NULL && i < p->alarms.burning; i++) {
        forget_list(&p->ringing[i].help);
        forget_list(&p->ringing[i].overdue);
    }
    free(p->ringing);
    alarms_release(&p->alarms);
    portfolio_statistics_release(&p->statistics);
    two_years_release(&p->two);
    buffer_release(&p->text);
}
