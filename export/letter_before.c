#include "export/letter_before.h"

#include "base/i18n.h"
#include "export/html.h"

#include <stdio.h>

static bool moved(enum portfolio_question_kind kind, int now, int before)
{
    const bool asked_now = now != PORTFOLIO_NOT_ASKED, asked_before = before != PORTFOLIO_NOT_ASKED;
    return asked_now != asked_before || now == PORTFOLIO_UNANSWERED || (asked_now && kind != PORTFOLIO_QUESTION_SAME);
}

struct reading {
    struct letter_before *out;
    struct portfolio_source *source;
};

static enum status note(void *context, const struct portfolio_years *years, struct error *e)
{
    const struct reading *r = context;
    const struct portfolio_question *questions = NULL;
    size_t n = 0;
    const enum status st = r->source->questions(r->source, &questions, &n, e);
    if (st != ST_OK || years->levels[0] == NULL || years->levels[1] == NULL) {
        return st;
    }
    r->out->now = years->total[0];
    r->out->total = years->total[1];
    for (size_t i = 0; i < n && !r->out->questions_moved; i++) {
        r->out->questions_moved = moved(questions[i].kind, years->levels[0][i], years->levels[1][i]);
    }
    return ST_OK;
}

enum status letter_before_read(struct letter_before *out, struct portfolio_source *source, const struct portfolio_supplier *visited,
                               struct error *e)
{
    *out = (struct letter_before){.period = source->period_before, .total = SCORE_NONE, .now = SCORE_NONE};
    return source->years_of(source, visited, note, &(struct reading){out, source}, e);
}

void letter_before_write(const struct letter_before *before, struct buffer *out)
{
    char line[320], total[SCORE_TEXT], change[SCORE_TEXT];
    const int by = before->now - before->total;
    if (before->now < 0 || before->total < 0) {
        return;
    }
    (void)score_text(before->total, total);
    (void)score_text(by < 0 ? -by : by, change);
    if (by == 0) {
        (void)snprintf(line, sizeof line, _("In %s your total was %s, too."), before->period, total);
    } else if (by > 0) {
        (void)snprintf(line, sizeof line, _("In %s your total was %s: it has risen by %s."), before->period, total, change);
    } else {
        (void)snprintf(line, sizeof line, _("In %s your total was %s: it has fallen by %s."), before->period, total, change);
    }
    buffer_add_text(out, "<p class=\"before\">");
    html_text(out, line);
    if (before->questions_moved) {
        buffer_add_char(out, ' ');
        html_text(out, _("Not all questions were the same then, so compare the two with care."));
    }
    buffer_add_text(out, "</p>\n");
}
