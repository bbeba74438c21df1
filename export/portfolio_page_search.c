/* The list to search: its controls, and the data as JSON for the page's own script, one supplier at a time. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "export/portfolio_page.h"

#define FLUSH_AT ((size_t)256 * 1024)

/* A JSON string that is safe inside a script element: nothing in it can look like markup, and no control or override is left. */
static void add_string(struct buffer *out, const char *text)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_DOCUMENT);
    utf8_clean(&clean, text, strlen(text), false);
    buffer_add_char(out, '"');
    for (const char *c = buffer_text(&clean); *c != '\0'; c++) {
        if (strchr("<>&\"\\", *c) != NULL) {
            buffer_add_format(out, "\\u%04x", (unsigned)(unsigned char)*c);
        } else {
            buffer_add_char(out, *c);
        }
    }
    buffer_add_char(out, '"');
    out->failed = out->failed || clean.failed;
    buffer_release(&clean);
}

static void next_string(struct buffer *out, const char *text)
{
    buffer_add_char(out, ',');
    add_string(out, text);
}

/* One character an item, so that sixty answers take sixty bytes. */
static char level_mark(int level)
{
    switch (level) {
    case PORTFOLIO_UNKNOWN:
        return '?';
    case PORTFOLIO_NA:
        return '-';
    case PORTFOLIO_UNANSWERED:
        return '.';
    case PORTFOLIO_DONE:
        return 'o';
    case PORTFOLIO_NOT_DONE:
        return 'x';
    default:
        return level >= 0 && level < LEVELS ? (char)('0' + level) : ' ';
    }
}

static void add_marks(struct buffer *out, const int8_t *levels, size_t n)
{
    buffer_add_text(out, ",\"");
    for (size_t i = 0; levels != NULL && i < n; i++) {
        buffer_add_char(out, level_mark(levels[i]));
    }
    buffer_add_char(out, '"');
}

struct rows {
    struct portfolio_page *page;
    bool any;
    char *product, *vendor; /* of the group that is open, or NULL */
};

static enum status flush_now_and_then(struct rows *r, struct error *e)
{
    return r->page->text.length > FLUSH_AT || r->page->text.failed ? portfolio_page_flush(r->page, e) : ST_OK;
}

static enum status add_supplier(void *context, const struct portfolio_supplier *s, struct error *e)
{
    struct rows *r = context;
    struct buffer *out = &r->page->text;
    char words[STANDING_TEXT];
    const char *standing = standing_words(s, words);
    buffer_add_text(out, r->any ? ",\n[" : "[");
    r->any = true;
    add_string(out, s->code);
    next_string(out, s->name);
    buffer_add_format(out, ",%d,%d,%d,%d,%d", (int)s->tier, (int)s->state, s->total, s->floor, s->perceived);
    next_string(out, s->answered_on);
    next_string(out, s->due);
    next_string(out, s->contact_name);
    next_string(out, s->contact_email);
    next_string(out, s->contact_phone);
    next_string(out, s->emergency_phone);
    add_marks(out, s->levels, r->page->source->nitems);
    add_marks(out, s->targets, r->page->source->nitems);
    next_string(out, strcmp(standing, state_words(s->state)) == 0 ? "" : standing); /* mostly it is one of a few words */
    buffer_add_char(out, ']');
    return flush_now_and_then(r, e);
}

/* Products come by name: those with the same name and vendor are one entry with its users. */
static enum status add_product(void *context, const struct portfolio_product *row, struct error *e)
{
    struct rows *r = context;
    struct buffer *out = &r->page->text;
    if (r->product == NULL || strcmp(r->product, row->product) != 0 || strcmp(r->vendor, row->vendor) != 0) {
        buffer_add_text(out, r->any ? "]],\n[" : "[");
        free(r->product);
        free(r->vendor);
        r->product = strdup(row->product);
        r->vendor = strdup(row->vendor);
        if (r->product == NULL || r->vendor == NULL) {
            return fail_memory(e);
        }
        add_string(out, row->product);
        next_string(out, row->vendor);
        buffer_add_text(out, ",[[");
    } else {
        buffer_add_text(out, ",[");
    }
    r->any = true;
    add_string(out, row->code);
    next_string(out, row->version);
    buffer_add_format(out, ",%d,%d]", row->internet, row->credentials);
    return flush_now_and_then(r, e);
}

static enum status add_ringing(void *context, size_t alarm, const struct urgent_request *q, enum urgent_state state, struct error *e)
{
    struct rows *r = context;
    struct buffer *out = &r->page->text;
    char words[URGENT_TEXT];
    if (!urgent_to_ring(q, state, r->page->alarms.today)) {
        return ST_OK;
    }
    buffer_add_text(out, r->any ? ",\n[" : "[");
    r->any = true;
    add_string(out, q->code);
    buffer_add_format(out, ",%zu", alarm);
    next_string(out, urgent_state_words(q, state, words));
    next_string(out, q->ring);
    buffer_add_char(out, ']');
    return flush_now_and_then(r, e);
}

