/* The morning after: who runs the product, and who has replied to an emergency questionnaire since. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/product_aliases.h"
#include "command/view_data.h"
#include "command/wall_time.h"
#include "model/json.h"
#include "store/portfolio_find.h"
#include "store/portfolio_look.h"

#define REPLY_DAYS 30 /* an emergency is answered in days, not in months */
#define PACKS_MAX 16

struct board {
    struct view_data *d;
    struct portfolio *portfolio;
    struct view_table *table;
    enum found_list list;
    const char *packs[PACKS_MAX]; /* emergency questionnaires: those that ask only what has been done */
    size_t npacks;
    char since[TIME_TEXT], today[DATE_TEXT];
    struct buffer reply;
    int64_t clean, help, silent; /* of those shown */
};

static void find_packs(struct board *b)
{
    for (size_t i = 0; i < b->d->catalog.count && b->npacks < PACKS_MAX; i++) {
        const struct pack *pack = b->d->catalog.packs[i];
        if (pack_is_emergency(pack)) {
            b->packs[b->npacks++] = pack->id;
        }
    }
}

/* Clean: whatever applies has been done. */
static bool is_clean(const char *items)
{
    cJSON *tree = json_read(items, strlen(items), &JSON_LIMITS_DOCUMENT, "items", NULL);
    const cJSON *entry;
    bool clean = tree != NULL;
    cJSON_ArrayForEach(entry, tree)
    {
        const cJSON *level = cJSON_GetArrayItem(entry, 0);
        const int code = level == NULL ? PORTFOLIO_NOT_DONE : level->valueint;
        clean = clean && (code == PORTFOLIO_DONE || code == PORTFOLIO_NA || code == PORTFOLIO_NOT_ASKED || code >= 0);
    }
    cJSON_Delete(tree);
    return clean;
}

/* Who was asked and says nothing is to be rung next; who was never asked has an empty place. */
static enum status put_silent(struct board *b, int64_t supplier, struct error *e)
{
    const enum status st = portfolio_alarmed(b->portfolio, supplier, b->since, e);
    if (st == ST_OK) {
        view_put(b->table, 4, _("no reply"));
        b->silent++;
    }
    return st == ST_NO ? ST_OK : st;
}

static enum status put_reply(struct board *b, int64_t supplier, struct error *e)
{
    char newest[TIME_TEXT] = "", words[80];
    bool clean = false;
    for (size_t i = 0; i < b->npacks; i++) {
        const enum status st = portfolio_reply(b->portfolio, supplier, b->packs[i], b->since, &b->reply, e);
        if (st != ST_OK && st != ST_NO) {
            return st;
        }
        const char *when = buffer_text(&b->reply);
        if (st == ST_OK && strcmp(when, newest) > 0) {
            (void)snprintf(newest, sizeof newest, "%s", when);
            clean = is_clean(when + strlen(when) + 1);
        }
    }
    if (newest[0] == '\0') {
        return put_silent(b, supplier, e);
    }
    b->clean += clean;
    b->help += !clean;
    int64_t at = 0;
    char shown[TIME_TEXT];
    (void)time_parse(newest, &at);
    wall_text(at, shown);
    /* today's by the hour, older ones by the day */
    (void)snprintf(words, sizeof words, "%.5s %s", strncmp(shown, b->today, DATE_TEXT - 1) == 0 ? shown + 11 : shown + 5,
                   clean ? _("clean") : _("help"));
    view_put(b->table, 4, words);
    return ST_OK;
}

/* A firm may list a product twice; its name or version is shown once. */
static bool listed_before(const struct found_supplier *s, size_t at, bool version)
{
    for (size_t i = 0; i < at; i++) {
        if (version ? strcmp(s->products[i].version, s->products[at].version) == 0
                    : strcmp(s->products[i].name, s->products[at].name) == 0) {
            return true;
        }
    }
    return false;
}

static void put_products(struct view_table *t, const struct found_supplier *s)
{
    struct buffer names, versions;
    bool credentials = false;
    buffer_init(&names, BUFFER_MAX_TEXT);
    buffer_init(&versions, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < s->nproducts; i++) {
        if (!listed_before(s, i, false)) {
            buffer_add_format(&names, "%s%s", i > 0 ? ", " : "", s->products[i].name);
        }
        if (!listed_before(s, i, true)) {
            buffer_add_format(&versions, "%s%s", i > 0 ? ", " : "", s->products[i].version[0] != '\0' ? s->products[i].version : "?");
        }
        credentials = credentials || s->products[i].credentials;
    }
    view_put(t, 2, buffer_text(&versions));
    view_put(t, 6, s->internet ? _("yes") : "");
    view_put(t, 7, credentials ? _("yes") : "");
    view_put(t, 8, buffer_text(&names));
    buffer_release(&names);
    buffer_release(&versions);
}

