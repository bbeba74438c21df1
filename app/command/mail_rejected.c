#include "command/mail_rejected.h"

#include "base/clock.h"
#include "base/day_text.h"
#include "base/i18n.h"
#include "command/mail_words.h"
#include "trust/verdict.h"

#include <string.h>

/* Nobody who sends the same file again is helped: each of these says what else. As far as the signature tells. */
static const char *by_verdict(const char *verdict)
{
    static const struct {
        enum verdict verdict;
        const char *step;
    } STEPS[] = {
        {VERDICT_DIFFERENT_SIGNER,
         N_("It was signed with another key than the one that we know as yours. If you have a new key, please ring us, at a number that "
            "you know already: we compare its fingerprint with you, and then take the file in. You need not send it again.")},
        {VERDICT_PARTIAL,
         N_("Not all of it is covered by its signature. Please send us the .json file, which the program has written too.")},
        {VERDICT_UNSIGNED,
         N_("It bears no signature of your firm. Please sign in Tenken, and send us the files that it writes when you hand in, not your "
            "working file.")},
        {VERDICT_UNREADABLE, N_("It could not be read. Please send the files again, exactly as the program wrote them.")},
    };
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        if (strcmp(verdict, verdict_name(STEPS[i].verdict)) == 0) {
            return _(STEPS[i].step);
        }
    }
    return _("It could not be verified: that can happen when a file is opened and saved after it was signed. Please send the files again, "
             "exactly as the program wrote them, without opening and saving them in between.");
}

/* In words of the program alone: the reason that is kept may quote what a stranger wrote into a file under the supplier's code, and this
 * goes out in the prime's name. */
static const char *step_words(const struct status_line *line)
{
    switch (line->cause) {
    case REASON_OTHER_CODE:
        return _("It bears your supplier code, but came from another of our suppliers. If it is yours, tell us; else please answer the "
                 "request that you have from us.");
    case REASON_OTHER_NUMBER:
        return _("It names another corporate number than the one that we have for you. Please correct it in your answers and send them "
                 "again, signed anew if they are signed; if it is right, tell us.");
    case REASON_CODE_WRONG:
        return _("The one-time code of the answer sheet is not one that we have given to you. Please fill in the new one that comes with "
                 "this mail, all of it, and send it back.");
    case REASON_CODE_USED:
        return mail_new_sheet();
    case REASON_DATES:
        return _("The same file would be rejected again. Please see that the date of your computer is right, sign again on a day on which "
                 "your key is valid, or with another key, and send us the files that the program writes then.");
    case REASON_CONTENT:
        return _("Something in it is not as Tenken writes it. Please open your answers in Tenken, look through what it says of them, "
                 "sign again, and send us the files that it writes. If it says nothing, ring us: we see what it is.");
    case REASON_SHEET:
        return _("Some of its cells hold what is no answer there. Please look through the answer sheet once more, choose in each cell "
                 "from what it offers, and send it again.");
    case REASON_NEWER:
    case REASON_CLOSED:
    case REASON_UNTRUSTED:
    case REASON_RULE:
        return _("We are looking into it on our side, and will write to you. Until then you need not send it again.");
    default:
        return by_verdict(line->verdict);
    }
}

bool mail_rejected_anew(const struct status_line *line)
{
    return line->cause == REASON_CODE_WRONG || line->cause == REASON_CODE_USED;
}

void mail_add_rejected(struct buffer *text, const struct status_line *line, bool overdue)
{
    char day[DATE_TEXT];
    buffer_add_format(text,
                      overdue ? _("We had asked for your answers to our security questionnaire by %s. A file in your name reached us on "
                                  "%s, but we could not take it in.")
                              : _("We ask for your answers to our security questionnaire by %s. A file in your name reached us on %s, but "
                                  "we could not take it in."),
                      DAY_TEXT(line->due), DAY_TEXT(local_day_of(line->rejected_at, day)));
    buffer_add_text(text, "\n");
    buffer_add_text(text, step_words(line));
    buffer_add_text(text, "\n");
    buffer_add_text(text, _("If you have sent us nothing, tell us."));
}
