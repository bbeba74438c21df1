#include "command/mail_merge.h"

#include "base/buffer.h"
#include "base/day_text.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "command/letters.h"
#include "command/mail_further.h"
#include "command/mail_question.h"
#include "command/mail_rejected.h"
#include "command/mail_words.h"
#include "model/tier.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_status.h"
#include "store/portfolio_trust.h"
#include "store/portfolio_urgent.h"

struct mail {
    struct letters letters;
    struct portfolio *portfolio;
    const struct catalog *catalog;
    const char *today;
    struct mail_merge_counts counts;
    char last[SUPPLIER_CODE_MAX + 1]; /* whom the last letter about answers to no request, or in conflict, went to */
    struct buffer unasked;            /* codes of all whom a letter about answers to no request goes to, each between line ends */
};

/* Tier and days, for whoever is not listed with them; the facts are the caller's to release. */
static enum status add_facts(struct mail *m, struct letter *l, const char *period, struct letter_facts *facts, struct error *e)
{
    const enum status st = portfolio_letter_facts(m->portfolio, l->code, period, facts, e);
    l->tier = tier_name(tier_from(facts->tiering[0], facts->tiering[1], facts->tiering[2]));
    l->due = facts->due;
    l->extended_until = portfolio_extended(facts->due, facts->until) ? facts->until : "";
    return st;
}

/* What came on an answer sheet is finished or changed on a new one, which goes with the letter. *name is the caller's, to free. */
static enum status attach_sheet(struct mail *m, struct letter *l, bool sheet, const char *period, char **name, struct error *e)
{
    *name = NULL;
    if (!sheet) {
        return ST_OK;
    }
    *name = mail_sheet_name(l->code, period);
    if (*name == NULL) {
        return fail_memory(e);
    }
    l->attachment = *name;
    m->counts.sheets++;
    return ST_OK;
}

/* More time was given: nobody has told them yet. */
static enum status extended(struct mail *m, const struct status_line *line, struct error *e)
{
    struct letter l;
    char *sheet = NULL, alarm[DATE_TEXT];
    letter_init(&l, "extended", line->code, line->name, line->email);
    enum status st = portfolio_alarm_due(m->portfolio, line->code, alarm, e);
    st = st == ST_OK ? attach_sheet(m, &l, line->sheet, line->period, &sheet, e) : st;
    if (st != ST_OK) {
        return st;
    }
    l.tier = tier_name(tier_from(line->tiering[0], line->tiering[1], line->tiering[2]));
    l.due = line->first_due;
    l.extended_until = line->due;
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("More time for your answers to our security questionnaire"));
        buffer_add_format(&l.text[i], _("You have more time for your answers to our security questionnaire: until %s instead of %s."),
                          DAY_TEXT(line->due), DAY_TEXT(line->first_due));
        if (alarm[0] != '\0') {
            buffer_add_text(&l.text[i], "\n");
            buffer_add_format(&l.text[i], _("This does not concern our emergency questions: please reply to them by %s, as we had asked."),
                              DAY_TEXT(alarm));
        }
        buffer_add_text(&l.text[i], "\n");
        if (line->begun) {
            mail_add_rest(&l.text[i], line);
        } else {
            buffer_add_text(&l.text[i], _("The request file that you have stays good; nothing else changes."));
        }
    }
    st = letter_put(&m->letters, &l, e);
    free(sheet);
    return st;
}

/* What came was signed by the supplier, but not made from a request of ours. */
static enum status not_asked(void *context, const struct status_line *line, struct error *e)
{
    struct mail *m = context;
    char day[DATE_TEXT];
    if (line->held != HELD_NO_ANSWER || line->cause == REASON_ANSWERED || strcmp(m->last, line->code) == 0) {
        return ST_OK;
    }
    const enum status ended = portfolio_supplier_ended(m->portfolio, line->code, day, e);
    if (ended != ST_NO) { /* nobody writes to it, whatever has come */
        return ended;
    }
    (void)snprintf(m->last, sizeof m->last, "%s", line->code);
    struct letter l;
    struct letter_facts facts;
    letter_init(&l, "no_answer_to_request", line->code, line->name, line->email);
    enum status st = add_facts(m, &l, line->period, &facts, e);
    if (st != ST_OK) {
        return st;
    }
    l.attachment = facts.file;
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("Your security answers: please answer our request file"));
        buffer_add_format(&l.text[i],
                          _("Thank you for the answers that reached us on %s. They were not made from our request, so we cannot take "
                            "them in."),
                          DAY_TEXT(local_day_of(line->received_at, day)));
        buffer_add_text(&l.text[i], "\n");
        mail_add_request(&l.text[i], &facts, m->today);
    }
    st = letter_put(&m->letters, &l, e);
    free(facts.file);
    return st;
}

