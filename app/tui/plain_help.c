/* The help at a question of plain mode: first what helps to answer it, and apart from that every key. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/given.h"

void tell_keys(struct plain *p)
{
    static const char *const lines[] = {
        N_("Type one of these and Enter. The letter or the word will do."),
        N_("0 to 4: the level that fits. It is saved at once, and the next question follows."),
        N_("x or unknown: you don't know; it counts as 0 and is listed for asking somebody."),
        N_("- or na: not applicable; you are asked why."),
        N_("y or confirm: an answer that was given before and still holds."),
        N_(". or clear: takes the answer away; the question is open again."),
        N_("v or vendor: mark it, to ask your IT vendor; again takes the mark away. page: writes what is marked as a page for them."),
        N_("n or note: a note for your customer. d or scope: where the answer holds, and where not."),
        N_("p or plan: level to reach, date, who. e or evidence: what proves the answer."),
        N_("t or words: the words of the question explained."),
        N_("l or skip: next question. h, b or back: the one before. go 7: question 7."),
        N_("r or review: all questions and answers; r open, r below …: one list of them. / and words: the questions that hold them."),
        N_("g or other: to the answer that this one does not go together with."),
        N_("s or results: where you stand. u or undo: takes the last change back."),
        N_("budget: a plan of all steps within a budget: take, leave out, who, by when."),
        N_("o or years: this year beside last year, question by question."),
        N_("w or closer: the second pass: evidence, where an answer is true, what is planned."),
        N_("f or finish: sign the answers and write the files for your customer."),
        N_("i or products: products and services in use. c or firm: your firm's particulars."),
        N_("L or language: goes on in Japanese."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        tell(p, "%s", _(lines[i]));
    }
    tell(p, "%s",
         p->session->home ? _("Enter alone: hears an open question again, leaves an answer as it is and goes on. q or quit: goes home; "
                              "everything is saved.")
                          : _("Enter alone: hears an open question again, leaves an answer as it is and goes on. q or quit: leaves; "
                              "everything is saved."));
}

void tell_help(struct plain *p, bool question)
{
    if (!question) {
        tell_keys(p);
        return;
    }
    const struct question *q = &p->session->list.questions[p->at];
    if (question_to_confirm(q)) {
        tell(p, "%s", _("y: the answer from before is still true."));
    }
    if (q->home_item->kind == ITEM_LEVEL) {
        tell(p, "%s",
             _("Type the number of the highest level of which you can say \"we have come this far\"; when in doubt the lower one. What is "
               "only planned does not count."));
        tell(p, "%s",
             _("x: nobody in the firm knows; it counts as 0 and is listed for asking somebody. v: your IT vendor knows; it is marked for "
               "them, and the next question follows."));
    } else {
        tell(p, "%s", _("1: it is done. 0: it is not, or not wholly; what is only planned does not count. v: your IT vendor knows."));
    }
    tell(p, "%s", _("-: it does not apply to your firm; you are asked why. l: skip it. h: the question before."));
    tell(p, "%s",
         _("t: its words explained. n: a note for your customer. p: what is planned. e: what shows that it is so. s: the results so far. "
           "??: all keys."));
}
