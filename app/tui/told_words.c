#include "tui/told_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/as_signed.h"
#include "model/carry.h"
#include "model/document.h"
#include "model/json.h"
#include "model/overtaken.h"
#include "model/sendings.h"
#include "tui/told_changes.h"
#include "tui/words.h"

static void add_customer(struct buffer *out, const struct session *s)
{
    const char *name = json_text(json_get(s->customer, "requester"), "name");
    if (name != NULL) {
        (void)utf8_clean(out, name, strlen(name), false);
    }
}

bool told_anybody(const struct session *s)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(s->assessment->tree, "recipients"))
    {
        if (json_text(recipient, "signed_at") != NULL) {
            return true;
        }
    }
    return false;
}

bool told_name(struct buffer *names, const struct assessment *a, const cJSON *recipient)
{
    const char *digest = json_text(recipient, "request");
    const cJSON *request = digest == NULL ? NULL : assessment_find_request(a, NULL, digest);
    const char *name = json_text(json_get(request, "requester"), "name");
    if (name != NULL) {
        (void)buffer_add_text(names, names->length > 0 ? _(", ") : "");
        (void)utf8_clean(names, name, strlen(name), false);
    }
    return name != NULL;
}

void told_parts(struct buffer *out, unsigned parts)
{
    static const char *const NAMES[SAID_PARTS] = {[SAID_FIRM] = N_("your firm"),
                                                  [SAID_BELIEF] = N_("what you expected"),
                                                  [SAID_ANSWERS] = N_("the answers"),
                                                  [SAID_PRODUCTS] = N_("the products"),
                                                  [SAID_PLAN] = N_("the plan"),
                                                  [SAID_FOLLOWUPS] = N_("what was agreed to come later"),
                                                  [SAID_PERSON] = N_("who stands behind it"),
                                                  [SAID_UNFINISHED] = N_("whether all is answered")};
    bool any = false;
    for (unsigned i = 0; i < SAID_PARTS; i++) {
        if ((parts & 1U << i) != 0) {
            (void)buffer_add_format(out, "%s%s", any ? _(", ") : "", _(NAMES[i]));
            any = true;
        }
    }
}

/* As far as anybody knows. */
static bool is_with_customer(const struct session *s, const cJSON *recipient)
{
    struct sending last;
    return sending_last(s->assessment, json_text(recipient, "request"), NULL, &last) &&
           (last.result == SENDING_ARRIVED || last.result == SENDING_CHECKED || last.result == SENDING_BY_HAND);
}

bool told_before(struct buffer *out, const struct session *s)
{
    const cJSON *recipient = s->customer != NULL ? recipient_of(s->assessment, s->customer) : NULL;
    if (json_text(recipient, "signed_at") == NULL) {
        (void)buffer_add_text(out, told_anybody(s) ? _("Answers here were signed before: changing one of those makes a correction, "
                                                       "which f signs and hands in.")
                                                   : "");
        return false;
    }
    struct buffer name;
    buffer_init(&name, BUFFER_MAX_TEXT);
    add_customer(&name, s);
    (void)buffer_add_format(out,
                            is_with_customer(s, recipient) ? _("Sent to %s: a change makes a correction.")
                                                           : _("Signed for %s: a change makes a correction."),
                            buffer_text(&name));
    buffer_release(&name);
    return true;
}

void told_doubtful(struct buffer *out, const struct session *s)
{
    const size_t at = session_doubtful(s);
    if (at != SIZE_MAX) {
        const enum doubt doubt = session_doubt(s, at);
        (void)buffer_add_text(out, doubt == DOUBT_WRONG  ? _(" First here: one that was found wrong later.")
                                   : doubt == DOUBT_LATE ? _(" First here: one whose planned day is past.")
                                   : s->list.questions[at].answer.state == ANSWER_UNKNOWN
                                       ? _(" First here: one that you did not know.")
                                       : _(" First here: one that waits for your IT vendor."));
    }
}

