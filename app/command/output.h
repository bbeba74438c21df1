/* Where results are written to. */
#ifndef TENKEN_COMMAND_OUTPUT_H
#define TENKEN_COMMAND_OUTPUT_H

#include "base/error.h"

#include <stddef.h>

/* A slip in the command line must not replace what is read by what is written. output may be NULL, and so may each of inputs. */
enum status output_check(const char *output, const char *const *inputs, size_t ninputs, struct error *e);

#endif