/* Whoever is written to about answers to no request is not told that nothing came. */
static enum status note_not_asked(void *context, const struct status_line *line, struct error *e)
{
    struct mail *m = context;
    if (line->held == HELD_NO_ANSWER && line->cause != REASON_ANSWERED) {
        buffer_add_format(&m->unasked, "\n%s\n", line->code);
    }
    return m->unasked.failed ? fail_memory(e) : ST_OK;
}

static bool is_unasked(const struct mail *m, const char *code)
{
    char line[SUPPLIER_CODE_MAX + 3];
    (void)snprintf(line, sizeof line, "\n%s\n", code);
    return strstr(buffer_text(&m->unasked), line) != NULL;
}

/* Its day has not passed: the sooner it is sent again, the better. */
static enum status refused(struct mail *m, const struct status_line *line, struct error *e)
{
    struct letter l;
    char *sheet = NULL;
    letter_init(&l, "not_verified", line->code, line->name, line->email);
    enum status st = attach_sheet(m, &l, mail_rejected_anew(line), line->due_period, &sheet, e);
    if (st != ST_OK) {
        return st;
    }
    l.tier = tier_name(tier_from(line->tiering[0], line->tiering[1], line->tiering[2]));
    l.due = line->first_due;
    l.extended_until = portfolio_extended(line->first_due, line->due) ? line->due : "";
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("We could not take in your security answers"));
        mail_add_rejected(&l.text[i], line, false);
    }
    st = letter_put(&m->letters, &l, e);
    free(sheet);
    return st;
}

static enum status overdue(void *context, const struct status_line *line, struct error *e)
{
    struct mail *m = context;
    const enum portfolio_state state = portfolio_standing_state(&line->standing, m->today);
    if (!portfolio_overdue(line->due, m->today)) {
        /* for the answers of the year, or for those to another request */
        const bool waits = state == PORTFOLIO_WAITING || state == PORTFOLIO_UNFINISHED || (state == PORTFOLIO_UNASKED && line->further);
        const enum status st = portfolio_extended(line->first_due, line->due) && waits ? extended(m, line, e) : ST_OK;
        return st == ST_OK && waits && line->rejected_at[0] != '\0' ? refused(m, line, e) : st;
    }
    if (state == PORTFOLIO_QUARANTINED || state == PORTFOLIO_CONFLICT || (!line->further && is_unasked(m, line->code))) {
        m->counts.held++;
        return ST_OK;
    }
    /* Of whom nothing was asked for the year, the only day is the one that was given. */
    const bool more_time = line->first_due[0] == '\0' || portfolio_extended(line->first_due, line->due);
    const bool came = state == PORTFOLIO_LATE && line->rejected_at[0] != '\0';
    struct still_open open;
    const enum status asked = still_open_find(&open, m->portfolio, m->catalog, line, e);
    if (asked != ST_OK) {
        return asked;
    }
    struct letter l;
    char *sheet = NULL;
    letter_init(&l, state == PORTFOLIO_LATE ? "late" : "further", line->code, line->name, line->email);
    enum status st = attach_sheet(m, &l, came ? mail_rejected_anew(line) : line->sheet, came ? line->due_period : line->period, &sheet, e);
    if (st != ST_OK) {
        still_open_release(&open);
        return st;
    }
    const bool again = !came && !line->begun && open.file != NULL; /* whoever has begun has it */
    l.attachment = again ? open.file : l.attachment;
    l.tier = tier_name(tier_from(line->tiering[0], line->tiering[1], line->tiering[2]));
    l.due = line->first_due;
    l.extended_until = more_time ? line->due : "";
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("Reminder: your answers to our security questionnaire"));
        if (came) { /* whoever sent it: they are reminded like all the others, in other words */
            mail_add_rejected(&l.text[i], line, true);
            continue;
        }
        if (line->further) {
            still_open_say(&open, line, &l.text[i]);
        } else {
            mail_add_missing(&l.text[i], line, more_time);
        }
        buffer_add_text(&l.text[i], "\n");
        if (line->begun) {
            mail_add_rest(&l.text[i], line);
            buffer_add_text(&l.text[i], "\n");
        }
        buffer_add_text(&l.text[i], _("Please send them, or tell us by when you can. If you have sent them already, we are sorry for the "
                                      "trouble: tell us, and we will look for them."));
        if (again) {
            buffer_add_text(&l.text[i], "\n");
            mail_add_once_more(&l.text[i], open.file);
        }
    }
    st = letter_put(&m->letters, &l, e);
    still_open_release(&open);
    free(sheet);
    return st;
}

