/* What requests after an alert say that they are about: the product's name as people write it, not as somebody typed it in a hurry. */
#ifndef TENKEN_COMMAND_VIEW_ABOUT_H
#define TENKEN_COMMAND_VIEW_ABOUT_H

#include "command/view_data.h"

/* The name for what was searched for: as requests about it had it before; else as suppliers list it, when that is one name; else as it
 * stands among the aliases; else the words themselves, in usual width. */
enum status view_about_propose(struct view_data *d, struct portfolio *p, const char *words, char out[VIEW_WORDS], struct error *e);

/* What the suppliers read, and whether whoever searches as before will see who has replied. */
enum status view_about_tell(const struct view_data *d, struct portfolio *p, const struct view_order *order, struct buffer *out,
                            struct error *e);

#endif
