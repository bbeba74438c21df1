/* The morning after: who runs the product, and who has replied to an emergency questionnaire since. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/view_kept.h"
#include "export/portfolio_words.h"

/* Columns. */
enum {
    SUPPLIER,
    TIER,
    VERSIONS,
    PHONE,
    REPLY,
    ASKED,
    ANSWERED,
    EXPOSED,
    SECRETS,
    WRITTEN,
    CODE,
    REASON,
    CLOSED
}; /* VERSIONS: or why it cannot be told */

#define NEAR_TEXT 240 /* of the names, in a line that says more */

struct board {
    struct view_table *table;
    const struct kept_search *search;
};

static void put_products(struct view_table *t, const struct found_supplier *s)
{
    struct buffer names, versions;
    bool credentials = false;
    buffer_init(&names, BUFFER_MAX_TEXT);
    buffer_init(&versions, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < s->nproducts; i++) {
        if (!found_listed_before(s, i, false)) {
            buffer_add_format(&names, "%s%s", i > 0 ? ", " : "", s->products[i].name);
        }
        if (!found_listed_before(s, i, true)) {
            buffer_add_format(&versions, "%s%s", i > 0 ? ", " : "", s->products[i].version[0] != '\0' ? s->products[i].version : "?");
        }
        credentials = credentials || s->products[i].credentials;
    }
    view_put(t, VERSIONS, s->why != FOUND_TOLD ? found_why_words(s->why) : buffer_text(&versions));
    view_put(t, EXPOSED, s->internet ? _("yes") : "");
    view_put(t, SECRETS, credentials ? _("yes") : "");
    view_put(t, WRITTEN, buffer_text(&names));
    buffer_release(&names);
    buffer_release(&versions);
}

static enum status found_row(void *context, const struct found_supplier *s, struct error *e)
{
    struct board *b = context;
    struct view_table *t = b->table;
    const struct urgent_reply *reply = urgent_of(&b->search->board, s->id);
    char words[URGENT_TEXT], ended[ENDED_TEXT], day[DATE_TEXT];
    (void)e;
    view_table_add(t, s->code, s->id);
    view_put(t, SUPPLIER, s->name[0] != '\0' ? s->name : s->code);
    view_put(t, TIER, view_tier_words(s->tier));
    view_put(t, ANSWERED, s->answered_on);
    view_put(t, ASKED, local_day_of(reply->asked_at, day));
    view_put(t, REPLY,
             s->ended_on[0] != '\0' && reply->replied_at[0] == '\0' ? ended_words(s->ended_on, "", ended) : urgent_words(reply, words));
    view_put(t, PHONE, urgent_phone(reply, s));
    view_put(t, CODE, s->code);
    view_put(t, REASON, reply->reason);
    view_put(t, CLOSED, reply->closed_reason);
    put_products(t, s);
    if (s->internet) {
        view_warn(t);
    }
    return ST_OK;
}

/* Products whose suppliers are not in these lists, though they may run it. */
static void warn_near(struct view_table *t, const struct view_query *query, const struct kept_search *search)
{
    char near[NEAR_TEXT];
    t->note_warns = true;
    const bool like = near_products_words(&search->near.like, near, sizeof near)[0] != '\0';
    if (like && search->counts.lists[FOUND_AFFECTED] == 0) {
        if (query->list == FOUND_AFFECTED) {
            (void)snprintf(t->empty, sizeof t->empty, _("Nobody lists this. Did you mean %s?"), near);
        }
    } else if (like) {
        (void)snprintf(t->note, sizeof t->note,
                       _("Not found by that name, but much like it: %s. If it is the same, search for it, too (9)."), near);
    }
    if (near_products_words(&search->near.maker, near, sizeof near)[0] != '\0') {
        size_t n = strlen(t->note);
        n += (size_t)snprintf(t->note + n, sizeof t->note - n, "%s", n > 0 ? "\n" : "");
        (void)snprintf(t->note + n, sizeof t->note - n, _("Of the same maker, suppliers list, too: %s."), near);
    }
}

