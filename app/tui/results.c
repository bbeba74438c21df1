#include "tui/results.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/words.h"

enum status results_compute(struct results *r, const struct session *session, struct error *e)
{
    *r = (struct results){.session = session,
                          .score = {.total = SCORE_NONE, .floor = SCORE_NONE, .weakest = SIZE_MAX},
                          .past = assessment_past(session->assessment)};
    enum status st = score_compute(&session->list, &r->score, e);
    if (st == ST_OK) {
        st = gaps_find(&session->list, &r->gaps, &r->ngaps, e);
    }
    st = st == ST_OK && r->past != NULL ? alike_compute(r->past, &session->list, &r->alike, e) : st;
    if (st == ST_OK) { /* a plan that is refused leaves no first steps; the plan's own screen says why */
        (void)planning_compute(&r->planning, session, e);
    }
    return st == ST_OK ? threats_cover(&session->list, &r->threats, &r->nthreats, e) : st;
}

void results_release(struct results *r)
{
    score_release(&r->score);
    alike_release(&r->alike);
    planning_release(&r->planning);
    free(r->gaps);
    free(r->threats);
    *r = (struct results){0};
}

const char *results_heading(const struct results *r, enum step_kind kind)
{
    static const char *const before[STEP_KINDS] = {N_("Do these first; they need no budget (with one, others may come first):"),
                                                   N_("What takes money:"), N_("Also below target, without a known next step:")};
    static const char *const within[STEP_KINDS] = {N_("Do these first, of the plan within your budget:"),
                                                   N_("What takes money and is not in the plan within your budget:"),
                                                   N_("Also below target, without a known next step:")};
    return _((r->planning.chosen ? within : before)[kind]);
}

void results_left_open(struct buffer *out, const struct results *r)
{
    for (size_t i = 0; r->planning.chosen && i < r->planning.nopen; i++) {
        const enum plan_reason reason = r->planning.open[i].reason;
        if (reason == OPEN_TOO_DEAR || reason == OPEN_OUTBID) {
            struct buffer line;
            buffer_init(&line, BUFFER_MAX_TEXT);
            planning_open_for(&line, &r->planning, i);
            (void)buffer_add_format(out, "%s%s", out->length > 0 && line.length > 0 ? "\n" : "", buffer_text(&line));
            buffer_release(&line);
        }
    }
}

void results_step_head(struct buffer *out, const struct results *r, const struct gap *gap, bool for_ear)
{
    const int number = question_number(r->session, gap->question);
    const char *title = question_title(&r->session->list.questions[gap->question]);
    if (gap->action != NULL && gap->action->to < gap->target) {
        (void)buffer_add_format(out,
                                for_ear ? _("Question %d, %s: now %d, target %d; the first step leads to %d")
                                        : _("%d %s: now %d, target %d; the first step leads to %d"),
                                number, title, gap->level, gap->target, gap->action->to);
    } else {
        (void)buffer_add_format(out, for_ear ? _("Question %d, %s: now %d, target %d") : _("%d %s: now %d, target %d"), number, title,
                                gap->level, gap->target);
    }
}

static const struct gap *gap_of(const struct results *r, size_t question)
{
    for (size_t i = 0; i < r->ngaps; i++) {
        if (r->gaps[i].question == question) {
            return &r->gaps[i];
        }
    }
    return NULL;
}

static size_t first_steps(const struct results *r, const struct gap *steps[RESULT_STEPS])
{
    const struct planning *p = &r->planning;
    size_t n = 0;
    for (size_t i = 0; i < p->nfirst; i++) {
        steps[n] = gap_of(r, p->plan.steps[p->first[i]].question);
        n += steps[n] != NULL;
    }
    return n;
}

static bool is_kind(const struct results *r, const struct gap *gap, enum step_kind kind)
{
    return kind == STEP_UNKNOWN
               ? gap->action == NULL
               : gap->action != NULL && plan_price(gap->action) == PRICE_MONEY && planning_level(&r->planning, gap->question) == 0;
}

