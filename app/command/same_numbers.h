/* Suppliers that have one corporate number: works of one firm, or a slip in the list. */
#ifndef TENKEN_COMMAND_SAME_NUMBERS_H
#define TENKEN_COMMAND_SAME_NUMBERS_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* Zeroed to begin with. */
struct same_numbers {
    struct arena arena;
    struct numbered *each;
    size_t count, room;
};

/* number: may be empty. listed: the list that is taken in names the supplier. */
enum status same_numbers_note(struct same_numbers *s, const char *number, const char *code, bool listed, struct error *e);
/* One line on stdout that names those of whom the list names one, if there are any. */
void same_numbers_tell(struct same_numbers *s);
void same_numbers_release(struct same_numbers *s);

#endif