/* The alarms that burn, and who has to be rung about them. */
static enum status write_alarms(struct portfolio_page *p, struct error *e)
{
    struct rows rows = {.page = p};
    char name[ALARM_NAME];
    buffer_add_text(&p->text, "],\n\"alarms\":[");
    for (size_t i = 0; i < p->alarms.burning; i++) {
        buffer_add_text(&p->text, i > 0 ? "," : "");
        add_string(&p->text, alarm_name(&p->alarms.each[i], name));
    }
    buffer_add_text(&p->text, "],\n\"ringing\":[");
    return alarms_visit(&p->alarms, p->source, add_ringing, &rows, e);
}

static void add_words(struct buffer *out, const char *name, const char *const *texts, size_t count)
{
    buffer_add_format(out, "%c\"%s\":[", out->data != NULL && out->data[out->length - 1] == '{' ? ' ' : ',', name);
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i > 0 ? "," : "");
        add_string(out, texts[i]);
    }
    buffer_add_char(out, ']');
}
#define ADD_WORDS(out, name, array) add_words((out), (name), (array), sizeof(array) / sizeof((array)[0]))

/* What the script says, in the language of the page. */
static void write_words(struct portfolio_page *p)
{
    const char *const tiers[] = {"", tier_words(PORTFOLIO_TIER_BASE), tier_words(PORTFOLIO_TIER_HIGHER)};
    const char *states[PORTFOLIO_STATES], *levels[LEVELS];
    for (int i = 0; i < PORTFOLIO_STATES; i++) {
        states[i] = state_words((enum portfolio_state)i);
    }
    for (int i = 0; i < LEVELS; i++) {
        levels[i] = _(LEVEL_LABELS[i]);
    }
    const char *const marks[] = {_("don't know"), _("not applicable"), _("not answered"), _("done"), _("not done")};
    const char *const found[] = {
        /* Translators: {0}, {1} … are numbers; keep them. */
        _("{0} of {1} suppliers"),
        _("{0} run it; {1} name other products only; {2} cannot tell (they name no product or have not answered)."),
    };
    const char *const facts[] = {
        _("Supplier code"), _("Tier"),    _("State"),  _("Total"), _("Weakest essential"), _("Expected beforehand"), _("Answered on"),
        _("Due on"),        _("Contact"), _("E-mail"), _("Phone"), _("Emergency phone")};
    const char *const below[] = {_("Below the target"), _("Item"), _("Answer"), _("Target"),
                                 _("Nothing that was answered lies below its target.")};
    const char *const products[] = {_("Products and services"),       _("Product"),           _("Vendor"), _("Version"),
                                    _("Reachable from the internet"), _("Holds credentials"), _("yes"),    _("no"),
                                    _("No products are named.")};
    buffer_add_text(&p->text, "<script type=\"application/json\" id=\"words\">{");
    ADD_WORDS(&p->text, "tiers", tiers);
    ADD_WORDS(&p->text, "states", states);
    ADD_WORDS(&p->text, "levels", levels);
    ADD_WORDS(&p->text, "marks", marks);
    ADD_WORDS(&p->text, "found", found);
    ADD_WORDS(&p->text, "facts", facts);
    ADD_WORDS(&p->text, "below", below);
    ADD_WORDS(&p->text, "products", products);
    buffer_add_text(&p->text, "}</script>\n");
}

static void add_option(struct portfolio_page *p, const char *value, const char *label)
{
    buffer_add_format(&p->text, "<option value=\"%s\">", value);
    html_text(&p->text, label);
    buffer_add_text(&p->text, "</option>");
}

static void begin_select(struct portfolio_page *p, const char *id, const char *label)
{
    buffer_add_text(&p->text, "<label>");
    html_text(&p->text, label);
    buffer_add_format(&p->text, " <select id=\"%s\">", id);
}

static void end_select(struct portfolio_page *p)
{
    buffer_add_text(&p->text, "</select></label>\n");
}

static void add_input(struct portfolio_page *p, const char *id, const char *label)
{
    buffer_add_text(&p->text, "<label>");
    html_text(&p->text, label);
    buffer_add_format(&p->text, " <input type=\"search\" id=\"%s\" autocomplete=\"off\" spellcheck=\"false\"></label>\n", id);
}

