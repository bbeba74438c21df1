/* tenken set: answers from a script, with the same checks as on the screen. All assignments or none. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/list_mistakes.h"
#include "command/print.h"
#include "command/record.h"
#include "model/goal.h"
#include "model/json.h"

/* A plan for a day that is past is none; the screens take no such day either. */
static enum status check_day(const char *assignment, const char *today, struct error *e)
{
    static const char DAY[] = ".planned_by";
    const size_t n = strcspn(assignment, "="), end = sizeof DAY - 1;
    const bool plans = assignment[n] == '=' && n > end && strncmp(assignment + n - end, DAY, end) == 0;
    return plans ? goal_day_check(assignment + n + 1, today, e) : ST_OK;
}

/* Companions (a reason, a day) come last, wherever they stand on the command line; where an answer is refused, what belongs to it says
 * nothing of its own. */
static enum status assign_each(struct assessment *a, const struct question_list *list, const struct clock *clock, int argc, char **argv,
                               struct list_mistakes *mistakes, struct error *e)
{
    char today[DATE_TEXT];
    enum status st = ST_OK;
    local_today(clock, today);
    for (int late = 0; late <= 1 && mistakes->count == 0; late++) {
        for (int i = 2; i < argc && st == ST_OK; i++) {
            if (assignment_depends(argv[i]) == (late == 1)) {
                st = assessment_assign(a, list, argv[i], e);
                st = st == ST_OK ? check_day(argv[i], today, e) : st;
                st = list_mistakes_note(mistakes, st, e);
            }
        }
    }
    return st;
}

/* All that is wrong at once, so that it is mended in one go; a single mistake says enough by itself. */
static enum status assign_all(struct assessment *a, const struct question_list *list, const struct clock *clock, int argc, char **argv,
                              struct error *e)
{
    struct list_mistakes mistakes = {.count = 0};
    enum status st = assign_each(a, list, clock, argc, argv, &mistakes, e);
    if (st == ST_OK && mistakes.count == 1) {
        st = ST_INPUT; /* with its sentence */
    } else if (st == ST_OK && mistakes.count > 1) {
        list_mistakes_print(&mistakes);
        st = fail(e, ST_INPUT, _("%s of the assignments cannot be taken, so none of them was."), COUNT_TEXT(mistakes.count));
    }
    list_mistakes_release(&mistakes);
    return st;
}

/* Last year's plans go with answers that were confirmed or given anew, unless this call says what is planned. */
static enum status settle_goals(struct assessment *a, const struct question_list *list, const struct clock *clock, int argc, char **argv,
                                struct error *e)
{
    char today[DATE_TEXT], name[256];
    enum status st = ST_OK;
    local_today(clock, today);
    for (size_t i = 0; st == ST_OK && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        const int n = snprintf(name, sizeof name, "%s:%s.planned_", q->pack->id, q->item->id);
        bool said = false;
        for (int k = 2; k < argc; k++) {
            said = said || strncmp(argv[k], name, n > 0 ? (size_t)n : 0) == 0;
        }
        st = said ? ST_OK : goal_settle(a, q, today, e);
    }
    return st;
}

static enum status check_reasons(const struct question_list *list, struct error *e)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        const char *reason = json_text(q->answer.tree, "na_reason");
        if (q->answer.state == ANSWER_NA && (reason == NULL || reason[0] == '\0')) {
            return fail(e, ST_INPUT, _("%s:%s: \"not applicable\" needs a reason: add %s:%s.na_reason=TEXT."), q->pack->id, q->item->id,
                        q->pack->id, q->item->id);
        }
    }
    return ST_OK;
}

/* The question that an assignment changes, NULL when it changes something else. */
static const struct question *question_of(const struct question_list *list, const char *assignment)
{
    const size_t n = strcspn(assignment, "=");
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        const size_t pack = strlen(q->pack->id), item = strlen(q->item->id);
        if (n == pack + 1 + item && strncmp(assignment, q->pack->id, pack) == 0 && assignment[pack] == ':' &&
            strncmp(assignment + pack + 1, q->item->id, item) == 0) {
            return q;
        }
    }
    return NULL;
}

static void print_assignment(const struct question_list *list, const char *assignment)
{
    const struct question *q = question_of(list, assignment);
    if (q == NULL) {
        print_clean(assignment);
        (void)putchar('\n');
        return;
    }
    char words[ANSWER_WORDS];
    print_clean(q->pack->id);
    (void)putchar(':');
    print_clean(q->item->id);
    (void)fputs("  ", stdout);
    print_clean(text_of(q->home_item->title));
    (void)printf(": %s", answer_words(&q->answer, words));
    if (q->hidden) {
        (void)printf(" (%s)", _("kept, but not asked at present"));
    }
    (void)putchar('\n');
}

static void print_progress(const struct question_list *list, const char *path)
{
    size_t asked = 0, answered = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (!q->hidden && !q->repeated) {
            asked++;
            answered += answer_given(&q->answer);
        }
    }
    (void)printf(_("Saved in %s: %zu of %zu questions answered."), path, answered, asked);
    (void)putchar('\n');
}

#define HITS_MAX 64

