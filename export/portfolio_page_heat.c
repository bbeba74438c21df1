/* The heat map: which share of the suppliers stands at which level, item by item. Sixty rows whatever the number of suppliers. */
#include "base/amount.h"
#include "base/i18n.h"
#include "export/portfolio_page.h"

enum { COLUMN_UNKNOWN = LEVELS, COLUMN_NA, COLUMN_BELOW, COLUMNS };

/* Counts of one row; of its own total, except what is below the target, which is of those that answered with a level or do not know. */
struct shares {
    uint64_t counts[COLUMNS];
};

static void add(struct shares *s, const struct portfolio_item_statistics *item)
{
    for (int level = 0; level < LEVELS; level++) {
        s->counts[level] += item->levels[level];
    }
    s->counts[COLUMN_UNKNOWN] += item->unknown;
    s->counts[COLUMN_NA] += item->na;
    s->counts[COLUMN_BELOW] += item->below;
}

static void write_shares(struct portfolio_page *p, const struct shares *s)
{
    uint64_t answered = 0;
    for (int i = 0; i <= COLUMN_UNKNOWN; i++) {
        answered += s->counts[i];
    }
    for (int i = 0; i < COLUMNS; i++) {
        const uint64_t of = i == COLUMN_BELOW ? answered : answered + s->counts[COLUMN_NA];
        const int percent = of == 0 ? 0 : (int)((200 * s->counts[i] + of) / (2 * of));
        if (of == 0) {
            buffer_add_text(&p->text, "<td class=\"number\">\xE2\x80\x93</td>");
        } else {
            buffer_add_format(&p->text, "<td class=\"number %c%d\">%d</td>", i == COLUMN_BELOW ? 'b' : 'h', (percent + 5) / 10, percent);
        }
    }
    buffer_add_text(&p->text, "</tr>\n");
}

static bool same_group(const struct portfolio_item *a, const struct portfolio_item *b)
{
    return strcmp(a->pack, b->pack) == 0 &&
           (a->item == NULL || b->item == NULL || a->home != b->home || a->item->section == b->item->section);
}

static void write_group(struct portfolio_page *p, size_t first, size_t next)
{
    const struct portfolio_item *item = &p->source->items[first];
    struct shares all = {{0}};
    for (size_t i = first; i < next; i++) {
        add(&all, &p->statistics.items[i]);
    }
    buffer_add_text(&p->text, "<tr class=\"group\"><th scope=\"row\">");
    html_text(&p->text, item->home == NULL ? item->pack : text_of(item->home->title));
    if (item->item != NULL) {
        buffer_add_text(&p->text, " · ");
        html_text(&p->text, text_of(item->home->sections[item->item->section].title));
    }
    buffer_add_text(&p->text, "</th>");
    write_shares(p, &all);
    for (size_t i = first; i < next; i++) {
        struct shares one = {{0}};
        add(&one, &p->statistics.items[i]);
        buffer_add_text(&p->text, "<tr><th scope=\"row\">");
        html_text(&p->text, p->source->items[i].title);
        buffer_add_text(&p->text, "</th>");
        write_shares(p, &one);
    }
}

/* Why rows are missing, or all of them. */
static void write_missing(struct portfolio_page *p)
{
    struct buffer missing;
    buffer_init(&missing, BUFFER_MAX_TEXT);
    packs_missing_words(p->source, &missing);
    if (missing.length > 0) {
        html_element(&p->text, "p", "notice", buffer_text(&missing));
    } else if (p->source->nitems == 0) {
        html_element(&p->text, "p", NULL, _("Nobody has answered yet."));
    }
    p->text.failed = p->text.failed || missing.failed;
    buffer_release(&missing);
}

/* Of how many: not everybody is asked everything. */
static void write_whole(struct portfolio_page *p)
{
    const uint64_t answered = p->statistics.answered;
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&text,
                            _n("%s supplier answered. A row counts only those that were asked the question and answered it.",
                               "%s suppliers answered. A row counts only those that were asked the question and answered it.", answered),
                            COUNT_TEXT(answered));
    html_element(&p->text, "p", NULL, buffer_text(&text));
    buffer_release(&text);
}

void portfolio_page_heat(struct portfolio_page *p)
{
    char labels[LEVELS][64];
    const char *heads[COLUMNS + 2] = {_("Section and item")};
    for (int level = 0; level < LEVELS; level++) {
        (void)snprintf(labels[level], sizeof labels[level], "%d %s", level, _(LEVEL_LABELS[level]));
        heads[level + 1] = labels[level];
    }
    heads[COLUMN_UNKNOWN + 1] = _("don't know");
    heads[COLUMN_NA + 1] = _("not applicable");
    heads[COLUMN_BELOW + 1] = _("below target");
    buffer_add_text(&p->text, "<section class=\"heat\" aria-labelledby=\"heat\">\n<h2 id=\"heat\">");
    html_text(&p->text, _("Heat map: per cent of the suppliers that were asked"));
    buffer_add_text(&p->text, "</h2>\n");
    write_missing(p);
    if (p->source->nitems == 0) {
        buffer_add_text(&p->text, "</section>\n");
        return;
    }
    write_whole(p);
    portfolio_page_wide(p, "heat");
    html_table(&p->text, "heat", NULL, heads);
    for (size_t first = 0, next; first < p->source->nitems; first = next) {
        for (next = first + 1; next < p->source->nitems && same_group(&p->source->items[first], &p->source->items[next]); next++) {
            ;
        }
        write_group(p, first, next);
    }
    html_table_end(&p->text);
    portfolio_page_wide_end(p);
    buffer_add_text(&p->text, "</section>\n");
}
