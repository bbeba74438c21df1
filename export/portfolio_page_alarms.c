/* What burns: of each alarm who has replied and who has to be rung; of what is over one line. */
#include "base/amount.h"
#include "base/i18n.h"
#include "export/portfolio_page.h"

#define ROWS_MAX 90 /* of all lists together: the list of all suppliers shows the others */
#define OVER_MAX 10 /* lines */

static enum status keep_row(struct page_alarm *a, const struct urgent_request *r, enum urgent_state state, struct error *e)
{
    char words[URGENT_TEXT];
    struct page_list *list = state == URGENT_HELP ? &a->help : &a->overdue;
    if (list->count == LIST_MAX) {
        return ST_OK;
    }
    struct page_supplier *s = &list->each[list->count++];
    *s = (struct page_supplier){
        .code = strdup(r->code),
        .name = strdup(r->name),
        .standing = strdup(urgent_state_words(r, state, words)),
        .contact = strdup(r->ring),
    };
    return s->code != NULL && s->name != NULL && s->standing != NULL && s->contact != NULL ? ST_OK : fail_memory(e);
}

static enum status take(void *context, size_t alarm, const struct urgent_request *r, enum urgent_state state, struct error *e)
{
    struct portfolio_page *p = context;
    return alarm < p->alarms.burning && urgent_to_ring(r, state, p->alarms.today) ? keep_row(&p->ringing[alarm], r, state, e) : ST_OK;
}

enum status portfolio_page_alarms_gather(struct portfolio_page *p, struct error *e)
{
    enum status st = alarms_gather(&p->alarms, p->source, e);
    if (st != ST_OK || p->alarms.burning == 0) {
        return st;
    }
    p->ringing = calloc(p->alarms.burning, sizeof *p->ringing);
    return p->ringing == NULL ? fail_memory(e) : alarms_visit(&p->alarms, p->source, take, p, e);
}

static void figure(struct portfolio_page *p, const char *class, const char *label, uint64_t count)
{
    buffer_add_format(&p->text, "<div%s%s%s>", class != NULL ? " class=\"" : "", class != NULL ? class : "", class != NULL ? "\"" : "");
    html_element(&p->text, "dt", NULL, label);
    html_element(&p->text, "dd", NULL, COUNT_TEXT(count));
    buffer_add_text(&p->text, "</div>\n");
}

/* In the order in which they matter; what nobody is in is left out, but for those that everybody looks for. */
static const enum urgent_state ORDER[] = {URGENT_HELP,  URGENT_OVERDUE, URGENT_WAITING, URGENT_BEGUN,
                                          URGENT_CLEAN, URGENT_UNUSED,  URGENT_CLOSED};
#define ORDERED (sizeof ORDER / sizeof ORDER[0])

static void write_counts(struct portfolio_page *p, const struct alarm *a)
{
    buffer_add_text(&p->text, "<dl class=\"counts\">\n");
    figure(p, NULL, _("asked"), a->asked);
    for (size_t i = 0; i < ORDERED; i++) {
        const uint64_t n = a->states[ORDER[i]];
        const bool burns = ORDER[i] == URGENT_HELP || ORDER[i] == URGENT_OVERDUE;
        if (n > 0 || burns || ORDER[i] == URGENT_CLEAN) {
            figure(p, burns && n > 0 ? "burns" : NULL, urgent_state_label(ORDER[i]), n);
        }
    }
    if (a->ended > 0) {
        figure(p, NULL, _("of these, business has ended"), a->ended);
    }
    buffer_add_text(&p->text, "</dl>\n");
}

static void write_row(struct portfolio_page *p, const struct page_supplier *s)
{
    portfolio_page_name(p, s);
    html_element(&p->text, "td", NULL, s->standing);
    html_element(&p->text, "td", NULL, s->contact[0] != '\0' ? s->contact : _("no phone is known"));
    buffer_add_text(&p->text, "</tr>\n");
}

static size_t write_rows(struct portfolio_page *p, const struct page_list *list, size_t room)
{
    const size_t n = list->count < room ? list->count : room;
    for (size_t i = 0; i < n; i++) {
        write_row(p, &list->each[i]);
    }
    return n;
}