/* What came in its name, if anything, may be from somebody else. */
static void say_rejected_reply(struct buffer *text, const struct urgent_request *r)
{
    char day[DATE_TEXT];
    (void)local_day_of(r->rejected_at, day);
    if (r->about[0] != '\0') {
        buffer_add_format(
            text,
            _("We had asked you about \"%s\", for a reply by %s. A file in your name reached us on %s, but we could not take it "
              "in."),
            r->about, DAY_TEXT(r->due), DAY_TEXT(day));
    } else {
        buffer_add_format(
            text,
            _("We had sent you emergency questions, for a reply by %s. A file in your name reached us on %s, but we could not "
              "take it in."),
            DAY_TEXT(r->due), DAY_TEXT(day));
    }
    buffer_add_text(text, "\n");
    buffer_add_text(text,
                    _("Please ring us today, at a number that you know already: we tell you what is wrong with it. If you have sent us "
                      "nothing, tell us, and reply now: it takes about three minutes."));
}

/* After an alert: what was asked then is no answer for the year, so neither letter makes the other needless. */
static enum status urgent(void *context, const struct urgent_request *r, struct error *e)
{
    struct mail *m = context;
    if (urgent_state_of(r, m->today) != URGENT_OVERDUE) {
        return ST_OK;
    }
    if (r->held_at[0] != '\0') {
        m->counts.held++;
        return ST_OK;
    }
    struct letter l;
    letter_init(&l, "further", r->code, r->name, r->email);
    l.tier = tier_name(r->tier);
    l.due = r->due;
    l.attachment = r->request;
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("Urgent reminder: our emergency questions"));
        if (r->rejected_at[0] != '\0') {
            say_rejected_reply(&l.text[i], r);
            if (r->request[0] != '\0') {
                buffer_add_text(&l.text[i], "\n");
                mail_add_once_more(&l.text[i], r->request);
            }
            continue;
        }
        if (r->about[0] != '\0') {
            buffer_add_format(&l.text[i], _("We had asked you about \"%s\", for a reply by %s. Nothing has reached us yet."), r->about,
                              DAY_TEXT(r->due));
        } else {
            buffer_add_format(&l.text[i], _("We had sent you emergency questions, for a reply by %s. Nothing has reached us yet."),
                              DAY_TEXT(r->due));
        }
        buffer_add_text(&l.text[i], "\n");
        if (r->request[0] != '\0') {
            mail_add_once_more(&l.text[i], r->request);
            buffer_add_text(&l.text[i], "\n");
        }
        buffer_add_text(&l.text[i],
                        _("It takes about three minutes. Please reply today, also if you are not affected or do not know yet: what "
                          "is not done yet is simply answered \"not done\". If you have replied already, we are sorry for the trouble: "
                          "tell us, and we will look for it."));
    }
    return letter_put(&m->letters, &l, e);
}

static enum status clarify(void *context, const struct clarification *c, struct error *e)
{
    struct mail *m = context;
    struct letter l;
    if (c->answered) { /* new answers have come: it is for us to read them */
        return ST_OK;
    }
    struct letter_facts asked;
    cJSON *answers = NULL, *inventory = NULL;
    char *sheet = NULL;
    letter_init(&l, "clarification", c->code, c->name, c->email);
    l.items = c->items;
    enum status st = add_facts(m, &l, c->period, &asked, e);
    st = st == ST_OK && c->assessment > 0 ? portfolio_answers(m->portfolio, c->assessment, &answers, e) : st;
    st = st == ST_OK && c->assessment > 0 ? portfolio_inventory(m->portfolio, c->assessment, &inventory, e) : st;
    st = st == ST_OK ? attach_sheet(m, &l, c->sheet, c->period, &sheet, e) : st;
    if (st != ST_OK) {
        free(asked.file);
        cJSON_Delete(answers);
        cJSON_Delete(inventory);
        return st;
    }
    const struct facts facts = {.answers = answers, .inventory = inventory};
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("A question about your answers to our security questionnaire"));
        buffer_add_text(&l.text[i], _("Thank you for your answers. We have read them and would like to ask about these:"));
        buffer_add_text(&l.text[i], "\n");
        mail_add_question(&l.text[i], m->catalog, c, &facts);
        buffer_add_text(&l.text[i], "\n");
        buffer_add_text(&l.text[i], _("Please look at them again and send us the answers anew, also if they stay as they are."));
        buffer_add_text(&l.text[i], "\n");
        mail_add_change(&l.text[i], c->sheet);
    }
    st = letter_put(&m->letters, &l, e);
    free(asked.file);
    cJSON_Delete(answers);
    cJSON_Delete(inventory);
    free(sheet);
    return st;
}

