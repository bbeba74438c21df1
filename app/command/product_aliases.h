/* Names of products that stand for each other: those that come with the program, and the prime's own in its portfolio. */
#ifndef TENKEN_COMMAND_PRODUCT_ALIASES_H
#define TENKEN_COMMAND_PRODUCT_ALIASES_H

#include "command/command.h"
#include "model/product.h"

struct portfolio;

/* Both. out: zeroed; the caller releases it, also on failure. */
enum status load_product_aliases(const struct program *program, struct portfolio *portfolio, struct product_aliases *out, struct error *e);
/* Puts the rows of a CSV file (product,alias) into the portfolio; says how many there were. */
enum status import_product_aliases(struct portfolio *portfolio, const char *path, struct error *e);

#endif
