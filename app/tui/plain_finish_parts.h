/* Parts of handing in in plain mode that its files share; nobody else includes it. */
#ifndef TENKEN_TUI_PLAIN_FINISH_PARTS_H
#define TENKEN_TUI_PLAIN_FINISH_PARTS_H

#include "tui/handing.h"
#include "tui/plain_parts.h"

/* ---- plain_key.c ---- */
/* A passphrase, which is not shown where it is typed. False at the end of input. The caller wipes it with forget_secret in any case. */
bool ask_secret(struct plain *p, const char *prompt, struct buffer *out);
void forget_secret(struct buffer *secret);
/* Tells about the signing key, and makes, opens or copies one. */
void ask_key(struct plain *p, struct handing *h);

/* ---- plain_sending.c ---- */
/* Offers to send, until all is sent or the user takes the way by file, which comes first when there is no network. */
void offer_sending(struct plain *p, struct handing *h);

#endif
