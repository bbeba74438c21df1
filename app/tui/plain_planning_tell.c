/* What plain mode says of the plan: in short, a line for each question, or the steps in full. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/action_words.h"
#include "tui/money_words.h"
#include "tui/planning.h"
#include "tui/report.h"

/* What the firm itself has promised there: the steps may lead further. */
static void tell_yours(struct plain *p, size_t question)
{
    struct buffer yours;
    buffer_init(&yours, BUFFER_MAX_TEXT);
    planning_yours(&yours, p->session, question);
    if (yours.length > 0) {
        tell(p, "   %s", buffer_text(&yours));
    }
    buffer_release(&yours);
}

static void tell_action(struct plain *p, size_t question, const struct action *action, const char *state, bool last)
{
    const struct session *s = p->session;
    const struct question *q = &s->list.questions[question];
    struct buffer effort;
    buffer_init(&effort, BUFFER_MAX_TEXT);
    report_effort(&effort, action);
    tell(p, _("Question %d, %s, from %d to %d, %s: %s (%s)"), question_number(s, question), question_title(q), action->from, action->to,
         state, text_of(action->text), buffer_text(&effort));
    buffer_release(&effort);
    if (last) {
        tell_yours(p, question);
    }
}

static void tell_open(struct plain *p, const struct planning *plan, const struct plan_open *open)
{
    struct buffer why;
    buffer_init(&why, BUFFER_MAX_TEXT);
    const bool left_out = open->reason == OPEN_LEFT_OUT;
    if (!left_out) {
        planning_reason(&why, plan, open);
    } else {
        planning_waiting(&why, open);
    }
    if (open->action != NULL) {
        tell_action(p, open->question, open->action, left_out ? _("left out by you") : _("stays open"),
                    planning_level(plan, open->question) == 0);
    } else {
        tell(p, _("Question %d, %s"), question_number(p->session, open->question),
             question_title(&p->session->list.questions[open->question]));
    }
    if (why.length > 0) {
        tell(p, "   %s", buffer_text(&why));
    }
    buffer_release(&why);
}

void tell_plan_changed(struct plain *p, const struct planning *plan)
{
    struct buffer changed;
    buffer_init(&changed, BUFFER_MAX_TEXT);
    planning_changed(&changed, plan);
    tell_lines(p, &changed);
    buffer_release(&changed);
}

void tell_plan_summary(struct plain *p, const struct planning *plan)
{
    struct buffer head;
    buffer_init(&head, BUFFER_MAX_TEXT);
    planning_head(&head, plan, false);
    tell_lines(p, &head);
    buffer_release(&head);
    if (plan->plan.count > 0) {
        tell(p, "%s",
             _("Proposed steps are not seen by your customers. Yours are those that you take or set a level for: only these they see."));
    }
}

void tell_plan_steps(struct plain *p, const struct planning *plan, size_t question)
{
    bool any = false;
    for (size_t i = 0; i < plan->plan.count; i++) {
        const struct plan_step *step = &plan->plan.steps[i];
        if (question == SIZE_MAX || step->question == question) {
            tell_action(p, step->question, step->action, step->wish == WISH_TAKE ? _("yours") : _("proposed"),
                        step->action->to == planning_level(plan, step->question));
            any = true;
        }
    }
    for (size_t i = 0; i < plan->nopen; i++) {
        if (question == SIZE_MAX || plan->open[i].question == question) {
            tell_open(p, plan, &plan->open[i]);
            any = true;
        }
    }
    if (!any && plan->problem.text[0] == '\0') {
        tell(p, "%s",
             question == SIZE_MAX ? _("Nothing is below its target: there is nothing to plan.") : _("This question has no steps here."));
    }
}

/* What the steps of a question cost, the dearest of them. */
static enum plan_price price_of(const struct planning *plan, size_t question)
{
    enum plan_price price = PRICE_NOTHING;
    for (size_t i = 0; i < plan->plan.count; i++) {
        const struct plan_step *step = &plan->plan.steps[i];
        price = step->question == question && step->price > price ? step->price : price;
    }
    return price;
}

/* "Question 3, Restore tests, from 0 to 3, 3 steps: at most ¥3,000 a month", at a question's first step in the plan. */
static void tell_planned(struct plain *p, const struct planning *plan, size_t first)
{
    const struct plan_step *step = &plan->plan.steps[first];
    const struct question *q = &p->session->list.questions[step->question];
    int from = step->action->from;
    int64_t once = 0, monthly = 0;
    size_t n = 0;
    for (size_t i = 0; i < plan->plan.count; i++) {
        if (plan->plan.steps[i].question != step->question) {
            continue;
        }
        if (i < first) {
            return; /* told there */
        }
        const struct action *action = plan->plan.steps[i].action;
        from = action->from < from ? action->from : from;
        once += action->initial.max;
        monthly += action->monthly.max;
        n++;
    }
    struct buffer price;
    buffer_init(&price, BUFFER_MAX_TEXT);
    if (once > 0 || monthly > 0) {
        char money[WORDS_MAX];
        (void)buffer_add_format(&price, _(": at most %s"), money_words(money, once, monthly));
    }
    tell(p, _n("Question %d, %s, from %d to %d, %zu step%s", "Question %d, %s, from %d to %d, %zu steps%s", n),
         question_number(p->session, step->question), question_title(q), from, planning_level(plan, step->question), n,
         buffer_text(&price));
    buffer_release(&price);
    tell_yours(p, step->question);
}

/* The questions whose steps cost no more than this: those in the plan that need most stand last, as its heading says. */
static void tell_planned_at(struct plain *p, const struct planning *plan, enum plan_price price)
{
    static const char *const headings[] = {[PRICE_NOTHING] = N_("In the plan, what costs nothing:"),
                                           [PRICE_VENDOR] = N_("In the plan, what takes hours of the IT vendor, too:"),
                                           [PRICE_MONEY] = N_("In the plan, what takes money:")};
    bool any = false;
    for (size_t i = 0; i < plan->plan.count; i++) {
        if (price_of(plan, plan->plan.steps[i].question) != price) {
            continue;
        }
        if (!any) {
            list_heads(p);
            tell(p, "%s", _(headings[price]));
        }
        any = true;
        tell_planned(p, plan, i);
    }
}

void tell_plan_list(struct plain *p, const struct planning *plan)
{
    if (plan->plan.count + plan->nopen == 0) {
        tell_plan_steps(p, plan, SIZE_MAX);
        return;
    }
    for (int price = PRICE_NOTHING; price <= PRICE_MONEY; price++) {
        tell_planned_at(p, plan, (enum plan_price)price);
    }
    for (size_t i = 0; i < plan->nopen; i++) {
        struct buffer open;
        buffer_init(&open, BUFFER_MAX_TEXT);
        planning_open_for(&open, plan, i);
        tell_words(p, &open);
        buffer_release(&open);
    }
    tell(p, "%s", _("list 3 reads the steps of question 3 in full, list all those of every question."));
}

void tell_plan_change(struct plain *p, const struct planning *plan, size_t question)
{
    for (size_t i = 0; i < plan->plan.count; i++) {
        if (plan->plan.steps[i].question == question) {
            tell(p, "%s", _("In the plan:"));
            tell_planned(p, plan, i);
            break;
        }
    }
    for (size_t i = 0; i < plan->nopen; i++) {
        if (plan->open[i].question == question) {
            tell_open(p, plan, &plan->open[i]);
        }
    }
    struct buffer costs;
    buffer_init(&costs, BUFFER_MAX_TEXT);
    planning_costs(&costs, plan);
    tell_lines(p, &costs);
    buffer_release(&costs);
}
