/* Last year beside this year in plain mode. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/compare.h"
#include "tui/years.h"

bool has_year_before(const struct plain *p)
{
    return assessment_past(p->session->assessment) != NULL;
}

static void tell_part(struct plain *p, const struct years *y, void (*part)(struct buffer *, const struct years *))
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    part(&text, y);
    tell_words(p, &text);
    buffer_release(&text);
}

static void tell_compared(struct plain *p, const struct years *y, const struct compared *c)
{
    char from[WORDS_MAX];
    char to[WORDS_MAX];
    const char *what = c->to.unconfirmed ? _("to be confirmed") : change_words(c);
    const char *reworded = c->reworded && c->change != CHANGE_SAME ? _(", reworded") : "";
    if (c->question == SIZE_MAX) {
        tell(p, _("%s: then %s; %s"), compared_title(y, c), answer_words(&c->from, from), what);
        return;
    }
    tell(p, _("Question %d, %s: then %s, now %s; %s%s"), question_number(p->session, c->question), compared_title(y, c),
         answer_words(&c->from, from), answer_words(&c->to, to), what, reworded);
}

/* The questions for which another level is asked now, and why: those with the same reason in one line, at the first of them. */
static void tell_target(struct plain *p, const struct years *y, size_t first)
{
    struct buffer why, names;
    size_t n = 0;
    buffer_init(&why, BUFFER_MAX_TEXT);
    buffer_init(&names, BUFFER_MAX_TEXT);
    target_words(&why, y, &y->comparison.items[first]);
    for (size_t i = 0; i < y->comparison.count && why.length > 0; i++) {
        const struct compared *c = &y->comparison.items[i];
        struct buffer other;
        buffer_init(&other, BUFFER_MAX_TEXT);
        target_words(&other, y, c);
        const bool same = strcmp(buffer_text(&other), buffer_text(&why)) == 0;
        buffer_release(&other);
        if (same && i < first) {
            buffer_clear(&why); /* told there */
        } else if (same) {
            (void)buffer_add_format(&names, n++ > 0 ? _("; question %d, %s") : _("Question %d, %s"),
                                    question_number(p->session, c->question), compared_title(y, c));
        }
    }
    if (why.length > 0) {
        tell(p, "%s: %s", buffer_text(&names), buffer_text(&why));
    }
    buffer_release(&names);
    buffer_release(&why);
}

/* Last year's answer, proposed and not confirmed yet. */
static bool waits_unchanged(const struct compared *c)
{
    return c->to.unconfirmed && !c->reworded && c->question != SIZE_MAX && c->from.state == c->to.state && c->from.level == c->to.level;
}

static void tell_waiting(struct plain *p, const struct years *y)
{
    list_heads(p);
    tell(p, "%s", _("To be confirmed, as then:"));
    for (size_t i = 0; i < y->comparison.count; i++) {
        const struct compared *c = &y->comparison.items[i];
        char words[ANSWER_WORDS];
        if (waits_unchanged(c)) {
            tell(p, _("Question %d, %s: %s"), question_number(p->session, c->question), compared_title(y, c), answer_words(&c->to, words));
        }
    }
}

/* After the list: where it stops y is not taken. */
static void tell_unconfirmed(struct plain *p, const struct years *y)
{
    const size_t n = y->past == NULL ? 0 : y->comparison.unconfirmed;
    if (n > 0) {
        tell(p,
             _n("%zu answer from then is still to be confirmed: go and its number opens the question, and y there keeps the answer.",
                "%zu answers from then are still to be confirmed: go and a number opens such a question, and y there keeps the answer.", n),
             n);
    }
}

void tell_years(struct plain *p)
{
    struct years y;
    struct error e = {0};
    size_t same = 0, kept = 0;
    size_t waiting = 0; /* as then, to be confirmed: said once, not for each */
    if (years_compute(&y, p->session, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else {
        list_begins(p);
        tell(p, "%s", "");
        tell_part(p, &y, years_totals);
        tell_part(p, &y, years_weakest);
        tell_part(p, &y, years_counts);
        tell_part(p, &y, years_plans);
        tell_part(p, &y, years_products);
    }
    for (size_t i = 0; i < y.comparison.count; i++) {
        const struct compared *c = &y.comparison.items[i];
        kept += c->change == CHANGE_KEPT;
        if (c->change == CHANGE_KEPT) {
            continue;
        }
        if (waits_unchanged(c)) {
            waiting++;
        } else if (c->change == CHANGE_SAME && !c->reworded && !c->to.unconfirmed) {
            same++;
        } else {
            tell_compared(p, &y, c);
        }
    }
    if (waiting > 0) {
        tell_waiting(p, &y);
    }
    if (same > 0) {
        tell(p, _n("%zu answer is the same as then.", "%zu answers are the same as then.", same), same);
    }
    if (kept > 0) {
        tell(p, _n("%zu answer is kept until a customer asks for it.", "%zu answers are kept until a customer asks for them.", kept), kept);
    }
    for (size_t i = 0; i < y.comparison.count; i++) {
        tell_target(p, &y, i);
    }
    list_ends(p);
    tell_unconfirmed(p, &y);
    years_release(&y);
}
