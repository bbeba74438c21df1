#include "tui/planning.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/yen.h"
#include "model/action_words.h"
#include "model/json.h"
#include "tui/money_words.h"

enum status planning_compute(struct planning *p, const struct session *session, struct error *e)
{
    *p = (struct planning){.session = session, .now = SCORE_NONE, .then = SCORE_NONE};
    p->terms = assessment_plan_terms(session->assessment);
    p->chosen = p->terms.initial >= 0 || p->terms.monthly >= 0;
    if (!p->chosen) {
        p->terms.initial = p->terms.monthly = 0;
    }
    const struct plan none = {0};
    enum status st = plan_make(&session->list, &p->terms, &p->plan, e);
    p->nfirst = plan_first(&p->plan, p->first, PLAN_FIRST);
    if (st == ST_OK) {
        st = plan_open(&session->list, &p->terms, &p->plan, &p->open, &p->nopen, e);
    }
    if (st == ST_OK) {
        st = plan_total(&session->list, &none, &p->now, e);
    }
    if (st == ST_OK) {
        st = plan_total(&session->list, &p->plan, &p->then, e);
    }
    if (st != ST_OK) {
        p->problem = *e;
    }
    size_t answered = 0;
    size_t asked = 0;
    session_progress(session, &answered, &asked);
    p->unanswered = asked - answered;
    return st;
}

#define MONTHLY_MOST 10000000 /* yen: beyond these it is a slip of the finger, not the budget of a small firm */
#define ONCE_MOST 1000000000

enum status budget_read(const char *text, bool monthly, int64_t *yen, struct error *e)
{
    char ascii[WORDS_MAX], amount[YEN_TEXT], most[YEN_TEXT];
    const int64_t limit = monthly ? MONTHLY_MOST : ONCE_MOST;
    *yen = BUDGET_NONE;
    (void)plain_ascii(text, ascii);
    if (ascii[0] == '\0') {
        return ST_OK;
    }
    if (!yen_read(ascii, yen)) {
        return fail(e, ST_INPUT, _("\"%s\" is no amount of yen: write 10000 or 10,000."), ascii);
    }
    if (*yen > limit) {
        return fail(e, ST_INPUT, _("%s looks like a slip: at most %s here."), yen_text(*yen, amount), yen_text(limit, most));
    }
    return ST_OK;
}

void planning_release(struct planning *p)
{
    plan_release(&p->plan);
    free(p->open);
    *p = (struct planning){0};
}

const char *budget_words(int64_t yen, char out[YEN_TEXT])
{
    if (yen >= 0) {
        return yen_text(yen, out);
    }
    (void)snprintf(out, YEN_TEXT, "%s", _("any amount"));
    return out;
}

int planning_rank(const struct planning *p, size_t step)
{
    for (size_t i = 0; i < p->nfirst; i++) {
        if (p->first[i] == step) {
            return (int)i + 1;
        }
    }
    return 0;
}

const char *reason_words(const struct planning *p, enum plan_reason reason)
{
    switch (reason) {
    case OPEN_LEFT_OUT:
        return _("left out by you");
    case OPEN_TOO_DEAR:
        return p->chosen ? _("over the whole budget") : _("costs money");
    case OPEN_OUTBID:
        return _("not enough money left");
    case OPEN_NO_STEP:
        break;
    }
    return _("no step known");
}

void planning_waiting(struct buffer *out, const struct plan_open *open)
{
    if (open->waiting > 0) {
        (void)buffer_add_format(out,
                                _n("%d further step of this question, from level %d on, has to wait for it.",
                                   "%d further steps of this question, from level %d on, have to wait for it.",
                                   (unsigned long)open->waiting),
                                open->waiting, open->action->to);
    }
}

static void add_too_dear(struct buffer *out, const struct planning *p, const struct action *action)
{
    const bool monthly = p->terms.monthly >= 0 && action->monthly.max > p->terms.monthly;
    const int64_t limit = monthly ? p->terms.monthly : p->terms.initial;
    char budget[YEN_TEXT];
    if (!p->chosen) {
        (void)buffer_add_text(out, _("Open because it costs money, and there is no budget yet."));
    } else if (limit == 0) {
        (void)buffer_add_text(out, monthly ? _("Open because it costs money each month, and the budget holds none for that.")
                                           : _("Open because it costs money once, and the budget holds none for that."));
    } else {
        (void)buffer_add_format(out,
                                monthly ? _("Open because this step alone costs more than %s a month.")
                                        : _("Open because this step alone costs more than %s once."),
                                budget_words(limit, budget));
    }
}

void planning_reason(struct buffer *out, const struct planning *p, const struct plan_open *open)
{
    switch (open->reason) {
    case OPEN_LEFT_OUT:
        (void)buffer_add_text(out, _("Open because you left it out."));
        break;
    case OPEN_TOO_DEAR:
        add_too_dear(out, p, open->action);
        break;
    case OPEN_OUTBID:
        (void)buffer_add_text(out, _("Open because the same money brings more elsewhere."));
        break;
    case OPEN_NO_STEP:
        (void)buffer_add_text(out, _("Open because the questionnaire knows no next step. Ask your IT vendor."));
        break;
    }
    (void)buffer_add_text(out, open->waiting > 0 ? "\n" : "");
    planning_waiting(out, open);
}

