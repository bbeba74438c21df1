/* Sending what was handed in, and saying so: the same for the screens and plain mode. */
#ifndef TENKEN_TUI_SENDING_H
#define TENKEN_TUI_SENDING_H

#include "tui/handing.h"

struct buffer;

/* Sealed, and the customer takes uploads. */
bool sending_possible(const struct handed *handed);
/* It is with its customer, by whatever way, as far as anybody knows. */
bool handed_is_away(const struct handed *handed);
/* Something that can be sent has not arrived yet. */
bool sending_left(const struct handing *h);
/* Something is neither sent nor noted as sent by the user. */
bool handing_left(const struct handing *h);
/* What was handed in for it before says something else than the answers do now: nobody is to send it, or to wait for it. */
bool handed_is_old(const struct handing *h, const struct handed *handed);
bool handing_old(const struct handing *h); /* one of them */
/* Something is with its customer, whose receipt is not here. */
bool receipt_awaited(const struct handing *h);
/* All of them sent theirs. */
bool receipts_complete(const struct handing *h);
/* Awaited, and for so long that the customer is to be asked (receipt_overdue). *days (or NULL): since the first of those was sent. */
bool receipt_late(const struct handing *h, long *days);
/* Awaited, and this customer has a place where it may be fetched; else it comes as a file. */
bool receipt_fetchable(const struct handing *h);
/* Where what is left would be sent: "share.example (Mihon Motors)", joined. */
void sending_hosts(struct buffer *out, const struct handing *h);
void sending_names(struct buffer *out, const struct handing *h); /* of all for whom something is still to be sent */
/* The user has sent what is left. */
enum status sending_mark(struct handing *h, struct error *e);
/* Looks for the receipts that are awaited where the files were sent to, or (path) takes one from a file. ST_OK: they are here (path: it
 * is); else the sentence says what the first one's look brought. login: or NULL. */
enum status receipts_look(struct handing *h, const char *path, const struct send_login *login, const struct send_watch *watch,
                          struct error *e);
/* The first that a host wants a user name and password for; NULL: none. */
const struct handed *sending_login(const struct handing *h);

/* Sends what is left, one after the other; stops at the first that fails, with its sentence. login: or NULL. */
enum status sending_run(struct handing *h, const struct send_login *login, const struct send_watch *watch, struct error *e);

/* How it stands with all of them, in a few words. */
void handed_title(struct buffer *out, const struct handing *h);
/* Lines, each with its newline: how it stands with one of them (nothing for what cannot be sent) … */
void sending_words(struct buffer *out, const struct handed *handed);
/* … and what to do now: send, or by file, which comes first when there is no network. plain: the way to send is offered by a line of
 * its own. */
void sending_advice(struct buffer *out, const struct handing *h, bool plain);

#endif
