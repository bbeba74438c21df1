#include "base/file.h"

#include "base/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum status directory_make(const char *path, mode_t mode, struct error *e)
{
    char *partial = strdup(path);
    if (partial == NULL) {
        return fail_memory(e);
    }
    enum status st = ST_OK;
    for (char *slash = partial[0] == '\0' ? NULL : strchr(partial + 1, '/'); st == ST_OK;
         slash = slash == NULL ? NULL : strchr(slash + 1, '/')) {
        if (slash != NULL) {
            *slash = '\0';
        }
        struct stat found;
        if (mkdir(partial, mode) != 0 && (errno != EEXIST || stat(partial, &found) != 0 || !S_ISDIR(found.st_mode))) {
            errno = errno == EEXIST ? ENOTDIR : errno;
            st = fail_errno(e, _("The directory %s cannot be made"), partial);
        }
        if (slash == NULL) {
            break;
        }
        *slash = '/';
    }
    free(partial);
    return st;
}
