#include "command/output.h"

#include "base/i18n.h"

#include <sys/stat.h>

enum status output_check(const char *output, const char *const *inputs, size_t ninputs, struct error *e)
{
    struct stat out, in;
    if (output == NULL || stat(output, &out) != 0) {
        return ST_OK;
    }
    for (size_t i = 0; i < ninputs; i++) {
        if (inputs[i] != NULL && stat(inputs[i], &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
            return fail(e, ST_USAGE, _("%s would be overwritten by what is exported from it: name another file."), output);
        }
    }
    return ST_OK;
}
