/* Receipts that came by mail, say, and were downloaded under their own names. */
#ifndef TENKEN_COMMAND_RECEIPT_FOUND_H
#define TENKEN_COMMAND_RECEIPT_FOUND_H

#include "command/receipt_judge.h"

/* The path of one for these files, unread; owned by the caller. NULL: none lies where downloads land. */
char *receipt_found(const struct receipt_files *files);

#endif
