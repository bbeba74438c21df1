/* Whether a round of requests is signed with the key of the earlier ones. */
#ifndef TENKEN_COMMAND_REQUEST_KEY_H
#define TENKEN_COMMAND_REQUEST_KEY_H

#include "command/request_round.h"

/* Appends what to know when the newest request, in the same name, was signed with another key than the round's; else nothing. */
enum status request_key_words(const struct request_round *r, struct buffer *out, struct error *e);

#endif
