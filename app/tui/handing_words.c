/* How each step of handing in stands, in words. */
#include "tui/handing.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "model/document.h"
#include "model/json.h"
#include "tui/check_words.h"
#include "tui/path_words.h"
#include "tui/told_words.h"
#include "tui/words.h"

#include <stdlib.h>

#define ROW_COLUMNS 42 /* of the words of a step, beside its title */

/* "2 with 3, 5 with 6". False: some are no such two. */
static bool name_pairs(struct buffer *out, const struct session *s, const struct todo *todos, size_t n)
{
    const struct check **checks = calloc(n + 1, sizeof *checks);
    size_t count = 0;
    for (size_t i = 0; checks != NULL && i < n; i++) {
        if (todos[i].kind == TODO_CONTRADICTION) {
            checks[count++] = todos[i].hit->check;
        }
    }
    const bool named = checks != NULL && check_pairs_name(out, s, checks, count);
    free(checks);
    return named;
}

static bool about_note(const struct todo *todo)
{
    return todo->kind == TODO_NOTE;
}

/* "3, 5": those of this kind. */
static void name_questions(struct buffer *out, const struct session *s, const struct todo *todos, size_t n,
                           bool (*kind)(const struct todo *))
{
    for (size_t i = 0; i < n; i++) {
        if (kind(&todos[i])) {
            (void)buffer_add_format(out, "%s%d", out->length > 0 ? _(", ") : "", question_number(s, todos[i].question));
        }
    }
}

/* What may stay as it is, by the numbers of the questions; where so many columns (0: any) have no room for those, how many there are. */
static void spare_words(struct buffer *out, const struct handing *h, const struct todo *todos, size_t n, int columns)
{
    const struct session *s = h->session;
    struct buffer pairs, days, notes, words;
    buffer_init(&pairs, BUFFER_MAX_TEXT);
    buffer_init(&days, BUFFER_MAX_TEXT);
    buffer_init(&notes, BUFFER_MAX_TEXT);
    buffer_init(&words, BUFFER_MAX_TEXT);
    bool named = name_pairs(&pairs, s, todos, n), products = false;
    name_questions(&days, s, todos, n, todo_about_day);
    name_questions(&notes, s, todos, n, about_note);
    for (size_t i = 0; i < n; i++) {
        products = products || todos[i].kind == TODO_PRODUCTS;
    }
    if (pairs.length > 0) {
        (void)buffer_add_format(&words, _("Not together: %s"), buffer_text(&pairs));
    }
    if (days.length > 0) {
        (void)buffer_add_format(&words, words.length > 0 ? _("; past day: %s") : _("Past day: %s"), buffer_text(&days));
    }
    if (notes.length > 0) {
        (void)buffer_add_format(&words, words.length > 0 ? _("; last year's note: %s") : _("Last year's note: %s"), buffer_text(&notes));
    }
    if (products && words.length > 0) {
        (void)buffer_add_text(&words, _("; products"));
    } else if (products) {
        (void)buffer_add_text(&words, assessment_inventory_mended(s->assessment)    ? _("Your changes to the products wait for a y.")
                                      : assessment_inventory_carried(s->assessment) ? _("The products are last year's.")
                                                                                    : _("No products are listed."));
    }
    named = named && (columns == 0 || width_text(buffer_text(&words)) <= columns);
    if (named) {
        (void)buffer_add_text(out, buffer_text(&words));
    } else {
        (void)buffer_add_format(out, _n("%zu thing is worth another look.", "%zu things are worth another look.", n), n);
    }
    buffer_release(&words);
    buffer_release(&notes);
    buffer_release(&days);
    buffer_release(&pairs);
}

bool handing_spare(struct buffer *out, const struct handing *h)
{
    size_t n = 0;
    struct todo *todos = todos_find(h, &n);
    const bool complete = todos_blocking(todos, n) == 0;
    if (complete) {
        spare_words(out, h, todos, n, 0);
    }
    free(todos);
    return complete;
}

static void check_words_of(struct buffer *out, const struct handing *h)
{
    size_t n = 0, waiting = 0;
    struct todo *todos = todos_find(h, &n);
    const size_t blocking = todos_blocking(todos, n);
    for (size_t i = 0; i < n; i++) {
        waiting += todo_waits(h->session, &todos[i]);
    }
    if (blocking > 0 && handing_chosen(h) == 0) {
        (void)buffer_add_text(out, _("it depends on who gets them: see 2"));
    } else if (blocking > 0 && waiting == blocking) {
        (void)buffer_add_format(out, _n("%zu question waits for your IT vendor", "%zu questions wait for your IT vendor", waiting),
                                waiting);
    } else if (blocking > 0) { /* the row has room for this alone, not for what may stay */
        (void)buffer_add_format(out, _n("%zu thing is still to be done", "%zu things are still to be done", blocking), blocking);
    } else { /* that it is done stands beside it */
        spare_words(out, h, todos, n, ROW_COLUMNS);
    }
    free(todos);
}

bool handing_closer_left(const struct handing *h)
{
    bool first = handing_done(h, STEP_CHECK) && !h->session->correcting;
    for (size_t i = 0; i < h->n; i++) {
        first = first && !(h->recipients[i].chosen && handed_signed(&h->recipients[i].state));
    }
    return first && session_closer_left(h->session);
}

const char *handing_closer_words(void)
{
    return _("w: the second pass, evidence and plans beside the answers. It may be left out.");
}

