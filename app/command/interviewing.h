/* The interview of one open client: what `tenken interview` does with a draft and with a client of its list alike. */
#ifndef TENKEN_COMMAND_INTERVIEWING_H
#define TENKEN_COMMAND_INTERVIEWING_H

#include "command/answering.h"
#include "command/consultant.h"
#include "store/client.h"

/* Notes when it began and ended, and offers the workspace's snippets. Everything is saved at the end, or the failure says what is not. */
enum status interviewing(struct program *program, const struct consultant *consultant, struct client *client,
                         const struct conversation *talk, struct answered *out, struct error *e);

#endif
