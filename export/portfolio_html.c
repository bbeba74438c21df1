#include "export/portfolio_html.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "export/portfolio_page.h"

const char *portfolio_points(int points, char out[PAGE_POINTS_TEXT])
{
    (void)snprintf(out, PAGE_POINTS_TEXT, points < 0 ? "\xE2\x80\x93" : "%d.%d", points / 10, points % 10);
    return out;
}

enum status portfolio_page_flush(struct portfolio_page *p, struct error *e)
{
    if (p->text.failed) {
        return fail_memory(e);
    }
    (void)fwrite(buffer_text(&p->text), 1, p->text.length, p->out); /* the caller looks at ferror */
    buffer_clear(&p->text);
    return ST_OK;
}

static void write_contents(struct portfolio_page *p)
{
    const struct {
        const char *id, *words;
    } parts[] = {{"alarms", p->alarms.count > 0 ? _("Alarms") : NULL},
                 {"tiers", _("By tier, the worst first")},
                 {"late", _("Who is late")},
                 {"heat", _("Heat map")},
                 {"years", _("Over the years")},
                 {"suppliers", _("All suppliers")}};
    buffer_add_text(&p->text, "<nav aria-label=\"");
    html_line(&p->text, _("Contents"));
    buffer_add_text(&p->text, "\">\n");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].words == NULL) {
            continue;
        }
        buffer_add_format(&p->text, "<a href=\"#%s\">", parts[i].id);
        html_text(&p->text, parts[i].words);
        buffer_add_text(&p->text, "</a>\n");
    }
    buffer_add_text(&p->text, "</nav>\n");
}

static void write_head(struct portfolio_page *p)
{
    char title[200], day[DATE_TEXT], line[160];
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    (void)snprintf(title, sizeof title, _("Security of our suppliers, %s"), p->source->period);
    local_day(p->source->as_of, day);
    (void)snprintf(line, sizeof line, _("as of %s"), day);
    html_begin(&p->text, title, (const char *const[]){page_css, portfolio_page_css, NULL}, portfolio_page_js);
    buffer_add_text(&p->text, "<main>\n<header>\n");
    html_element(&p->text, "h1", NULL, title);
    buffer_add_text(&p->text, "<p class=\"subtitle\">");
    html_text(&p->text, p->source->owner);
    buffer_add_text(&p->text, p->source->owner[0] != '\0' ? " · " : "");
    html_text(&p->text, line);
    if (portfolio_periods_beside(&p->source->periods, p->source->period, &beside) && beside.length > 0) {
        buffer_add_text(&p->text, " · ");
        (void)snprintf(line, sizeof line, _("answers for other periods: %s"), buffer_text(&beside));
        html_text(&p->text, line);
    }
    buffer_release(&beside);
    buffer_add_text(&p->text, "</p>\n");
    html_element(&p->text, "p", "notice",
                 _("For use inside the firm: it names people, telephone numbers and where each supplier is weak. The page asks for nothing "
                   "from outside and needs no network."));
    buffer_add_text(&p->text, "</header>\n");
    write_contents(p);
}

static enum status write_page(struct portfolio_page *p, struct error *e)
{
    write_head(p);
    portfolio_page_alarms(p);
    portfolio_page_figures(p);
    portfolio_page_tiers(p);
    portfolio_page_late(p);
    portfolio_page_heat(p);
    portfolio_page_years(p);
    enum status st = portfolio_page_flush(p, e);
    st = st == ST_OK ? portfolio_page_search(p, e) : st;
    buffer_add_text(&p->text, "<script>");
    buffer_add_text(&p->text, portfolio_page_js);
    buffer_add_text(&p->text, "</script>\n");
    html_end(&p->text);
    return st == ST_OK ? portfolio_page_flush(p, e) : st;
}

enum status portfolio_html_write(struct portfolio_source *source, const struct portfolio_year *years, size_t nyears, FILE *out,
                                 struct error *e)
{
    struct portfolio_page p = {.source = source, .years = years, .nyears = nyears, .out = out};
    buffer_init(&p.text, BUFFER_MAX_DOCUMENT);
    enum status st = portfolio_page_gather(&p, e);
    st = st == ST_OK ? write_page(&p, e) : st;
    portfolio_page_release(&p);
    return st;
}
