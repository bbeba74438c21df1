/* The network for commands: options that all of them share, waiting, and how a transfer is told to people. */
#ifndef TENKEN_COMMAND_NETWORK_H
#define TENKEN_COMMAND_NETWORK_H

#include "command/command.h"
#include "net/transfer.h"

/* Fills out for net_new: clock, random numbers, waiting and limits are set, progress is left to the caller. ca_file, credentials (a file
 * in the format of ~/.netrc): as named on the command line, or NULL: ca.pem and netrc of the user's settings, if they are there;
 * borrowed. Not for several threads at once. Refused: one that is not there, and credentials that others
 * on this computer may read. */
enum status network_options(struct program *program, const char *ca_file, const char *credentials, struct net_options *out,
                            struct error *e);

/* Whether it makes sense to try: this computer has an address beside its own loopback, or a proxy. */
bool network_likely(void);

/* Progress on stderr for net_options.progress: one line that is written anew on a terminal, plain lines otherwise. Set context to one of
 * these, zeroed but for name; end it with network_told. */
struct network_teller {
    const char *name; /* what is being sent or fetched, for people */
    bool terminal;    /* set by network_teller_init */
    bool open;        /* a line waits for its end */
    int told;         /* last quarter that a plain line was written for */
};
void network_teller_init(struct network_teller *teller, const char *name);
bool network_tell(void *context, const struct net_progress *progress);
void network_told(struct network_teller *teller);
/* "61 % of 1.2 MB, 340 KB/s", "Trying again in 4 s (attempt 2). …": one line without newline, the same for the screens. */
void network_words(struct buffer *out, const struct net_progress *progress);

#endif
