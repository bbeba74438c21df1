#include "tui/home.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/words.h"

void home_release(struct home *home)
{
    free(home->years);
    free(home->requests);
    home->years = NULL;
    home->requests = NULL;
    home->nyears = home->nrequests = 0;
}

size_t home_rows(const struct home *home)
{
    return home->nrequests + home->nyears;
}

const struct home_request *home_row_request(const struct home *home, size_t row)
{
    return row < home->nrequests ? &home->requests[row] : NULL;
}

size_t home_row_year(const struct home *home, size_t row)
{
    return row < home->nrequests ? home->requests[row].year : row - home->nrequests;
}

static bool signed_already(const struct home_request *request)
{
    return request->state.signed_on[0] != '\0';
}

/* The first request of the newest year whose receipt is not there yet; else that year. */
static size_t awaiting_row(const struct home *home)
{
    for (size_t row = 0; row < home->nrequests; row++) {
        if (home->requests[row].year == 0 && home_next(home, row) == NEXT_RECEIPT) {
            return row;
        }
    }
    return home->nrequests;
}

/* The first request that is still to be answered or whose files still wait to be sent, or that has an answer which was corrected since, of
 * whatever year; or that is to be handed in anew in the newest year; else one whose receipt is awaited, unless that year itself is still to
 * be worked on; else that year. */
size_t home_start_row(const struct home *home)
{
    for (size_t row = 0; row < home->nrequests; row++) {
        const enum home_next next = home_next(home, row);
        const bool left =
            next == NEXT_SEND || (next == NEXT_CORRECT && (home->requests[row].year == 0 || home->requests[row].state.answers > 0));
        if (!signed_already(&home->requests[row]) || left) {
            return row;
        }
    }
    return home->nyears > 0 && home_next(home, home->nrequests) == NEXT_RESULTS ? awaiting_row(home) : home->nrequests;
}

const char *home_receipt_problem(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    return request == NULL            ? _("Receipts come from customers: choose a customer's row.")
           : !signed_already(request) ? _("Nothing was handed in for this customer yet.")
                                      : NULL;
}

enum home_choice home_receipt_choice(const struct home *home, size_t row)
{
    const enum handed_way way = home_row_request(home, row)->state.way;
    return way == HANDED_SENT || way == HANDED_BY_HAND ? HOME_RECEIPT : HOME_HANDED;
}

void home_choose(struct home *home, size_t row, enum home_choice choice)
{
    const struct home_request *request = home_row_request(home, row);
    home->choice = choice;
    home->year = home_row_year(home, row);
    home->customer = request != NULL ? request->index : SIZE_MAX;
    home->next = home_next(home, row);
    memcpy(home->period, home->years[home->year].period, sizeof home->period);
}

size_t home_row_after(const struct home *home)
{
    for (size_t row = 0; row < home_rows(home); row++) {
        const struct home_request *request = home_row_request(home, row);
        if (strcmp(home->years[home_row_year(home, row)].period, home->period) == 0 &&
            (request != NULL ? request->index : SIZE_MAX) == home->customer) {
            const enum home_next next = home_next(home, row);
            const bool done = next == NEXT_RESULTS || next == NEXT_RECEIPT;
            return done && home->next != next ? home_start_row(home) : row;
        }
    }
    return home_start_row(home);
}

/* Whether nobody has asked for the answers of this year. */
static bool unasked(const struct home *home, size_t year)
{
    for (size_t i = 0; i < home->nrequests; i++) {
        if (home->requests[i].year == year) {
            return false;
        }
    }
    return true;
}

/* A customer who has old answers of this year; NULL: none. */
static const struct home_request *uncorrected(const struct home *home, size_t year)
{
    for (size_t i = 0; i < home->nrequests; i++) {
        const struct home_request *request = &home->requests[i];
        if (request->year == year && handed_outdated(&request->state)) {
            return request;
        }
    }
    return NULL;
}

/* With what was signed. */
static enum home_next next_of(const struct handed_state *state)
{
    if (state->changed) {
        return NEXT_CORRECT;
    }
    switch (state->way) {
    case HANDED_HERE:
    case HANDED_UNKNOWN:
    case HANDED_FAILED:
        return NEXT_SEND;
    case HANDED_SENT:
        return NEXT_RECEIPT;
    case HANDED_BY_HAND:
    case HANDED_RECEIVED:
        break;
    }
    return NEXT_RESULTS;
}

enum home_next home_next(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    const struct home_year *year = &home->years[home_row_year(home, row)];
    if (year->problem[0] != '\0') {
        return NEXT_NONE;
    }
    if (!year->begun) {
        return NEXT_BEGIN;
    }
    if (!year->finished) {
        return NEXT_ANSWER;
    }
    if ((request != NULL ? request->given : year->given) > 0) {
        return NEXT_GIVEN;
    }
    if (request == NULL && unasked(home, home_row_year(home, row))) {
        return NEXT_RESULTS;
    }
    if (request == NULL && uncorrected(home, home_row_year(home, row)) != NULL) {
        return NEXT_CORRECT;
    }
    if (request == NULL || !signed_already(request)) {
        return (request != NULL ? request->state.signed_on : year->signed_on)[0] == '\0' ? NEXT_FINISH : NEXT_RESULTS;
    }
    return next_of(&request->state);
}

