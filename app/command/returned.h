/* Suppliers in a list that had been purged: a list that is older than the purge brings them back. */
#ifndef TENKEN_COMMAND_RETURNED_H
#define TENKEN_COMMAND_RETURNED_H

#include "command/named_codes.h"
#include "store/portfolio.h"

/* Of a supplier that is new in the portfolio, inside a transaction. */
enum status returned_note(struct named_codes *returned, struct portfolio *p, const char *code, struct error *e);
/* Says who they are; nothing when there is nobody. */
void returned_tell(struct named_codes *returned);

#endif
