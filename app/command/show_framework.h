/* `tenken show --framework ID`: the answers seen through a framework that a customer asks about. */
#ifndef TENKEN_COMMAND_SHOW_FRAMEWORK_H
#define TENKEN_COMMAND_SHOW_FRAMEWORK_H

#include "command/record.h"

/* id: of a file in questionnaires/frameworks; an unknown one is refused with the names of those that are there. */
enum status show_framework(const struct program *program, const struct record *record, const char *id, bool json, struct error *e);

#endif
