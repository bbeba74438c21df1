/* What the prime's screens tell and do beside their lists: the first page, a signer in quarantine, files. */
#include "base/amount.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/csv_out.h"
#include "command/next_step.h"
#include "command/view_data.h"
#include "export/portfolio_words.h"
#include "export/table_xlsx.h"
#include "store/portfolio_trust.h"
#include "trust/certificate.h"
#include "trust/verdict.h"

#include <unistd.h>

#define WEAKEST_SHOWN 5
#define FILE_MODE 0600

static void tell_tier(struct buffer *out, enum portfolio_tier tier, const struct portfolio_statistics *s)
{
    char line[TIER_MEAN_TEXT];
    if (s->suppliers > 0 && portfolio_mean(s) >= 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", tier_mean_words(tier, s->scored, s->suppliers, portfolio_mean(s), line));
    }
}

static enum status tell_weakest(const struct view_data *d, struct buffer *out, struct error *e)
{
    size_t *order = malloc((d->view.nitems + 1) * sizeof *order);
    if (order == NULL) {
        return fail_memory(e);
    }
    const size_t n = portfolio_weakest(&d->statistics, order);
    for (size_t i = 0; i < n && i < WEAKEST_SHOWN && d->statistics.items[order[i]].below > 0; i++) {
        if (i == 0) {
            view_line(out, VIEW_LINE_TEXT, "%s", "");
            view_line(out, VIEW_LINE_HEADING, "%s", _("Most suppliers are below the target here"));
        }
        view_line(out, VIEW_LINE_TEXT, _("%s: %s of %s"), d->items[order[i]].title, COUNT_TEXT(d->statistics.items[order[i]].below),
                  COUNT_TEXT(portfolio_item_answers(&d->statistics.items[order[i]])));
    }
    free(order);
    return ST_OK;
}

static enum status tell_home(const struct view_data *d, struct buffer *out, struct error *e)
{
    const uint64_t *states = d->statistics.states;
    char mean[16], place[SHELL_WORD];
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    if (!portfolio_periods_beside(&d->periods, d->shown_period, &beside)) {
        buffer_release(&beside);
        return fail_memory(e);
    }
    view_line(out, VIEW_LINE_HEADING, beside.length > 0 ? _("Period %s   o: show %s") : _("Period %s"), d->shown_period,
              buffer_text(&beside));
    buffer_release(&beside);
    view_line(out, VIEW_LINE_TEXT, _("%s of %s suppliers have answered"), COUNT_TEXT(d->statistics.answered),
              COUNT_TEXT(d->statistics.suppliers));
    if (d->statistics.begun > 0) {
        view_line(out, VIEW_LINE_TEXT, _n("%s more has begun and not finished", "%s more have begun and not finished", d->statistics.begun),
                  COUNT_TEXT(d->statistics.begun));
    }
    if (portfolio_mean(&d->statistics) >= 0) {
        view_line(out, VIEW_LINE_TEXT, _("Mean total %s of 100"), score_text(portfolio_mean(&d->statistics), mean));
    }
    if (d->nsuppliers == 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", _("First, your list of suppliers:"));
        view_line(out, VIEW_LINE_TEXT, "tenken suppliers %s import CSV", shell_word(d->database, place));
    } else if (d->periods.count == 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", _("Nobody was asked yet: 1, then e, asks."));
    }
    tell_tier(out, PORTFOLIO_TIER_HIGHER, &d->tiers[PORTFOLIO_TIER_HIGHER]);
    tell_tier(out, PORTFOLIO_TIER_BASE, &d->tiers[PORTFOLIO_TIER_BASE]);
    tell_tier(out, PORTFOLIO_TIER_UNSET, &d->tiers[PORTFOLIO_TIER_UNSET]);
    view_line(out, states[PORTFOLIO_LATE] > 0 ? VIEW_LINE_WARNING : VIEW_LINE_TEXT, _n("%s is late", "%s are late", states[PORTFOLIO_LATE]),
              COUNT_TEXT(states[PORTFOLIO_LATE]));
    if (states[PORTFOLIO_UNASKED] > 0 && d->periods.count > 0) {
        view_line(out, VIEW_LINE_TEXT, _n("%s was not asked yet", "%s were not asked yet", states[PORTFOLIO_UNASKED]),
                  COUNT_TEXT(states[PORTFOLIO_UNASKED]));
    }
    if (states[PORTFOLIO_ENDED] > 0) {
        view_line(out, VIEW_LINE_TEXT,
                  _n("%s more: business with it has ended", "%s more: business with them has ended", states[PORTFOLIO_ENDED]),
                  COUNT_TEXT(states[PORTFOLIO_ENDED]));
    }
    size_t held[HELD_KINDS] = {0};
    for (size_t i = 0; i < d->nheld[0]; i++) {
        held[d->held[0][i].held] += !d->held[0][i].decided;
    }
    const size_t signers = held[HELD_SIGNER], others = held[HELD_ACCEPTED] + held[HELD_NO_ANSWER];
    if (signers > 0) {
        view_line(out, VIEW_LINE_WARNING, _n("%s signer waits in quarantine: 5", "%s signers wait in quarantine: 5", signers),
                  COUNT_TEXT(signers));
    }
    if (others > 0) {
        view_line(out, VIEW_LINE_WARNING, _n("%s file or group is held back: 5", "%s files or groups are held back: 5", others),
                  COUNT_TEXT(others));
    }
    size_t rejected = 0;
    for (size_t i = 0; i < d->nheld[1]; i++) {
        rejected += view_rejected_asks(d, &d->held[1][i]);
    }
    if (rejected > 0) {
        view_line(out, VIEW_LINE_WARNING, _n("%s rejected file asks for something: 6", "%s rejected files ask for something: 6", rejected),
                  COUNT_TEXT(rejected));
    }
    if (states[PORTFOLIO_CONFLICT] > 0) {
        view_line(out, VIEW_LINE_WARNING,
                  _n("%s supplier has answers in conflict", "%s suppliers have answers in conflict", states[PORTFOLIO_CONFLICT]),
                  COUNT_TEXT(states[PORTFOLIO_CONFLICT]));
    }
    size_t contradictory = 0;
    for (size_t i = 0; i < d->nsuppliers; i++) {
        contradictory +=
            d->suppliers[i].contradiction == PORTFOLIO_CONTRADICTION_NEW && d->suppliers[i].ended_on[0] == '\0'; /* who can be asked */
    }
    if (contradictory > 0) {
        view_line(out, VIEW_LINE_WARNING,
                  _n("%s supplier contradicts itself: ask", "%s suppliers contradict themselves: ask", contradictory),
                  COUNT_TEXT(contradictory));
    }
    return tell_weakest(d, out, e);
}