enum home_choice home_next_choice(const struct home *home, size_t row)
{
    switch (home_next(home, row)) {
    case NEXT_FINISH:
    case NEXT_CORRECT:
        return HOME_FINISH;
    case NEXT_SEND:
        return HOME_HANDED;
    case NEXT_RECEIPT:
        return HOME_RECEIPT;
    case NEXT_RESULTS:
        return HOME_RESULTS;
    case NEXT_BEGIN:
    case NEXT_ANSWER:
    case NEXT_GIVEN:
    case NEXT_NONE:
        break;
    }
    return HOME_ANSWER;
}

static void add_given(struct buffer *out, const struct home_request *request, const struct home_year *year)
{
    const size_t n = request != NULL ? request->given : year->given;
    (void)buffer_add_format(out,
                            _n("Next: %zu answer was given before this customer asked; see whether it holds for them, too.",
                               "Next: %zu answers were given before this customer asked; see whether they hold for them, too.", n),
                            n);
}

/* What was answered before needs a word, not an answer; what a further customer finds given comes last. */
static void add_open(struct buffer *out, const struct home_request *request, const struct home_year *year)
{
    const size_t left = year->asked - year->answered - year->carried;
    const size_t given = request != NULL ? request->given : year->given;
    if (year->carried > 0) {
        (void)buffer_add_format(
            out, _n("Next: confirm or change %zu answer from before.", "Next: confirm or change %zu answers from before.", year->carried),
            year->carried);
        if (left > 0) {
            (void)buffer_add_format(out, _n(" %zu question has no answer yet.", " %zu questions have no answer yet.", left), left);
        }
    } else if (year->answered == 0) {
        (void)buffer_add_format(out, _n("Next: answer %zu question.", "Next: answer %zu questions.", left), left);
    } else {
        (void)buffer_add_format(
            out, _n("Next: go on answering, %zu question is left.", "Next: go on answering, %zu questions are left.", left), left);
    }
    if (given > 0) {
        (void)buffer_add_format(out,
                                _n(" Then %zu answer given before is to be confirmed for this customer.",
                                   " Then %zu answers given before are to be confirmed for this customer.", given),
                                given);
    }
}

static void add_correction(struct buffer *out, const struct handed_state *state)
{
    if (state->answers > 0) {
        (void)buffer_add_format(
            out,
            _n("Next: %zu answer has changed since it was signed on %s; hand in the corrected answers (revision %d).",
               "Next: %zu answers have changed since they were signed on %s; hand in the corrected answers (revision %d).", state->answers),
            state->answers, state->signed_on, state->revision + 1);
    } else {
        (void)buffer_add_format(out,
                                _("Next: what this customer sees has changed since it was signed on %s; hand it in again (revision %d)."),
                                state->signed_on, state->revision + 1);
    }
}

static void add_sending(struct buffer *out, const struct handed_state *state)
{
    if (state->sendable) {
        (void)buffer_add_text(out, _("Next: signed, but not sent yet; send it from here, or by yourself and say so."));
    } else {
        (void)buffer_add_text(out,
                              _("Next: signed, still to be sent by you. Enter shows the files; m there notes that you have sent them."));
    }
}

/* There is nothing left to do: what has become of it. */
static const char *done_words(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    if (unasked(home, home_row_year(home, row))) {
        return _("Next: everything is answered, and no customer has asked for this year yet; see the results and what to improve first.");
    }
    return request != NULL && request->state.way == HANDED_BY_HAND
               ? _("Done: you have sent it. See the results; when the customer's receipt has come, d looks for it.")
               : _("Done. See the results and what to improve first.");
}

void home_next_words(struct buffer *out, const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    const struct home_year *year = &home->years[home_row_year(home, row)];
    switch (home_next(home, row)) {
    case NEXT_BEGIN:
        (void)buffer_add_format(out, _("Next: begin the answers for %s. It takes about twenty minutes and can be left at any time."),
                                year->period);
        break;
    case NEXT_ANSWER:
        add_open(out, request, year);
        break;
    case NEXT_GIVEN:
        add_given(out, request, year);
        break;
    case NEXT_FINISH:
        (void)buffer_add_text(out, _("Next: everything is answered; look at what your customer will see, sign it, and hand it in."));
        break;
    case NEXT_CORRECT:
        if (request != NULL) {
            add_correction(out, &request->state);
        } else {
            (void)buffer_add_format(out, _("Next: %s still has the old answers; hand in the corrected ones."),
                                    uncorrected(home, home_row_year(home, row))->facts.name);
        }
        break;
    case NEXT_SEND:
        add_sending(out, &request->state);
        break;
    case NEXT_RECEIPT:
        (void)buffer_add_text(out, _("Next: wait some days for your customer's receipt; Enter looks whether it is there."));
        break;
    case NEXT_RESULTS:
        (void)buffer_add_text(out, done_words(home, row));
        break;
    case NEXT_NONE:
        (void)buffer_add_text(out, year->problem);
        break;
    }
}

