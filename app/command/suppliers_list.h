/* tenken suppliers DB list */
#ifndef TENKEN_COMMAND_SUPPLIERS_LIST_H
#define TENKEN_COMMAND_SUPPLIERS_LIST_H

#include "store/portfolio.h"

enum status suppliers_list(struct portfolio *portfolio, bool json, struct error *e);

#endif
