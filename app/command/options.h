/* Options of a command as a table: what they are called, what they take, where it goes. */
#ifndef TENKEN_COMMAND_OPTIONS_H
#define TENKEN_COMMAND_OPTIONS_H

#include "command/command.h"

struct option_rule {
    const char *name;  /* "max-size", without the dashes; NULL ends a table */
    const char **text; /* one of these three is set: a text, */
    bool *flag;        /* nothing, */
    long *number;      /* or a number from 1 to max */
    long max;
};

/* Reads all of them; what is left begins at argv[*rest], with the options moved before it. An option that is not in the table, or lacks its
 * value, is refused with the command's usage. */
enum status options_take(const struct command *command, const struct option_rule *rules, int argc, char **argv, int *rest, struct error *e);

#endif
