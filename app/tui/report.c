#include "tui/report.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "model/action_words.h"
#include "model/json.h"
#include "tui/check_words.h"
#include "tui/money_words.h"
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
    } else if (score->na > 0) { /* what does not apply counts nowhere */
        const size_t counted = score->asked - score->na;
        (void)buffer_add_format(out,
                                _n("%s of 100, on the %zu question that applies.", "%s of 100, on the %zu questions that apply.", counted),
                                points_words(score->total, points), counted);
    } else {
        (void)buffer_add_format(out, _n("%s of 100, on %zu question.", "%s of 100, on all %zu questions.", score->asked),
                                points_words(score->total, points), score->asked);
    }
}

/* Whether a question stands in another part, too: those that report_elsewhere names there. */
static bool stands_elsewhere(const struct question_list *list, const struct question *home)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->repeated && q->home_item == home->home_item && !q->hidden) {
            return true;
        }
    }
    return false;
}

void report_shared(struct buffer *out, const struct session *s, const struct score *score)
{
    size_t n = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        n += !q->repeated && stands_elsewhere(&s->list, q);
    }
    if (n > 0) {
        (void)buffer_add_format(out,
                                score->npacks == 2
                                    ? _n("%zu question belongs to both questionnaires; in the total it counts once.",
                                         "%zu questions belong to both questionnaires; in the total each counts once.", n)
                                    : _n("%zu question belongs to several questionnaires; in the total it counts once.",
                                         "%zu questions belong to several questionnaires; in the total each counts once.", n),
                                n);
    }
}

static int points_now(const struct score *score, const struct pack *pack, size_t section)
{
    for (size_t i = 0; i < score->npacks; i++) {
        if (score->packs[i].pack == pack) {
            return section == SIZE_MAX ? score->packs[i].total : score->packs[i].sections[section];
        }
    }
    return SCORE_NONE;
}

/* Whether a part's points have moved since last year. */
static bool points_moved(const struct score *score, const struct alike *alike, const struct pack *pack, size_t section)
{
    const int then = alike_points(alike, pack, section), now = points_now(score, pack, section);
    return then != SCORE_NONE && now != SCORE_NONE && then != now;
}

void report_elsewhere(struct buffer *out, const struct session *s, const struct pack *pack, size_t section, bool changed)
{
    const cJSON *answers = json_get(assessment_past(s->assessment), "answers");
    struct buffer names;
    size_t n = 0;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        const struct answer before = answer_view(json_get(json_get(answers, q->home_pack->id), q->home_item->id));
        if (q->pack == pack && (section == SIZE_MAX || q->item->section == section) && q->repeated && !q->hidden &&
            (!changed || answer_compare(&before, &q->answer) != 0)) {
            (void)buffer_add_format(&names, "%s%d %s", n++ > 0 ? _(", ") : "", question_number(s, i), question_title(q));
        }
    }
    if (n > 0) {
        (void)buffer_add_format(out, _n("%s counts here, too.", "%s count here, too.", n), buffer_text(&names));
    }
    buffer_release(&names);
}

void report_moved(struct buffer *out, const struct session *s, const struct score *score, const struct alike *alike,
                  const struct pack *pack, size_t section)
{
    if (points_moved(score, alike, pack, section)) {
        report_elsewhere(out, s, pack, section, true);
    }
}

const char *report_without_points(const struct session *s, const struct pack *pack, size_t section)
{
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        const bool part = q->pack == pack && (section == SIZE_MAX || q->item->section == section);
        if (part && !q->hidden && (!answer_given(&q->answer) || q->answer.state != ANSWER_NA)) {
            return _("not answered yet");
        }
    }
    return _("not applicable");
}

#define WEAKEST_NAMED 3

void report_weakest_add(struct buffer *names, size_t n, const struct session *s, size_t question, const char *words)
{
    if (n < WEAKEST_NAMED) {
        (void)buffer_add_format(names, "%s%d %s (%s)", n > 0 ? _(", ") : "", question_number(s, question),
                                question_title(&s->list.questions[question]), words);
    }
}

void report_weakest_more(struct buffer *names, size_t n)
{
    if (n > WEAKEST_NAMED) {
        (void)buffer_add_format(names, _n(" and %zu more", " and %zu more", n - WEAKEST_NAMED), n - WEAKEST_NAMED);
    }
}

void report_weakest_names(struct buffer *names, const struct session *s, const struct score *score)
{
    size_t n = 0;
    buffer_init(names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < s->list.count; i++) {
        if (score_at_floor(score, &s->list.questions[i])) {
            char words[WORDS_MAX];
            report_weakest_add(names, n++, s, i, question_words(&s->list.questions[i], words));
        }
    }
    report_weakest_more(names, n);
}

