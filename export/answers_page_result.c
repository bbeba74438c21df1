/* Where the firm stands: the figures, the points by section, a radar of each questionnaire. */
#include "export/answers_page.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"

static void card_begin(struct answers_page *p, const char *label, const char *figure)
{
    buffer_add_text(p->out, "<div>");
    html_element(p->out, "dt", NULL, label);
    buffer_add_text(p->out, "<dd><b>");
    html_text(p->out, figure);
    buffer_add_text(p->out, "</b> ");
}

static void card_end(struct answers_page *p)
{
    buffer_add_text(p->out, "</dd></div>\n");
}

static void card_weakest(struct answers_page *p)
{
    char figure[POINTS_TEXT] = "\xE2\x80\x93";
    if (p->score.floor >= 0) {
        (void)snprintf(figure, sizeof figure, "%d", p->score.floor);
    }
    card_begin(p, _("Weakest essential"), figure);
    size_t n = 0;
    for (size_t i = 0; i < p->in->list->count; i++) {
        if (score_at_floor(&p->score, &p->in->list->questions[i])) {
            if (n++ == 0) {
                html_text(p->out, _(LEVEL_LABELS[p->score.floor]));
            }
            html_text(p->out, n == 1 ? ": " : _(", "));
            page_item_name(p, &p->in->list->questions[i]);
        }
    }
    card_end(p);
}

static void write_cards(struct answers_page *p)
{
    char points[POINTS_TEXT], text[160];
    const struct score *s = &p->score;
    buffer_add_text(p->out, "<dl class=\"cards\">\n");
    card_begin(p, _("Total"), page_points(s->total, points));
    html_text(p->out, _("of 100"));
    svg_bar(p->out, s->total, p->perceived);
    card_end(p);
    card_weakest(p);
    card_begin(p, _("Expected beforehand"), page_points(p->perceived, points));
    html_text(p->out, p->perceived < 0 ? _("not asked") : _(BELIEFS[p->perceived / LEVEL_POINTS]));
    card_end(p);
    (void)snprintf(text, sizeof text, "%zu / %zu", s->answered, s->asked);
    card_begin(p, _("Answered"), text);
    (void)snprintf(text, sizeof text, _("%zu don't know, %zu not applicable"), s->unknown, s->na);
    html_text(p->out, text);
    card_end(p);
    buffer_add_text(p->out, "</dl>\n");
}

static void sentence_belief(struct answers_page *p)
{
    if (p->perceived < 0 || p->score.total < 0) {
        return;
    }
    char expected[POINTS_TEXT], found[POINTS_TEXT], gap[POINTS_TEXT], text[320];
    const int over = p->perceived - p->score.total;
    page_points(p->perceived, expected);
    page_points(p->score.total, found);
    page_points(over < 0 ? -over : over, gap);
    if (over > 0) {
        (void)snprintf(text, sizeof text, _("Before answering, management expected %s. The answers say %s: %s lower."), expected, found,
                       gap);
    } else if (over < 0) {
        (void)snprintf(text, sizeof text, _("Before answering, management expected %s. The answers say %s: %s higher."), expected, found,
                       gap);
    } else {
        (void)snprintf(text, sizeof text, _("Before answering, management expected %s, and that is what the answers say."), expected);
    }
    html_element(p->out, "p", NULL, text);
}

static void sentence_before(struct answers_page *p)
{
    if (p->in->past == NULL || page_past_period(p)[0] == '\0' || p->score.total < 0 || p->score_before.total < 0) {
        return;
    }
    char now[POINTS_TEXT], then[POINTS_TEXT], text[320];
    (void)snprintf(text, sizeof text, _("In %.40s the answers to the same questions gave %s; now they give %s."), page_past_period(p),
                   page_points(p->score_before.total, then), page_points(p->score.total, now));
    html_element(p->out, "p", NULL, text);
}

