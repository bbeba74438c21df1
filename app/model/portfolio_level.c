#include "model/json.h"
#include "model/portfolio_source.h"

cJSON *portfolio_level_answer(int level)
{
    cJSON *answer = cJSON_CreateObject();
    const bool ok = level >= 0                    ? json_put_integer(answer, "level", level)
                    : level == PORTFOLIO_UNKNOWN  ? json_put(answer, "unknown", cJSON_CreateTrue())
                    : level == PORTFOLIO_NA       ? json_put(answer, "na", cJSON_CreateTrue())
                    : level == PORTFOLIO_DONE     ? json_put(answer, "done", cJSON_CreateTrue())
                    : level == PORTFOLIO_NOT_DONE ? json_put(answer, "done", cJSON_CreateFalse())
                                                  : answer != NULL;
    if (!ok) {
        cJSON_Delete(answer);
        return NULL;
    }
    return answer;
}

bool portfolio_item_of_alarm(const struct portfolio_item *item)
{
    return item->home != NULL && pack_is_emergency(item->home);
}
