/* What is on record about a supplier: what it was asked, what came from it, whose signature counts. */
#include "base/i18n.h"
#include "command/view_telling.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_look.h"
#include "store/portfolio_rules.h"
#include "store/portfolio_trust.h"
#include "trust/certificate.h"
#include "trust/verdict.h"

#include <string.h>

static void head_once(struct telling *t, const char *words)
{
    if (!t->any) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", "");
        view_line(t->out, VIEW_LINE_HEADING, "%s", words);
        t->any = true;
    }
}

static enum status tell_pin(void *context, const struct pin_record *pin, struct error *e)
{
    struct telling *t = context;
    char fingerprint[FINGERPRINT_TEXT], since[DATE_TEXT], ended[DATE_TEXT];
    (void)e;
    if (pin->again || strcmp(pin->ended, "refused") == 0) { /* it is told further down, or never counted */
        return ST_OK;
    }
    head_once(t, _("Whose signature counts"));
    fingerprint_format(pin->certificate, fingerprint);
    view_line(t->out, VIEW_LINE_TEXT, _("%s, since %.10s%s%.10s %s"), pin->subject, local_day_of(pin->since, since),
              pin->ended_at[0] != '\0' ? _(", ended ") : "", local_day_of(pin->ended_at, ended), pin->reason);
    view_line(t->out, VIEW_LINE_QUIET, "%s", fingerprint);
    return ST_OK;
}

static const char *file_state_words(const char *state)
{
    static const char *const WORDS[] = {N_("taken in"),    N_("unchanged"),     N_("superseded"),
                                        N_("in conflict"), N_("in quarantine"), N_("not taken in")};
    for (int i = 0; i < MERGE_STATES; i++) {
        if (strcmp(state, merge_state_name((enum merge_state)i)) == 0) {
            return _(WORDS[i]);
        }
    }
    return state;
}

static enum status tell_file(void *context, const struct look_file *f, struct error *e)
{
    struct telling *t = context;
    char day[DATE_TEXT];
    (void)e;
    head_once(t, _("What came from it"));
    view_line(t->out, VIEW_LINE_TEXT, _("%.10s  %s: %s; %s"), local_day_of(f->received_at, day), f->name, file_state_words(f->state),
              verdict_name_words(f->verdict));
    if (f->reason[0] != '\0') {
        view_line(t->out, VIEW_LINE_QUIET, "%s", f->reason);
    }
    if (f->claimed) {
        view_line(t->out, VIEW_LINE_QUIET, "%s", _("It only claims to be from it; nobody has verified that."));
    }
    return ST_OK;
}

static enum status tell_request(void *context, const struct look_request *r, struct error *e)
{
    struct telling *t = context;
    char day[DATE_TEXT];
    (void)e;
    head_once(t, _("What it was asked"));
    const char *due = r->answered ? r->due : r->until;
    const char *state = r->answered                 ? _(": answered")
                        : r->closed_at[0] != '\0'   ? _(": closed")
                        : t->s->ended_on[0] != '\0' ? _(": no longer waited for")
                                                    : _(": open");
    (void)local_day_of(r->issued_at, day);
    if (r->alarm && r->about[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("emergency request of %.10s about %s, due %s%s"), day, r->about, due, state);
    } else if (r->alarm) {
        view_line(t->out, VIEW_LINE_TEXT, _("emergency request of %.10s, due %s%s"), day, due, state);
    } else {
        view_line(t->out, VIEW_LINE_TEXT, _("request for %s of %.10s, due %s%s"), r->period, day, due, state);
    }
    if (r->closed_at[0] != '\0') {
        view_line(t->out, VIEW_LINE_QUIET, _("closed on %s: %s"), local_day_of(r->closed_at, day), r->closed_reason);
    }
    return ST_OK;
}

static enum status tell_extension(void *context, const struct extension *x, struct error *e)
{
    struct telling *t = context;
    char day[DATE_TEXT];
    (void)e;
    head_once(t, _("What it was asked"));
    view_line(t->out, VIEW_LINE_TEXT, _("%.10s: more time until %s. %s"), local_day_of(x->given_at, day), x->until, x->reason);
    return ST_OK;
}

static enum status tell_question(void *context, const struct clarification *c, struct error *e)
{
    struct telling *t = context;
    char day[DATE_TEXT];
    (void)e;
    head_once(t, _("What it was asked"));
    view_line(t->out, VIEW_LINE_TEXT, _("%.10s: question %lld about %s%s. %s"), local_day_of(c->asked_at, day), (long long)c->id, c->items,
              c->settled_at[0] != '\0' ? _(" (settled)")
              : c->answered            ? _(" (new answers have come since)")
                                       : "",
              c->text);
    if (c->settled_at[0] == '\0') {
        view_line(t->out, VIEW_LINE_QUIET, "%s", _("Once it is cleared up, s settles it."));
    }
    return ST_OK;
}

static enum status tell_misnamed(void *context, const struct status_line *line, struct error *e)
{
    struct telling *t = context;
    (void)e;
    view_line(t->out, VIEW_LINE_WARNING,
              _("A request's secret made this key known, but it names another supplier of yours, %s %s: perhaps the request went to the "
                "wrong firm. Ask both."),
              line->other, line->other_at);
    return ST_OK;
}

enum status view_tell_records(struct telling *t, struct portfolio *p, struct error *e)
{
    t->any = false;
    enum status st = portfolio_asked(p, t->code, tell_request, t, e);
    if (st == ST_OK) {
        st = portfolio_extensions(p, t->code, tell_extension, t, e);
    }
    if (st == ST_OK) {
        st = portfolio_clarifications(p, t->code, false, tell_question, t, e);
    }
    t->any = false;
    if (st == ST_OK) {
        st = portfolio_history(p, t->code, tell_file, t, e);
    }
    t->any = false;
    st = st == ST_OK ? portfolio_pins(p, t->code, tell_pin, t, e) : st;
    return st == ST_OK ? portfolio_misnamed(p, t->code, tell_misnamed, t, e) : st;
}
