#include "command/mail_merge.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "command/csv_out.h"
#include "command/startup.h"
#include "model/tier.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_status.h"
#include "store/portfolio_trust.h"

#define LANGUAGES 2

struct mail {
    struct csv_out csv;
    const struct catalog *catalog;
    const char *today;
    struct mail_merge_counts counts;
};

/* What the rows have in common; the texts are made once in each language. */
struct letter {
    const char *kind; /* "late", "further", "clarification" */
    const char *code, *name, *email, *tier;
    const char *due, *extended_until, *items;
    struct buffer subject[LANGUAGES], text[LANGUAGES];
};

static enum status put(struct mail *m, struct letter *l, struct error *e)
{
    const char *texts[] = {l->kind,
                           l->code,
                           l->name,
                           l->email,
                           l->tier,
                           l->due,
                           l->extended_until,
                           l->items,
                           buffer_text(&l->subject[LANGUAGE_JA]),
                           buffer_text(&l->text[LANGUAGE_JA]),
                           buffer_text(&l->subject[LANGUAGE_EN]),
                           buffer_text(&l->text[LANGUAGE_EN])};
    bool failed = false;
    for (int i = 0; i < LANGUAGES; i++) {
        failed = failed || l->subject[i].failed || l->text[i].failed;
    }
    const enum status st = failed ? fail_memory(e) : csv_out_row(&m->csv, texts, e);
    for (int i = 0; i < LANGUAGES; i++) {
        buffer_release(&l->subject[i]);
        buffer_release(&l->text[i]);
    }
    m->counts.letters++;
    return st;
}

static void begin(struct letter *l)
{
    for (int i = 0; i < LANGUAGES; i++) {
        buffer_init(&l->subject[i], BUFFER_MAX_TEXT);
        buffer_init(&l->text[i], BUFFER_MAX_TEXT);
    }
}

static enum status overdue(void *context, const struct status_line *line, struct error *e)
{
    struct mail *m = context;
    const enum portfolio_state state = portfolio_standing_state(&line->standing, m->today);
    if (!portfolio_overdue(line->due, m->today)) {
        return ST_OK;
    }
    if (state == PORTFOLIO_QUARANTINED || state == PORTFOLIO_CONFLICT) {
        m->counts.held++;
        return ST_OK;
    }
    const bool extended = strcmp(line->due, line->first_due) != 0;
    struct letter l = {.kind = state == PORTFOLIO_LATE ? "late" : "further",
                       .code = line->code,
                       .name = line->name,
                       .email = line->email,
                       .tier = tier_name(tier_from(line->tiering[0], line->tiering[1], line->tiering[2])),
                       .due = line->first_due,
                       .extended_until = extended ? line->due : "",
                       .items = ""};
    begin(&l);
    for (int i = 0; i < LANGUAGES; i++) {
        startup_locale(language_code((enum language)i));
        buffer_add_text(&l.subject[i], _("Reminder: your answers to our security questionnaire"));
        buffer_add_format(&l.text[i], _("To %s"), line->name);
        buffer_add_text(&l.text[i], "\n\n");
        buffer_add_format(
            &l.text[i],
            line->further ? _("Another request of ours, for answers by %s, is still open. Nothing for it has reached us yet.")
            : extended    ? _("We had asked for your answers to our security questionnaire, and the extended date, %s, has passed. Nothing "
                                 "has reached us yet.")
                          : _("We had asked for your answers to our security questionnaire by %s. Nothing has reached us yet."),
            line->due);
        buffer_add_text(&l.text[i], "\n");
        buffer_add_text(&l.text[i], _("Please send them, or tell us by when you can. If you have sent them already, we are sorry for the "
                                      "trouble: tell us, and we will look for them."));
    }
    return put(m, &l, e);
}

/* "3 Restore tests" for each item of "PACK:ITEM PACK:ITEM", in the current language. */
static void add_items(struct buffer *out, const struct catalog *catalog, const char *items)
{
    while (*items != '\0') {
        char reference[PACK_ID_TEXT + ITEM_ID_TEXT], pack[PACK_ID_TEXT], id[ITEM_ID_TEXT];
        const size_t n = strcspn(items, " ");
        (void)snprintf(reference, sizeof reference, "%.*s", (int)n, items);
        const bool named = item_reference(reference, NULL, pack, id);
        const struct pack *p = named ? catalog_find(catalog, pack) : NULL;
        const struct item *item = p == NULL ? NULL : pack_item(p, id);
        buffer_add_format(out, "- %s: %s\n", p == NULL ? reference : text_of(p->title), named ? id : "");
        if (item != NULL) {
            out->length--; /* the newline */
            buffer_add_format(out, " %s\n", text_of(item->text));
        }
        items += n + strspn(items + n, " ");
    }
}

static enum status clarify(void *context, const struct clarification *c, struct error *e)
{
    struct mail *m = context;
    struct letter l = {.kind = "clarification",
                       .code = c->code,
                       .name = c->name,
                       .email = c->email,
                       .tier = "",
                       .due = "",
                       .extended_until = "",
                       .items = c->items};
    begin(&l);
    for (int i = 0; i < LANGUAGES; i++) {
        startup_locale(language_code((enum language)i));
        buffer_add_text(&l.subject[i], _("A question about your answers to our security questionnaire"));
        buffer_add_format(&l.text[i], _("To %s"), c->name);
        buffer_add_text(&l.text[i], "\n\n");
        buffer_add_text(&l.text[i], _("Thank you for your answers. We have read them and would like to ask about these:"));
        buffer_add_text(&l.text[i], "\n");
        add_items(&l.text[i], m->catalog, c->items);
        buffer_add_text(&l.text[i], c->text[0] != '\0' ? c->text : _("They seem to contradict each other."));
        buffer_add_text(&l.text[i], "\n");
        buffer_add_text(&l.text[i], _("Please look at them again and send us the answers anew, also if they stay as they are."));
    }
    return put(m, &l, e);
}

enum status mail_merge_write(struct portfolio *portfolio, const struct catalog *catalog, const char *today, const char *path,
                             struct mail_merge_counts *counts, struct error *e)
{
    static const char *const HEADS[] = {"kind",           "supplier_code", "name",       "email",   "tier",       "due",
                                        "extended_until", "items",         "subject_ja", "text_ja", "subject_en", "text_en"};
    const enum language before = language_current();
    struct mail m = {.catalog = catalog, .today = today};
    enum status st = csv_out_begin(&m.csv, path, HEADS, sizeof HEADS / sizeof HEADS[0], e);
    if (st != ST_OK) {
        return st;
    }
    st = portfolio_status(portfolio, STATUS_WAITING, overdue, &m, e);
    if (st == ST_OK) {
        st = portfolio_clarifications(portfolio, NULL, true, clarify, &m, e);
    }
    startup_locale(language_code(before));
    *counts = m.counts;
    return csv_out_end(&m.csv, st, e);
}
