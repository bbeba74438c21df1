#include "model/two_years.h"

#include <stdlib.h>
#include <string.h>

static void count_change(struct change_counts *c, enum portfolio_change change)
{
    c->raised += change == PORTFOLIO_CHANGE_RAISED;
    c->lowered += change == PORTFOLIO_CHANGE_LOWERED;
    c->other += change == PORTFOLIO_CHANGE_OTHER;
    c->fresh += change == PORTFOLIO_CHANGE_NEW;
    c->gone += change == PORTFOLIO_CHANGE_GONE;
}

static bool counts(int level)
{
    return level >= 0 || level == PORTFOLIO_UNKNOWN;
}

static int reached(int level)
{
    return level > 0 ? level : 0;
}

static void compare(struct question_years *q, int before, int now)
{
    count_change(&q->changes, portfolio_change(before, now));
    if (counts(before) && counts(now)) {
        q->both++;
        q->risen += reached(now) - reached(before);
    }
}

bool two_years_both(const struct portfolio_years *row)
{
    return row->answered[0] && row->levels[0] != NULL && row->answered[1] && row->levels[1] != NULL;
}

static enum status add(void *context, const struct portfolio_years *row, struct error *e)
{
    struct two_years *s = context;
    const bool both = two_years_both(row);
    (void)e;
    s->both += both;
    for (int which = 0; which < 2; which++) {
        const bool answered = row->answered[which] && row->levels[which] != NULL;
        s->suppliers[which] += answered;
        for (size_t i = 0; answered && i < s->count; i++) {
            const int level = row->levels[which][i];
            if (counts(level)) {
                s->of[i].answered[which]++;
                s->of[i].level_sum[which] += (uint64_t)reached(level);
            }
        }
    }
    for (size_t i = 0; both && i < s->count; i++) {
        compare(&s->of[i], row->levels[1][i], row->levels[0][i]);
    }
    return ST_OK;
}

enum status two_years_gather(struct two_years *out, struct portfolio_source *source, struct error *e)
{
    *out = (struct two_years){0};
    enum status st = source->questions(source, &out->questions, &out->count, e);
    if (st != ST_OK || out->count == 0) {
        return st;
    }
    out->of = calloc(out->count, sizeof *out->of);
    st = out->of == NULL ? fail_memory(e) : source->years(source, add, out, e);
    if (st != ST_OK) {
        two_years_release(out);
    }
    return st;
}

void two_years_release(struct two_years *s)
{
    free(s->of);
    *s = (struct two_years){0};
}

int two_years_mean(const struct question_years *q, int which)
{
    const uint64_t n = q->answered[which];
    return n == 0 ? SCORE_NONE : (int)((200 * q->level_sum[which] + n) / (2 * n));
}

bool two_years_change(const struct question_years *q, int *change)
{
    const int64_t n = (int64_t)q->both, doubled = 200 * q->risen;
    *change = n == 0 ? 0 : (int)((doubled < 0 ? doubled - n : doubled + n) / (2 * n));
    return n > 0;
}

struct change_counts two_years_count(const struct portfolio_years *row, size_t questions)
{
    struct change_counts c = {0};
    for (size_t i = 0; two_years_both(row) && i < questions; i++) {
        count_change(&c, portfolio_change(row->levels[1][i], row->levels[0][i]));
    }
    return c;
}

static bool same_text(const struct text *a, const struct text *b)
{
    return strcmp(a->ja, b->ja) == 0 && strcmp(a->en, b->en) == 0;
}

enum portfolio_question_kind question_compare(const struct item *now, const struct item *before)
{
    if (now == NULL || before == NULL) {
        return PORTFOLIO_QUESTION_UNSURE;
    }
    bool same = now->kind == before->kind && same_text(&now->text, &before->text);
    for (size_t i = 0; same && now->kind == ITEM_LEVEL && i < LEVELS; i++) {
        same = same_text(&now->levels[i], &before->levels[i]);
    }
    return same ? PORTFOLIO_QUESTION_SAME : PORTFOLIO_QUESTION_REWORDED;
}

const char *change_name(enum portfolio_change change)
{
    static const char *const NAMES[] = {
        [PORTFOLIO_CHANGE_NONE] = "same",     [PORTFOLIO_CHANGE_RAISED] = "raised", [PORTFOLIO_CHANGE_LOWERED] = "lowered",
        [PORTFOLIO_CHANGE_OTHER] = "changed", [PORTFOLIO_CHANGE_NEW] = "new",       [PORTFOLIO_CHANGE_GONE] = "gone",
    };
    return NAMES[change];
}

const char *question_kind_name(enum portfolio_question_kind kind)
{
    static const char *const NAMES[] = {
        [PORTFOLIO_QUESTION_SAME] = "same", [PORTFOLIO_QUESTION_REWORDED] = "reworded", [PORTFOLIO_QUESTION_UNSURE] = "unsure",
        [PORTFOLIO_QUESTION_NEW] = "new",   [PORTFOLIO_QUESTION_RETIRED] = "retired",
    };
    return NAMES[kind];
}
