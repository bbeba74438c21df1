/* Where a supplier stands in a period: the one rule behind status, reminders, report, workbook, page and screens. */
#ifndef TENKEN_MODEL_PORTFOLIO_STANDING_H
#define TENKEN_MODEL_PORTFOLIO_STANDING_H

#include "model/portfolio_source.h"

struct portfolio_standing {
    bool answered;   /* finished answers are merged for the period; a reply to an alarm is none */
    bool begun;      /* not answered, but unfinished answers are merged: the rest is expected like all that is missing */
    bool held;       /* something for the period names the supplier and waits in quarantine */
    bool conflict;   /* something for the period came beside what stands, and waits for the prime to say which one holds */
    bool ended;      /* by the end of the period the prime no longer worked with it */
    const char *due; /* YYYY-MM-DD, extensions counted in; "" when no day is known */
};

/* Of whom the prime no longer works with nothing is waited for, whatever is begun or held: ENDED, but for what it has answered.
 * The last day still counts, and whoever has only begun by then is late like all the others. Never LATE for whom something is held, or in
 * conflict with what no longer stands or is only begun (QUARANTINED): to clear that up is the prime's turn. A conflict takes no answers
 * away, it marks them. today: YYYY-MM-DD. */
enum portfolio_state portfolio_standing_state(const struct portfolio_standing *s, const char *today);

/* Whether finished answers of the supplier stand in the portfolio, and count: what every figure of how many have answered, and of what, is
 * made of. */
bool portfolio_state_answered(enum portfolio_state state);

/* Whether something of the supplier is held back, in quarantine or in conflict, whatever has been answered beside it: what every figure and
 * list of what is held back is made of. */
bool portfolio_held_back(const struct portfolio_supplier *s);

/* "answered", "late": as in --json and in CSV. */
const char *portfolio_state_name(enum portfolio_state state);

/* The day named has passed. */
bool portfolio_overdue(const char *due, const char *today);

/* Nothing finished came before the day that is due was over. Not told of who finished several documents or corrected a finished one. */
bool portfolio_answered_late(const struct portfolio_supplier *s);

/* Whether answers with this verdict came on an answer sheet, which nobody signed: trust/verdict.h has its words. */
bool portfolio_verdict_is_sheet(const char *verdict);

/* More time was given: due is not the day that was asked for first. Not of whom nothing was asked ("" first). */
bool portfolio_extended(const char *first_due, const char *due);

/* The number to ring by day: the contact's, else the one for emergencies; "" when there is none. */
const char *portfolio_phone(const struct portfolio_supplier *supplier);

#endif
