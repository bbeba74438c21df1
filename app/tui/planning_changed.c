/* What has become of the plan since the owner last looked at it. */
#include "tui/planning.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/plan_seen.h"

#define CHANGES_NAMED 3

/* "19 Partners' access (to 2)", where the plan leads further than it did, unless the owner promised that much at the question itself. */
static bool add_in(struct buffer *names, const struct planning *p, size_t question, size_t before)
{
    const struct question *q = &p->session->list.questions[question];
    const int level = planning_level(p, question);
    for (size_t i = 0; i < p->plan.count; i++) {
        const struct plan_step *step = &p->plan.steps[i];
        if (step->question == question && (int)step->action->to == level && plan_promised(q, step->action)) {
            return false;
        }
    }
    if (level <= plan_seen_level(p->session->assessment, q)) {
        return false;
    }
    if (before < CHANGES_NAMED) {
        (void)buffer_add_format(names, _("%d %s (to %d)"), question_number(p->session, question), question_title(q), level);
    }
    return true;
}

/* "6 Access and logs (to 3: not enough money left)", where the plan no longer leads as far. A step that was done since is none of these:
 * its question is open no more, or as far as it led. */
static bool add_out(struct buffer *names, const struct planning *p, size_t question, size_t before)
{
    const struct question *q = &p->session->list.questions[question];
    const int then = plan_seen_level(p->session->assessment, q);
    const struct plan_open *open = NULL;
    for (size_t i = 0; i < p->nopen; i++) {
        open = p->open[i].question == question ? &p->open[i] : open;
    }
    if (open == NULL || then <= open->level) {
        return false;
    }
    if (before < CHANGES_NAMED) {
        (void)buffer_add_format(names, _("%d %s (to %d: %s)"), question_number(p->session, question), question_title(q), then,
                                reason_words(p, open->reason));
    }
    return true;
}

typedef bool name_change(struct buffer *names, const struct planning *p, size_t question, size_t before);

static size_t name_all(struct buffer *names, const struct planning *p, name_change *add)
{
    size_t n = 0;
    for (size_t i = 0; i < p->session->list.count; i++) {
        struct buffer name;
        buffer_init(&name, BUFFER_MAX_TEXT);
        if (question_asked(&p->session->list.questions[i]) && add(&name, p, i, n)) {
            (void)buffer_add_format(names, "%s%s", n > 0 && n < CHANGES_NAMED ? _("; ") : "", buffer_text(&name));
            n++;
        }
        buffer_release(&name);
    }
    if (n > CHANGES_NAMED) {
        (void)buffer_add_format(names, _n("; and %zu more", "; and %zu more", n - CHANGES_NAMED), n - CHANGES_NAMED);
    }
    return n;
}

void planning_changed(struct buffer *out, const struct planning *p)
{
    int before;
    const char *on = plan_seen_on(p->session->assessment, &before);
    struct buffer in, gone;
    char now[WORDS_MAX], then[WORDS_MAX];
    if (on == NULL || p->problem.text[0] != '\0') {
        return;
    }
    buffer_init(&in, BUFFER_MAX_TEXT);
    buffer_init(&gone, BUFFER_MAX_TEXT);
    const size_t nin = name_all(&in, p, add_in), ngone = name_all(&gone, p, add_out);
    if (nin + ngone > 0) {
        (void)buffer_add_format(out, _("Since you looked at the plan on %s it has changed."), on);
    }
    if (nin > 0) {
        (void)buffer_add_text(out, between_sentences());
        (void)buffer_add_format(out, _("In: %s."), buffer_text(&in));
    }
    if (ngone > 0) {
        (void)buffer_add_text(out, between_sentences());
        (void)buffer_add_format(out, _("Out: %s."), buffer_text(&gone));
    }
    if (nin + ngone > 0 && p->then != SCORE_NONE && before != SCORE_NONE && p->then != before) {
        (void)buffer_add_text(out, between_sentences());
        (void)buffer_add_format(out, _("It leads to %s points; then it was %s."), points_words(p->then, now), points_words(before, then));
    }
    buffer_release(&in);
    buffer_release(&gone);
}

bool planning_seen(const struct planning *p, struct session *session)
{
    char today[DATE_TEXT];
    bool changed = false;
    struct error ignored = {0};
    local_today(&session->clock, today);
    if (p->problem.text[0] != '\0') {
        return false;
    }
    if (plan_seen_note(session->assessment, &session->list, &p->plan, p->then, today, &changed, &ignored) == ST_OK && changed) {
        session_note(session);
    }
    return changed;
}
