/* Home's rows in words: the same on screen and in plain mode. */
#include "tui/home.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/receipt.h"
#include "tui/words.h"

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
        (void)buffer_add_format(out,
                                year->counted < year->asked ? _n("%s of 100 (%zu applies)", "%s of 100 (%zu apply)", year->counted)
                                                            : _n("%s of 100 (all %zu)", "%s of 100 (all %zu)", year->counted),
                                points_words(year->total, points), year->counted);
    }
    if (year->weakest[0] != '\0') {
        (void)buffer_add_format(out, _(", weakest: %s"), year->weakest);
    }
}

/* "revision 2 of 2027-11-15": from the first correction on the day alone says too little. */
static void add_signed(struct buffer *out, const struct handed_state *state)
{
    if (state->revision > 1) {
        (void)buffer_add_format(out, _("revision %d of %s"), state->revision, state->signed_on);
    } else {
        (void)buffer_add_format(out, _("signed on %s"), state->signed_on);
    }
}

/* Whoever is asked when they sent it looks here, before and after the receipt. */
static void add_sent_on(struct buffer *out, const struct handed_state *state, const char *day)
{
    if (state->revision > 1) {
        (void)buffer_add_format(out, _("revision %d sent %s"), state->revision, day);
    } else {
        (void)buffer_add_format(out, _("sent on %s"), day);
    }
}

static void add_sent(struct buffer *out, const struct home_request *request, const struct clock *clock)
{
    const struct handed_state *state = &request->state;
    add_sent_on(out, state, state->since);
    (void)buffer_add_text(out, request->receipt_lies                        ? _(", receipt to be taken in: d")
                               : receipt_overdue(state->since, clock, NULL) ? _(", no receipt: call them")
                                                                            : _(", no receipt yet"));
}

static void way_words(struct buffer *out, const struct home_request *request, const struct clock *clock)
{
    const struct handed_state *state = &request->state;
    if (state->way == HANDED_SENT || state->way == HANDED_BY_HAND) {
        add_sent(out, request, clock);
        return;
    }
    if (state->way == HANDED_RECEIVED && state->sent_on[0] != '\0') {
        add_sent_on(out, state, state->sent_on);
    } else {
        add_signed(out, state);
    }
    (void)buffer_add_text(out, state->way == HANDED_HERE       ? _(", not sent yet")
                               : state->way == HANDED_RECEIVED ? _(", receipt received")
                                                               : _(", sending failed"));
}

static void signed_words(struct buffer *out, const struct home_request *request, const struct clock *clock)
{
    const struct handed_state *state = &request->state;
    if (!state->changed && state->way == HANDED_RECEIVED && request->wrong > 0) {
        (void)buffer_add_format(out, _n("%zu answer found wrong in %s", "%zu answers found wrong in %s", request->wrong), request->wrong,
                                request->wrong_in);
    } else if (!state->changed && !request->receipt_lies && request->again > 0) {
        (void)buffer_add_format(out, _n("%zu answer to confirm again", "%zu answers to confirm again", request->again), request->again);
    } else if (!state->changed) {
        way_words(out, request, clock);
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

static void unsigned_words(struct buffer *out, const struct home_request *request)
{
    if (request->facts.standing == STANDING_FIRST) { /* first: the end of the line may be cut */
        (void)buffer_add_text(out, _("not confirmed, "));
    } else if (request->facts.standing == STANDING_CHANGED) {
        (void)buffer_add_text(out, _("sender has changed, "));
    }
    customer_due(out, &request->facts);
}

void home_request_words(struct buffer *out, const struct home *home, const struct home_request *request)
{
    if (handed_signed(&request->state)) {
        signed_words(out, request, &home->clock);
    } else {
        unsigned_words(out, request);
    }
    if (request->facts.about[0] != '\0') { /* which of a customer's alarms it is */
        (void)buffer_add_format(out, _(", about \"%s\""), request->facts.about);
    }
}

void home_identity_words(struct buffer *out, const struct identity_facts *identity)
{
    switch (identity->state) {
    case IDENTITY_NONE:
        (void)buffer_add_text(out, _("Signing key: none yet; it is made when you hand in."));
        break;
    case IDENTITY_VALID:
        (void)buffer_add_format(
            out, identity->uncopied ? _("Signing key: valid until %s. No copy yet: K makes one.") : _("Signing key: valid until %s."),
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
                            _n("%zu answer from before is proposed; it counts once you confirm it (y: still so) or answer anew.",
                               "%zu answers from before are proposed; each counts once you confirm it (y: still so) or answer anew.",
                               begun->proposed),
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
