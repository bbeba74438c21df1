/* What stands on the page without a script: the figures, the tiers with their worst, who is late. */
#include "base/amount.h"
#include "base/i18n.h"
#include "export/portfolio_page.h"
#include "export/svg.h"
#include "model/action_words.h"

void portfolio_page_section(struct portfolio_page *p, const char *id, const char *heading)
{
    buffer_add_format(&p->text, "<section class=\"%s\" aria-labelledby=\"%s\">\n<h2 id=\"%s\">", id, id, id);
    html_text(&p->text, heading);
    buffer_add_text(&p->text, "</h2>\n");
}

void portfolio_page_section_end(struct portfolio_page *p)
{
    buffer_add_text(&p->text, "</section>\n");
}

/* What scrolls has to be reached by the keyboard, too. */
void portfolio_page_wide(struct portfolio_page *p, const char *id)
{
    buffer_add_format(&p->text, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"%s\">\n", id);
}

void portfolio_page_wide_end(struct portfolio_page *p)
{
    buffer_add_text(&p->text, "</div>\n");
}

static void card(struct portfolio_page *p, const char *label, const char *figure, const char *caption)
{
    buffer_add_text(&p->text, "<div>");
    html_element(&p->text, "dt", NULL, label);
    buffer_add_text(&p->text, "<dd><b>");
    html_text(&p->text, figure);
    buffer_add_text(&p->text, "</b> ");
    html_text(&p->text, caption);
    buffer_add_text(&p->text, "</dd></div>\n");
}

static const char *amount(uint64_t count, char out[AMOUNT_TEXT])
{
    return amount_text((int64_t)count, out);
}

static void write_cards(struct portfolio_page *p)
{
    const struct portfolio_statistics *s = &p->statistics;
    char figure[AMOUNT_TEXT], caption[96], mean[PAGE_POINTS_TEXT];
    buffer_add_text(&p->text, "<dl class=\"cards\">\n");
    card(p, _("Mean total"), portfolio_points(portfolio_mean(s), mean), _("of 100"));
    (void)snprintf(caption, sizeof caption, _("of %s suppliers"), COUNT_TEXT(s->suppliers));
    card(p, _("Answered"), amount(s->answered, figure), caption);
    card(p, _("Late"), amount(s->states[PORTFOLIO_LATE], figure), _("nothing finished came by the due date"));
    card(p, _("Held back"), amount(s->held, figure), _("quarantine and conflicts"));
    buffer_add_text(&p->text, "</dl>\n");
    if (s->believed > 0) {
        char text[OVERRATED_TEXT];
        html_element(&p->text, "p", NULL, overrated_words(s->overrated, s->believed, text));
    }
}

/* A chart and the same in words: "Suppliers by total: 0–9: 3, 10–19: 12 …". */
static void columns(struct portfolio_page *p, const char *id, const char *heading, const struct svg_column *list, size_t n)
{
    struct buffer title;
    buffer_init(&title, BUFFER_MAX_TEXT);
    buffer_add_format(&title, "%s:", heading);
    for (size_t i = 0; i < n; i++) {
        buffer_add_format(&title, "%s %s: %s", i > 0 ? "," : "", list[i].label, COUNT_TEXT(list[i].count));
    }
    buffer_add_text(&p->text, "<figure>\n");
    svg_columns(&p->text, id, buffer_text(&title), list, n);
    html_element(&p->text, "figcaption", NULL, heading);
    buffer_add_text(&p->text, "</figure>\n");
    p->text.failed = p->text.failed || title.failed;
    buffer_release(&title);
}

