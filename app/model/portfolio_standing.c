#include "model/portfolio_standing.h"

#include <string.h>

bool portfolio_overdue(const char *due, const char *today)
{
    return due[0] != '\0' && strcmp(due, today) < 0;
}

bool portfolio_answered_late(const struct portfolio_supplier *s)
{
    return s->first && portfolio_state_answered(s->state) && portfolio_overdue(s->due, s->answered_on);
}

bool portfolio_verdict_is_sheet(const char *verdict)
{
    return strcmp(verdict, "sheet") == 0;
}

bool portfolio_extended(const char *first_due, const char *due)
{
    return first_due[0] != '\0' && strcmp(first_due, due) != 0;
}

enum portfolio_state portfolio_standing_state(const struct portfolio_standing *s, const char *today)
{
    return s->answered                        ? (s->conflict ? PORTFOLIO_CONFLICT : PORTFOLIO_ANSWERED)
           : s->ended                         ? PORTFOLIO_ENDED
           : s->held || s->conflict           ? PORTFOLIO_QUARANTINED
           : portfolio_overdue(s->due, today) ? PORTFOLIO_LATE
           : s->begun                         ? PORTFOLIO_UNFINISHED
           : s->due[0] == '\0'                ? PORTFOLIO_UNASKED
                                              : PORTFOLIO_WAITING;
}

bool portfolio_state_answered(enum portfolio_state state)
{
    return state == PORTFOLIO_ANSWERED || state == PORTFOLIO_CONFLICT;
}

bool portfolio_held_back(const struct portfolio_supplier *s)
{
    return s->state != PORTFOLIO_ENDED && (s->held || s->state == PORTFOLIO_QUARANTINED || s->state == PORTFOLIO_CONFLICT);
}

const char *portfolio_state_name(enum portfolio_state state)
{
    static const char *const NAMES[] = {
        [PORTFOLIO_ANSWERED] = "answered", [PORTFOLIO_UNFINISHED] = "unfinished", [PORTFOLIO_WAITING] = "waiting",
        [PORTFOLIO_LATE] = "late",         [PORTFOLIO_UNASKED] = "not_asked",     [PORTFOLIO_QUARANTINED] = "quarantined",
        [PORTFOLIO_ENDED] = "ended",       [PORTFOLIO_CONFLICT] = "conflict"};
    return NAMES[state];
}

const char *portfolio_phone(const struct portfolio_supplier *supplier)
{
    return supplier->contact_phone[0] != '\0' ? supplier->contact_phone : supplier->emergency_phone;
}
