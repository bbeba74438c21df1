/* Bringing one file to where it belongs, exactly once and whole, and finding out whether it is there when the answer was lost. */
#ifndef TENKEN_COMMAND_DELIVERY_H
#define TENKEN_COMMAND_DELIVERY_H

#include "command/outgoing.h"
#include "model/sendings.h"
#include "net/transfer.h"

struct delivery {
    enum sending_result result;
    bool was_there;   /* it had arrived before */
    bool wants_login; /* the server asks for a user name and password */
    int attempts;
};

/* url: a WebDAV collection, where the file is named by its digest, never replaces anything else, and is read back; or one object, signed in
 * advance, which takes no user name, and may be written again. path: for sentences. ST_OK for SENDING_ARRIVED and SENDING_CHECKED;
 * else out->result is one of the others and e says what happened and what to do. */
enum status delivery_run(struct net *net, const char *url, const struct outgoing *file, const char *path, struct delivery *out,
                         struct error *e);

/* The object's name in a collection: 64 digits and the ending. */
#define DELIVERY_NAME_TEXT (SHA256_TEXT + 8)

/* The receipt for one of these files, the first that has one, from the collection that they were sent to. ST_NO: there is none yet. body:
 * initialised by the caller, takes its bytes. */
enum status delivery_fetch_receipt(struct net *net, const char *url, const struct handed_file *files, size_t n, struct buffer *body,
                                   bool *wants_login, struct error *e);

#endif
