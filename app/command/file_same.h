/* Whether a file that was made now says what an earlier one says. */
#ifndef TENKEN_COMMAND_FILE_SAME_H
#define TENKEN_COMMAND_FILE_SAME_H

#include "base/error.h"

#include <stdbool.h>

/* Regular files of any size. */
enum status files_same(const char *a, const char *b, bool *same, struct error *e);
/* Puts a table that was made as DIRECTORY/NAME.csv, or as NAME-2.csv and so on where others stand, since an earlier one says what was done
 * then; the same table is not kept twice. *path: where it is, owned by the caller. */
enum status file_place_apart(const char *made, const char *directory, const char *name, char **path, struct error *e);

#endif
