/* tenken suppliers DB import */
#ifndef TENKEN_COMMAND_SUPPLIERS_IMPORT_H
#define TENKEN_COMMAND_SUPPLIERS_IMPORT_H

#include "command/command.h"
#include "store/portfolio.h"

/* All of the list or, told with all that is wrong in it, nothing. database: as the user named it. */
enum status suppliers_import(struct program *program, struct portfolio *portfolio, const char *database, const char *path, struct error *e);

#endif
