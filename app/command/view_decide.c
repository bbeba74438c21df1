/* What somebody decides on the prime's screens about what was held back or rejected. */
#include "base/i18n.h"
#include "command/merge_waiting.h"
#include "command/next_step.h"
#include "command/trust_accept.h"
#include "command/view_data.h"
#include "store/portfolio_look.h"

bool view_rejected_shown(const struct view_data *d, const struct view_held *held)
{
    const bool meant = d->periods.usual[0] == '\0' || strcmp(d->periods.usual, d->shown_period) == 0;
    return portfolio_period_covers(d->shown_period, meant, held->period);
}

bool view_rejected_asks(const struct view_data *d, const struct view_held *held)
{
    char step[STEP_TEXT];
    return !held->decided && view_rejected_shown(d, held) && view_rejected_step(d, held, step)[0] != '\0';
}

const char *view_rejected_step(const struct view_data *d, const struct view_held *held, char *out)
{
    const struct rejected_file rejected = {.file = held->file,
                                           .verdict = held->verdict,
                                           .why = held->cause,
                                           .code = held->code,
                                           .certificate = held->certificate,
                                           .accepted = held->accepted,
                                           .known = held->known};
    return held->replaced ? "" : rejected_step(out, &rejected, d->database);
}

static enum status refuse(struct view_data *d, struct portfolio *p, const struct view_held *h, const char *reason,
                          char message[VIEW_MESSAGE], struct error *e)
{
    uint8_t certificate[SHA256_BYTES];
    int64_t files = 0;
    const bool has = hex_decode(h->certificate, certificate, SHA256_BYTES);
    const struct refusal refusal = {
        .certificate = has ? certificate : NULL, .claimed_code = h->code, .verdict = h->verdict, .subject = h->subject, .reason = reason};
    enum status st = portfolio_begin(p, true, e);
    if (st == ST_OK) {
        st = portfolio_end(p, portfolio_refuse(p, &refusal, clock_now(&d->program->clock), &files, e), e);
    }
    (void)snprintf(message, VIEW_MESSAGE, _n("Refused: %lld file is rejected now.", "Refused: %lld files are rejected now.", files),
                   (long long)files);
    return st;
}

/* The newest period after that of the file for which the supplier has been asked and has not answered. */
struct open_request {
    const char *period;
    char other[PORTFOLIO_PERIOD_TEXT];
};

static enum status note_open(void *context, const struct look_request *request, struct error *e)
{
    struct open_request *open = context;
    (void)e;
    if (!request->answered && !request->alarm && strcmp(request->period, open->period) > 0 && strcmp(request->period, open->other) > 0) {
        (void)snprintf(open->other, sizeof open->other, "%s", request->period);
    }
    return ST_OK;
}

/* What was taken in for one year leaves what was asked for another open. */
static void tell_open(struct portfolio *p, const char *period, const char *code, char *out, size_t n)
{
    struct open_request open = {.period = period, .other = ""};
    struct error ignored = {0};
    struct buffer said;
    if (period[0] == '\0' || portfolio_asked(p, code, note_open, &open, &ignored) != ST_OK || open.other[0] == '\0') {
        return;
    }
    buffer_init(&said, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&said, _("It is for %s: the request to %s for %s stays open all the same."), period, code, open.other);
    (void)snprintf(out, n, " %s", buffer_text(&said));
    buffer_release(&said);
}

/* The signer is trusted, whatever becomes of the files after that. */
static enum status accept(struct view_data *d, struct portfolio *p, const struct view_held *h, bool replace, const char *code,
                          const char *reason, char message[VIEW_MESSAGE], struct error *e)
{
    uint8_t certificate[SHA256_BYTES];
    struct waiting_outcome waiting;
    struct error why = {0};
    const struct accept_options o = {.certificate = h->certificate, .reason = reason, .replace = replace};
    const enum status st = trust_accept_signer(p, code, &o, clock_now(&d->program->clock), certificate, e);
    if (st != ST_OK) {
        return st;
    }
    if (merge_waiting(d->program, p, &d->catalog, d->opener, certificate, &waiting, &why) != ST_OK) {
        (void)snprintf(message, VIEW_MESSAGE,
                       _("%s is trusted now, but what waited was not taken in: %s Run \"tenken merge\" again on it."), code, why.text);
        return ST_OK;
    }
    int n = snprintf(message, VIEW_MESSAGE,
                     _n("%s is trusted now. Of %zu file that waited, %zu was taken in.",
                        "%s is trusted now. Of %zu files that waited, %zu were taken in.", waiting.files),
                     code, waiting.files, waiting.merged);
    if (waiting.sealed > 0 && n > 0 && n < VIEW_MESSAGE) {
        n += snprintf(message + n, (size_t)(VIEW_MESSAGE - n), " %s",
                      _("What is sealed needs your key: run \"tenken merge\" again on it, with --identity."));
    }
    if (waiting.merged + waiting.sealed < waiting.files && n > 0 && n < VIEW_MESSAGE) {
        n += snprintf(message + n, (size_t)(VIEW_MESSAGE - n), " %s", _("The others say why not, among what was held back or rejected."));
    }
    tell_open(p, h->period, code, message + n, n > 0 && n < VIEW_MESSAGE ? (size_t)(VIEW_MESSAGE - n) : 0);
    return ST_OK;
}

static enum status tick_off(struct view_data *d, struct portfolio *p, const struct view_held *h, const char *reason,
                            char message[VIEW_MESSAGE], struct error *e)
{
    enum status st = portfolio_begin(p, true, e);
    if (st == ST_OK) {
        st = portfolio_end(p, portfolio_tick_off(p, h->files, h->file, reason, clock_now(&d->program->clock), e), e);
    }
    (void)snprintf(message, VIEW_MESSAGE, "%s", _("Ticked off: nothing more is to be done about this file."));
    return st;
}

bool view_has_key(struct portfolio_view *view, const char *code)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct trusted_key key = {.any = false};
    struct error ignored = {0}; /* who cannot read it cannot accept either, and hears why then */
    if (view_data_open(d, false, &p, &ignored) == ST_OK) {
        (void)trust_key_of(p, code, &key, &ignored);
    }
    portfolio_close(p);
    return key.any;
}

enum status view_decide(struct portfolio_view *view, const struct view_query *query, enum view_decision decision, const char *code,
                        const char *reason, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    const size_t list = query->kind == VIEW_REJECTED ? 1 : 0;
    if (query->id < 0 || (size_t)query->id >= d->nheld[list]) {
        return fail(e, ST_INPUT, "%s", _("This is no longer there."));
    }
    struct view_held *h = &d->held[list][query->id];
    enum status st = view_data_open(d, true, &p, e);
    if (st == ST_OK && list == 1) {
        st = tick_off(d, p, h, reason, message, e);
    } else if (st == ST_OK && decision == VIEW_REFUSE) {
        st = refuse(d, p, h, reason, message, e);
    } else if (st == ST_OK) {
        st = accept(d, p, h, decision == VIEW_REPLACE, code, reason, message, e);
    }
    view_data_close_written(d, p);
    if (st == ST_OK) {
        h->decided = true;
        view->decisions++;
    }
    return st;
}
