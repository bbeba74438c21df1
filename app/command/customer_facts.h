/* A received request in the words of the screens (tui/customer.h). */
#ifndef TENKEN_COMMAND_CUSTOMER_FACTS_H
#define TENKEN_COMMAND_CUSTOMER_FACTS_H

#include "command/received_request.h"
#include "tui/customer.h"

/* catalog: for the titles of packs that the request does not bring itself. held is left false. */
void customer_facts(const struct received_request *r, const struct catalog *catalog, const struct clock *clock,
                    struct customer_request *out);

#endif
