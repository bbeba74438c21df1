/* Issuing one supplier's request: signed, recorded in the portfolio, written as a file (tenken request new). */
#ifndef TENKEN_COMMAND_REQUEST_ISSUE_H
#define TENKEN_COMMAND_REQUEST_ISSUE_H

#include "command/command.h"
#include "model/request_build.h"
#include "store/portfolio_requests.h"
#include "trust/identity.h"

/* One round; borrowed, the same for every supplier. */
struct issuing {
    struct program *program;
    struct portfolio *portfolio;
    const struct identity *identity;
    struct request_terms terms;
    char *packs_key;         /* of terms.packs, for the portfolio */
    const char *out;         /* directory of the request files */
    const char *letters;     /* directory of the letters with the secrets, or NULL: they are inside the requests */
    const char *lost_reason; /* the supplier lost its key: why its pin ends; else NULL */
    bool again;              /* also who was asked already */
    bool packs_kept;         /* the portfolio has the packs */
};

enum issued {
    ISSUED,          /* a new request */
    ISSUED_RESTORED, /* asked already; the file was not there and was written again */
    ISSUED_BEFORE,   /* asked already, nothing was done */
    ISSUED_BEGUN,    /* asked already, and what came is not finished: nothing was done */
    ISSUED_ANSWERED, /* asked and answered already, nothing was done */
    ISSUED_CLOSED,   /* asked already, and closed since: nothing was done */
};
#define ISSUED_KINDS 6
/* Something has come from them, or nothing is waited for: they have the request, and need no letter to go with it. */
bool issued_is_over(enum issued kind);

struct issue_outcome {
    enum issued kind;
    bool withdrawn;      /* an earlier request of the round no longer counts */
    bool enrols;         /* it carries a secret, or a letter does */
    char due[DATE_TEXT]; /* of the request that counts now */
    char *path;          /* of its file; owned */
    bool there;          /* it lies there already */
    bool further;        /* foreseen: another one for the year is open */
    bool beside;         /* it has a number in its name: other files have those before it */
};

/* The digests of the packs as one key; the caller frees it. */
char *issue_packs_key(const struct pack *const *packs, size_t npacks);

/* In one transaction; the file appears after it, whole or not at all. What a kill in between leaves out, the same command writes when it
 * runs again. Overwrites nothing but an earlier request of the same round to this supplier: beside any other file the new one has a number
 * in its name. */
enum status issue_request(struct issuing *x, const struct supplier_record *supplier, struct issue_outcome *out, struct error *e);

/* What issue_request would do, without doing it. */
enum status issue_foresee(const struct issuing *x, const struct supplier_record *supplier, struct issue_outcome *out, struct error *e);

#endif