static void score_row(struct answers_page *p, const char *name, int points, int floor, bool pack)
{
    char text[POINTS_TEXT];
    buffer_add_text(p->out, pack ? "<tr class=\"total\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
    html_text(p->out, name);
    buffer_add_format(p->out, "</th><td class=\"number\">%s</td><td>", page_points(points, text));
    svg_bar(p->out, points, SCORE_NONE);
    buffer_add_text(p->out, "</td><td>");
    if (floor >= 0) {
        (void)snprintf(text, sizeof text, "%d ", floor);
        html_text(p->out, text);
        html_text(p->out, _(LEVEL_LABELS[floor]));
    }
    buffer_add_text(p->out, "</td></tr>\n");
}

static void write_sections(struct answers_page *p)
{
    const char *const heads[] = {_("Questionnaire and section"), _("Points"), _("Bar"), _("Weakest essential"), NULL};
    html_table(p->out, "scores", _("Points of 100 by questionnaire and section"), heads);
    for (size_t i = 0; i < p->score.npacks; i++) {
        const struct pack_score *score = &p->score.packs[i];
        score_row(p, text_of(score->pack->title), score->total, score->floor, true);
        for (size_t s = 0; s < score->pack->nsections; s++) {
            score_row(p, text_of(score->pack->sections[s].title), score->sections[s], SCORE_NONE, false);
        }
    }
    html_table_end(p->out);
}

/* "Basic ten: Phishing drills 1, target 2; …": all that the radar shows. */
static void radar_title(struct buffer *title, const struct pack *pack, const struct svg_axis *axes, size_t n)
{
    buffer_add_format(title, _("Radar of the levels, 0 to 4: %s."), text_of(pack->title));
    for (size_t i = 0; i < n; i++) {
        buffer_add_char(title, ' ');
        buffer_add_format(title, _("%s: %d, target %d."), axes[i].label, axes[i].value, axes[i].target);
    }
}

static void write_radar(struct answers_page *p, const struct pack *pack, size_t number)
{
    struct svg_axis axes[SVG_AXES_MAX];
    size_t n = 0;
    for (size_t i = 0; i < p->in->list->count; i++) {
        const struct question *q = &p->in->list->questions[i];
        int level;
        if (q->pack != pack || !question_in_scope(q, &level)) {
            continue;
        }
        if (n == SVG_AXES_MAX) {
            return; /* too many to be read: the table has them */
        }
        axes[n++] = (struct svg_axis){.label = text_of(q->home_item->title), .value = level, .target = q->target};
    }
    if (n < 3) {
        return;
    }
    char id[48];
    struct buffer title;
    buffer_init(&title, BUFFER_MAX_TEXT);
    radar_title(&title, pack, axes, n);
    (void)snprintf(id, sizeof id, "%s-radar-%zu", language_code(language_current()), number);
    buffer_add_text(p->out, "<figure>\n");
    svg_radar(p->out, id, buffer_text(&title), axes, n);
    html_element(p->out, "figcaption", NULL, text_of(pack->title));
    buffer_add_text(p->out, "</figure>\n");
    p->out->failed = p->out->failed || title.failed;
    buffer_release(&title);
}

#define THREATS_SHOWN 3

/* The threats that the answers cover least, each with the items that would help most. */
static void write_threats(struct answers_page *p)
{
    size_t shown = 0;
    for (size_t i = 0; i < p->nthreats && shown < THREATS_SHOWN; i++) {
        const struct threat_cover *t = &p->threats[i];
        char points[POINTS_TEXT];
        if (t->points < 0 || t->nweak == 0) {
            continue;
        }
        if (shown++ == 0) {
            html_element(p->out, "h3", NULL, _("Threats least covered"));
            buffer_add_text(p->out, "<ul>\n");
        }
        buffer_add_text(p->out, "<li><strong>");
        html_text(p->out, text_of(t->threat->title));
        buffer_add_format(p->out, "</strong> %s: ", page_points(t->points, points));
        for (size_t k = 0; k < t->nweak; k++) {
            html_text(p->out, k > 0 ? _(", ") : "");
            page_item_name(p, &p->in->list->questions[t->weak[k]]);
        }
        buffer_add_text(p->out, "</li>\n");
    }
    if (shown > 0) {
        buffer_add_text(p->out, "</ul>\n");
    }
}

void page_result(struct answers_page *p)
{
    page_section(p, "where", _("Where the firm stands"));
    write_cards(p);
    sentence_belief(p);
    sentence_before(p);
    const cJSON *name;
    cJSON_ArrayForEach(name, p->in->missing)
    {
        char text[320];
        (void)snprintf(text, sizeof text, _("The pack %.100s (version %.40s) is not at hand: its answers are not scored."),
                       json_text(name, "id"), json_text(name, "version"));
        html_element(p->out, "p", "alarm", text);
    }
    write_sections(p);
    buffer_add_text(p->out, "<div class=\"figures\">\n");
    for (size_t i = 0; i < p->in->list->npacks; i++) {
        write_radar(p, p->in->list->packs[i], i);
    }
    buffer_add_text(p->out, "</div>\n");
    html_element(p->out, "p", "quiet",
                 _("In the radars the solid line is the present level, the dashed one the target; the middle is 0, the rim 4."));
    write_threats(p);
    page_section_end(p);
}