size_t results_steps(const struct results *r, enum step_kind kind, const struct gap *steps[RESULT_STEPS])
{
    size_t n = 0;
    if (kind == STEP_FIRST) {
        return first_steps(r, steps);
    }
    if (kind == STEP_PAID && r->planning.chosen) {
        return 0; /* of a question whose first steps are in the plan a later one may be left open: results_left_open */
    }
    for (size_t i = 0; i < r->ngaps; i++) {
        if (is_kind(r, &r->gaps[i], kind)) {
            if (n < RESULT_STEPS) {
                steps[n] = &r->gaps[i];
            }
            n++;
        }
    }
    return n;
}

static const struct plan_open *open_of(const struct results *r, size_t question)
{
    for (size_t i = 0; i < r->planning.nopen; i++) {
        if (r->planning.open[i].question == question) {
            return &r->planning.open[i];
        }
    }
    return NULL;
}

void results_weakest_later(struct buffer *out, const struct results *r)
{
    const size_t weakest = r->score.weakest;
    const struct gap *gap = weakest == SIZE_MAX ? NULL : gap_of(r, weakest);
    const struct gap *steps[RESULT_STEPS];
    const size_t n = first_steps(r, steps);
    bool among = gap == NULL || n == 0;
    for (size_t i = 0; i < n; i++) {
        among = among || steps[i]->question == weakest;
    }
    if (among) {
        return;
    }
    const int number = question_number(r->session, weakest);
    const char *title = question_title(&r->session->list.questions[weakest]);
    const struct plan_open *open = open_of(r, weakest);
    if (r->session->list.questions[weakest].answer.state == ANSWER_UNKNOWN) {
        (void)buffer_add_format(out, _("The weakest essential, %d %s, is \"don't know\": first find out who knows."), number, title);
    } else if (planning_level(&r->planning, weakest) > 0) {
        (void)buffer_add_format(out, _("The weakest essential, %d %s, comes later in the plan: these bring the most points."), number,
                                title);
    } else if (open != NULL) {
        (void)buffer_add_format(out, _("The weakest essential, %d %s, is not among these: %s."), number, title,
                                reason_words(&r->planning, open->reason));
    }
}

/* ---- charts ---- */

static int section_axes(const struct pack_score *pack, struct radar_axis *axes, int n)
{
    for (size_t i = 0; i < pack->pack->nsections; i++) {
        if (n < RADAR_AXES_MAX) {
            axes[n] = (struct radar_axis){text_of(pack->pack->sections[i].title), pack->sections[i]};
        }
        n++;
    }
    return n;
}

/* All sections, or else all packs. */
static int overview_axes(const struct results *r, struct radar_axis *axes)
{
    int n = 0;
    for (size_t p = 0; p < r->score.npacks; p++) {
        n = section_axes(&r->score.packs[p], axes, n);
    }
    if (n <= RADAR_AXES_MAX) {
        return n;
    }
    for (size_t p = 0; p < r->score.npacks && p < RADAR_AXES_MAX; p++) {
        axes[p] = (struct radar_axis){text_of(r->score.packs[p].pack->title), r->score.packs[p].total};
    }
    return (int)r->score.npacks;
}

/* A pack's questions, or else its sections. */
static int pack_axes(const struct results *r, const struct pack_score *pack, struct radar_axis *axes)
{
    const struct question_list *list = &r->session->list;
    int n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        int level = 0;
        if (q->pack != pack->pack || q->hidden || q->home_item->kind != ITEM_LEVEL || q->answer.state == ANSWER_NA) {
            continue;
        }
        if (n < RADAR_AXES_MAX) {
            axes[n] = (struct radar_axis){question_title(q), question_in_scope(q, &level) ? level * LEVEL_POINTS : SCORE_NONE};
        }
        n++;
    }
    return n <= RADAR_AXES_MAX ? n : section_axes(pack, axes, 0);
}

static bool drawable(int n)
{
    return n >= RADAR_AXES_MIN && n <= RADAR_AXES_MAX;
}

int results_chart(const struct results *r, int chart, struct radar_axis axes[RADAR_AXES_MAX], const char **title)
{
    int n = overview_axes(r, axes);
    *title = _("Everything at a glance");
    if (drawable(n) && chart-- == 0) {
        return n;
    }
    for (size_t p = 0; p < r->score.npacks; p++) {
        n = pack_axes(r, &r->score.packs[p], axes);
        *title = text_of(r->score.packs[p].pack->title);
        if (drawable(n) && chart-- == 0) {
            return n;
        }
    }
    return 0;
}
