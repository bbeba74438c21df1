/* The way from the program to the module: the functions of xml_module.h under their own names. */
#include "xml_module.h"

#include "module.h"

#include <pthread.h>

static const struct xml_module *module;
static char why[MODULE_WHY]; /* it is not there */

static void load(void)
{
    module = module_open("tenken-xml", "xml_module", false, why);
    if (module != NULL) {
        module->begin();
    }
}

/* Once in the process, safe from several threads; NULL and a sentence when it cannot be loaded. */
static const struct xml_module *loaded(struct error *e)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    if (module == NULL) {
        (void)module_missing(why, e);
    }
    return module;
}

enum status package_sign(const struct package_signer *signer, struct package *p, const struct clock *clock, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->package_sign(signer, p, clock, e);
}

enum package_verdict package_verify(const struct package *p, const char *certificate_sha256, struct error *e)
{
    return loaded(e) == NULL ? PACKAGE_INVALID : module->package_verify(p, certificate_sha256, e);
}

enum status shared_strings_read(struct shared_strings *s, struct package_reader *reader, struct error *e)
{
    *s = (struct shared_strings){0};
    return loaded(e) == NULL ? ST_SYSTEM : module->shared_strings_read(s, reader, e);
}

void shared_strings_release(struct shared_strings *s)
{
    if (module != NULL) { /* else nothing was ever read */
        module->shared_strings_release(s);
    }
}

enum status sheet_cells(struct package_reader *reader, const char *part, const struct shared_strings *strings, sheet_cell_visit *visit,
                        void *context, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->sheet_cells(reader, part, strings, visit, context, e);
}

enum status multistatus_read(const char *bytes, size_t n, const char *collection, struct offers *out, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->multistatus_read(bytes, n, collection, out, e);
}
