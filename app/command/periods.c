#include "command/periods.h"

#include "base/i18n.h"
#include "command/listing.h"

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
