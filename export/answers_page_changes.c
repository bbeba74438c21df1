/* What has changed since last year, as far as this page's questions go. */
#include "export/answers_page.h"

#include "base/i18n.h"

static void write_state(struct answers_page *p, const struct answer *answer, bool asked)
{
    char words[ANSWER_WORDS];
    page_cell(p, asked ? answer_words(answer, words) : "\xE2\x80\x93");
}

static bool own_pack(const struct answers_page *p, const char *pack)
{
    for (size_t i = 0; i < p->in->list->count; i++) {
        if (strcmp(p->in->list->questions[i].home_pack->id, pack) == 0) {
            return true;
        }
    }
    return false;
}

static void write_row(struct answers_page *p, const struct compared *c)
{
    buffer_add_text(p->out, "<tr><th scope=\"row\">");
    if (c->question == SIZE_MAX) {
        html_text(p->out, c->title);
    } else {
        page_item_name(p, &p->in->list->questions[c->question]);
    }
    if (c->reworded) {
        buffer_add_text(p->out, " <span class=\"quiet\">");
        html_text(p->out, _("(the question has other words now)"));
        buffer_add_text(p->out, "</span>");
    }
    buffer_add_text(p->out, "</th>");
    write_state(p, &c->from, c->change != CHANGE_NEW);
    write_state(p, &c->to, c->question != SIZE_MAX);
    buffer_add_text(p->out, "</tr>\n");
}

/* What is not asked any more is told only of this page's own questionnaires: the others are not this reader's. */
static bool shown(const struct answers_page *p, const struct compared *c, enum change change)
{
    return c->change == change && (c->change != CHANGE_RETIRED || own_pack(p, c->pack));
}

static bool write_group(struct answers_page *p, enum change change, const char *heading)
{
    const char *const names[] = {_("Item"), _("Before"), _("Now"), NULL};
    bool any = false;
    for (size_t i = 0; i < p->comparison.count; i++) {
        const struct compared *c = &p->comparison.items[i];
        if (!shown(p, c, change)) {
            continue;
        }
        if (!any) {
            html_table(p->out, "changes", heading, names);
        }
        any = true;
        write_row(p, c);
    }
    if (any) {
        html_table_end(p->out);
    }
    return any;
}

void page_changes(struct answers_page *p)
{
    static const struct {
        enum change change;
        const char *heading;
    } GROUPS[] = {{CHANGE_RAISED, N_("Raised")},
                  {CHANGE_LOWERED, N_("Lowered")},
                  {CHANGE_OTHER, N_("Answered otherwise")},
                  {CHANGE_ANSWERED, N_("Newly answered")},
                  {CHANGE_OPEN, N_("No longer answered")},
                  {CHANGE_NEW, N_("Asked for the first time")},
                  {CHANGE_RETIRED, N_("Not asked any more")}};
    if (p->in->past == NULL) {
        return;
    }
    char heading[160];
    (void)snprintf(heading, sizeof heading, _("What has changed since %.40s"), page_past_period(p));
    page_section(p, "changes", page_past_period(p)[0] != '\0' ? heading : _("What has changed since last time"));
    bool any = false;
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
        any = write_group(p, GROUPS[i].change, _(GROUPS[i].heading)) || any;
    }
    if (!any) {
        html_element(p->out, "p", NULL, _("Every answer is the same as then."));
    }
    page_section_end(p);
}
