/* What stands above the steps of the plan: the budget, what the steps take and bring, and what asks for attention. */
#include "tui/planning.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/yen.h"
#include "tui/money_words.h"

static void add_budget(struct buffer *out, const struct planning *p)
{
    char monthly[YEN_TEXT];
    char initial[YEN_TEXT];
    if (p->problem.text[0] != '\0') {
        (void)buffer_add_format(out, "! %s", p->problem.text);
        return;
    }
    if (!p->chosen) {
        int64_t once, each;
        (void)buffer_add_text(out, _("No budget yet: steps that cost nothing but hours."));
        if (assessment_past_budgets(p->session->assessment, &once, &each)) {
            (void)buffer_add_text(out, "\n");
            (void)buffer_add_format(out, _("Last year it was %s a month and %s once."), budget_words(each, monthly),
                                    budget_words(once, initial));
        }
        return;
    }
    (void)buffer_add_format(
        out, _n("The best for %s a month and %s once is %zu step.", "The best for %s a month and %s once are %zu steps.", p->plan.count),
        budget_words(p->terms.monthly, monthly), budget_words(p->terms.initial, initial), p->plan.count);
}

static void add_money(struct buffer *out, const struct planning *p)
{
    char money[WORDS_MAX];
    if (p->plan.cost_monthly > 0 || p->plan.cost_initial > 0) {
        (void)buffer_add_format(out, _("at most %s"), money_words(money, p->plan.cost_initial, p->plan.cost_monthly));
    } else {
        (void)buffer_add_text(out, _("costs nothing"));
    }
}

/* The hours of a year, of the firm's people and of the IT vendor. */
static void hours_of(const struct planning *p, int *own, int *vendor)
{
    *own = *vendor = 0;
    for (size_t i = 0; i < p->plan.count; i++) {
        const struct action *action = p->plan.steps[i].action;
        *(action->who == WHO_VENDOR ? vendor : own) += action->hours;
    }
}

/* Many hours, spread over the year, are less than they look; a few are few enough. */
#define MONTHLY_FROM 18

static int monthly_hours(int year)
{
    return (year + 6) / 12;
}

void planning_costs(struct buffer *out, const struct planning *p)
{
    int own, vendor;
    hours_of(p, &own, &vendor);
    if (p->plan.count == 0) {
        return;
    }
    (void)buffer_add_format(out, _n("%zu step takes: ", "All %zu steps together take: ", p->plan.count), p->plan.count);
    add_money(out, p);
    (void)buffer_add_format(out, _("; in a year about %d hours of your own people"), own);
    if (own >= MONTHLY_FROM) {
        (void)buffer_add_format(out, _(" (about %d a month; not all has to be done this year)"), monthly_hours(own));
    }
    if (vendor > 0) { /* what they cost only the contract says */
        (void)buffer_add_format(out, _(" and %d of the IT vendor (ask what those cost)"), vendor);
    }
    (void)buffer_add_text(out, _("."));
}

static void add_begin(struct buffer *out, const struct planning *p)
{
    const size_t n = p->nfirst;
    if (n < 2 || n == p->plan.count) {
        return; /* the list says as much */
    }
    (void)buffer_add_format(out, _n("Do this %zu first: ", "Do these %zu first: ", n), n);
    for (size_t i = 0; i < n; i++) {
        const size_t question = p->plan.steps[p->first[i]].question;
        (void)buffer_add_format(out, "%s%d %s", i > 0 ? _(", ") : "", question_number(p->session, question),
                                question_title(&p->session->list.questions[question]));
    }
}

static void add_gain(struct buffer *out, const struct planning *p)
{
    char now[WORDS_MAX];
    char then[WORDS_MAX];
    if (p->now != SCORE_NONE && p->then != SCORE_NONE && p->plan.count > 0) {
        (void)buffer_add_format(out, _("Once all is done: %s of 100 instead of %s. A plan alone raises no score."),
                                points_words(p->then, then), points_words(p->now, now));
    }
}

/* What is missing for a price beside what the budget leaves; below zero: no limit. */
static int64_t missing(int64_t price, int64_t limit, int64_t spent)
{
    const int64_t left = limit - spent;
    return limit < 0 || price <= left ? 0 : price - left;
}

