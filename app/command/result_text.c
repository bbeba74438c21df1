#include "command/result.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "command/print.h"
#include "model/given.h"
#include "model/json.h"

#define NAME_COLUMNS 22
#define NUMBER_COLUMNS 3
#define GAPS_SHOWN 5
#define FREE_STEPS_SHOWN 5
#define BAR_CELLS 12

static void print_name(const struct question_list *list, size_t question)
{
    (void)printf("%d ", question_list_number(list, question));
    print_clean(text_of(list->questions[question].home_item->title));
}

static void print_head(const struct record *r)
{
    const cJSON *tree = record_tree(r);
    const char *name = json_text(json_get(tree, "supplier"), "name");
    print_clean(name == NULL || name[0] == '\0' ? _("(no name yet)") : name);
    (void)fputs("   ", stdout);
    print_clean(json_text(tree, "period"));
    (void)fputs("   ", stdout);
    if (r->is_draft) {
        (void)puts(_("draft"));
    } else {
        char day[DATE_TEXT];
        (void)printf(_("answers of %s, revision %lld"), local_day_of(json_text(tree, "issued_at"), day),
                     (long long)json_integer(tree, "revision", 0));
        (void)putchar('\n');
        print_wrapped(_("Signatures are not judged here: \"tenken verify\" does that."), 2, 0);
    }
}

static void print_counts(const struct score *s)
{
    (void)printf("\n  ");
    (void)printf(_("%zu of %zu questions answered"), s->answered, s->asked);
    if (s->unknown > 0) {
        (void)fputs("   ", stdout);
        (void)printf(_("don't know: %zu (ask someone)"), s->unknown);
    }
    if (s->na > 0) {
        (void)fputs("   ", stdout);
        (void)printf(_("not applicable: %zu"), s->na);
    }
    (void)putchar('\n');
    if (s->unconfirmed > 0) {
        (void)fputs("  ", stdout);
        (void)printf(
            _n("%zu answer from before waits for your confirmation", "%zu answers from before wait for your confirmation", s->unconfirmed),
            s->unconfirmed);
        (void)putchar('\n');
    }
}

/* Answers that stood before a customer asked, per customer. */
static void print_given(const struct record *r)
{
    const struct assessment *a = &r->draft.assessment;
    for (size_t i = 0; r->is_draft && i < assessment_request_count(a); i++) {
        const cJSON *request = assessment_request(a, i);
        char digest[SHA256_TEXT];
        const size_t n = assessment_request_digest(a, request, digest, NULL) == ST_OK ? given_count(&r->list, digest) : 0;
        if (n > 0) {
            (void)fputs("  ", stdout);
            (void)printf(_n("%zu answer was given before this customer asked, and waits to be confirmed for them: ",
                            "%zu answers were given before this customer asked, and wait to be confirmed for them: ", n),
                         n);
            print_clean(json_text(json_get(request, "requester"), "name"));
            (void)putchar('\n');
        }
    }
}

static void print_belief(const struct result *result)
{
    const int total = result->score.total, believed = result->perceived;
    if (believed < 0 || total < 0) {
        return;
    }
    char expected[SCORE_TEXT], found[SCORE_TEXT], gap[SCORE_TEXT];
    (void)score_text(believed, expected);
    (void)score_text(total, found);
    (void)score_text(believed > total ? believed - total : total - believed, gap);
    (void)fputs("  ", stdout);
    if (believed > total) {
        (void)printf(_("You expected %s; your answers say %s: %s lower."), expected, found, gap);
    } else if (believed < total) {
        (void)printf(_("You expected %s; your answers say %s: %s higher."), expected, found, gap);
    } else {
        (void)printf(_("You expected %s, and that is what your answers say."), expected);
    }
    (void)putchar('\n');
}

