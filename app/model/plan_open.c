/* What a plan leads to, and what it leaves open. */
#include "model/plan.h"

#include "model/gap.h"
#include "model/score.h"

/* The level that the plan brings a question to. */
static int level_after(const struct plan *plan, size_t question, int level)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->steps[i].question == question && plan->steps[i].action->to > level) {
            level = plan->steps[i].action->to;
        }
    }
    return level;
}

static int steps_behind(const struct question *q, const struct action *action)
{
    int n = 0;
    while (action->to < q->target && (action = gap_action(q->home_item, action->to)) != NULL) {
        n++;
    }
    return n;
}

static enum plan_reason reason_of(const struct plan_terms *terms, const struct question *q, const struct action *action)
{
    if (action == NULL) {
        return OPEN_NO_STEP;
    }
    if (plan_wish(terms->wishes, q, action) == WISH_LEAVE) {
        return OPEN_LEFT_OUT;
    }
    const bool monthly = terms->monthly >= 0 && action->monthly.max > terms->monthly;
    const bool initial = terms->initial >= 0 && action->initial.max > terms->initial;
    return monthly || initial ? OPEN_TOO_DEAR : OPEN_OUTBID;
}

static int by_priority(const struct plan_open *a, const struct plan_open *b, const struct question_list *list)
{
    const int x = (a->target - a->level) * gap_weight(&list->questions[a->question]);
    const int y = (b->target - b->level) * gap_weight(&list->questions[b->question]);
    return x != y ? (x > y ? -1 : 1) : a->question < b->question ? -1 : 1;
}

/* In order of priority; few enough for a plain insertion. */
static void insert(struct plan_open *sorted, size_t n, struct plan_open entry, const struct question_list *list)
{
    while (n > 0 && by_priority(&entry, &sorted[n - 1], list) < 0) {
        sorted[n] = sorted[n - 1];
        n--;
    }
    sorted[n] = entry;
}

enum status plan_open(const struct question_list *list, const struct plan_terms *terms, const struct plan *plan, struct plan_open **open,
                      size_t *count, struct error *e)
{
    struct plan_open *found = calloc(list->count + 1, sizeof *found);
    size_t n = 0;
    *open = NULL;
    *count = 0;
    if (found == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->repeated || !question_in_scope(q, &level)) {
            continue;
        }
        level = level_after(plan, i, level);
        if (level >= q->target) {
            continue;
        }
        const struct action *action = gap_action(q->home_item, level);
        insert(found, n++,
               (struct plan_open){i, level, q->target, action, reason_of(terms, q, action), action == NULL ? 0 : steps_behind(q, action)},
               list);
    }
    if (n == 0) {
        free(found);
        return ST_OK;
    }
    *open = found;
    *count = n;
    return ST_OK;
}

enum status plan_total(const struct question_list *list, const struct plan *plan, int *total, struct error *e)
{
    struct question_list then = *list;
    struct score score;
    *total = SCORE_NONE;
    then.questions = calloc(list->count + 1, sizeof *then.questions);
    if (then.questions == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < list->count; i++) {
        struct question *q = &then.questions[i];
        int level = 0;
        *q = list->questions[i];
        if (question_in_scope(q, &level) && level_after(plan, i, level) > level) {
            q->answer.state = ANSWER_LEVEL;
            q->answer.level = level_after(plan, i, level);
        }
    }
    const enum status st = score_compute(&then, &score, e);
    if (st == ST_OK) {
        *total = score.total;
        score_release(&score);
    }
    free(then.questions);
    return st;
}
