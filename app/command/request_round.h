/* A round of requests: what all of them have in common, checked and at hand (request_issue.h). */
#ifndef TENKEN_COMMAND_REQUEST_ROUND_H
#define TENKEN_COMMAND_REQUEST_ROUND_H

#include "base/buffer.h"
#include "command/request_issue.h"
#include "command/request_options.h"

/* Zeroed to begin with but for issuing.program and options. Owns the rest, but not issuing.portfolio. */
struct request_round {
    struct request_options options;
    struct issuing issuing;
    struct catalog catalog;
    struct identity identity;
    const struct pack *packs[RECORD_PACKS_MAX];
    cJSON *requester, *target_levels;
    struct buffer encrypt_to;
    char period[PERIOD_MAX + 1], due[DATE_TEXT];
    bool contact_before; /* whom to ask is taken from an earlier request */
};

/* Dates and packs: all that needs no key. With issuing.portfolio set, its own packs may be asked as well. */
enum status round_check(struct request_round *r, struct error *e);
/* The rest, once the identity and issuing.portfolio are in r. */
enum status round_prepare(struct request_round *r, struct error *e);
/* Whether the questions ask for a list of products, without which nobody can tell after an alert who runs what. */
bool round_asks_products(const struct request_round *r);
void round_release(struct request_round *r);

#endif
