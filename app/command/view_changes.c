/* What has changed in a supplier's answers since the year before. */
#include "base/i18n.h"
#include "command/view_telling.h"
#include "export/portfolio_words.h"
#include "model/json.h"
#include "model/two_years.h"
#include "store/portfolio_look.h"

#include <string.h>

/* The same item in the years that the supplier answered: by its id, whatever became of the pack's version. */
struct years {
    struct telling *t;
    int64_t assessment[2];
    char period[2][16];
    int total[2];
    bool several[2];   /* documents of that year count */
    cJSON *items[2];   /* pack -> items as stored */
    cJSON *digests[2]; /* pack -> digest */
};

static int level_of(const cJSON *stored)
{
    const cJSON *level = cJSON_GetArrayItem(stored, 0);
    return level == NULL ? PORTFOLIO_NOT_ASKED : level->valueint;
}

/* Of two documents of one year the newer counts, question by question. */
static bool complete(cJSON *newer, cJSON *older)
{
    bool good = true;
    for (cJSON *item = older->child, *next = NULL; good && item != NULL; item = next) {
        char id[ITEM_ID_TEXT]; /* the item's own would go with what it replaces */
        (void)snprintf(id, sizeof id, "%s", item->string);
        const cJSON *there = json_get(newer, id);
        next = item->next;
        if (there == NULL || level_of(there) == PORTFOLIO_UNANSWERED) {
            good = json_put(newer, id, cJSON_DetachItemViaPointer(older, item));
        }
    }
    return good;
}

static enum status note_year(void *context, const struct look_answers *a, struct error *e)
{
    struct years *y = context;
    size_t year = 0;
    if (strcmp(a->period, y->t->d->view.period) > 0) { /* later than the one that is shown */
        return ST_OK;
    }
    while (year < 2 && y->period[year][0] != '\0' && strcmp(y->period[year], a->period) != 0) {
        year++;
    }
    if (year == 2) {
        return ST_OK;
    }
    if (y->items[year] == NULL) {
        y->items[year] = cJSON_CreateObject();
        y->digests[year] = cJSON_CreateObject();
        y->total[year] = a->total;
        y->assessment[year] = a->assessment;
        (void)snprintf(y->period[year], sizeof y->period[year], "%s", a->period);
    }
    y->several[year] = y->several[year] || y->assessment[year] != a->assessment;
    cJSON *tree = json_read(a->items, strlen(a->items), &JSON_LIMITS_DOCUMENT, "items", NULL);
    cJSON *newer = cJSON_GetObjectItemCaseSensitive(y->items[year], a->pack);
    if (tree == NULL || newer != NULL) {
        const bool good = tree == NULL || complete(newer, tree);
        cJSON_Delete(tree);
        return good ? ST_OK : fail_memory(e);
    }
    return json_put(y->items[year], a->pack, tree) && json_put_text(y->digests[year], a->pack, a->digest) ? ST_OK : fail_memory(e);
}

static int stored_level(const cJSON *items, const char *pack, const char *item)
{
    return level_of(json_get(json_get(items, pack), item));
}

/* The question as it was asked in that year; NULL when the pack is not at hand. */
static const struct item *item_of_year(const struct years *y, size_t year, const char *pack, const char *id)
{
    const char *digest = json_text(y->digests[year], pack);
    const struct catalog *catalog = &y->t->d->catalog;
    const struct pack *p = digest == NULL || digest[0] == '\0' ? catalog_find(catalog, pack) : catalog_find_digest(catalog, digest);
    return p == NULL ? NULL : pack_item(p, id);
}

/* Of several documents together, as the report has it (store/portfolio_year.h). */
static int total_of_year(const struct years *y, size_t year)
{
    struct score_mean mean = SCORE_MEAN_EMPTY;
    const cJSON *pack, *answer;
    if (!y->several[year]) {
        return y->total[year];
    }
    cJSON_ArrayForEach(pack, y->items[year])
    {
        cJSON_ArrayForEach(answer, pack)
        {
            const struct item *item = item_of_year(y, year, pack->string, answer->string);
            const int level = level_of(answer);
            if (item != NULL && item->kind == ITEM_LEVEL && (level >= 0 || level == PORTFOLIO_UNKNOWN)) {
                score_mean_add(&mean, item, level >= 0 ? level : 0);
            }
        }
    }
    return score_mean_total(&mean);
}

static void tell_change(struct years *y, const char *pack, const char *id)
{
    const struct item *was = item_of_year(y, 1, pack, id), *is = item_of_year(y, 0, pack, id), *item = is != NULL ? is : was;
    const enum portfolio_question_kind kind = question_compare(is, was);
    const int before = stored_level(y->items[1], pack, id), now = stored_level(y->items[0], pack, id);
    char a[VIEW_LEVEL_TEXT], b[VIEW_LEVEL_TEXT];
    if (before == now) {
        return;
    }
    const char *title = item == NULL ? id : text_of(item->title);
    if (before == PORTFOLIO_NOT_ASKED) {
        view_line(y->t->out, VIEW_LINE_TEXT, _("%s: new, %s"), title, view_level_words(now, b));
    } else if (now == PORTFOLIO_NOT_ASKED) {
        view_line(y->t->out, VIEW_LINE_TEXT, _("%s: no longer asked, was %s"), title, view_level_words(before, a));
    } else {
        const bool lower = portfolio_change(before, now) == PORTFOLIO_CHANGE_LOWERED;
        view_line(y->t->out, lower ? VIEW_LINE_WARNING : VIEW_LINE_TEXT, "%s: %s > %s", title, view_level_words(before, a),
                  view_level_words(now, b));
        if (kind != PORTFOLIO_QUESTION_SAME) {
            view_line(y->t->out, VIEW_LINE_QUIET, "%s", question_kind_words(kind));
        }
    }
}

static void tell_changes(struct years *y)
{
    const cJSON *pack, *item;
    char before[16], now[16];
    view_line(y->t->out, VIEW_LINE_TEXT, "%s", "");
    view_line(y->t->out, VIEW_LINE_HEADING, _("Since %s: total %s > %s"), y->period[1], score_text(total_of_year(y, 1), before),
              score_text(total_of_year(y, 0), now));
    cJSON_ArrayForEach(pack, y->items[0])
    {
        cJSON_ArrayForEach(item, pack)
        {
            tell_change(y, pack->string, item->string);
        }
    }
    cJSON_ArrayForEach(pack, y->items[1])
    {
        cJSON_ArrayForEach(item, pack)
        {
            if (json_get(json_get(y->items[0], pack->string), item->string) == NULL) {
                tell_change(y, pack->string, item->string);
            }
        }
    }
}

enum status view_tell_years(struct telling *t, struct portfolio *p, struct error *e)
{
    struct years y = {.t = t};
    const enum status st = portfolio_answers_of(p, t->code, note_year, &y, e);
    if (st == ST_OK && y.items[1] != NULL) {
        tell_changes(&y);
    }
    cJSON_Delete(y.items[0]);
    cJSON_Delete(y.items[1]);
    cJSON_Delete(y.digests[0]);
    cJSON_Delete(y.digests[1]);
    return st;
}
