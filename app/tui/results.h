/* What the results are made of: computed once, shown by the results screen and told by plain mode. */
#ifndef TENKEN_TUI_RESULTS_H
#define TENKEN_TUI_RESULTS_H

#include "model/alike.h"
#include "model/gap.h"
#include "model/threat.h"
#include "tui/planning.h"
#include "tui/radar.h"
#include "tui/session.h"

struct buffer;

struct results {
    const struct session *session;
    struct score score;
    struct gap *gaps;
    size_t ngaps;
    struct threat_cover *threats;
    size_t nthreats;
    const cJSON *past;  /* compare.h; NULL when there is no last year */
    struct alike alike; /* with it, like with like */
    struct planning planning;
};

/* Of the session's list, which must not change meanwhile. */
enum status results_compute(struct results *r, const struct session *session, struct error *e);
void results_release(struct results *r);

#define RESULT_STEPS 3
#define RESULT_THREATS 3
/* The kinds of first steps, in the order in which they are shown: those that the plan, too, names first; what takes money that the plan has
 * not (within a budget results_left_open says it); and gaps without a known step. */
enum step_kind { STEP_FIRST, STEP_PAID, STEP_UNKNOWN, STEP_KINDS };
/* Above the steps of a kind. */
const char *results_heading(const struct results *r, enum step_kind kind);
/* The gaps of one kind, those first that bring most. Fills at most RESULT_STEPS; returns how many there are. */
size_t results_steps(const struct results *r, enum step_kind kind, const struct gap *steps[RESULT_STEPS]);

/* Within a budget: the steps that it leaves open, each reason a line; nothing when there are none. */
void results_left_open(struct buffer *out, const struct results *r);
/* "3 Restore tests: now 0, target 3; the first step leads to 1": a step may lead only part of the way. for_ear: the number does not stand
 * alone. */
void results_step_head(struct buffer *out, const struct results *r, const struct gap *gap, bool for_ear);

/* Why the weakest essential question, which the results name at their head, is not among the first steps; nothing when it is, or when there
 * are none. */
void results_weakest_later(struct buffer *out, const struct results *r);

/* The charts: chart 0 has the sections of all packs as axes (or the packs, when the sections are too many), the others the questions of one
 * pack (or its sections). Returns the number of axes, 0 when there is no chart of this number; *title: what it shows. */
int results_chart(const struct results *r, int chart, struct radar_axis axes[RADAR_AXES_MAX], const char **title);

#endif
