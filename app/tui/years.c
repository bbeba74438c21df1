#include "tui/years.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/diff.h"
#include "model/json.h"
#include "tui/report.h"

enum status years_compute(struct years *y, const struct session *session, struct error *e)
{
    *y = (struct years){.session = session, .past = assessment_past(session->assessment), .score = {.total = SCORE_NONE}};
    enum status st = score_compute(&session->list, &y->score, e);
    if (st == ST_OK && y->past != NULL) {
        st = compare_years(y->past, &session->list, session->catalog, &y->comparison, e);
        st = st == ST_OK ? alike_compute(y->past, &session->list, &y->alike, e) : st;
        y->products = facts_diff(&(struct facts){.inventory = json_get(y->past, "inventory")},
                                 &(struct facts){.inventory = session_inventory(session)});
    }
    return st;
}

void years_release(struct years *y)
{
    score_release(&y->score);
    comparison_release(&y->comparison);
    alike_release(&y->alike);
    cJSON_Delete(y->products);
    *y = (struct years){0};
}

/* Last year's points may not be those that were sent first: the last correction that was signed of its record, where that is at hand. */
static void add_corrected(struct buffer *out, const struct session *s)
{
    const cJSON *recipient, *last = NULL;
    char day[DATE_TEXT];
    if (s->before == NULL) {
        return;
    }
    cJSON_ArrayForEach(recipient, json_get(s->before->tree, "recipients"))
    {
        const char *at = json_text(recipient, "signed_at");
        if (at != NULL && json_integer(recipient, "revision", 0) > 1 && (last == NULL || strcmp(at, json_text(last, "signed_at")) > 0)) {
            last = recipient;
        }
    }
    if (last != NULL) {
        (void)buffer_add_text(out, "\n");
        (void)buffer_add_format(out, _("%s: as corrected on %s (revision %d), not as first signed."), json_text(s->before->tree, "period"),
                                local_day_of(json_text(last, "signed_at"), day), (int)json_integer(last, "revision", 0));
    }
}

void years_totals(struct buffer *out, const struct years *y)
{
    if (y->past == NULL) {
        (void)buffer_add_text(
            out, _("This is the first year here: there is nothing to compare with yet. Next year this shows what has changed."));
        return;
    }
    report_total(out, y->session, &y->score);
    (void)buffer_add_char(out, '\n');
    report_last_year(out, y->session, &y->score);
    add_corrected(out, y->session);
}

/* The essential questions that stood lowest then, with the answers of then; nothing without a score of then. */
static void weakest_then(struct buffer *names, const struct years *y)
{
    const struct session *s = y->session;
    size_t n = 0;
    for (size_t i = 0; i < y->comparison.count; i++) {
        const struct compared *c = &y->comparison.items[i];
        const bool lowest = (c->from.state == ANSWER_LEVEL && c->from.level == y->alike.then.floor) ||
                            (c->from.state == ANSWER_UNKNOWN && y->alike.then.floor == 0);
        if (lowest && c->question != SIZE_MAX && s->list.questions[c->question].home_item->essential) {
            char words[ANSWER_WORDS];
            report_weakest_add(names, n++, s, c->question, answer_words(&c->from, words));
        }
    }
    report_weakest_more(names, n);
}

void years_weakest(struct buffer *out, const struct years *y)
{
    const char *period = json_text(y->past, "period");
    struct buffer now, then;
    if (y->past == NULL || y->score.answered < y->score.asked) {
        return;
    }
    period = period == NULL ? _("last time") : period;
    report_weakest_names(&now, y->session, &y->score);
    buffer_init(&then, BUFFER_MAX_TEXT);
    weakest_then(&then, y);
    if (now.length > 0 && then.length > 0 && strcmp(buffer_text(&now), buffer_text(&then)) == 0) {
        (void)buffer_add_format(out, _("Weakest essential: %s, the same in %s."), buffer_text(&now), period);
    } else if (now.length > 0 && then.length > 0) {
        (void)buffer_add_format(out, _("Weakest essential: %s; in %s: %s."), buffer_text(&now), period, buffer_text(&then));
    }
    buffer_release(&then);
    buffer_release(&now);
}

