/* What comes next at home: the same on screen and in plain mode. */
#include "tui/home.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/receipt.h"
#include "tui/path_words.h"
#include "tui/told_words.h"

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
    const size_t left = home_open(year);
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

static void add_vendor(struct buffer *out, const struct home_year *year, bool plain)
{
    (void)buffer_add_format(out,
                            _n("Next: %zu question waits for your IT vendor (%s); all else is answered.",
                               "Next: %zu questions wait for your IT vendor (%s); all else is answered.", year->waiting),
                            year->waiting, year->waits);
    if (year->page[0] != '\0') {
        struct buffer where;
        buffer_init(&where, BUFFER_MAX_TEXT);
        path_words(&where, year->page);
        (void)buffer_add_format(out, _(" The page for them is %s: print or mail it."), buffer_text(&where));
        buffer_release(&where);
    } else {
        (void)buffer_add_text(out, plain ? _(" Not asked them yet? Enter, then page, writes a page for them.")
                                         : _(" Not asked them yet? Enter, then r, then v writes a page for them."));
    }
    (void)buffer_add_text(out, _(" When they have replied, Enter leads there."));
}

static void add_looks(struct buffer *out, size_t looks)
{
    (void)buffer_add_format(out,
                            _n(" Before that, if you like: %zu answer deserves a closer look (a, then w).",
                               " Before that, if you like: %zu answers deserve a closer look (a, then w).", looks),
                            looks);
}

/* In the newest year alone: an earlier one is corrected only where it was wrong then. */
static void add_late(struct buffer *out, const struct home *home, size_t row)
{
    const struct home_year *year = &home->years[0];
    if (home_row_year(home, row) != 0 || year->late == 0) {
        return;
    }
    if (year->late == 1) {
        (void)buffer_add_format(
            out, _(" The day planned for %s is past: if it is not done yet, a opens the questions, and p there sets a new day."),
            year->late_at);
    } else {
        (void)buffer_add_format(out,
                                _n(" The days planned for %s and %zu more question are past: where it is not done yet, a opens the "
                                   "questions, and p there sets a new day.",
                                   " The days planned for %s and %zu more questions are past: where it is not done yet, a opens the "
                                   "questions, and p there sets a new day.",
                                   year->late - 1),
                                year->late_at, year->late - 1);
    }
}

static void add_finish(struct buffer *out, const struct home_year *year)
{
    if (!year->finished) {
        (void)buffer_add_text(out,
                              _("Next: every question has an answer, but something is still missing, such as a reason; handing in says "
                                "what."));
        return;
    }
    (void)buffer_add_text(out, _("Next: everything is answered; look at what your customer will see, sign it, and hand it in."));
    if (year->looks > 0) {
        add_looks(out, year->looks);
    }
}

static void add_look(struct buffer *out, const struct home_year *year)
{
    (void)buffer_add_format(
        out,
        _n("Next: everything is answered, and no customer has asked for this year yet. %zu answer deserves a closer look: "
           "evidence, where it holds, what is planned.",
           "Next: everything is answered, and no customer has asked for this year yet. %zu answers deserve a closer "
           "look: evidence, where they hold, what is planned.",
           year->looks),
        year->looks);
}

