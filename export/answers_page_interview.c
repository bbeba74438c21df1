/* What the report after an interview has beside the result: what to do first, where the owner's view and the assessor's differ, what was
 * agreed to come later. Everything is the draft's, which the firm knows; nothing here has seen the consultant's private record. */
#include "export/answers_page.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"
#include "model/rating.h"

#define FIRST_STEPS 3

void page_interview_notice(struct answers_page *p)
{
    if (p->in->assessor != NULL && p->in->assessor[0] != '\0') {
        char line[512];
        (void)snprintf(line, sizeof line, _("The interview was held by %.400s."), p->in->assessor);
        html_element(p->out, "p", NULL, line);
    }
    html_element(p->out, "p", NULL,
                 _("This report is for the owner. It shows the firm's whole record, so it is for none of its customers."));
}

/* "Basic ten: 3 Restore tests, 0 → 1" and the step. */
static void write_first(struct answers_page *p, const struct plan_step *step)
{
    const struct question *q = &p->in->list->questions[step->question];
    buffer_add_text(p->out, "<li><strong>");
    page_item_name(p, q);
    buffer_add_format(p->out, " (%d → %d)</strong>", step->action->from, step->action->to);
    page_step(p, step->action);
    buffer_add_text(p->out, "</li>\n");
}

void page_first_steps(struct answers_page *p)
{
    size_t steps[FIRST_STEPS];
    const bool budget = p->in->plan != NULL;
    const size_t n = p->in->first == NULL ? 0 : plan_first(p->in->first, steps, FIRST_STEPS);
    page_section(p, "first", _("What to do first"));
    if (n == 0) {
        html_element(p->out, "p", NULL,
                     budget ? _("No step is known that would fit the budget and bring an answer closer to its target.")
                            : _("No step is known that costs nothing and would bring an answer closer to its target."));
    } else {
        html_element(p->out, "p", NULL,
                     budget ? _("Of what fits the budget, these bring most:")
                            : _("No budget was chosen. Of what costs nothing but time, these bring most:"));
        buffer_add_text(p->out, "<ol>\n");
        for (size_t i = 0; i < n; i++) {
            write_first(p, &p->in->first->steps[steps[i]]);
        }
        buffer_add_text(p->out, "</ol>\n");
    }
    page_section_end(p);
}

static void write_view(struct answers_page *p, const struct question *q)
{
    const struct rating rating = rating_view(&q->answer);
    buffer_add_text(p->out, "<tr><th scope=\"row\">");
    page_item_name(p, q);
    buffer_add_text(p->out, "</th><td>");
    page_answer(p, q);
    buffer_add_text(p->out, "</td><td>");
    svg_level(p->out, rating.assessor, q->target);
    buffer_add_format(p->out, "<strong>%d ", rating.assessor);
    html_text(p->out, _(LEVEL_LABELS[rating.assessor]));
    buffer_add_text(p->out, "</strong></td>");
    page_cell(p, choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, rating.confidence));
    if (rating_lacks_reason(&q->answer)) {
        html_element(p->out, "td", "alarm", _("no reason given yet"));
    } else {
        page_cell(p, rating.reason);
    }
    buffer_add_text(p->out, "</tr>\n");
}

void page_views(struct answers_page *p)
{
    const char *const names[] = {_("Item"), _("Your answer"), _("Assessor"), _("How sure"), _("Why they differ"), NULL};
    size_t rated = 0, different = 0, higher = 0;
    char text[320];
    page_section(p, "differ", _("Where your view and the assessor's differ"));
    for (size_t i = 0; i < p->in->list->count; i++) {
        const struct question *q = &p->in->list->questions[i];
        const struct rating rating = rating_view(&q->answer);
        if (q->hidden || q->repeated || rating.assessor < 0) {
            continue;
        }
        rated++;
        if (!rating_differs(&q->answer)) {
            continue;
        }
        if (different++ == 0) {
            html_table(p->out, "views", NULL, names);
        }
        higher += rating.assessor > rating.firm && rating.firm >= 0;
        write_view(p, q);
    }
    if (different > 0) {
        html_table_end(p->out);
    }
    if (rated == 0) {
        html_element(p->out, "p", NULL, _("The assessor has rated nothing yet."));
    } else if (different == 0) {
        (void)snprintf(
            text, sizeof text,
            _n("The assessor rated %zu answer, and agrees with it.", "The assessor rated %zu answers, and agrees with all of them.", rated),
            rated);
        html_element(p->out, "p", NULL, text);
    } else {
        (void)snprintf(text, sizeof text,
                       _("The assessor rated %zu answers: %zu the same, %zu lower, %zu higher. Your own answers make the score; the "
                         "assessor's stand beside them."),
                       rated, rated - different, different - higher, higher);
        html_element(p->out, "p", "quiet", text);
    }
    page_section_end(p);
}

/* The question of a follow-up, NULL for one about the firm as a whole. */
static const struct question *question_of(const struct answers_page *p, const cJSON *entry)
{
    const char *pack = json_text(entry, "pack"), *item = json_text(entry, "item");
    const size_t at = pack == NULL || item == NULL ? SIZE_MAX : question_find(p->in->list, pack, item);
    return at == SIZE_MAX ? NULL : &p->in->list->questions[at];
}

static void write_state(struct answers_page *p, const cJSON *entry)
{
    const char *done = json_text(entry, "done_at"), *due = json_text(entry, "due");
    char today[DATE_TEXT], text[96];
    local_day(p->in->made_at, today);
    if (done != NULL) {
        (void)snprintf(text, sizeof text, _("done on %s"), done);
        page_cell(p, text);
    } else if (json_true(entry, "done")) {
        page_cell(p, _("done"));
    } else if (due != NULL && strcmp(due, today) < 0) {
        html_element(p->out, "td", "alarm", _("overdue"));
    } else {
        page_cell(p, _("still open"));
    }
}

void page_followups(struct answers_page *p)
{
    const char *const names[] = {_("About"), _("Agreed next"), _("Who does it"), _("By (date)"), _("State"), NULL};
    const cJSON *list = json_get(p->in->record, "followups"), *entry;
    page_section(p, "followups", _("What was agreed to come later"));
    if (cJSON_GetArraySize(list) == 0) {
        html_element(p->out, "p", NULL, _("Nothing was left for later."));
        page_section_end(p);
        return;
    }
    html_table(p->out, "agreed", NULL, names);
    cJSON_ArrayForEach(entry, list)
    {
        const struct question *q = question_of(p, entry);
        buffer_add_text(p->out, "<tr><th scope=\"row\">");
        if (q == NULL) {
            html_text(p->out, _("the firm as a whole"));
        } else {
            page_item_name(p, q);
        }
        buffer_add_text(p->out, "</th>");
        page_cell(p, json_text(entry, "text"));
        page_cell(p, json_text(entry, "owner"));
        page_cell(p, json_text(entry, "due"));
        write_state(p, entry);
        buffer_add_text(p->out, "</tr>\n");
    }
    html_table_end(p->out);
    page_section_end(p);
}