void report_weakest(struct buffer *out, const struct session *s, const struct score *score)
{
    struct buffer names;
    report_weakest_names(&names, s, score);
    if (names.length > 0) {
        (void)buffer_add_format(out, _("Weakest of what every firm needs (essential): %s."), buffer_text(&names));
    }
    buffer_release(&names);
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

void report_apart(struct buffer *out, const struct session *s, const struct score *score)
{
    (void)score;
    const struct check *checks[SESSION_HITS];
    struct buffer pairs;
    buffer_init(&pairs, BUFFER_MAX_TEXT);
    size_t n = 0;
    for (size_t i = 0; i < s->nhits; i++) {
        if (!s->hits[i].check->advice) {
            checks[n++] = s->hits[i].check;
        }
    }
    if (n > 0 && check_pairs_name(&pairs, s, checks, n)) {
        (void)buffer_add_format(out, _("Not together: %s (below, at the end)."), buffer_text(&pairs));
    }
    buffer_release(&pairs);
}

/* What was asked then, when it is not the same. */
static void add_then(struct buffer *out, const struct alike *a, const char *period)
{
    if (a->answered_then < a->asked_then) {
        (void)buffer_add_char(out, '\n');
        (void)buffer_add_format(out, _("In %s only %zu of %zu questions were answered."), period, a->answered_then, a->asked_then);
    } else if (!alike_all(a)) {
        (void)buffer_add_char(out, '\n');
        (void)buffer_add_format(out, _("In %s %zu questions were asked, this year %zu."), period, a->asked_then, a->asked_now);
    }
}

static void add_difference(struct buffer *out, const struct alike *a, const char *period)
{
    char then[WORDS_MAX], now[WORDS_MAX], gap[WORDS_MAX];
    const int difference = a->now.total - a->then.total;
    (void)points_words(difference < 0 ? -difference : difference, gap);
    (void)points_words(a->then.total, then);
    (void)points_words(a->now.total, now);
    if (!alike_all(a)) {
        (void)buffer_add_format(out, _("On the %zu questions that both years ask: %s in %s, %s now"), a->ncommon, then, period, now);
        if (difference == 0) {
            (void)buffer_add_text(out, _(", the same."));
        } else {
            (void)buffer_add_format(out, difference > 0 ? _(", %s higher.") : _(", %s lower."), gap);
        }
    } else if (difference == 0) {
        (void)buffer_add_format(out, _("In %s it was %s, the same."), period, then);
    } else {
        (void)buffer_add_format(out, difference > 0 ? _("In %s it was %s: %s higher now.") : _("In %s it was %s: %s lower now."), period,
                                then, gap);
    }
}

void report_last_year(struct buffer *out, const struct session *s, const struct score *score)
{
    const cJSON *past = assessment_past(s->assessment);
    const char *period = json_text(past, "period");
    struct alike a;
    char then[WORDS_MAX];
    if (past == NULL || alike_compute(past, &s->list, &a, NULL) != ST_OK) {
        return;
    }
    period = period == NULL ? _("last time") : period;
    (void)points_words(a.then.total, then);
    if (a.then.total == SCORE_NONE) {
        (void)buffer_add_format(out, _("Nothing can be compared with %s: no question with a level was asked and answered in both years."),
                                period);
    } else if (a.now.total != SCORE_NONE && score->answered == score->asked) {
        add_difference(out, &a, period);
        add_then(out, &a, period);
    } else if (alike_all(&a)) {
        (void)buffer_add_format(out, _("In %s it was %s."), period, then);
        add_then(out, &a, period);
    } else {
        (void)buffer_add_format(out, _("In %s it was %s on the %zu questions that both years ask."), period, then, a.ncommon);
        add_then(out, &a, period);
    }
    alike_release(&a);
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

void report_weak(struct buffer *out, const struct session *s, const struct threat_cover *cover, int columns)
{
    int used = 0;
    for (size_t i = 0; i < cover->nweak; i++) {
        const struct question *q = &s->list.questions[cover->weak[i]];
        char text[WORDS_MAX], words[WORDS_MAX];
        const char mark[] = {answer_mark(q), '\0'};
        if (columns > 0) {
            (void)snprintf(text, sizeof text, "%s%d %s (%s)", i > 0 ? _(", ") : "", question_number(s, cover->weak[i]), question_title(q),
                           mark);
        } else { /* for the ear: there no number stands alone before a title */
            (void)snprintf(text, sizeof text, _("%squestion %d, %s (%s)"), i > 0 ? _(", ") : "", question_number(s, cover->weak[i]),
                           question_title(q), question_words(q, words));
        }
        used += width_text(text);
        if (i == 0 || columns == 0 || used <= columns) {
            (void)buffer_add_text(out, text);
        }
    }
}

void report_both(struct buffer *out, const struct session *s, const struct check *check)
{
    const size_t before = out->length;
    for (size_t i = 0; i < check->nitems; i++) {
        char pack[PACK_ID_TEXT];
        char item[ITEM_ID_TEXT];
        const size_t at = item_reference(check->items[i], NULL, pack, item) ? question_find(&s->list, pack, item) : SIZE_MAX;
        if (at != SIZE_MAX) {
            char words[WORDS_MAX];
            (void)buffer_add_format(out, "%s%d %s (%s)", out->length > before ? _(", ") : "", question_number(s, at),
                                    question_title(&s->list.questions[at]), question_words(&s->list.questions[at], words));
        }
    }
}

static const char *by_words(enum action_who who)
{
    return who == WHO_OWNER ? _("you") : who == WHO_STAFF ? _("staff") : _("the IT vendor");
}

void report_effort(struct buffer *out, const struct action *action)
{
    char money[WORDS_MAX];
    if (plan_price(action) == PRICE_VENDOR) {
        (void)buffer_add_text(out, _("cost: what the vendor's contract says"));
    } else if (plan_price(action) == PRICE_NOTHING) {
        (void)buffer_add_text(out, _("costs nothing"));
    } else {
        (void)buffer_add_text(out, money_range_words(money, action->initial, action->monthly));
    }
    if ((action->initial.max > 0 || action->monthly.max > 0) && action->cost_source == NULL) {
        (void)buffer_add_text(out, _(" (an estimate)"));
    }
    if (action->hours > 0) {
        (void)buffer_add_format(out, _n(", about %d hour", ", about %d hours", action->hours), action->hours);
    }
    (void)buffer_add_format(out, "%s%s", _(", "), by_words(action->who));
}
