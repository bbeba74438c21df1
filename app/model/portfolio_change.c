#include "model/portfolio_source.h"

#include "model/answer.h"

static struct answer as_answer(int level)
{
    struct answer a = {.state = ANSWER_NONE};
    switch (level) {
    case PORTFOLIO_UNKNOWN:
        a.state = ANSWER_UNKNOWN;
        break;
    case PORTFOLIO_NA:
        a.state = ANSWER_NA;
        break;
    case PORTFOLIO_DONE:
        a.state = ANSWER_DONE;
        break;
    case PORTFOLIO_NOT_DONE:
        a.state = ANSWER_NOT_DONE;
        break;
    default:
        if (level >= 0) {
            a.state = ANSWER_LEVEL;
            a.level = level;
        }
    }
    return a;
}

enum portfolio_change portfolio_change(int before, int now)
{
    if (before == now || (now == PORTFOLIO_UNANSWERED && before != PORTFOLIO_NOT_ASKED)) { /* asked again, and nothing is said yet */
        return PORTFOLIO_CHANGE_NONE;
    }
    if (before == PORTFOLIO_NOT_ASKED) {
        return PORTFOLIO_CHANGE_NEW;
    }
    if (now == PORTFOLIO_NOT_ASKED) {
        return PORTFOLIO_CHANGE_GONE;
    }
    const struct answer from = as_answer(before), to = as_answer(now);
    const int order = answer_compare(&from, &to);
    return order == 1 ? PORTFOLIO_CHANGE_RAISED : order == -1 ? PORTFOLIO_CHANGE_LOWERED : PORTFOLIO_CHANGE_OTHER;
}
