#include "export/answers_html.h"

#include "base/i18n.h"
#include "export/answers_page.h"
#include "model/assessment.h"
#include "model/json.h"

void page_section(struct answers_page *p, const char *id, const char *heading)
{
    const char *language = language_code(language_current());
    buffer_add_format(p->out, "<section class=\"%s\" aria-labelledby=\"%s-%s\">\n<h2 id=\"%s-%s\">", id, language, id, language, id);
    html_text(p->out, heading);
    buffer_add_text(p->out, "</h2>\n");
}

void page_section_end(struct answers_page *p)
{
    buffer_add_text(p->out, "</section>\n");
}

bool page_of_interview(const struct answers_page *p)
{
    return p->in->origin == ANSWERS_HTML_INTERVIEW;
}

void page_cell(struct answers_page *p, const char *text)
{
    html_element(p->out, "td", NULL, text == NULL ? "" : text);
}

/* The firm's own page says the numbers of its screens, which are those of the whole list; what customers read has those of their own items.
 */
static bool numbered_as_asked(const struct answers_page *p)
{
    return p->in->origin == ANSWERS_HTML_RECORD || p->in->origin == ANSWERS_HTML_OWN;
}

void page_item_name(struct answers_page *p, const struct question *q)
{
    if (numbered_as_asked(p)) {
        buffer_add_format(p->out, "%d ", question_list_number(p->in->list, (size_t)(q - p->in->list->questions)));
    } else if (q->item->id[strspn(q->item->id, "0123456789")] == '\0') {
        html_text(p->out, q->item->id);
        buffer_add_char(p->out, ' ');
    }
    html_text(p->out, text_of(q->home_item->title));
}

void page_answer(struct answers_page *p, const struct question *q)
{
    char words[ANSWER_WORDS];
    const enum answer_state state = q->answer.state;
    if (q->home_item->kind == ITEM_LEVEL && (state == ANSWER_LEVEL || state == ANSWER_UNKNOWN)) {
        svg_level(p->out, q->answer.level, q->target);
    }
    html_element(p->out, "strong", NULL, answer_words(&q->answer, words));
}

const char *page_points(int points, char out[POINTS_TEXT])
{
    (void)snprintf(out, POINTS_TEXT, points < 0 ? "\xE2\x80\x93" : "%d.%d", points / 10, points % 10);
    return out;
}

static void write_unfinished(struct answers_page *p)
{
    if (p->unfinished.text[0] != '\0') {
        html_element(p->out, "p", "alarm",
                     page_of_interview(p) ? _("Not finished: something is still to be done before the answers can be signed.")
                                          : _("Not finished: not every question that was asked is answered and confirmed yet."));
    }
    buffer_add_text(p->out, "</div>\n");
}

/* For the owner, who has just signed and knows no commands. */
static void write_own_notice(struct answers_page *p)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    buffer_add_format(&text,
                      _("You have signed these answers for: %s. They get the signed files, each with the questions that they asked."),
                      p->in->signed_for);
    html_element(p->out, "p", NULL, buffer_text(&text));
    html_element(p->out, "p", NULL,
                 _("This page is for you, to read and to print: it shows everything that you answered, for all your customers. Nobody else "
                   "needs it."));
    p->out->failed = p->out->failed || text.failed;
    buffer_release(&text);
    write_unfinished(p);
}

/* What this page is, and what it is not: the first thing that a reader must know. */
static void write_notice(struct answers_page *p)
{
    const struct answers_html_input *in = p->in;
    buffer_add_text(p->out, "<div class=\"notice\" role=\"note\">\n");
    if (page_of_interview(p)) {
        page_interview_notice(p);
    }
    if (in->origin == ANSWERS_HTML_OWN) {
        write_own_notice(p);
        return;
    }
    html_element(
        p->out, "p", NULL,
        _("This page is for reading and printing. It is not the signed answers: anyone could have changed it, and it proves nothing. "
          "What counts is the signed file, checked with \"tenken verify\"."));
    if (in->origin == ANSWERS_HTML_RECORD) {
        html_element(p->out, "p", NULL, _("It was made from a draft; nothing in it has been signed."));
        if (cJSON_GetArraySize(json_get(in->record, "requests")) > 0) {
            html_element(p->out, "p", NULL,
                         _("It shows the firm's whole record, with the questions of all customers who sent a request: it is not for any of "
                           "them. \"tenken export DRAFT --request … --html OUT\" makes a page for one."));
        }
    } else if (in->origin == ANSWERS_HTML_PROJECTED) {
        html_element(p->out, "p", NULL, _("It shows what this recipient would see; nothing has been signed yet."));
    } else if (!page_of_interview(p)) {
        html_element(p->out, "p", NULL,
                     in->origin == ANSWERS_HTML_SIGNED
                         ? _("It was made together with the signed answers.")
                         : _("It was made from a file of answers; whether their signature holds is not judged here."));
    }
    if (in->digest != NULL) {
        buffer_add_text(p->out, "<p>");
        html_text(p->out, _("SHA-256 of what is signed (the canonical form of \"document\"):"));
        buffer_add_format(p->out, " <code>%s</code></p>\n", in->digest);
    }
    write_unfinished(p);
}