/* "lower 2", after a comma unless it is the first. */
static void add_count(struct buffer *out, const char *label, size_t count, bool also_none)
{
    if (count > 0 || also_none) {
        (void)buffer_add_format(out, "%s%s %zu", out->length > 0 ? _(", ") : "", label, count);
    }
}

static bool all_the_same(const struct comparison *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if ((c->items[i].change != CHANGE_SAME && c->items[i].change != CHANGE_KEPT) || c->items[i].reworded ||
            c->items[i].to.unconfirmed) {
            return false;
        }
    }
    return true;
}

void years_counts(struct buffer *out, const struct years *y)
{
    const struct comparison *c = &y->comparison;
    if (y->past == NULL) {
        return;
    }
    struct buffer counts;
    buffer_init(&counts, BUFFER_MAX_TEXT);
    add_count(&counts, _("higher"), c->raised, false);
    add_count(&counts, _("lower"), c->lowered, c->raised > 0 /* else one would have to go through the list to know */);
    add_count(&counts, _("new question"), c->fresh, false);
    add_count(&counts, _("reworded"), c->reworded, false);
    add_count(&counts, _("kept until a customer asks"), c->kept, false);
    add_count(&counts, _("retired"), c->retired, false);
    if (counts.length > 0) {
        (void)buffer_add_format(out, _("Answers: %s."), buffer_text(&counts));
    }
    if (all_the_same(c)) {
        (void)buffer_add_text(out, out->length > 0 ? between_sentences() : "");
        (void)buffer_add_text(out, _("The same questions and answers as then."));
    }
    buffer_release(&counts);
}

void years_unconfirmed(struct buffer *out, const struct years *y)
{
    const struct comparison *c = &y->comparison;
    if (y->past != NULL && c->unconfirmed > 0) {
        (void)buffer_add_text(out, out->length > 0 ? "\n" : "");
        (void)buffer_add_format(out,
                                _n("! %zu answer from then is still to be confirmed: y if it is still so.",
                                   "! %zu answers from then are still to be confirmed: y if it is still so.", c->unconfirmed),
                                c->unconfirmed);
    }
}

const char *change_words(const struct compared *c)
{
    if (c->to.unconfirmed) {
        return _("! confirm: y");
    }
    switch (c->change) {
    case CHANGE_RAISED:
        return _("higher");
    case CHANGE_LOWERED:
        return _("lower");
    case CHANGE_OTHER:
        return _("otherwise");
    case CHANGE_ANSWERED:
        return _("answered now");
    case CHANGE_OPEN:
        return _("open now");
    case CHANGE_NEW:
        return _("new question");
    case CHANGE_RETIRED:
        return _("retired");
    case CHANGE_KEPT:
        return _("kept");
    case CHANGE_SAME:
        break;
    }
    return c->reworded ? _("reworded") : _("same");
}

void target_words(struct buffer *out, const struct years *y, const struct compared *c)
{
    if (c->question == SIZE_MAX || c->target_then < 0 || c->to.state == ANSWER_NA) {
        return;
    }
    const int now = y->session->list.questions[c->question].target;
    const char *period = json_text(y->past, "period");
    period = period == NULL ? _("last time") : period;
    if (!c->same_pack) {
        (void)buffer_add_format(out, _("Target in %s: %d. Target now: %d, because the questionnaire has changed."), period, c->target_then,
                                now);
    } else if (now < c->target_then) {
        (void)buffer_add_format(out,
                                _("Target in %s: %d, because a customer asked for it. Target now: %d, because nobody asks for more yet."),
                                period, c->target_then, now);
    } else {
        (void)buffer_add_format(out, _("Target in %s: %d. Target now: %d, because a customer asks for more."), period, c->target_then, now);
    }
}

const char *gone_words(const struct compared *c)
{
    return c->change == CHANGE_KEPT ? _("Kept until a customer asks for it; then last year's answer is proposed.")
                                    : _("Retired: no questionnaire asks this any more. Last year's file keeps the answer.");
}

const char *compared_title(const struct years *y, const struct compared *c)
{
    return c->question == SIZE_MAX ? c->title : question_title(&y->session->list.questions[c->question]);
}
