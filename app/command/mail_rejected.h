/* What a letter says of a file that was rejected: what is to be done, so that the next one is good. */
#ifndef TENKEN_COMMAND_MAIL_REJECTED_H
#define TENKEN_COMMAND_MAIL_REJECTED_H

#include "base/buffer.h"
#include "store/portfolio_status.h"

#include <stdbool.h>

/* In the current language. overdue: the day by which we had asked for the answers has passed. */
void mail_add_rejected(struct buffer *text, const struct status_line *line, bool overdue);

/* It came on an answer sheet whose code is good no more: a new one goes with the letter. */
bool mail_rejected_anew(const struct status_line *line);

#endif
