#include "tui/report.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/words.h"

void report_total(struct buffer *out, const struct session *s, const struct score *score)
{
    char points[WORDS_MAX];
    (void)s;
    if (score->total == SCORE_NONE) {
        (void)buffer_add_text(out, _("No score yet: nothing is answered with a level."));
    } else if (score->answered < score->asked) {
        (void)buffer_add_format(out, _("%s of 100 so far: %zu of %zu questions are answered."), points_words(score->total, points),
                                score->answered, score->asked);
    } else {
        (void)buffer_add_format(out, _("%s of 100."), points_words(score->total, points));
    }
}

void report_weakest(struct buffer *out, const struct session *s, const struct score *score)
{
    if (score->weakest != SIZE_MAX) {
        const struct question *q = &s->list.questions[score->weakest];
        char words[WORDS_MAX];
        (void)buffer_add_format(out, _("Weakest of the essentials: %d %s (%s)."), question_number(s, score->weakest), question_title(q),
                                question_words(q, words));
    }
}

void report_belief(struct buffer *out, const struct session *s, const struct score *score)
{
    const int believed = assessment_perceived(s->assessment);
    if (believed < 0 || score->total == SCORE_NONE) {
        return;
    }
    char expected[WORDS_MAX];
    char is[WORDS_MAX];
    char gap[WORDS_MAX];
    const int difference = believed * LEVEL_POINTS - score->total;
    (void)points_words(believed * LEVEL_POINTS, expected);
    (void)points_words(score->total, is);
    (void)points_words(difference < 0 ? -difference : difference, gap);
    if (difference > 0) {
        (void)buffer_add_format(out, _("You expected %s (\"%s\"). Your answers say %s: %s lower."), expected, _(BELIEFS[believed]), is,
                                gap);
    } else if (difference < 0) {
        (void)buffer_add_format(out, _("You expected %s (\"%s\"). Your answers say %s: %s higher."), expected, _(BELIEFS[believed]), is,
                                gap);
    } else {
        (void)buffer_add_format(out, _("You expected %s (\"%s\"), and that is what your answers say."), expected, _(BELIEFS[believed]));
    }
}

void report_unknown(struct buffer *out, const struct session *s, const struct score *score)
{
    (void)s;
    if (score->unknown > 0) {
        (void)buffer_add_format(out,
                                _n("%zu answer is \"don't know\" and counts as 0: ask somebody who knows.",
                                   "%zu answers are \"don't know\" and count as 0: ask somebody who knows.", score->unknown),
                                score->unknown);
    }
}

static const char *who_words(enum action_who who)
{
    return who == WHO_OWNER ? _("you") : who == WHO_STAFF ? _("staff") : _("the IT vendor");
}

/* "12,000" */
static const char *digits(int amount, char out[WORDS_MAX])
{
    char plain[16];
    const int n = snprintf(plain, sizeof plain, "%d", amount);
    size_t used = 0;
    for (int i = 0; i < n && used + 2 < WORDS_MAX; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            out[used++] = ',';
        }
        out[used++] = plain[i];
    }
    out[used] = '\0';
    return out;
}

/* "5,000–20,000", or one amount when both ends are the same. */
static const char *range(struct cost cost, char out[WORDS_MAX])
{
    char low[WORDS_MAX];
    char high[WORDS_MAX];
    if (cost.min == cost.max) {
        return digits(cost.max, out);
    }
    const int n = snprintf(out, WORDS_MAX, "%.40s–%.40s", digits(cost.min, low), digits(cost.max, high));
    return n < 0 ? "" : out;
}

void report_effort(struct buffer *out, const struct action *action)
{
    char once[WORDS_MAX];
    char monthly[WORDS_MAX];
    (void)range(action->initial, once);
    (void)range(action->monthly, monthly);
    if (action->initial.max == 0 && action->monthly.max == 0) {
        (void)buffer_add_text(out, _("costs nothing"));
    } else if (action->monthly.max == 0) {
        (void)buffer_add_format(out, _("%s yen once"), once);
    } else if (action->initial.max == 0) {
        (void)buffer_add_format(out, _("%s yen a month"), monthly);
    } else {
        (void)buffer_add_format(out, _("%s yen once, %s yen a month"), once, monthly);
    }
    if ((action->initial.max > 0 || action->monthly.max > 0) && action->cost_source == NULL) {
        (void)buffer_add_text(out, _(" (an estimate)"));
    }
    if (action->hours > 0) {
        (void)buffer_add_format(out, _n(", about %d hour", ", about %d hours", action->hours), action->hours);
    }
    (void)buffer_add_format(out, "%s%s", _(", "), who_words(action->who));
}
