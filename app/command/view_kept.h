/* What the prime's screens have worked out: it holds until the portfolio is written to, or the day is another one. */
#ifndef TENKEN_COMMAND_VIEW_KEPT_H
#define TENKEN_COMMAND_VIEW_KEPT_H

#include "command/view_data.h"
#include "model/two_years.h"

struct kept_plans {
    struct portfolio_plan *each; /* as they come from the source */
    size_t count, room;
    struct portfolio_item *items; /* of these, titles aside (view_item_title) */
    uint64_t unknown;             /* plans_unknown of the source */
    bool there;
};

struct kept_question {
    enum portfolio_question_kind kind;
    struct portfolio_item item; /* the same */
    size_t now;
    struct question_years years;
};

struct kept_years {
    struct kept_question *each;
    size_t count; /* 0: there is no period before */
    uint64_t both;
    const char *now, *before; /* periods */
    bool there;
};

struct view_kept {
    struct portfolio_moment moment;
    char period[PORTFOLIO_PERIOD_TEXT], day[DATE_TEXT];
    struct arena arena; /* all texts */
    struct kept_plans plans;
    struct kept_years years;
};

/* Of the period that is shown. Stays until the next call. */
enum status view_kept_plans(struct view_data *d, const struct kept_plans **out, struct error *e);
enum status view_kept_years(struct view_data *d, const struct kept_years **out, struct error *e);
void view_kept_free(struct view_kept *k); /* or NULL */

#endif
