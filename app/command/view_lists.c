/* The lists of the prime's screens. */
#include "base/file_path.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/next_step.h"
#include "command/view_kept.h"
#include "command/view_turns.h"
#include "export/portfolio_words.h"
#include "model/gap.h"
#include "model/portfolio_standing.h"
#include "store/portfolio_status.h"

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

static enum status suppliers(const struct view_data *d, struct view_table *t, struct error *e)
{
    enum view_turn *turns = view_turns(d);
    if (turns == NULL) {
        return fail_memory(e);
    }
    const struct view_column columns[] = {
        {_("Code"), 8, false, false},  {_("Supplier"), 20, true, false},  {_("Tier"), 6, false, false},
        {_("State"), 13, true, false}, {_("Total"), 5, false, true},      {_("Weakest"), 4, false, true},
        {_("Over"), 5, false, true},   {_("Answered"), 10, false, false}, {_("Due"), 10, false, false},
    };
    view_table_init(t, view_kind_words(VIEW_SUPPLIERS), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("Weakest: lowest essential level. Over: overrated by. ! asks for a look."));
    for (size_t i = 0; i < d->nsuppliers; i++) {
        const struct portfolio_supplier *s = &d->suppliers[i];
        char text[16], state[VIEW_TURN_TEXT];
        view_table_add(t, s->code, (int64_t)i);
        view_put(t, 0, s->code);
        view_put(t, 1, s->name);
        view_put(t, 2, view_tier_words(s->tier));
        view_put(t, 3, view_turn_words(s, turns[i], state));
        if (s->total >= 0) {
            view_put_number(t, 4, s->total, score_text(s->total, text));
        }
        if (s->floor >= 0) {
            view_put_count(t, 5, s->floor);
        }
        if (s->total >= 0 && s->perceived >= 0) {
            const int over = s->perceived - s->total;
            (void)snprintf(text, sizeof text, "%c%d.%d", over < 0 ? '-' : '+', abs(over) / 10, abs(over) % 10);
            view_put_number(t, 6, over, text);
        }
        view_put(t, 7, s->answered_on);
        view_put(t, 8, s->due);
        if (s->state == PORTFOLIO_LATE || s->state == PORTFOLIO_CONFLICT || s->state == PORTFOLIO_QUARANTINED || s->score_differs ||
            turns[i] != VIEW_TURN_NONE || (s->contradiction == PORTFOLIO_CONTRADICTION_NEW && s->ended_on[0] == '\0')) {
            view_warn(t);
        }
    }
    free(turns);
    return ST_OK;
}

static void item_row(const struct view_data *d, struct view_table *t, size_t i)
{
    const struct portfolio_item *item = &d->items[i];
    const struct portfolio_item_statistics *n = &d->statistics.items[i];
    const uint64_t answers = portfolio_item_answers(n);
    const int mean = portfolio_item_mean(n);
    char text[32], number[VIEW_NUMBER_TEXT];
    view_table_add(t, "", (int64_t)i);
    view_put(t, 0, item->title);
    if (answers > 0) {
        (void)snprintf(text, sizeof text, "%llu%%", (unsigned long long)((200 * n->below + answers) / (2 * answers)));
        view_put_number(t, 1, (int64_t)(n->below * 1000000 / answers), text);
        (void)snprintf(text, sizeof text, "%d.%02d", mean / 100, mean % 100);
        view_put_number(t, 2, mean, text);
    }
    for (int level = 0; level < LEVELS; level++) {
        view_put_count(t, 3 + (size_t)level, (int64_t)n->levels[level]);
    }
    view_put_count(t, 3 + LEVELS, (int64_t)n->unknown);
    view_put_count(t, 4 + LEVELS, (int64_t)n->na);
    view_put(t, 5 + LEVELS, view_item_number(item, number));
    view_put(t, 6 + LEVELS, item->home != NULL ? text_of(item->home->title) : item->pack);
}

static enum status items(const struct view_data *d, struct view_table *t, struct error *e)
{
    const struct view_column columns[] = {
        {_("Item"), 12, true, false}, {_("Below"), 5, false, true}, {_("Mean"), 4, false, true}, {"0", 4, false, true},
        {"1", 4, false, true},        {"2", 4, false, true},        {"3", 4, false, true},       {"4", 4, false, true},
        {"?", 4, false, true},        {"-", 4, false, true},        {_("No."), 3, false, false}, {_("Questionnaire"), 10, true, false},
    };
    view_table_init(t, view_kind_words(VIEW_ITEMS), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("Below: share under the target. 0-4, ? don't know, - not applicable: how many."));
    size_t *order = malloc((d->view.nitems + 1) * sizeof *order);
    if (order == NULL) {
        return fail_memory(e);
    }
    (void)snprintf(t->note, sizeof t->note, "%s", _("Mean: ? counts as 0. Who was asked and did not answer is in no column."));
    const size_t n = portfolio_weakest(&d->statistics, order);
    for (size_t i = 0; i < n; i++) {
        item_row(d, t, order[i]);
    }
    free(order);
    return ST_OK;
}

