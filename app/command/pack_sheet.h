/* Answer sheets for whoever will only use Excel: `tenken pack sheet` and `tenken pack import-sheet`. */
#ifndef TENKEN_COMMAND_PACK_SHEET_H
#define TENKEN_COMMAND_PACK_SHEET_H

#include "command/command.h"

/* argv: what follows the word "sheet", or "import-sheet". */
enum status pack_sheet(struct program *program, int argc, char **argv, struct error *e);
enum status pack_import_sheet(struct program *program, int argc, char **argv, struct error *e);

#endif
