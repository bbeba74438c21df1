#include "base/list.h"

#include <stdlib.h>

#define FIRST_ROOM 64

void *list_room(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return list;
    }
    const size_t more = *room == 0 ? FIRST_ROOM : *room * 2;
    void *grown = reallocarray(list, more, size);
    if (grown != NULL) {
        *room = more;
    }
    return grown;
}
