#include "command/request_outcome.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "model/portfolio_view.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_SHOWN 12

void outcome_release(struct round_outcome *r)
{
    named_codes_release(&r->withdrawn);
}

enum status outcome_note(struct round_outcome *r, const struct supplier_record *s, const struct issue_outcome *one, struct error *e)
{
    r->counts[one->kind]++;
    r->enrolling += one->enrols;
    r->beside += one->beside && (one->kind == ISSUED || one->kind == ISSUED_RESTORED);
    if (one->kind == ISSUED_RESTORED) {
        if (r->first[0] == '\0' || strcmp(one->due, r->first) < 0) {
            memcpy(r->first, one->due, sizeof r->first);
        }
        if (strcmp(one->due, r->last) > 0) {
            memcpy(r->last, one->due, sizeof r->last);
        }
    }
    return one->withdrawn ? named_codes_add(&r->withdrawn, s->code, e) : ST_OK;
}

const char *outcome_days(const struct round_outcome *r, char out[OUTCOME_DAYS])
{
    if (strcmp(r->first, r->last) == 0) {
        (void)snprintf(out, OUTCOME_DAYS, "%s", r->first);
    } else {
        (void)snprintf(out, OUTCOME_DAYS, _("%s to %s"), r->first, r->last);
    }
    return out;
}

void outcome_withdrawn(struct round_outcome *r, struct buffer *out)
{
    const char *codes;
    const size_t n = named_codes_words(&r->withdrawn, &codes);
    if (n > 0) {
        buffer_add_format(
            out, _n("%s earlier request of this round was withdrawn: %s", "%s earlier requests of this round were withdrawn: %s", n),
            COUNT_TEXT(n), codes);
    }
}

const char *outcome_beside(const struct round_outcome *r, char out[OUTCOME_BESIDE])
{
    (void)snprintf(out, OUTCOME_BESIDE,
                   _n("%s file has a number in its name: another one lay there already, and stays as it was.",
                      "%s files have a number in their names: others lay there already, and stay as they were.", r->beside),
                   COUNT_TEXT(r->beside));
    return out;
}

const char *outcome_begun(const struct round_outcome *r, char out[OUTCOME_BEGUN])
{
    const size_t begun = r->counts[ISSUED_BEGUN];
    (void)snprintf(out, OUTCOME_BEGUN,
                   _n("%s supplier has begun to answer and not finished: the request that it has stays as it is.",
                      "%s suppliers have begun to answer and not finished: the requests that they have stay as they are.", begun),
                   COUNT_TEXT(begun));
    return out;
}

const char *outcome_closed(const struct round_outcome *r, char out[OUTCOME_CLOSED])
{
    const size_t closed = r->counts[ISSUED_CLOSED];
    (void)snprintf(out, OUTCOME_CLOSED,
                   _n("For %s supplier this was closed since, and nothing is sent; n asks it anew.",
                      "For %s suppliers this was closed since, and nothing is sent; n asks them anew.", closed),
                   COUNT_TEXT(closed));
    return out;
}

struct foreseen {
    enum issued kind;
    bool withdrawn, further;
};

/* Those of that kind by name, of all kinds together no more than fit. */
static void tell_names(const struct supplier_record *suppliers, size_t n, const struct foreseen *each, enum issued kind, size_t *room,
                       struct buffer *out)
{
    size_t more = 0;
    for (size_t i = 0; i < n; i++) {
        if (each[i].kind == kind && *room > 0) {
            view_line(out, VIEW_LINE_TEXT,
                      each[i].withdrawn ? _("%s  %s (the earlier request is withdrawn)")
                      : each[i].further ? _("%s  %s (beside another request that is open)")
                                        : "%s  %s",
                      suppliers[i].code, suppliers[i].name);
            (*room)--;
        } else {
            more += each[i].kind == kind;
        }
    }
    if (more > 0) {
        view_line(out, VIEW_LINE_QUIET, _n("and %s more supplier", "and %s more suppliers", more), COUNT_TEXT(more));
    }
}

static void tell_suppliers(const char *due, const struct supplier_record *suppliers, size_t n, const struct round_outcome *r,
                           const struct foreseen *each, struct buffer *out)
{
    const size_t *counts = r->counts;
    size_t room = NAMES_SHOWN, further = 0;
    char days[OUTCOME_DAYS], begun[OUTCOME_BEGUN], closed[OUTCOME_CLOSED];
    for (size_t i = 0; i < n; i++) {
        further += each[i].further && !each[i].withdrawn;
    }
    if (further > 0) {
        view_line(out, VIEW_LINE_WARNING,
                  _n("%s supplier has another request open, for something else: this one comes beside it, and that one stays open.",
                     "%s suppliers have another request open, for something else: this one comes beside it, and that one stays open.",
                     further),
                  COUNT_TEXT(further));
    }
    if (counts[ISSUED] > 0) {
        view_line(out, VIEW_LINE_HEADING, _n("%s supplier is asked, due on %s", "%s suppliers are asked, due on %s", counts[ISSUED]),
                  COUNT_TEXT(counts[ISSUED]), due);
        tell_names(suppliers, n, each, ISSUED, &room, out);
    } else {
        view_line(out, VIEW_LINE_HEADING, "%s", _("Nobody is asked anew: all of them were asked this before."));
    }
    if (counts[ISSUED_RESTORED] > 0) {
        view_line(out, VIEW_LINE_TEXT,
                  _n("%s was asked before, due on %s, and the file is not in that directory: it is written again as it was.",
                     "%s were asked before, due on %s, and their files are not in that directory: they are written again as they were.",
                     counts[ISSUED_RESTORED]),
                  COUNT_TEXT(counts[ISSUED_RESTORED]), outcome_days(r, days));
        tell_names(suppliers, n, each, ISSUED_RESTORED, &room, out);
    }
    if (counts[ISSUED_BEFORE] + counts[ISSUED_ANSWERED] > 0) {
        view_line(out, VIEW_LINE_TEXT, _("Nothing is done for %s who were asked before and %s who have answered; n asks them anew."),
                  COUNT_TEXT(counts[ISSUED_BEFORE]), COUNT_TEXT(counts[ISSUED_ANSWERED]));
    }
    if (counts[ISSUED_BEGUN] > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", outcome_begun(r, begun));
    }
    if (counts[ISSUED_CLOSED] > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", outcome_closed(r, closed));
    }
}

enum status outcome_foresee(const struct issuing *x, const struct supplier_record *suppliers, size_t n, struct buffer *out, struct error *e)
{
    struct round_outcome all = {.enrolling = 0};
    struct foreseen *each = calloc(n + 1, sizeof *each);
    enum status st = each == NULL ? fail_memory(e) : ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        struct issue_outcome one;
        st = issue_foresee(x, &suppliers[i], &one, e);
        if (st == ST_OK) {
            each[i] = (struct foreseen){one.kind, one.withdrawn, one.further};
            st = outcome_note(&all, &suppliers[i], &one, e);
            free(one.path);
        }
    }
    if (st == ST_OK) {
        tell_suppliers(x->terms.due, suppliers, n, &all, each, out);
    }
    outcome_release(&all);
    free(each);
    return st;
}
