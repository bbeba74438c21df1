/* This period beside the one before: the same questions by their ids, whatever has become of the packs, and each supplier in both. */
#include "store/portfolio_year.h"

#include "base/digest.h"
#include "model/two_years.h"
#include "store/portfolio_look.h"

#include <stdlib.h>
#include <string.h>

#define STILL_ASKED_MAX 16 /* questionnaires of one supplier */

static void pair_up(struct report *r)
{
    for (size_t i = 0; i < r->now.columns.nitems; i++) {
        const struct portfolio_item *item = &r->now.columns.items[i];
        if (portfolio_item_of_alarm(item)) { /* neither new nor retired */
            continue;
        }
        const size_t before = columns_find(&r->past.columns, item->pack, item->id);
        r->questions[r->nquestions++] = (struct portfolio_question){
            .kind = before == SIZE_MAX ? PORTFOLIO_QUESTION_NEW : question_compare(item->item, r->past.columns.items[before].item),
            .item = item,
            .now = i,
            .before = before};
    }
    for (size_t i = 0; i < r->past.columns.nitems; i++) {
        const struct portfolio_item *item = &r->past.columns.items[i];
        if (!portfolio_item_of_alarm(item) && columns_find(&r->now.columns, item->pack, item->id) == SIZE_MAX) {
            r->questions[r->nquestions++] =
                (struct portfolio_question){.kind = PORTFOLIO_QUESTION_RETIRED, .item = item, .now = SIZE_MAX, .before = i};
        }
    }
}

/* Once; nothing to do when there is no period before. */
static enum status load_past(struct report *r, struct error *e)
{
    if (r->past_loaded || r->before[0] == '\0') {
        return ST_OK;
    }
    r->past.period = strdup(r->before);
    r->past.columns.year_only = r->now.columns.year_only;
    enum status st = r->past.period == NULL ? fail_memory(e) : year_load(&r->past, r->portfolio, r->catalog, false, e);
    if (st != ST_OK) {
        return st;
    }
    const size_t n = r->now.columns.nitems + r->past.columns.nitems + 1;
    r->questions = calloc(n, sizeof *r->questions);
    r->levels[0] = calloc(n, sizeof *r->levels[0]);
    r->levels[1] = calloc(n, sizeof *r->levels[1]);
    if (r->questions == NULL || r->levels[0] == NULL || r->levels[1] == NULL) {
        return fail_memory(e);
    }
    pair_up(r);
    r->past_loaded = true;
    return ST_OK;
}

enum status report_questions(struct portfolio_source *source, const struct portfolio_question **out, size_t *n, struct error *e)
{
    struct report *r = source->context;
    const enum status st = load_past(r, e);
    *out = r->questions;
    *n = r->nquestions;
    return st;
}

struct pairing {
    struct report *report;
    portfolio_years_visit *visit;
    void *context;
};

/* The levels of one year, NULL where nobody answered for it. */
static const int8_t *spread(const struct report *r, int which, const int8_t *levels)
{
    if (levels == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < r->nquestions; i++) {
        const size_t at = which == 0 ? r->questions[i].now : r->questions[i].before;
        r->levels[which][i] = at == SIZE_MAX ? PORTFOLIO_NOT_ASKED : levels[at];
    }
    return r->levels[which];
}

/* What requests of this year still ask a supplier. */
struct still_asked {
    const struct report *report;
    const struct pack *packs[STILL_ASKED_MAX];
    size_t n;
};

static enum status note_request(void *context, const struct look_request *request, struct error *e)
{
    struct still_asked *s = context;
    (void)e;
    if (request->answered || request->alarm || strcmp(request->period, s->report->now.period) != 0) {
        return ST_OK;
    }
    for (const char *at = request->packs; *at != '\0'; at += strspn(at, ",")) {
        char digest[SHA256_TEXT];
        const size_t n = strcspn(at, ",");
        (void)snprintf(digest, sizeof digest, "%.*s", (int)n, at);
        const struct pack *pack = catalog_find_digest(s->report->catalog, digest);
        if (pack != NULL && s->n < STILL_ASKED_MAX) {
            s->packs[s->n++] = pack;
        }
        at += n;
    }
    return ST_OK;
}

static bool asks(const struct pack *pack, const struct portfolio_item *question)
{
    for (size_t i = 0; i < pack->nitems; i++) {
        const struct item *item = &pack->items[i];
        const char *home = item->same_pack != NULL ? item->same_pack : pack->id, *id = item->same_pack != NULL ? item->same_item : item->id;
        if (strcmp(home, question->pack) == 0 && strcmp(id, question->id) == 0) {
            return true;
        }
    }
    return false;
}

static bool asked_before_only(const struct portfolio_years *years, size_t question)
{
    return years->levels[0][question] == PORTFOLIO_NOT_ASKED && years->levels[1][question] != PORTFOLIO_NOT_ASKED;
}

/* A question of last year's that a further request of this one asks, not answered yet, is asked still. */
static enum status note_open(struct report *r, const struct portfolio_years *years, struct error *e)
{
    struct still_asked s = {.report = r};
    bool any = false;
    for (size_t i = 0; years->levels[0] != NULL && years->levels[1] != NULL && i < r->nquestions; i++) {
        any = any || asked_before_only(years, i);
    }
    const enum status st = any ? portfolio_asked(r->portfolio, years->code, note_request, &s, e) : ST_OK;
    for (size_t i = 0; st == ST_OK && s.n > 0 && i < r->nquestions; i++) {
        for (size_t k = 0; k < s.n && asked_before_only(years, i); k++) {
            r->levels[0][i] = asks(s.packs[k], r->questions[i].item) ? PORTFOLIO_UNANSWERED : r->levels[0][i];
        }
    }
    return st;
}

static enum status visit_pair(void *context, const struct portfolio_supplier *row, int64_t supplier, struct error *e)
{
    struct pairing *p = context;
    struct report *r = p->report;
    struct portfolio_supplier old = {.tier = row->tier, .total = SCORE_NONE, .floor = SCORE_NONE};
    enum status st = year_read_levels(&r->past, r->portfolio, supplier, &old, e);
    const bool any = old.documents > 0;
    if (st != ST_OK || (!any && row->levels == NULL)) {
        return st;
    }
    const struct portfolio_years years = {.code = row->code,
                                          .name = row->name,
                                          .tier = row->tier,
                                          .total = {row->total, old.total},
                                          .floor = {row->floor, old.floor},
                                          .levels = {spread(r, 0, row->levels), spread(r, 1, any ? r->past.levels : NULL)},
                                          .answered = {row->finished > 0, old.finished > 0}};
    st = note_open(r, &years, e);
    return st == ST_OK ? p->visit(p->context, &years, e) : st;
}

enum status report_years(struct portfolio_source *source, portfolio_years_visit *visit, void *context, struct error *e)
{
    struct pairing p = {.report = source->context, .visit = visit, .context = context};
    enum status st = load_past(p.report, e);
    if (st == ST_OK && p.report->past_loaded) {
        st = report_walk(p.report, visit_pair, &p, e);
    }
    return st;
}

enum status report_years_of(struct portfolio_source *source, const struct portfolio_supplier *visited, portfolio_years_visit *visit,
                            void *context, struct error *e)
{
    struct pairing p = {.report = source->context, .visit = visit, .context = context};
    enum status st = load_past(p.report, e);
    if (st == ST_OK && p.report->past_loaded) {
        st = visit_pair(&p, visited, p.report->visited, e);
    }
    return st;
}

void report_years_release(struct report *r)
{
    year_release(&r->past);
    free(r->questions);
    free(r->levels[0]);
    free(r->levels[1]);
}