/* Of a question's steps in the plan the one that leads furthest and still no further than level; else the first. */
static const struct action *step_to(const struct planning *p, size_t question, int level)
{
    const struct action *found = NULL;
    for (size_t i = 0; i < p->plan.count; i++) {
        const struct action *action = p->plan.steps[i].action;
        if (p->plan.steps[i].question != question) {
            continue;
        }
        const bool further = found != NULL && action->to <= level && (found->to > level || action->to > found->to);
        const bool before = found != NULL && found->to > level && action->to < found->to;
        found = found == NULL || further || before ? action : found;
    }
    return found;
}

const char *assigned_words(const struct planning *p, size_t step, char out[WORDS_MAX], bool *late)
{
    const size_t question = p->plan.steps[step].question;
    const struct action *action = p->plan.steps[step].action;
    const struct goal goal = session_goal(p->session, question);
    out[0] = '\0';
    *late = false;
    if (goal.level < 0) {
        return out;
    }
    if (action != step_to(p, question, goal.level)) {
        if (plan_promised(&p->session->list.questions[question], action)) {
            const bool day = goal.by[0] != '\0' && !goal.late;
            if (day) {
                (void)snprintf(out, WORDS_MAX, _("%s on the way"), goal.by);
            } else {
                (void)snprintf(out, WORDS_MAX, _("on the way to %d"), goal.level);
            }
        }
        return out;
    }
    *late = goal.late;
    if (goal.late) {
        (void)snprintf(out, WORDS_MAX, _("past: %s"), goal.by);
    } else if (plan_promised(&p->session->list.questions[question], action)) {
        (void)snprintf(out, WORDS_MAX, "%.60s%s%.120s", goal.by, goal.by[0] != '\0' && goal.owner[0] != '\0' ? " " : "", goal.owner);
    }
    return out;
}

const char *planning_place(const struct planning *p, size_t question, const struct action *step, char out[WORDS_MAX])
{
    int at = 1, all = 0;
    for (size_t i = 0; i < p->plan.count; i++) {
        if (p->plan.steps[i].question == question) {
            at += p->plan.steps[i].action->from < step->from;
            all++;
        }
    }
    for (size_t i = 0; i < p->nopen; i++) {
        if (p->open[i].question == question && p->open[i].action != NULL) {
            all += 1 + p->open[i].waiting;
        }
    }
    out[0] = '\0';
    if (all > 1) {
        (void)snprintf(out, WORDS_MAX, "%d/%d", at, all);
    }
    return out;
}

/* "question 4, Updates, from 1 to 2: at most ¥10,000 a month": which step stays open, as others of the same question may be in the plan. */
static void add_open(struct buffer *out, const struct planning *p, const struct plan_open *open)
{
    const struct action *action = open->action;
    char money[WORDS_MAX];
    (void)buffer_add_format(out, _("question %d, %s"), question_number(p->session, open->question),
                            question_title(&p->session->list.questions[open->question]));
    if (action != NULL) {
        (void)buffer_add_format(out, _(", from %d to %d"), action->from, action->to);
    }
    if (open->reason == OPEN_TOO_DEAR || open->reason == OPEN_OUTBID) {
        (void)buffer_add_format(out, _(": at most %s"), money_words(money, action->initial.max, action->monthly.max));
    }
}

void planning_open_for(struct buffer *out, const struct planning *p, size_t first)
{
    const enum plan_reason reason = p->open[first].reason;
    struct buffer names;
    for (size_t i = 0; i < first; i++) {
        if (p->open[i].reason == reason) {
            return; /* said there */
        }
    }
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = first; i < p->nopen; i++) {
        if (p->open[i].reason == reason) {
            (void)buffer_add_text(&names, i > first ? _("; ") : "");
            add_open(&names, p, &p->open[i]);
        }
    }
    (void)buffer_add_format(out, _("Left open, %s: %s"), reason_words(p, reason), buffer_text(&names));
    buffer_release(&names);
}

void planning_yours(struct buffer *out, const struct session *s, size_t question)
{
    const struct goal goal = session_goal(s, question);
    struct buffer words;
    if (goal.level < 0) {
        return;
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (goal.by[0] != '\0') {
        (void)buffer_add_format(&words, _("%d %s by %s"), goal.level, _(LEVEL_LABELS[goal.level]), goal.by);
    } else {
        (void)buffer_add_format(&words, "%d %s", goal.level, _(LEVEL_LABELS[goal.level]));
    }
    if (goal.owner[0] != '\0') {
        (void)buffer_add_format(&words, "%s%s", _(", "), goal.owner);
    }
    (void)buffer_add_format(out, goal.last_year ? _("Planned last year: %s") : _("Planned by you: %s"), buffer_text(&words));
    (void)buffer_add_text(out, goal.late ? _(" (that day is past)") : "");
    buffer_release(&words);
}

int planning_level(const struct planning *p, size_t question)
{
    int level = 0;
    for (size_t i = 0; i < p->plan.count; i++) {
        const struct plan_step *step = &p->plan.steps[i];
        level = step->question == question && step->action->to > level ? step->action->to : level;
    }
    return level;
}
