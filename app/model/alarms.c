#include "model/alarms.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/list.h"
#include "model/product.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One supplier's requests, until all of them are there: which count is known only then. */
struct walk {
    const struct portfolio_source *source;
    const struct alarms *alarms; /* NULL: requests are grouped as they come, into `into` */
    struct alarms *into;
    alarm_visit *visit;
    void *context;
    struct arena texts;
    struct counted {
        size_t alarm;
        struct urgent_request request;
    } * each;
    size_t count, room;
};

/* What requests of one alarm have in common. */
static enum status put_key(struct buffer *key, const struct urgent_request *r, struct error *e)
{
    char day[DATE_TEXT];
    buffer_clear(key);
    if (r->about[0] == '\0') { /* no name folds to a space */
        return buffer_add_format(key, " %s", local_day_of(r->issued_at, day)) ? ST_OK : fail_memory(e);
    }
    return product_key(key, "", r->about) ? ST_OK : fail_memory(e);
}

static size_t find_alarm(const struct alarms *alarms, const char *key)
{
    for (size_t i = 0; i < alarms->count; i++) {
        if (strcmp(alarms->each[i].key, key) == 0) {
            return i;
        }
    }
    return alarms->count;
}

static enum status add_alarm(struct alarms *alarms, const char *key, struct error *e)
{
    struct alarm *each = list_room(alarms->each, alarms->count, &alarms->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    alarms->each = each;
    each[alarms->count++] = (struct alarm){.about = "", .key = arena_text(&alarms->texts, key)};
    return alarms->texts.failed ? fail_memory(e) : ST_OK;
}

static void note_request(const struct walk *w, struct alarm *a, const struct urgent_request *r)
{
    struct alarms *alarms = w->into;
    a->of_period = a->of_period || (strcmp(r->issued_at, w->source->from) >= 0 && strcmp(r->issued_at, w->source->until) < 0);
    if (strcmp(r->issued_at, a->last) > 0) {
        (void)snprintf(a->last, sizeof a->last, "%s", r->issued_at);
        a->about = strcmp(a->about, r->about) == 0 ? a->about : arena_text(&alarms->texts, r->about);
    }
    if (a->first[0] == '\0' || strcmp(r->issued_at, a->first) < 0) {
        (void)snprintf(a->first, sizeof a->first, "%s", r->issued_at);
    }
    if (strcmp(r->due, a->due) > 0) {
        (void)snprintf(a->due, sizeof a->due, "%.10s", r->due);
    }
}

static void count_request(struct alarms *alarms, struct alarm *a, const struct urgent_request *r)
{
    const enum urgent_state state = urgent_state_of(r, alarms->today);
    a->asked++;
    a->states[state]++;
    a->open += urgent_awaited(r, state);
    a->to_ring += urgent_to_ring(r, state, alarms->today);
    a->ended += r->ended_at[0] != '\0';
}

static enum status tell_supplier(struct walk *w, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < w->count && st == ST_OK; i++) {
        const struct counted *c = &w->each[i];
        if (w->into != NULL) {
            count_request(w->into, &w->into->each[c->alarm], &c->request);
        } else {
            st = w->visit(w->context, c->alarm, &c->request, urgent_state_of(&c->request, w->alarms->today), e);
        }
    }
    w->count = 0;
    arena_clear(&w->texts);
    return st;
}

static enum status keep(struct walk *w, size_t alarm, const struct urgent_request *r, struct error *e)
{
    size_t at = 0;
    while (at < w->count && w->each[at].alarm != alarm) {
        at++;
    }
    if (at < w->count && !urgent_takes_place(r, w->each[at].request.replied_at)) {
        return ST_OK;
    }
    if (at == w->count) {
        struct counted *each = list_room(w->each, w->count, &w->room, sizeof *each);
        if (each == NULL) {
            return fail_memory(e);
        }
        w->each = each;
        w->count++;
    }
    w->each[at] = (struct counted){alarm, *r};
    urgent_request_keep(&w->each[at].request, &w->texts);
    return w->texts.failed ? fail_memory(e) : ST_OK;
}