static const char *held_heading(const struct view_held *h)
{
    static const char *const HEADINGS[HELD_KINDS] = {
        [HELD_SIGNER] = N_("Held back until you say whose it is"),
        [HELD_ACCEPTED] = N_("Held back, though its signer is trusted by now"),
        [HELD_NO_ANSWER] = N_("Held back: it answers no request of yours"),
    };
    return _(HEADINGS[h->held]);
}

/* What to do about it. */
static void tell_step(const struct view_data *d, const struct view_held *h, bool rejected, struct buffer *out)
{
    char text[STEP_TEXT], place[SHELL_WORD], file[SHELL_WORD];
    const char *step = rejected ? view_rejected_step(d, h, text) : "";
    const char kind = step[0] != '\0' ? VIEW_LINE_TASK : VIEW_LINE_TEXT;
    if (rejected && step[0] == '\0') {
        step = h->replaced ? _("Nothing is left to be done: good answers of the same supplier have come since.")
                           : _("Nothing is to be done about it.");
    }
    if (!rejected && h->held == HELD_NO_ANSWER) {
        step = h->cause == REASON_ANSWERED ? _("What to do: if the supplier has not sent it, x refuses it. If it has, ask which of the two "
                                               "holds: what it answered to the "
                                               "request counts.")
                                           : _("What to do: ask the supplier to answer the request file and to send that. In the list of "
                                               "who is late, m writes the letter. "
                                               "Once those answers are here, this one asks for nothing more. x refuses it.");
    }
    if (step[0] != '\0') {
        view_line(out, VIEW_LINE_TEXT, "%s", "");
        view_line(out, kind, "%s", step);
    }
    if (kind == VIEW_LINE_TASK) {
        view_line(out, VIEW_LINE_TEXT, "%s", _("Once nothing more is to be done, x ticks it off."));
    }
    if (!rejected && h->held == HELD_ACCEPTED) {
        view_line(out, VIEW_LINE_TEXT, "%s", "");
        view_line(out, VIEW_LINE_TEXT, _("What to do: take it in with: tenken merge --into %s %s"), shell_word(d->database, place),
                  shell_word(h->file, file));
    }
}

