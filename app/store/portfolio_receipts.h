/* For which files a prime can give receipts. */
#ifndef TENKEN_STORE_PORTFOLIO_RECEIPTS_H
#define TENKEN_STORE_PORTFOLIO_RECEIPTS_H

#include "base/digest.h"
#include "store/portfolio.h"

/* Borrowed until the visit returns. */
struct received_answers {
    char sha256[SHA256_TEXT];   /* of the file as it was received */
    const char *received_at;    /* its first receipt */
    const char *request_id;     /* the request that it answers */
    const char *request_digest; /* hex */
    const char *file;           /* its name as it was received; foreign */
    const char *code, *name, *email;
    const char *period; /* of that request */
};
typedef enum status received_answers_visit(void *context, const struct received_answers *answers, struct error *e);

/* Visits every file that is known to come from the supplier to whom its request was issued: merged, superseded, unchanged or in conflict.
 * Not those in quarantine or rejected, of which nobody knows whose they are, nor what answers no request. In the order of receipt. */
enum status portfolio_received(struct portfolio *p, received_answers_visit *visit, void *context, struct error *e);

#endif
