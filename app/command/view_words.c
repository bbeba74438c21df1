/* Words of the prime's screens. */
#include "base/i18n.h"
#include "command/view_data.h"
#include "model/answer.h"

const char *view_state_words(enum portfolio_state state)
{
    switch (state) {
    case PORTFOLIO_ANSWERED:
        return _("answered");
    case PORTFOLIO_UNFINISHED:
        return _("unfinished");
    case PORTFOLIO_WAITING:
        return _("waiting");
    case PORTFOLIO_LATE:
        return _("late");
    case PORTFOLIO_QUARANTINED:
        return _("in quarantine");
    case PORTFOLIO_CONFLICT:
        return _("conflict");
    }
    return "";
}

const char *view_level_words(int level, char out[64])
{
    switch (level) {
    case PORTFOLIO_UNKNOWN:
        return answer_label(ANSWER_UNKNOWN, 0);
    case PORTFOLIO_NA:
        return answer_label(ANSWER_NA, 0);
    case PORTFOLIO_DONE:
        return answer_label(ANSWER_DONE, 0);
    case PORTFOLIO_NOT_DONE:
        return answer_label(ANSWER_NOT_DONE, 0);
    case PORTFOLIO_UNANSWERED:
        return answer_label(ANSWER_NONE, 0);
    case PORTFOLIO_NOT_ASKED:
        return _("not asked");
    default:
        (void)snprintf(out, 64, "%d %s", level, answer_label(ANSWER_LEVEL, level));
        return out;
    }
}

const char *view_points(int points, char out[16])
{
    if (points < 0) {
        return "-";
    }
    (void)snprintf(out, 16, "%d.%d", points / 10, points % 10);
    return out;
}