/* Returns how many rows it took. */
static size_t write_ringing(struct portfolio_page *p, size_t at, size_t room)
{
    const struct alarm *a = &p->alarms.each[at];
    const struct page_alarm *rows = &p->ringing[at];
    const char *const heads[] = {_("Supplier"), _("State"), _("Phone to ring"), NULL};
    char text[160], id[32];
    size_t n = 0;
    if (a->to_ring == 0) {
        html_element(&p->text, "p", NULL, _("Nobody has asked for help, and nobody is overdue."));
        return 0;
    }
    room = room < LIST_MAX ? room : LIST_MAX;
    if (room > 0) {
        (void)snprintf(id, sizeof id, "alarm-%zu", at);
        portfolio_page_wide(p, id);
        html_table(&p->text, "reach ring", _("Whom to ring: who needs help, and who is overdue"), heads);
        n = write_rows(p, &rows->help, room);
        n += write_rows(p, &rows->overdue, room - n);
        html_table_end(&p->text);
        portfolio_page_wide_end(p);
    }
    if (a->to_ring > n) {
        (void)snprintf(text, sizeof text,
                       n > 0 ? _("and %s more to ring: choose the alarm in the list below.")
                             : _("To be rung are %s: choose the alarm in the list below."),
                       COUNT_TEXT(a->to_ring - n));
        html_element(&p->text, "p", NULL, text);
    }
    return n;
}

/* "Example Mail: asked on 2026-11-21, a reply is due by 2026-11-24: asked 40, clean: all is done 38, not used there 2" */
static void write_over(struct portfolio_page *p, const struct alarm *a)
{
    char name[ALARM_NAME], days[ALARM_DAYS];
    buffer_add_text(&p->text, "<li><b>");
    html_text(&p->text, alarm_name(a, name));
    buffer_add_text(&p->text, "</b> · ");
    html_text(&p->text, alarm_days(a, days));
    buffer_add_text(&p->text, " · ");
    html_text(&p->text, _("asked"));
    buffer_add_format(&p->text, " %s", COUNT_TEXT(a->asked));
    for (size_t i = 0; i < ORDERED; i++) {
        if (a->states[ORDER[i]] > 0) {
            buffer_add_text(&p->text, " · ");
            html_text(&p->text, urgent_state_label(ORDER[i]));
            buffer_add_format(&p->text, " %s", COUNT_TEXT(a->states[ORDER[i]]));
        }
    }
    buffer_add_text(&p->text, "</li>\n");
}

static void write_overs(struct portfolio_page *p)
{
    const size_t over = p->alarms.count - p->alarms.burning, n = over < OVER_MAX ? over : OVER_MAX;
    char text[160];
    if (over == 0) {
        return;
    }
    html_element(&p->text, "h3", NULL, _("Over: nobody is waited for, and nobody needs help"));
    buffer_add_text(&p->text, "<ul>\n");
    for (size_t i = 0; i < n; i++) {
        write_over(p, &p->alarms.each[p->alarms.burning + i]);
    }
    buffer_add_text(&p->text, "</ul>\n");
    if (over > n) {
        (void)snprintf(text, sizeof text, _("and %s more: they are in the workbook (tenken report --xlsx)."), COUNT_TEXT(over - n));
        html_element(&p->text, "p", NULL, text);
    }
}

void portfolio_page_alarms(struct portfolio_page *p)
{
    size_t room = ROWS_MAX;
    char text[ALARMS_TEXT], name[ALARM_NAME], days[ALARM_DAYS], on[DATE_TEXT];
    if (p->alarms.count == 0) {
        return;
    }
    local_day(p->source->as_of, on);
    portfolio_page_section(p, "alarms", _("Alarms"));
    (void)snprintf(text, sizeof text,
                   _("What was asked after an alert belongs to no year: here is what was asked in %s or is still open, as of %s."),
                   p->source->period, on);
    html_element(&p->text, "p", NULL, text);
    if (p->alarms.burning > 0) {
        html_element(&p->text, "p", "alarm", alarms_words(&p->alarms, text));
    }
    for (size_t i = 0; i < p->alarms.burning; i++) {
        const struct alarm *a = &p->alarms.each[i];
        buffer_add_format(&p->text, "<h3 id=\"alarm-%zu\">", i);
        html_text(&p->text, alarm_name(a, name));
        buffer_add_text(&p->text, "</h3>\n");
        html_element(&p->text, "p", "quiet", alarm_days(a, days));
        write_counts(p, a);
        room -= write_ringing(p, i, room);
    }
    write_overs(p);
    portfolio_page_section_end(p);
}
