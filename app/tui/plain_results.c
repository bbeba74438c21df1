/* The results in plain mode: the same as on the results screen, in words. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/compare.h"
#include "model/json.h"
#include "tui/check_words.h"
#include "tui/report.h"
#include "tui/results.h"
#include "tui/words.h"

typedef void report_function(struct buffer *, const struct session *, const struct score *);

static void tell_report(struct plain *p, const struct results *r, report_function *report)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    report(&text, r->session, &r->score);
    tell_words(p, &text);
    buffer_release(&text);
}

/* "Mail and backups: 53.8, in 2025 25.0" */
static void tell_points(struct plain *p, const struct results *r, const char *indent, const char *title, int points, int then,
                        const char *without)
{
    char now[WORDS_MAX];
    char before[WORDS_MAX];
    const char *period = json_text(r->past, "period");
    const char *words = points == SCORE_NONE ? without : points_words(points, now);
    if (r->past != NULL && then != SCORE_NONE) {
        tell(p, _("%s%s: %s, in %s %s"), indent, title, words, period == NULL ? _("last time") : period, points_words(then, before));
    } else {
        tell(p, "%s%s: %s", indent, title, words);
    }
}

/* A part in which a question counts that stands elsewhere. */
static void tell_elsewhere(struct plain *p, const struct results *r, const struct pack *pack, size_t section)
{
    struct buffer note;
    buffer_init(&note, BUFFER_MAX_TEXT);
    report_elsewhere(&note, r->session, pack, section, false);
    if (note.length > 0) {
        tell(p, "    %s", buffer_text(&note));
    }
    buffer_release(&note);
}

static void tell_sections(struct plain *p, const struct results *r)
{
    for (size_t i = 0; i < r->score.npacks; i++) {
        const struct pack_score *score = &r->score.packs[i];
        const struct pack *pack = score->pack;
        tell_points(p, r, "", text_of(pack->title), score->total, alike_points(&r->alike, pack, SIZE_MAX),
                    report_without_points(r->session, pack, SIZE_MAX));
        for (size_t k = 0; k < pack->nsections && pack->nsections > 1; k++) {
            tell_points(p, r, "  ", text_of(pack->sections[k].title), score->sections[k], alike_points(&r->alike, pack, k),
                        report_without_points(r->session, pack, k));
            tell_elsewhere(p, r, pack, k);
        }
        if (pack->nsections <= 1) {
            tell_elsewhere(p, r, pack, SIZE_MAX);
        }
    }
}

static void tell_threats(struct plain *p, const struct results *r)
{
    for (size_t i = 0; i < r->nthreats && i < RESULT_THREATS && r->threats[i].points != SCORE_NONE; i++) {
        char points[WORDS_MAX];
        struct buffer weak;
        buffer_init(&weak, BUFFER_MAX_TEXT);
        report_weak(&weak, r->session, &r->threats[i], 0);
        if (i == 0) {
            list_heads(p);
            tell(p, "%s", _("Threats that you are least prepared for:"));
        }
        tell(p, _("%s: covered %s of 100"), text_of(r->threats[i].threat->title), points_words(r->threats[i].points, points));
        if (weak.length > 0) {
            tell(p, "  %s", buffer_text(&weak));
        }
        buffer_release(&weak);
    }
}

static void tell_steps(struct plain *p, const struct results *r, enum step_kind kind)
{
    const struct gap *steps[RESULT_STEPS];
    const size_t n = results_steps(r, kind, steps);
    if (n > 0) {
        list_heads(p);
        tell(p, "%s", results_heading(r, kind));
    }
    for (size_t i = 0; i < n && i < RESULT_STEPS; i++) {
        struct buffer head, effort;
        buffer_init(&head, BUFFER_MAX_TEXT);
        buffer_init(&effort, BUFFER_MAX_TEXT);
        results_step_head(&head, r, steps[i], true);
        tell(p, "%s", buffer_text(&head));
        buffer_release(&head);
        if (steps[i]->action != NULL) {
            report_effort(&effort, steps[i]->action);
            tell(p, "   %s (%s)", text_of(steps[i]->action->text), buffer_text(&effort));
        }
        buffer_release(&effort);
    }
    if (kind == STEP_FIRST && n > 0) {
        struct buffer why;
        buffer_init(&why, BUFFER_MAX_TEXT);
        results_weakest_later(&why, r);
        tell_words(p, &why);
        buffer_release(&why);
    }
}

static void tell_left_open(struct plain *p, const struct results *r)
{
    struct buffer open;
    buffer_init(&open, BUFFER_MAX_TEXT);
    results_left_open(&open, r);
    if (open.length > 0) {
        list_heads(p);
        tell(p, "%s", results_heading(r, STEP_PAID));
        tell_lines(p, &open);
    }
    buffer_release(&open);
}

static void tell_way_to_years(struct plain *p)
{
    if (has_year_before(p)) {
        tell(p, "%s", _("o reads this year beside last year, question by question."));
    }
}

static void tell_summary(struct plain *p, const struct results *r)
{
    static report_function *const reports[] = {report_total, report_last_year, report_weakest, report_belief, report_unknown};
    tell(p, "%s", "");
    tell(p, "%s", _("Results."));
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        tell_report(p, r, reports[i]);
    }
}

void tell_outcome(struct plain *p)
{
    struct results r;
    struct error e = {0};
    if (results_compute(&r, p->session, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else {
        tell_summary(p, &r);
        tell(p, "%s", _("s reads the results in full: each area, the threats, and what to do first."));
        tell_way_to_years(p);
    }
    results_release(&r);
}

void tell_results(struct plain *p)
{
    struct results r;
    struct error e = {0};
    if (results_compute(&r, p->session, &e) != ST_OK) {
        tell(p, "%s", e.text);
        results_release(&r);
        return;
    }
    list_begins(p);
    p->years_near = has_year_before(p);
    p->years_asked = false;
    tell_summary(p, &r);
    for (int kind = 0; kind < STEP_KINDS; kind++) {
        tell_steps(p, &r, (enum step_kind)kind);
        if (kind == STEP_PAID) {
            tell_left_open(p, &r);
        }
    }
    if (r.ngaps > 0) {
        tell(p, "%s", _("Targets are those of the questionnaires, or higher where a customer asks for more."));
    }
    for (size_t i = 0; i < p->session->nhits; i++) {
        struct buffer said, both;
        buffer_init(&said, BUFFER_MAX_TEXT);
        buffer_init(&both, BUFFER_MAX_TEXT);
        check_words(&said, p->session, p->session->hits[i].check);
        report_both(&both, p->session, p->session->hits[i].check);
        tell(p, p->session->hits[i].check->advice ? _("Worth knowing: %s") : _("Worth another look: %s"), buffer_text(&said));
        tell(p, "   %s", buffer_text(&both));
        buffer_release(&both);
        buffer_release(&said);
    }
    tell_threats(p, &r);
    list_heads(p);
    tell_report(p, &r, report_shared); /* before the parts: it says why they do not add up, and why one moves with an answer of another */
    tell_sections(p, &r);
    list_ends(p);
    if (p->years_asked) {
        results_release(&r);
        tell_years(p);
        return;
    }
    tell_plan_changed(p, &r.planning);
    if (r.ngaps > 0) { /* after the list: where it stops these are not taken */
        tell(p, "%s", _("budget makes a plan of all steps, within a budget."));
        tell(p, "%s", _("To go to one of the questions type go and its number, for example: go 7"));
    }
    tell_way_to_years(p);
    results_release(&r);
}
