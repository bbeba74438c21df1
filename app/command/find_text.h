/* What a search for a product gives, for people. */
#ifndef TENKEN_COMMAND_FIND_TEXT_H
#define TENKEN_COMMAND_FIND_TEXT_H

#include "command/product_near.h"
#include "command/urgent.h"

void find_print_supplier(const struct found_supplier *s, const struct urgent_reply *reply);
void find_print_counts(const struct found_counts *c, const struct urgent_board *board);
/* How those are asked who run it, until somebody was. */
void find_print_next(const char *database, const char *product);
/* Products that may be meant, too, whose suppliers the search did not find; nothing when there are none. */
void find_print_near(const struct product_near *near, const char *database, const char *product, bool found);

#endif