static void print_total(const struct result *result)
{
    const struct score *s = &result->score;
    char total[SCORE_TEXT];
    (void)putchar('\n');
    if (s->total < 0) {
        print_wrapped(_("There is nothing to score yet."), 2, 0);
        return;
    }
    (void)printf("  %s %s", _("Total"), score_text(s->total, total));
    const struct question_list *list = &result->record->list;
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (score_at_floor(s, &list->questions[i])) {
            (void)printf(n == 0 ? "    %s " : "%s", n == 0 ? _("weakest essential:") : _(", "));
            n++;
            print_name(list, i);
        }
    }
    if (n > 0) {
        (void)printf(" (%d %s)", s->floor, _(LEVEL_LABELS[s->floor]));
    }
    (void)putchar('\n');
    print_belief(result);
    if (result->claim_differs) {
        const cJSON *claimed = json_get(json_get(record_tree(result->record), "score"), "total");
        char claim[SCORE_TEXT];
        (void)score_text(cJSON_IsNumber(claimed) ? (int)claimed->valuedouble : SCORE_NONE, claim);
        (void)fputs("! ", stdout);
        (void)printf(_("The file itself claims a total of %s or other parts that differ from what its answers give."), claim);
        (void)putchar('\n');
    }
}

static void print_level(const struct question *q)
{
    char words[ANSWER_WORDS];
    const bool below = q->answer.state == ANSWER_LEVEL && q->answer.level < q->target;
    (void)answer_words(&q->answer, words);
    if (q->answer.unconfirmed) {
        print_padded(words, 16);
        (void)puts(_("not confirmed"));
    } else if (below) {
        print_padded(words, 16);
        (void)printf(_("target %d"), q->target);
        (void)putchar('\n');
    } else {
        (void)puts(words);
    }
}

static void print_pack(const struct result *result, const struct pack_score *score)
{
    char total[SCORE_TEXT];
    (void)fputs("\n  ", stdout);
    print_clean(text_of(score->pack->title));
    (void)printf("   %s\n", score_text(score->total, total));
    const struct question_list *list = &result->record->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->pack != score->pack || q->hidden) {
            continue;
        }
        (void)printf("  %*d ", NUMBER_COLUMNS, question_list_number(list, i));
        print_padded(text_of(q->home_item->title), NAME_COLUMNS);
        (void)putchar(' ');
        print_bar(q->answer.state == ANSWER_LEVEL ? q->answer.level * LEVEL_POINTS : 0, BAR_CELLS);
        (void)fputs("  ", stdout);
        print_level(q);
    }
}

static void print_more(size_t count, const char *how)
{
    if (count > 0) {
        (void)fputs("    ", stdout);
        (void)printf(_("and %zu more (%s)"), count, how);
        (void)putchar('\n');
    }
}

static void print_gaps(const struct result *result)
{
    if (result->ngaps == 0) {
        return;
    }
    (void)printf("\n  %s\n", _("Gaps, the most urgent first:"));
    for (size_t i = 0; i < result->ngaps && i < GAPS_SHOWN; i++) {
        const struct gap *gap = &result->gaps[i];
        (void)fputs("  - ", stdout);
        const struct question *q = &result->record->list.questions[gap->question];
        print_name(&result->record->list, gap->question);
        if (q->answer.state == ANSWER_UNKNOWN) {
            (void)printf(": %s -> %d\n", _("don't know"), gap->target);
        } else {
            (void)printf(": %d -> %d\n", gap->level, gap->target);
        }
        if (gap->action != NULL) {
            print_wrapped(text_of(gap->action->text), 4, 0);
        }
    }
    if (result->ngaps > GAPS_SHOWN) {
        print_more(result->ngaps - GAPS_SHOWN, _("--json lists all"));
    }
}

static void print_plan_heading(const struct result *result)
{
    char initial[YEN_TEXT], monthly[YEN_TEXT];
    const char *once = result->budget_initial < 0 ? _("any amount") : yen_text(result->budget_initial, initial);
    const char *each = result->budget_monthly < 0 ? _("any amount") : yen_text(result->budget_monthly, monthly);
    (void)fputs("\n  ", stdout);
    (void)printf(_("The best plan for %s once and %s a month:"), once, each);
    (void)putchar('\n');
}

/* True for a step whose words stand among the gaps above. */
static bool told_already(const struct result *result, const struct action *action)
{
    for (size_t i = 0; i < result->ngaps && i < GAPS_SHOWN; i++) {
        if (result->gaps[i].action == action) {
            return true;
        }
    }
    return false;
}

