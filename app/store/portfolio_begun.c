#include "store/portfolio_begun.h"

#include "base/arena.h"
#include "base/list.h"
#include "model/portfolio_source.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_items.h"

#include <stdlib.h>
#include <string.h>

/* A few documents of one supplier: looking through the list is quick enough. */
struct begun {
    struct begun_item {
        const char *pack;
        char id[STORED_ID];
        int level;
    } * each;
    size_t count, room;
    struct arena texts;
};

static struct begun_item *find(const struct begun *b, const char *pack, const char *id)
{
    for (size_t i = 0; i < b->count; i++) {
        if (strcmp(b->each[i].id, id) == 0 && strcmp(b->each[i].pack, pack) == 0) {
            return &b->each[i];
        }
    }
    return NULL;
}

/* Newer documents come first; what one of them left open an older one may answer. */
static enum status take(struct begun *b, const char *pack, const struct stored_item *item, struct error *e)
{
    struct begun_item *known = find(b, pack, item->id);
    const int level = item->values[0];
    if (known != NULL) {
        known->level = known->level == PORTFOLIO_UNANSWERED ? level : known->level;
        return ST_OK;
    }
    struct begun_item *each = list_room(b->each, b->count, &b->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    b->each = each;
    struct begun_item *added = &each[b->count++];
    *added = (struct begun_item){.pack = arena_text(&b->texts, pack), .level = level};
    memcpy(added->id, item->id, sizeof added->id);
    return b->texts.failed ? fail_memory(e) : ST_OK;
}

static enum status read_all(struct begun *b, struct portfolio *p, const char *period, const char *code, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_STATUS_BEGUN_ITEMS, SQL_VALUES(sql_text(period), sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_STATUS_BEGUN_ITEMS, row, 2, e)) == ST_OK) {
        struct stored_item item;
        for (const char *items = column_text(&row[1]); st == ST_OK && stored_item_next(&items, &item);) {
            st = take(b, column_text(&row[0]), &item, e);
        }
    }
    sql_finish(p, SQL_STATUS_BEGUN_ITEMS);
    return st == ST_NO ? ST_OK : st;
}

enum status begun_count(struct portfolio *p, const char *period, const char *code, int64_t *answered, int64_t *asked, struct error *e)
{
    struct begun b = {.count = 0};
    const enum status st = read_all(&b, p, period, code, e);
    *answered = *asked = 0;
    for (size_t i = 0; st == ST_OK && i < b.count; i++) {
        *asked += b.each[i].level != PORTFOLIO_NOT_ASKED;
        *answered += b.each[i].level != PORTFOLIO_NOT_ASKED && b.each[i].level != PORTFOLIO_UNANSWERED;
    }
    free(b.each);
    arena_release(&b.texts);
    return st;
}
