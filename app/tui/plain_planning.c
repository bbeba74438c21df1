/* The plan in plain mode: a list of steps, and words to take, leave out and assign them, by the number of their question: that stays the
 * same whatever becomes of the plan. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "base/yen.h"
#include "model/action_words.h"
#include "tui/planning.h"

/* One amount; an empty line takes the one that the prompt names, "-" means no limit. False: back, or the end of input. */
static bool ask_amount(struct plain *p, bool monthly, int64_t *yen)
{
    char prompt[WORDS_MAX * 2], now[YEN_TEXT];
    (void)snprintf(prompt, sizeof prompt,
                   monthly ? _("Yen each month (Enter: %s; -: no limit):") : _("Yen once, this year (Enter: %s; -: no limit):"),
                   *yen < 0 ? _("no limit") : yen_text(*yen, now));
    for (;;) {
        const char *line = ask_line(p, prompt, _("What you can spend at most, in yen, like 10000. Enter takes the amount that is named."));
        if (line == NULL || line[0] == '\0') {
            return line != NULL;
        }
        if (strcmp(line, "-") == 0) {
            *yen = BUDGET_NONE;
            return true;
        }
        struct error e = {0};
        if (!refused(p, budget_read(line, monthly, yen, &e), &e)) {
            return true;
        }
    }
}