/* What the prime's list says to the code, whichever years that supplier is one of. */
static enum status tell_listed(struct view_data *d, const char *code, struct buffer *out, struct error *e)
{
    const struct portfolio_supplier *known = view_data_supplier(d, code);
    if (known != NULL) {
        view_line(out, VIEW_LINE_TEXT, _("In your list that code is: %s"), known->name);
        return ST_OK;
    }
    struct portfolio *p = NULL;
    char *name = NULL;
    int64_t id;
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? portfolio_supplier_find(p, code, &id, &name, e) : st;
    if (st == ST_OK) {
        view_line(out, VIEW_LINE_TEXT, _("In your list that code is: %s"), name);
    } else if (st == ST_NO) {
        view_line(out, VIEW_LINE_TEXT, "%s", _("Your list has no such code."));
        st = ST_OK;
    }
    free(name);
    portfolio_close(p);
    return st;
}

static enum status tell_held(struct view_data *d, const struct view_query *query, struct buffer *out, struct error *e)
{
    const size_t list = query->kind == VIEW_QUARANTINE ? 0 : 1;
    char day[DATE_TEXT], words[CLAIM_TEXT];
    if (query->id < 0 || (size_t)query->id >= d->nheld[list]) {
        return fail(e, ST_INPUT, "%s", _("This is no longer there."));
    }
    const struct view_held *h = &d->held[list][query->id];
    view_line(out, VIEW_LINE_HEADING, "%s", list == 0 ? held_heading(h) : _("Rejected"));
    if (alert_words(words, h->alarm, h->about)[0] != '\0') {
        view_line(out, VIEW_LINE_TEXT, "%s", words);
    }
    view_line(out, VIEW_LINE_TEXT, _("Reason: %s"), h->reason);
    if (list == 0 || (h->cause != REASON_REVOKED && h->cause != REASON_REFUSED && h->cause != REASON_OWN_REQUEST)) { /* which says it all */
        view_line(out, VIEW_LINE_TEXT, _("Signature: %s"), verdict_name_words(h->verdict));
    }
    if (list == 0 && h->held == HELD_NO_ANSWER && strcmp(h->verdict, verdict_name(VERDICT_UNKNOWN_SIGNER)) != 0) {
        view_line(out, VIEW_LINE_TEXT, _("From: %s  %s"), h->code, h->name);
    } else {
        view_line(out, VIEW_LINE_TEXT, _("Claims to be: %s  %s"), h->code[0] != '\0' ? h->code : _("(no code)"), h->name);
        view_line(out, VIEW_LINE_QUIET, "%s", _("That is what the file says; nobody has verified it."));
    }
    const enum status st = h->code[0] != '\0' ? tell_listed(d, h->code, out, e) : ST_OK;
    if (st != ST_OK) {
        return st;
    }
    view_line(out, VIEW_LINE_TEXT, _("First received: %.10s   File: %s"), local_day_of(h->received_at, day), h->file);
    if (list == 0) {
        view_line(out, VIEW_LINE_TEXT, _n("%lld file", "%lld files", h->files), (long long)h->files);
    }
    if (h->certificate[0] != '\0') {
        char fingerprint[FINGERPRINT_TEXT];
        const bool may_accept = list == 0 && h->held == HELD_SIGNER;
        fingerprint_format(h->certificate, fingerprint);
        view_line(out, VIEW_LINE_TEXT, "%s", "");
        if (h->subject[0] != '\0') {
            view_line(out, VIEW_LINE_TEXT, _("The signer calls itself: %s"), h->subject);
        }
        view_line(out, VIEW_LINE_TEXT, "%s", _("Fingerprint of its certificate:"));
        view_line(out, may_accept || list == 1 ? VIEW_LINE_FINGERPRINT : VIEW_LINE_TEXT, "%s", fingerprint);
        if (may_accept) {
            view_line(out, VIEW_LINE_TEXT, "%s", "");
            view_line(out, VIEW_LINE_TEXT, "%s",
                      _("Ring the supplier at a number that you knew before, not at one from this file, and let them read the fingerprint "
                        "to you. "
                        "If it is the same, a accepts; if not, x refuses."));
        }
    }
    tell_step(d, h, list == 1, out);
    return ST_OK;
}