void told_doubtful_next(struct buffer *out, const struct session *s, size_t question)
{
    const enum doubt doubt = session_doubt(s, question);
    (void)buffer_add_format(out,
                            doubt == DOUBT_WRONG  ? _("On to question %d: it was found wrong later.")
                            : doubt == DOUBT_LATE ? _("On to question %d: its planned day is past.")
                            : s->list.questions[question].answer.state == ANSWER_UNKNOWN
                                ? _("On to question %d: you did not know it.")
                                : _("On to question %d: it waits for your IT vendor."),
                            question_number(s, question));
}

void told_correcting(struct buffer *out, const struct session *s)
{
    struct buffer name;
    buffer_init(&name, BUFFER_MAX_TEXT);
    add_customer(&name, s);
    (void)buffer_add_format(out, _("correcting, for %s"), buffer_text(&name));
    buffer_release(&name);
}

/* Those who have another answer, names cleaned for display. */
struct told {
    struct buffer names; /* whom f corrects it for, when it does */
    size_t n;
    struct buffer others; /* who has the old answer, too, while f corrects it for the session's customer alone */
    size_t nothers;
    struct buffer unsent; /* the same, but the file with it is still here */
    size_t nunsent;
    bool corrects; /* f hands in this correction */
};

/* Whether f chooses the session's customer alone: as handing in does at first (handing.c). */
static bool customer_alone(const struct session *s, const cJSON *recipient)
{
    for (size_t i = 0; s->start < START_FINISH && i < s->list.count; i++) {
        if (recipient_told_otherwise(s->assessment, recipient, &s->list.questions[i])) {
            return true;
        }
    }
    return recipient != NULL && s->start >= START_FINISH;
}

static size_t find_all(struct buffer *names, const struct session *s, size_t question)
{
    struct buffer raw;
    buffer_init(&raw, BUFFER_MAX_TEXT);
    const size_t n = recipients_told_otherwise(&raw, s->assessment, &s->list.questions[question], NULL);
    (void)utf8_clean(names, buffer_text(&raw), raw.length, false);
    buffer_release(&raw);
    return n;
}

/* Signed, and nothing of it has left this computer, as far as anybody knows. */
static bool is_here(const struct session *s, const cJSON *recipient)
{
    struct sending last;
    const char *digest = json_text(recipient, "request");
    return sending_first_at(s->assessment, digest) == NULL &&
           (!sending_last(s->assessment, digest, NULL, &last) || last.result == SENDING_FAILED);
}

/* Those beside the customer who have another answer, or whose file has. */
static void sort_others(struct told *told, const struct session *s, size_t question, const cJSON *customer)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(s->assessment->tree, "recipients"))
    {
        if (recipient == customer || !recipient_told_otherwise(s->assessment, recipient, &s->list.questions[question])) {
            continue;
        }
        const bool here = is_here(s, recipient);
        *(here ? &told->nunsent : &told->nothers) += told_name(here ? &told->unsent : &told->others, s->assessment, recipient);
    }
}

/* The caller releases it. */
static void find(struct told *told, const struct session *s, size_t question)
{
    const cJSON *customer = s->customer != NULL ? recipient_of(s->assessment, s->customer) : NULL;
    *told = (struct told){.corrects = s->finish != NULL};
    buffer_init(&told->names, BUFFER_MAX_TEXT);
    buffer_init(&told->others, BUFFER_MAX_TEXT);
    buffer_init(&told->unsent, BUFFER_MAX_TEXT);
    if (told->corrects && recipient_told_otherwise(s->assessment, customer, &s->list.questions[question])) {
        add_customer(&told->names, s);
        told->n = 1;
        sort_others(told, s, question, customer);
        return;
    }
    told->n = find_all(&told->names, s, question);
    told->corrects = told->corrects && told->n > 0 && !customer_alone(s, customer);
}

static void release(struct told *told)
{
    buffer_release(&told->names);
    buffer_release(&told->others);
    buffer_release(&told->unsent);
}