/* Contradictions that this call brought about. */
static void print_new_hits(const struct check_hit *before, size_t nbefore, const struct check_hit *after, size_t nafter)
{
    for (size_t i = 0; i < nafter && i < HITS_MAX; i++) {
        size_t k = 0;
        while (k < nbefore && k < HITS_MAX && before[k].check != after[i].check) {
            k++;
        }
        if (k == nbefore) {
            (void)fputs("! ", stdout);
            print_wrapped(text_of(after[i].check->message), 2, 2);
        }
    }
}

static enum status set_in(struct draft *d, struct catalog *catalog, struct program *program, int argc, char **argv, struct error *e)
{
    struct question_list list = {0}, after = {0};
    struct check_hit before_hits[HITS_MAX], after_hits[HITS_MAX];
    struct assessment *a = &d->assessment;
    size_t nbefore = 0;
    enum status st = assessment_load_packs(a, catalog, e);
    if (st == ST_OK) {
        st = assessment_questions(a, catalog, &list, NULL, e);
    }
    if (st == ST_OK) {
        const struct facts facts = assessment_facts(a);
        nbefore = checks_find(&list, catalog, &facts, before_hits, HITS_MAX);
        st = assign_all(a, &list, &program->clock, argc, argv, e);
    }
    st = st == ST_OK ? settle_goals(a, &list, &program->clock, argc, argv, e) : st;
    if (st == ST_OK) {
        st = assessment_questions(a, catalog, &after, NULL, e);
    }
    if (st == ST_OK) {
        st = check_reasons(&after, e);
    }
    if (st == ST_OK) {
        st = draft_save(d, &program->clock, e);
    }
    if (st == ST_OK) {
        for (int i = 2; i < argc; i++) {
            print_assignment(&after, argv[i]);
        }
        print_progress(&after, d->path);
        const struct facts facts = assessment_facts(a);
        print_new_hits(before_hits, nbefore, after_hits, checks_find(&after, catalog, &facts, after_hits, HITS_MAX));
    }
    question_list_release(&after);
    question_list_release(&list);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0 && strchr(argv[i], ':') == NULL) {
            return usage_error(&command_set, e, _("there is no option \"%s\"."), argv[i]);
        }
    }
    if (argc < 3) {
        return usage_error(&command_set, e, _("name a draft and at least one assignment."));
    }
    struct draft d;
    struct catalog catalog;
    enum status st = load_catalog(program, &catalog, e);
    if (st != ST_OK) {
        return st;
    }
    st = draft_open(&d, argv[1], e);
    if (st == ST_OK) {
        st = set_in(&d, &catalog, program, argc, argv, e);
        draft_close(&d);
    }
    catalog_release(&catalog);
    return st;
}

const struct command command_set = {
    .name = "set",
    .usage = N_("set DRAFT PACK:ITEM=0..4|unknown|na|none …\n"
                "set DRAFT PACK:ITEM.KEY=TEXT …\n"
                "set DRAFT perceived=0..4 supplier.KEY=TEXT affirmation.KEY=TEXT …\n"
                "set DRAFT inventory+=NAME;VENDOR;VERSION;internet|-;credentials|-"),
    .help = N_("answer from a script; all assignments or none"),
    .run = run,
    .options = N_(
        "PACK:ITEM=0..4|unknown|na|none\tthe answer (done or not_done where that is asked); none takes it back\n"
        "PACK:ITEM.note=TEXT\ta note that the customer reads\n"
        "PACK:ITEM.na_reason=TEXT\twhy it is not applicable; needed with na\n"
        "PACK:ITEM.scope=TEXT, .exceptions=TEXT, .compensating=TEXT\twhat the answer covers, what it does not, what is done there instead\n"
        "PACK:ITEM.planned_level=0..4, .planned_by=DATE, .owner=TEXT\tthe plan: up to which level, by when, who sees to it\n"
        "PACK:ITEM.done_at=DATE\twhen it was done\n"
        "PACK:ITEM.evidence+=TITLE;KIND;REFERENCE;DATE\tadds a piece of evidence\n"
        "PACK:ITEM.ask_vendor=yes|no, .confirmed=yes|no\tto ask the IT vendor; an answer that came along still holds\n"
        "PACK:ITEM.assessor.level=0..4, .assessor.confidence=heard|document|seen, .assessor.reason=TEXT, .assessor.note=TEXT\tthe "
        "assessor's rating\n"
        "perceived=0..4\thow well protected the firm thinks it is\n"
        "supplier.KEY=TEXT\tKEY is name, name_kana, corporate_number, industry, employees, contact.name, contact.email, contact.phone "
        "or contact.emergency_phone; industry takes a letter A to T (the division of the Japan Standard Industrial Classification), "
        "employees one of 1-5, 6-20, 21-50, 51-100, 101-300, 301-\n"
        "affirmation.name=TEXT, affirmation.role=TEXT, affirmation.date=DATE\twho in the firm stands for the answers\n"
        "plan.budget_initial=YEN, plan.budget_monthly=YEN\twhat the firm can pay\n"
        "cosign_expected=yes|no\twhether an assessor signs, too\n"
        "inventory+=NAME;VENDOR;VERSION;internet|-;credentials|-\tadds a product"),
};
