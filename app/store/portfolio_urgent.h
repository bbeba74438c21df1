/* Requests after an alert (model/pack.h, pack_is_emergency), and what came back. */
#ifndef TENKEN_STORE_PORTFOLIO_URGENT_H
#define TENKEN_STORE_PORTFOLIO_URGENT_H

#include "model/portfolio_source.h"
#include "store/portfolio.h"

#include <stdint.h>

/* One request that was not withdrawn. Borrowed; texts never NULL, partly foreign. */
struct urgent_request {
    int64_t supplier;
    const char *code, *name, *email;
    enum portfolio_tier tier;
    const char *about;                /* as the request says (model/request.h), or "" */
    const char *issued_at;            /* time */
    const char *due;                  /* the day: more time for the year does not move it */
    const char *ended_at;             /* time at which business with the supplier ended, or "": no reply is waited for then */
    const char *replied_at;           /* time of receipt, or "" */
    const char *contact_name, *phone; /* as the reply says, or "" */
    const char *ring;                 /* the phone to ring: of the reply, else as told before, else of the prime's list; "" none */
    const char *request;              /* its file, as the command that wrote it named it; "" when that was not noted */
    int64_t file;                     /* that the reply came in, 0 none */
    bool clean;                       /* replied: whatever applies has been done */
    bool unused;                      /* clean, since it does not use what the request is about */
    bool unfinished;                  /* replied: of what applies some has no answer yet, and nothing says that help is needed */
    /* of the newest file in the supplier's name that came since and is in quarantine, or was rejected, whoever sent it: times of receipt,
     * "" none */
    const char *held_at, *rejected_at;
    /* time at which the prime closed it, or "": nothing is waited for then, and nobody needs help. What the supplier replied before stays
     * as it was told; a reply that came after it opens it again, and closed_at is "". */
    const char *closed_at, *closed_reason;
};
typedef enum status urgent_visit(void *context, const struct urgent_request *request, struct error *e);
/* By supplier code, each supplier's in the order of their issue. */
enum status portfolio_urgent(struct portfolio *p, urgent_visit *visit, void *context, struct error *e);

#endif
