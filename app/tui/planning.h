/* The plan as the owner makes it: computed once, shown by the planning screen and told by plain mode. */
#ifndef TENKEN_TUI_PLANNING_H
#define TENKEN_TUI_PLANNING_H

#include "model/action_words.h"
#include "model/plan.h"
#include "tui/session.h"
#include "tui/words.h"

struct buffer;

/* The steps that bring most and may come before all others: at most so many. The results name the same ones. */
#define PLAN_FIRST 3

struct planning {
    const struct session *session;
    bool chosen;             /* budgets are set; otherwise the plan holds what needs none */
    struct plan_terms terms; /* borrowed from the session's draft */
    struct plan plan;
    size_t first[PLAN_FIRST], nfirst; /* indices of the steps to take first, those that bring most first */
    struct plan_open *open;
    size_t nopen;
    int now, then; /* the total, and the total when all steps are done; SCORE_NONE */
    size_t unanswered;
    struct error problem; /* why there is no plan (packs whose costs cannot all be compared); text "" when there is one */
};

/* Of the session's list and draft, which must not change meanwhile. A refusal (packs whose costs cannot be compared) leaves an empty plan.
 */
enum status planning_compute(struct planning *p, const struct session *session, struct error *e);
void planning_release(struct planning *p);

/* An amount of a budget as it is typed; BUDGET_NONE (no limit) when text is empty. Refuses what is no amount, and what only a slip of the
 * finger makes. */
enum status budget_read(const char *text, bool monthly, int64_t *yen, struct error *e);

/* "¥10,000", or "any amount". Returns out. */
const char *budget_words(int64_t yen, char out[YEN_TEXT]);

/* The place of a step among those to take first, from 1; 0: none. */
int planning_rank(const struct planning *p, size_t step);

/* Each appends lines with newlines between; nothing when there is nothing to say. What the steps take: money, hours of whom. */
void planning_costs(struct buffer *out, const struct planning *p);
/* Under which budget, what to do first, what it takes and brings, and what asks for attention: a budget overrun by hand, and by which
 * steps; questions not answered yet. brief: in few lines, where a list needs the room, and what the list shows itself is left to it. */
void planning_head(struct buffer *out, const struct planning *p, bool brief);

/* What the plan proposes otherwise than when the owner last looked at it: what came in, what went out and why, and the points. Nothing when
 * that is the same, on the first look, and when the owner changed the budget or took or left out steps: a sentence of its own, to be told
 * before the plan and with the results. */
void planning_changed(struct buffer *out, const struct planning *p);
/* The owner looks at it: noted in the draft. True when what was noted is another. */
bool planning_seen(const struct planning *p, struct session *session);

/* How many questions stay open, which, and where their steps stand in the list on the screen. */
void planning_stay_out(struct buffer *out, const struct planning *p);
/* That further steps wait for an open one; nothing when none does. */
void planning_waiting(struct buffer *out, const struct plan_open *open);

/* Why a question stays open: short for a column, and as a sentence. */
const char *reason_words(const struct planning *p, enum plan_reason reason);
void planning_reason(struct buffer *out, const struct planning *p, const struct plan_open *open);
/* "2027-03-31 Sato" beside the step that reaches what the firm planned, "2027-03-31 on the way" beside those before it, "past: 2027-03-31"
 * where that day is past, last year's, too (*late); "" when nobody and no day is set, and at a step beyond the level that is planned:
 * nobody promised it. Returns out. */
const char *assigned_words(const struct planning *p, size_t step, char out[WORDS_MAX], bool *late);
/* "Planned by you: 2 throughout by 2027-03-31, Sato": what the firm promises, whatever the plan's steps lead to, and whether that day is
 * past, as may be that of last year's plan; nothing without a level. */
void planning_yours(struct buffer *out, const struct session *s, size_t question);
/* Where a step stands among those that lead its question to its target, in the plan or open: "2/3"; "" when it is the only one. Returns
 * out. */
const char *planning_place(const struct planning *p, size_t question, const struct action *step, char out[WORDS_MAX]);
/* "Left open, not enough money left: question 4, Updates, from 1 to 2: at most ¥10,000 a month; …", at the first that is open for this
 * reason; nothing at the others. */
void planning_open_for(struct buffer *out, const struct planning *p, size_t first);
/* The highest level that the plan leads a question to. */
int planning_level(const struct planning *p, size_t question);

#endif