static enum status found_row(void *context, const struct found_supplier *s, struct error *e)
{
    struct board *b = context;
    struct view_table *t = b->table;
    view_table_add(t, s->code, s->id);
    view_put(t, 0, s->name[0] != '\0' ? s->name : s->code);
    view_put(t, 1, view_tier_words(s->tier));
    view_put(t, 3, s->answered_on);
    view_put(t, 5, s->emergency_phone[0] != '\0' ? s->emergency_phone : s->contact_phone);
    view_put(t, 9, s->code);
    put_products(t, s);
    const enum status st = put_reply(b, s->id, e);
    if (s->internet) {
        view_warn(t);
    }
    return st;
}

static void explain(struct view_table *t, const struct view_query *query, const struct board *b, const struct found_counts *c)
{
    static const char *const LISTS[FOUND_LISTS] = {
        [FOUND_AFFECTED] = N_("run it"), [FOUND_NOT_LISTED] = N_("do not list it"), [FOUND_UNKNOWN] = N_("cannot tell")};
    (void)snprintf(t->title, sizeof t->title, "%.120s: %s", query->words, _(LISTS[query->list]));
    const int64_t asked = b->clean + b->help + b->silent;
    if (asked > 0) { /* how many are in a list stands above it */
        (void)snprintf(t->remark, sizeof t->remark, _("! exposed: %s. Of %s asked: clean %s, help %s, no reply %s."),
                       COUNT_TEXT(c->internet), COUNT_TEXT(asked), COUNT_TEXT(b->clean), COUNT_TEXT(b->help), COUNT_TEXT(b->silent));
        return;
    }
    (void)snprintf(t->remark, sizeof t->remark, _("run it %s (! exposed %s), not listed %s, unknown %s"),
                   COUNT_TEXT(c->lists[FOUND_AFFECTED]), COUNT_TEXT(c->internet), COUNT_TEXT(c->lists[FOUND_NOT_LISTED]),
                   COUNT_TEXT(c->lists[FOUND_UNKNOWN]));
}

static enum status search(struct board *b, const struct view_query *query, struct error *e)
{
    struct product_aliases aliases = {0};
    struct product_terms terms = {0};
    struct found_counts counts = {0};
    enum status st = load_product_aliases(b->d->program, b->portfolio, &aliases, e);
    if (st == ST_OK && !product_terms_make(&terms, &aliases, query->words)) {
        st = fail(e, ST_INPUT, "%s", _("A product has a letter or a digit in its name."));
    }
    if (st == ST_OK) {
        struct find_order order = {.terms = &terms, .now = clock_now(&b->d->program->clock)};
        order.most[query->list] = FIND_ALL;
        st = portfolio_find(b->portfolio, &order, found_row, b, &counts, e);
    }
    explain(b->table, query, b, &counts);
    product_terms_release(&terms);
    product_aliases_release(&aliases);
    return st;
}

enum status view_found(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {
        {_("Supplier"), 14, true, false},  {_("Tier"), 6, false, false},     {_("Ver."), 6, false, false},
        {_("Answered"), 10, false, false}, {_("Replied"), 12, false, false}, {_("Phone"), 13, false, false},
        {_("Exposed"), 4, false, false},   {_("Secrets"), 4, false, false},  {_("As written"), 16, true, false},
        {_("Code"), 8, false, false},
    };
    struct board b = {.d = d, .table = out, .list = query->list};
    view_table_init(out, "", columns, sizeof columns / sizeof columns[0]);
    buffer_init(&b.reply, BUFFER_MAX_DOCUMENT);
    time_format(clock_now(&d->program->clock) - REPLY_DAYS * INT64_C(86400), b.since);
    date_format(wall_seconds(clock_now(&d->program->clock)), b.today);
    find_packs(&b);
    enum status st = view_data_open(d, false, &b.portfolio, e);
    if (st == ST_OK) {
        st = portfolio_begin(b.portfolio, false, e);
    }
    if (st == ST_OK) {
        st = search(&b, query, e);
        portfolio_rollback(b.portfolio);
    }
    portfolio_close(b.portfolio);
    buffer_release(&b.reply);
    return st;
}