static enum status take(void *context, const struct urgent_request *r, struct error *e)
{
    struct walk *w = context;
    const struct alarms *alarms = w->into != NULL ? w->into : w->alarms;
    struct buffer key;
    enum status st = w->count > 0 && w->each[0].request.supplier != r->supplier ? tell_supplier(w, e) : ST_OK;
    buffer_init(&key, BUFFER_MAX_TEXT);
    st = st == ST_OK ? put_key(&key, r, e) : st;
    const size_t alarm = st == ST_OK ? find_alarm(alarms, buffer_text(&key)) : 0;
    if (st == ST_OK && w->into != NULL && alarm == alarms->count) {
        st = add_alarm(w->into, buffer_text(&key), e);
    }
    if (st == ST_OK && w->into != NULL) {
        note_request(w, &w->into->each[alarm], r);
    }
    if (st == ST_OK && alarm < alarms->count) { /* else of another period */
        st = keep(w, alarm, r, e);
    }
    buffer_release(&key);
    return st;
}

static enum status go(struct walk *w, struct portfolio_source *source, struct error *e)
{
    w->source = source;
    enum status st = source->alarms(source, take, w, e);
    st = st == ST_OK ? tell_supplier(w, e) : st;
    arena_release(&w->texts);
    free(w->each);
    return st;
}

bool alarm_burns(const struct alarm *a)
{
    return a->open > 0 || a->states[URGENT_HELP] > 0;
}

/* The lowest first: somebody has to be rung, somebody is waited for, it is over. */
static int urgency(const struct alarm *a)
{
    return a->to_ring > 0 ? 0 : alarm_burns(a) ? 1 : 2;
}

static int by_urgency(const void *a, const void *b)
{
    const struct alarm *x = a, *y = b;
    const int first = urgency(x) != urgency(y) ? urgency(x) - urgency(y) : strcmp(y->last, x->last);
    return first != 0 ? first : strcmp(x->key, y->key);
}

enum status alarms_gather(struct alarms *out, struct portfolio_source *source, struct error *e)
{
    size_t kept = 0;
    *out = (struct alarms){.count = 0};
    local_day(source->as_of, out->today);
    const enum status st = go(&(struct walk){.into = out}, source, e);
    for (size_t i = 0; i < out->count && st == ST_OK; i++) {
        if (alarm_burns(&out->each[i]) || out->each[i].of_period) {
            out->burning += alarm_burns(&out->each[i]);
            out->each[kept++] = out->each[i];
        }
    }
    out->count = kept;
    if (kept > 1) {
        qsort(out->each, kept, sizeof *out->each, by_urgency);
    }
    return st;
}

void alarms_release(struct alarms *alarms)
{
    arena_release(&alarms->texts);
    free(alarms->each);
    *alarms = (struct alarms){.count = 0};
}

enum status alarms_visit(const struct alarms *alarms, struct portfolio_source *source, alarm_visit *visit, void *context, struct error *e)
{
    return alarms->count == 0 ? ST_OK : go(&(struct walk){.alarms = alarms, .visit = visit, .context = context}, source, e);
}

const char *alarm_name(const struct alarm *a, char out[ALARM_NAME])
{
    char day[DATE_TEXT];
    if (a->about[0] != '\0') {
        return a->about;
    }
    (void)snprintf(out, ALARM_NAME, _("request of %s that names no product"), local_day_of(a->first, day));
    return out;
}

const char *alarm_days(const struct alarm *a, char out[ALARM_DAYS])
{
    char first[DATE_TEXT], last[DATE_TEXT];
    (void)local_day_of(a->first, first);
    (void)local_day_of(a->last, last);
    if (strcmp(first, last) == 0) {
        (void)snprintf(out, ALARM_DAYS, _("asked on %s, a reply is due by %s"), first, a->due);
    } else {
        (void)snprintf(out, ALARM_DAYS, _("asked from %s to %s, a reply is due by %s at the latest"), first, last, a->due);
    }
    return out;
}

const char *alarms_words(const struct alarms *alarms, char out[ALARMS_TEXT])
{
    uint64_t help = 0, overdue = 0, begun = 0, waiting = 0;
    for (size_t i = 0; i < alarms->burning; i++) {
        const uint64_t *n = alarms->each[i].states;
        help += n[URGENT_HELP];
        overdue += n[URGENT_OVERDUE];
        begun += n[URGENT_BEGUN];
        waiting += n[URGENT_WAITING];
    }
    out[0] = '\0';
    if (alarms->burning > 0) {
        (void)snprintf(out, ALARMS_TEXT, _("Open alarms: %s. Need help: %s; no reply: %s, of these overdue: %s; reply not finished: %s."),
                       COUNT_TEXT(alarms->burning), COUNT_TEXT(help), COUNT_TEXT(waiting + overdue), COUNT_TEXT(overdue),
                       COUNT_TEXT(begun));
    }
    return out;
}
