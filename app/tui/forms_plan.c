/* The forms of planning: what one question is to reach, by when and by whom; and the budgets. */
#include "tui/form.h"
#include "tui/screens.h"

#include "base/i18n.h"
#include "model/action_words.h"
#include "model/json.h"
#include "tui/due_date.h"
#include "tui/planning.h"
#include "tui/question_view.h"

#define FROM_4                                                                                                                             \
    {                                                                                                                                      \
        "", N_("no plan"), NULL                                                                                                            \
    }
#define FROM_3                                                                                                                             \
    FROM_4,                                                                                                                                \
    {                                                                                                                                      \
        "4", N_("4 improving"), NULL                                                                                                       \
    }
#define FROM_2                                                                                                                             \
    FROM_4, {"3", N_("3 established"), NULL},                                                                                              \
    {                                                                                                                                      \
        "4", N_("4 improving"), NULL                                                                                                       \
    }
#define FROM_1                                                                                                                             \
    FROM_4, {"2", N_("2 throughout"), NULL}, {"3", N_("3 established"), NULL},                                                             \
    {                                                                                                                                      \
        "4", N_("4 improving"), NULL                                                                                                       \
    }

/* What can be planned at each level: what is above it. The last is for whoever has no level yet. */
static const struct choice PLAN_0[] = {
    FROM_4, {"1", N_("1 partly"), NULL}, {"2", N_("2 throughout"), NULL}, {"3", N_("3 established"), NULL}, {"4", N_("4 improving"), NULL}};
static const struct choice PLAN_1[] = {FROM_1}, PLAN_2[] = {FROM_2}, PLAN_3[] = {FROM_3}, PLAN_4[] = {FROM_4};
static const size_t PLAN_COUNTS[LEVELS] = {5, 4, 3, 2, 1};

static void plan_load(struct form *form)
{
    const struct goal goal = session_goal(form_session(form), form_question(form));
    const int next = session_present_level(form_session(form), form_question(form)) + 1;
    const int level = goal.level > 0 ? goal.level : form_entry(form) > 0 ? (int)form_entry(form) : next > 1 ? next : 1;
    if (level > 0 && level < LEVELS) {
        form_fill(form, 0, PLAN_0[level].value);
    }
    if (!goal.late) { /* a new day is asked for */
        form_propose(form, 1, goal.by);
    }
    form_fill(form, 2, goal.owner);
}

/* The day that was typed, in full; whether it was not. */
static bool typed_day(const struct form *form, char by[WORDS_MAX])
{
    char today[DATE_TEXT];
    bool meant = false;
    session_today(form_session(form), today);
    (void)due_date(form_value(form, 1), today, by, &meant);
    return meant;
}

/* The example must not be a day that would be refused. */
static const char *example(const struct form *form, char out[WORDS_MAX])
{
    char today[DATE_TEXT];
    session_today(form_session(form), today);
    return due_example(today, out);
}

static bool plan_help(const struct form *form, size_t field, char out[HELP_MAX])
{
    char day[WORDS_MAX];
    const char *level = form_value(form, 0);
    if (field == 0 && level[0] != '\0') { /* the bare word is little to choose by */
        (void)snprintf(out, HELP_MAX, "%s\n%s", level_text(form_asked(form), level[0] - '0'),
                       _("A plan does not raise the score; it tells your customer that you are at it."));
        return true;
    }
    return field == 1 && snprintf(out, HELP_MAX, _("Year, month, day: %s. A month alone means its last day."), example(form, day)) > 0;
}

static bool plan_in_full(const struct form *form, size_t field, char out[WORDS_MAX])
{
    return field == 1 && typed_day(form, out);
}

/* The day that went by, of this year's plan or of last year's. */
static bool plan_beside(const struct form *form, size_t field, char out[WORDS_MAX])
{
    const struct goal goal = session_goal(form_session(form), form_question(form));
    const char *past = goal.late ? goal.by : session_lapsed(form_session(form), form_question(form));
    return field == 1 && past[0] != '\0' && snprintf(out, WORDS_MAX, _("past: %s"), past) > 0;
}

/* At each field: a day that is none, or past, is told before the next field. */
static enum status plan_check(const struct form *form, size_t field, struct error *e)
{
    char by[WORDS_MAX], day[WORDS_MAX];
    int64_t seconds = 0;
    if (field != 1) {
        return ST_OK;
    }
    (void)typed_day(form, by);
    if (by[0] != '\0' && !date_parse(by, &seconds)) {
        return fail(e, ST_INPUT, _("\"%s\" is no date: write year, month and day as %s."), by, example(form, day));
    }
    return session_day_check(form_session(form), by, e);
}

