/* Requests after an alert, and what came back. */
#ifndef TENKEN_STORE_PORTFOLIO_URGENT_H
#define TENKEN_STORE_PORTFOLIO_URGENT_H

#include "model/urgent.h"
#include "store/portfolio.h"

/* By supplier code, each supplier's in the order of their issue. */
enum status portfolio_urgent(struct portfolio *p, urgent_visit *visit, void *context, struct error *e);

/* Closes a request, or opens it again; the log of trust keeps it. */
struct urgent_closing {
    const char *digest, *code, *about; /* of the request, and of its supplier */
    const char *reason;                /* NULL: it is opened again */
    int64_t at;
};
enum status portfolio_urgent_close(struct portfolio *p, const struct urgent_closing *closing, struct error *e);

#endif
