/* What is handed over after an interview, for its screens: the owner's report, the draft for the firm, the co-signed file. */
#ifndef TENKEN_COMMAND_ACCOUNTING_H
#define TENKEN_COMMAND_ACCOUNTING_H

#include "command/command.h"
#include "store/draft.h"
#include "tui/account.h"

/* Borrowed. identity: the consultant's, open. */
struct accounting {
    const struct program *program;
    const struct draft *draft;
    const struct identity *identity;
    const char *subject; /* the consultant's name: who held the interview */
};

extern const struct account_ops accounting_ops; /* context: struct accounting */

#endif
