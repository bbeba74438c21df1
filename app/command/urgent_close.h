/* Closing what is open after an alert: no reply is waited for any more, and nobody needs help. And opening it again. */
#ifndef TENKEN_COMMAND_URGENT_CLOSE_H
#define TENKEN_COMMAND_URGENT_CLOSE_H

#include "command/named_codes.h"
#include "command/urgent.h"

#define CLOSING_REASON_BYTES 400 /* it stands in lines of lists */

enum closing_scope {
    CLOSING_NAMED,   /* the requests that say they are about the product */
    CLOSING_UNNAMED, /* those that do not say what they are about, of any age: no product is named */
    CLOSING_BOARD,   /* those that the board of the product shows: of the last weeks also what does not say what it is about */
};

struct closing {
    enum closing_scope scope;
    const struct product_terms *terms; /* NULL: of CLOSING_UNNAMED */
    const struct named_codes *only;    /* these suppliers; of none, all */
    const char *reason;                /* NULL: what was closed is opened again */
    int64_t now;
    struct named_codes done, about; /* whose it was, and what it was about */
    bool unclear;                   /* CLOSING_NAMED: the words mean several alarms, which are in about; nothing is done */
    int64_t requests;               /* that were closed, or opened again, */
    int64_t states[URGENT_STATES];  /* by what was open in them */
    int64_t unnamed;                /* of CLOSING_NAMED: open ones of the last weeks that do not say what they are about */
};

/* In a transaction that may write; the caller sets the first five, zeroes the rest, and releases it in any case. */
enum status urgent_close(struct closing *c, struct portfolio *p, struct error *e);
void urgent_closing_release(struct closing *c);

#endif
