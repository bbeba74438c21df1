/* The page about one supplier in the making: its parts append lines to it (view_line). */
#ifndef TENKEN_COMMAND_VIEW_TELLING_H
#define TENKEN_COMMAND_VIEW_TELLING_H

#include "command/view_data.h"

/* Borrows all of it. */
struct telling {
    struct view_data *d;
    struct buffer *out;
    const struct portfolio_supplier *s;
    const char *code;
    const cJSON *document;  /* the newest one, or NULL */
    const cJSON *reply;     /* the newest one to an alarm, or NULL */
    char about[VIEW_WORDS]; /* the product that the alarm was about, "" when nobody has said */
    bool any;               /* a list has had a line */
};

void view_tell_checks(struct telling *t);
/* The answers that stand, one by one, with what is written to them: those to alarms, or all the others. */
void view_tell_answers(struct telling *t, bool alarms);
/* What somebody plans, in words; level is that of the answer's plan (0-4). Returns out. */
#define PLAN_TEXT 400
const char *view_plan_words(const cJSON *answer, char out[PLAN_TEXT]);
void view_tell_products(struct telling *t);
/* Beside the period before, when there is one. */
enum status view_tell_years(struct telling *t, struct portfolio *p, struct error *e);
/* What it was asked, what came from it, whose signature counts. */
enum status view_tell_records(struct telling *t, struct portfolio *p, struct error *e);

#endif
