#include "tui/outside.h"

#include <stdlib.h>

void folder_release(struct folder *folder)
{
    for (size_t i = 0; i < folder->count; i++) {
        free(folder->entries[i].name);
    }
    free(folder->entries);
    free(folder->path);
    *folder = (struct folder){0};
}
