/* Which key signed requests last: the part of command/remembered.h for a prime. */
#include "command/remembered.h"

#include "model/json.h"

#include <string.h>
#include <unistd.h>

#define SIGNER "request_key"
#define USUAL "prime.p12" /* as the manual names it */

void remembered_signer_note(const struct program *program, const char *file)
{
    struct settings settings = {0};
    char *absolute = realpath(file, NULL);
    if (absolute != NULL && remembered_read(&settings, program, NULL) == ST_OK) {
        (void)remembered_text(&settings, SIGNER, absolute, NULL);
    }
    settings_release(&settings);
    free(absolute);
}

/* A file of this directory goes by its name alone. */
static const char *name_here(const char *file)
{
    char *here = realpath(".", NULL);
    const char *slash = strrchr(file, '/');
    const bool in = here != NULL && slash != NULL && strlen(here) == (size_t)(slash - file) && strncmp(file, here, strlen(here)) == 0;
    free(here);
    return in ? slash + 1 : file;
}

void remembered_signer(const struct program *program, char *out, size_t size)
{
    struct settings settings = {0};
    const char *file = remembered_read(&settings, program, NULL) == ST_OK ? json_text(settings.tree, SIGNER) : NULL;
    const char *offered = file != NULL && access(file, R_OK) == 0 ? name_here(file) : access(USUAL, R_OK) == 0 ? USUAL : "";
    (void)snprintf(out, size, "%s", strlen(offered) < size ? offered : "");
    settings_release(&settings);
}