static void write_alarm_choice(struct portfolio_page *p)
{
    char name[ALARM_NAME], value[24];
    begin_select(p, "alarm", _("To ring after an alarm"));
    add_option(p, "", _("all"));
    for (size_t i = 0; i < p->alarms.burning; i++) {
        (void)snprintf(value, sizeof value, "%zu", i);
        add_option(p, value, alarm_name(&p->alarms.each[i], name));
    }
    end_select(p);
}

static void write_controls(struct portfolio_page *p)
{
    buffer_add_text(&p->text, "<div role=\"search\" class=\"controls\">\n");
    add_input(p, "find", _("Name or code (key /)"));
    add_input(p, "product", _("Product or vendor"));
    begin_select(p, "tier", _("Tier"));
    add_option(p, "", _("all"));
    add_option(p, "2", tier_words(PORTFOLIO_TIER_HIGHER));
    add_option(p, "1", tier_words(PORTFOLIO_TIER_BASE));
    add_option(p, "0", _("tier not set"));
    end_select(p);
    begin_select(p, "state", _("State"));
    add_option(p, "", _("all"));
    for (int i = 0; i < PORTFOLIO_STATES; i++) {
        char value[16];
        (void)snprintf(value, sizeof value, "%d", i);
        add_option(p, value, state_words((enum portfolio_state)i));
    }
    end_select(p);
    if (p->alarms.burning > 0) {
        write_alarm_choice(p);
    }
    begin_select(p, "order", _("Order"));
    add_option(p, "worst", _("worst first, by tier"));
    add_option(p, "total", _("lowest total first"));
    add_option(p, "floor", _("weakest essential first"));
    add_option(p, "over", _("most overrated first"));
    add_option(p, "code", _("by code"));
    add_option(p, "date", _("oldest answers first"));
    end_select(p);
    buffer_add_text(&p->text, "</div>\n<p id=\"found\" role=\"status\"></p>\n<div id=\"heads\" class=\"row head\" aria-hidden=\"true\">");
    const char *const heads[] = {_("Code"), _("Supplier"), _("Tier"), _("State"), _("Total"), _("Weakest essential"), _("Answered on")};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        html_element(&p->text, "span", NULL, heads[i]);
    }
    buffer_add_text(&p->text, "</div>\n<div id=\"list\" role=\"listbox\" tabindex=\"0\" aria-labelledby=\"suppliers\"><div id=\"rows\" "
                              "role=\"presentation\"></div></div>\n<div id=\"detail\" tabindex=\"-1\"></div>\n");
}

static void write_items(struct portfolio_page *p)
{
    buffer_add_text(&p->text, "<script type=\"application/json\" id=\"data\">{\"items\":[");
    for (size_t i = 0; i < p->source->nitems; i++) {
        buffer_add_text(&p->text, i > 0 ? ",[" : "[");
        add_string(&p->text, p->source->items[i].title);
        buffer_add_format(&p->text, ",%d]", p->source->items[i].target);
    }
    buffer_add_text(&p->text, "],\n\"suppliers\":[");
}

/* Folded names with the number of their group: the script searches as "tenken find" does. */
static void write_aliases(struct portfolio_page *p)
{
    const struct product_aliases *set = p->source->aliases;
    buffer_add_text(&p->text, "],\n\"aliases\":[");
    for (size_t i = 0; set != NULL && i < set->count; i++) {
        buffer_add_text(&p->text, i > 0 ? ",[" : "[");
        add_string(&p->text, set->entries[i].key);
        buffer_add_format(&p->text, ",%zu]", set->entries[i].group);
    }
}

enum status portfolio_page_search(struct portfolio_page *p, struct error *e)
{
    struct rows suppliers = {.page = p}, products = {.page = p};
    html_element(
        &p->text, "p", "on-paper",
        _("The list of all suppliers is not printed: it is on this page on a screen, and in the workbook (tenken report --xlsx)."));
    buffer_add_text(&p->text, "<section class=\"list\" aria-labelledby=\"suppliers\">\n<h2 id=\"suppliers\">");
    html_text(&p->text, _("All suppliers"));
    buffer_add_text(&p->text, "</h2>\n");
    write_controls(p);
    buffer_add_text(&p->text, "</section>\n</main>\n");
    write_words(p);
    write_items(p);
    enum status st = p->source->suppliers(p->source, add_supplier, &suppliers, e);
    buffer_add_text(&p->text, "],\n\"products\":[");
    st = st == ST_OK ? p->source->products(p->source, add_product, &products, e) : st;
    buffer_add_text(&p->text, products.any ? "]]" : "");
    st = st == ST_OK ? write_alarms(p, e) : st;
    write_aliases(p);
    buffer_add_text(&p->text, "]}</script>\n");
    free(products.product);
    free(products.vendor);
    return st;
}
