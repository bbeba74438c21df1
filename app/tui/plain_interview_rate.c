/* Ratings in plain mode: the firm's answer, and beside it the assessor's level, why the two differ, how sure it is. */
#include "tui/plain_interview_parts.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/rating.h"
#include "tui/session_interview.h"
#include "tui/words.h"

static const struct question *current(const struct plain *p)
{
    return &p->session->list.questions[p->at];
}

static bool rated(const struct plain *p)
{
    return current(p)->home_item->kind == ITEM_LEVEL;
}

static void ask_reason_of_difference(struct plain *p)
{
    if (!rating_lacks_reason(&current(p)->answer)) {
        return;
    }
    const char *line = ask(p, _("The ratings differ. Why (Enter: later)?"));
    struct error e = {0};
    if (line != NULL && line[0] != '\0') {
        (void)interview_kept(p, session_text(p->session, p->at, "assessor.reason", line, &e), &e);
    }
}

/* One digit of a line as people type it; -1: none. */
static int digit(const char *line, int most)
{
    char ascii[WORDS_MAX];
    (void)plain_ascii(line, ascii);
    return ascii[0] >= '0' && ascii[0] <= '0' + most && ascii[1] == '\0' ? ascii[0] - '0' : -1;
}

static bool assess(struct plain *p, const char *line)
{
    struct error e = {0};
    const int level = strcmp(line, "-") == 0 ? -1 : digit(line, LEVELS - 1);
    if (level < 0 && strcmp(line, "-") != 0) {
        tell(p, "%s", _("Please type a number from 0 to 4."));
        return false;
    }
    return interview_kept(p, session_assess(p->session, p->at, level, &e), &e);
}

static bool sure(struct plain *p, const char *line)
{
    struct error e = {0};
    const int which = digit(line, (int)CONFIDENCE_CHOICE_COUNT - 1);
    if (which < 0) {
        tell(p, "%s", _("Please type 0, 1, 2 or 3: none, heard, document, seen."));
        return false;
    }
    return interview_kept(p, session_confidence(p->session, p->at, CONFIDENCE_CHOICES[which].value, &e), &e);
}

/* After the firm's level, what belongs beside it; an empty line leaves a thing for later, and what is asked is asked until it is right. */
static void ask_assessor(struct plain *p)
{
    const char *line = NULL;
    if (p->session->presenter || !rated(p)) {
        return;
    }
    do {
        line = ask(p, _("Your level, 0 to 4 (Enter: leave it):"));
    } while (line != NULL && line[0] != '\0' && !assess(p, line));
    if (line != NULL) {
        ask_reason_of_difference(p);
    }
    if (p->ended || current(p)->answer.assessor_level < 0) {
        return;
    }
    do {
        line = ask(p, _("How sure? 1 heard, 2 document read, 3 seen working (Enter: leave it):"));
    } while (line != NULL && line[0] != '\0' && !sure(p, line));
}

static void answer(struct plain *p, enum answer_state state, int level)
{
    struct error e = {0};
    const size_t question = p->at;
    if (!refused(p, session_answer(p->session, question, state, level, NULL, &e), &e)) {
        tell_saved(p, question);
        ask_assessor(p);
        interview_step(p, 1);
    }
}

/* ---- commands ---- */

void do_unknown(struct plain *p)
{
    answer(p, ANSWER_UNKNOWN, 0);
}

void do_na(struct plain *p, const char *rest)
{
    if (ask_reason(p, rest)) {
        interview_step(p, 1);
    }
}

void do_vendor(struct plain *p)
{
    struct error e = {0};
    (void)interview_kept(p, session_vendor(p->session, p->at, !current(p)->answer.ask_vendor, &e), &e);
}

void do_confirm(struct plain *p)
{
    struct error e = {0};
    if (!current(p)->answer.unconfirmed) {
        tell(p, "%s", _("Nothing to confirm here: y is for answers from the year before."));
    } else if (interview_kept(p, session_confirm(p->session, p->at, &e), &e)) {
        ask_assessor(p);
    }
}

void do_assess(struct plain *p, const char *rest)
{
    if (assess(p, rest)) {
        ask_reason_of_difference(p);
    }
}

void do_sure(struct plain *p, const char *rest)
{
    (void)sure(p, rest);
}

bool level_answer(struct plain *p, const char *line)
{
    const int level = digit(line, rated(p) ? LEVELS - 1 : 1);
    if (level < 0) {
        return false;
    }
    if (rated(p)) {
        answer(p, ANSWER_LEVEL, level);
    } else {
        answer(p, level == 1 ? ANSWER_DONE : ANSWER_NOT_DONE, 0);
    }
    return true;
}
