/* Lists that grow while they are filled. */
#ifndef TENKEN_BASE_LIST_H
#define TENKEN_BASE_LIST_H

#include <stddef.h>

/* Room for one more entry behind the count that are there: the list, which may have moved, or NULL when there is no memory and the list
 * stays as it was. list: NULL at first; *room: entries that there is room for, 0 at first; size: bytes of one. */
void *list_room(void *list, size_t count, size_t *room, size_t size);

#endif