static void ask_budget(struct plain *p, const struct planning *plan)
{
    int64_t monthly = plan->terms.monthly;
    int64_t initial = plan->terms.initial;
    struct error e = {0};
    int64_t past_initial, past_monthly;
    if (!plan->chosen && assessment_past_budgets(p->session->assessment, &past_initial, &past_monthly)) {
        initial = past_initial;
        monthly = past_monthly;
        tell(p, "%s", _("Proposed is what it was last year: Enter twice takes it."));
    }
    tell(p, "%s",
         _("About ¥10,000 a month is what many small firms can pay: so they said in government trials with over 1,000 of them. Four in "
           "ten could pay nothing: much in the plan costs nothing but time. Your customers do not see your budget. Of the plan "
           "they see only the steps that you took or set a level for yourself, and what those cost together."));
    if (!ask_amount(p, true, &monthly) || !ask_amount(p, false, &initial)) {
        return;
    }
    if (session_budgets(p->session, initial, monthly, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else {
        tell_saved(p, SIZE_MAX);
    }
}

/* The step that stays open, of a question. */
static const struct action *open_step(const struct planning *plan, size_t question)
{
    for (size_t i = 0; i < plan->nopen; i++) {
        if (plan->open[i].question == question) {
            return plan->open[i].action;
        }
    }
    return NULL;
}

/* A question's first step in the plan, or the one that leads to level. */
static const struct action *planned_step(const struct planning *plan, size_t question, unsigned level)
{
    for (size_t i = 0; i < plan->plan.count; i++) {
        const struct action *action = plan->plan.steps[i].action;
        if (plan->plan.steps[i].question == question && (level == 0 || (unsigned)action->to == level)) {
            return action;
        }
    }
    return NULL;
}

/* Why there is nothing to do: the question has no such step, or what was asked for is so already. */
static void tell_no_step(struct plain *p, const struct planning *plan, size_t question, enum plan_wish wanted)
{
    const int number = question_number(p->session, question);
    const char *title = question_title(&p->session->list.questions[question]);
    if (wanted == WISH_TAKE && planned_step(plan, question, 0) != NULL) {
        tell(p, _("Question %d, %s, is in the plan already; list %d reads its steps."), number, title, number);
    } else if (wanted == WISH_LEAVE && open_step(plan, question) != NULL) {
        tell(p, _("That step of question %d, %s, is not in the plan; list %d reads its steps."), number, title, number);
    } else {
        tell(p, _("Question %d, %s, has no such step: list says what there is."), number, title);
    }
}

static void wish(struct plain *p, size_t question, const struct action *action, enum plan_wish wanted)
{
    struct error e = {0};
    if (session_wish(p->session, question, action, wanted, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else {
        tell_saved(p, SIZE_MAX);
    }
}

static void forget_wishes(struct plain *p, size_t question)
{
    const struct item *item = p->session->list.questions[question].home_item; /* outlives the list, which every change builds anew */
    for (size_t i = 0; i < item->nactions; i++) {
        const struct question *q = &p->session->list.questions[question];
        if (plan_wish(assessment_wishes(p->session->assessment), q, &item->actions[i]) != WISH_NONE) {
            wish(p, question, &item->actions[i], WISH_NONE);
        }
    }
}

static size_t question_of(const struct session *s, unsigned number)
{
    for (size_t i = 0; i < s->list.count; i++) {
        if (question_asked(&s->list.questions[i]) && question_number(s, i) == (int)number) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* True when it was changed. */
static bool who(struct plain *p, const struct planning *plan, size_t question)
{
    const size_t before = p->at;
    const int level = planning_level(plan, question);
    p->at = question;
    const bool changed = ask_plan_to(p, level > 0 ? level : -1);
    p->at = before;
    return changed;
}

/* What is told before the next line is asked for: nothing; what has become of one question; the whole plan in short. */
enum telling { TELL_NOTHING, TELL_CHANGE, TELL_SUMMARY };

static enum telling change(struct plain *p, const struct planning *plan, size_t question, const struct action *action,
                           enum plan_wish wanted)
{
    if (action == NULL) {
        tell_no_step(p, plan, question, wanted);
        return TELL_NOTHING;
    }
    const struct question *q = &p->session->list.questions[question];
    if (wanted == WISH_LEAVE && plan_promised(q, action)) {
        const int number = question_number(p->session, question);
        tell(p, _("Question %d, %s, is planned by you: who %d changes that, or takes it out."), number, question_title(q), number);
        return TELL_NOTHING;
    }
    wish(p, question, action, wanted);
    return TELL_CHANGE;
}

/* "take 3", "leave 3" or "leave 3 2", "auto 3", "who 3", "list 3". False when the line is none of them. */
static bool act(struct plain *p, const struct planning *plan, const char *line, enum telling *next, size_t *about)
{
    char ascii[WORDS_MAX];
    char word[8] = "";
    char end = 0;
    unsigned number = 0;
    unsigned level = 0;
    const int got = sscanf(plain_ascii(line, ascii), "%7[a-zA-Z] %5u %1u%c", word, &number, &level, &end);
    const size_t question = question_of(p->session, number);
    if (got != 2 && got != 3) {
        return false;
    }
    *about = question;
    if (question == SIZE_MAX) {
        tell(p, _("There is no question %u."), number);
        *next = TELL_NOTHING;
    } else if (strcasecmp(word, "list") == 0 || strcasecmp(word, "l") == 0) {
        tell_plan_steps(p, plan, question);
        *next = TELL_NOTHING;
    } else if (strcasecmp(word, "take") == 0) {
        *next = change(p, plan, question, open_step(plan, question), WISH_TAKE);
    } else if (strcasecmp(word, "leave") == 0) {
        *next = change(p, plan, question, planned_step(plan, question, level), WISH_LEAVE);
    } else if (strcasecmp(word, "auto") == 0) {
        forget_wishes(p, question);
        *next = TELL_CHANGE;
    } else if (strcasecmp(word, "who") == 0) {
        *next = who(p, plan, question) ? TELL_CHANGE : TELL_NOTHING;
    } else {
        return false;
    }
    return true;
}

static void undo(struct plain *p)
{
    size_t question = SIZE_MAX;
    (void)take_back(p, &question);
}

/* Does what the line says; what is to be told afterwards goes to *next. False when the user is done with the plan. */
static bool perform(struct plain *p, const struct planning *plan, const char *line, enum telling *next, size_t *about)
{
    *next = TELL_SUMMARY;
    if (line == NULL || line[0] == '\0' || backs_out(line)) {
        return false;
    }
    if (strcasecmp(line, "budget") == 0) {
        ask_budget(p, plan);
    } else if (strcmp(line, "u") == 0 || strcasecmp(line, "undo") == 0) {
        undo(p);
    } else if (strcmp(line, "l") == 0 || strcasecmp(line, "list") == 0) {
        tell_plan_list(p, plan);
        *next = TELL_NOTHING;
    } else if (strcasecmp(line, "list all") == 0) {
        list_begins(p);
        tell_plan_steps(p, plan, SIZE_MAX);
        list_ends(p);
        *next = TELL_NOTHING;
    } else if (!act(p, plan, line, next, about)) {
        *next = TELL_NOTHING;
        if (!asks_help(line)) {
            tell_refused(p, line, _("Here it is one of these:"));
        }
        tell(p, "%s",
             _("budget asks what you can spend; list reads the plan; undo takes the last change back; Enter alone or b goes back."));
        tell(p, "%s",
             _("The numbers are those of the questions. take 3 takes the step that stays open there, leave 3 leaves its steps out,"));
        tell(p, "%s", _("leave 3 2 only those from the step to level 2 on, auto 3 lets the plan decide, who 3 asks who does it by when."));
    }
    return !p->ended;
}

void ask_planning(struct plain *p)
{
    enum telling telling = TELL_SUMMARY;
    size_t about = 0;
    bool first = true; /* what changes the plan later is done here, by the owner */
    const char *prompt = _("budget, list, take 3, leave 3, auto 3, who 3, undo (Enter: back):");
    for (bool going = true; going; prompt = _("The plan (? what you can type; Enter: back):")) {
        struct planning plan;
        struct error e = {0};
        (void)planning_compute(&plan, p->session, &e); /* a refusal is told in the plan's place */
        if (telling == TELL_CHANGE && plan.problem.text[0] == '\0') {
            tell_plan_change(p, &plan, about);
        } else if (telling != TELL_NOTHING) {
            tell(p, "%s", "");
            if (first) {
                tell_plan_changed(p, &plan);
            }
            tell_plan_summary(p, &plan);
        }
        first = false;
        (void)planning_seen(&plan, p->session);
        going = perform(p, &plan, ask(p, prompt), &telling, &about);
        planning_release(&plan);
    }
}