/* Of those that money could buy the one that the least is missing for in a first year; NULL: there is none. */
static const struct plan_open *nearest_for_money(const struct planning *p)
{
    const struct plan_open *nearest = NULL;
    int64_t least = 0;
    for (size_t i = 0; i < p->nopen; i++) {
        const struct plan_open *open = &p->open[i];
        if (open->reason != OPEN_TOO_DEAR && open->reason != OPEN_OUTBID) {
            continue;
        }
        const int64_t all = missing(open->action->initial.max, p->terms.initial, p->plan.cost_initial) +
                            12 * missing(open->action->monthly.max, p->terms.monthly, p->plan.cost_monthly);
        if (nearest == NULL || all < least) {
            nearest = open;
            least = all;
        }
    }
    return nearest;
}

/* Money by the month alone buys nothing: whatever could be bought costs something at first, and there is nothing for that. */
static bool monthly_alone(const struct planning *p)
{
    for (size_t i = 0; i < p->nopen; i++) {
        if ((p->open[i].reason == OPEN_TOO_DEAR || p->open[i].reason == OPEN_OUTBID) && p->open[i].action->initial.max == 0) {
            return false;
        }
    }
    return p->terms.initial == 0 && p->terms.monthly > 0;
}

/* What the plan leaves of a budget with limits on both sides that it keeps to; false: there is no such. */
static bool left_words(const struct planning *p, char out[WORDS_MAX])
{
    const int64_t once = p->terms.initial - p->plan.cost_initial, each = p->terms.monthly - p->plan.cost_monthly;
    return once >= 0 && each >= 0 && money_words(out, once, each) != NULL;
}

/* Beside the price of the next step it says why that one does not fit. */
static void add_left(struct buffer *out, const struct planning *p)
{
    char money[WORDS_MAX];
    if (left_words(p, money)) {
        (void)buffer_add_text(out, between_sentences());
        (void)buffer_add_format(out, _("Left: %s."), money);
    }
}

static void add_rest(struct buffer *out, const struct planning *p)
{
    const bool left = p->terms.monthly > p->plan.cost_monthly || p->terms.initial > p->plan.cost_initial;
    const struct plan_open *next = nearest_for_money(p);
    char price[WORDS_MAX];
    if (!p->chosen || !left) {
        return;
    }
    if (next == NULL) {
        (void)buffer_add_text(out, _("The rest of the budget is not needed: no other step costs money."));
    } else {
        (void)buffer_add_format(
            out,
            monthly_alone(p)
                ? _("No further step can be paid by the month alone. The next, question %d, %s, from %d to %d, costs at most %s.")
                : _("The rest of the budget buys no further step. The next, question %d, %s, from %d to %d, costs at most %s."),
            question_number(p->session, next->question), question_title(&p->session->list.questions[next->question]), next->action->from,
            next->action->to, money_words(price, next->action->initial.max, next->action->monthly.max));
        add_left(out, p);
    }
}

/* Whether a step is in the plan because it, or one that needs it, was taken or promised by hand. */
static bool by_hand(const struct planning *p, const struct plan_step *step)
{
    for (size_t i = 0; i < p->plan.count; i++) {
        const struct plan_step *other = &p->plan.steps[i];
        if (other->question == step->question && other->action->to >= step->action->to &&
            (other->wish == WISH_TAKE || plan_promised(&p->session->list.questions[other->question], other->action))) {
            return true;
        }
    }
    return false;
}

#define OVERRUN_NAMED 3

/* Without a budget there is none to go beyond. */
static void add_overrun(struct buffer *out, const struct planning *p)
{
    const bool monthly = p->terms.monthly >= 0 && p->plan.cost_monthly > p->terms.monthly;
    const bool initial = p->terms.initial >= 0 && p->plan.cost_initial > p->terms.initial;
    struct buffer names;
    size_t n = 0;
    if (!p->chosen || (!monthly && !initial)) {
        return;
    }
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < p->plan.count; i++) {
        const struct plan_step *step = &p->plan.steps[i];
        const struct action *action = step->action;
        char money[WORDS_MAX];
        if (!by_hand(p, step) || !((monthly && action->monthly.max > 0) || (initial && action->initial.max > 0))) {
            continue;
        }
        if (n++ < OVERRUN_NAMED) {
            (void)buffer_add_text(&names, n > 1 ? _("; ") : "");
            (void)buffer_add_format(&names, _("%d %s, at most %s"), question_number(p->session, step->question),
                                    question_title(&p->session->list.questions[step->question]),
                                    money_words(money, action->initial.max, action->monthly.max));
        }
    }
    if (n > OVERRUN_NAMED) {
        (void)buffer_add_format(&names, _n("; and %zu more", "; and %zu more", n - OVERRUN_NAMED), n - OVERRUN_NAMED);
    }
    (void)buffer_add_format(out, _("! What you took or planned yourself goes beyond the budget: %s."), buffer_text(&names));
    buffer_release(&names);
}

