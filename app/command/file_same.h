/* Whether a file that was made now says what an earlier one says. */
#ifndef TENKEN_COMMAND_FILE_SAME_H
#define TENKEN_COMMAND_FILE_SAME_H

#include "base/error.h"

#include <stdbool.h>

/* Regular files of any size. */
enum status files_same(const char *a, const char *b, bool *same, struct error *e);

#endif
