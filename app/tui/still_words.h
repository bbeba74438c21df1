/* What is still to be done once something was sent, for others than those who have it now. */
#ifndef TENKEN_TUI_STILL_WORDS_H
#define TENKEN_TUI_STILL_WORDS_H

#include "tui/handing.h"

struct buffer;

/* Each on a line of its own, begun by a line break: customers of this year and of the year before who have old answers, and answers of the
 * year after that repeat what was corrected now. */
void still_words(struct buffer *out, const struct handing *h);

#endif
