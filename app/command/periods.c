#include "command/periods.h"

#include "base/i18n.h"
#include "command/listing.h"

#include <string.h>

void print_other_periods(const struct portfolio_periods *all, const char *shown)
{
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    if (portfolio_periods_beside(all, shown, &beside) && beside.length > 0) {
        print_sentence(stdout, _("Answers for other periods: %s; \"status\", \"view\" and \"report\" show one of them with --period."),
                       buffer_text(&beside));
    }
    buffer_release(&beside);
}

enum status period_known(const struct portfolio_periods *all, const char *period, bool came, struct error *e)
{
    bool known = came || period == NULL || all->count == 0 || all->count == PORTFOLIO_PERIODS_MAX;
    for (size_t i = 0; i < all->count && !known; i++) {
        known = strcmp(all->each[i].name, period) == 0;
    }
    if (known) {
        return ST_OK;
    }
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    const bool told = portfolio_periods_beside(all, period, &beside);
    const enum status st =
        told
            ? fail(e, ST_INPUT, _("Nobody was asked for %s, and nobody has answered for it. There are (in brackets: who has answered) %s."),
                   period, buffer_text(&beside))
            : fail_memory(e);
    buffer_release(&beside);
    return st;
}

cJSON *periods_json(const struct portfolio_periods *all)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; list != NULL && i < all->count; i++) {
        cJSON *one = cJSON_CreateObject();
        put_clean(one, "period", all->each[i].name);
        cJSON_AddNumberToObject(one, "asked", (double)all->each[i].asked);
        cJSON_AddNumberToObject(one, "answered", (double)all->each[i].answered);
        if (!cJSON_AddItemToArray(list, one)) {
            cJSON_Delete(one);
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}
