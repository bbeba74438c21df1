/* What is wrong in a list that somebody wrote: all of it, so that it is mended in one go. */
#ifndef TENKEN_COMMAND_LIST_MISTAKES_H
#define TENKEN_COMMAND_LIST_MISTAKES_H

#include "store/portfolio_csv.h"

/* Zeroed to begin with. */
struct list_mistakes {
    struct buffer lines; /* the first of them, a sentence each */
    unsigned long long count;
};

/* ST_INPUT is noted with e's sentence and is ST_OK then; everything else is given back. */
enum status list_mistakes_note(struct list_mistakes *m, enum status st, struct error *e);
/* Tells them on standard error; of a list also that it was cut there. */
void list_mistakes_print(const struct list_mistakes *m);
void list_mistakes_tell(const struct list_mistakes *m, const struct csv *csv);
/* Of an import. ST_OK: there are none. Otherwise tells them and refuses the list: the caller keeps nothing of it. */
enum status list_mistakes_end(const struct list_mistakes *m, const struct csv *csv, struct error *e);
void list_mistakes_release(struct list_mistakes *m);

#endif