bool told_otherwise(struct buffer *out, const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    struct told told;
    find(&told, s, question);
    struct answer then;
    char was[ANSWER_WORDS];
    const bool other = told_then(s, question, &then) && then.state != ANSWER_NONE &&
                       (then.state != q->answer.state || then.level != q->answer.level); /* else something beside it has changed */
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    told_beside(&beside, &then, &q->answer, NULL); /* the plan itself stands below */
    if (other && told.n > 0 && told.names.length > 0) {
        (void)buffer_add_format(out,
                                told.corrects ? _("For %s you signed \"%s\": f hands in the correction.") : _("For %s \"%s\" was signed."),
                                buffer_text(&told.names), answer_words(&then, was));
    } else if (told.n > 0 && told.names.length > 0 && beside.length > 0) {
        (void)buffer_add_format(
            out, told.corrects ? _("Not as you signed it for %s: %s. f hands in the correction.") : _("Not as it was signed for %s: %s."),
            buffer_text(&told.names), buffer_text(&beside));
    } else if (told.n > 0 && told.names.length == 0) { /* files for nobody in particular */
        (void)buffer_add_text(out, told.corrects ? _("Not the answer in the files that you signed: f hands in the correction.")
                                                 : _("Not the answer in the files that were signed."));
    } else if (told.n > 0) {
        (void)buffer_add_format(out,
                                told.corrects ? _("Not the answer that you signed for %s: f hands in the correction.")
                                              : _("Not the answer that was signed for %s."),
                                buffer_text(&told.names));
    }
    if (told.others.length > 0) {
        (void)buffer_add_format(out, _n(" %s has the old answer, too.", " %s have the old answer, too.", told.nothers),
                                buffer_text(&told.others));
    }
    if (told.unsent.length > 0) {
        (void)buffer_add_format(out,
                                _n(" The file for %s, signed and not sent yet, has the old answer, too.",
                                   " The files for %s, signed and not sent yet, have the old answer, too.", told.nunsent),
                                buffer_text(&told.unsent));
    }
    buffer_release(&beside);
    release(&told);
    return told.n > 0;
}

/* The later year that repeats what this one said before; NULL: none. */
static const char *outdated_year(const struct session *s, size_t question)
{
    return s->later != NULL && carry_outdated(s->later, &s->list.questions[question]) ? json_text(s->later->tree, "period") : NULL;
}

void told_later(struct buffer *out, const struct session *s, size_t question)
{
    const char *period = outdated_year(s, question);
    if (period != NULL) {
        (void)buffer_add_format(out, _("The answers of %s repeat the old answer: there it is to be confirmed again."), period);
    }
}

/* Whether this year's answer counted as last year's level before it was lowered: it was signed so, or changed in this session. */
static bool stood_at(const struct session *s, size_t question, int level)
{
    const struct question *q = &s->list.questions[question];
    struct answer then;
    bool stood = told_then(s, question, &then) && then.state == ANSWER_LEVEL && then.level == level;
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(s->assessment->tree, "recipients")) /* a revision before this one */
    {
        stood = stood || as_signed_before(recipient, q->home_pack->id, q->home_item->id) == level;
    }
    for (size_t i = 0; i < s->nundo && !stood; i++) {
        const struct undo *step = &s->undo[i];
        if (step->member == NULL && !step->noted && strcmp(step->pack, q->home_pack->id) == 0 &&
            strcmp(step->item, q->home_item->id) == 0) {
            const struct answer before = answer_view(step->before);
            stood = before.state == ANSWER_LEVEL && before.level == level && !before.unconfirmed;
        }
    }
    return stood;
}

/* Those to whom last year's record said that level, and says so still. */
static void add_told_then(struct buffer *names, const struct session *s, const struct question *q, int level)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(s->before->tree, "recipients"))
    {
        const struct answer told = as_signed_answer(recipient, q->home_pack->id, q->home_item->id);
        if (told.state == ANSWER_LEVEL && told.level == level) {
            (void)told_name(names, s->before, recipient);
        }
    }
}