static void missing_row(const struct portfolio_supplier *s, size_t i, enum view_turn turn, struct view_table *t)
{
    char state[VIEW_TURN_TEXT];
    view_table_add(t, s->code, (int64_t)i);
    view_put(t, 0, s->code);
    view_put(t, 1, s->name);
    view_put(t, 2, view_tier_words(s->tier));
    view_put(t, 3, view_turn_words(s, turn, state));
    view_put(t, 4, s->due);
    view_put(t, 5, portfolio_phone(s));
    view_put(t, 6, s->contact_email);
    view_put(t, 7, s->contact_name);
    if (s->state == PORTFOLIO_LATE || turn != VIEW_TURN_NONE) {
        view_warn(t);
    }
}

/* Those who are late first: the rest has time, or is ours to settle. */
static enum status missing(const struct view_data *d, struct view_table *t, struct error *e)
{
    enum view_turn *turns = view_turns(d);
    if (turns == NULL) {
        return fail_memory(e);
    }
    static const enum portfolio_state ORDER[] = {PORTFOLIO_LATE, PORTFOLIO_WAITING, PORTFOLIO_UNFINISHED, PORTFOLIO_QUARANTINED,
                                                 PORTFOLIO_UNASKED};
    const struct view_column columns[] = {
        {_("Code"), 8, false, false}, {_("Supplier"), 12, true, false}, {_("Tier"), 6, false, false},   {_("State"), 12, true, false},
        {_("Due"), 10, false, false}, {_("Phone"), 14, false, false},   {_("E-mail"), 20, true, false}, {_("Contact"), 10, false, false},
    };
    view_table_init(t, view_kind_words(VIEW_MISSING), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("m writes the reminders; more time for one: Enter, then t."));
    for (size_t k = 0; k < COUNT(ORDER); k++) {
        for (size_t i = 0; i < d->nsuppliers; i++) {
            if (d->suppliers[i].state == ORDER[k]) {
                missing_row(&d->suppliers[i], i, turns[i], t);
            }
        }
    }
    free(turns);
    return ST_OK;
}

/* Where lists are of answers and of replies to alarms, the latter are marked. */
static void put_reason(struct view_table *t, size_t column, bool alarm, const char *about, const char *reason)
{
    char words[CLAIM_TEXT];
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    buffer_add_format(&text, "%s%s%s", alert_words(words, alarm, about), alarm ? " " : "", reason);
    t->failed = t->failed || text.failed;
    view_put(t, column, buffer_text(&text));
    buffer_release(&text);
}

static void quarantine(const struct view_data *d, struct view_table *t)
{
    const struct view_column columns[] = {
        {_("Claims to be"), 10, false, false}, {_("Name"), 16, true, false},   {_("Files"), 3, false, true},
        {_("Received"), 10, false, false},     {_("Reason"), 24, true, false},
    };
    view_table_init(t, view_kind_words(VIEW_QUARANTINE), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("Enter shows what is to be done: a call, or a letter."));
    for (size_t i = 0; i < d->nheld[0]; i++) {
        const struct view_held *h = &d->held[0][i];
        char day[DATE_TEXT];
        if (h->decided) {
            continue;
        }
        (void)local_day_of(h->received_at, day);
        view_table_add(t, h->code, (int64_t)i);
        view_put(t, 0, h->code[0] != '\0' ? h->code : _("(no code)"));
        view_put(t, 1, h->name);
        view_put_count(t, 2, h->files);
        view_put(t, 3, day);
        put_reason(t, 4, h->alarm, h->about, h->reason);
    }
}

/* Cut to a column's width, a path would show where all files lie; the report has the whole of it. */
static const char *last_part(const char *path)
{
    const char *last = file_last(path);
    return last[0] == '\0' ? path : last;
}