void portfolio_page_figures(struct portfolio_page *p)
{
    struct svg_column bands[PORTFOLIO_BANDS], floors[LEVELS];
    char labels[PORTFOLIO_BANDS][16], words[LEVELS][64];
    for (int i = 0; i < PORTFOLIO_BANDS; i++) {
        (void)snprintf(labels[i], sizeof labels[i], "%d\xE2\x80\x93%d", i * 10, i == PORTFOLIO_BANDS - 1 ? 100 : i * 10 + 9);
        bands[i] = (struct svg_column){labels[i], p->statistics.bands[i]};
    }
    for (int i = 0; i < LEVELS; i++) {
        (void)snprintf(words[i], sizeof words[i], "%d %s", i, _(LEVEL_LABELS[i]));
        floors[i] = (struct svg_column){words[i], p->statistics.floors[i]};
    }
    portfolio_page_section(p, "figures-head", _("Where the suppliers stand"));
    write_cards(p);
    buffer_add_text(&p->text, "<div class=\"figures\">\n");
    columns(p, "spread", _("Suppliers by total"), bands, PORTFOLIO_BANDS);
    columns(p, "weakest", _("Suppliers by weakest essential item"), floors, LEVELS);
    buffer_add_text(&p->text, "</div>\n");
    portfolio_page_section_end(p);
}

void portfolio_page_name(struct portfolio_page *p, const struct page_supplier *s)
{
    buffer_add_text(&p->text, "<tr><th scope=\"row\">");
    html_text(&p->text, s->code);
    buffer_add_char(&p->text, ' ');
    html_text(&p->text, s->name);
    buffer_add_text(&p->text, "</th>");
}

static void write_worst(struct portfolio_page *p, enum portfolio_tier tier)
{
    const struct tier_figures *t = &p->tiers[tier];
    const char *const heads[] = {_("Supplier"), _("Total"), _("Weakest essential"), NULL};
    char caption[160], points[PAGE_POINTS_TEXT];
    if (t->nworst == 0) {
        return;
    }
    (void)snprintf(caption, sizeof caption, _("The lowest totals: %s"), tier_said(tier));
    html_table(&p->text, "worst", caption, heads);
    for (size_t i = 0; i < t->nworst; i++) {
        portfolio_page_name(p, &t->worst[i]);
        buffer_add_format(&p->text, "<td class=\"number\">%s</td><td>", portfolio_points(t->worst[i].total, points));
        if (t->worst[i].floor >= 0) {
            buffer_add_format(&p->text, "%d ", t->worst[i].floor);
            html_text(&p->text, _(LEVEL_LABELS[t->worst[i].floor]));
        }
        buffer_add_text(&p->text, "</td></tr>\n");
    }
    html_table_end(&p->text);
}

void portfolio_page_tiers(struct portfolio_page *p)
{
    static const enum portfolio_tier ORDER[PORTFOLIO_TIERS] = {PORTFOLIO_TIER_HIGHER, PORTFOLIO_TIER_BASE, PORTFOLIO_TIER_UNSET};
    const char *const heads[] = {_("Tier"), _("Suppliers"), _("Answered"), _("Late"), _("Mean total"), NULL};
    char mean[PAGE_POINTS_TEXT], suppliers[AMOUNT_TEXT], answered[AMOUNT_TEXT], late[AMOUNT_TEXT];
    portfolio_page_section(p, "tiers", _("By tier, the worst first"));
    html_table(&p->text, NULL, NULL, heads);
    for (size_t i = 0; i < PORTFOLIO_TIERS; i++) {
        const struct tier_figures *t = &p->tiers[ORDER[i]];
        const uint64_t all = p->statistics.tiers[ORDER[i]].suppliers;
        if (all == 0) {
            continue;
        }
        buffer_add_text(&p->text, "<tr><th scope=\"row\">");
        html_text(&p->text, tier_said(ORDER[i]));
        buffer_add_format(&p->text,
                          "</th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td "
                          "class=\"number\">%s</td></tr>\n",
                          amount(all, suppliers), amount(t->answered, answered), amount(t->late, late),
                          portfolio_points(portfolio_tier_mean(&p->statistics, ORDER[i]), mean));
    }
    html_table_end(&p->text);
    buffer_add_text(&p->text, "<div class=\"figures\">\n");
    for (size_t i = 0; i < PORTFOLIO_TIERS; i++) {
        write_worst(p, ORDER[i]);
    }
    buffer_add_text(&p->text, "</div>\n");
    portfolio_page_section_end(p);
}