void home_year_words(struct buffer *out, const struct home_year *year)
{
    char points[WORDS_MAX];
    if (year->problem[0] != '\0') {
        (void)buffer_add_text(out, _("cannot be read"));
        return;
    }
    if (!year->begun) {
        (void)buffer_add_text(out, _("not begun yet"));
        return;
    }
    if (year->answered < year->asked) {
        (void)buffer_add_format(out, _("%zu of %zu answered"), year->answered, year->asked);
        return;
    }
    if (year->total == SCORE_NONE) {
        (void)buffer_add_format(out, _("all %zu answered"), year->asked);
    } else {
        (void)buffer_add_format(out, _("%s of 100"), points_words(year->total, points));
    }
    if (year->weakest[0] != '\0') {
        (void)buffer_add_format(out, _(", weakest: %s"), year->weakest);
    }
}

static void way_words(struct buffer *out, const struct handed_state *state)
{
    switch (state->way) {
    case HANDED_HERE:
        (void)buffer_add_format(out, _("signed on %s, not sent yet"), state->signed_on);
        break;
    case HANDED_BY_HAND:
        (void)buffer_add_format(out, _("signed on %s, sent by you"), state->signed_on);
        break;
    case HANDED_SENT:
        (void)buffer_add_format(out, _("signed on %s, sent, no receipt yet"), state->signed_on);
        break;
    case HANDED_UNKNOWN:
    case HANDED_FAILED:
        (void)buffer_add_format(out, _("signed on %s, sending failed"), state->signed_on);
        break;
    case HANDED_RECEIVED:
        (void)buffer_add_format(out, _("signed on %s, receipt received"), state->signed_on);
        break;
    }
}

static void signed_words(struct buffer *out, const struct handed_state *state)
{
    if (!state->changed) {
        way_words(out, state);
    } else if (state->answers > 0) {
        (void)buffer_add_format(out, _n("%zu answer changed since %s", "%zu answers changed since %s", state->answers), state->answers,
                                state->signed_on);
    } else {
        (void)buffer_add_format(out, _("changed since %s"), state->signed_on);
    }
}

const char *home_request_year(const struct home *home, const struct home_request *request)
{
    return request->year == 0 ? "" : home->years[request->year].period;
}

void home_request_words(struct buffer *out, const struct home_request *request)
{
    if (signed_already(request)) {
        signed_words(out, &request->state);
        return;
    }
    if (request->facts.standing == STANDING_FIRST) { /* first: the end of the line may be cut */
        (void)buffer_add_text(out, _("not confirmed, "));
    } else if (request->facts.standing == STANDING_CHANGED) {
        (void)buffer_add_text(out, _("sender has changed, "));
    }
    customer_due(out, &request->facts);
}

void home_identity_words(struct buffer *out, const struct identity_facts *identity)
{
    switch (identity->state) {
    case IDENTITY_NONE:
        (void)buffer_add_text(out, _("Signing key: none yet; it is made when you hand in."));
        break;
    case IDENTITY_VALID:
        (void)buffer_add_format(
            out, identity->uncopied ? _("Signing key: valid until %s. No copy kept yet: f, step 5.") : _("Signing key: valid until %s."),
            identity->until);
        break;
    case IDENTITY_EXPIRED:
        (void)buffer_add_format(out, _("Signing key: expired on %s; a new one is needed before you hand in."), identity->until);
        break;
    case IDENTITY_MISSING:
        (void)buffer_add_format(out, _("Signing key: %s is not there any more. Bring it back from your backup."), identity->file);
        break;
    }
}

void begun_words(struct buffer *out, const struct begun *begun)
{
    if (begun->proposed == 0) {
        (void)buffer_add_text(out, _("Begun. Enter goes to the questions."));
        return;
    }
    (void)buffer_add_format(out,
                            _n("%zu answer from before is proposed; it counts once you confirm or change it.",
                               "%zu answers from before are proposed; each counts once you confirm or change it.", begun->proposed),
                            begun->proposed);
    if (begun->fresh > 0) {
        (void)buffer_add_format(out, _n(" %zu question is new.", " %zu questions are new.", begun->fresh), begun->fresh);
    }
    if (begun->open > 0) {
        (void)buffer_add_format(
            out, _n(" %zu question has no answer from before.", " %zu questions have no answer from before.", begun->open), begun->open);
    }
    if (begun->reworded > 0) {
        (void)buffer_add_format(out, _n(" %zu was reworded.", " %zu were reworded.", begun->reworded), begun->reworded);
    }
    if (begun->gone > 0) {
        (void)buffer_add_format(
            out, _n(" %zu more is kept until a customer asks for it.", " %zu more are kept until a customer asks for them.", begun->gone),
            begun->gone);
    }
}