static void add_remarks(struct buffer *out, const struct planning *p)
{
    add_overrun(out, p);
    if (p->unanswered > 0) {
        (void)buffer_add_text(out, out->length > 0 ? "\n" : "");
        (void)buffer_add_format(out,
                                _n("%zu question is not answered yet and has no steps here.",
                                   "%zu questions are not answered yet and have no steps here.", p->unanswered),
                                p->unanswered);
    }
}

static void add_costs_brief(struct buffer *out, const struct planning *p)
{
    int own, vendor;
    struct buffer money;
    if (p->plan.count == 0) {
        return;
    }
    hours_of(p, &own, &vendor);
    buffer_init(&money, BUFFER_MAX_TEXT);
    add_money(&money, p);
    const bool many = own >= MONTHLY_FROM;
    if (many && vendor > 0) {
        (void)buffer_add_format(out, _("In all: %s; %d hours of yours, %d of the vendor, not all needed this year."), buffer_text(&money),
                                own, vendor);
    } else if (many) {
        (void)buffer_add_format(out, _("In all: %s; %d hours of yours, not all needed this year."), buffer_text(&money), own);
    } else if (vendor > 0) {
        (void)buffer_add_format(out, _("In all: %s; a year %d hours of yours, %d of the vendor."), buffer_text(&money), own, vendor);
    } else {
        (void)buffer_add_format(out, _("In all: %s; a year %d hours of yours."), buffer_text(&money), own);
    }
    buffer_release(&money);
}

/* Which stay open; their prices stand in the list. */
static void add_rest_brief(struct buffer *out, const struct planning *p)
{
    const bool left = p->terms.monthly > p->plan.cost_monthly || p->terms.initial > p->plan.cost_initial;
    char money[WORDS_MAX];
    if (!p->chosen || !left) {
        return;
    }
    if (nearest_for_money(p) == NULL) {
        (void)buffer_add_text(out, _("The rest of the budget is not needed: no other step costs money."));
    } else if (left_words(p, money)) {
        (void)buffer_add_format(out, _("Left: %s. That buys no further step."), money);
    } else {
        (void)buffer_add_text(out, _("The rest of the budget buys no further step."));
    }
}

#define OUT_NAMED 8

void planning_stay_out(struct buffer *out, const struct planning *p)
{
    struct buffer names;
    if (p->nopen == 0) {
        return;
    }
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < p->nopen && i < OUT_NAMED; i++) {
        (void)buffer_add_format(&names, "%s%d", i > 0 ? _(", ") : "", question_number(p->session, p->open[i].question));
    }
    (void)buffer_add_text(&names, p->nopen > OUT_NAMED ? _(", …") : "");
    (void)buffer_add_format(out,
                            _n("%zu stays out: question %s (at the end of the list: End).",
                               "%zu stay out: questions %s (at the end of the list: End).", p->nopen),
                            p->nopen, buffer_text(&names));
    buffer_release(&names);
}

static void add_gain_brief(struct buffer *out, const struct planning *p)
{
    char now[WORDS_MAX], then[WORDS_MAX];
    if (p->now != SCORE_NONE && p->then != SCORE_NONE && p->plan.count > 0) {
        (void)buffer_add_format(out, _("Once all is done: %s of 100 instead of %s."), points_words(p->then, then),
                                points_words(p->now, now));
    }
}

typedef void head_part(struct buffer *out, const struct planning *p);

void planning_head(struct buffer *out, const struct planning *p, bool brief)
{
    static head_part *const whole[] = {add_budget, add_begin, planning_costs, add_rest, add_gain, add_remarks, NULL};
    static head_part *const few[] = {add_budget, add_costs_brief, add_rest_brief, planning_stay_out, add_gain_brief, add_remarks, NULL};
    for (head_part *const *add = brief ? few : whole; *add != NULL; add++) {
        struct buffer part;
        buffer_init(&part, BUFFER_MAX_TEXT);
        (*add)(&part, p);
        if (part.length > 0) {
            (void)buffer_add_format(out, "%s%s", out->length > 0 ? "\n" : "", buffer_text(&part));
        }
        buffer_release(&part);
    }
}
