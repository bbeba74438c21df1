/* The years: the trend, and this period beside the one before, question by question. */
#include "base/amount.h"
#include "base/i18n.h"
#include "export/portfolio_page.h"
#include "export/svg.h"

#define FIRMS_TEXT 64 /* under a point */

static void add_mean(struct portfolio_page *p, int mean)
{
    if (mean < 0) {
        buffer_add_text(&p->text, "<td class=\"number\">\xE2\x80\x93</td>");
    } else {
        buffer_add_format(&p->text, "<td class=\"number\">%d.%02d</td>", mean / 100, mean % 100);
    }
}

static void write_question(struct portfolio_page *p, size_t i, bool kinds)
{
    const struct portfolio_question *q = &p->two.questions[i];
    const struct question_years *n = &p->two.of[i];
    buffer_add_text(&p->text, "<tr><th scope=\"row\">");
    html_text(&p->text, q->item->title);
    buffer_add_text(&p->text, "</th>");
    add_mean(p, two_years_mean(n, 1));
    add_mean(p, two_years_mean(n, 0));
    buffer_add_format(&p->text, "<td class=\"number\">%s</td><td class=\"number\">%s</td>", COUNT_TEXT(n->changes.raised),
                      COUNT_TEXT(n->changes.lowered));
    if (kinds) {
        html_element(&p->text, "td", NULL, q->kind == PORTFOLIO_QUESTION_SAME ? "" : question_kind_words(q->kind));
    }
    buffer_add_text(&p->text, "</tr>\n");
}

static bool any_changed(const struct two_years *two)
{
    for (size_t i = 0; i < two->count; i++) {
        if (two->questions[i].kind != PORTFOLIO_QUESTION_SAME) {
            return true;
        }
    }
    return false;
}

/* Grouped by questionnaire: they come in its order, the retired ones last. */
static void write_questions(struct portfolio_page *p)
{
    char heads[2][48], words[480];
    if (p->two.count == 0) {
        return;
    }
    (void)snprintf(heads[0], sizeof heads[0], _("Mean level %s"), p->source->period_before);
    (void)snprintf(heads[1], sizeof heads[1], _("Mean level %s"), p->source->period);
    const bool kinds = any_changed(&p->two); /* an empty column would be a riddle */
    const char *const all[] = {_("Item"), heads[0], heads[1], _("Raised"), _("Lowered"), kinds ? _("Question") : NULL, NULL};
    (void)snprintf(words, sizeof words, _("Question by question, %s and %s"), p->source->period_before, p->source->period);
    buffer_add_text(&p->text, "<h3 id=\"compare\">");
    html_text(&p->text, words);
    buffer_add_text(&p->text, "</h3>\n");
    (void)snprintf(words, sizeof words,
                   _n("%s supplier answered in both years; raised and lowered count its answers.",
                      "%s suppliers answered in both years; raised and lowered count their answers.", p->two.both),
                   COUNT_TEXT(p->two.both));
    html_element(&p->text, "p", NULL, words);
    if (p->two.suppliers[0] != p->two.both || p->two.suppliers[1] != p->two.both) {
        (void)snprintf(words, sizeof words,
                       _("The mean levels are of all of this year's suppliers that answered: %s in %s, %s in %s. They are not all the same "
                         "firms, so a mean can rise or fall without anybody's answer changing."),
                       COUNT_TEXT(p->two.suppliers[1]), p->source->period_before, COUNT_TEXT(p->two.suppliers[0]), p->source->period);
        html_element(&p->text, "p", NULL, words);
    }
    portfolio_page_wide(p, "compare");
    html_table(&p->text, "compare", NULL, all);
    const char *pack = "";
    for (size_t i = 0; i < p->two.count; i++) {
        const struct portfolio_item *item = p->two.questions[i].item;
        if (strcmp(pack, item->pack) != 0) {
            pack = item->pack;
            buffer_add_format(&p->text, "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%d\">", kinds ? 6 : 5);
            html_text(&p->text, item->home != NULL ? text_of(item->home->title) : item->pack);
            buffer_add_text(&p->text, "</th></tr>\n");
        }
        write_question(p, i, kinds);
    }
    html_table_end(&p->text);
    portfolio_page_wide_end(p);
}

void portfolio_page_years(struct portfolio_page *p)
{
    const char *const heads[] = {_("Period"), _("Suppliers that answered"), _("Mean total"), NULL};
    struct svg_point points[PORTFOLIO_YEARS_MAX];
    char firms[PORTFOLIO_YEARS_MAX][FIRMS_TEXT];
    char mean[PAGE_POINTS_TEXT];
    struct buffer title;
    portfolio_page_section(p, "years", _("Over the years"));
    buffer_init(&title, BUFFER_MAX_TEXT);
    buffer_add_format(&title, "%s:", _("Mean total over the years"));
    for (size_t i = 0; i < p->nyears; i++) {
        /* Translators: under a point of a chart: how many firms it is the mean of */
        (void)snprintf(firms[i], sizeof firms[i], _n("%s firm", "%s firms", p->years[i].answered), COUNT_TEXT(p->years[i].answered));
        points[i] = (struct svg_point){p->years[i].period, firms[i], p->years[i].mean};
        buffer_add_format(&title, " %s (%s): %s", p->years[i].period, firms[i], portfolio_points(p->years[i].mean, mean));
    }
    buffer_add_text(&p->text, "<div class=\"figures\">\n");
    if (p->nyears > 1) {
        buffer_add_text(&p->text, "<figure>\n");
        svg_line(&p->text, "trend", buffer_text(&title), points, p->nyears);
        html_element(&p->text, "figcaption", NULL,
                     _("Mean total over the years, each of the firms that answered then: where they are others, it tells no progress"));
        buffer_add_text(&p->text, "</figure>\n");
    }
    html_table(&p->text, NULL, NULL, heads);
    for (size_t i = 0; i < p->nyears; i++) {
        buffer_add_text(&p->text, "<tr><th scope=\"row\">");
        html_text(&p->text, p->years[i].period);
        buffer_add_format(&p->text, "</th><td class=\"number\">%s / %s</td><td class=\"number\">%s</td></tr>\n",
                          COUNT_TEXT(p->years[i].answered), COUNT_TEXT(p->years[i].suppliers), portfolio_points(p->years[i].mean, mean));
    }
    html_table_end(&p->text);
    buffer_add_text(&p->text, "</div>\n");
    p->text.failed = p->text.failed || title.failed;
    buffer_release(&title);
    write_questions(p);
    portfolio_page_section_end(p);
}