/* An address may be broken before its @. */
static void contact(struct portfolio_page *p, const char *text)
{
    const size_t before = strchr(text, '@') != NULL ? strcspn(text, "@") : 0;
    struct buffer name;
    buffer_init(&name, BUFFER_MAX_TEXT);
    buffer_add(&name, text, before);
    buffer_add_text(&p->text, "<td class=\"contact\">");
    html_text(&p->text, buffer_text(&name));
    buffer_add_text(&p->text, before > 0 ? "<wbr>" : "");
    html_text(&p->text, text + before);
    buffer_add_text(&p->text, "</td>");
    p->text.failed = p->text.failed || name.failed;
    buffer_release(&name);
}

/* Theirs is not the next step: somebody here has to look. */
static void write_held(struct portfolio_page *p)
{
    const char *const heads[] = {_("Supplier"), _("State"), _("Contact"), NULL};
    const uint64_t held = p->statistics.held;
    if (held == 0) {
        return;
    }
    buffer_add_text(&p->text, "<h3 id=\"held\">");
    html_text(&p->text, _("Held back: for us to clear up"));
    buffer_add_text(&p->text, "</h3>\n");
    portfolio_page_wide(p, "held");
    html_table(&p->text, "reach", NULL, heads);
    for (size_t i = 0; i < p->held.count; i++) {
        portfolio_page_name(p, &p->held.each[i]);
        html_element(&p->text, "td", NULL, p->held.each[i].standing);
        contact(p, p->held.each[i].contact);
        buffer_add_text(&p->text, "</tr>\n");
    }
    html_table_end(&p->text);
    portfolio_page_wide_end(p);
    if (held > p->held.count) {
        char text[160];
        (void)snprintf(text, sizeof text, _("and %s more: choose the state in the list below."), COUNT_TEXT(held - p->held.count));
        html_element(&p->text, "p", NULL, text);
    }
}

static void write_unasked(struct portfolio_page *p)
{
    const uint64_t unasked = p->statistics.states[PORTFOLIO_UNASKED];
    char text[160];
    if (unasked > 0) {
        (void)snprintf(text, sizeof text, _n("%s supplier was not asked yet.", "%s suppliers were not asked yet.", unasked),
                       COUNT_TEXT(unasked));
        html_element(&p->text, "p", NULL, text);
    }
}

void portfolio_page_late(struct portfolio_page *p)
{
    const char *const heads[] = {_("Supplier"), _("State"), _("Due on"), _("Contact"), NULL};
    const uint64_t late = p->statistics.states[PORTFOLIO_LATE];
    portfolio_page_section(p, "late", _("Who is late"));
    if (late == 0) {
        html_element(&p->text, "p", NULL, _("Nobody is late."));
    } else {
        portfolio_page_wide(p, "late");
        html_table(&p->text, "reach", NULL, heads);
        for (size_t i = 0; i < p->late.count; i++) {
            portfolio_page_name(p, &p->late.each[i]);
            html_element(&p->text, "td", NULL, p->late.each[i].standing);
            html_element(&p->text, "td", "date", p->late.each[i].due);
            contact(p, p->late.each[i].contact);
            buffer_add_text(&p->text, "</tr>\n");
        }
        html_table_end(&p->text);
        portfolio_page_wide_end(p);
    }
    if (late > p->late.count) {
        char text[160];
        (void)snprintf(text, sizeof text, _("and %s more: choose the state \"late\" in the list below."), COUNT_TEXT(late - p->late.count));
        html_element(&p->text, "p", NULL, text);
    }
    write_unasked(p);
    write_held(p);
    portfolio_page_section_end(p);
}
