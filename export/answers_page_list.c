/* Every answer with its level in words; products; who stands behind it. */
#include "export/answers_page.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"
#include "model/rating.h"

/* Titles only: where a piece of evidence lies is for those who may ask for it. */
static void add_evidence(struct buffer *out, const cJSON *list)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list)
    {
        const char *title = json_text(entry, "title"), *date = json_text(entry, "date");
        const char *kind = choice_words(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, json_text(entry, "kind"));
        html_element(out, "dt", NULL, _("Evidence"));
        buffer_add_text(out, "<dd>");
        html_text(out, title == NULL ? "" : title);
        if (kind[0] != '\0' || date != NULL) {
            buffer_add_text(out, " (");
            html_text(out, kind);
            html_text(out, kind[0] != '\0' && date != NULL ? _(", ") : "");
            html_text(out, date == NULL ? "" : date);
            buffer_add_char(out, ')');
        }
        buffer_add_text(out, "</dd>\n");
    }
}

static void add_assessor(struct buffer *out, const struct answer *answer)
{
    const struct rating rating = rating_view(answer);
    char text[96];
    if (rating.assessor >= 0) {
        (void)snprintf(text, sizeof text, "%d %s", rating.assessor, _(LEVEL_LABELS[rating.assessor]));
        html_term(out, _("Assessor's level"), text);
    }
    html_term(out, _("How sure"), choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, rating.confidence));
    html_term(out, _("Why they differ"), rating.reason);
    html_term(out, _("Assessor's note"), rating.note);
}

static void write_details(struct answers_page *p, const struct answer *answer)
{
    const cJSON *t = answer->tree;
    struct buffer terms;
    buffer_init(&terms, BUFFER_MAX_DOCUMENT);
    html_term(&terms, _("Reason"), answer->state == ANSWER_NA ? json_text(t, "na_reason") : NULL);
    html_term(&terms, _("Done on"), answer->state == ANSWER_DONE ? json_text(t, "done_at") : NULL);
    html_term(&terms, _("Scope"), json_text(t, "scope"));
    html_term(&terms, _("Exceptions"), json_text(t, "exceptions"));
    html_term(&terms, _("Measures instead"), json_text(t, "compensating"));
    html_term(&terms, _("Note"), json_text(t, "note"));
    add_evidence(&terms, json_get(t, "evidence"));
    add_assessor(&terms, answer);
    if (terms.length > 0) { /* an empty list would be read out as one */
        buffer_add_text(p->out, "<dl>\n");
        buffer_add_text(p->out, buffer_text(&terms));
        buffer_add_text(p->out, "</dl>\n");
    }
    p->out->failed = p->out->failed || terms.failed;
    buffer_release(&terms);
}

static void write_question(struct answers_page *p, const struct question *q)
{
    buffer_add_text(p->out, "<div class=\"question\">\n<h4>");
    page_item_name(p, q);
    if (q->home_item->essential) {
        buffer_add_text(p->out, " <span class=\"tag\">");
        html_text(p->out, _("essential"));
        buffer_add_text(p->out, "</span>");
    }
    buffer_add_text(p->out, "</h4>\n");
    html_element(p->out, "p", "asked", text_of(q->home_item->text));
    buffer_add_text(p->out, "<p class=\"answer\">");
    page_answer(p, q);
    if (q->answer.state == ANSWER_LEVEL) {
        buffer_add_text(p->out, " <span>");
        html_text(p->out, text_of(q->home_item->levels[q->answer.level]));
        buffer_add_text(p->out, "</span>");
    }
    if (q->home_item->kind == ITEM_LEVEL) {
        char target[96];
        (void)snprintf(target, sizeof target, _("target: %d %s"), q->target, _(LEVEL_LABELS[q->target]));
        buffer_add_text(p->out, " <span class=\"quiet\">");
        html_text(p->out, target);
        buffer_add_text(p->out, "</span>");
    }
    if (q->answer.unconfirmed) {
        buffer_add_text(p->out, " <span class=\"alarm\">");
        html_text(p->out, _("carried over, not confirmed"));
        buffer_add_text(p->out, "</span>");
    }
    buffer_add_text(p->out, "</p>\n");
    write_details(p, &q->answer);
    buffer_add_text(p->out, "</div>\n");
}

static void write_pack(struct answers_page *p, const struct pack *pack)
{
    size_t section = SIZE_MAX;
    html_element(p->out, "h3", "pack", text_of(pack->title));
    for (size_t i = 0; i < p->in->list->count; i++) {
        const struct question *q = &p->in->list->questions[i];
        if (q->pack != pack || q->hidden) {
            continue;
        }
        if (q->item->section != section) {
            section = q->item->section;
            html_element(p->out, "p", "section", text_of(pack->sections[section].title));
        }
        write_question(p, q);
    }
}

