#include "module.h"

#include "base/i18n.h"
#include "command/startup.h"

#include <dlfcn.h>
#include <sys/stat.h>

static char *place(const char *name)
{
    char *built = NULL, *installed = NULL, *path = NULL;
    if (asprintf(&built, "%s.so", name) >= 0 && asprintf(&installed, "../lib/tenken/%s.so", name) >= 0) {
        path = startup_place(built, installed, S_IFREG);
    }
    free(built);
    free(installed);
    return path;
}

const void *module_open(const char *name, const char *symbol, bool global, char why[MODULE_WHY])
{
    char *path = place(name);
    if (path == NULL) {
        (void)snprintf(why, MODULE_WHY, "%s.so", name);
        return NULL;
    }
    void *library = dlopen(path, RTLD_NOW | (global ? RTLD_GLOBAL : RTLD_LOCAL));
    const void *offered = library == NULL ? NULL : dlsym(library, symbol);
    const char *problem = offered == NULL ? dlerror() : NULL;
    (void)snprintf(why, MODULE_WHY, "%s", problem == NULL ? "" : problem);
    free(path);
    return offered;
}

enum status module_missing(const char *why, struct error *e)
{
    return fail(e, ST_SYSTEM, _("A part of the program is missing; install it again: %s"), why);
}
