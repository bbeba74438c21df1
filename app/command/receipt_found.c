#include "command/receipt_found.h"

#include "command/places.h"
#include "model/receipt.h"

#include <unistd.h>

struct searched {
    char name[RECEIPT_NAME_TEXT];
    char *path; /* NULL: not found yet */
};

static bool look_in(void *context, const char *folder)
{
    struct searched *s = context;
    if (asprintf(&s->path, "%s/%s", folder, s->name) < 0) {
        s->path = NULL;
        return false;
    }
    if (access(s->path, R_OK) != 0) {
        free(s->path);
        s->path = NULL;
    }
    return s->path == NULL;
}

char *receipt_found(const struct receipt_files *files)
{
    struct searched s = {.path = NULL};
    for (size_t i = 0; i < files->n && s.path == NULL; i++) {
        receipt_name(files->files[i].sha256, s.name);
        places_received(look_in, &s);
    }
    return s.path;
}
