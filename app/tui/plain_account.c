/* After the interview, one line at a time: follow-ups, what is to be rated again, which file goes to whom. */
#include "tui/account.h"
#include "tui/interview.h"
#include "tui/plain_parts.h"
#include "tui/session_interview.h"
#include "tui/words.h"

#include "base/i18n.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/recheck.h"
#include "model/record_check.h"

/* A number from 1 as people type it; 0: none. */
static size_t number_of(const char *text)
{
    char ascii[WORDS_MAX];
    unsigned n = 0;
    char end = 0;
    return sscanf(plain_ascii(text, ascii), "%5u%c", &n, &end) == 1 ? n : 0;
}

/* ---- follow-ups ---- */

static void tell_followup(struct plain *p, size_t i, const char *today)
{
    const struct session *s = p->session;
    const struct followup f = followup_view(s->assessment, i);
    const size_t question = f.pack[0] == '\0' ? SIZE_MAX : question_find(&s->list, f.pack, f.item);
    const bool late = !f.done && f.due[0] != '\0' && strcmp(f.due, today) < 0;
    tell(p, "%zu: %s %s  %s: %s%s%s", i + 1,
         f.done ? _("done")
         : late ? _("overdue")
                : _("still open"),
         f.done ? f.done_at : f.due, question == SIZE_MAX ? _("the firm as a whole") : question_title(&s->list.questions[question]), f.text,
         f.owner[0] == '\0' ? "" : _(", "), f.owner);
}

static void tell_followups(struct plain *p)
{
    size_t indices[FOLLOWUPS_MAX];
    char today[DATE_TEXT];
    session_today(p->session, today);
    size_t n = followup_list(p->session->assessment, FOLLOWUPS_ALL, NULL, today, indices, FOLLOWUPS_MAX);
    n = n > FOLLOWUPS_MAX ? FOLLOWUPS_MAX : n;
    if (n == 0) {
        tell(p, "%s", _("Nothing was left for later."));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        tell_followup(p, indices[i], today);
    }
    tell(p, "%s", _("F and a number: done, or open again."));
}

void ask_followups(struct plain *p, const char *number)
{
    const size_t i = number_of(number);
    char today[DATE_TEXT];
    char day[WORDS_MAX] = "";
    struct error e = {0};
    if (number[0] == '\0') {
        tell_followups(p);
        return;
    }
    if (i == 0 || i > followup_count(p->session->assessment)) {
        tell(p, "%s", _("There is no follow-up with this number: F lists them."));
        return;
    }
    session_today(p->session, today);
    if (!followup_view(p->session->assessment, i - 1).done) {
        const char *line = ask(p, _("Done on which day (Enter: today)?"));
        if (line == NULL) {
            return;
        }
        (void)plain_date(line[0] == '\0' ? today : line, day);
    }
    if (!refused(p, session_followup_set(p->session, i - 1, "done_at", day, true, &e), &e)) {
        tell_saved(p, SIZE_MAX);
        tell_followup(p, i - 1, today);
    }
}

/* ---- what is to be rated again ---- */

#define NEWS_MAX 8

void tell_recheck(struct plain *p)
{
    const struct session *s = p->session;
    size_t told = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        struct recheck_news news[NEWS_MAX];
        const struct question *q = &s->list.questions[i];
        const size_t n = question_asked(q) && q->home_item->kind == ITEM_LEVEL ? recheck_news(s->assessment, q, news, NEWS_MAX) : 0;
        if (n == 0) {
            continue;
        }
        told++;
        tell_interview_row(p, i);
        for (size_t k = 0; k < n && k < NEWS_MAX; k++) {
            tell(p, "  %s %s  %s", news[k].followup ? _("done:") : _("evidence:"), news[k].date, news[k].text);
        }
    }
    tell(p, "%s",
         told == 0 ? _("Nothing came after your ratings: nothing is to be rated again.")
                   : _("g and the number goes there; a and a level rates again, = says that the rating stands."));
}

/* ---- the steps ---- */

static void tell_steps(struct plain *p)
{
    for (int i = 0; i < ACCOUNT_STEPS; i++) {
        const enum account_step step = (enum account_step)i;
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        account_words(&words, p->session, step);
        const enum account_state state = account_state(p->session, step);
        tell(p, "%d %s: %s%s", i + 1, account_title(step),
             state == ACCOUNT_DONE   ? _("in order, ")
             : state == ACCOUNT_OPEN ? _("open, ")
                                     : "",
             buffer_text(&words));
        buffer_release(&words);
    }
    tell(p, "%s", _("X and a number does a step."));
}

static void write_files(struct plain *p, enum account_step step)
{
    char folder[FINISH_PATH] = "";
    struct error e = {0};
    struct buffer said;
    if (p->session->account == NULL) {
        tell(p, "%s", _("Files are written with the command here: \"tenken interview report\", \"tenken sign\"."));
        return;
    }
    p->session->account->folder(p->session->account_context, folder, sizeof folder);
    if (step != ACCOUNT_SIGN) {
        tell(p, _("Enter alone: %s"), folder);
    }
    const char *line = ask(p, step == ACCOUNT_SIGN ? _("The JSON file that the firm sent:") : _("Into which folder:"));
    if (line == NULL || (step == ACCOUNT_SIGN && line[0] == '\0')) {
        return;
    }
    buffer_init(&said, BUFFER_MAX_TEXT);
    session_save(p->session);
    if (!refused(p, account_write(p->session, step, line[0] == '\0' ? folder : line, &said, &e), &e)) {
        tell_lines(p, &said);
    }
    buffer_release(&said);
}

static void do_step(struct plain *p, enum account_step step)
{
    struct error e = {0};
    switch (step) {
    case ACCOUNT_ANSWERS:
        (void)tell_interview_rows(p, SHEET_FILTER_WORDS[SHEET_OPEN]);
        break;
    case ACCOUNT_VIEWS:
        (void)tell_interview_rows(p, SHEET_FILTER_WORDS[SHEET_DIFFERING]);
        break;
    case ACCOUNT_FOLLOWUPS:
        tell_followups(p);
        break;
    case ACCOUNT_RECHECK:
        if (!p->session->presenter) {
            tell_recheck(p);
        }
        break;
    case ACCOUNT_AFFIRM:
        ask_affirmation(p);
        break;
    case ACCOUNT_COSIGN:
        if (!refused(p, session_cosign(p->session, !session_cosigned(p->session), &e), &e)) {
            tell_saved(p, SIZE_MAX);
            tell(p, "%s", account_hint(p->session, step));
        }
        break;
    case ACCOUNT_REPORT:
    case ACCOUNT_HAND:
    case ACCOUNT_SIGN:
        tell(p, "%s", account_hint(p->session, step));
        write_files(p, step);
        break;
    case ACCOUNT_STEPS:
        break;
    }
}

void ask_account(struct plain *p, const char *number)
{
    const size_t i = number_of(number);
    if (i == 0 || i > ACCOUNT_STEPS) {
        tell_steps(p);
        return;
    }
    do_step(p, (enum account_step)(i - 1));
}