static void rejected(const struct view_data *d, struct view_table *t)
{
    const struct view_column columns[] = {{_("Received"), 10, false, false},
                                          {_("File"), 16, true, false},
                                          {_("Claims to be"), 10, false, false},
                                          {_("Reason"), 24, true, false}};
    view_table_init(t, view_kind_words(VIEW_REJECTED), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("What a file claims is not verified. ! asks for something: Enter shows what."));
    for (size_t i = 0; i < d->nheld[1]; i++) {
        const struct view_held *h = &d->held[1][i];
        if (!view_rejected_shown(d, h)) {
            continue;
        }
        char day[DATE_TEXT];
        (void)local_day_of(h->received_at, day);
        view_table_add(t, "", (int64_t)i);
        view_put(t, 0, day);
        view_put(t, 1, last_part(h->file));
        view_put(t, 2, h->code);
        put_reason(t, 3, h->alarm, h->about, h->reason);
        if (view_rejected_asks(d, h)) {
            view_warn(t);
        }
    }
}

static enum status conflict_row(void *context, const struct status_line *line, struct error *e)
{
    struct view_table *t = context;
    (void)e;
    char day[DATE_TEXT];
    (void)local_day_of(line->received_at, day);
    view_table_add(t, line->code, line->count);
    view_put(t, 0, line->code);
    view_put(t, 1, line->name);
    view_put(t, 2, day);
    view_put(t, 3, last_part(line->file));
    put_reason(t, 4, line->alarm, line->about, line->reason);
    return ST_OK;
}

static enum status conflicts(struct view_data *d, struct view_table *t, struct error *e)
{
    const struct view_column columns[] = {
        {_("Code"), 8, false, false}, {_("Supplier"), 14, true, false}, {_("Received"), 10, false, false},
        {_("File"), 12, true, false}, {_("Reason"), 24, true, false},
    };
    struct portfolio *p = NULL;
    view_table_init(t, view_kind_words(VIEW_CONFLICTS), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("Enter puts the two side by side; t or h settles it."));
    enum status st = view_data_open(d, false, &p, e);
    if (st == ST_OK) {
        st = portfolio_status(p, STATUS_CONFLICTS, conflict_row, t, e);
    }
    portfolio_close(p);
    return st;
}