static void explain(struct view_table *t, const struct view_query *query, const struct kept_search *search)
{
    const struct found_counts *c = &search->counts;
    static const char *const LISTS[FOUND_LISTS] = {
        [FOUND_AFFECTED] = N_("run it"), [FOUND_NOT_LISTED] = N_("do not list it"), [FOUND_UNKNOWN] = N_("cannot tell")};
    (void)snprintf(t->title, sizeof t->title, "%.120s: %s", query->words, _(LISTS[query->list]));
    const int64_t others = query->list == FOUND_AFFECTED && query->id > 0 ? c->lists[FOUND_AFFECTED] - query->id : 0;
    if (others > 0) { /* who has it as "As written" tells, which is another row of the products */
        (void)snprintf(
            t->title, sizeof t->title,
            _n("%.120s: run it, %s of them by another name or maker", "%.120s: run it, %s of them by another name or maker", others),
            query->words, COUNT_TEXT(others));
    }
    const int64_t *n = search->board.states;
    if (n[URGENT_CLOSED] > 0) {
        (void)snprintf(t->remark, sizeof t->remark, _("Of %s asked: clean %s, not used %s, help %s, begun %s, no reply %s, closed %s."),
                       COUNT_TEXT(search->board.count), COUNT_TEXT(n[URGENT_CLEAN]), COUNT_TEXT(n[URGENT_UNUSED]),
                       COUNT_TEXT(n[URGENT_HELP]), COUNT_TEXT(n[URGENT_BEGUN]), COUNT_TEXT(n[URGENT_WAITING] + n[URGENT_OVERDUE]),
                       COUNT_TEXT(n[URGENT_CLOSED]));
        return;
    }
    if (search->board.count > 0) { /* over all three lists; how many are in a list stands above it */
        (void)snprintf(t->remark, sizeof t->remark, _("! exposed: %s. Of %s asked: clean %s, not used %s, help %s, begun %s, no reply %s."),
                       COUNT_TEXT(c->internet), COUNT_TEXT(search->board.count), COUNT_TEXT(n[URGENT_CLEAN]), COUNT_TEXT(n[URGENT_UNUSED]),
                       COUNT_TEXT(n[URGENT_HELP]), COUNT_TEXT(n[URGENT_BEGUN]), COUNT_TEXT(n[URGENT_WAITING] + n[URGENT_OVERDUE]));
        return;
    }
    (void)snprintf(t->remark, sizeof t->remark, _("run it %s (! exposed %s), not listed %s, unknown %s"),
                   COUNT_TEXT(c->lists[FOUND_AFFECTED]), COUNT_TEXT(c->internet), COUNT_TEXT(c->lists[FOUND_NOT_LISTED]),
                   COUNT_TEXT(c->lists[FOUND_UNKNOWN]));
}

static enum status others(struct view_data *d, struct portfolio *p, enum found_list list, struct board *b, struct error *e)
{
    const struct kept_firms *firms;
    enum status st = view_kept_firms(d, p, &firms, e);
    for (size_t i = 0; st == ST_OK && i < firms->count; i++) {
        if (firms->each[i].list == list && !found_search_affects(b->search->found, firms->each[i].id)) {
            st = found_row(b, &firms->each[i], e);
        }
    }
    return st;
}

static enum status search(struct view_data *d, struct portfolio *p, const struct view_query *query, struct view_table *out, struct error *e)
{
    struct board b = {.table = out};
    enum status st = view_kept_search(d, p, query->words, &b.search, e);
    if (st != ST_OK) {
        return st;
    }
    st = query->list == FOUND_AFFECTED ? found_search_visit(b.search->found, query->list, FIND_ALL, found_row, &b, e)
                                       : others(d, p, query->list, &b, e);
    explain(out, query, b.search);
    warn_near(out, query, b.search);
    return st;
}

enum status view_found(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e)
{
    const struct view_column why = {_("Why"), 10, false, false}, version = {_("Ver."), 6, true, false};
    const struct view_column columns[] = {
        {_("Supplier"), 12, true, false},   {_("Tier"), 4, false, false},     query->list == FOUND_UNKNOWN ? why : version,
        {_("Phone"), 13, false, false},     {_("Replied"), 18, false, false}, {_("Asked"), 10, false, false},
        {_("Answered"), 10, false, false},  {_("Exposed"), 4, false, false},  {_("Secrets"), 4, false, false},
        {_("As written"), 16, true, false}, {_("Code"), 8, false, false},     {_("Why not used"), 16, true, false},
        {_("Why closed"), 16, true, false},
    };
    struct portfolio *p = NULL;
    view_table_init(out, "", columns, sizeof columns / sizeof columns[0]);
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? portfolio_begin(p, false, e) : st;
    if (st == ST_OK) {
        st = search(d, p, query, out, e);
        portfolio_rollback(p);
    }
    portfolio_close(p);
    return st;
}
