/* tenken suppliers DB end | resume */
#ifndef TENKEN_COMMAND_SUPPLIERS_END_H
#define TENKEN_COMMAND_SUPPLIERS_END_H

#include "command/command.h"

/* Whether the word names one of the two. */
bool suppliers_end_named(const char *word);
/* argv[0] is that word, database the portfolio's path. */
enum status suppliers_end(struct program *program, const char *database, int argc, char **argv, struct error *e);

#endif