static enum status products(struct view_data *d, struct view_table *t, struct error *e)
{
    const struct view_column columns[] = {{_("Product"), 20, true, false},
                                          {_("Maker"), 14, true, false},
                                          {_("Suppliers"), 5, false, true},
                                          {_("Exposed"), 5, false, true},
                                          {_("Secrets"), 5, false, true}};
    const struct kept_products *products;
    view_table_init(t, view_kind_words(VIEW_PRODUCTS), columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", _("One row for each name and maker, as most write it. Enter shows who runs it."));
    const enum status st = view_kept_products(d, &products, e);
    for (size_t i = 0; st == ST_OK && i < products->count; i++) {
        const struct product_use *use = &products->each[i];
        view_table_add(t, "", use->suppliers);
        view_put(t, 0, use->name);
        view_put(t, 1, use->vendor);
        view_put_count(t, 2, use->suppliers);
        view_put_count(t, 3, use->internet);
        view_put_count(t, 4, use->credentials);
    }
    return st;
}

/* Who answered an item how, the largest gap first. */
static enum status item(const struct view_data *d, const struct view_query *query, struct view_table *t, struct error *e)
{
    const struct view_column columns[] = {{_("Code"), 8, false, false},  {_("Supplier"), 16, true, false},
                                          {_("Tier"), 6, false, false},  {_("Answer"), 14, false, false},
                                          {_("Target"), 3, false, true}, {_("Priority"), 4, false, true}};
    if (query->id < 0 || (size_t)query->id >= d->view.nitems) {
        return fail(e, ST_INPUT, "%s", _("This item is no longer there."));
    }
    const struct portfolio_item *it = &d->items[query->id];
    char title[200];
    (void)snprintf(title, sizeof title, "%s %s", it->id, it->title);
    view_table_init(t, title, columns, COUNT(columns));
    (void)snprintf(t->remark, sizeof t->remark, "%s", it->item != NULL ? text_of(it->item->text) : "");
    for (size_t i = 0; i < d->nsuppliers; i++) {
        const struct portfolio_supplier *s = &d->suppliers[i];
        char words[VIEW_LEVEL_TEXT];
        if (s->levels == NULL || s->levels[query->id] == PORTFOLIO_NOT_ASKED) {
            continue;
        }
        const int level = s->levels[query->id], target = s->targets[query->id], reached = level == PORTFOLIO_UNKNOWN ? 0 : level;
        view_table_add(t, s->code, (int64_t)i);
        view_put(t, 0, s->code);
        view_put(t, 1, s->name);
        view_put(t, 2, view_tier_words(s->tier));
        view_put(t, 3, view_level_words(level, words));
        if (target >= 0) {
            view_put_count(t, 4, target);
        }
        if (reached >= 0 && reached < target && it->item != NULL) {
            view_put_count(t, 5, (target - reached) * item_weight(it->home, it->item));
            view_warn(t);
        }
    }
    return ST_OK;
}

/* A level as it stands in the CSV files of a report: a digit, ? for unknown, - for not applicable. */
static void heat_cell(struct view_table *t, size_t column, int level)
{
    static const char *const DIGITS[LEVELS] = {"0", "1", "2", "3", "4"};
    if (level >= 0 && level < LEVELS) {
        view_put_fixed(t, column, level, DIGITS[level]);
    } else if (level != PORTFOLIO_UNANSWERED && level != PORTFOLIO_NOT_ASKED) {
        view_put_fixed(t, column, VIEW_NO_NUMBER,
                       level == PORTFOLIO_UNKNOWN ? "?"
                       : level == PORTFOLIO_NA    ? "-"
                       : level == PORTFOLIO_DONE  ? _("done")
                                                  : _("not done"));
    }
}

static enum status heat(struct view_data *d, struct view_table *t, struct error *e)
{
    enum { BEFORE = 3, ASKED_EVERY = 512 };
    struct view_column columns[VIEW_COLUMNS_MAX] = {
        {_("Code"), 8, false, false}, {_("Supplier"), 16, true, false}, {_("Total"), 5, false, true}};
    size_t shown[VIEW_COLUMNS_MAX], n = 0;
    for (size_t i = 0; i < d->view.nitems; i++) {
        if (portfolio_item_of_alarm(&d->items[i])) { /* of no year, as on the screen */
            continue;
        }
        if (n + BEFORE == VIEW_COLUMNS_MAX) {
            char place[SHELL_WORD];
            return fail(e, ST_INPUT,
                        _("A list takes %d columns, and there are %zu items: \"tenken report %s --xlsx OUT\" writes them all."),
                        VIEW_COLUMNS_MAX, d->view.nitems, shell_word(d->database, place));
        }
        columns[BEFORE + n] = (struct view_column){d->items[i].title, 4, false, true};
        shown[n++] = i;
    }
    view_table_init(t, _("Heat map"), columns, n + BEFORE);
    for (size_t i = 0; i < d->nsuppliers; i++) {
        const struct portfolio_supplier *s = &d->suppliers[i];
        char text[16];
        if (i % ASKED_EVERY == 0 && !view_goes_on(&d->view, 0, 0)) {
            return fail(e, ST_INPUT, "%s", _("Reading was stopped."));
        }
        view_table_add(t, s->code, (int64_t)i);
        view_put(t, 0, s->code);
        view_put(t, 1, s->name);
        if (s->total >= 0) {
            view_put_number(t, 2, s->total, score_text(s->total, text));
        }
        for (size_t k = 0; s->levels != NULL && k < n; k++) {
            heat_cell(t, BEFORE + k, s->levels[shown[k]]);
        }
    }
    return ST_OK;
}

enum status view_table(struct portfolio_view *view, const struct view_query *query, struct view_table *out, struct error *e)
{
    struct view_data *d = view->context;
    switch (query->kind) {
    case VIEW_SUPPLIERS:
        return suppliers(d, out, e);
    case VIEW_ITEMS:
        return items(d, out, e);
    case VIEW_MISSING:
        return missing(d, out, e);
    case VIEW_QUARANTINE:
        quarantine(d, out);
        return ST_OK;
    case VIEW_REJECTED:
        rejected(d, out);
        return ST_OK;
    case VIEW_CONFLICTS:
        return conflicts(d, out, e);
    case VIEW_PRODUCTS:
        return products(d, out, e);
    case VIEW_PLANS:
        return view_plans(d, out, e);
    case VIEW_YEARS:
        return view_years(d, out, e);
    case VIEW_ITEM:
        return item(d, query, out, e);
    case VIEW_ITEM_YEARS:
        return view_item_years(d, query, out, e);
    case VIEW_CONFLICT:
        return view_conflict(d, query, out, e);
    case VIEW_HEAT:
        return heat(d, out, e);
    case VIEW_FOUND:
        return view_found(d, query, out, e);
    }
    return ST_OK;
}