static bool at_hand(const struct question_list *list, const char *pack)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->questions[i].home_pack->id, pack) == 0) {
            return true;
        }
    }
    return false;
}

/* Answers to questions that nobody here knows the words of: under their names, so that nothing is hidden. */
static void write_bare(struct answers_page *p)
{
    const cJSON *pack, *tree;
    if (cJSON_GetArraySize(p->in->missing) == 0) {
        return;
    }
    cJSON_ArrayForEach(pack, p->in->facts->answers)
    {
        if (at_hand(p->in->list, pack->string)) {
            continue;
        }
        html_element(p->out, "h3", "pack", pack->string);
        html_element(p->out, "p", "quiet", _("(the questionnaire is not at hand)"));
        buffer_add_text(p->out, "<dl>\n");
        cJSON_ArrayForEach(tree, pack)
        {
            char words[ANSWER_WORDS];
            const struct answer answer = answer_view(tree);
            html_term(p->out, tree->string, answer_words(&answer, words));
        }
        buffer_add_text(p->out, "</dl>\n");
    }
}

void page_answers(struct answers_page *p)
{
    page_section(p, "answers", page_of_interview(p) ? _("Appendix: every answer") : _("Every answer"));
    for (size_t i = 0; i < p->in->list->npacks; i++) {
        write_pack(p, p->in->list->packs[i]);
    }
    write_bare(p);
    page_section_end(p);
}

void page_inventory(struct answers_page *p)
{
    const char *const names[] = {_("Product or service"), _("Vendor"), _("Version"), _("Reachable from the internet"),
                                 _("Holds credentials"),  NULL};
    const cJSON *list = p->in->facts->inventory, *entry;
    if (cJSON_GetArraySize(list) == 0) {
        return;
    }
    page_section(p, "inventory", _("Products and services of others"));
    html_table(p->out, NULL, NULL, names);
    cJSON_ArrayForEach(entry, list)
    {
        const char *name = json_text(entry, "name");
        buffer_add_text(p->out, "<tr><th scope=\"row\">");
        html_text(p->out, name == NULL ? "" : name);
        buffer_add_text(p->out, "</th>");
        page_cell(p, json_text(entry, "vendor"));
        page_cell(p, json_text(entry, "version"));
        page_cell(p, json_true(entry, "internet") ? _("yes") : _("no"));
        page_cell(p, json_true(entry, "credentials") ? _("yes") : _("no"));
        buffer_add_text(p->out, "</tr>\n");
    }
    html_table_end(p->out);
    page_section_end(p);
}

static void write_scale(struct answers_page *p)
{
    static const char *const MEANING[LEVELS] = {N_("not started"), N_("partly, or now and then"), N_("done throughout the stated scope"),
                                                N_("done, written down, checked at least once a year"),
                                                N_("measured, with evidence, and improved from what was found")};
    html_element(p->out, "h3", NULL, _("The scale"));
    buffer_add_text(p->out, "<dl class=\"scale\">\n");
    for (int level = 0; level < LEVELS; level++) {
        char label[96];
        (void)snprintf(label, sizeof label, "%d %s", level, _(LEVEL_LABELS[level]));
        html_term(p->out, label, _(MEANING[level]));
    }
    buffer_add_text(p->out, "</dl>\n");
    html_element(
        p->out, "p", NULL,
        _("Points are the weighted mean of the levels, level 4 being 100. \"Don't know\" counts as 0; \"not applicable\" is left out. "
          "The weakest essential item stands beside the mean because an attacker looks for exactly that one."));
}

void page_about(struct answers_page *p)
{
    const cJSON *record = p->in->record, *supplier = json_get(record, "supplier"), *contact = json_get(supplier, "contact");
    const cJSON *affirmation = json_get(record, "affirmation");
    page_section(p, "about", _("About the firm and this page"));
    buffer_add_text(p->out, "<dl>\n");
    html_term(p->out, _("Firm"), json_text(supplier, "name"));
    html_term(p->out, _("Reading of the name"), json_text(supplier, "name_kana"));
    html_term(p->out, _("Corporate number"), json_text(supplier, "corporate_number"));
    html_term(p->out, _("Employees"), choice_words(EMPLOYEE_CHOICES, EMPLOYEE_CHOICE_COUNT, json_text(supplier, "employees")));
    html_term(p->out, _("Industry"), choice_words(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, json_text(supplier, "industry")));
    html_term(p->out, _("Contact"), json_text(contact, "name"));
    html_term(p->out, _("E-mail"), json_text(contact, "email"));
    html_term(p->out, _("Affirmed by"), json_text(affirmation, "name"));
    html_term(p->out, _("Position"), json_text(affirmation, "role"));
    html_term(p->out, _("Date"), json_text(affirmation, "date"));
    buffer_add_text(p->out, "</dl>\n");
    write_scale(p);
    page_section_end(p);
}