/* Of a conflict between replies to an alarm. */
static void say_two_replies(struct buffer *text, const struct status_line *line)
{
    char first[DATE_TEXT], second[DATE_TEXT];
    (void)local_day_of(line->received_at, second);
    if (line->other[0] == '\0') {
        buffer_add_format(text,
                          _("More than one reply of yours to our emergency questions has reached us, and they differ; the last one is the "
                            "file %s of %s."),
                          file_last(line->file), DAY_TEXT(second));
        return;
    }
    (void)local_day_of(line->other_at, first);
    buffer_add_format(text,
                      _("Two replies of yours to our emergency questions have reached us, and they differ: the file %s on %s, and the file "
                        "%s on %s. Until we hear from you, the first counts."),
                      file_last(line->other), DAY_TEXT(first), file_last(line->file), DAY_TEXT(second));
}

/* Two sets of answers for one place: only they know which one holds. One letter, whatever else came beside. */
static enum status conflict(void *context, const struct status_line *line, struct error *e)
{
    struct mail *m = context;
    char first[DATE_TEXT], second[DATE_TEXT];
    if (line->chosen || strcmp(m->last, line->code) == 0) {
        return ST_OK;
    }
    const enum status ended = portfolio_supplier_ended(m->portfolio, line->code, first, e);
    if (ended != ST_NO) { /* nobody writes to it, whatever has come */
        return ended;
    }
    (void)snprintf(m->last, sizeof m->last, "%s", line->code);
    struct letter l;
    struct letter_facts facts;
    letter_init(&l, "conflict", line->code, line->name, line->email);
    enum status st = add_facts(m, &l, line->period, &facts, e);
    if (st != ST_OK) {
        return st;
    }
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(&m->letters, &l, i);
        buffer_add_text(&l.subject[i], _("Your security answers: which ones hold?"));
        if (line->alarm) {
            say_two_replies(&l.text[i], line);
        } else if (line->other[0] != '\0') {
            buffer_add_format(&l.text[i],
                              _("Two sets of answers of yours for %s have reached us, and they differ: the file %s on %s, and the file "
                                "%s on %s. Until we hear from you, the first counts."),
                              line->period, file_last(line->other), DAY_TEXT(local_day_of(line->other_at, first)), file_last(line->file),
                              DAY_TEXT(local_day_of(line->received_at, second)));
        } else {
            buffer_add_format(&l.text[i],
                              _("More than one set of answers of yours for %s has reached us, and they differ; the last one is the file "
                                "%s of %s."),
                              line->period, file_last(line->file), DAY_TEXT(local_day_of(line->received_at, second)));
        }
        buffer_add_text(&l.text[i], "\n");
        if (line->alike && line->other[0] != '\0') {
            buffer_add_format(
                &l.text[i],
                _("Since their names do not tell them apart: the SHA-256 of the first begins with %.12s, that of the other with %.12s."),
                line->other_digest, line->digest);
            buffer_add_text(&l.text[i], "\n");
        }
        buffer_add_text(&l.text[i], _("Please tell us which of them hold, by telephone or in reply to this mail. You need not send them "
                                      "again."));
    }
    st = letter_put(&m->letters, &l, e);
    free(facts.file);
    return st;
}

enum status mail_merge_write(struct portfolio *portfolio, const struct catalog *catalog, const char *today, const char *path,
                             struct mail_merge_counts *counts, struct error *e)
{
    struct mail m = {.portfolio = portfolio, .catalog = catalog, .today = today};
    struct report_sender sender;
    enum status st = report_sender_find(&sender, portfolio, e);
    if (st != ST_OK) {
        report_sender_release(&sender);
        return st;
    }
    st = letters_begin(&m.letters, path, &sender, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&m.unasked, BUFFER_MAX_DOCUMENT);
    st = portfolio_status(portfolio, STATUS_QUARANTINE, note_not_asked, &m, e);
    st = st == ST_OK ? portfolio_status(portfolio, STATUS_WAITING, overdue, &m, e) : st;
    st = st == ST_OK ? portfolio_urgent(portfolio, urgent, &m, e) : st;
    if (st == ST_OK) {
        st = portfolio_status(portfolio, STATUS_QUARANTINE, not_asked, &m, e);
    }
    if (st == ST_OK) {
        m.last[0] = '\0';
        st = portfolio_status(portfolio, STATUS_CONFLICTS, conflict, &m, e);
    }
    if (st == ST_OK) {
        st = portfolio_clarifications(portfolio, NULL, true, clarify, &m, e);
    }
    buffer_release(&m.unasked);
    *counts = m.counts;
    counts->letters = m.letters.count;
    counts->unaddressed = m.letters.unaddressed;
    return letters_end(&m.letters, st, e);
}
