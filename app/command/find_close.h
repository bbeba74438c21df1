/* tenken find --close, --reopen: the end of an alarm. */
#ifndef TENKEN_COMMAND_FIND_CLOSE_H
#define TENKEN_COMMAND_FIND_CLOSE_H

#include "command/command.h"
#include "model/product.h"
#include "store/portfolio.h"

struct find_close {
    bool closes, reopens; /* one of them, or the command is another one */
    const char *reason;   /* NULL: not given */
    const char *product;  /* or NULL: what does not say what it is about */
    const char *database;
    char *const *codes; /* the suppliers that are named; none: all */
    int ncodes;
    bool json;
};

/* Whether these options go together. */
enum status find_close_check(const struct find_close *c, struct error *e);
/* terms: of the product, or NULL. p is open for writing. */
enum status find_close(struct program *program, struct portfolio *p, const struct find_close *c, const struct product_terms *terms,
                       struct error *e);

#endif