static void print_step(const struct result *result, const struct plan_step *step)
{
    (void)fputs("  - ", stdout);
    print_name(&result->record->list, step->question);
    (void)printf(": %d -> %d\n", step->action->from, step->action->to);
    if (!told_already(result, step->action)) {
        print_wrapped(text_of(step->action->text), 4, 0);
    }
    print_effort(step->action, 4);
}

/* Without budgets: the steps of one price, the first few of them. */
static void print_free_steps(const struct result *result, enum plan_price price, const char *heading)
{
    const struct plan *plan = &result->plan;
    size_t n = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->steps[i].price != price) {
            continue;
        }
        if (n == 0) {
            (void)printf("\n  %s\n", heading);
        }
        if (n++ < FREE_STEPS_SHOWN) {
            print_step(result, &plan->steps[i]);
        }
    }
    print_more(n > FREE_STEPS_SHOWN ? n - FREE_STEPS_SHOWN : 0, _("--budget-monthly 0 --budget-initial 0 lists all"));
}

static void print_plan(const struct result *result)
{
    const struct plan *plan = &result->plan;
    if (!result->budget_given) {
        print_free_steps(result, PRICE_NOTHING, _("Costs nothing but your own time, can be done now:"));
        print_free_steps(result, PRICE_VENDOR, _("Costs only hours of the IT vendor (does your contract cover them?):"));
        return;
    }
    print_plan_heading(result);
    for (size_t i = 0; i < plan->count; i++) {
        print_step(result, &plan->steps[i]);
    }
    if (plan->count == 0) {
        print_wrapped(_("Nothing fits into this budget."), 4, 0);
    } else {
        char initial[YEN_TEXT], monthly[YEN_TEXT];
        (void)fputs("    ", stdout);
        (void)printf(_("Together: %s once, %s a month."), yen_text(plan->cost_initial, initial), yen_text(plan->cost_monthly, monthly));
        (void)putchar('\n');
    }
}

/* item: "pack:item", as a check names it. */
static void print_item(const struct question_list *list, const char *item)
{
    const char *colon = strchr(item, ':');
    char pack[128];
    size_t at = SIZE_MAX;
    if (colon != NULL && (size_t)(colon - item) < sizeof pack) {
        (void)snprintf(pack, sizeof pack, "%.*s", (int)(colon - item), item);
        at = question_find(list, pack, colon + 1);
    }
    if (at == SIZE_MAX) {
        print_clean(item);
    } else {
        print_name(list, at);
    }
}

static void print_remarks(const struct result *result)
{
    for (size_t i = 0; i < result->nhits; i++) {
        const struct check *check = result->hits[i].check;
        (void)fputs(i == 0 ? "\n! " : "! ", stdout);
        for (size_t k = 0; k < check->nitems; k++) {
            (void)fputs(k > 0 ? _(", ") : "", stdout);
            print_item(&result->record->list, check->items[k]);
        }
        (void)putchar('\n');
        print_wrapped(text_of(check->message), 2, 0);
    }
    if (result->record->changed) {
        (void)fputs("! ", stdout);
        print_wrapped(
            _("A pack has another version than when this draft was begun: the questions shown are those of the version installed now."), 2,
            2);
    }
    const cJSON *name;
    cJSON_ArrayForEach(name, result->record->missing)
    {
        (void)fputs("! ", stdout);
        (void)printf(_("The pack %s (version %s) is not at hand: its answers are not scored."), json_text(name, "id"),
                     json_text(name, "version"));
        (void)putchar('\n');
    }
}

void result_print_text(const struct result *result)
{
    print_head(result->record);
    print_counts(&result->score);
    print_given(result->record);
    print_total(result);
    for (size_t i = 0; i < result->score.npacks; i++) {
        print_pack(result, &result->score.packs[i]);
    }
    print_gaps(result);
    print_plan(result);
    print_remarks(result);
    result_print_assessor(result);
    result_print_followups(result);
    if (result->unfinished.text[0] != '\0') {
        (void)putchar('\n');
        print_wrapped(result->unfinished.text, 2, 0);
    }
}
