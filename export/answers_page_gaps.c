/* What does not go together, what lies below its target with its first step, and what the firm plans. */
#include "export/answers_page.h"

#include "base/i18n.h"
#include "model/action_words.h"
#include "model/json.h"
#include "model/plan.h"

static void row_begin(struct answers_page *p, const struct question *q)
{
    buffer_add_text(p->out, "<tr><th scope=\"row\">");
    page_item_name(p, q);
    buffer_add_text(p->out, "</th>");
}

static const struct question *find(const struct answers_page *p, const char *pack, const char *item)
{
    const size_t at = pack == NULL || item == NULL ? SIZE_MAX : question_find(p->in->list, pack, item);
    return at == SIZE_MAX ? NULL : &p->in->list->questions[at];
}

static void check_item(struct answers_page *p, const char *name)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    const struct question *q = item_reference(name, NULL, pack, item) ? find(p, pack, item) : NULL;
    buffer_add_text(p->out, "<li>");
    if (q == NULL) {
        html_text(p->out, name);
    } else {
        page_item_name(p, q);
        buffer_add_text(p->out, ": ");
        page_answer(p, q);
    }
    buffer_add_text(p->out, "</li>");
}

void page_checks(struct answers_page *p)
{
    if (p->nhits == 0) {
        return;
    }
    page_section(p, "checks", _("Answers to look at together"));
    for (size_t i = 0; i < p->nhits; i++) {
        const struct check *check = p->hits[i].check;
        buffer_add_text(p->out, "<div class=\"check\">\n");
        html_element(p->out, "p", NULL, text_of(check->message));
        buffer_add_text(p->out, "<ul>");
        for (size_t k = 0; k < check->nitems; k++) {
            check_item(p, check->items[k]);
        }
        buffer_add_text(p->out, "</ul>\n</div>\n");
    }
    page_section_end(p);
}

/* "staff, 2 hours, once up to ¥10,000" */
static void write_effort(struct answers_page *p, const struct action *action)
{
    char text[160], yen[YEN_TEXT];
    buffer_add_text(p->out, "<span class=\"quiet\">");
    html_text(p->out, who_words(action->who));
    if (action->hours > 0) {
        (void)snprintf(text, sizeof text, _n("%d hour", "%d hours", action->hours), action->hours);
        html_text(p->out, _(", "));
        html_text(p->out, text);
    }
    if (action->initial.max > 0) {
        (void)snprintf(text, sizeof text, _("once up to %s"), yen_text(action->initial.max, yen));
        html_text(p->out, _(", "));
        html_text(p->out, text);
    }
    if (action->monthly.max > 0) {
        (void)snprintf(text, sizeof text, _("each month up to %s"), yen_text(action->monthly.max, yen));
        html_text(p->out, _(", "));
        html_text(p->out, text);
    }
    const enum plan_price price = plan_price(action);
    if (price != PRICE_MONEY) {
        html_text(p->out, _(", "));
        html_text(p->out, price == PRICE_VENDOR ? _("cost: what the vendor's contract says") : _("costs nothing"));
    } else if (action->cost_source == NULL) {
        buffer_add_char(p->out, ' ');
        html_text(p->out, _("(estimate)"));
    }
    buffer_add_text(p->out, "</span>");
}

void page_step(struct answers_page *p, const struct action *action)
{
    html_text(p->out, text_of(action->text));
    buffer_add_text(p->out, "<br>");
    write_effort(p, action);
}

static void step_cell(struct answers_page *p, const struct action *action)
{
    buffer_add_text(p->out, "<td>");
    if (action != NULL) {
        page_step(p, action);
    }
    buffer_add_text(p->out, "</td>");
}

void page_gaps(struct answers_page *p)
{
    const char *const names[] = {_("Item"), _("Answer"), _("Target"), _("First step"), NULL};
    page_section(p, "gaps", _("Gaps and first steps, the most urgent first"));
    if (p->ngaps == 0) {
        html_element(p->out, "p", NULL, _("Nothing that was answered lies below its target."));
    } else {
        html_table(p->out, "gaps", NULL, names);
        for (size_t i = 0; i < p->ngaps; i++) {
            const struct question *q = &p->in->list->questions[p->gaps[i].question];
            row_begin(p, q);
            buffer_add_text(p->out, "<td>");
            page_answer(p, q);
            buffer_add_format(p->out, "</td><td>%d ", p->gaps[i].target);
            html_text(p->out, _(LEVEL_LABELS[p->gaps[i].target]));
            buffer_add_text(p->out, "</td>");
            step_cell(p, p->gaps[i].action);
            buffer_add_text(p->out, "</tr>\n");
        }
        html_table_end(p->out);
    }
    page_section_end(p);
}