static void add_correction(struct buffer *out, const struct handed_state *state)
{
    if (state->answers > 0) {
        (void)buffer_add_format(
            out,
            _n("Next: %zu answer has changed since it was signed on %s; hand in the corrected answers (revision %d).",
               "Next: %zu answers have changed since they were signed on %s; hand in the corrected answers (revision %d).", state->answers),
            state->answers, state->signed_on, state->revision + 1);
    } else if (state->parts != 0) {
        struct buffer parts;
        buffer_init(&parts, BUFFER_MAX_TEXT);
        told_parts(&parts, state->parts);
        (void)buffer_add_format(out, _("Next: changed since it was signed on %s: %s. Hand it in again (revision %d)."), state->signed_on,
                                buffer_text(&parts), state->revision + 1);
        buffer_release(&parts);
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

/* What may still be done in the year before comes after the new year. */
static void add_before(struct buffer *out, const struct home *home, size_t index)
{
    const struct home_year *before = &home->years[index];
    if (home_next(home, home->nrequests + index) == NEXT_LOOK) {
        (void)buffer_add_format(out,
                                _n(" %zu answer of %s deserves a closer look, if you like: its row.",
                                   " %zu answers of %s deserve a closer look, if you like: its row.", before->looks),
                                before->looks, before->period);
    }
}

/* Years are listed newest first. */
static void add_begin(struct buffer *out, const struct home *home, size_t index)
{
    for (size_t i = index + 1; i < home->nyears; i++) {
        const struct home_year *before = &home->years[i];
        if (before->begun && before->problem[0] == '\0' && before->answered > 0) {
            (void)buffer_add_format(out,
                                    _("Next: begin the answers for %s. Those of %s are offered: only what has changed is to be answered."),
                                    home->years[index].period, before->period);
            add_before(out, home, i);
            return;
        }
    }
    (void)buffer_add_format(out, _("Next: begin the answers for %s. It takes about twenty minutes and can be left at any time."),
                            home->years[index].period);
}

/* There is nothing left to do: what has become of it. */
static const char *done_words(const struct home *home, size_t row)
{
    if (home_done_for(home, row)) {
        return _("Nothing is left to be done for this customer. Enter shows what they have had from you, and what they see. When another "
                 "request has come, save it among your downloads: r opens it.");
    }
    return home_unasked(home, home_row_year(home, row))
               ? _("Next: everything is answered, and no customer has asked for this year yet; see the results and what to improve first.")
               : _("Done. Enter: the results, and what to improve first.");
}

/* The line may be read apart from the row: the customer is named, and how many others are missing; one customer may owe two. */
static void add_awaited(struct buffer *out, const struct home *home, size_t row)
{
    size_t others = 0;
    for (size_t i = 0; i < home->nrequests; i++) {
        others += i != row && home_awaits(home, i);
    }
    if (others > 0) {
        (void)buffer_add_format(out, _n(" %zu more receipt is awaited, too.", " %zu more receipts are awaited, too.", others), others);
    }
}

/* Nothing is to be waited for, nor is anybody to be called, while one lies there. False: none does. */
static bool add_lying(struct buffer *out, const struct home *home)
{
    const size_t n = home_receipts_lying(home);
    if (n > 0) {
        (void)buffer_add_format(out,
                                _n("Next: %zu receipt lies among your downloads; Enter takes it in.",
                                   "Next: %zu receipts lie among your downloads; Enter takes them in.", n),
                                n);
    }
    return n > 0;
}

/* Where Enter does something else. */
static void add_lying_elsewhere(struct buffer *out, const struct home *home)
{
    const size_t n = home_receipts_lying(home);
    if (n > 0) {
        (void)buffer_add_format(
            out,
            _n(" %zu receipt lies among your downloads: d takes it in.", " %zu receipts lie among your downloads: d takes them in.", n), n);
    }
}

static void add_wait(struct buffer *out, const struct home *home, size_t row)
{
    if (add_lying(out, home)) {
        return;
    }
    const struct home_request *request = home_row_request(home, row);
    (void)buffer_add_format(
        out,
        request->state.sendable
            ? _("Next: wait some days for the receipt of %s; Enter looks whether it is there.")
            : _("Next: wait some days for the receipt that %s mails; save it among your downloads, and Enter takes it in."),
        request->facts.name);
    add_awaited(out, home, row);
}

static void add_call(struct buffer *out, const struct home *home, size_t row)
{
    if (add_lying(out, home)) {
        return;
    }
    const struct home_request *request = home_row_request(home, row);
    long days = 0;
    (void)receipt_overdue(request->state.since, &home->clock, &days);
    (void)buffer_add_format(out,
                            _("Next: sent to %s %ld days ago, and no receipt: call them and ask whether the answers have arrived. Enter "
                              "looks for the receipt once more."),
                            request->facts.name, days);
    add_awaited(out, home, row);
}

/* Of the same year, somebody else has the old answers: nobody is to think that all is done with the one who has the new ones. False:
 * nobody. */
static bool add_uncorrected(struct buffer *out, const struct home *home, size_t row)
{
    const struct home_request *other = home_uncorrected(home, home_row_year(home, row));
    if (other == NULL) {
        return false;
    }
    (void)buffer_add_format(out,
                            handed_outdated_here(&other->state)
                                ? _("Next: choose the row of %s, whose file, signed and not sent yet, has the old answers.")
                                : _("Next: choose the row of %s, who still has the old answers."),
                            other->facts.name);
    return true;
}

/* Where Enter leads to the question itself. */
static void add_wrong(struct buffer *out, const struct home_request *request, const char *period)
{
    (void)buffer_add_format(
        out,
        _("Next: in %s you found %s wrong; %s still has that answer for %s. Enter goes to it: correct it there, too, or "
          "y if it was right then."),
        request->wrong_in, request->wrong_at, request->facts.name, period);
}

/* In other rows: which row it is. next: nothing else comes next. False: none. */
static bool add_wrong_elsewhere(struct buffer *out, const struct home *home, bool next)
{
    const struct home_request *wrong = home_wrong(home);
    if (wrong != NULL) {
        (void)buffer_add_format(out,
                                next ? _("Next: choose the row of %s for %s, with an answer (%s) that you found wrong in %s.")
                                     : _(" Not done yet: the row of %s for %s has an answer (%s) that you found wrong in %s."),
                                wrong->facts.name, home->years[wrong->year].period, wrong->wrong_at, wrong->wrong_in);
    }
    return wrong != NULL;
}

/* Nobody is to think that all is done while somebody has an answer that may have been wrong. */
static void add_again_elsewhere(struct buffer *out, const struct home *home)
{
    const struct home_request *again = home_again(home);
    if (again != NULL) {
        (void)buffer_add_format(out,
                                _n(" Not done yet: the row of %s for %s has %zu answer to be confirmed again.",
                                   " Not done yet: the row of %s for %s has %zu answers to be confirmed again.", again->again),
                                again->facts.name, home->years[again->year].period, again->again);
    }
}

/* Handed in as "don't know" all the same: it is not to be forgotten that the vendor still owes a reply. */
static void add_awaited_reply(struct buffer *out, const struct home *home, size_t row)
{
    const struct home_year *year = &home->years[home_row_year(home, row)];
    const enum home_next next = home_next(home, row);
    if (year->awaits[0] != '\0' && next != NEXT_BEGIN && next != NEXT_ANSWER && next != NEXT_NONE) {
        (void)buffer_add_format(out, _(" Your IT vendor still owes a reply on %s; until then \"don't know\" is what customers read."),
                                year->awaits);
    }
}

static void add_next(struct buffer *out, const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    const struct home_year *year = &home->years[home_row_year(home, row)];
    switch (home_next(home, row)) {
    case NEXT_BEGIN:
        add_begin(out, home, home_row_year(home, row));
        break;
    case NEXT_ANSWER:
        add_open(out, request, year);
        break;
    case NEXT_VENDOR:
        add_vendor(out, year, home->plain);
        break;
    case NEXT_GIVEN:
        add_given(out, request, year);
        break;
    case NEXT_FINISH:
        add_finish(out, year);
        add_late(out, home, row);
        break;
    case NEXT_LOOK:
        add_look(out, year);
        add_late(out, home, row);
        break;
    case NEXT_CORRECT:
        if (request != NULL) {
            add_correction(out, &request->state);
        } else {
            const struct home_request *other = home_uncorrected(home, home_row_year(home, row));
            (void)buffer_add_format(
                out,
                handed_outdated_here(&other->state)
                    ? _("Next: the file for %s, signed and not sent yet, has the old answers; hand in the corrected ones.")
                    : _("Next: %s still has the old answers; hand in the corrected ones."),
                other->facts.name);
        }
        break;
    case NEXT_SEND:
        add_sending(out, &request->state);
        break;
    case NEXT_RECEIPT:
        if (!add_uncorrected(out, home, row)) {
            add_wait(out, home, row);
            (void)add_wrong_elsewhere(out, home, false);
            add_again_elsewhere(out, home);
        }
        break;
    case NEXT_CALL:
        add_call(out, home, row);
        (void)add_wrong_elsewhere(out, home, false);
        add_again_elsewhere(out, home);
        break;
    case NEXT_WRONG:
        add_wrong(out, request, year->period);
        add_lying_elsewhere(out, home);
        break;
    case NEXT_RESULTS:
        if (!add_uncorrected(out, home, row) && !add_wrong_elsewhere(out, home, true)) {
            (void)buffer_add_text(out, done_words(home, row));
            add_again_elsewhere(out, home);
            add_lying_elsewhere(out, home);
            add_late(out, home, row);
        }
        break;
    case NEXT_NONE:
        (void)buffer_add_text(out, year->problem);
        break;
    }
}

void home_next_words(struct buffer *out, const struct home *home, size_t row)
{
    add_next(out, home, row);
    add_awaited_reply(out, home, row);
}

void home_lying_words(struct buffer *out, const struct home *home)
{
    (void)buffer_add_format(out, _("Next: open the request of %s, due %s."), home->lying.name, home->lying.due);
}