static enum status plan_apply(struct form *form, size_t *field, struct error *e)
{
    char by[WORDS_MAX];
    const char *level = form_value(form, 0);
    *field = 1;
    const enum status st = plan_check(form, 1, e);
    if (st != ST_OK) {
        return st;
    }
    (void)typed_day(form, by);
    if (level[0] == '\0' && (by[0] != '\0' || form_value(form, 2)[0] != '\0') &&
        session_goal(form_session(form), form_question(form)).level <= 0) { /* a day and a name alone are no plan, and would be lost */
        *field = 0;
        return fail(e, ST_INPUT, _("Which level is to be reached? Left and Right choose it."));
    }
    *field = 2;
    return session_plan(form_session(form), form_question(form), level[0] == '\0' ? -1 : level[0] - '0', by, form_value(form, 2), e);
}

struct screen *plan_form_new(struct session *session, size_t question, int level)
{
#define PLAN_FIELDS(n)                                                                                                                     \
    {                                                                                                                                      \
        {N_("Level to reach"), N_("Left and right choose. A plan does not raise the score; it tells your customer that you are at it."),   \
         FIELD_CHOICE, PLAN_##n, &PLAN_COUNTS[n]},                                                                                         \
            {N_("By (date)"), NULL, FIELD_LINE, NULL, NULL},                                                                               \
        {                                                                                                                                  \
            N_("Who does it"), N_("One person's name or role."), FIELD_LINE, NULL, NULL                                                    \
        }                                                                                                                                  \
    }
    static const struct field_spec fields[LEVELS][3] = {PLAN_FIELDS(0), PLAN_FIELDS(1), PLAN_FIELDS(2), PLAN_FIELDS(3), PLAN_FIELDS(4)};
#define PLAN_SPEC(n)                                                                                                                       \
    {                                                                                                                                      \
        .title = N_("Plan"), .fields = fields[n], .nfields = 3, .about = form_about, .load = plan_load, .apply = plan_apply,               \
        .check = plan_check, .in_full = plan_in_full, .help = plan_help, .beside = plan_beside                                             \
    }
    static const struct form_spec specs[LEVELS] = {PLAN_SPEC(0), PLAN_SPEC(1), PLAN_SPEC(2), PLAN_SPEC(3), PLAN_SPEC(4)};
    const int present = session_present_level(session, question);
    return form_new(session, &specs[present < 0 ? 0 : present], question, (size_t)level);
#undef PLAN_FIELDS
#undef PLAN_SPEC
}

/* ---- budgets ---- */

#define USUAL_MONTHLY 10000 /* S1: what many small firms can pay */

static void fill_yen(struct form *form, size_t field, int64_t yen)
{
    char text[AMOUNT_TEXT];
    if (yen >= 0) {
        form_propose(form, field, amount_text(yen, text));
    }
}

static void budget_load(struct form *form)
{
    int64_t initial = 0;
    int64_t monthly = 0;
    const struct assessment *a = form_session(form)->assessment;
    const bool chosen = assessment_budgets(a, &initial, &monthly) || assessment_past_budgets(a, &initial, &monthly);
    fill_yen(form, 0, chosen ? monthly : USUAL_MONTHLY);
    fill_yen(form, 1, chosen ? initial : 0);
}

static enum status budget_apply(struct form *form, size_t *field, struct error *e)
{
    int64_t monthly = 0;
    int64_t initial = 0;
    *field = 0;
    enum status st = budget_read(form_value(form, 0), true, &monthly, e);
    if (st == ST_OK) {
        *field = 1;
        st = budget_read(form_value(form, 1), false, &initial, e);
    }
    if (st == ST_OK && monthly < 0 && initial < 0) {
        return fail(e, ST_INPUT, _("Give at least one amount; 0 is one too: then the plan holds what costs nothing."));
    }
    return st == ST_OK ? session_budgets(form_session(form), initial, monthly, e) : st;
}

struct screen *budget_form_new(struct session *session)
{
    static const struct field_spec fields[] = {
        {N_("Each month (yen)"), N_("For services and contracts. 0: nothing. Empty: no limit."), FIELD_LINE, NULL, NULL},
        {N_("Once, this year (yen)"), N_("For devices and one-time work. 0: nothing. Empty: no limit."), FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {
        .title = N_("Budget for security"),
        .place = N_("the plan"),
        .intro =
            N_("About ¥10,000 a month is what many small firms can pay: so they said in government trials with over 1,000 of them. Four in "
               "ten could pay nothing: much in the plan costs nothing but time. Your customers do not see your budget. Of the plan "
               "they see only the steps that you took or set a level for yourself, and what those cost together."),
        .fields = fields,
        .nfields = sizeof fields / sizeof *fields,
        .load = budget_load,
        .apply = budget_apply};
    return form_new(session, &spec, 0, 0);
}
