#include "export/vendor_html.h"

#include "base/i18n.h"
#include "export/html.h"

static const char STYLE[] =
    "@page{size:A4;margin:16mm 16mm 18mm}"
    "html{font:10.5pt/1.6 'Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif;color:#1d2530;background:#fff}"
    "body{max-width:178mm;margin:0 auto;padding:0 12px}"
    "h1{font-size:18pt;margin:12px 0 2px}h2{font-size:12pt;margin:0 0 4px}"
    ".text{margin:0 0 4px}.firm{font-size:12pt;font-weight:bold;margin:8px 0}.quiet{color:#4a5563;margin:2px 0}"
    ".about{border:1px solid #8a94a3;padding:6px 10px;margin:10px 0 14px}"
    ".question{border-top:2px solid #1d5f8a;padding:8px 0 14px;break-inside:avoid}"
    "ul{list-style:none;margin:4px 0;padding:0}li{margin:1px 0;padding-left:1.6em;position:relative}"
    "li::before{content:'';position:absolute;left:0;top:.35em;width:.85em;height:.85em;border:1.3px solid #1d2530}"
    ".line{border-bottom:1px solid #8a94a3;height:2.7em;margin-top:2px;color:#4a5563;font-size:9.5pt;display:flex;align-items:flex-end}"
    ".signature{border:1.5px solid #1d2530;margin-top:14px;padding:8px 12px 14px;break-inside:avoid}"
    "@media print{body{max-width:none;padding:0}}";

static bool wanted(const struct question *q, bool marked)
{
    if (q->hidden || q->repeated) {
        return false;
    }
    return marked ? q->answer.ask_vendor : q->home_item->ask_vendor && q->answer.state == ANSWER_NONE;
}

static size_t count_wanted(const struct question_list *list, bool marked)
{
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        n += wanted(&list->questions[i], marked);
    }
    return n;
}

/* A line to write on, with what belongs there in small letters at its beginning. */
static void line(struct buffer *page, const char *label)
{
    html_element(page, "div", "line", label);
}

static void add_level(struct buffer *page, int level, const char *label, const char *text)
{
    buffer_add_format(page, "<li>%d ", level);
    html_text(page, label);
    buffer_add_text(page, ": ");
    html_text(page, text);
    buffer_add_text(page, "</li>\n");
}

/* Number and name are those of the program, where the owner types the ticks in. */
static void add_question(struct buffer *page, int number, const struct question *q)
{
    const struct item *item = q->home_item;
    buffer_add_format(page, "<section class=\"question\">\n<h2>%d ", number);
    html_text(page, question_title(q));
    buffer_add_text(page, "</h2>\n");
    html_element(page, "p", "text", text_of(item->text));
    buffer_add_text(page, "<ul>\n");
    if (item->kind == ITEM_LEVEL) {
        for (int level = 0; level < LEVELS; level++) {
            add_level(page, level, _(LEVEL_LABELS[level]), text_of(item->levels[level]));
        }
    } else {
        html_element(page, "li", NULL, _("done"));
        html_element(page, "li", NULL, _("not done"));
    }
    html_element(page, "li", NULL, _("not ours to say"));
    buffer_add_text(page, "</ul>\n");
    line(page, _("What, where, since when:"));
    line(page, _("Proof enclosed (invoice, report, screenshot):"));
    buffer_add_text(page, "</section>\n");
}

static void add_signature(struct buffer *page)
{
    buffer_add_text(page, "<section class=\"signature\">\n");
    html_element(page, "h2", NULL, _("Answered by"));
    line(page, _("Company:"));
    line(page, _("Name and signature:"));
    line(page, _("Date:"));
    buffer_add_text(page, "</section>\n");
}

enum status vendor_html_write(const struct question_list *list, const char *firm, const char *period, struct buffer *page, size_t *count,
                              struct error *e)
{
    const bool marked = count_wanted(list, true) > 0;
    *count = count_wanted(list, marked);
    if (*count == 0) {
        return fail(
            e, ST_NO,
            _("There is nothing to ask the IT vendor: no question is marked for them, and all that they normally know is answered."));
    }
    html_begin(page, _("Questions for our IT vendor"), (const char *const[]){STYLE, NULL}, NULL);
    buffer_add_text(page, "<main>\n");
    html_element(page, "h1", NULL, _("Questions for our IT vendor"));
    html_element(page, "p", "firm", firm == NULL ? "" : firm);
    html_element(page, "p", "quiet", period);
    html_element(
        page, "p", "about",
        _("Our customers ask how we protect their information. You look after part of our equipment: please tick, for each question, the "
          "one line that describes what is done for us today (not what is planned), add what there is to say, sign on the last page, and "
          "give the sheet back to us. An honest low answer helps us more than a high one."));
    for (size_t i = 0; i < list->count; i++) {
        if (wanted(&list->questions[i], marked)) {
            add_question(page, question_list_number(list, i), &list->questions[i]);
        }
    }
    add_signature(page);
    buffer_add_text(page, "</main>\n");
    html_end(page);
    return page->failed ? fail_memory(e) : ST_OK;
}