bool told_earlier(struct buffer *out, const struct session *s, size_t question, bool plain)
{
    const struct question *q = &s->list.questions[question];
    const char *period = "";
    const struct answer last = session_last_year(s, question, &period);
    char was[ANSWER_WORDS];
    struct buffer names;
    if (s->before == NULL || q->answer.unconfirmed || q->answer.state != ANSWER_LEVEL || last.state != ANSWER_LEVEL ||
        last.level <= q->answer.level || !stood_at(s, question, last.level)) {
        return false;
    }
    buffer_init(&names, BUFFER_MAX_TEXT);
    add_told_then(&names, s, q, last.level);
    const bool told = names.length > 0;
    if (told) {
        (void)buffer_add_format(
            out,
            plain ? _("In %s you signed \"%s\" for %s. Was it wrong then, too? Correct it: at home, a and the number of a line of %s, like "
                      "a 2.")
                  : _("In %s you signed \"%s\" for %s. Was it wrong then, too? Correct it: at home, a on any row of %s."),
            period, answer_words(&last, was), buffer_text(&names), period);
    }
    buffer_release(&names);
    return told;
}

bool session_over(const struct session *s)
{
    char today[DATE_TEXT];
    const char *period = json_text(s->assessment->tree, "period");
    session_today(s, today);
    const bool over = period != NULL && strcmp(period, today) < 0 && strncmp(period, today, 4) != 0;
    return s->later != NULL || (over && told_anybody(s));
}

bool told_past(struct buffer *out, const struct session *s)
{
    if (!session_over(s)) {
        return false;
    }
    (void)buffer_add_format(
        out, _("This is the record of %s: correct only what was wrong then. What was done since belongs in this year's answers."),
        json_text(s->assessment->tree, "period"));
    return true;
}

void told_past_beside(struct buffer *out, const struct session *s, size_t question)
{
    if (session_goal(s, question).late || session_hit(s, question) != NULL ||
        overtaken_by(s->assessment, &s->list.questions[question]) != NULL) {
        (void)told_past(out, s);
    }
}

bool told_corrected(struct buffer *out, const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    const char *then = "", *now = json_text(s->assessment->tree, "period");
    const struct answer last = session_last_year(s, question, &then);
    char before[ANSWER_WORDS], kept[ANSWER_WORDS];
    if (!carry_corrected(q, &last)) {
        return false;
    }
    (void)buffer_add_format(out,
                            _("In %s you corrected the answer to \"%s\". In %s it still is \"%s\": y keeps that; if it is wrong, "
                              "answer with a digit."),
                            then, answer_words(&last, before), now == NULL ? "" : now, answer_words(&q->answer, kept));
    return true;
}

bool told_otherwise_short(struct buffer *out, const struct session *s, size_t question)
{
    struct told told;
    find(&told, s, question);
    if (told.n > 0 && !told.corrects) {
        (void)buffer_add_text(out, _("not as signed"));
    } else if (told.n > 0 && told.names.length == 0) {
        (void)buffer_add_text(out, _("not as signed, f corrects it"));
    } else if (told.n > 0) {
        (void)buffer_add_format(out, _("f corrects it for %s"), buffer_text(&told.names));
    }
    if (told.others.length > 0) {
        (void)buffer_add_format(out, _n("; %s still has the old answer", "; %s still have the old answer", told.nothers),
                                buffer_text(&told.others));
    }
    if (told.unsent.length > 0) {
        (void)buffer_add_format(
            out,
            _n("; the unsent file for %s still has the old answer", "; the unsent files for %s still have the old answer", told.nunsent),
            buffer_text(&told.unsent));
    }
    release(&told);
    const char *period = outdated_year(s, question);
    if (period != NULL) {
        (void)buffer_add_text(out, told.n > 0 ? _("; ") : "");
        (void)buffer_add_format(out, _("%s has the old answer, too"), period);
    }
    return told.n > 0 || period != NULL;
}
