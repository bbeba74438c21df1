/* tenken trust DB settle: which of a supplier's answers in conflict hold. */
#ifndef TENKEN_COMMAND_TRUST_SETTLE_H
#define TENKEN_COMMAND_TRUST_SETTLE_H

#include "command/command.h"
#include "store/portfolio.h"

/* file: its name as status shows it, the last part of that, or its SHA-256. */
enum status trust_settle(struct program *program, struct portfolio *portfolio, const char *code, const char *file, const char *reason,
                         struct error *e);

#endif
