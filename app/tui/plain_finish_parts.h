/* Parts of handing in in plain mode that its files share; nobody else includes it. */
#ifndef TENKEN_TUI_PLAIN_FINISH_PARTS_H
#define TENKEN_TUI_PLAIN_FINISH_PARTS_H

#include "tui/handing.h"
#include "tui/plain_parts.h"

/* ---- plain_key.c ---- */
/* A passphrase, which is not shown where it is typed. False at the end of input. The caller wipes it with forget_secret in any case. */
bool ask_secret(struct plain *p, const char *prompt, struct buffer *out);
void forget_secret(struct buffer *secret);
/* After something that took a moment: drops what was typed meanwhile. */
void forget_typed(struct plain *p);
/* Tells about the signing key, and makes, opens or copies one. */
void ask_key(struct plain *p, struct handing *h);

/* ---- plain_preview.c ---- */
/* What each who is chosen will see; asks whether it is right. alone: it is looked at only. True: a question was gone to. */
bool ask_preview(struct plain *p, struct handing *h, bool alone);

/* ---- plain_sign.c ---- */
/* True when the files are written. */
bool ask_signing(struct plain *p, struct handing *h);

/* ---- plain_sending.c ---- */
/* Offers to send what is left, with the address, or to note that the user has sent it, until nothing is left or the user leaves it. */
void offer_sending(struct plain *p, struct handing *h);
/* What was handed in for those who are chosen, what is left to do about it, and the receipts. look: looks for them first. True: it is out
 * of date, and the user wants to sign anew. */
bool tell_handed(struct plain *p, struct handing *h, bool look);

#endif