static void recipients_words(struct buffer *out, const struct handing *h)
{
    bool first = true;
    for (size_t i = 0; i < h->n; i++) {
        const struct recipient *r = &h->recipients[i];
        if (r->chosen) {
            (void)buffer_add_format(out, "%s%s", first ? "" : _(", "), recipient_name(r));
            if (!recipient_confirmed(r)) {
                (void)buffer_add_text(out, r->problem[0] != '\0' ? _(" (cannot be answered)") : _(" (to be confirmed)"));
            }
            first = false;
        }
    }
    if (first) {
        (void)buffer_add_text(out, _("nobody chosen"));
    }
}

/* Whether nothing that was signed for anybody has changed: then it is new answers that nobody stands behind yet. */
static bool only_new_answers(const struct session *s)
{
    bool same = told_anybody(s);
    for (size_t i = 0; same && i < s->list.count; i++) {
        same = recipients_told_otherwise(NULL, s->assessment, &s->list.questions[i], NULL) == 0;
    }
    return same;
}

static void affirmation_words(struct buffer *out, const struct handing *h)
{
    const cJSON *affirmation = json_get(h->session->assessment->tree, "affirmation");
    const char *role = json_text(affirmation, "role"), *name = json_text(affirmation, "name");
    if (!assessment_affirmed(h->session->assessment)) {
        if (name == NULL || name[0] == '\0') {
            (void)buffer_add_text(out, _("name and role of who answers for them"));
        } else {
            (void)buffer_add_text(out, only_new_answers(h->session) ? _("new answers since then: confirm those, too")
                                                                    : _("answers or plans changed: confirm again"));
        }
        return;
    }
    (void)buffer_add_format(out, "%s%s%s", json_text(affirmation, "name"), role == NULL || role[0] == '\0' ? "" : _(", "),
                            role == NULL ? "" : role);
}

/* Whose key it is stands at the head of the screen already, unless it was made for another name. */
static void key_words(struct buffer *out, const struct handing *h)
{
    const bool own = strcmp(h->identity.subject, session_company(h->session)) == 0;
    struct buffer where;
    switch (h->identity.state) {
    case IDENTITY_NONE:
        (void)buffer_add_text(out, _("none yet: make one now"));
        break;
    case IDENTITY_VALID:
        (void)buffer_add_format(out,
                                h->identity.uncopied ? _("valid until %s, no copy kept yet")
                                : own                ? _("valid until %s")
                                                     : _("valid until %s, %s"),
                                h->identity.until, h->identity.subject);
        break;
    case IDENTITY_EXPIRED:
        (void)buffer_add_format(out, _("expired on %s: make a new one"), h->identity.until);
        break;
    case IDENTITY_MISSING:
        buffer_init(&where, BUFFER_MAX_TEXT);
        path_words(&where, h->identity.file);
        (void)buffer_add_format(out, _("%s is not there any more"), buffer_text(&where));
        buffer_release(&where);
        break;
    }
}

static void way_words(struct buffer *out, const struct handed_state *state)
{
    switch (state->way) {
    case HANDED_HERE:
        (void)buffer_add_format(out, _("revision %d of %s, not sent yet"), state->revision, state->signed_on);
        break;
    case HANDED_BY_HAND:
        (void)buffer_add_format(out, _("revision %d, sent by you on %s"), state->revision, state->since);
        break;
    case HANDED_SENT:
        (void)buffer_add_format(out, _("revision %d, sent on %s"), state->revision, state->since);
        break;
    case HANDED_UNKNOWN:
    case HANDED_FAILED:
        (void)buffer_add_format(out, _("revision %d of %s, sending failed"), state->revision, state->signed_on);
        break;
    case HANDED_RECEIVED:
        (void)buffer_add_format(out, _("revision %d, receipt of %s"), state->revision, state->since);
        break;
    }
}

/* What was signed for those who are chosen, when all of them have something; false: not all. */
static bool signed_words(struct buffer *out, const struct handing *h)
{
    const size_t chosen = handing_chosen(h);
    const struct recipient *last = NULL;
    size_t n = 0;
    bool changed = false;
    for (size_t i = 0; i < h->n; i++) {
        const struct recipient *r = &h->recipients[i];
        if (r->chosen && r->state.signed_on[0] != '\0') {
            last = r;
            changed = changed || r->state.changed;
            n++;
        }
    }
    if (chosen == 0 || n < chosen) {
        return false;
    }
    if (n > 1) {
        (void)buffer_add_text(out, changed ? _("signed before, changed since") : _("signed for all, nothing changed since"));
    } else if (changed) {
        (void)buffer_add_format(out, _("revision %d of %s, changed since"), last->state.revision, last->state.signed_on);
    } else {
        way_words(out, &last->state);
    }
    return true;
}

void handing_words(struct buffer *out, const struct handing *h, enum handing_step step)
{
    char folder[FINISH_PATH];
    switch (step) {
    case STEP_CHECK:
        check_words_of(out, h);
        break;
    case STEP_RECIPIENTS:
        recipients_words(out, h);
        break;
    case STEP_PREVIEW:
        (void)buffer_add_text(out, handing_done(h, STEP_PREVIEW) ? _("looked at") : _("please look at it before you sign"));
        break;
    case STEP_AFFIRM:
        affirmation_words(out, h);
        break;
    case STEP_KEY:
        key_words(out, h);
        break;
    case STEP_SIGN:
        if (!signed_words(out, h)) {
            struct buffer where;
            buffer_init(&where, BUFFER_MAX_TEXT);
            handing_folder(h, folder);
            path_words(&where, folder);
            (void)buffer_add_format(out, _("into %s"), buffer_text(&where));
            buffer_release(&where);
        }
        break;
    case HANDING_STEPS:
        break;
    }
}
