/* tenken suppliers DB extend | clarify | settle */
#ifndef TENKEN_COMMAND_SUPPLIERS_CHASE_H
#define TENKEN_COMMAND_SUPPLIERS_CHASE_H

#include "command/command.h"

/* Whether the word names one of the three. */
bool suppliers_chase_named(const char *word);
/* argv[0] is that word, database the portfolio's path. */
enum status suppliers_chase(struct program *program, const char *database, int argc, char **argv, struct error *e);

#endif
