/* Emergency requests, in one step, to the suppliers that a search has found. */
#ifndef TENKEN_COMMAND_FIND_REQUEST_H
#define TENKEN_COMMAND_FIND_REQUEST_H

#include "command/command.h"
#include "store/portfolio_find.h"

/* What is asked when nothing else is said: about a product that was breached. */
#define EMERGENCY_PACK "emergency-product"

struct find_request {
    const char *directory; /* where the requests go, with the list of whom they go to */
    const char *identity, *passphrase_file, *due;
    const char *mail;                                                /* CSV of the mails to send them with, or NULL */
    const char *pack;                                                /* or NULL: EMERGENCY_PACK */
    const char *product;                                             /* which the suppliers are told in these words */
    const char *name, *contact_name, *contact_email, *contact_phone; /* who asks, or NULL: as "tenken request new" has it */
    bool again;
    enum found_list list;
    char *recipients; /* that list, once it is written; owned by whoever has this */
};

/* Writes the codes of the list as recipients.csv, or as recipients-2.csv and so on beside those of other searches; *count: how many. */
enum status find_request_list(struct found_search *found, struct find_request *r, int64_t *count, struct error *e);
/* Issues the requests to them ("tenken request new --list"). */
enum status find_request_issue(struct program *program, const char *database, const struct find_request *r, struct error *e);

#endif
