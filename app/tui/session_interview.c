#include "tui/session_interview.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/place.h"
#include "model/rating.h"
#include "tui/session_parts.h"

#define SAVE_SECONDS 60 /* counted time that is worth saving by itself */

static const struct question *at(const struct session *s, size_t question)
{
    return &s->list.questions[question];
}

/* ---- what the firm gets to see later ---- */

enum status session_assess(struct session *s, size_t question, int level, struct error *e)
{
    if (at(s, question)->home_item->kind == ITEM_DONE) {
        return fail(e, ST_INPUT, _("This question is answered with done or not done: there is nothing to rate."));
    }
    const enum status st = session_remember_answer(s, question, e);
    return st != ST_OK ? st : session_finish(s, assessment_set_assessor(s->assessment, at(s, question), level, e), e);
}

enum status session_confidence(struct session *s, size_t question, const char *confidence, struct error *e)
{
    return session_text(s, question, "assessor.confidence", confidence, e);
}

enum status session_next_confidence(struct session *s, size_t question, struct error *e)
{
    const char *now = rating_view(&at(s, question)->answer).confidence;
    size_t i = 0;
    while (i + 1 < CONFIDENCE_CHOICE_COUNT && strcmp(CONFIDENCE_CHOICES[i].value, now) != 0) {
        i++;
    }
    return session_confidence(s, question, CONFIDENCE_CHOICES[(i + 1) % CONFIDENCE_CHOICE_COUNT].value, e);
}

enum status session_followup(struct session *s, size_t question, const char *text, const char *owner, const char *due, struct error *e)
{
    const enum status st = session_remember_member(s, "followups", e);
    const struct question *q = question == SIZE_MAX ? NULL : at(s, question);
    return st != ST_OK ? st : session_finish(s, followup_add(s->assessment, q, text, owner, due, &s->clock, e), e);
}

enum status session_followup_set(struct session *s, size_t i, const char *member, const char *value, bool first, struct error *e)
{
    const enum status st = first ? session_remember_member(s, "followups", e) : ST_OK;
    return st != ST_OK ? st : session_finish(s, followup_set(s->assessment, i, member, value, e), e);
}

enum status session_followup_remove(struct session *s, size_t i, struct error *e)
{
    const enum status st = session_remember_member(s, "followups", e);
    return st != ST_OK ? st : session_finish(s, followup_remove(s->assessment, i, e), e);
}

enum status session_stands(struct session *s, size_t question, struct error *e)
{
    const int level = at(s, question)->answer.assessor_level;
    return level < 0 ? fail(e, ST_NO, "%s", _("It has no rating yet that could stand: give one with 0 to 4."))
                     : session_assess(s, question, level, e);
}

enum status session_cosign(struct session *s, bool expected, struct error *e)
{
    const enum status st = session_remember_member(s, "cosign_expected", e);
    if (st != ST_OK) {
        return st;
    }
    if (!expected) {
        json_remove(s->assessment->tree, "cosign_expected");
        return session_finish(s, ST_OK, e);
    }
    return session_finish(s, json_put(s->assessment->tree, "cosign_expected", cJSON_CreateTrue()) ? ST_OK : fail_memory(e), e);
}

/* ---- what stays with the consultant ---- */

static enum status remember_noted(struct session *s, size_t question, struct error *e)
{
    const struct question *q = at(s, question);
    return session_remember(
        s, (struct undo){.pack = q->home_pack->id, .item = q->home_item->id, .noted = true, .before = interview_copy_item(s->interview, q)},
        e);
}

/* A refused change has changed nothing, so the draft is not looked at again. */
static enum status noted(struct session *s, enum status st)
{
    if (st == ST_OK) {
        s->noted = true;
    } else {
        session_forget(s);
    }
    return st;
}

enum status session_private_note(struct session *s, size_t question, const char *text, struct error *e)
{
    const enum status st = remember_noted(s, question, e);
    return st != ST_OK ? st : noted(s, interview_set_note(s->interview, at(s, question), text, e));
}

enum status session_park(struct session *s, size_t question, bool park, struct error *e)
{
    const enum status st = remember_noted(s, question, e);
    return st != ST_OK ? st : noted(s, interview_set_parked(s->interview, at(s, question), park, e));
}

const char *session_private(const struct session *s, size_t question)
{
    return s->presenter ? "" : interview_note(s->interview, at(s, question));
}

bool session_parked(const struct session *s, size_t question)
{
    return !s->presenter && interview_parked(s->interview, at(s, question));
}

bool session_shows_assessor(const struct session *s, size_t question)
{
    const struct answer *answer = &at(s, question)->answer;
    const bool talked_about = answer->assessor_level >= 0 && answer_given(answer) && !rating_lacks_reason(answer);
    return !s->presenter || talked_about;
}

struct rating session_rating(const struct session *s, size_t question)
{
    struct rating rating = rating_view(&at(s, question)->answer);
    if (!session_shows_assessor(s, question)) {
        rating.assessor = -1;
        rating.confidence = rating.reason = rating.note = "";
    }
    return rating;
}

/* ---- the clock ---- */

void session_count_time(struct session *s)
{
    struct session_timer *timer = &s->timer;
    struct error ignored = {0};
    const int64_t now = clock_now(&s->clock);
    const int64_t passed = now - timer->since;
    timer->since = now;
    if (timer->pack == NULL || timer->paused || passed <= 0 || passed > SESSION_PAUSE) {
        return;
    }
    (void)interview_add_seconds(s->interview, timer->pack, timer->section, passed, &ignored); /* at its limit time just stands still */
    timer->unsaved += passed;
    if (timer->unsaved >= SAVE_SECONDS) {
        timer->unsaved = 0;
        s->noted = true;
    }
}

static const struct section *section_of(const struct question *q)
{
    return &q->pack->sections[q->item->section];
}

void session_enter_section(struct session *s, size_t question)
{
    const struct question *q = at(s, question);
    session_count_time(s);
    s->timer.pack = q->pack->id;
    s->timer.section = section_of(q)->id;
}

void session_pause(struct session *s, bool pause)
{
    session_count_time(s);
    s->timer.paused = pause;
}

/* Asked questions of the section: what is planned depends on them. */
static int section_size(const struct session *s, const struct question *q)
{
    int n = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *other = at(s, i);
        n += other->pack == q->pack && other->item->section == q->item->section && question_asked(other);
    }
    return n;
}

int session_section_minutes(const struct session *s, size_t question, int *planned)
{
    const struct question *q = at(s, question);
    *planned = interview_planned_minutes(s->interview, q->pack->id, section_of(q)->id, section_size(s, q));
    return (int)(interview_seconds(s->interview, q->pack->id, section_of(q)->id) / 60);
}

enum status session_plan_minutes(struct session *s, size_t question, int minutes, struct error *e)
{
    const struct question *q = at(s, question);
    const enum status st = interview_set_planned_minutes(s->interview, q->pack->id, section_of(q)->id, minutes, e);
    s->noted = s->noted || st == ST_OK;
    return st;
}

/* ---- where it was left ---- */

size_t session_place(const struct session *s)
{
    return interview_place(s->interview, &s->list);
}

void session_remember_place(struct session *s, size_t question)
{
    struct error ignored = {0};
    (void)interview_set_place(s->interview, at(s, question), &ignored); /* without memory it begins at an open question */
}
