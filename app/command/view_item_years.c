/* Who answered an item how, this period beside the one before: who fell, then who rose, then all the others. */
#include "base/i18n.h"
#include "base/list.h"
#include "command/view_kept.h"
#include "export/portfolio_words.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

struct answers {
    const char *code, *name;
    enum portfolio_tier tier;
    int before, now;
    bool both; /* answered in both years: only then can a change be told */
};

struct item_years {
    const struct portfolio_item *item;
    struct view_table *table; /* whose arena holds the texts */
    size_t question;
    const char *periods[2]; /* now, before */
    struct answers *each;
    size_t count, room;
};

static enum status note(void *context, const struct portfolio_years *row, struct error *e)
{
    struct item_years *y = context;
    const int now = row->levels[0] == NULL ? PORTFOLIO_NOT_ASKED : row->levels[0][y->question];
    const int before = row->levels[1] == NULL ? PORTFOLIO_NOT_ASKED : row->levels[1][y->question];
    if (now == PORTFOLIO_NOT_ASKED && before == PORTFOLIO_NOT_ASKED) {
        return ST_OK;
    }
    struct answers *each = list_room(y->each, y->count, &y->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    y->each = each;
    y->each[y->count++] = (struct answers){.code = arena_text(&y->table->arena, row->code),
                                           .name = arena_text(&y->table->arena, row->name),
                                           .tier = row->tier,
                                           .before = before,
                                           .now = now,
                                           .both = two_years_both(row)};
    return y->table->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status gather(void *context, struct portfolio_source *source, struct error *e)
{
    struct item_years *y = context;
    const struct portfolio_question *questions = NULL;
    size_t n = 0;
    enum status st = source->questions(source, &questions, &n, e);
    for (y->question = 0; st == ST_OK && y->question < n; y->question++) {
        const struct portfolio_item *item = questions[y->question].item;
        if (strcmp(item->pack, y->item->pack) == 0 && strcmp(item->id, y->item->id) == 0) {
            break;
        }
    }
    y->periods[0] = arena_text(&y->table->arena, source->period);
    y->periods[1] = arena_text(&y->table->arena, source->period_before);
    return st == ST_OK && y->question < n ? source->years(source, note, y, e) : st;
}

static void put_answer(struct view_table *t, size_t column, int level)
{
    char words[VIEW_LEVEL_TEXT];
    if (level != PORTFOLIO_NOT_ASKED) {
        view_put(t, column, view_level_words(level, words));
    }
}

/* Those whose answer has changed in this way; only of who was asked in both, and answered, can it be told. */
static void put_rows(struct item_years *y, bool lowered, bool raised)
{
    for (size_t i = 0; i < y->count; i++) {
        const struct answers *a = &y->each[i];
        const bool both = a->both && a->before != PORTFOLIO_NOT_ASKED && a->now != PORTFOLIO_NOT_ASKED;
        const enum portfolio_change change = both ? portfolio_change(a->before, a->now) : PORTFOLIO_CHANGE_NONE;
        if ((change == PORTFOLIO_CHANGE_LOWERED) != lowered || (change == PORTFOLIO_CHANGE_RAISED) != raised) {
            continue;
        }
        view_table_add(y->table, a->code, (int64_t)i);
        view_put(y->table, 0, a->code);
        view_put(y->table, 1, a->name);
        view_put(y->table, 2, view_tier_words(a->tier));
        put_answer(y->table, 3, a->before);
        put_answer(y->table, 4, a->now);
        view_put(y->table, 5, change == PORTFOLIO_CHANGE_NONE ? "" : portfolio_change_words(change));
        if (lowered) {
            view_warn(y->table);
        }
    }
}

enum status view_item_years(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {{_("Code"), 8, false, false}, {_("Supplier"), 16, true, false}, {_("Tier"), 6, false, false},
                                          {"-", 13, false, false},      {"-", 13, false, false},          {_("Change"), 10, false, false}};
    if (query->id < 0 || (size_t)query->id >= d->view.nitems) {
        return fail(e, ST_INPUT, "%s", _("This item is no longer there."));
    }
    struct item_years y = {.item = &d->items[query->id], .table = out, .periods = {"", ""}};
    char title[VIEW_WORDS];
    (void)snprintf(title, sizeof title, "%s %s", y.item->id, y.item->title);
    view_table_init(out, title, columns, COUNT(columns));
    const enum status st = view_read(d, gather, &y, e);
    if (st == ST_OK) {
        out->columns[3].title = y.periods[1];
        out->columns[4].title = y.periods[0];
        (void)snprintf(out->remark, sizeof out->remark, "%s", _("First who fell (!), then who rose. Empty: no answer for that year."));
        put_rows(&y, true, false);
        put_rows(&y, false, true);
        put_rows(&y, false, false);
    }
    free(y.each);
    return st;
}