enum status view_text(struct portfolio_view *view, const struct view_query *query, struct buffer *out, struct error *e)
{
    struct view_data *d = view->context;
    enum status st = ST_OK;
    switch (query->kind) {
    case VIEW_SUPPLIERS:
        st = view_supplier(d, query->words, out, e);
        break;
    case VIEW_QUARANTINE:
    case VIEW_REJECTED:
        st = tell_held(d, query, out, e);
        break;
    default:
        st = tell_home(d, out, e);
    }
    return st == ST_OK && out->failed ? fail_memory(e) : st;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n > m && strcmp(text + n - m, end) == 0;
}

#define ASKED_EVERY 512 /* rows */

struct writing {
    struct portfolio_view *view;
    size_t rows; /* in all */
};

static bool go_on(void *context, size_t rows)
{
    const struct writing *w = context;
    return rows < w->rows ? view_goes_on(w->view, rows, w->rows) : view_goes_on(w->view, 0, 0); /* how far packing is nobody knows */
}

static enum status write_csv(struct portfolio_view *view, const struct view_table *t, const size_t *order, size_t n, const char *path,
                             struct error *e)
{
    const char *texts[VIEW_COLUMNS_MAX];
    bool numbers[VIEW_COLUMNS_MAX];
    struct csv_out csv;
    for (size_t i = 0; i < t->ncolumns; i++) {
        texts[i] = t->columns[i].title;
        numbers[i] = t->columns[i].number;
    }
    enum status st = csv_out_begin(&csv, path, texts, t->ncolumns, e);
    if (st != ST_OK) {
        return st;
    }
    csv.numbers = numbers;
    for (size_t row = 0; row < n && st == ST_OK; row++) {
        for (size_t i = 0; i < t->ncolumns; i++) {
            texts[i] = view_cell(t, order[row], i)->text;
        }
        st = row % ASKED_EVERY == 0 && !view_goes_on(view, row, n) ? ST_NO : csv_out_row(&csv, texts, e);
    }
    return csv_out_end(&csv, st, e);
}

static enum status write_xlsx(struct portfolio_view *view, const struct view_table *t, const size_t *order, size_t n, const char *path,
                              struct error *e)
{
    const struct view_data *d = view->context;
    struct file_replacement r;
    enum status st = file_replace_begin(&r, path, FILE_MODE, e);
    if (st != ST_OK) {
        return st;
    }
    struct writing writing = {.view = view, .rows = n};
    st = table_xlsx_write(t, order, n, clock_now(&d->program->clock), r.temporary, go_on, &writing, e);
    if (st == ST_OK) {
        return file_replace_commit(&r, e);
    }
    file_replace_abandon(&r);
    return st;
}

enum status view_write(struct portfolio_view *view, const struct view_table *table, const size_t *order, size_t n, const char *path,
                       struct error *e)
{
    const bool csv = ends_with(path, ".csv");
    if (!csv && !ends_with(path, ".xlsx")) {
        return fail(e, ST_USAGE, "%s", _("The name has to end in .csv or .xlsx."));
    }
    if (access(path, F_OK) == 0) {
        return fail(e, ST_INPUT, _("%s exists already: choose another name."), path);
    }
    const enum status st = csv ? write_csv(view, table, order, n, path, e) : write_xlsx(view, table, order, n, path, e);
    return st == ST_NO ? fail(e, ST_INPUT, _("Stopped: %s was not written."), path) : st;
}

enum status view_recipients(struct portfolio_view *view, const struct view_table *table, const size_t *order, size_t n, const char *path,
                            char message[VIEW_MESSAGE], struct error *e)
{
    static const char *const HEADS[] = {"supplier_code"};
    const struct view_data *d = view->context;
    struct csv_out csv;
    char place[SHELL_WORD], file[SHELL_WORD];
    if (access(path, F_OK) == 0) {
        return fail(e, ST_INPUT, _("%s exists already: choose another name."), path);
    }
    enum status st = csv_out_begin(&csv, path, HEADS, 1, e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        st = csv_out_row(&csv, &table->rows[order[i]].code, e);
    }
    (void)snprintf(
        message, VIEW_MESSAGE,
        _("Now: tenken request new --portfolio %s --list %s --pack emergency-product --about PRODUCT --due DATE --identity P12 --out DIR"),
        shell_word(d->database, place), shell_word(path, file));
    return csv_out_end(&csv, st, e);
}