static bool promised(const struct question *q)
{
    return !q->hidden && !q->repeated && (q->answer.planned_level >= 0 || json_text(q->answer.tree, "planned_by") != NULL);
}

static bool write_promises(struct answers_page *p)
{
    const char *const names[] = {_("Item"), _("Answer"), _("Level to reach"), _("By (date)"), _("Who does it"), NULL};
    bool any = false;
    for (size_t i = 0; i < p->in->list->count; i++) {
        const struct question *q = &p->in->list->questions[i];
        if (!promised(q)) {
            continue;
        }
        if (!any) {
            html_table(p->out, "plan", _("What has been promised, by when and by whom"), names);
        }
        any = true;
        row_begin(p, q);
        buffer_add_text(p->out, "<td>");
        page_answer(p, q);
        buffer_add_text(p->out, "</td><td>");
        if (q->answer.planned_level >= 0) {
            buffer_add_format(p->out, "%d ", q->answer.planned_level);
            html_text(p->out, _(LEVEL_LABELS[q->answer.planned_level]));
        }
        buffer_add_text(p->out, "</td>");
        page_cell(p, json_text(q->answer.tree, "planned_by"));
        page_cell(p, json_text(q->answer.tree, "owner"));
        buffer_add_text(p->out, "</tr>\n");
    }
    if (any) {
        html_table_end(p->out);
    }
    return any;
}

static const struct action *find_action(const struct question *q, const char *id)
{
    for (size_t i = 0; id != NULL && i < q->home_item->nactions; i++) {
        if (strcmp(q->home_item->actions[i].id, id) == 0) {
            return &q->home_item->actions[i];
        }
    }
    return NULL;
}

static bool write_chosen(struct answers_page *p)
{
    const char *const names[] = {_("Item"), _("Levels"), _("Step"), NULL};
    const cJSON *actions = json_get(p->in->plan, "actions"), *entry;
    if (cJSON_GetArraySize(actions) == 0) {
        return false;
    }
    char once[YEN_TEXT], monthly[YEN_TEXT], text[320];
    (void)snprintf(text, sizeof text, _("The steps chosen within the budget: together up to %s once and %s a month"),
                   yen_text(json_integer(p->in->plan, "cost_initial", 0), once),
                   yen_text(json_integer(p->in->plan, "cost_monthly", 0), monthly));
    html_table(p->out, "steps", text, names);
    cJSON_ArrayForEach(entry, actions)
    {
        const struct question *q = find(p, json_text(entry, "pack"), json_text(entry, "item"));
        const struct action *action = q == NULL ? NULL : find_action(q, json_text(entry, "action"));
        if (action != NULL) {
            row_begin(p, q);
            buffer_add_format(p->out, "<td>%d → %d</td>", action->from, action->to);
            step_cell(p, action);
            buffer_add_text(p->out, "</tr>\n");
        }
    }
    html_table_end(p->out);
    return true;
}

static bool write_followups(struct answers_page *p)
{
    const cJSON *entry;
    bool any = false;
    cJSON_ArrayForEach(entry, json_get(p->in->record, "followups"))
    {
        const struct question *q = find(p, json_text(entry, "pack"), json_text(entry, "item"));
        if (q == NULL || q->hidden || json_true(entry, "done") || json_text(entry, "done_at") != NULL) {
            continue;
        }
        if (!any) {
            const char *const names[] = {_("Item"), _("Agreed next"), _("Who does it"), _("By (date)"), NULL};
            html_table(p->out, "plan", _("What was agreed in the interview and is still open"), names);
        }
        any = true;
        row_begin(p, q);
        page_cell(p, json_text(entry, "text"));
        page_cell(p, json_text(entry, "owner"));
        page_cell(p, json_text(entry, "due"));
        buffer_add_text(p->out, "</tr>\n");
    }
    if (any) {
        html_table_end(p->out);
    }
    return any;
}

void page_plan(struct answers_page *p)
{
    page_section(p, "plan", _("The plan"));
    bool any = write_promises(p);
    any = write_chosen(p) || any;
    any = (!page_of_interview(p) && write_followups(p)) || any; /* a report tells of them apart */
    html_element(p->out, "p", any ? "quiet" : NULL,
                 any ? _("What is planned does not raise the score: it counts when it is done.")
                     : _("Nothing has been planned with a date yet."));
    page_section_end(p);
}
