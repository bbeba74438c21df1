/* What has changed since last year, as far as this page's questions go. */
#include "export/answers_page.h"

#include "base/i18n.h"
#include "model/json.h"

/* 0–4 with its label, or the words for another answer (model/diff.h). */
static void write_state(struct answers_page *p, const cJSON *state)
{
    static const struct {
        const char *name;
        enum answer_state state;
    } STATES[] = {{"unknown", ANSWER_UNKNOWN}, {"na", ANSWER_NA}, {"done", ANSWER_DONE}, {"not_done", ANSWER_NOT_DONE}};
    struct answer answer = {.state = ANSWER_NONE};
    const char *name = cJSON_GetStringValue(state);
    if (cJSON_IsNumber(state)) {
        answer = (struct answer){.state = ANSWER_LEVEL, .level = (int)state->valuedouble};
    }
    for (size_t i = 0; name != NULL && i < sizeof STATES / sizeof STATES[0]; i++) {
        if (strcmp(STATES[i].name, name) == 0) {
            answer.state = STATES[i].state;
        }
    }
    char words[ANSWER_WORDS];
    page_cell(p, answer_words(&answer, words));
}

/* An answer that is gone is told only of this page's own questionnaires: the others are not this reader's. */
static const struct question *shown(const struct answers_page *p, const cJSON *item)
{
    const size_t at = question_find(p->in->list, json_text(item, "pack"), json_text(item, "item"));
    const struct question *q = at == SIZE_MAX ? NULL : &p->in->list->questions[at];
    return q == NULL || q->hidden ? NULL : q;
}

static bool write_group(struct answers_page *p, const char *change, const char *heading)
{
    const char *const names[] = {_("Item"), _("Before"), _("Now"), NULL};
    bool any = false;
    const cJSON *item;
    cJSON_ArrayForEach(item, json_get(p->changes, "items"))
    {
        const struct question *q = strcmp(json_text(item, "change"), change) == 0 ? shown(p, item) : NULL;
        if (q == NULL) {
            continue;
        }
        if (!any) {
            html_table(p->out, "changes", heading, names);
        }
        any = true;
        buffer_add_text(p->out, "<tr><th scope=\"row\">");
        page_item_name(p, q);
        buffer_add_text(p->out, "</th>");
        write_state(p, json_get(item, "from"));
        write_state(p, json_get(item, "to"));
        buffer_add_text(p->out, "</tr>\n");
    }
    if (any) {
        html_table_end(p->out);
    }
    return any;
}

void page_changes(struct answers_page *p)
{
    static const struct {
        const char *change, *heading;
    } GROUPS[] = {{"raised", N_("Raised")},
                  {"lowered", N_("Lowered")},
                  {"changed", N_("Answered otherwise")},
                  {"new", N_("Newly answered")},
                  {"gone", N_("No longer answered")}};
    if (p->changes == NULL) {
        return;
    }
    char heading[160];
    (void)snprintf(heading, sizeof heading, _("What has changed since %.40s"), p->in->before_period);
    page_section(p, "changes", heading);
    bool any = false;
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
        any = write_group(p, GROUPS[i].change, _(GROUPS[i].heading)) || any;
    }
    if (!any) {
        html_element(p->out, "p", NULL, _("Every answer is the same as then."));
    }
    page_section_end(p);
}