static void write_head(struct answers_page *p)
{
    const cJSON *record = p->in->record;
    const char *name = json_text(json_get(record, "supplier"), "name"), *period = json_text(record, "period");
    const char *issued = json_text(record, "issued_at"), *customer = json_text(json_get(p->in->request, "requester"), "name");
    const char *about = json_text(p->in->request, "about");
    char day[DATE_TEXT], line[160];
    local_day(p->in->made_at, day);
    if (issued != NULL && p->in->origin != ANSWERS_HTML_PROJECTED) {
        (void)local_day_of(issued, day);
    }
    buffer_add_text(p->out, "<header>\n");
    html_element(p->out, "h1", NULL, name == NULL || name[0] == '\0' ? _("(no name yet)") : name);
    (void)snprintf(line, sizeof line, page_of_interview(p) ? _("Report after the interview, %s") : _("Security self-assessment, %s"),
                   period == NULL ? "" : period);
    buffer_add_text(p->out, "<p class=\"subtitle\">");
    html_text(p->out, line);
    (void)snprintf(line, sizeof line, _("as of %s"), day);
    buffer_add_text(p->out, " · ");
    html_text(p->out, line);
    buffer_add_text(p->out, "</p>\n");
    if (customer != NULL) {
        buffer_add_text(p->out, "<p class=\"subtitle\">");
        html_text(p->out, _("For:"));
        buffer_add_char(p->out, ' ');
        html_text(p->out, customer);
        if (about != NULL) {
            buffer_add_text(p->out, " · ");
            html_text(p->out, _("Asked about"));
            buffer_add_text(p->out, ": ");
            html_text(p->out, about);
        }
        buffer_add_text(p->out, "</p>\n");
    }
    write_notice(p);
    buffer_add_text(p->out, "</header>\n");
}

static void write_language(struct answers_page *p)
{
    const char *language = language_code(language_current());
    buffer_add_format(p->out, "<article class=\"page\" id=\"page-%s\" lang=\"%s\">\n", language, language);
    write_head(p);
    page_result(p);
    if (page_of_interview(p)) {
        page_first_steps(p);
        page_plan(p);
        page_views(p);
        page_followups(p);
        page_checks(p);
        page_changes(p);
        page_gaps(p);
    } else {
        page_checks(p);
        page_gaps(p);
        page_plan(p);
        page_changes(p);
    }
    page_answers(p);
    page_inventory(p);
    page_about(p);
    buffer_add_text(p->out, "</article>\n");
}

static void write_page(struct answers_page *p)
{
    const enum language first = language_current(), second = first == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA;
    const char *name = json_text(json_get(p->in->record, "supplier"), "name"), *period = json_text(p->in->record, "period");
    char title[320];
    (void)snprintf(title, sizeof title, "%.200s · %s %.40s", name == NULL ? "" : name,
                   page_of_interview(p) ? _("Report after the interview") : _("Security self-assessment"), period == NULL ? "" : period);
    html_begin(p->out, title, (const char *const[]){page_css, answers_page_css, NULL}, NULL);
    buffer_add_text(p->out, "<main>\n");
    html_language_switch(p->out, first);
    write_language(p);
    p->in->speak(second);
    write_language(p);
    p->in->speak(first);
    buffer_add_text(p->out, "</main>\n");
    html_end(p->out);
}

const char *page_past_period(const struct answers_page *p)
{
    const char *period = json_text(p->in->past, "period");
    return period == NULL ? "" : period;
}

static enum status compare(struct answers_page *p, struct error *e)
{
    const struct answers_html_input *in = p->in;
    if (in->past == NULL) {
        return ST_OK;
    }
    const struct facts then = {
        .answers = json_get(in->past, "answers"), .supplier = json_get(in->past, "supplier"), .inventory = json_get(in->past, "inventory")};
    enum status st = question_list_build(&p->list_before, in->catalog, in->list->packs, in->list->npacks, &then, NULL, e);
    st = st == ST_OK ? score_compute(&p->list_before, &p->score_before, e) : st;
    return st == ST_OK ? compare_years(in->past, in->list, in->catalog, &p->comparison, e) : st;
}

enum status answers_html_write(const struct answers_html_input *in, struct buffer *out, struct error *e)
{
    struct answers_page p = {.in = in, .out = out};
    const int64_t perceived = json_integer(in->record, "perceived", -1);
    p.perceived = perceived < 0 ? SCORE_NONE : (int)perceived * LEVEL_POINTS;
    enum status st = score_compute(in->list, &p.score, e);
    st = st == ST_OK ? gaps_find(in->list, &p.gaps, &p.ngaps, e) : st;
    st = st == ST_OK ? threats_cover(in->list, &p.threats, &p.nthreats, e) : st;
    st = st == ST_OK ? compare(&p, e) : st;
    if (st == ST_OK) {
        p.nhits = contradictions_find(in->list, in->catalog, in->facts, p.hits, PAGE_HITS_MAX);
        (void)record_finished(in->facts, in->list, NULL, &p.unfinished);
        write_page(&p);
        st = out->failed ? fail_memory(e) : ST_OK;
    }
    comparison_release(&p.comparison);
    score_release(&p.score_before);
    question_list_release(&p.list_before);
    free(p.threats);
    free(p.gaps);
    score_release(&p.score);
    return st;
}
